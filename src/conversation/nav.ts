// Rows of buttons that every question shares: back, cancel and, for residents, "please ring me".

import { type Choice, text } from '../domain/message.ts';
import { choice } from './dialogue.ts';

export const back = choice('back', text('nav.back'));
export const cancel = choice('cancel', text('nav.cancel'));
const callback = choice('/callback', text('nav.callback'));

/** Under every question to a resident. Somebody lost can always ask to be rung back. */
export const residentNav: readonly Choice[] = [back, cancel, callback];
/** Where the question is itself whether to cancel, 取消 could mean either. */
export const backNav: readonly Choice[] = [back, callback];
export const staffNav: readonly Choice[] = [back, cancel];

/** `choices` in rows of `width`. */
export function rows(choices: readonly Choice[], width: number): Choice[][] {
  const found: Choice[][] = [];
  for (let at = 0; at < choices.length; at += width) found.push(choices.slice(at, at + width));
  return found;
}

/** One page of `choices`, with buttons to the neighbouring pages ('page:N') where there are any. */
export function paged(choices: readonly Choice[], page: number, width: number, size: number): Choice[][] {
  const last = Math.max(0, Math.ceil(choices.length / size) - 1);
  const at = Math.min(Math.max(0, page), last);
  const turn = [
    ...(at > 0 ? [choice(`page:${at - 1}`, text('nav.previous'))] : []),
    ...(at < last ? [choice(`page:${at + 1}`, text('nav.next'))] : []),
  ];
  return [...rows(choices.slice(at * size, (at + 1) * size), width), ...(turn.length > 0 ? [turn] : [])];
}

/** The number in 'page:3', undefined for any other id. */
export function pageOf(id: string): number | undefined {
  const found = /^page:(\d{1,4})$/.exec(id);
  return found ? Number(found[1]) : undefined;
}
