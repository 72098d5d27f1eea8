// 计数年度: the year in which class hours are counted, by the calendar or by the school year, and what is owed of it.

import { addDays, type LocalDay } from '../calendar.ts';
import type { DeputyRules } from './rules.ts';

/** Half open. */
export interface Span {
  readonly from: LocalDay;
  readonly until: LocalDay;
}

export interface CountingYear extends Span {
  /** The calendar year in which it begins. */
  readonly year: number;
}

export function countingYear(year: number, { countingYear: begins }: Pick<DeputyRules, 'countingYear'>): CountingYear {
  const first = begins === 'school' ? '09-01' : '01-01';
  return { year, from: `${year}-${first}`, until: `${year + 1}-${first}` };
}

/** Whether somebody can mean it, who says or sends a year. */
export const isYear = (year: number): boolean => Number.isInteger(year) && year >= 2000 && year < 2100;

export function countingYearOf(day: LocalDay, rules: Pick<DeputyRules, 'countingYear'>): CountingYear {
  const own = countingYear(Number(day.slice(0, 4)), rules);
  return day < own.from ? countingYear(own.year - 1, rules) : own;
}

/** What the two have in common; undefined where that is nothing. */
export function overlap(a: Span, b: Span): Span | undefined {
  const from = a.from > b.from ? a.from : b.from;
  const until = a.until < b.until ? a.until : b.until;
  return from < until ? { from, until } : undefined;
}

export const daysIn = ({ from, until }: Span): number =>
  (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;

/**
 * Tenths of a class hour owed of the year by somebody who serves the school during `terms`. Where the year is owed in
 * proportion, by its days, rounded to a tenth; the terms of one person at one school don't overlap.
 */
export function owedTenths(
  terms: readonly Span[],
  year: CountingYear,
  { tenthsPerYear, proRata }: Pick<DeputyRules, 'tenthsPerYear' | 'proRata'>,
): number {
  const covered = terms.reduce((days, term) => {
    const inYear = overlap(term, year);
    return days + (inYear ? daysIn(inYear) : 0);
  }, 0);
  if (covered === 0) return 0;
  return proRata ? Math.round((tenthsPerYear * covered) / daysIn(year)) : tenthsPerYear;
}

/** The day `years` later; from a leap day, the first of March where there is none. */
export function addYears(day: LocalDay, years: number): LocalDay {
  const later = new Date(`${day}T00:00:00Z`);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later.toISOString().slice(0, 10);
}

/** A term that begins on `from`: half open, so its last day is the day before `until`. */
export const termFrom = (from: LocalDay, { termYears }: Pick<DeputyRules, 'termYears'>): Span => ({
  from,
  until: addYears(from, termYears),
});

export const lastDay = ({ until }: Pick<Span, 'until'>): LocalDay => addDays(until, -1);
