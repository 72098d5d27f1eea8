// What speaks for a speaker who may give the talk: a plain sum of terms, each with the numbers it can be shown by.

import type { Term } from '../domain/proposal.ts';
import type { MatchRules, OrderToMatch, SpeakerToMatch } from './facts.ts';
import { roadKm } from './travel.ts';

/** A talk rated so is good; better ones gain points, worse ones lose them. */
const goodMean = 4;
/** With as many ratings a mean counts half: one happy listener is not yet a reputation. */
const halfTrust = 5;

/** The terms that apply, in the order in which a coordinator reads them. `share` is talks per active speaker. */
export function scoreTerms(order: OrderToMatch, speaker: SpeakerToMatch, share: number, rules: MatchRules): Term[] {
  const { weights } = rules;
  const terms: Term[] = [];
  if (order.preferredSpeakerId === speaker.id)
    terms.push({ code: 'preference', points: weights.preference, params: {} });
  if (servesOwnArea(order, speaker)) terms.push({ code: 'own_area', points: weights.ownArea, params: {} });
  const talks = speaker.talksLast90Days;
  // Linear and unbounded on purpose: so the ranking of two speakers does not depend on who else is in the team.
  terms.push({
    code: 'load',
    points: round(weights.perTalkUnderShare * (share - talks)),
    params: { talks, share },
  });
  const rating = speaker.ratingOnTopic;
  if (rating && rating.count > 0) {
    const trust = rating.count / (rating.count + halfTrust);
    const points = round(weights.perStarOverGood * trust * (rating.mean - goodMean));
    terms.push({
      code: 'rating',
      points,
      params: { mean: round(rating.mean), count: rating.count },
    });
  }
  const km = order.format.online ? undefined : roadKm(speaker.homePoint, order.place.point, rules);
  if (km !== undefined) {
    terms.push({
      code: 'distance',
      points: round(weights.perKm * km),
      params: { km: Math.round(km) },
    });
  }
  return terms;
}

export const sum = (terms: readonly Term[]): number => round(terms.reduce((total, term) => total + term.points, 0));

/** Talks per active speaker, to one decimal. */
export function teamShare(speakers: readonly SpeakerToMatch[]): number {
  const active = speakers.filter((speaker) => speaker.active);
  const talks = active.reduce((total, speaker) => total + speaker.talksLast90Days, 0);
  return active.length === 0 ? 0 : round(talks / active.length);
}

function servesOwnArea({ place }: OrderToMatch, speaker: SpeakerToMatch): boolean {
  const { areaId, townshipId, stationId } = place;
  if ([areaId, townshipId, stationId].includes(speaker.homeAreaId)) return true;
  return townshipId !== undefined && speaker.homeTownshipId === townshipId;
}

/** One decimal, and no negative zero. */
const round = (value: number): number => Math.round(value * 10) / 10 + 0;
