// One programme for all the orders given: built, solved, read. A solution whose talks find no starts is forbidden and
// the programme solved again, so what comes out can be held as it stands.

import type { OrderId } from '../domain/ids.ts';
import type { MatchFacts, OrderToMatch, Targets } from './facts.ts';
import { type Choice, fillPlan } from './plan-greedy.ts';
import { createPlanProgram } from './plan-program.ts';
import { type Placement, readPlacements } from './plan-read.ts';
import { choicesOf, forbid } from './plan-repair.ts';
import { createSeats } from './plan-seats.ts';
import { createTimetable } from './plan-timetable.ts';
import { gapOf, type Solve } from './program.ts';

export interface Plan {
  readonly proof: Proof;
  /** In the order of the orders' ids. */
  readonly placements: readonly Placement[];
  readonly unplaced: readonly OrderId[];
}

export interface Proof {
  /**
   * 'optimal': no plan has more points. 'time_limit': none has more than `bound`. 'in_parts': so it is with each part, beside
   * what the parts before it took; of the whole nothing is proven.
   */
  readonly status: 'optimal' | 'time_limit' | 'in_parts';
  /** The points of all placements together. */
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
  /** Building the programme included. */
  readonly seconds: number;
  readonly variables: number;
  readonly rows: number;
  /** How many programmes were solved one after the other, each bound by what those before it took. */
  readonly parts: number;
}

/** `facts` sorted by ids. */
export async function planWhole(facts: MatchFacts, targets: Targets, solve: Solve, seconds: number): Promise<Plan> {
  const begin = performance.now();
  const elapsed = (): number => (performance.now() - begin) / 1000;
  const { orders, rules } = facts;
  const seats = await createSeats(facts, targets);
  const timetable = createTimetable(orders, seats.resources, rules);
  const program = await createPlanProgram(seats, targets, timetable, rules);
  const first = await fillPlan(seats, targets, rules);
  const start = [...first.values()].flatMap((choice) => choice.seats);

  let best = read(first);
  let bound = program.mostPoints;
  let proven = best.tenths >= bound;
  while (!proven) {
    const left = seconds - elapsed();
    if (left <= 0) break;
    const solution = await solve(program.build(start), { seconds: left });
    if (solution.status === 'infeasible')
      throw new Error('no talk at all breaks no rule, yet the programme has no answer');
    bound = Math.min(bound, solution.bound);
    const chosen = seats.all.filter(({ column }) => (solution.values?.[column] ?? 0) > 0.5);
    const conflicts = timetable.conflicts(chosen);
    const found = read(await choicesOf(chosen, conflicts, { seats, targets, rules, timetable }));
    if (found.tenths > best.tenths) best = found;
    proven = best.tenths >= bound;
    if (solution.status !== 'optimal') break;
    for (const conflict of conflicts) forbid(conflict, seats, program, timetable);
  }

  const placed = new Set(best.placements.map(({ orderId }) => orderId));
  return {
    proof: {
      status: proven ? 'optimal' : 'time_limit',
      objective: best.tenths / 10,
      bound: bound / 10,
      gap: gapOf(best.tenths, bound),
      seconds: elapsed(),
      variables: program.size.columns,
      rows: program.size.rows,
      parts: 1,
    },
    placements: best.placements,
    unplaced: orders.map(({ id }) => id).filter((id) => !placed.has(id)),
  };

  function read(choices: ReadonlyMap<OrderToMatch, Choice>): { placements: readonly Placement[]; tenths: number } {
    const placements = readPlacements(choices, targets, rules);
    return { placements, tenths: placements.reduce((sum, { candidate }) => sum + Math.round(candidate.score * 10), 0) };
  }
}
