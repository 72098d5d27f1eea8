// 派单 for everything that is open at once: who gives which talk when, so that the sum of all points is the highest
// there is, with the proof. Pure but for the solver, which is handed in; the same whatever the order of the facts.

import type { MatchFacts } from './facts.ts';
import { planInParts } from './parts.ts';
import { type Plan, planWhole } from './plan-whole.ts';
import type { Solve } from './program.ts';
import { targetsOf } from './targets.ts';

export type { Placement } from './plan-read.ts';
export type { Plan, Proof } from './plan-whole.ts';

export interface PlanOptions {
  /** For each programme that is solved; the best found by then is the plan. */
  readonly seconds?: number;
  /** Above so many orders the plan is made in parts of at most so many. */
  readonly wholeUpTo?: number;
}

export async function plan(
  given: MatchFacts,
  solve: Solve,
  { seconds = 5, wholeUpTo = 450 }: PlanOptions = {},
): Promise<Plan> {
  const facts: MatchFacts = {
    ...given,
    orders: given.orders.toSorted(byId),
    speakers: given.speakers.toSorted(byId),
    kits: given.kits.toSorted(byId),
  };
  const people = facts.orders.reduce((total, { format }) => total + format.people, 0);
  const targets = targetsOf(facts, people);
  return facts.orders.length > wholeUpTo
    ? planInParts(facts, targets, solve, { seconds, most: wholeUpTo })
    : planWhole(facts, targets, solve, seconds);
}

const byId = (a: { readonly id: number }, b: { readonly id: number }): number => a.id - b.id;
