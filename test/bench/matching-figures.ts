// What a plan comes to, whoever made it: orders served, kilometres, how evenly talks are shared, villages, preferences.

import { halfHours, localTime } from '../../src/domain/calendar.ts';
import type { MatchFacts, SpeakerToMatch } from '../../src/matching/facts.ts';
import type { Hold } from '../../src/matching/holds.ts';
import { countTargets } from '../../src/matching/targets.ts';
import { roadKm } from '../../src/matching/travel.ts';

export interface Figures {
  readonly served: number;
  /** From home and back, everybody who goes. */
  readonly km: number;
  /** Of talks in 90 days per target share, the plan's included; newcomers are counted as if they had been there. */
  readonly gini: number;
  /** Of the plan's own talks per target share. */
  readonly giniOfPlan: number;
  /** Villages and schools that hear a topic for the first time this year. */
  readonly covered: number;
  readonly preferred: number;
  /** Of the talks for whose time an hour was named: the share that begins then. */
  readonly atTheHour: number;
}

export function figuresOf(holds: readonly Hold[], facts: MatchFacts): Figures {
  const { rules } = facts;
  const people = new Map(facts.speakers.map((speaker) => [speaker.id, speaker]));
  const orders = new Map(facts.orders.map((order) => [order.id, order]));
  const given = new Map<number, number>();
  let km = 0;
  let preferred = 0;
  let hoursNamed = 0;
  let hoursKept = 0;
  const covered = new Set<string>();
  for (const { order, candidate } of holds) {
    const full = 'id' in order && typeof order.id === 'number' ? orders.get(order.id) : undefined;
    for (const id of [candidate.speakerId, candidate.assistantId]) {
      if (id === undefined) continue;
      given.set(id, (given.get(id) ?? 0) + 1);
      if (!order.format.online) km += 2 * (roadKm(people.get(id)?.homePoint, order.place.point, rules) ?? 0);
    }
    if (full?.preferredSpeakerId === candidate.speakerId) preferred += 1;
    const { day, minutes } = localTime(new Date(candidate.startsAt), rules.timeZone);
    const clock = full?.windows.find(
      (window) =>
        window.day === day && halfHours[window.half].from <= minutes && minutes < halfHours[window.half].until,
    )?.clock;
    if (clock !== undefined) {
      hoursNamed += 1;
      // As near as talks begin: every half-hour.
      if (Math.abs(minutes - clock) < 30) hoursKept += 1;
    }
    if (full && !full.covered) covered.add(`${full.topicId} ${full.place.schoolId ?? full.place.areaId}`);
  }
  const talks = holds.reduce((sum, { candidate }) => sum + (candidate.assistantId === undefined ? 1 : 2), 0);
  const { expected } = countTargets(facts.speakers, talks);
  const load = ({ id, talksLast90Days, presentShare, targetShare }: SpeakerToMatch): number =>
    (talksLast90Days + (given.get(id) ?? 0) + (1 - presentShare) * (expected.get(id) ?? 0)) / targetShare;
  return {
    served: holds.length,
    km,
    gini: gini(facts.speakers.map(load)),
    giniOfPlan: gini(facts.speakers.map(({ id, targetShare }) => (given.get(id) ?? 0) / targetShare)),
    covered: covered.size,
    preferred,
    atTheHour: hoursKept / hoursNamed,
  };
}

/** 0 where all have the same, towards 1 where one has everything. */
function gini(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  const ranked = sorted.reduce((sum, value, index) => sum + (2 * (index + 1) - sorted.length - 1) * value, 0);
  return total === 0 ? 0 : ranked / (sorted.length * total);
}
