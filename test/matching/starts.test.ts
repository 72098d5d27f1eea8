import { describe, expect, it } from 'vitest';
import { type Half, localTime } from '../../src/domain/calendar.ts';
import { sunset } from '../../src/matching/dusk.ts';
import type { FormatFacts } from '../../src/matching/facts.ts';
import { startsIn } from '../../src/matching/starts.ts';
import { cinema, lecture, timeZone, townPoint } from './fixtures.ts';

const place = { areaId: 100, areaIds: [100], point: townPoint };

function starts(window: { day?: string; half: Half; period?: number }, format: FormatFacts = lecture): string[] {
  const found = startsIn({ rank: 0, day: '2026-11-27', ...window }, { format, place }, timeZone);
  return found.map((start) => {
    const { day, minutes } = localTime(start, timeZone);
    expect(day).toBe(window.day ?? '2026-11-27');
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  });
}

describe('the times at which a talk can begin', () => {
  it('lie half an hour apart, and the talk ends within the half-day', () => {
    expect(starts({ half: 'morning' })).toEqual(['8:30', '9:00', '9:30', '10:00', '10:30', '11:00']);
    expect(starts({ half: 'afternoon' }).at(-1)).toBe('17:00');
    expect(starts({ half: 'evening' }).at(-1)).toBe('20:30');
  });

  it('are the bell of the lesson that the school named', () => {
    expect(starts({ half: 'morning', period: 3 })).toEqual(['10:25']);
    expect(starts({ half: 'afternoon', period: 9 })).toEqual(['16:20']);
  });

  it('do not exist where the talk is longer than the half-day', () => {
    expect(starts({ half: 'morning' }, { ...lecture, talkMinutes: 240 })).toEqual([]);
  });

  it('wait for dusk, and a film may run until half past ten', () => {
    expect(starts({ half: 'evening' }, cinema)).toEqual(['18:30', '19:00', '19:30', '20:00', '20:30']);
    // Sunset at about 19:27, so not before 19:47.
    expect(starts({ half: 'evening', day: '2026-09-10' }, cinema)).toEqual(['20:00', '20:30']);
  });

  it('are the first dark minutes where a film no longer fits between dusk and half past ten', () => {
    expect(starts({ half: 'evening', day: '2026-06-21' }, cinema)).toEqual(['20:55']);
  });

  it('never put a film into daylight', () => {
    expect(starts({ half: 'afternoon' }, cinema)).toEqual([]);
    expect(starts({ half: 'afternoon', period: 9 }, cinema)).toEqual([]);
  });
});

describe('sunset', () => {
  // Known values (UTC) of published almanacs, to two minutes.
  it.each([
    ['Greenwich at midsummer', '2024-06-20', { latitude: 51.48, longitude: 0 }, '2024-06-20T20:21:00Z'],
    ['Greenwich at midwinter', '2024-12-21', { latitude: 51.48, longitude: 0 }, '2024-12-21T15:53:00Z'],
    ['Beijing at midsummer', '2024-06-21', { latitude: 39.9, longitude: 116.4 }, '2024-06-21T11:46:00Z'],
    ['Sydney at midwinter', '2024-06-21', { latitude: -33.87, longitude: 151.21 }, '2024-06-21T06:54:00Z'],
  ])('agrees with the almanac: %s', (_where, day, point, expected) => {
    const minutes = ((sunset(day, point)?.getTime() ?? Number.NaN) - Date.parse(expected)) / 60_000;
    expect(Math.abs(minutes)).toBeLessThanOrEqual(2);
  });

  it('does not happen where the sun stays up', () => {
    expect(sunset('2026-06-21', { latitude: 70, longitude: 25 })).toBeUndefined();
  });
});
