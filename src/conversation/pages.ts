// Long lists, a page at a time. The buttons to other pages are commands, so they work for as long as they stand there.

import { type Choice, text } from '../domain/message.ts';
import { choice } from './dialogue.ts';

export interface Page<Item> {
  readonly shown: readonly Item[];
  /** Previous and next, where there are any: one row or none. */
  readonly turn: readonly (readonly Choice[])[];
}

/** `line` is the command that shows page N; pages count from 0. */
export function pageOf<Item>(
  items: readonly Item[],
  wanted: number,
  size: number,
  line: (page: number) => string,
): Page<Item> {
  const last = Math.max(0, Math.ceil(items.length / size) - 1);
  const page = Math.min(wanted, last);
  const turn = [
    ...(page > 0 ? [choice(line(page - 1), text('nav.previous'))] : []),
    ...(page < last ? [choice(line(page + 1), text('nav.next'))] : []),
  ];
  return { shown: items.slice(page * size, (page + 1) * size), turn: turn.length > 0 ? [turn] : [] };
}

/** A page's number from outside; the first where it is none. */
export const pageFrom = (word: string | undefined): number =>
  word !== undefined && /^\d{1,4}$/.test(word) ? Number(word) : 0;
