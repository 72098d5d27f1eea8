// Choosing a speaker: a page of names at a time, or a part of the name typed.

import type { CommandTable } from '../../../domain/commands.ts';
import { type Choice, type Text, type TextKey, text } from '../../../domain/message.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Input, type Reply } from '../../dialogue.ts';
import { pageOf, rows, staffNav } from '../../nav.ts';

type Listed = CommandTable['list-recallable']['result']['speakers'];

export interface SpeakerPicker {
  /** Part of a name. */
  readonly search?: string;
  readonly page: number;
  readonly pages: number;
  /** What the page shows. */
  readonly shown: Listed;
}

export type SpeakerPicked =
  | { readonly kind: 'speaker'; readonly speakerId: number }
  /** The list has to be read again. */
  | { readonly kind: 'look'; readonly picker: SpeakerPicker }
  | { readonly kind: 'problem'; readonly text: Text };

const pageSize = 10;
const maxSearch = 30;

export const searching = (search?: string, page = 0): SpeakerPicker => ({
  ...{ page, pages: 0, shown: [] },
  ...(search !== undefined && { search }),
});

export function listed({ search, page }: SpeakerPicker, speakers: Listed): SpeakerPicker {
  const pages = Math.max(1, Math.ceil(speakers.length / pageSize));
  const at = Math.min(page, pages - 1);
  const shown = speakers.slice(at * pageSize, (at + 1) * pageSize);
  return { ...searching(search, at), pages, shown };
}

export function pickSpeaker(picker: SpeakerPicker, input: Input): SpeakerPicked {
  if (input.kind === 'text') {
    const search = input.text.trim();
    return search === '' || [...search].length > maxSearch
      ? { kind: 'problem', text: text('duty.type_or_tap') }
      : { kind: 'look', picker: searching(search) };
  }
  if (input.kind !== 'choice') return { kind: 'problem', text: text('duty.type_or_tap') };
  if (input.id === 'all') return { kind: 'look', picker: searching() };
  const page = pageOf(input.id);
  if (page !== undefined) return { kind: 'look', picker: searching(picker.search, page) };
  const speakerId = idFrom(/^s:(\d+)$/.exec(input.id)?.[1]);
  return speakerId === undefined ? { kind: 'problem', text: text('duty.type_or_tap') } : { kind: 'speaker', speakerId };
}

export function speakerQuestion({ search, page, pages, shown }: SpeakerPicker, ask: TextKey): Reply {
  const buttons = shown.map(({ id, name, talks }) =>
    choice(`s:${id}`, talks === 0 ? name : text('duty.speaker', { name, many: talks })),
  );
  const turn: Choice[] = [
    ...(page > 0 ? [choice(`page:${page - 1}`, text('nav.previous'))] : []),
    ...(page < pages - 1 ? [choice(`page:${page + 1}`, text('nav.next'))] : []),
  ];
  return {
    text: { lines: [shown.length === 0 ? text('duty.nobody_named', { search: search ?? '—' }) : '', text(ask)] },
    choices: [
      ...rows(buttons, 2),
      ...(turn.length > 0 ? [turn] : []),
      ...(search === undefined ? [] : [[choice('all', text('duty.everybody'))]]),
      staffNav,
    ],
  };
}
