// The questions of a school's request, one by one, and the last look before it is sent. All pure: answers in, answers out.

import type { DeputyRequestKind } from '../../domain/deputy/views.ts';
import type { AppointmentId, SchoolId, SpeakerId } from '../../domain/ids.ts';
import { type Choice, type Names, type Text, text } from '../../domain/message.ts';
import { choice, type Input, type Reply } from '../dialogue.ts';
import { paged, pageOf, rows } from '../nav.ts';

export type RequestStep = 'posts' | 'need' | 'wish' | 'summary';

interface Person {
  readonly id: SpeakerId;
  readonly name: string;
}

export interface Requesting {
  readonly at: RequestStep;
  readonly kind: DeputyRequestKind;
  readonly schoolId: SchoolId;
  readonly school: Names;
  /** How many posts are free. */
  readonly free: number;
  readonly posts: number;
  /** What the school needs and why; empty: not said. */
  readonly need: string;
  readonly lastNeed?: string;
  readonly wish?: Person;
  readonly wishField?: string;
  /** Whom one may wish for. */
  readonly people?: readonly Person[];
  readonly page?: number;
  /** Who is to stay, or to be followed by somebody. */
  readonly appointmentId?: AppointmentId;
  readonly name?: string;
}

export type RequestTaken = { readonly filled: Requesting } | { readonly stay: Requesting } | { readonly problem: Text };

export const mostNeed = 300;
const mostField = 40;

/** To be answered before the last look. The same person again needs no words: two taps. */
export function stepsOf({ kind, free }: Pick<Requesting, 'kind' | 'free'>): readonly RequestStep[] {
  if (kind === 'renewal') return [];
  return free > 1 ? ['posts', 'need', 'wish'] : ['need', 'wish'];
}

/** Without the way back, which differs. */
export function askNext(state: Requesting): Required<Pick<Reply, 'text' | 'choices'>> {
  const { at, free, kind, lastNeed, name = '' } = state;
  switch (at) {
    case 'posts':
      return question(
        text('school.ask_posts', { most: free }),
        rows(
          upTo(free).map((many) => choice(`n:${many}`, `${many}`)),
          5,
        ),
      );
    case 'need':
      return question(
        text(kind === 'first' ? 'school.ask_need' : `school.ask_need_${kind}`, { most: mostNeed, name }),
        [
          ...(lastNeed === undefined ? [] : [[choice('last', text('school.same_need'))]]),
          ...(kind === 'left' ? [[choice('none', text('more.none'))]] : []),
        ],
      );
    case 'wish':
      return question(text('school.ask_wish'), [
        [choice('none', text('school.no_wish'))],
        ...paged(
          (state.people ?? []).map((person) => choice(`s:${person.id}`, person.name)),
          state.page ?? 0,
          3,
          12,
        ),
      ]);
    case 'summary':
      return question({ lines: [text('school.check'), ...summaryLines(state)] }, [
        [choice('send', text('school.send'))],
      ]);
  }
}

export function takeAnswer(state: Requesting, input: Input): RequestTaken {
  switch (state.at) {
    case 'posts':
      return takePosts(state, input);
    case 'need':
      return takeNeed(state, input);
    case 'wish':
      return takeWish(state, input);
    case 'summary':
      return { problem: text('school.tap_send') };
  }
}

function takePosts(state: Requesting, input: Input): RequestTaken {
  const word = input.kind === 'choice' ? input.id.slice(2) : input.kind === 'text' ? input.text : '';
  const [digits] = /^\d{1,2}(?=\s*[个位名]?$)/.exec(word.normalize('NFKC').trim()) ?? [];
  const posts = Number(digits);
  return posts >= 1 && posts <= state.free
    ? { filled: { ...state, posts } }
    : { problem: text('school.wrong_posts', { most: state.free }) };
}

function takeNeed(state: Requesting, input: Input): RequestTaken {
  if (input.kind === 'choice') {
    if (input.id === 'last' && state.lastNeed !== undefined) return { filled: { ...state, need: state.lastNeed } };
    if (input.id === 'none' && state.kind === 'left') return { filled: { ...state, need: '' } };
  }
  if (input.kind !== 'text') return { problem: text('more.type') };
  const need = input.text.trim();
  if ([...need].length > mostNeed) return { problem: text('text.too_long', { most: mostNeed }) };
  return [...need].length < 2 ? { problem: text('text.too_short') } : { filled: { ...state, need } };
}

/** A person off the list or by name; anything else that is typed is a field of law. */
function takeWish(state: Requesting, input: Input): RequestTaken {
  const { wish: _w, wishField: _f, page: _p, ...rest } = state;
  const people = state.people ?? [];
  if (input.kind === 'text') {
    const words = input.text.trim();
    const named = people.filter(({ name }) => name === words);
    if (named[0] && named.length === 1) return { filled: { ...rest, wish: named[0] } };
    if ([...words].length > mostField) return { problem: text('text.too_long', { most: mostField }) };
    return [...words].length < 2 ? { problem: text('text.too_short') } : { filled: { ...rest, wishField: words } };
  }
  if (input.kind !== 'choice') return { problem: text('school.tap_wish') };
  const page = pageOf(input.id);
  if (page !== undefined) return { stay: { ...state, page } };
  if (input.id === 'none') return { filled: rest };
  const wish = people.find(({ id }) => input.id === `s:${id}`);
  return wish ? { filled: { ...rest, wish } } : { problem: text('school.tap_wish') };
}

function summaryLines({ kind, school, posts, free, need, wish, wishField, name }: Requesting): Text[] {
  return [
    text('school.line_school', { value: { names: school } }),
    text('school.line_kind', { value: text(`school.kind_${kind}`) }),
    name === undefined ? '' : text('school.line_person', { value: name }),
    kind === 'left' ? text('school.left_ends', { name: name ?? '' }) : '',
    kind === 'first' && free > 1 ? text('school.line_posts', { value: posts }) : '',
    need === '' ? '' : text('school.line_need', { value: need }),
    wish ? text('school.line_wish', { value: wish.name }) : '',
    wishField === undefined ? '' : text('school.line_field', { value: wishField }),
  ];
}

const question = (words: Text, choices: readonly (readonly Choice[])[]) => ({ text: words, choices });

const upTo = (most: number): number[] => Array.from({ length: most }, (_, at) => at + 1);
