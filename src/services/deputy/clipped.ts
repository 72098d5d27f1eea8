// Words as they are kept: without blanks around them, and no more of them than there is room for.

/** `most`: in characters, of which a rare one is not cut in two. */
export const clipped = (words: string, most: number): string => [...words.trim()].slice(0, most).join('');
