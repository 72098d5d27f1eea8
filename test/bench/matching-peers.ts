// How others would serve the same orders under the same hard rules: one after the other as they came in, at the first
// wish's earliest start at which anybody is free, whoever their one idea picks. A preferred speaker who is free is taken.

import { weekday } from '../../src/domain/calendar.ts';
import type { SpeakerId } from '../../src/domain/ids.ts';
import type { Candidate } from '../../src/domain/proposal.ts';
import { isEligible, type RuleContext } from '../../src/matching/eligible.ts';
import type { MatchFacts, OrderToMatch, SpeakerToMatch } from '../../src/matching/facts.ts';
import { type Hold, withHolds } from '../../src/matching/holds.ts';
import { type Moment, windowsOf } from '../../src/matching/moments.ts';
import { createRuleContext } from '../../src/matching/rule-context.ts';
import { talkEnd } from '../../src/matching/schedule.ts';
import { countTargets } from '../../src/matching/targets.ts';

export type Pick = (
  able: readonly SpeakerToMatch[],
  moment: Moment,
  team: readonly SpeakerToMatch[],
  /** Each one's talks before the first order was given away. */
  before: ReadonlyMap<SpeakerId, number>,
) => SpeakerToMatch;

/** The lowest number: whoever is first on the list. */
export const firstCome: Pick = (able) => best(able, () => 0);

/** Easy!Appointments' "any provider": the most free hours on that day. */
export const mostFreeHours: Pick = (able, { day, today }) =>
  best(able, ({ workingHours, bookings, away }) => {
    const hours = workingHours.filter((one) => one.weekday === weekday(day));
    const open = workingHours.length === 0 ? 13 * 60 : hours.reduce((sum, { from, until }) => sum + until - from, 0);
    const taken = [...bookings, ...away].reduce((sum, { from, until }) => {
      const begin = Math.max(from.getTime(), today.from.getTime());
      return sum + Math.max(0, Math.min(until.getTime(), today.until.getTime()) - begin);
    }, 0);
    return open - taken / 60_000;
  });

/**
 * Cal.com's weighted round robin: the largest shortfall of bookings against one's part of all of them by weight. It
 * counts the current month's alone, which is its default.
 */
export const lowestShortfall: Pick = (able, _moment, team, before) => {
  const talks = (speaker: SpeakerToMatch): number => speaker.talksLast90Days - (before.get(speaker.id) ?? 0);
  const all = team.reduce((sum, speaker) => sum + talks(speaker), 0);
  const weights = team.reduce((sum, { targetShare }) => sum + targetShare, 0);
  return best(able, (speaker) => (all * speaker.targetShare) / weights - talks(speaker));
};

/** The same as nobody sells it: over all of the 90 days, and newcomers calibrated as here. */
export const lowestShortfallOf90Days: Pick = (able, _moment, team) => {
  const { expected } = countTargets(team, 1);
  return best(
    able,
    ({ id, talksLast90Days, presentShare }) => (expected.get(id) ?? 0) * presentShare - talksLast90Days,
  );
};

export function planLike(pick: Pick, given: MatchFacts): Hold[] {
  const holds: Hold[] = [];
  const before = new Map(given.speakers.map(({ id, talksLast90Days }) => [id, talksLast90Days]));
  const inTurn = given.orders.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.id - b.id);
  for (const order of inTurn) {
    const facts = withHolds(given, holds);
    const candidate = firstChance(order, facts, (able, moment) => pick(able, moment, facts.speakers, before));
    if (candidate) holds.push({ order, candidate });
  }
  return holds;
}

type PickNow = (able: readonly SpeakerToMatch[], moment: Moment) => SpeakerToMatch;

function firstChance(order: OrderToMatch, facts: MatchFacts, pick: PickNow): Candidate | undefined {
  const { speakers } = facts;
  const context = createRuleContext(order, facts);
  for (const { rank, moments } of windowsOf(order, facts.rules.timeZone))
    for (const moment of moments) {
      const able = speakers.filter((speaker) => isEligible(order, speaker, moment, context));
      if (able.length === 0) continue;
      const speaker = able.find(({ id }) => id === order.preferredSpeakerId) ?? pick(able, moment);
      const assistant = assistantFor(speaker, moment, context, pick);
      return {
        speakerId: speaker.id,
        ...(assistant && { assistantId: assistant.id }),
        kitIds: context.kitsAt(moment) ?? [],
        startsAt: moment.startsAt.toISOString(),
        endsAt: talkEnd(order, moment.startsAt).toISOString(),
        windowRank: rank,
        score: 0,
        terms: [],
      };
    }
  return undefined;
}

function assistantFor(
  lead: SpeakerToMatch,
  moment: Moment,
  { assistantsAt }: RuleContext,
  pick: PickNow,
): SpeakerToMatch | undefined {
  const able = assistantsAt(moment).filter(({ id }) => id !== lead.id);
  return able.length === 0 ? undefined : pick(able, moment);
}

/** Of equals the lowest id. */
function best(able: readonly SpeakerToMatch[], worth: (speaker: SpeakerToMatch) => number): SpeakerToMatch {
  const [first] = able
    .map((speaker) => ({ speaker, worth: worth(speaker) }))
    .sort((a, b) => b.worth - a.worth || a.speaker.id - b.speaker.id);
  if (!first) throw new Error('nobody to pick from');
  return first.speaker;
}
