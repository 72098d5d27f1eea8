// What is left of a name once its spelling no longer matters.

/** Half-width, lower case, without spaces, dots, brackets and characters that nobody sees. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().replace(meaningless, '');

// The dots are those keyboards give for 「·」: middle dot, katakana dot, bullet, hyphenation point, operator and full stop.
const meaningless = /[\s\p{Cf}\p{Cc}\p{Cs}·・•‧∙⋅●᛫.'’"“”()[\]【】「」_-]/gu;
