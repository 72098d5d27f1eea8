// Choosing a day and a half-day: a month at a time as a small calendar, then morning, afternoon or evening.

import { addDays, daysAhead, type Half, halves, isDay, type LocalDay, weekday } from '../../domain/calendar.ts';
import { timeText } from '../../domain/cards/order-lines.ts';
import { checkWindow, type TalkWindow } from '../../domain/draft.ts';
import { type Choice, inertId, type Text, text } from '../../domain/message.ts';
import type { Understood } from '../../domain/understood.ts';
import { choice, type Facts, type Input } from '../dialogue.ts';
import { rows } from '../nav.ts';

type TimeOfDay = Omit<TalkWindow, 'day'>;

/** What a sentence says of it, where it does. */
export const timeOf = ({ half, period, clock }: Pick<Understood, 'half' | 'period' | 'clock'>): TimeOfDay | undefined =>
  half && { half, ...(period !== undefined && { period }), ...(clock !== undefined && { clock }) };

/** An hour that may be the morning's or the evening's is the one that is wanted. */
export const settled = <Said extends Understood>(said: Said, wanted: (half: Half) => boolean): Said =>
  said.half && said.otherwise && !wanted(said.half) && wanted(said.otherwise.half)
    ? { ...said, ...said.otherwise }
    : said;

export interface WhenPicker {
  /** 'YYYY-MM' that is shown; today's month where absent. */
  readonly month?: string;
  readonly day?: LocalDay;
  /** 下午三点, said before the day: not asked again. */
  readonly said?: TimeOfDay;
  /** A time was said before the question was asked, and can't be had: said again with the question. */
  readonly refused?: 'past' | 'too_far' | 'dusk_only';
}

export type WhenPicked =
  | { readonly kind: 'window'; readonly window: TalkWindow }
  | { readonly kind: 'stay'; readonly picker: WhenPicker }
  | { readonly kind: 'problem'; readonly text: Text };

/**
 * Which days may be chosen: those ahead (an order), those behind (补录, at most 30 days ago), or those from today on,
 * however late it is (somebody is not there: the evening of a day is called off in its afternoon).
 */
export type Direction = 'ahead' | 'behind' | 'today_on';
export const daysBehind = 30;

export const whenQuestion = (picker: WhenPicker, direction: Direction = 'ahead'): Text =>
  picker.day === undefined
    ? {
        lines: [
          picker.refused ? text(`when.${picker.refused}`) : '',
          picker.said ? text('when.noted', { time: timeText(picker.said) }) : '',
          text(direction === 'behind' ? 'when.ask_past_day' : 'when.ask_day'),
        ],
      }
    : text('when.ask_half', { day: { day: picker.day } });

export function whenChoices(
  picker: WhenPicker,
  facts: Facts,
  fitting: (half: Half) => boolean,
  direction: Direction = 'ahead',
): Choice[][] {
  if (picker.day !== undefined)
    return [halvesOn(picker.day, facts, fitting, direction).map((half) => choice(`h:${half}`, text(`half.${half}`)))];
  return calendar(shownMonth(picker, facts.today), facts, fitting, direction);
}

export function pickWhen(
  picker: WhenPicker,
  input: Input,
  facts: Facts,
  fitting: (half: Half) => boolean,
  direction: Direction = 'ahead',
): WhenPicked {
  if (input.kind === 'text') {
    const { pastDay } = input.understood;
    const named =
      input.understood.day && direction === 'behind' ? lately(input.understood.day, facts.today) : input.understood.day;
    const day = named ?? pastDay ?? picker.day;
    const before = picker.said?.half;
    const said = timeOf(settled(input.understood, (half) => fitting(half) && (before ?? half) === half));
    if (day === undefined) {
      if (said && !fitting(said.half)) return { kind: 'problem', text: text('when.dusk_only') };
      if (said && direction === 'ahead')
        return { kind: 'stay', picker: { ...(picker.month !== undefined && { month: picker.month }), said } };
      return { kind: 'problem', text: text(direction === 'behind' ? 'when.ask_past_day' : 'when.type_or_tap') };
    }
    return said ? chosen({ day, ...said }, facts, fitting, direction) : onDay(day);
  }
  if (input.kind !== 'choice') return { kind: 'problem', text: text('when.type_or_tap') };
  const [, kind, value = ''] = /^([mdh]):(.+)$/.exec(input.id) ?? [];
  if (kind === 'm' && isDay(`${value}-01`))
    return { kind: 'stay', picker: { month: value, ...(picker.said && { said: picker.said }) } };
  if (kind === 'd' && isDay(value)) return onDay(value);
  const half = halves.find((known) => known === value);
  if (kind === 'h' && half && picker.day !== undefined)
    return chosen({ day: picker.day, half }, facts, fitting, direction);
  return { kind: 'problem', text: text('when.type_or_tap') };

  /** At the time of day that was said before, where that day has it. */
  function onDay(day: LocalDay): WhenPicked {
    const can = picker.said && halvesOn(day, facts, fitting, direction).includes(picker.said.half);
    return chosen({ day, ...(can && picker.said) }, facts, fitting, direction);
  }
}

/** 11月20日, said in a report on the 22nd, is this year's: a date without a year is otherwise read as the next to come. */
function lately(day: LocalDay, today: LocalDay): LocalDay {
  const yearBefore = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return day > today && isDay(yearBefore) && yearBefore >= addDays(today, -daysBehind) ? yearBefore : day;
}

function chosen(
  { day, half, ...named }: Partial<TimeOfDay> & Pick<TalkWindow, 'day'>,
  facts: Facts,
  fitting: (half: Half) => boolean,
  direction: Direction,
): WhenPicked {
  const possible = halvesOn(day, facts, fitting, direction);
  const [only] = possible;
  if (!only) return { kind: 'problem', text: text(dayProblem(day, facts.today, direction)) };
  if (half === undefined) {
    // Where the format leaves one half-day only (the cinema's evening), there is nothing to ask.
    if (possible.length === 1 && halves.filter(fitting).length === 1)
      return { kind: 'window', window: { day, half: only } };
    return { kind: 'stay', picker: { day } };
  }
  if (!fitting(half)) return { kind: 'problem', text: text('when.dusk_only') };
  if (!possible.includes(half)) return { kind: 'problem', text: text('when.past') };
  return { kind: 'window', window: { day, half, ...named } };
}

function dayProblem(day: LocalDay, today: LocalDay, direction: Direction) {
  if (direction === 'behind') return day > today ? 'when.not_yet' : 'when.too_old';
  if (direction === 'today_on') return day < today ? 'when.past_day' : 'when.too_far_day';
  return day > addDays(today, daysAhead) ? 'when.too_far' : 'when.past';
}

const halvesOn = (
  day: LocalDay,
  { today, minutes }: Facts,
  fitting: (half: Half) => boolean,
  direction: Direction,
): Half[] =>
  halves.filter((half) => {
    if (!fitting(half)) return false;
    if (direction === 'ahead') return checkWindow({ day, half }, today, minutes) === 'ok';
    return direction === 'behind'
      ? day <= today && day >= addDays(today, -daysBehind)
      : day >= today && day <= addDays(today, daysAhead);
  });

const shownMonth = (picker: WhenPicker, today: LocalDay): string => picker.month ?? today.slice(0, 7);

/** Weeks in rows of seven from Monday; days that cannot be chosen are blank. */
function calendar(month: string, facts: Facts, fitting: (half: Half) => boolean, direction: Direction): Choice[][] {
  const first = `${month}-01`;
  const cells: Choice[] = [];
  for (let day = addDays(first, 1 - weekday(first)); day < first; day = addDays(day, 1)) cells.push(blank);
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) {
    const open = halvesOn(day, facts, fitting, direction).length > 0;
    cells.push(open ? choice(`d:${day}`, String(Number(day.slice(8)))) : blank);
  }
  while (cells.length % 7 !== 0) cells.push(blank);
  const weeks = rows(cells, 7).filter((week) => week.some((cell) => cell !== blank));
  const from = direction === 'behind' ? addDays(facts.today, -daysBehind) : facts.today;
  const until = direction === 'behind' ? facts.today : addDays(facts.today, daysAhead);
  const title = choice(inertId, text('when.month', { year: month.slice(0, 4), month: String(Number(month.slice(5))) }));
  const before = addDays(first, -1).slice(0, 7);
  const after = addDays(first, 31).slice(0, 7);
  return [
    [
      ...(before >= from.slice(0, 7) ? [choice(`m:${before}`, '‹')] : []),
      title,
      ...(after <= until.slice(0, 7) ? [choice(`m:${after}`, '›')] : []),
    ],
    weekdays.map((key) => choice(inertId, text(key))),
    ...weeks,
  ];
}

const blank = choice(inertId, '·');
const weekdays = ['weekday.1', 'weekday.2', 'weekday.3', 'weekday.4', 'weekday.5', 'weekday.6', 'weekday.7'] as const;
