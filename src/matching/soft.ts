// What speaks against a speaker without ruling them out: a coordinator may ask them all the same, and says why. Pure.

import type { SoftCode } from '../domain/commands-staffing.ts';
import { softCodes } from '../domain/commands-staffing.ts';
import type { Candidate } from '../domain/proposal.ts';
import type { OrderToMatch, TeamFacts } from './facts.ts';
import { listEligible } from './place.ts';
import { isFar, isOverShare } from './warnings.ts';

export interface ByHand {
  readonly candidate: Candidate;
  readonly soft: readonly SoftCode[];
}

/**
 * Everybody who breaks no hard rule, best first, those who have declined this order among them: whether somebody is asked
 * twice is the coordinator's to decide.
 */
export function listByHand(order: OrderToMatch, facts: TeamFacts): ByHand[] {
  const { candidates } = listEligible(order, facts);
  const again = order.excludedSpeakerIds.flatMap((id) => {
    const asked = askableAgain(order, id);
    return listEligible(asked, facts).candidates.filter(({ speakerId }) => speakerId === id);
  });
  const preferredCan = [...candidates, ...again].some(({ speakerId }) => speakerId === order.preferredSpeakerId);
  const softOf = (candidate: Candidate): SoftCode[] => {
    const holds: Record<SoftCode, boolean> = {
      declined_before: order.excludedSpeakerIds.includes(candidate.speakerId),
      not_preferred: preferredCan && candidate.speakerId !== order.preferredSpeakerId,
      over_share: isOverShare(candidate, facts.rules),
      far: isFar(candidate, facts.rules),
    };
    return softCodes.filter((code) => holds[code]);
  };
  return [
    ...candidates,
    ...again.filter(({ speakerId }) => !candidates.some((one) => one.speakerId === speakerId)),
  ].map((candidate) => ({ candidate, soft: softOf(candidate) }));
}

/** The order, were it asked of this speaker for the first time. */
export const askableAgain = (order: OrderToMatch, speakerId: number): OrderToMatch => ({
  ...order,
  excludedSpeakerIds: order.excludedSpeakerIds.filter((id) => id !== speakerId),
});
