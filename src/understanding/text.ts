// The sentence as the readers see it: half-width, bounded, without characters that nobody sees. Also spans in it.

/** A piece of the sentence, half open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a piece of the sentence says. */
export interface Said<Value> extends Span {
  readonly value: Value;
}

/** What somebody types about one talk fits in this; the rest of a longer text is not read. */
export const longest = 500;

export function readable(sentence: string): string {
  // Cut before normalising, which can lengthen a text, and again after it.
  const cut = sentence.slice(0, longest * 2).normalize('NFKC');
  return [...cut.replace(invisible, '').replace(controls, ' ')].slice(0, longest).join('');
}

// Format characters: zero-width, direction marks, soft hyphen.
const invisible = /\p{Cf}/gu;
const controls = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The text with the spans made blank, so that one reader does not take what another has read. Positions stay. */
export function blank(text: string, spans: readonly Span[]): string {
  let result = text;
  for (const { start, end } of spans) result = result.slice(0, start) + ' '.repeat(end - start) + result.slice(end);
  return result;
}

export const spanOf = (match: RegExpExecArray): Span => ({ start: match.index, end: match.index + match[0].length });

export const spansOf = (text: string, pattern: RegExp): Span[] => [...text.matchAll(pattern)].map(spanOf);
