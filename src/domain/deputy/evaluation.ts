// 年度考核: which counting year is to be judged, and what each side may see of it. Classes are told as totals, and small
// groups not at all: a pupil must not be known by their hand.

import { addDays, type LocalDay } from '../calendar.ts';
import { type CountingYear, countingYear, countingYearOf, daysIn, overlap, type Span } from './counting-year.ts';
import type { AppointmentActor } from './lifecycle.ts';
import type { DeputyRules } from './rules.ts';
import type { EvaluationView } from './views.ts';

/** Groups with fewer hands are left out. */
export const fewestHands = 10;
/** From so many days before a year's end it can be judged. */
const early = 60;
/** Who served for less of a year need not be judged for it. */
const fewestDays = 90;

type Rules = Pick<DeputyRules, 'countingYear'>;

/** The year that is to be judged by now: the last that is over, or nearly over, and was served. */
export function evaluationYear(served: Span, today: LocalDay, rules: Rules): number {
  const current = countingYearOf(today, rules);
  const now = today >= addDays(current.until, -early) && overlap(served, current) !== undefined;
  return !now && overlap(served, countingYear(current.year - 1, rules)) ? current.year - 1 : current.year;
}

/** Whether that year should have been judged by now. */
export function evaluationIsDue(served: Span, today: LocalDay, rules: Rules): boolean {
  const year = countingYear(evaluationYear(served, today, rules), rules);
  const part = overlap(served, year);
  return today >= addDays(year.until, -early) && part !== undefined && daysIn(part) >= fewestDays;
}

export interface Evaluation {
  readonly year: number;
  readonly source: 'school' | 'deputy' | 'coordinator' | 'class';
  /** Of a class's: "class:8-3". */
  readonly raterKey: string;
  readonly score: number | null;
  readonly counts: readonly number[];
  readonly comment: string | null;
}

/** What the deputy and the coordinator say of themselves and of each other is not the school's. */
export function toEvaluation(
  all: readonly Evaluation[],
  { year, from }: CountingYear,
  viewer: AppointmentActor,
): EvaluationView {
  const rows = all.filter((one) => one.year === year);
  const by = (source: Evaluation['source']) => {
    const row = rows.find((one) => one.source === source);
    if (!row || row.score === null) return undefined;
    return { score: row.score, ...(row.comment !== null && { comment: row.comment }) };
  };
  const [school, deputy, coordinator, classes] = [by('school'), by('deputy'), by('coordinator'), totals(rows)];
  const staff = viewer === 'coordinator' || viewer === 'bureau' || viewer === 'system';
  return {
    ...{ year, from },
    ...(school && { school }),
    ...(deputy && (staff || viewer === 'speaker') && { deputy }),
    ...(coordinator && staff && { coordinator }),
    ...(classes && { classes }),
  };
}

function totals(rows: readonly Evaluation[]): EvaluationView['classes'] {
  const groups = rows.filter(({ source }) => source === 'class');
  if (groups.length === 0) return undefined;
  const large = groups.filter(({ counts }) => handsIn(counts) >= fewestHands);
  // The same hands go up for a class, its grade and the school: only the smallest groups are added.
  const told = large.filter((one) => !large.some((other) => isPartOf(other, one))).map(({ counts }) => counts);
  const hands = told.reduce((sum, counts) => sum + handsIn(counts), 0);
  const points = told.reduce(
    (sum, counts) => sum + counts.reduce((all, count, index) => all + count * (index + 1), 0),
    0,
  );
  return {
    mean: hands === 0 ? 0 : Math.round((points / hands) * 100) / 100,
    hands,
    suppressed: groups.length - large.length,
  };
}

/** A class is a part of its grade, and everything of the whole school. */
const isPartOf = ({ raterKey: part }: Evaluation, { raterKey: whole }: Evaluation): boolean =>
  part !== whole && (whole === 'class:school' || part.startsWith(`${whole}-`));

export const handsIn = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
