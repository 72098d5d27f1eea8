// Facts for matching that differ from an ordinary case only where a test says so.

import { instantAt } from '../../src/domain/calendar.ts';
import type { Weights } from '../../src/domain/weights.ts';
import {
  type BookingFacts,
  type FormatFacts,
  type KitToMatch,
  type MatchRules,
  matchRules,
  type OrderToMatch,
  type SpeakerToMatch,
  type TeamFacts,
} from '../../src/matching/facts.ts';

export const timeZone = 'Asia/Shanghai';
/** Wednesday, 9:00. */
export const now = instantAt('2026-11-25', 9 * 60, timeZone);
/** Round figures, so that points can be worked out in the head, and tests stay true when the defaults are tuned. */
export const weights: Weights = {
  served: 100,
  waiting: 2,
  waiting_cap: 30,
  deadline: 28,
  coverage: 40,
  case_factor: 0.5,
  preference: 100,
  own_area: 20,
  load: 4,
  rating: 10,
  rating_trust: 10,
  distance: -0.5,
  continuity: 4,
  continuity_cap: 10,
  stability: 15,
  window: -30,
  clock: -12,
};
export const rules: MatchRules = matchRules({ now, timeZone, weights });

/** 乐都路社区 */
export const townPoint = { latitude: 36.5, longitude: 102.11 };
export const kmNorth = (km: number) => ({
  latitude: townPoint.latitude + km / 111.195,
  longitude: townPoint.longitude,
});

export const lecture: FormatFacts = {
  talkMinutes: 60,
  setupMinutes: 15,
  clearMinutes: 15,
  afterDusk: false,
  online: false,
  people: 1,
  kits: [],
};
/** Two people, and a projector and a screen. */
export const cinema: FormatFacts = {
  talkMinutes: 110,
  setupMinutes: 40,
  clearMinutes: 30,
  afterDusk: true,
  online: false,
  people: 2,
  kits: ['projector', 'screen'],
};

export const at = (day: string, clock: string): Date => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return instantAt(day, hours * 60 + minutes, timeZone);
};

export const village = { areaId: 100, townshipId: 10, areaIds: [100, 10, 1], point: townPoint };

/** A lecture on topic 1 in village 100 of township 10, on Friday afternoon. */
export function anOrder(over: Partial<OrderToMatch> = {}): OrderToMatch {
  return {
    id: 1,
    createdAt: now,
    topicId: 1,
    formatId: 1,
    format: lecture,
    place: village,
    windows: [{ rank: 0, day: '2026-11-27', half: 'afternoon' }],
    audience: 'residents',
    language: 'putonghua',
    wantsDeputy: false,
    schoolTerms: [],
    excludedSpeakerIds: [],
    covered: true,
    caseIndex: 0,
    ...over,
  };
}

/** Able to give every order of `anOrder`, at home in another township. */
export function aSpeaker(id: number, over: Partial<SpeakerToMatch> = {}): SpeakerToMatch {
  return {
    id,
    name: `宣讲员${id}`,
    active: true,
    homeAreaId: 20,
    homeTownshipId: 20,
    homePoint: kmNorth(5),
    languages: ['putonghua'],
    clearedForMinors: false,
    dailyLimit: 3,
    weeklyLimit: 3,
    workingHours: [],
    serviceAreaIds: [],
    targetShare: 1,
    presentShare: 1,
    served: [],
    canAssist: false,
    topicIds: [1],
    formatIds: [1],
    appointments: [],
    away: [],
    bookings: [],
    talksLast90Days: 0,
    ...over,
  };
}

export const aKit = (id: number, kind: string, bookings: readonly BookingFacts[] = []): KitToMatch => ({
  id,
  kind,
  name: `${kind} ${id}`,
  bookings,
});

export const aTeam = (speakers: readonly SpeakerToMatch[], over: Partial<TeamFacts> = {}): TeamFacts => ({
  speakers,
  kits: [],
  rules,
  ...over,
});

/** Blocked from `from` until `until` on the day of the order, at the order's place. */
export function aBooking(
  from: string,
  until: string,
  over: Partial<BookingFacts> = {},
  day = '2026-11-27',
): BookingFacts {
  return {
    from: at(day, from),
    until: at(day, until),
    startsAt: at(day, from),
    online: false,
    point: townPoint,
    ...over,
  };
}
