// Days named by their weekday. Weeks begin on Monday: 下周三 is the Wednesday of the week after this one, also on a
// Sunday, where chrono-node puts it a week late.

import { addDays, type LocalDay, mondayOf, weekday } from '../domain/calendar.ts';
import { type Span, spanOf } from './text.ts';

export interface NamedDay extends Span {
  readonly day: LocalDay;
  /** Said without 这周 or 下周: the next such day. */
  readonly bare: boolean;
}

export function readWeekdays(text: string, today: LocalDay): { days: NamedDay[]; spans: Span[] } {
  const days: NamedDay[] = [];
  const spans: Span[] = [];
  for (const pattern of [chinese, english]) {
    for (const match of text.matchAll(pattern)) {
      const span = spanOf(match);
      spans.push(span);
      const { repeated, name = '', week, after, range } = match.groups ?? {};
      const number = weekdayNumber(name);
      if (number === undefined || repeated || range || (pattern === english && !isNamed(name, week ?? after))) continue;
      const said = (week ?? after ?? '').toLowerCase();
      if (/上|last|past/.test(said)) {
        days.push({ ...span, day: dayBefore(today, said, number), bare: false });
        continue;
      }
      const bare = said === '' || said === 'coming' || said === 'on';
      const day = bare
        ? addDays(today, (number - weekday(today) + 7) % 7)
        : addDays(mondayOf(today), 7 * weeksAhead(said) + number - 1);
      days.push({ ...span, day, bare });
    }
  }
  return { days, spans };
}

// 一周三次 is no Wednesday, 周一到周五 no one day, 每周三 all of them.
const chinese =
  /(?<repeated>[每一两几\d]\s*个?(?=[周星礼]))?(?:(?<week>下下|下|上上|上|这|本)\s*一?个?\s*(?:(?:周|星期|礼拜)的?(?=周|星期|礼拜))?)?(?:周|星期|礼拜)(?<name>[一二三四五六日天末]|[1-7](?!\d))(?![个次遍回年边围])(?<range>\s*[到至~-]\s*(?:周|星期|礼拜)?[一二三四五六日天])?/g;

const english =
  /\b(?<repeated>every|each)?\s*(?<week>this|next|last|past|coming|on)?\s*(?:week\s+(?:on\s+)?)?\b(?<name>mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b(?:\s+(?:of\s+)?(?<after>this|next)\s+week\b)?/gi;

function weekdayNumber(name: string): number | undefined {
  const han = '一二三四五六日'.indexOf(name === '天' ? '日' : name) + 1;
  if (han > 0 && name !== '') return han;
  if (/^[1-7]$/.test(name)) return Number(name);
  const latin = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(name.slice(0, 3).toLowerCase());
  return latin < 0 ? undefined : latin + 1;
}

/** "sat" and "sun" are words of their own: short names count when written as names. */
const isNamed = (name: string, week: string | undefined): boolean =>
  name.length > 5 || week !== undefined || /^[A-Z]/.test(name);

/** 上周三 is the week before this one's; "last Friday" the nearest that is over. */
const dayBefore = (today: LocalDay, said: string, number: number): LocalDay =>
  said.startsWith('上')
    ? addDays(mondayOf(today), (said === '上上' ? -14 : -7) + number - 1)
    : addDays(today, -((weekday(today) - number + 7) % 7 || 7));

const weeksAhead = (said: string): number => (said === '下下' ? 2 : said === '下' || said === 'next' ? 1 : 0);
