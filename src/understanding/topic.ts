// Which row of the menu a sentence names, by its names and keywords. Topics and formats are read alike.

import type { Names } from '../domain/message.ts';
import type { Span } from './text.ts';

export interface MenuRow {
  readonly names: Names;
  readonly keywords?: readonly string[];
}

export interface MenuHit<Row> extends Span {
  readonly row: Row;
}

/** The row whose word is longest; of equal ones the first in the sentence, then on the menu. */
export function readMenu<Row extends MenuRow>(
  text: string,
  rows: readonly Row[],
  taken: readonly Span[] = [],
): MenuHit<Row> | undefined {
  const plain = tight(text);
  let best: MenuHit<Row> | undefined;
  for (const row of rows) {
    for (const word of wordsOf(row)) {
      for (const span of occurrences(plain, word)) {
        if (taken.some((other) => isInside(span, other))) continue;
        if (!best || length(span) > length(best) || (length(span) === length(best) && span.start < best.start))
          best = { ...span, row };
      }
    }
  }
  return best;
}

/** Everywhere any of the rows is named; positions as `readMenu` gives them. */
export function namesOf(text: string, rows: readonly MenuRow[]): Span[] {
  const plain = tight(text);
  return rows.flatMap((row) => wordsOf(row).flatMap((word) => occurrences(plain, word)));
}

const known = new WeakMap<MenuRow, readonly string[]>();

function wordsOf(row: MenuRow): readonly string[] {
  let words = known.get(row);
  if (!words) {
    words = [row.names.zh, row.names.en ?? '', ...(row.keywords ?? [])].map(tight);
    known.set(row, words);
  }
  return words;
}

const length = ({ start, end }: Span): number => end - start;
const isInside = (inner: Span, outer: Span): boolean =>
  inner.start >= outer.start && inner.end <= outer.end && length(inner) < length(outer);

/** Spaces between Han characters mean nothing; those between words are kept, as one. */
const tight = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\p{sc=Han}、"])\s(?=[\p{sc=Han}、"])/gu, '')
    .trim();

function occurrences(text: string, word: string): Span[] {
  if (word === '') return [];
  const found: Span[] = [];
  for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1)) {
    const end = start + word.length;
    if (!joins(text[start - 1], word[0]) && !joins(word.at(-1), text[end])) found.push({ start, end });
  }
  return found;
}

/** Inside a longer Latin word: "scam" in "scampi". */
const joins = (before: string | undefined, after: string | undefined): boolean =>
  before !== undefined && after !== undefined && /[a-z0-9]/.test(before) && /[a-z0-9]/.test(after);
