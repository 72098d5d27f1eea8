// What speaks for serving an order, and for serving it by this speaker at this time: a plain sum of terms, each with
// the numbers it can be shown by. The weights are a table of their own (domain/weights.ts).

import { localTime } from '../domain/calendar.ts';
import type { Term } from '../domain/proposal.ts';
import type { Weights } from '../domain/weights.ts';
import type { MatchRules, OrderToMatch, SpeakerToMatch, Targets } from './facts.ts';
import { presence } from './targets.ts';
import { roadKm } from './travel.ts';

export interface Option {
  readonly speaker: SpeakerToMatch;
  readonly assistant?: SpeakerToMatch;
  readonly startsAt: Date;
  readonly windowRank: number;
  /** The requester named another hour of that half-day. */
  readonly offClock: boolean;
}

/** All terms of one more talk, in the order in which a coordinator reads them. */
export const scoreTerms = (order: OrderToMatch, option: Option, targets: Targets, rules: MatchRules): Term[] => [
  ...orderTerms(order, rules),
  ...choiceTerms(order, option, targets, rules),
];

export const sum = (terms: readonly Term[]): number => round(terms.reduce((total, term) => total + term.points, 0));

/** The same whoever goes: which order to serve where not all can be. */
export function orderTerms(order: OrderToMatch, { weights, now, timeZone }: MatchRules): Term[] {
  const terms: Term[] = [{ code: 'served', points: weights.served, params: {} }];
  const days = Math.max(0, Math.floor((now.getTime() - order.createdAt.getTime()) / dayMs));
  add(terms, 'waiting', Math.min(weights.waiting_cap, weights.waiting * days), { days });
  const left = daysLeft(order, localTime(now, timeZone).day);
  add(terms, 'deadline', weights.deadline * Math.max(0, 1 - left / deadlineDays), { days: left });
  if (!order.covered)
    add(terms, 'coverage', weights.coverage * (1 + weights.case_factor * order.caseIndex), {
      cases: Math.round(order.caseIndex * 100),
    });
  return terms;
}

/** Who goes, and when. */
export function choiceTerms(order: OrderToMatch, option: Option, targets: Targets, rules: MatchRules): Term[] {
  const { weights } = rules;
  const { speaker, assistant, startsAt, windowRank, offClock } = option;
  const terms: Term[] = [];
  if (order.preferredSpeakerId === speaker.id) add(terms, 'preference', weights.preference, {});
  if (servesOwnArea(order, speaker)) add(terms, 'own_area', weights.own_area, {});
  terms.push(loadTerm('load', speaker, targets, weights));
  const { rating } = speaker;
  if (rating && rating.count > 0 && targets.ratingMean !== undefined) {
    const trust = rating.count / (rating.count + weights.rating_trust);
    terms.push({
      code: 'rating',
      points: round(weights.rating * trust * (rating.mean - targets.ratingMean)),
      params: { mean: round(rating.mean), count: rating.count },
    });
  }
  terms.push(...distanceTerm('distance', order, speaker, rules));
  const talks = talksHere(order, speaker);
  add(terms, 'continuity', Math.min(weights.continuity_cap, weights.continuity * talks), { talks });
  const { standing } = order;
  if (standing?.speakerId === speaker.id && standing.startsAt.getTime() === startsAt.getTime())
    add(terms, 'stability', weights.stability, {});
  add(terms, 'window', weights.window * windowRank, { choice: windowRank + 1 });
  if (offClock) add(terms, 'clock', weights.clock, {});
  if (assistant) terms.push(...assistantTerms(order, assistant, targets, rules));
  return terms;
}

/** What the second person costs. */
export const assistantTerms = (
  order: OrderToMatch,
  assistant: SpeakerToMatch,
  targets: Targets,
  rules: MatchRules,
): Term[] => [
  loadTerm('assistant_load', assistant, targets, rules.weights),
  ...distanceTerm('assistant_distance', order, assistant, rules),
];

/**
 * For the `further`-th talk that one plan gives a speaker. Each is worth less than the one before, so whoever shares
 * out the talks takes those first that bring people up to their share. Talks they could not give while they were not in
 * the team, or away, are not missed: newcomers and people back from leave are not flooded.
 */
export function loadTerm(
  code: 'load' | 'assistant_load',
  speaker: SpeakerToMatch,
  { expected }: Targets,
  weights: Weights,
  further = 1,
): Term {
  const share = (expected.get(speaker.id) ?? 0) * presence(speaker);
  const talks = speaker.talksLast90Days + further - 1;
  return {
    code,
    points: round((weights.load * (share - talks)) / speaker.targetShare),
    params: { talks, share: round(share) },
  };
}

const dayMs = 86_400_000;
const deadlineDays = 14;

function daysLeft({ windows }: OrderToMatch, today: string): number {
  const last = Math.max(...windows.map(({ day }) => Date.parse(day)));
  return windows.length === 0 ? deadlineDays : Math.max(0, (last - Date.parse(today)) / dayMs);
}

function distanceTerm(
  code: 'distance' | 'assistant_distance',
  order: OrderToMatch,
  { homePoint }: SpeakerToMatch,
  rules: MatchRules,
): Term[] {
  const km = order.format.online ? undefined : roadKm(homePoint, order.place.point, rules);
  return km === undefined ? [] : [{ code, points: round(rules.weights.distance * km), params: { km: Math.round(km) } }];
}

/** Earlier talks at this school; elsewhere, in this village. */
function talksHere({ place: { areaId, schoolId } }: OrderToMatch, { served }: SpeakerToMatch): number {
  return served
    .filter((at) => (schoolId === undefined ? at.areaId === areaId : at.schoolId === schoolId))
    .reduce((total, { talks }) => total + talks, 0);
}

function servesOwnArea({ place }: OrderToMatch, speaker: SpeakerToMatch): boolean {
  const { areaId, townshipId, stationId } = place;
  if ([areaId, townshipId, stationId].includes(speaker.homeAreaId)) return true;
  return townshipId !== undefined && speaker.homeTownshipId === townshipId;
}

/** A term without points says nothing. */
function add(terms: Term[], code: Term['code'], points: number, params: Term['params']): void {
  if (round(points) !== 0) terms.push({ code, points: round(points), params });
}

/** One decimal, and no negative zero. */
const round = (value: number): number => Math.round(value * 10) / 10 + 0;
