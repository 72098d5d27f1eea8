// When a speaker takes talks, week by week. Also reads what people type for it: 「周一至周五 8:30-12:00」, "Sat morning".
// The time includes setting up and clearing away. No hours at all mean any time.

import type { Half } from './calendar.ts';

/** Monday is 1; minutes after midnight, half open. */
export interface WorkingHours {
  readonly weekday: number;
  readonly from: number;
  readonly until: number;
}

export type Span = Pick<WorkingHours, 'from' | 'until'>;

export const weekdays: readonly number[] = [1, 2, 3, 4, 5, 6, 7];
export const wholeDay: Span = { from: 0, until: 24 * 60 };

/** Wide enough for every talk of that half, with what has to be set up before and cleared away after it. */
export const workHalves: Readonly<Record<Half, Span>> = {
  morning: { from: 7 * 60 + 30, until: 12 * 60 + 30 },
  afternoon: { from: 13 * 60, until: 18 * 60 + 30 },
  evening: { from: 17 * 60 + 30, until: 22 * 60 + 30 },
};

/** More periods than these in a week are a mistake. */
const mostPeriods = 28;

export const isWeek = (hours: readonly WorkingHours[]): boolean =>
  hours.length <= mostPeriods &&
  hours.every(
    ({ weekday, from, until }) =>
      weekdays.includes(weekday) && Number.isInteger(from) && Number.isInteger(until) && isSpan({ from, until }),
  );

const isSpan = ({ from, until }: Span): boolean => 0 <= from && from < until && until <= wholeDay.until;

/**
 * The week with other spans on these days; without spans they are days off. Undefined where no time would be left: that
 * would mean any time.
 */
export function withSpans(
  hours: readonly WorkingHours[],
  days: readonly number[],
  spans: readonly Span[],
): readonly WorkingHours[] | undefined {
  // Who could at any time and takes a day off still can on all others; who names a time means that time alone.
  const anyTime = hours.length === 0 && spans.length === 0;
  const before = anyTime ? weekdays.map((weekday) => ({ weekday, ...wholeDay })) : hours;
  const others = before.filter(({ weekday }) => !days.includes(weekday));
  const all = [...others, ...days.flatMap((weekday) => spans.map((span) => ({ ...span, weekday })))];
  if (all.length === 0) return undefined;
  const week = merged(all);
  return isAnyTime(week) ? [] : week;
}

const isAnyTime = (week: readonly WorkingHours[]): boolean =>
  week.length === 7 && week.every(({ from, until }) => from === wholeDay.from && until === wholeDay.until);

/** In order, what touches in one: a talk has to lie inside one span. */
export function merged(hours: readonly WorkingHours[]): readonly WorkingHours[] {
  const week: WorkingHours[] = [];
  for (const one of hours.toSorted((a, b) => a.weekday - b.weekday || a.from - b.from)) {
    const last = week.at(-1);
    if (last?.weekday === one.weekday && one.from <= last.until)
      week[week.length - 1] = { ...last, until: Math.max(last.until, one.until) };
    else week.push(one);
  }
  return week;
}

/** Days one after the other with the same spans. */
export interface DayGroup {
  readonly first: number;
  readonly last: number;
  readonly spans: readonly Span[];
}

export function grouped(hours: readonly WorkingHours[]): readonly DayGroup[] {
  const groups: DayGroup[] = [];
  for (const day of weekdays) {
    const spans = hours.filter(({ weekday }) => weekday === day).map(({ from, until }) => ({ from, until }));
    const before = groups.at(-1);
    if (spans.length === 0) continue;
    if (before && before.last === day - 1 && JSON.stringify(before.spans) === JSON.stringify(spans))
      groups[groups.length - 1] = { ...before, last: day };
    else groups.push({ first: day, last: day, spans });
  }
  return groups;
}

export interface HoursSaid {
  readonly days: readonly number[];
  readonly spans: readonly Span[];
}

/** What a line says of days and times, either of which may be missing; undefined where a time in it makes no sense. */
export function readHours(said: string): HoursSaid | undefined {
  const line = said
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[–—~至到]|\bto\b/g, '-')
    .replace(hanHour, (said) => String(hourOf(said)));
  const { days, rest } = readDays(line);
  const times = readTimes(rest);
  if (!times) return undefined;
  const halves = halfWords.flatMap(([word, spans]) => (word.test(times.rest) ? spans : []));
  return { days, spans: [...times.spans, ...halves] };
}

/** 两点, 十二点, 二十点 */
const hanHour = /(?:二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])(?=[点时])/g;
const hanDigits = '零一二三四五六七八九';
const digitOf = (han: string): number => (han === '两' ? 2 : hanDigits.indexOf(han));

function hourOf(said: string): number {
  const [tens = '', ones = ''] = said.split('十');
  if (!said.includes('十')) return digitOf(said);
  return (tens === '' ? 1 : digitOf(tens)) * 10 + (ones === '' ? 0 : digitOf(ones));
}

const halfWords: readonly (readonly [RegExp, readonly Span[]])[] = [
  [/全天|整天|all day/, [wholeDay]],
  [/上午|早上|白天|morning|daytime/, [workHalves.morning]],
  [/下午|白天|afternoon|daytime/, [workHalves.afternoon]],
  [/晚上|evening/, [workHalves.evening]],
];

const han = '一二三四五六日天';
const latin = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const numberOf = (word: string): number => {
  const at = han.indexOf(word);
  if (at >= 0) return Math.min(at + 1, 7);
  return /^\d$/.test(word) ? Number(word) : latin.findIndex((name) => word.startsWith(name)) + 1;
};

const groupWords: readonly (readonly [RegExp, readonly number[]])[] = [
  [/每天|天天|every ?day|daily/g, weekdays],
  [/工作日|weekdays?/g, [1, 2, 3, 4, 5]],
  [/周末|双休日?|weekends?/g, [6, 7]],
];

/** 周一-周五, 周一三五, 星期六、日, mon-fri, sat */
const chineseDays =
  /(?:周|星期|礼拜)([一二三四五六日天1-7])(?: *- *(?:(?:周|星期|礼拜)([一二三四五六日天1-7])|([一二三四五六日天1-7])(?![\d点时:])))?((?: *[、,和]? *[一二三四五六日天](?![点时]))*)/g;
const englishDays = /\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*(?: *- *(mon|tue|wed|thu|fri|sat|sun)[a-z]*)?/g;

function readDays(line: string): { days: readonly number[]; rest: string } {
  const days = new Set<number>();
  let rest = line;
  for (const [word, group] of groupWords)
    rest = rest.replace(word, () => {
      for (const day of group) days.add(day);
      return ' ';
    });
  const range = (first: string, last: string | undefined, more = ''): string => {
    for (const day of between(numberOf(first), numberOf(last ?? first))) days.add(day);
    for (const word of more.match(/[一二三四五六日天]/g) ?? []) days.add(numberOf(word));
    return ' ';
  };
  rest = rest
    .replace(chineseDays, (_, first, named, bare, more) => range(first, named ?? bare, more))
    .replace(englishDays, (_, first, last) => range(first, last));
  return { days: [...days].sort(), rest };
}

/** Over the weekend where the last day is before the first. */
function between(first: number, last: number): number[] {
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, at) => ((first - 1 + at) % 7) + 1);
}

const oneTime = '(上午|早上|下午|晚上)?\\s*(\\d{1,2})(?:[:点时](\\d{2}|半)?分?)?\\s*(am|pm)?';
const times = new RegExp(`${oneTime} *- *${oneTime}`, 'g');

function readTimes(line: string): { spans: readonly Span[]; rest: string } | undefined {
  const spans: Span[] = [];
  const rest = line.replace(times, (_, word1, hour1, minute1, half1, word2, hour2, minute2, half2) => {
    const from = minutesOf(word1 ?? half1, hour1, minute1);
    // 「下午2点到5点」: the second is of the same half unless it says otherwise.
    const later = half2 ?? word2 ?? (word1 === undefined ? undefined : Number(hour2) < 12 ? word1 : undefined);
    spans.push({ from, until: minutesOf(later, hour2, minute2) });
    return ' ';
  });
  return spans.every(isSpan) && !/\d/.test(rest) ? { spans, rest } : undefined;
}

function minutesOf(half: string | undefined, hour: string, minute: string | undefined): number {
  const after = (half === '下午' || half === '晚上' || half === 'pm') && Number(hour) < 12 ? 12 : 0;
  const minutes = minute === '半' ? 30 : Number(minute ?? 0);
  // A minute that no clock shows makes the span one that is refused.
  return minutes < 60 ? (Number(hour) + after) * 60 + minutes : Number.NaN;
}
