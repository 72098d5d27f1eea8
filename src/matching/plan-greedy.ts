// A plan made in one go: the weightiest order first, each by whoever is best then, at the earliest start. What the solver
// starts from, and what stands where its time runs out before it has found anything better.

import { dayFull, hasNoTime, weekFull } from './eligible.ts';
import type { BookingFacts, MatchRules, OrderToMatch, Targets } from './facts.ts';
import type { Moment } from './moments.ts';
import type { Resource, Seat, Seats } from './plan-seats.ts';
import { tenthsOf } from './plan-seats.ts';
import { talkOf } from './schedule.ts';
import { loadTerm } from './score.ts';

export interface Choice {
  readonly seats: readonly Seat[];
  readonly moment: Moment;
}

/** Adds to `kept` whatever still fits. */
export function fillPlan(
  seats: Seats,
  targets: Targets,
  rules: MatchRules,
  kept: ReadonlyMap<OrderToMatch, Choice> = new Map(),
): Map<OrderToMatch, Choice> {
  const taken = new Map<Resource, BookingFacts[]>();
  const chosen = new Map<OrderToMatch, Choice>();
  for (const [order, choice] of kept) take(order, choice);
  const waiting = [...seats.byOrder]
    .filter(([order, own]) => !kept.has(order) && own.length > 0)
    .map(([order, own]) => ({ order, own, best: Math.max(...own.map(({ tenths }) => tenths)) }))
    .sort((a, b) => b.best - a.best || a.order.id - b.order.id);
  for (const { order, own } of waiting) {
    const choice = bestChoice(own);
    if (choice) take(order, choice);
  }
  return chosen;

  function take(order: OrderToMatch, choice: Choice): void {
    chosen.set(order, choice);
    const talk = talkOf(order, choice.moment.startsAt);
    for (const { resource } of choice.seats) taken.set(resource, [...(taken.get(resource) ?? []), talk]);
  }

  function bestChoice(own: readonly Seat[]): Choice | undefined {
    const leads = byWorth(own.filter(({ role }) => role === 'lead'));
    for (const lead of leads)
      for (const moment of lead.moments) {
        if (!isFree(lead, moment)) continue;
        const helpers = helpersFor(lead, moment, own);
        if (helpers) return { seats: [lead, ...helpers], moment };
      }
    return undefined;
  }

  /** An assistant and kits that are free then, each the best; undefined where one lacks. */
  function helpersFor(lead: Seat, moment: Moment, own: readonly Seat[]): Seat[] | undefined {
    const { people, kits } = lead.order.format;
    const helpers: Seat[] = [];
    const add = (fits: (seat: Seat) => boolean): boolean => {
      const found = byWorth(own).find(
        (seat) =>
          fits(seat) &&
          seat.window === lead.window &&
          ![lead, ...helpers].some(({ resource }) => resource === seat.resource) &&
          seat.moments.some(({ startsAt }) => startsAt.getTime() === moment.startsAt.getTime()) &&
          isFree(seat, moment),
      );
      if (found) helpers.push(found);
      return found !== undefined;
    };
    if (people === 2 && !add(({ role }) => role === 'assistant')) return undefined;
    for (const kind of kits)
      if (!add(({ resource }) => resource.kind === 'kit' && resource.kit.kind === kind)) return undefined;
    return helpers;
  }

  function isFree({ order, resource }: Seat, moment: Moment): boolean {
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
