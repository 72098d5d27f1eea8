import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addAwake,
  awakeBetween,
  isQuiet,
  nextAwake,
  type QuietHours,
  remindAt,
  type Waking,
} from '../../src/domain/quiet-hours.ts';

const night: QuietHours = { from: 21 * 60 + 30, until: 7 * 60 + 30 };
const haidong: Waking = { quiet: night, timeZone: 'Asia/Shanghai' };
/** Clocks go forward on 2026-03-29 and back on 2026-10-25, both at night. */
const berlin: Waking = { quiet: night, timeZone: 'Europe/Berlin' };
const noon: Waking = { quiet: { from: 12 * 60, until: 14 * 60 }, timeZone: 'Asia/Shanghai' };
const sleepless: Waking = { timeZone: 'Asia/Shanghai' };

const at = (local: string) => new Date(local);
const hours = (many: number) => many * 3_600_000;

describe('the end of the quiet hours', () => {
  it.each([
    ['in the evening: the next morning', haidong, '2026-11-23T21:30+08:00', '2026-11-24T07:30+08:00'],
    ['after midnight: the same morning', haidong, '2026-11-24T03:00+08:00', '2026-11-24T07:30+08:00'],
    ['its last minute', haidong, '2026-11-24T07:29+08:00', '2026-11-24T07:30+08:00'],
    ['awake from the first minute on', haidong, '2026-11-24T07:30+08:00', '2026-11-24T07:30+08:00'],
    ['awake by day', haidong, '2026-11-24T15:00+08:00', '2026-11-24T15:00+08:00'],
    ['awake until the last minute', haidong, '2026-11-24T21:29+08:00', '2026-11-24T21:29+08:00'],
    ['by day, where the quiet hours are', noon, '2026-11-24T12:00+08:00', '2026-11-24T14:00+08:00'],
    ['before midnight, where the quiet hours are by day', noon, '2026-11-24T23:00+08:00', '2026-11-24T23:00+08:00'],
    ['the short night of spring', berlin, '2026-03-28T22:00+01:00', '2026-03-29T07:30+02:00'],
    ['the long night of autumn', berlin, '2026-10-24T22:00+02:00', '2026-10-25T07:30+01:00'],
    ['no quiet hours', sleepless, '2026-11-24T03:00+08:00', '2026-11-24T03:00+08:00'],
  ])('%s', (_, waking, instant, end) => {
    expect(nextAwake(at(instant), waking)).toEqual(at(end));
  });

  it('comes once where clocks are put back over it', () => {
    // 02:00 to 03:00 passes twice; the quiet hours end at 02:30.
    const early: Waking = { quiet: { from: 60, until: 150 }, timeZone: 'Europe/Berlin' };
    for (const instant of ['2026-10-25T02:10+02:00', '2026-10-25T02:10+01:00', '2026-10-25T02:20+01:00']) {
      const end = nextAwake(at(instant), early);
      expect(end > at(instant)).toBe(true);
      expect(isQuiet(end, early)).toBe(false);
    }
  });
});

describe('a deadline', () => {
  it.each([
    ['by day runs as clocks do', haidong, '2026-11-23T09:00+08:00', 4, '2026-11-23T13:00+08:00'],
    ['stands still at night', haidong, '2026-11-23T20:00+08:00', 4, '2026-11-24T10:00+08:00'],
    ['begins in the morning what begins at night', haidong, '2026-11-24T02:00+08:00', 4, '2026-11-24T11:30+08:00'],
    [
      'that would end as night begins ends in the morning',
      haidong,
      '2026-11-23T17:30+08:00',
      4,
      '2026-11-24T07:30+08:00',
    ],
    ['stands still in every night', haidong, '2026-11-23T15:00+08:00', 30, '2026-11-25T17:00+08:00'],
    ['stands still at noon', noon, '2026-11-23T11:00+08:00', 4, '2026-11-23T17:00+08:00'],
    ['is no longer in the short night', berlin, '2026-03-28T20:00+01:00', 4, '2026-03-29T10:00+02:00'],
    ['is no shorter in the long night', berlin, '2026-10-24T20:00+02:00', 4, '2026-10-25T10:00+01:00'],
    ['runs through, without quiet hours', sleepless, '2026-11-23T20:00+08:00', 12, '2026-11-24T08:00+08:00'],
  ])('%s', (_, waking, from, many, end) => {
    expect(addAwake(at(from), hours(many), waking)).toEqual(at(end));
  });

  it('leaves exactly the time asked for, awake, and never ends in quiet hours', () => {
    fc.assert(
      fc.property(
        fc.date({ min: at('2026-01-01T00:00Z'), max: at('2027-12-31T00:00Z'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 100 * 60 }),
        fc.constantFrom(haidong, berlin, noon, sleepless),
        (from, minutes, waking) => {
          const end = addAwake(from, minutes * 60_000, waking);
          expect(isQuiet(end, waking)).toBe(false);
          expect(awakeBetween(from, end, waking)).toBe(minutes * 60_000);
        },
      ),
    );
  });

  it('has no time in it where it is reversed', () => {
    expect(awakeBetween(at('2026-11-24T09:00Z'), at('2026-11-24T08:00Z'), haidong)).toBe(0);
  });
});

describe('a reminder', () => {
  const monday = '2026-11-23T09:00+08:00';
  it.each([
    ['a day before', 24, haidong, monday, '2026-11-26T14:30+08:00', '2026-11-25T14:30+08:00'],
    ['two hours before', 2, haidong, monday, '2026-11-26T14:30+08:00', '2026-11-26T12:30+08:00'],
    ['when people wake, where an hour is left', 2, haidong, monday, '2026-11-26T08:30+08:00', '2026-11-26T07:30+08:00'],
    ['the evening before, where less is left', 2, haidong, monday, '2026-11-26T08:00+08:00', '2026-11-25T21:00+08:00'],
    [
      'when people wake, where the evening is past',
      ...([2, haidong, '2026-11-25T22:00+08:00', '2026-11-26T08:00+08:00', '2026-11-26T07:30+08:00'] as const),
    ],
    ['the evening before a talk at night', 2, haidong, monday, '2026-11-26T06:00+08:00', '2026-11-25T21:00+08:00'],
    [
      'not at all, where the talk is over when people wake',
      ...([2, haidong, '2026-11-25T22:00+08:00', '2026-11-26T07:00+08:00', undefined] as const),
    ],
    ['not at all, where its moment is past', 24, haidong, monday, '2026-11-23T14:30+08:00', undefined],
    ['before noon, for a talk right after it', 1, noon, monday, '2026-11-24T14:15+08:00', '2026-11-24T11:30+08:00'],
    [
      'when people wake after the short night',
      ...([2, berlin, '2026-03-27T09:00+01:00', '2026-03-29T08:30+02:00', '2026-03-29T07:30+02:00'] as const),
    ],
    [
      'the evening before the long night',
      ...([2, berlin, '2026-10-23T09:00+02:00', '2026-10-25T08:00+01:00', '2026-10-24T21:00+02:00'] as const),
    ],
    [
      'a day before, when clocks were put back, at the hour of elapsed time',
      ...([24, berlin, '2026-10-23T09:00+02:00', '2026-10-25T14:00+01:00', '2026-10-24T15:00+02:00'] as const),
    ],
    ['at night, without quiet hours', 2, sleepless, monday, '2026-11-26T08:00+08:00', '2026-11-26T06:00+08:00'],
  ])('comes %s', (_, before, waking, now, startsAt, expected) => {
    expect(remindAt(at(startsAt), before, at(now), waking)).toEqual(expected === undefined ? undefined : at(expected));
  });
});
