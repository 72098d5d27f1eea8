// Who to ring back, and, for a 补录, how many came.

import { mostHeads } from '../../domain/menu.ts';
import { text } from '../../domain/message.ts';
import { parsePhone } from '../../domain/phone.ts';
import { choice, type Input } from '../dialogue.ts';
import { rows } from '../nav.ts';
import { question } from './question.ts';
import { filled, type OrderStep, problem } from './talk.ts';

export const phoneStep: OrderStep = {
  ask(talk) {
    if (talk.mode !== 'own') return question(talk, text('phone.ask_theirs'));
    // The channel's own button and buttons under the message exclude each other on Telegram: navigation is by words here.
    return { ...question(talk, text('phone.ask')), contact: 'ask' };
  },
  take(talk, input) {
    const phone = phoneFrom(input);
    return phone === undefined ? problem(text('phone.wrong')) : filled(talk, { ...talk.draft, phone });
  },
};

/** A typed or shared number in its stored form. Somebody else's contact card is not taken for one's own number. */
export function phoneFrom(input: Input): string | undefined {
  if (input.kind === 'contact') return input.own ? parsePhone(input.phone) : undefined;
  return input.kind === 'text' ? (parsePhone(input.text) ?? input.understood.phone) : undefined;
}

/** 点单人怎么称呼: for orders that staff enter. */
export const whoStep: OrderStep = {
  ask: (talk) => question(talk, text('who.ask'), [[choice('none', text('who.unknown'))]]),
  take(talk, input) {
    if (input.kind === 'choice' && input.id === 'none') return filled(talk, { ...talk.draft, contactName: '' });
    if (input.kind !== 'text') return problem(text('who.wrong'));
    // 「李大爷 13812345678」 answers the next question as well.
    const phone = phoneFrom(input);
    const name = (phone === undefined ? input.text : input.text.replace(dialled, ' ')).trim();
    if (name === '' && phone !== undefined) return { kind: 'stay', talk: { ...talk, draft: { ...talk.draft, phone } } };
    if (!/\p{L}/u.test(name) || [...name].length > 30) return problem(text('who.wrong'));
    return filled(talk, { ...talk.draft, contactName: name, ...(phone !== undefined && { phone }) });
  },
};

const dialled = /[+\d(（][\d\s()（）-]{6,}/gu;

/** Ranges of heads, from counting rows rather than people. */
export const headRanges = [
  [1, 20],
  [21, 50],
  [51, 100],
  [101, 200],
  [201, 500],
  [501, 2000],
] as const;
export const headChoices = () =>
  rows(
    headRanges.map(([min, max]) => choice(`n:${min}`, text('heads.range', { min, max }))),
    2,
  );

/** The range of a tapped button, or a typed number as a range of one. */
export function headsFrom(input: Input): { min: number; max: number } | undefined {
  if (input.kind === 'choice') {
    const range = headRanges.find(([min]) => input.id === `n:${min}`);
    return range && { min: range[0], max: range[1] };
  }
  const typed = input.kind === 'text' ? (input.understood.size ?? Number(input.text)) : Number.NaN;
  return Number.isInteger(typed) && typed >= 0 && typed <= mostHeads ? { min: typed, max: typed } : undefined;
}

export const headsStep: OrderStep = {
  ask: (talk) => question(talk, text('heads.ask'), headChoices()),
  take(talk, input) {
    const heads = headsFrom(input);
    return heads ? { kind: 'filled', talk: { ...talk, heads } } : problem(text('heads.wrong'));
  },
};

const hourChoices = [0, 1, 2, 3, 4] as const;
export const hoursChoices = () => [hourChoices.map((hours) => choice(`h:${hours}`, text('deliver.hours', { hours })))];

/** 课时: a tapped button or a typed digit, 0 to 4. */
export function hoursFrom(input: Input): number | undefined {
  const said =
    input.kind === 'choice'
      ? /^h:(\d)$/.exec(input.id)?.[1]
      : input.kind === 'text'
        ? input.text.normalize('NFKC').trim()
        : undefined;
  return hourChoices.find((hours) => String(hours) === said);
}

export const hoursStep: OrderStep = {
  ask: (talk) => question(talk, text('deliver.ask_hours'), hoursChoices()),
  take(talk, input) {
    const classHours = hoursFrom(input);
    return classHours === undefined
      ? problem(text('deliver.wrong_hours'))
      : { kind: 'filled', talk: { ...talk, classHours } };
  },
};
