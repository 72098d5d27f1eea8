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
    const [hardest] = nearest(attempts);
    if (hardest) first[hardest] = (first[hardest] ?? 0) + 1;
    for (const code of new Set(attempts.flat())) total[code] = (total[code] ?? 0) + 1;
  }
  return { first, total };
}

/** The rules at the time at which a speaker came nearest: the hardest of them the easiest, then the fewest, then the earliest. */
export function nearest(attempts: Attempts): readonly RuleCode[] {
  const hardness = (broken: readonly RuleCode[]): number => (broken[0] ? ruleCodes.indexOf(broken[0]) : -1);
  const [found] = [...attempts].sort((a, b) => hardness(b) - hardness(a) || a.length - b.length);
  return found ?? [];
}
