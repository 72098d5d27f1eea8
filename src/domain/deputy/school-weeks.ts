// 教学周: weeks in which there is school. No calendar of holidays is kept: a winter of seven weeks and a summer of eight
// are assumed, as schools of Qinghai have them; a week of public holidays counts as a week of school.

import { addDays, type LocalDay, mondayOf, weekday } from '../calendar.ts';
import type { Span } from './counting-year.ts';

/** Month and day; the first day off, and the first of school again. */
export const holidays: readonly { readonly from: string; readonly until: string }[] = [
  { from: '01-11', until: '03-01' },
  { from: '07-08', until: '09-01' },
];

export const isSchoolDay = (day: LocalDay): boolean =>
  weekday(day) <= 5 && !holidays.some(({ from, until }) => from <= day.slice(5) && day.slice(5) < until);

/** Weeks with at least one day of school within `from` and `until`. */
export function schoolWeeks({ from, until }: Span): number {
  let weeks = 0;
  for (let monday = mondayOf(from); monday < until; monday = addDays(monday, 7)) {
    const days = [0, 1, 2, 3, 4].map((after) => addDays(monday, after));
    if (days.some((day) => from <= day && day < until && isSchoolDay(day))) weeks += 1;
  }
  return weeks;
}
