// What speakers are measured by: each one's fair part of the talks of 90 days, and the team's mean rating.

import type { SpeakerToMatch, Targets, TeamFacts } from './facts.ts';

/** As given, or counted from the speakers. `toPlan`: how many further talks are being shared out. */
export const targetsOf = ({ targets, speakers }: TeamFacts, toPlan: number): Targets =>
  targets ?? countTargets(speakers, toPlan);

/** What somebody was not there for is expected of the others: `expected` times presence adds up to all talks. */
export function countTargets(speakers: readonly SpeakerToMatch[], toPlan: number): Targets {
  // Guests have no part in what the team shares out.
  const active = speakers.filter((speaker) => speaker.active && speaker.onlyOrderId === undefined);
  const talks = sum(active.map(({ talksLast90Days }) => talksLast90Days)) + toPlan;
  const shares = sum(active.map((speaker) => speaker.targetShare * presence(speaker)));
  const ratings = sum(active.map(({ rating }) => rating?.count ?? 0));
  const stars = sum(active.map(({ rating }) => (rating ? rating.mean * rating.count : 0)));
  return {
    expected: new Map(active.map(({ id, targetShare }) => [id, (talks * targetShare) / shares])),
    ...(ratings > 0 && { ratingMean: stars / ratings }),
  };
}

/** Who came today has been there today: so a team of newcomers only still shares its talks out. */
export const presence = ({ presentShare }: SpeakerToMatch): number => Math.max(presentShare, 1 / 90);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
