// What speakers are measured by: each one's fair part of the talks of 90 days, and the team's mean rating.

import type { SpeakerToMatch, Targets, TeamFacts } from './facts.ts';

/** As given, or counted from the speakers. `toPlan`: how many further talks are being shared out. */
export const targetsOf = ({ targets, speakers }: TeamFacts, toPlan: number): Targets =>
  targets ?? countTargets(speakers, toPlan);

export function countTargets(speakers: readonly SpeakerToMatch[], toPlan: number): Targets {
  const active = speakers.filter((speaker) => speaker.active);
  const talks = sum(active.map(({ talksLast90Days }) => talksLast90Days)) + toPlan;
  const shares = sum(active.map(({ targetShare }) => targetShare));
  const ratings = sum(active.map(({ rating }) => rating?.count ?? 0));
  const stars = sum(active.map(({ rating }) => (rating ? rating.mean * rating.count : 0)));
  return {
    expected: new Map(active.map(({ id, targetShare }) => [id, (talks * targetShare) / shares])),
    ...(ratings > 0 && { ratingMean: stars / ratings }),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
