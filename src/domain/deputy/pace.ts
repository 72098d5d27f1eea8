// Whether a year's hours keep pace with its school weeks, as a light: 🟢🟡🔴. All hours are tenths of a class hour (课时).

import { addDays, type LocalDay } from '../calendar.ts';
import type { Span } from './counting-year.ts';
import { schoolWeeks } from './school-weeks.ts';
import type { Light } from './views.ts';

export interface Hours {
  readonly owed: number;
  readonly done: number;
  readonly planned: number;
}

export interface Pace {
  readonly light: Light;
  /** School weeks left, the one under way among them. */
  readonly weeksLeft: number;
}

/** Who is less than a class hour behind keeps pace; from two on it is red, unless what is planned makes up for it. */
const green = 10;
const red = 20;

/** `served`: the part of the counting year in which the school is served. */
export function paceOf({ owed, done, planned }: Hours, served: Span, today: LocalDay): Pace {
  const now = today < served.from ? served.from : today;
  const weeksLeft = now < served.until ? schoolWeeks({ from: now, until: served.until }) : 0;
  const light = (): Light => {
    if (done >= owed) return 'green';
    if (today >= served.until) return 'red';
    const behind = expected(owed, served, today) - done;
    if (behind < green) return weeksLeft === 0 ? 'amber' : 'green';
    return behind < red || done + planned >= owed ? 'amber' : 'red';
  };
  return { light: light(), weeksLeft };
}

/** What would be done by now if the hours were spread evenly over the school weeks that are over. */
export function expected(owed: number, served: Span, today: LocalDay): number {
  const all = schoolWeeks(served);
  if (all === 0) return 0;
  const over = today <= served.from ? 0 : all - schoolWeeks({ from: today, until: served.until });
  return (owed * Math.max(0, over)) / all;
}

/** The lights of several, the worst of them. */
export const worst = (lights: readonly Light[]): Light =>
  lights.includes('red') ? 'red' : lights.includes('amber') ? 'amber' : 'green';

/** How many days before its end all three are reminded of a term. */
export const reminderDays: readonly number[] = [90, 30];

/** The reminders that are due for a term that ends on `until`, the day of the latest only: who missed one gets the next. */
export function reminderDue(until: LocalDay, today: LocalDay, sent: readonly number[]): number | undefined {
  const due = reminderDays.filter((days) => addDays(until, -days) <= today && today < until);
  const next = due.length === 0 ? undefined : Math.min(...due);
  return next === undefined || sent.some((days) => days <= next) ? undefined : next;
}
