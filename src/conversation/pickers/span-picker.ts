// Choosing days: a first and a last, or one half-day, by a calendar or in words.

import { type Half, halves, type LocalDay } from '../../domain/calendar.ts';
import { type Choice, type Text, type TextKey, text } from '../../domain/message.ts';
import { choice, type Facts, type Input, type Reply } from '../dialogue.ts';
import { pickWhen, whenChoices } from './when-picker.ts';

export type SpanPicker =
  | { readonly at: 'from'; readonly month?: string }
  | { readonly at: 'until'; readonly from: LocalDay; readonly month?: string };

export interface PickedSpan {
  readonly from: LocalDay;
  readonly until: LocalDay;
  readonly half?: Half;
}

export type SpanPicked =
  | { readonly kind: 'span'; readonly span: PickedSpan }
  | { readonly kind: 'stay'; readonly picker: SpanPicker }
  | { readonly kind: 'problem'; readonly text: Text };

/** How it is asked. */
export interface SpanWords {
  readonly from: TextKey;
  readonly until: TextKey;
  readonly allDay: TextKey;
}

export const firstDay: SpanPicker = { at: 'from' };

export const askSpan = (picker: SpanPicker, facts: Facts, words: SpanWords, nav: readonly Choice[]): Reply => ({
  text: picker.at === 'from' ? text(words.from) : text(words.until, { day: { day: picker.from } }),
  choices: [...spanChoices(picker, facts, words), nav],
});

function spanChoices(picker: SpanPicker, facts: Facts, words: SpanWords): Choice[][] {
  if (picker.at === 'from') return whenChoices(shownMonth(picker.month), facts, anyHalf, 'today_on');
  return [
    [choice('all_day', text(words.allDay)), ...halves.map((half) => choice(half, text(`half.${half}`)))],
    ...whenChoices(shownMonth(picker.month ?? picker.from.slice(0, 7)), facts, anyHalf, 'today_on'),
  ];
}

export const pickSpan = (picker: SpanPicker, input: Input, facts: Facts): SpanPicked =>
  picker.at === 'from' ? pickFirst(input, facts) : pickLast(picker, input, facts);

function pickFirst(input: Input, facts: Facts): SpanPicked {
  const picked = pickWhen({}, input, facts, anyHalf, 'today_on');
  if (picked.kind === 'problem') return picked;
  if (picked.kind === 'window') return spanOf(picked.window.day, picked.window.day, picked.window.half);
  const { day, month } = picked.picker;
  return day === undefined
    ? { kind: 'stay', picker: { at: 'from', ...(month !== undefined && { month }) } }
    : { kind: 'stay', picker: { at: 'until', from: day } };
}

function pickLast({ from }: SpanPicker & { at: 'until' }, input: Input, facts: Facts): SpanPicked {
  if (input.kind === 'choice' && input.id === 'all_day') return spanOf(from, from);
  const half = input.kind === 'choice' ? halves.find((known) => input.id === known) : undefined;
  if (half) return spanOf(from, from, half);
  if (input.kind === 'text' && input.understood.half !== undefined && (input.understood.day ?? from) === from)
    return spanOf(from, from, input.understood.half);
  const picked = pickWhen({}, input, facts, anyHalf, 'today_on');
  if (picked.kind === 'problem') return picked;
  const { day, month } = picked.kind === 'window' ? { day: picked.window.day, month: undefined } : picked.picker;
  if (day === undefined) return { kind: 'stay', picker: { at: 'until', from, ...(month !== undefined && { month }) } };
  return day < from ? { kind: 'problem', text: text('away.reversed') } : spanOf(from, day);
}

const spanOf = (from: LocalDay, until: LocalDay, half?: Half): SpanPicked => ({
  kind: 'span',
  span: { from, until, ...(half && { half }) },
});

const anyHalf = () => true;
const shownMonth = (month: string | undefined) => (month === undefined ? {} : { month });
