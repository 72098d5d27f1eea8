import { describe, expect, it } from 'vitest';
import type { OrderToMatch, SpeakerToMatch, Targets } from '../../src/matching/facts.ts';
import { choiceTerms, loadTerm, type Option, orderTerms, sum } from '../../src/matching/score.ts';
import { countTargets } from '../../src/matching/targets.ts';
import { anOrder, aSpeaker, at, kmNorth, lecture, now, rules, village, weights } from './fixtures.ts';

const start = at('2026-11-27', '14:00');
const targets: Targets = { expected: new Map([1, 2].map((id) => [id, 5])), ratingMean: 4 };
const even = aSpeaker(1, { talksLast90Days: 5, homePoint: village.point });

const option = { speaker: even, startsAt: start, windowRank: 0, offClock: false };
const terms = (order: Partial<OrderToMatch>, speaker: Partial<SpeakerToMatch> = {}, over: Partial<Option> = {}) =>
  choiceTerms(anOrder(order), { ...option, speaker: { ...even, ...speaker }, ...over }, targets, rules);

const points = (code: string, found: ReturnType<typeof terms>) => found.find((term) => term.code === code)?.points;

describe('what speaks for an order', () => {
  const of = (order: Partial<OrderToMatch>) => orderTerms(anOrder(order), rules);
  const later = { windows: [{ rank: 0, day: '2026-12-20', half: 'morning' as const }] };

  it('is first of all that it is an order', () => {
    expect(of(later)).toEqual([{ code: 'served', points: 100, params: {} }]);
  });

  it.each([
    ['a day less a minute', 24 * 60 - 1, undefined],
    ['one day', 24 * 60, 2],
    ['three days and a half', 84 * 60, 6],
    ['fifteen days', 15 * 24 * 60, 30],
    ['a hundred days, which count no more than the cap', 100 * 24 * 60, 30],
  ])('counts each whole day it has waited: %s', (_what, minutes, expected) => {
    const createdAt = new Date(now.getTime() - minutes * 60_000);
    expect(points('waiting', of({ ...later, createdAt }))).toBe(expected);
  });

  it.each([
    ['2026-11-25', 28],
    ['2026-11-26', 26],
    ['2026-12-02', 14],
    ['2026-12-08', 2],
    ['2026-12-09', undefined],
  ])('grows as its last possible day comes near: %s', (day, expected) => {
    const windows = [
      { rank: 0, day, half: 'evening' as const },
      { rank: 1, day: '2026-11-25', half: 'evening' as const },
    ];
    expect(points('deadline', of({ windows }))).toBe(expected);
  });

  it('is higher where the topic was not heard this year, and higher again where there are cases', () => {
    expect(points('coverage', of({ ...later, covered: true, caseIndex: 1 }))).toBeUndefined();
    expect(points('coverage', of({ ...later, covered: false }))).toBe(40);
    expect(points('coverage', of({ ...later, covered: false, caseIndex: 0.5 }))).toBe(50);
    expect(points('coverage', of({ ...later, covered: false, caseIndex: 1 }))).toBe(60);
  });
});

describe('what speaks for a speaker', () => {
  it('is nothing in particular for somebody with their share of talks, at the place, in another township', () => {
    expect(terms({})).toEqual([
      { code: 'load', points: 0, params: { talks: 5, share: 5 } },
      { code: 'distance', points: 0, params: { km: 0 } },
    ]);
  });

  it('is all of it, in the order in which it is read', () => {
    const order = {
      preferredSpeakerId: 1,
      standing: { speakerId: 1, startsAt: start },
      place: { ...village, townshipId: 20 },
    };
    const found = terms(
      order,
      {
        talksLast90Days: 3,
        homePoint: kmNorth(10),
        rating: { mean: 4.84, count: 30 },
        served: [{ areaId: 100, talks: 1 }],
      },
      { windowRank: 1, offClock: true },
    );
    expect(found).toEqual([
      { code: 'preference', points: 100, params: {} },
      { code: 'own_area', points: 20, params: {} },
      // 4 × (5 − 3)
      { code: 'load', points: 8, params: { talks: 3, share: 5 } },
      // 10 × 30/40 × 0.84
      { code: 'rating', points: 6.3, params: { mean: 4.8, count: 30 } },
      // 10 km × 1.3 × 0.5
      { code: 'distance', points: -6.5, params: { km: 13 } },
      { code: 'continuity', points: 4, params: { talks: 1 } },
      { code: 'stability', points: 15, params: {} },
      { code: 'window', points: -30, params: { choice: 2 } },
      { code: 'clock', points: -12, params: {} },
    ]);
    expect(sum(found)).toBe(104.8);
  });

  it.each<[string, Partial<OrderToMatch>, Partial<SpeakerToMatch>, boolean]>([
    ['of the township', {}, { homeTownshipId: 10 }, true],
    ['of the village itself', {}, { homeAreaId: 100 }, true],
    ['of the police station of the place', { place: { ...village, stationId: 5 } }, { homeAreaId: 5 }, true],
    ['of another township', {}, { homeTownshipId: 20 }, false],
  ])('is the own area for somebody %s', (_who, order, speaker, own) => {
    expect(points('own_area', terms(order, speaker))).toBe(own ? 20 : undefined);
  });

  it('is a rating that stays near the team’s mean while there are few', () => {
    const rated = (mean: number, count: number) => points('rating', terms({}, { rating: { mean, count } }));
    expect(rated(5, 0)).toBeUndefined();
    expect(rated(5, 1)).toBe(0.9);
    expect(rated(5, 10)).toBe(5);
    expect(rated(5, 90)).toBe(9);
    expect(rated(3, 10)).toBe(-5);
    expect(rated(4, 10)).toBe(0);
  });

  it('is having spoken here before, up to a cap', () => {
    const talks = (count: number) => [{ areaId: 100, talks: count }];
    expect(points('continuity', terms({}, { served: talks(2) }))).toBe(8);
    expect(points('continuity', terms({}, { served: talks(3) }))).toBe(10);
    expect(points('continuity', terms({}, { served: [{ areaId: 101, talks: 2 }] }))).toBeUndefined();
  });

  it('is having spoken at this very school', () => {
    const served = [
      { areaId: 100, talks: 1 },
      { areaId: 100, schoolId: 8, talks: 1 },
      { areaId: 100, schoolId: 7, talks: 2 },
    ];
    expect(points('continuity', terms({ place: { ...village, schoolId: 7 } }, { served }))).toBe(8);
  });

  it('is what the standing plan says, if speaker and time are the same', () => {
    const standing = (speakerId: number, clock: string) => ({
      standing: { speakerId, startsAt: at('2026-11-27', clock) },
    });
    expect(points('stability', terms(standing(1, '14:00')))).toBe(15);
    expect(points('stability', terms(standing(2, '14:00')))).toBeUndefined();
    expect(points('stability', terms(standing(1, '14:30')))).toBeUndefined();
  });

  it('is no kilometre where the talk is online, or the map lacks an end', () => {
    expect(
      points('distance', terms({ format: { ...lecture, online: true } }, { homePoint: kmNorth(10) })),
    ).toBeUndefined();
    const { homePoint: _none, ...homeless } = even;
    expect(
      points('distance', choiceTerms(anOrder(), { ...option, speaker: homeless }, targets, rules)),
    ).toBeUndefined();
  });

  it('is also what the second person has to give and to travel', () => {
    const assistant = aSpeaker(2, { talksLast90Days: 6, homePoint: kmNorth(20) });
    const found = choiceTerms(anOrder(), { ...option, assistant }, targets, rules);
    expect(found.slice(-2)).toEqual([
      { code: 'assistant_load', points: -4, params: { talks: 6, share: 5 } },
      { code: 'assistant_distance', points: -13, params: { km: 26 } },
    ]);
  });
});

describe('the fair share', () => {
  const load = (speaker: Partial<SpeakerToMatch>, expected: number, further = 1) =>
    loadTerm('load', aSpeaker(1, speaker), { expected: new Map([[1, expected]]) }, weights, further).points;

  it('parts all talks, those to come included, by everybody’s target', () => {
    const team = [
      aSpeaker(1, { talksLast90Days: 9 }),
      aSpeaker(2, { talksLast90Days: 4, targetShare: 0.5 }),
      aSpeaker(3, { talksLast90Days: 0, targetShare: 1.5 }),
      aSpeaker(4, { talksLast90Days: 50, active: false }),
    ];
    // 13 given and 2 to come are 15, of which a share of 1 in 3 is 5.
    expect(countTargets(team, 2).expected).toEqual(
      new Map([
        [1, 5],
        [2, 2.5],
        [3, 7.5],
      ]),
    );
  });

  it('expects of those who were there what the others could not give', () => {
    const team = [aSpeaker(1, { talksLast90Days: 9 }), aSpeaker(2, { presentShare: 0.5 })];
    // One and a half people for 9 talks: 6 of one who was there all the time, 3 of the other.
    expect(countTargets(team, 0).expected).toEqual(
      new Map([
        [1, 6],
        [2, 6],
      ]),
    );
  });

  it('is even among people who all came today', () => {
    const team = [1, 2].map((id) => aSpeaker(id, { presentShare: 0, talksLast90Days: 3 }));
    const { expected } = countTargets(team, 0);
    expect(team.map((speaker) => loadTerm('load', speaker, { expected }, weights))).toEqual(
      team.map(() => ({ code: 'load', points: 0, params: { talks: 3, share: 3 } })),
    );
  });

  it('gives each further talk fewer points than the one before', () => {
    expect([1, 2, 3, 4].map((k) => load({ talksLast90Days: 3 }, 5, k))).toEqual([8, 4, 0, -4]);
  });

  it('weighs a talk of somebody with half a target twice', () => {
    expect(load({ talksLast90Days: 3, targetShare: 0.5 }, 5)).toBe(16);
    expect([1, 2].map((k) => load({ talksLast90Days: 5, targetShare: 0.5 }, 5, k))).toEqual([0, -8]);
  });

  it('does not flood a newcomer, nor somebody back from leave', () => {
    // In the team for 9 of 90 days: a tenth of 10 talks is all that is missed.
    expect(load({ presentShare: 0.1 }, 10)).toBe(4);
    expect(load({ presentShare: 0.1 }, 10, 2)).toBe(0);
    // Half of the time on leave, and half of the talks given.
    expect(load({ presentShare: 0.5, talksLast90Days: 5 }, 10)).toBe(0);
  });

  it('measures ratings by the mean over all ratings of the active team', () => {
    const rated = (id: number, mean: number, count: number, active = true) =>
      aSpeaker(id, { rating: { mean, count }, active });
    expect(countTargets([rated(1, 5, 30), rated(2, 3, 10), rated(3, 1, 900, false)], 0).ratingMean).toBe(4.5);
    expect(countTargets([aSpeaker(1)], 0).ratingMean).toBeUndefined();
  });
});

it('weighs nothing unless the table says so', () => {
  const nothing = { ...weights };
  for (const code of Object.keys(nothing)) Object.assign(nothing, { [code]: 0 });
  const option = {
    speaker: aSpeaker(1, { talksLast90Days: 3, rating: { mean: 5, count: 3 } }),
    startsAt: start,
    windowRank: 2,
    offClock: true,
  };
  const found = choiceTerms(anOrder({ preferredSpeakerId: 1 }), option, targets, { ...rules, weights: nothing });
  expect(found.filter((term) => term.points !== 0)).toEqual([]);
});
