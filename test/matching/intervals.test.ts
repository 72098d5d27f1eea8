import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookingFacts, OrderToMatch } from '../../src/matching/facts.ts';
import { blockedTime, collides, talkOf } from '../../src/matching/schedule.ts';
import { anOrder, at, lecture, rules, townPoint } from './fixtures.ts';

const minute = 60_000;
/** Over a week, so that many of them cross midnight or a week's end. */
const begin = fc
  .integer({ min: 0, max: 7 * 24 * 60 })
  .map((minutes) => new Date(at('2026-11-27', '00:00').getTime() + minutes * minute));
const length = fc.integer({ min: 1, max: 600 });
const stay = (from: Date, minutes: number): BookingFacts => ({
  from,
  until: new Date(from.getTime() + minutes * minute),
  startsAt: from,
  online: false,
  point: townPoint,
});
const order = fc
  .record({
    talkMinutes: length,
    setupMinutes: fc.integer({ min: 0, max: 60 }),
    clearMinutes: fc.integer({ min: 0, max: 60 }),
  })
  .map((minutes) => anOrder({ format: { ...lecture, ...minutes } }));

describe('at one place', () => {
  it('identical times collide, whenever they are', () => {
    fc.assert(
      fc.property(begin, order, (startsAt, wanted) => {
        const talk = talkOf(wanted, startsAt);
        expect(collides(talk, [{ ...talk }], rules)).toBe(true);
      }),
    );
  });

  it('adjacent times do not, and a minute more does', () => {
    fc.assert(
      fc.property(begin, order, length, (startsAt, wanted, minutes) => {
        const talk = talkOf(wanted, startsAt);
        const { from, until } = blockedTime(wanted, startsAt);
        const endingAt = (end: Date) => stay(new Date(end.getTime() - minutes * minute), minutes);
        expect(collides(talk, [endingAt(from), stay(until, minutes)], rules)).toBe(false);
        expect(collides(talk, [endingAt(new Date(from.getTime() + minute))], rules)).toBe(true);
        expect(collides(talk, [stay(new Date(until.getTime() - minute), minutes)], rules)).toBe(true);
      }),
    );
  });

  it('any two times collide if one begins before the other ends, midnight or not', () => {
    fc.assert(
      fc.property(begin, order, begin, length, (startsAt, wanted, from, minutes) => {
        const talk = talkOf(wanted, startsAt);
        const other = stay(from, minutes);
        expect(collides(talk, [other], rules)).toBe(other.from < talk.until && talk.from < other.until);
      }),
    );
  });

  it('a stay through midnight blocks both days', () => {
    const night = stay(at('2026-11-27', '23:00'), 120);
    const lateAndEarly: readonly (readonly [string, string, boolean])[] = [
      ['2026-11-27', '21:44', false],
      ['2026-11-27', '21:46', true],
      ['2026-11-28', '01:14', true],
      ['2026-11-28', '01:15', false],
    ];
    for (const [day, clock, expected] of lateAndEarly) {
      expect(collides(talkAt(anOrder(), day, clock), [night], rules), `${day} ${clock}`).toBe(expected);
    }
  });
});

const talkAt = (wanted: OrderToMatch, day: string, clock: string) => talkOf(wanted, at(day, clock));
