// 报表: the rows of the overview for a page to print. Of the counting year under way as it stands today; of one that is over
// who served on its last day, and all that has been entered of it: in January the bureau asks for last year's.

import type { LocalDay } from '../../domain/calendar.ts';
import { type CountingYear, countingYear, countingYearOf, lastDay } from '../../domain/deputy/counting-year.ts';
import { pending } from '../../domain/deputy/lifecycle.ts';
import type { OverviewRow } from '../../domain/deputy/views.ts';
import type { Who, Work } from '../work.ts';
import { heldIn, openRequests, overviewRows, schoolsSeen } from './overview.ts';
import { type AppointmentRow, dayOf, type SchoolRow, servedSpan, today } from './rows.ts';

export interface Report {
  readonly rows: readonly OverviewRow[];
  readonly year: CountingYear;
  /** For which it says who serves: today, or the last of a year that is over. */
  readonly day: LocalDay;
  /** Those of which there is one, latest first. */
  readonly years: readonly CountingYear[];
}

/** Undefined: not for this person. Without a year, or with one that has none: of the year under way. */
export async function deputyReport(work: Work, who: Who, asked?: number): Promise<Report | undefined> {
  if (!who.coordinator && !who.bureau) return undefined;
  const schools = await schoolsSeen(work, who);
  const years = await yearsOf(work, schools);
  const current = countingYearOf(today(work), work.deputyRules);
  const year = years.find((one) => one.year === asked) ?? current;
  const over = year.year < current.year;
  const day = over ? lastDay(year) : today(work);
  const held = await heldIn(work, year, schools);
  const found = over ? held.flatMap((row) => asOf(row, day) ?? []) : held;
  const requests = over ? [] : await openRequests(work, who, schools);
  const { rows } = await overviewRows(work, who, { schools, found, requests, year, day });
  return { rows, year, day, years };
}

/** From the first in which somebody served one of these schools. */
async function yearsOf({ tx, deputyRules, ...work }: Work, schools: readonly SchoolRow[]): Promise<CountingYear[]> {
  const current = countingYearOf(today(work), deputyRules);
  const { _min: first } = await tx.deputyPrincipalAppointment.aggregate({
    where: { schoolId: { in: schools.map(({ id }) => id) }, state: { in: ['active', 'ended'] } },
    _min: { from: true },
  });
  const begun = first.from ? countingYearOf(dayOf(first.from), deputyRules).year : current.year;
  const count = Math.max(1, current.year - begun + 1);
  return Array.from({ length: count }, (_, ago) => countingYear(current.year - ago, deputyRules));
}

/** Who left later served still; who was only asked, or began later, did not. */
function asOf(row: AppointmentRow, day: LocalDay): AppointmentRow | undefined {
  if (pending.includes(row.state) || dayOf(row.from) > day) return undefined;
  return servedSpan(row).until > day ? { ...row, state: 'active', endedOn: null } : row;
}
