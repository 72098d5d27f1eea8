// What a coordinator should look at before approving. A proposal without a warning can be approved together with others.

import { localTime } from '../domain/calendar.ts';
import { type Candidate, type TermCode, type WarningCode, warningCodes } from '../domain/proposal.ts';
import { hasOwnDeputy } from './eligible.ts';
import type { MatchRules, OrderToMatch } from './facts.ts';

/** `tried`: there was a time to try at all. */
export function warnings(
  order: OrderToMatch,
  candidates: readonly Candidate[],
  tried: boolean,
  rules: MatchRules,
): WarningCode[] {
  const [best] = candidates;
  const found: Record<WarningCode, boolean> = {
    no_topic: order.topicId === undefined,
    no_start: !tried,
    nobody_free: best === undefined,
    second_choice_time: best !== undefined && best.windowRank > 0,
    other_clock: best?.terms.some(({ code }) => code === 'clock') ?? false,
    preferred_not_free:
      order.preferredSpeakerId !== undefined && best !== undefined && best.speakerId !== order.preferredSpeakerId,
    no_own_deputy: best !== undefined && order.wantsDeputy && !hasOwnDeputy(order, dayOf(best, rules)),
    // A course is its speaker's own: there never are others.
    only_one_candidate: candidates.length === 1 && order.courseSpeakerId === undefined,
    over_share: best !== undefined && isOverShare(best, rules),
    far: best !== undefined && isFar(best, rules),
  };
  return warningCodes.filter((code) => found[code]);
}

export const isOverShare = (candidate: Candidate, { overShareTalks }: MatchRules): boolean =>
  param(candidate, 'load', 'talks') > param(candidate, 'load', 'share') + overShareTalks;

export const isFar = (candidate: Candidate, { farKm }: MatchRules): boolean =>
  param(candidate, 'distance', 'km') > farKm;

const dayOf = ({ startsAt }: Candidate, { timeZone }: MatchRules): string =>
  localTime(new Date(startsAt), timeZone).day;

const param = ({ terms }: Candidate, code: TermCode, name: string): number =>
  terms.find((term) => term.code === code)?.params[name] ?? 0;
