// Text from outside, made harmless without changing what it says.

/** Longer texts are refused as a whole. Pasting the names of sixty villages must still fit. */
export const mostCharacters = 1500;

/** Without control characters (NUL ends strings in PostgreSQL), bidirectional overrides and lone surrogates. */
export function cleanText(text: string): string {
  return (
    text
      .replace(/\p{Surrogate}/gu, '')
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffd]/g, (found) =>
        found === '\t' ? ' ' : '',
      )
      .trim()
  );
}
