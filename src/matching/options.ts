// Everybody who may give a talk, each at the time that suits best, with an assistant and kits where they are needed.

import type { KitId } from '../domain/ids.ts';
import type { Candidate, Term } from '../domain/proposal.ts';
import { isEligible, type RuleContext, standingRules } from './eligible.ts';
import type { OrderToMatch, SpeakerToMatch, Targets } from './facts.ts';
import type { Moment, Window } from './moments.ts';
import { talkEnd } from './schedule.ts';
import { assistantTerms, type Option, scoreTerms, sum } from './score.ts';

/** What one order is looked at with. */
export interface Search {
  readonly order: OrderToMatch;
  readonly windows: readonly Window[];
  readonly context: RuleContext;
  readonly targets: Targets;
}

/** Best first; of equals the earlier choice of time, then the lower id. */
export const rank = (search: Search, speakers: readonly SpeakerToMatch[]): Candidate[] =>
  speakers
    .flatMap((speaker) => best(search, speaker) ?? [])
    .sort((a, b) => b.score - a.score || a.windowRank - b.windowRank || a.speakerId - b.speakerId);

/** An option as it is proposed and stored. */
export function toCandidate(
  order: OrderToMatch,
  { speaker, assistant, startsAt, windowRank }: Option,
  kitIds: readonly KitId[],
  terms: readonly Term[],
): Candidate {
  return {
    speakerId: speaker.id,
    ...(assistant && { assistantId: assistant.id }),
    kitIds,
    startsAt: startsAt.toISOString(),
    endsAt: talkEnd(order, startsAt).toISOString(),
    windowRank,
    score: sum(terms),
    terms,
  };
}

/** The best time at which this speaker can; of equals the requester's earlier choice, then the earlier start. */
function best(search: Search, speaker: SpeakerToMatch): Candidate | undefined {
  const { order, windows, context, targets } = search;
  if (standingRules(order, speaker).length > 0) return undefined;
  let found: Candidate | undefined;
  for (const { rank: windowRank, offClock, moments } of windows) {
    for (const moment of moments) {
      if (!isEligible(order, speaker, moment, context)) continue;
      const assistant = bestAssistant(search, speaker, moment);
      const option = { speaker, ...(assistant && { assistant }), startsAt: moment.startsAt, windowRank, offClock };
      const terms = scoreTerms(order, option, targets, context.rules);
      if (found && found.score >= sum(terms)) continue;
      found = toCandidate(order, option, context.kitsAt(moment) ?? [], terms);
    }
  }
  return found;
}

/** The one who costs least; of equals the lower id. */
function bestAssistant({ order, context, targets }: Search, lead: SpeakerToMatch, moment: Moment) {
  const points = (assistant: SpeakerToMatch): number => sum(assistantTerms(order, assistant, targets, context.rules));
  const [first] = context
    .assistantsAt(moment)
    .filter(({ id }) => id !== lead.id)
    .sort((a, b) => points(b) - points(a) || a.id - b.id);
  return first;
}
