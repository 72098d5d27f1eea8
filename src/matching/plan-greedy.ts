// A plan made in one go: the weightiest order first, each by whoever is best then, at the earliest start. What the solver
// starts from, and what stands where its time runs out before it has found anything better.

import { dayFull, hasNoTime, weekFull } from './eligible.ts';
import type { BookingFacts, MatchRules, OrderToMatch, Targets } from './facts.ts';
import { createPauses } from './plan-pauses.ts';
import type { Resource, Seat, Seats, Start } from './plan-seats.ts';
import { tenthsOf } from './plan-seats.ts';
import { loadTerm } from './score.ts';

export interface Choice {
  readonly seats: readonly Seat[];
  readonly start: Start;
}

/** Adds to `kept` whatever still fits. */
export async function fillPlan(
  seats: Seats,
  targets: Targets,
  rules: MatchRules,
  kept: ReadonlyMap<OrderToMatch, Choice> = new Map(),
): Promise<Map<OrderToMatch, Choice>> {
  const pause = createPauses();
  const taken = new Map<Resource, BookingFacts[]>();
  const chosen = new Map<OrderToMatch, Choice>();
  for (const [order, choice] of kept) take(order, choice);
  const waiting = [...seats.byOrder]
    .filter(([order, own]) => !kept.has(order) && own.length > 0)
    .map(([order, own]) => ({ order, own, best: Math.max(...own.map(({ tenths }) => tenths)) }))
    .sort((a, b) => b.best - a.best || a.order.id - b.order.id);
  for (const { order, own } of waiting) {
    await pause();
    const choice = bestChoice(own);
    if (choice) take(order, choice);
  }
  return chosen;

  function take(order: OrderToMatch, choice: Choice): void {
    chosen.set(order, choice);
    for (const { resource } of choice.seats) taken.set(resource, [...(taken.get(resource) ?? []), choice.start.talk]);
  }

  function bestChoice(own: readonly Seat[]): Choice | undefined {
    const sorted = byWorth(own);
    for (const lead of sorted.filter(({ role }) => role === 'lead'))
      for (const start of lead.starts) {
        if (!isFree(lead, start)) continue;
        const helpers = helpersFor(lead, start, sorted);
        if (helpers) return { seats: [lead, ...helpers], start };
      }
    return undefined;
  }

  /** An assistant and kits that are free then, each the best; undefined where one lacks. */
  function helpersFor(lead: Seat, start: Start, sorted: readonly Seat[]): Seat[] | undefined {
    const { people, kits } = lead.order.format;
    const helpers: Seat[] = [];
    const add = (fits: (seat: Seat) => boolean): boolean => {
      const found = sorted.find(
        (seat) =>
          fits(seat) &&
          seat.window === lead.window &&
          ![lead, ...helpers].some(({ resource }) => resource === seat.resource) &&
          seat.starts.includes(start) &&
          isFree(seat, start),
      );
      if (found) helpers.push(found);
      return found !== undefined;
    };
    if (people === 2 && !add(({ role }) => role === 'assistant')) return undefined;
    for (const kind of kits)
      if (!add(({ resource }) => resource.kind === 'kit' && resource.kit.kind === kind)) return undefined;
    return helpers;
  }

  function isFree({ order, resource }: Seat, { moment }: Start): boolean {
    const bookings = [...resource.bookings, ...(taken.get(resource) ?? [])];
    if (hasNoTime(order, { bookings }, moment, { rules })) return false;
    if (resource.kind === 'kit') return true;
    const speaker = { ...resource.speaker, bookings };
    return !dayFull(order, speaker, moment) && !weekFull(order, speaker, moment);
  }

  function byWorth(own: readonly Seat[]): Seat[] {
    return own
      .map((seat) => ({ seat, worth: seat.tenths + loadOf(seat) }))
      .sort((a, b) => b.worth - a.worth || a.seat.column - b.seat.column)
      .map(({ seat }) => seat);
  }

  function loadOf({ resource }: Seat): number {
    if (resource.kind === 'kit') return 0;
    const further = (taken.get(resource)?.length ?? 0) + 1;
    return tenthsOf([loadTerm('load', resource.speaker, targets, rules.weights, further)]);
  }
}
