// A match as it lies in the columns of Proposal, there and back. What was stored is checked when it is read: a
// proposal of an older release must not break the dialogues.

import { z } from 'zod';
import { type Match, ruleCodes, termCodes, warningCodes } from '../domain/proposal.ts';

interface Columns {
  readonly candidates: unknown;
  readonly refusals: unknown;
  readonly warnings: readonly string[];
}

/** For Prisma's create. */
export function toStoredMatch({ candidates, refusals, warnings }: Match) {
  return {
    candidates: candidates.map(({ terms, ...rest }) => ({ ...rest, terms: terms.map((term) => ({ ...term })) })),
    refusals: { first: { ...refusals.first }, total: { ...refusals.total } },
    warnings: [...warnings],
  };
}

/** Undefined where the columns hold something else. */
export const fromStoredMatch = (columns: Columns): Match | undefined => stored.safeParse(columns).data;

const counts = z.record(z.string(), z.int()).transform((all) => {
  const known: Match['refusals']['first'] = Object.fromEntries(
    ruleCodes.flatMap((code) => (all[code] === undefined ? [] : [[code, all[code]]])),
  );
  return known;
});

const stored = z.object({
  candidates: z.array(
    z.object({
      speakerId: z.int(),
      startsAt: z.string(),
      endsAt: z.string(),
      windowRank: z.int(),
      score: z.number(),
      terms: z.array(
        z.object({ code: z.enum(termCodes), points: z.number(), params: z.record(z.string(), z.number()) }),
      ),
    }),
  ),
  refusals: z.object({ first: counts, total: counts }),
  warnings: z.array(z.enum(warningCodes)),
});
