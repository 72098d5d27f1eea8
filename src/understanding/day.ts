// The day a sentence names. chrono-node reads dates and 明天; weekdays, a bare 5号 and feast days are read here.

import { parse as parseEnglish } from 'chrono-node/en';
import { hans } from 'chrono-node/zh';
import { addDays, isDay, type LocalDay } from '../domain/calendar.ts';
import { hanNumeral, readNumber } from './numbers.ts';
import { blank, type Span, spanOf, spansOf } from './text.ts';
import { readWeekdays } from './weekday.ts';

export interface ReadDay extends Span {
  readonly day: LocalDay;
  /** A weekday without 这周 or 下周, which may as well be the one a week later. */
  readonly bareWeekday: boolean;
}

/** A date is surer than a weekday, and that than "today", which often only says when the person writes. */
const ranks = ['date', 'relative', 'today'] as const;
type Found = ReadDay & { readonly rank: (typeof ranks)[number] };

/**
 * The day meant, and all pieces that speak of days. Days that are over are none, since nobody orders a talk for them;
 * where only such a one is named, it is `past`.
 */
export function readDay(text: string, today: LocalDay): { day?: ReadDay; past?: LocalDay; spans: readonly Span[] } {
  const weekdays = readWeekdays(text, today);
  // No date has so many digits, and chrono-node needs half a second for 500 of them.
  const rest = blank(text, [...weekdays.spans, ...spansOf(text, endlessNumber)]);
  const own = [...bareDays(rest, today), ...feasts(rest, today), ...shortDates(rest, today)];
  const chrono = chronoDays(blank(rest, own), today);
  const found: Found[] = [
    ...weekdays.days.map(({ bare, ...named }) => ({ ...named, bareWeekday: bare, rank: 'relative' as const })),
    ...own,
    ...chrono,
  ];
  const usable = found
    .filter(
      ({ day, end }) =>
        day >= today &&
        !/^\s*(?:之?前|以前|之?后(?!半)|以后|前后|期间|放假|不行|不可以|不方便|没空|没时间)/.test(text.slice(end)),
    )
    .sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || a.start - b.start || b.end - a.end);
  const spans = [...weekdays.spans, ...own, ...chrono];
  if (usable[0]) return { day: usable[0], spans };
  const past = found.find(({ day }) => day < today)?.day;
  return { ...(past !== undefined && { past }), spans };
}

const endlessNumber = new RegExp(`\\d{9,}|${hanNumeral}{9,}`, 'g');

function chronoDays(text: string, today: LocalDay): Found[] {
  // Its Chinese counts days in the process's own time zone, whatever zone it is told: noon there is safely today.
  const [year = 0, month = 1, number = 1] = today.split('-').map(Number);
  const reference = new Date(year, month - 1, number, 12);
  // Without a letter or a digit there is no English date to be found.
  const english = /[a-z\d]/i.test(text) ? parseEnglish(text, reference) : [];
  // It throws a day away with an hour that cannot be: 下午15点 is its 27 o'clock.
  const plain = blank(text, spansOf(text, partBeforeLateHour));
  const results = [...hans.parse(plain, reference), ...english];
  const found: Found[] = [];
  for (const { text: said, index, start } of results) {
    // chrono-node may take blanks behind a date into it, or the first numeral of 三合镇 for minutes: what stands there
    // belongs to other readers.
    const span = { start: index, end: index + said.replace(afterHour, '').trimEnd().length };
    const thisHalf = /^this (?:morning|afternoon|evening)$/i.test(said);
    if (
      !thisHalf &&
      (!start.isCertain('day') || !start.isCertain('month') || !isDate.test(said) || isVague.test(said.trimEnd()))
    )
      continue;
    const month = start.get('month') ?? 0;
    const dayOfMonth = start.get('day') ?? 0;
    const year = start.isCertain('year') || thisHalf ? start.get('year') : null;
    const day = year === null ? nextDate(month, dayOfMonth, today) : dateOf(year, month, dayOfMonth);
    const rank = day === today && !/\d/.test(said) ? 'today' : isNear.test(said) ? 'relative' : 'date';
    if (day) found.push({ ...span, day, bareWeekday: false, rank });
  }
  return found;
}

const afterHour = new RegExp(`(?<=[点时]半?)\\s*(?:\\d+|${hanNumeral}+)$`);
const partBeforeLateHour = /(?:下午|傍晚|晚上?)(?=\s*(?:1[3-9]|2[0-3])(?:点|时|:))/g;

/** What chrono-node calls a day without one being named (下午, now) is left aside. */
const isDate = /[今明后昨前][天日早晚晨]|[号日天]|月\s*[\d一二三十]|\d[-/.]\d|[a-z]{3}/i;
const isVague =
  /(?<!from )\bnow\b|^(?:this|next|last|past) week$|month|year|hour|min|sec|within|few|(?:[分秒月年]|分钟|小时|钟头)之?[内后]$|内$/i;
const isNear = /[天早晚今]|today|tonight|tomorrow|tmr|day|week|this/i;

/** 5号, 下个月5号, on the 5th */
function bareDays(text: string, today: LocalDay): Found[] {
  const found: Found[] = [];
  for (const pattern of [hanDay, englishDay]) {
    for (const match of text.matchAll(pattern)) {
      const { month, number = '' } = match.groups ?? {};
      const wanted = readNumber(number) ?? 0;
      const first = `${today.slice(0, 7)}-01`;
      // 这个月5号 is past after the 5th; a bare 5号 is then next month's, and 31号 skips the months without one.
      const months = month === undefined ? [0, 1, 2] : month.startsWith('下') || month === 'next' ? [1] : [0];
      const day = months
        .map((ahead) => dayInMonth(first, ahead, wanted))
        .find((candidate) => candidate !== undefined && candidate >= today);
      if (day) found.push({ ...spanOf(match), day, bareWeekday: false, rank: 'date' });
    }
  }
  return found;
}

const hanDay = new RegExp(
  `(?<![\\d月第.零〇一二三四五六七八九十百]\\s*)(?:(?<month>下个?月|这个?月|本月)的?\\s*)?(?<!第)(?<number>\\d{1,2}|${hanNumeral}{1,3})\\s*(?:号|日)(?!\\d(?!\\d?\\s?(?:点|:\\d{2}))|[人楼院门线店路机车厅房教桌村矿井内])`,
  'g',
);
const englishDay =
  /\b(?:on\s+)?the\s+(?<number>\d{1,2})(?:st|nd|rd|th)\b(?!\s*(?:period|lesson|class|grade|floor|village|of\b|[a-z]*\s*(?:village|community|school)))/gi;

/** 12.5下午, 12-5号: the dot and the hyphen make a date only before a word of time, or an hour. */
function shortDates(text: string, today: LocalDay): Found[] {
  return [...text.matchAll(shortDate)].flatMap((match) => {
    const day = nextDate(Number(match.groups?.['month']), Number(match.groups?.['number']), today);
    return day ? [{ ...spanOf(match), day, bareWeekday: false, rank: 'date' as const }] : [];
  });
}

const shortDate =
  /(?<![\d.-])(?<month>\d{1,2})[.-](?<number>\d{1,2})(?:[号日]|(?=\s*(?:[上下中]午|早上|晚上|傍晚|\(?周)|\s+\d{1,2}(?:点|:\d{2})))/g;

function feasts(text: string, today: LocalDay): Found[] {
  return [...text.matchAll(feast)].flatMap((match) => {
    const [month = 0, number = 0] = feastDays.find(([name]) => match[0].startsWith(name))?.[1] ?? [];
    const day = nextDate(month, number, today);
    return day ? [{ ...spanOf(match), day, bareWeekday: false, rank: 'date' as const }] : [];
  });
}

const feastDays: readonly (readonly [string, readonly [number, number]])[] = [
  ['元旦', [1, 1]],
  ['五一', [5, 1]],
  ['六一', [6, 1]],
  ['国际禁毒日', [6, 26]],
  ['教师节', [9, 10]],
  ['国庆', [10, 1]],
  ['国家宪法日', [12, 4]],
  ['宪法日', [12, 4]],
];
const feast =
  /元旦(?:节|当天)?|(?:五一|六一)(?=节|劳动|儿童|当天|那天)(?:国际)?(?:劳动节|儿童节|节)?|国际禁毒日|教师节|国庆(?:节|当天)|(?:国家)?宪法日/g;

function nextDate(month: number, number: number, today: LocalDay): LocalDay | undefined {
  const year = Number(today.slice(0, 4));
  // 29 February is at most eight years away.
  for (let ahead = 0; ahead < 9; ahead++) {
    const day = dateOf(year + ahead, month, number);
    if (day !== undefined && day >= today) return day;
  }
  return undefined;
}

function dayInMonth(first: LocalDay, ahead: number, number: number): LocalDay | undefined {
  let month = first;
  for (let step = 0; step < ahead; step++) month = `${addDays(month, 31).slice(0, 7)}-01`;
  return dateOf(Number(month.slice(0, 4)), Number(month.slice(5, 7)), number);
}

function dateOf(year: number | null, month: number, number: number): LocalDay | undefined {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(year).padStart(4, '0')}-${two(month)}-${two(number)}`;
  return isDay(day) ? day : undefined;
}
