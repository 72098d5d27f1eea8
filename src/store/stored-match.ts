// A match as it lies in the columns of Proposal, there and back. What was stored is checked when it is read: a
// proposal of an older release must not break the dialogues.

import { z } from 'zod';
import { halves } from '../domain/calendar.ts';
import { type Candidate, type Match, ruleCodes, termCodes, warningCodes } from '../domain/proposal.ts';

interface Columns {
  readonly candidates: unknown;
  readonly refusals: unknown;
  readonly warnings: readonly string[];
  readonly verdicts?: unknown;
  readonly relaxations?: unknown;
}

/** For Prisma's create. */
export function toStoredMatch({ candidates, refusals, warnings, verdicts, relaxations }: Match) {
  return {
    candidates: candidates.map(({ terms, kitIds, ...rest }) => ({
      ...rest,
      kitIds: [...kitIds],
      terms: terms.map((term) => ({ ...term })),
    })),
    refusals: { first: { ...refusals.first }, total: { ...refusals.total } },
    warnings: [...warnings],
    verdicts: verdicts.map(({ rules, ...rest }) => ({ ...rest, ...(rules && { rules: [...rules] }) })),
    relaxations: relaxations
      ? {
          sets: relaxations.sets.map((set) => ({ ...set, rules: [...set.rules] })),
          days: relaxations.days.map((day) => ({ ...day })),
        }
      : {},
  };
}

/** Undefined where the columns hold something else. */
export function fromStoredMatch(columns: Columns): Match | undefined {
  const read = stored.safeParse(columns).data;
  if (!read) return undefined;
  const { relaxations, ...match } = read;
  return { ...match, ...(relaxations && { relaxations }) };
}

/** One candidate by itself; undefined where the column holds something else. */
export const fromStoredCandidate = (column: unknown): Candidate | undefined => candidate.safeParse(column).data;

const counts = z.record(z.string(), z.int()).transform((all) => {
  const known: Match['refusals']['first'] = Object.fromEntries(
    ruleCodes.flatMap((code) => (all[code] === undefined ? [] : [[code, all[code]]])),
  );
  return known;
});

const rules = z.array(z.enum(ruleCodes));

const candidate = z.object({
  speakerId: z.int(),
  assistantId: z.int().exactOptional(),
  kitIds: z.array(z.int()).default([]),
  startsAt: z.string(),
  endsAt: z.string(),
  windowRank: z.int(),
  score: z.number(),
  terms: z.array(z.object({ code: z.enum(termCodes), points: z.number(), params: z.record(z.string(), z.number()) })),
});

const verdict = z.object({
  speakerId: z.int(),
  rule: z.enum(ruleCodes).exactOptional(),
  rules: rules.exactOptional(),
  lacks: z.number().exactOptional(),
});

const relaxed = z.object({
  sets: z.array(z.object({ rules, speakers: z.int(), all: z.boolean() })),
  days: z.array(z.object({ day: z.string(), half: z.enum(halves), speakers: z.int() })),
});

const stored = z.object({
  candidates: z.array(candidate),
  refusals: z.object({ first: counts, total: counts }),
  warnings: z.array(z.enum(warningCodes)),
  verdicts: z.array(verdict).default([]),
  relaxations: relaxed.or(z.strictObject({}).transform(() => undefined)).optional(),
});
