// From the solver's columns to choices that can be held: where talks find no starts, what stands in whose way is told to
// the programme, and for the time being the lightest of them is left out and its place filled anew.

import type { MatchRules, OrderToMatch, Targets } from './facts.ts';
import { type Choice, fillPlan } from './plan-greedy.ts';
import { groupBy } from './plan-groups.ts';
import type { PlanProgram } from './plan-program.ts';
import type { Resource, Seat, Seats } from './plan-seats.ts';
import type { StartOf, Timetable } from './plan-timetable.ts';

type Choices = ReadonlyMap<OrderToMatch, Choice>;

/** Choices for as many of the chosen seats' orders as can be held. */
export async function choicesOf(
  chosen: readonly Seat[],
  conflicts: readonly (readonly Seat[])[],
  { seats, targets, rules, timetable }: { seats: Seats; targets: Targets; rules: MatchRules; timetable: Timetable },
): Promise<Choices> {
  if (conflicts.length === 0) {
    const starts = timetable.find(chosen);
    if (starts) return withStarts(chosen, starts);
  }
  let kept = chosen;
  for (let left = conflicts; left.length > 0; left = timetable.conflicts(kept)) {
    const dropped = new Set(left.map(lightest));
    kept = kept.filter(({ order }) => !dropped.has(order));
  }
  return fillPlan(seats, targets, rules, withStarts(kept, timetable.find(kept) ?? new Map()));
}

/** The conflict holds for everybody who could sit in the same way. */
export function forbid(conflict: readonly Seat[], seats: Seats, program: PlanProgram, timetable: Timetable): void {
  program.forbid(conflict);
  const [first] = conflict;
  if (!first || conflict.some(({ resource }) => resource !== first.resource)) return;
  for (const resource of seats.resources) {
    if (resource === first.resource) continue;
    const same = conflict.flatMap((seat) => seatLike(seat, resource, seats) ?? []);
    if (same.length === conflict.length && !timetable.find(same)) program.forbid(same);
  }
}

const seatLike = (seat: Seat, resource: Resource, { byOrder }: Seats): Seat | undefined =>
  byOrder
    .get(seat.order)
    ?.find((other) => other.resource === resource && other.role === seat.role && other.shape === seat.shape);

function withStarts(seats: readonly Seat[], starts: StartOf): Choices {
  const choices = new Map<OrderToMatch, Choice>();
  for (const [order, own] of groupBy(seats, (seat) => seat.order)) {
    const start = starts.get(order);
    if (start) choices.set(order, { seats: own, start });
  }
  return choices;
}

function lightest(conflict: readonly Seat[]): OrderToMatch | undefined {
  const leads = conflict.toSorted((a, b) => a.tenths - b.tenths || b.order.id - a.order.id);
  return (leads.find(({ role }) => role === 'lead') ?? leads[0])?.order;
}
