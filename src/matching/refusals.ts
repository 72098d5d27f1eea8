// Why nobody more could be proposed, rule by rule, for the coordinator who wonders.

import { type Refusals, type RuleCode, ruleCodes } from '../domain/proposal.ts';

/** One speaker's broken rules, hardest first, for each time that was tried. */
type Attempts = readonly (readonly RuleCode[])[];

/**
 * Counts speakers. The first rule of a speaker is the hardest one at the time at which they came nearest: somebody
 * who is away at ten and booked at eleven could be had by moving the booking.
 */
export function countRefusals(speakers: readonly Attempts[]): Refusals {
  const first: Partial<Record<RuleCode, number>> = {};
  const total: Partial<Record<RuleCode, number>> = {};
  for (const attempts of speakers) {
    const hardest = attempts.flatMap((broken) => broken.slice(0, 1));
    const nearest = ruleCodes.findLast((code) => hardest.includes(code));
    if (nearest) first[nearest] = (first[nearest] ?? 0) + 1;
    for (const code of new Set(attempts.flat())) total[code] = (total[code] ?? 0) + 1;
  }
  return { first, total };
}
