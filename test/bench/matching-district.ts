// Made-up districts to plan for, the same for the same seed: people, villages and orders as uneven as real ones.

import { addDays, halfHours, halves, instantAt, type LocalDay, weekday } from '../../src/domain/calendar.ts';
import type { Weights } from '../../src/domain/weights.ts';
import {
  type FormatFacts,
  type KitToMatch,
  type MatchFacts,
  matchRules,
  type OrderToMatch,
  type PlaceFacts,
  type SpeakerToMatch,
  type WindowFacts,
} from '../../src/matching/facts.ts';

export interface DistrictSize {
  readonly speakers: number;
  readonly orders: number;
  readonly seed: number;
  /** Districts of a city lie side by side; ids do not meet. */
  readonly index?: number;
  readonly weights?: Weights;
}

export const timeZone = 'Asia/Shanghai';
const monday = '2026-11-30';
const now = instantAt(addDays(monday, -1), 20 * 60, timeZone);
const villagesInDistrict = 116;
const townshipsInDistrict = 8;
const schoolsInDistrict = 24;
const topics = 7;
const daysPlanned = 28;

/** As they stand on the menu: class lesson and assembly for schools, the film needs two people and two kits. */
const formats = {
  lecture: format(1, 60, 15, 15),
  assembly: format(2, 45, 20, 15),
  lesson: format(3, 40, 10, 10),
  field: format(4, 45, 10, 10),
  cinema: { ...format(5, 110, 40, 30), afterDusk: true, people: 2, kits: ['projector', 'screen'] },
  market: format(6, 90, 20, 20),
  online: { ...format(7, 45, 10, 5), online: true },
} as const satisfies Record<string, FormatFacts & { formatId: number }>;

export function makeDistrict({ speakers, orders, seed, index = 0, weights }: DistrictSize): MatchFacts {
  const random = createRandom(seed);
  const { integer, chance, pick, some } = random;
  const base = (index + 1) * 10_000;
  const city = 1;
  const district = base;
  const corner = { latitude: 36.35 + Math.floor(index / 4) * 0.4, longitude: 101.98 + (index % 4) * 0.35 };
  const townships = Array.from({ length: townshipsInDistrict }, (_, at) => ({
    id: base + 1 + at,
    latitude: corner.latitude + 0.04 + random.next() * 0.22,
    longitude: corner.longitude + 0.03 + random.next() * 0.2,
  }));
  const villages = Array.from({ length: villagesInDistrict }, (_, at) => {
    const township = townships[at % townshipsInDistrict] ?? { id: base, ...corner };
    return {
      areaId: base + 100 + at,
      areaIds: [base + 100 + at, township.id, district, city],
      townshipId: township.id,
      point: {
        latitude: township.latitude + (random.next() - 0.5) * 0.09,
        longitude: township.longitude + (random.next() - 0.5) * 0.09,
      },
    } satisfies PlaceFacts;
  });
  const schools = Array.from({ length: schoolsInDistrict }, (_, at) => ({
    ...pick(villages),
    schoolId: base + 500 + at,
  }));

  const team = Array.from({ length: speakers }, (_, at) => makeSpeaker(base + at + 1, at));
  return {
    orders: Array.from({ length: orders }, (_, at) => makeOrder(base * 10 + at + 1)),
    speakers: team,
    kits: Array.from({ length: Math.max(2, Math.round(speakers / 15)) }, (_, at) => [
      makeKit(base + at * 2 + 1, 'projector'),
      makeKit(base + at * 2 + 2, 'screen'),
    ]).flat(),
    rules: matchRules({ now, timeZone, ...(weights && { weights }) }),
  };

  function makeSpeaker(id: number, at: number): SpeakerToMatch {
    const home = pick(villages);
    const cleared = chance(0.5);
    const newcomer = chance(0.1);
    const volunteer = chance(0.2);
    const targetShare = volunteer ? 0.5 : 1;
    const presentShare = newcomer ? 0.2 : chance(0.1) ? 0.7 : 1;
    // Few have given many talks, many a few.
    const given = Math.min(24, -Math.log(1 - random.next()) * 6);
    return {
      id,
      name: `宣讲员${at + 1}`,
      active: true,
      homeAreaId: home.areaId,
      homeTownshipId: home.townshipId,
      homePoint: home.point,
      languages: ['putonghua', ...(chance(0.5) ? ['qinghai'] : []), ...(chance(0.12) ? ['tibetan'] : [])],
      clearedForMinors: cleared,
      dailyLimit: chance(0.15) ? 3 : 2,
      weeklyLimit: volunteer ? 2 : integer(3, 5),
      workingHours: volunteer ? eveningsAndWeekends : [],
      // Some serve beyond their own district.
      serviceAreaIds: chance(0.9) ? [district] : [],
      targetShare,
      presentShare,
      served: some(villages, integer(0, 5)).map(({ areaId }) => ({ areaId, talks: integer(1, 3) })),
      ...(chance(0.7) && { rating: { mean: 3.2 + random.next() * 1.7, count: integer(1, 40) } }),
      canAssist: chance(0.8),
      topicIds: some(numbers(topics), integer(2, 5)),
      formatIds: Object.values(formats)
        .filter(({ formatId }) => (formatId === 5 ? chance(0.4) : formatId === 7 ? chance(0.5) : chance(0.9)))
        .map(({ formatId }) => formatId),
      appointments:
        cleared && chance(0.4)
          ? some(schools, integer(1, 2)).map(({ schoolId }) => ({ schoolId, from: '2025-09-01', until: '2028-09-01' }))
          : [],
      away: chance(0.25) ? [daysAway(addDays(monday, integer(0, daysPlanned - 6)), integer(1, 5))] : [],
      bookings: [],
      talksLast90Days: Math.round(given * targetShare * presentShare),
    };
  }

  function makeOrder(id: number): OrderToMatch {
    const atSchool = chance(0.2);
    const place = atSchool ? pick(schools) : pick(villages);
    const kind = atSchool
      ? pick(['assembly', 'lesson', 'lesson'] as const)
      : pick(['lecture', 'lecture', 'lecture', 'lecture', 'field', 'field', 'cinema', 'market', 'online'] as const);
    const { formatId, ...format } = formats[kind];
    const schoolId = 'schoolId' in place ? place.schoolId : undefined;
    const topicId = atSchool ? integer(4, 7) : integer(1, topics);
    // Whom people ask for, they have heard on it before.
    const known = team.filter(({ topicIds, formatIds, clearedForMinors }) => {
      return topicIds.includes(topicId) && formatIds.includes(formatId) && (clearedForMinors || !atSchool);
    });
    return {
      id,
      createdAt: new Date(now.getTime() - integer(0, 21 * 24 * 60) * 60_000),
      topicId,
      formatId,
      format,
      place,
      windows: makeWindows(kind),
      audience: atSchool ? 'pupils' : 'residents',
      size: integer(20, 300),
      language: chance(0.08) ? 'qinghai' : chance(0.02) ? 'tibetan' : 'putonghua',
      ...(chance(0.12) && known.length > 0 && { preferredSpeakerId: pick(known).id }),
      wantsDeputy: atSchool && chance(0.15),
      schoolTerms: team.flatMap(({ appointments }) =>
        appointments.filter((term) => term.schoolId === schoolId).map(({ from, until }) => ({ from, until })),
      ),
      excludedSpeakerIds: chance(0.1) ? [pick(team).id] : [],
      covered: chance(0.3),
      caseIndex: random.next(),
    };
  }

  /** One to three half-days within a week of each other; a lesson's has a period, for half of the others an hour is named. */
  function makeWindows(kind: keyof typeof formats): WindowFacts[] {
    const first = integer(0, daysPlanned - 8);
    const windows: WindowFacts[] = [];
    for (let rank = 0; windows.length < integer(1, 3) && rank < 6; rank += 1) {
      const day = addDays(monday, first + integer(0, 7));
      const school = kind === 'assembly' || kind === 'lesson';
      if (school && weekday(day) > 5) continue;
      const half = kind === 'cinema' ? 'evening' : school || chance(0.8) ? pick(halves.slice(0, 2)) : 'evening';
      if (windows.some((window) => window.day === day && window.half === half)) continue;
      const period = half === 'morning' ? integer(1, 4) : integer(5, 8);
      const clock = halfHours[half].from + 30 * integer(0, 5);
      const hour = kind === 'lesson' ? { period } : chance(0.5) && { clock };
      windows.push({ rank: windows.length, day, half, ...hour });
    }
    return windows.length > 0 ? windows : [{ rank: 0, day: addDays(monday, first), half: 'morning' }];
  }
}

/** Ten districts side by side: one team, few of whom cross a border. */
export function makeCity(districts: number, size: DistrictSize): MatchFacts {
  const all = Array.from({ length: districts }, (_, index) =>
    makeDistrict({ ...size, seed: size.seed + index, index }),
  );
  const [first] = all;
  if (!first) throw new Error('a city has at least one district');
  return {
    rules: first.rules,
    orders: all.flatMap(({ orders }) => orders),
    speakers: all.flatMap(({ speakers }) => speakers),
    kits: all.flatMap(({ kits }) => kits),
  };
}

function format(formatId: number, talkMinutes: number, setupMinutes: number, clearMinutes: number) {
  const minutes = { talkMinutes, setupMinutes, clearMinutes };
  return { formatId, ...minutes, afterDusk: false, online: false, people: 1, kits: [] } as const;
}

const makeKit = (id: number, kind: string): KitToMatch => ({ id, kind, name: `${kind} ${id}`, bookings: [] });

const eveningsAndWeekends = numbers(7).map((day) => ({
  weekday: day,
  from: day > 5 ? 8 * 60 : 17 * 60,
  until: 23 * 60,
}));

const daysAway = (day: LocalDay, days: number) => ({
  from: instantAt(day, 0, timeZone),
  until: instantAt(addDays(day, days), 0, timeZone),
});

/** 1 to `most`. */
function numbers(most: number): number[] {
  return Array.from({ length: most }, (_, at) => at + 1);
}

/** mulberry32 */
export function createRandom(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(from: readonly T[]): T => {
    const found = from[integer(0, from.length - 1)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  return {
    next,
    integer,
    pick,
    chance: (share: number): boolean => next() < share,
    /** So many different ones, as far as there are. */
    some: <T>(from: readonly T[], count: number): T[] =>
      from
        .map((item) => ({ item, at: next() }))
        .sort((a, b) => a.at - b.at)
        .slice(0, count)
        .map(({ item }) => item),
  };
}
