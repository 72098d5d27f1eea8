// Each figure of the rule (教育部令第52号) on both sides of its edge.

import { describe, expect, test } from 'vitest';
import {
  addYears,
  countingYear,
  countingYearOf,
  daysIn,
  lastDay,
  owedTenths,
  termFrom,
} from '../../../src/domain/deputy/counting-year.ts';
import {
  ageOn,
  barOf,
  freeNumber,
  type PersonFacts,
  roomFor,
  trainingMissing,
} from '../../../src/domain/deputy/eligible.ts';
import { evaluationIsDue, evaluationYear, toEvaluation } from '../../../src/domain/deputy/evaluation.ts';
import { expected, paceOf, reminderDue } from '../../../src/domain/deputy/pace.ts';
import { defaultDeputyRules as rules } from '../../../src/domain/deputy/rules.ts';
import { isSchoolDay, schoolWeeks } from '../../../src/domain/deputy/school-weeks.ts';

const term = { from: '2026-11-23', until: '2029-11-23' };
const police = { agency: 'police', bornOn: '1985-05-01', retired: false } as const;
const person = (more: Partial<PersonFacts> = {}): PersonFacts => ({
  ...{ kind: 'police', active: true, trainingTenths: 80, terms: [], profile: police },
  ...more,
});
const held = (schoolId: number, from = '2025-01-01', until = '2028-01-01') => ({ schoolId, from, until });
const bar = (facts: PersonFacts, at = { schoolId: 1, term }) => barOf(facts, at, rules);

describe('who may be appointed', () => {
  test.each([
    ['police', 'police', undefined],
    ['guest', 'court', undefined],
    ['practitioner', 'procuratorate', undefined],
    ['practitioner', 'justice', undefined],
    ['auxiliary', 'police', 'not_eligible'],
    ['village_police', 'police', 'not_eligible'],
    ['volunteer_police', 'police', 'not_eligible'],
    ['volunteer', 'justice', 'not_eligible'],
  ] as const)('%s of the %s: %s', (kind, agency, why) => {
    expect(bar(person({ kind, profile: { ...police, agency } }))).toBe(why);
  });

  test('nobody without a profile, and nobody who has left', () => {
    const { profile: _, ...nobody } = person();
    expect(bar(nobody)).toBe('not_eligible');
    expect(bar(person({ active: false }))).toBe('inactive');
  });

  test.each([
    ['a first school', [], undefined],
    ['a second school', [held(2)], undefined],
    ['a third school', [held(2), held(3)], 'too_many_schools'],
    ['a third school once the first is over', [held(2, '2023-11-23', '2026-11-23'), held(3)], undefined],
    [
      'a third school while the first has one day left',
      [held(2, '2023-11-24', '2026-11-24'), held(3)],
      'too_many_schools',
    ],
    [
      'two schools one after the other count as one',
      [held(2, '2026-01-01', '2027-01-01'), held(3, '2027-01-01', '2028-01-01')],
      undefined,
    ],
    ['the same school again', [held(1)], 'here_already'],
    ['the same school after the term', [held(1, '2023-11-23', '2026-11-23')], undefined],
  ] as const)('%s', (_, terms, why) => {
    expect(bar(person({ terms }))).toBe(why);
  });

  test.each([
    ['65 on the last day of the term', '1964-11-22', undefined],
    ['65 until the last day', '1963-11-23', undefined],
    ['66 on the last day of the term', '1963-11-22', 'too_old'],
  ] as const)('retired and %s', (_, bornOn, why) => {
    expect(bar(person({ profile: { agency: 'police', bornOn, retired: true } }))).toBe(why);
    // Who is in service still is bound to no age.
    expect(bar(person({ profile: { agency: 'police', bornOn, retired: false } }))).toBeUndefined();
  });

  test('a retired person serves one term, at up to two schools', () => {
    const profile = { agency: 'court', bornOn: '1965-01-01', retired: true } as const;
    expect(bar(person({ profile, terms: [held(2)] }))).toBeUndefined();
    expect(bar(person({ profile, terms: [held(2, '2023-11-23', '2026-11-23')] }))).toBe('retiree_term');
    expect(bar(person({ terms: [held(2, '2023-11-23', '2026-11-23')] }))).toBeUndefined();
  });

  test.each([
    ['2023-11-23', 'retiree_term'],
    ['2023-11-24', undefined],
    ['2026-11-23', undefined],
  ])('a term from 2023-11-23 of who retired on %s: %s', (retiredOn, why) => {
    const profile = { agency: 'court', bornOn: '1965-01-01', retired: true, retiredOn } as const;
    expect(bar(person({ profile, terms: [held(2, '2023-11-23', '2026-11-23')] }))).toBe(why);
  });

  test.each([
    [0, 80],
    [79, 1],
    [80, 0],
    [81, 0],
  ])('%i tenths of an hour of training lack %i', (tenths, missing) => {
    expect(trainingMissing(tenths, rules)).toBe(missing);
  });

  test('the lowest free number is taken, and none beyond the most', () => {
    const taken = [
      { number: 1, ...term },
      { number: 3, ...term },
    ];
    expect(freeNumber(taken, term, 2)).toBe(2);
    expect(freeNumber([...taken, { number: 2, ...term }], term, 3)).toBeUndefined();
    expect(freeNumber([{ number: 1, from: '2025-01-01', until: term.from }], term, 2)).toBe(1);
  });

  test('places that are taken one after the other are laid anew for whoever has room', () => {
    const first = { id: 1, number: 1, from: '2025-01-01', until: '2027-06-01' };
    const later = { id: 2, number: 2, from: '2027-06-01', until: '2030-06-01' };
    expect(freeNumber([first, later], term, 2)).toBeUndefined();
    expect(roomFor([first, later], term, 2)).toMatchObject({ number: 2, moved: [{ id: 2, number: 1 }] });
    expect(roomFor([first, { ...later, number: 1 }], term, 2)).toEqual({ number: 2, moved: [] });
    const third = { id: 3, number: 1, from: '2027-06-01', until: '2030-06-01' };
    expect(roomFor([first, later, third], term, 2)).toBeUndefined();
  });

  test('whoever was born on a leap day is a year older on the first of March', () => {
    expect(ageOn('2000-02-29', '2025-02-28')).toBe(24);
    expect(ageOn('2000-02-29', '2025-03-01')).toBe(25);
    expect(ageOn('2000-02-29', '2024-02-29')).toBe(24);
  });
});

describe('the term', () => {
  test('has three years; its last day is the day before', () => {
    expect(termFrom('2026-11-23', rules)).toEqual(term);
    expect(lastDay(term)).toBe('2029-11-22');
  });

  test('that begins on a leap day ends with February', () => {
    expect(termFrom('2028-02-29', rules)).toEqual({ from: '2028-02-29', until: '2031-03-01' });
    expect(addYears('2028-02-29', 4)).toBe('2032-02-29');
  });

  test.each([
    ['2029-08-24', [], undefined],
    ['2029-08-25', [], 90],
    ['2029-08-26', [90], undefined],
    ['2029-10-23', [90], undefined],
    ['2029-10-24', [90], 30],
    ['2029-10-24', [], 30],
    ['2029-10-25', [30], undefined],
    ['2029-11-23', [], undefined],
  ] as const)('on %s, with %o sent, is reminded of: %s', (day, sent, due) => {
    expect(reminderDue(term.until, day, sent)).toBe(due);
  });
});

describe('the counting year', () => {
  const school = { ...rules, countingYear: 'school' } as const;
  test.each([
    ['2026-01-01', 2026, 2025],
    ['2026-08-31', 2026, 2025],
    ['2026-09-01', 2026, 2026],
    ['2026-12-31', 2026, 2026],
  ])('of %s is %i by the calendar and %i by the school year', (day, calendar, schoolYear) => {
    expect(countingYearOf(day, rules).year).toBe(calendar);
    expect(countingYearOf(day, school).year).toBe(schoolYear);
  });

  test('a whole year owes four class hours', () => {
    expect(owedTenths([{ from: '2025-01-01', until: '2028-01-01' }], countingYear(2026, rules), rules)).toBe(40);
  });

  test.each([
    ['2026-07-02', true, 20],
    ['2026-07-02', false, 40],
    ['2026-12-31', true, 0],
    ['2026-12-31', false, 40],
    ['2027-01-01', false, 0],
  ])('of an appointment from %s, in proportion %s, %i tenths are owed', (from, proRata, owed) => {
    expect(owedTenths([{ from, until: '2029-01-01' }], countingYear(2026, rules), { ...rules, proRata })).toBe(owed);
  });

  test('a leap year has a day more', () => {
    expect([2027, 2028].map((year) => daysIn(countingYear(year, rules)))).toEqual([365, 366]);
    // 183 days: just over half of 365, half of 366.
    const half = { from: '2028-07-02', until: '2029-01-01' };
    expect(owedTenths([half], countingYear(2028, rules), { ...rules, tenthsPerYear: 3660 })).toBe(1830);
  });

  test('a renewed term owes no more than a whole one', () => {
    const terms = [
      { from: '2023-06-01', until: '2026-06-01' },
      { from: '2026-06-01', until: '2029-06-01' },
    ];
    expect(owedTenths(terms, countingYear(2026, rules), rules)).toBe(40);
  });
});

describe('school weeks', () => {
  test.each([
    ['2026-01-08', true],
    ['2026-01-12', false],
    ['2026-02-27', false],
    ['2026-03-02', true],
    ['2026-03-01', false],
    ['2026-07-07', true],
    ['2026-07-08', false],
    ['2026-08-31', false],
    ['2026-09-01', true],
  ])('%s is a day of school: %s', (day, is) => {
    expect(isSchoolDay(day)).toBe(is);
  });

  test('are those with a day of school in them', () => {
    expect(schoolWeeks({ from: '2026-11-23', until: '2026-11-30' })).toBe(1);
    expect(schoolWeeks({ from: '2026-11-28', until: '2026-11-30' })).toBe(0);
    expect(schoolWeeks({ from: '2026-07-08', until: '2026-09-01' })).toBe(0);
    expect(schoolWeeks(countingYear(2026, rules))).toBe(39);
  });
});

describe('the light', () => {
  const year = countingYear(2026, rules);
  const light = (done: number, day: string, planned = 0) => paceOf({ owed: 40, done, planned }, year, day).light;
  test.each([
    [39, '2027-01-01', 'red'],
    [40, '2027-01-01', 'green'],
    [39, '2026-12-31', 'green'],
    [40, '2026-01-02', 'green'],
    [0, '2026-01-02', 'green'],
    [0, '2026-05-25', 'amber'],
    [0, '2026-07-08', 'red'],
  ] as const)('with %i tenths of 40 on %s is %s', (done, day, is) => {
    expect(light(done, day)).toBe(is);
  });

  test('what is planned saves from red, not from amber', () => {
    expect(light(0, '2026-10-01', 30)).toBe('red');
    expect(light(0, '2026-10-01', 40)).toBe('amber');
  });

  test('follows the school weeks: nothing more is expected in the holidays', () => {
    expect(expected(40, year, '2026-07-08')).toBe(expected(40, year, '2026-09-01'));
    expect(expected(40, year, '2027-01-01')).toBe(40);
    expect(expected(40, year, '2026-01-01')).toBe(0);
  });

  test('counts the weeks left, the one under way among them', () => {
    expect(paceOf({ owed: 40, done: 0, planned: 0 }, year, '2026-11-23').weeksLeft).toBe(6);
    expect(paceOf({ owed: 40, done: 0, planned: 0 }, year, '2027-01-01').weeksLeft).toBe(0);
  });
});

describe('the evaluation', () => {
  const served = { from: '2025-01-01', until: '2028-01-01' };
  test.each([
    ['2026-06-01', 2025, true],
    ['2026-11-01', 2025, true],
    ['2026-11-02', 2026, true],
  ])('on %s is of %i', (day, year, due) => {
    expect(evaluationYear(served, day, rules)).toBe(year);
    expect(evaluationIsDue(served, day, rules)).toBe(due);
  });

  test('is of the last year served, of who has left', () => {
    const left = { from: '2025-01-01', until: '2026-12-15' };
    expect(evaluationYear(left, '2027-03-01', rules)).toBe(2026);
    expect(evaluationYear(left, '2027-11-10', rules)).toBe(2026);
    expect(evaluationYear({ ...left, until: '2027-01-01' }, '2027-11-10', rules)).toBe(2026);
    const school = { countingYear: 'school' } as const;
    expect(evaluationYear({ ...left, until: '2027-01-31' }, '2027-10-01', school)).toBe(2026);
  });

  test('is not due for who has come lately', () => {
    expect(evaluationIsDue({ from: '2026-10-15', until: '2029-10-15' }, '2026-12-01', rules)).toBe(false);
    expect(evaluationIsDue({ from: '2026-06-01', until: '2029-06-01' }, '2026-08-01', rules)).toBe(false);
  });

  test('counts the hands of a class once, be its grade or the whole school there as well', () => {
    const tally = (group: string, ...counts: number[]) => ({
      ...{ year: 2026, comment: null, score: null, source: 'class' as const, raterKey: `class:${group}`, counts },
    });
    const classes = (...all: ReturnType<typeof tally>[]) =>
      toEvaluation(all, countingYear(2026, rules), 'school').classes;
    const parts = [tally('3-1', 0, 0, 0, 0, 30), tally('3-2', 0, 0, 0, 30, 0)];
    const both = { mean: 4.5, hands: 60, suppressed: 0 };
    expect(classes(...parts, tally('3', 0, 0, 0, 40, 40), tally('school', 400, 0, 0, 0, 0))).toEqual(both);
    expect(classes(tally('1', 10, 0, 0, 0, 0), tally('10-1', 0, 0, 0, 0, 10))).toMatchObject({ hands: 20 });
    // A class too small to be told leaves its grade in.
    const grade = tally('3', 0, 0, 0, 0, 40);
    expect(classes(tally('3-1', 5, 0, 0, 0, 0), grade)).toEqual({ mean: 5, hands: 40, suppressed: 1 });
  });

  test('leaves out groups under ten, and keeps to each side its own', () => {
    const one = { year: 2026, comment: null, counts: [], score: null, raterKey: 'class:3-1' };
    const all = [
      { ...one, source: 'class' as const, counts: [0, 0, 0, 0, 10] },
      { ...one, source: 'class' as const, raterKey: 'class:3', counts: [9, 0, 0, 0, 0] },
      { ...one, source: 'school' as const, score: 95, comment: '好' },
      { ...one, source: 'deputy' as const, score: 90 },
      { ...one, source: 'coordinator' as const, score: 80 },
    ];
    const classes = { mean: 5, hands: 10, suppressed: 1 };
    expect(toEvaluation(all, countingYear(2026, rules), 'school')).toEqual({
      year: 2026,
      from: '2026-01-01',
      school: { score: 95, comment: '好' },
      classes,
    });
    expect(toEvaluation(all, countingYear(2026, rules), 'speaker')).toMatchObject({ deputy: { score: 90 } });
    expect(toEvaluation(all, countingYear(2026, rules), 'speaker')).not.toHaveProperty('coordinator');
    expect(toEvaluation(all, countingYear(2026, rules), 'bureau')).toMatchObject({ coordinator: { score: 80 } });
    expect(toEvaluation(all, countingYear(2025, rules), 'bureau')).toEqual({ year: 2025, from: '2025-01-01' });
  });
});
