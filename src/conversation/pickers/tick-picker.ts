// Choosing several: a tap ticks, another takes the tick away, one more button says that it is done.

import type { Choice, Text } from '../../domain/message.ts';
import { text } from '../../domain/message.ts';
import { choice, type Input } from '../dialogue.ts';
import { paged, pageOf } from '../nav.ts';

export interface TickPicker {
  readonly ticked: readonly string[];
  readonly page?: number;
}

export interface TickOption {
  readonly id: string;
  readonly label: Text;
}

export type Ticking =
  | { readonly kind: 'stay'; readonly picker: TickPicker }
  | { readonly kind: 'done'; readonly ticked: readonly string[] }
  /** Neither one of the options nor the end. */
  | { readonly kind: 'other' };

const pageSize = 16;

/** The question's buttons, without navigation. The last one ends it, where so many are ticked. */
export function tickChoices(options: readonly TickOption[], { ticked, page = 0 }: TickPicker, least = 1): Choice[][] {
  const shown = options.map(({ id, label }) =>
    choice(`k:${id}`, text(ticked.includes(id) ? 'place.ticked' : 'place.unticked', { name: label })),
  );
  return [
    ...paged(shown, page, 2, pageSize),
    ...(countOf(options, ticked) >= least ? [[choice('done', text('more.done'))]] : []),
  ];
}

export function takeTick(options: readonly TickOption[], picker: TickPicker, input: Input, least = 1): Ticking {
  if (input.kind !== 'choice') return { kind: 'other' };
  const page = pageOf(input.id);
  if (page !== undefined) return { kind: 'stay', picker: { ...picker, page } };
  if (input.id === 'done' && countOf(options, picker.ticked) >= least)
    return { kind: 'done', ticked: options.map(({ id }) => id).filter((id) => picker.ticked.includes(id)) };
  const option = options.find(({ id }) => input.id === `k:${id}`);
  return option ? { kind: 'stay', picker: toggled(picker, option.id) } : { kind: 'other' };
}

const toggled = (picker: TickPicker, id: string): TickPicker => ({
  ...picker,
  ticked: picker.ticked.includes(id) ? picker.ticked.filter((one) => one !== id) : [...picker.ticked, id],
});

/** Of what is still there to be chosen. */
const countOf = (options: readonly TickOption[], ticked: readonly string[]): number =>
  options.filter(({ id }) => ticked.includes(id)).length;
