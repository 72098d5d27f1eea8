// When the chosen talks begin: every start is tried, earliest first, until nobody and no kit is needed in two places.
// Also which few of them stand in each other's way where no start will do. Knows no points.

import type { BookingFacts, MatchRules, OrderToMatch, Point } from './facts.ts';
import { groupBy } from './plan-groups.ts';
import type { Resource, Seat, Start } from './plan-seats.ts';
import { collides } from './schedule.ts';
import { travelMs } from './travel.ts';

export type StartOf = ReadonlyMap<OrderToMatch, Start>;

export interface Timetable {
  /** A start for each seat's order; undefined where there is none for all. */
  find(seats: readonly Seat[]): StartOf | undefined;
  /** Sets of seats that can't be had together, though each of them could without any one of its members. */
  conflicts(seats: readonly Seat[]): readonly (readonly Seat[])[];
  /** The longest journey there is, in milliseconds. */
  readonly longestWay: number;
}

export function createTimetable(
  orders: readonly OrderToMatch[],
  resources: readonly Resource[],
  rules: MatchRules,
): Timetable {
  const longestWay = longestTravel(orders, resources, rules);
  const search = (seats: readonly Seat[]): StartOf | undefined => startsOf(talksOf(seats), rules);
  return {
    longestWay,
    find(seats) {
      const starts = new Map<OrderToMatch, Start>();
      for (const group of groupsOf(seats, longestWay)) {
        const found = search(group);
        if (!found) return undefined;
        for (const [order, start] of found) starts.set(order, start);
      }
      return starts;
    },
    conflicts: (seats) =>
      groupsOf(seats, longestWay)
        .filter((group) => !search(group))
        .map((group) => group.reduce<readonly Seat[]>((kept, seat) => without(kept, seat), group)),
  };

  function without(kept: readonly Seat[], seat: Seat): readonly Seat[] {
    const fewer = kept.filter((one) => one !== seat);
    return search(fewer) ? kept : fewer;
  }
}

interface Talk {
  readonly order: OrderToMatch;
  readonly resources: readonly Resource[];
  readonly starts: readonly Start[];
}

/** Sorted by time, so that a search fails soon where it fails. */
function talksOf(seats: readonly Seat[]): Talk[] {
  return [...groupBy(seats, ({ order }) => order)]
    .map(([order, own]) => ({
      order,
      resources: own.map(({ resource }) => resource),
      starts: commonStarts(own),
    }))
    .sort((a, b) => begin(a) - begin(b) || a.order.id - b.order.id);
}

const begin = ({ starts: [first] }: Talk): number => first?.talk.from.getTime() ?? 0;

const commonStarts = ([first, ...others]: readonly Seat[]): Start[] =>
  first ? first.starts.filter((start) => others.every((seat) => seat.starts.includes(start))) : [];

function startsOf(talks: readonly Talk[], rules: MatchRules): Map<OrderToMatch, Start> | undefined {
  const starts = new Map<OrderToMatch, Start>();
  const taken = new Map<Resource, BookingFacts[]>();
  const fits = (resource: Resource, talk: BookingFacts): boolean =>
    !collides(talk, [...resource.bookings, ...(taken.get(resource) ?? [])], rules);

  const place = (index: number): boolean => {
    const next = talks[index];
    if (!next) return true;
    // Nobody is at one talk twice.
    if (new Set(next.resources).size < next.resources.length) return false;
    for (const start of next.starts) {
      if (!next.resources.every((resource) => fits(resource, start.talk))) continue;
      for (const resource of next.resources) taken.set(resource, [...(taken.get(resource) ?? []), start.talk]);
      starts.set(next.order, start);
      if (place(index + 1)) return true;
      for (const resource of next.resources) taken.set(resource, (taken.get(resource) ?? []).slice(0, -1));
    }
    return false;
  };
  return place(0) ? starts : undefined;
}

/** Seats that could meet, together: the same order, or the same person or kit with less than a journey between. */
function groupsOf(seats: readonly Seat[], longestWay: number): Seat[][] {
  const group = new Map<Seat, Seat[]>(seats.map((seat) => [seat, [seat]]));
  const join = (a: Seat, b: Seat): void => {
    const into = group.get(a) ?? [];
    const from = group.get(b) ?? [];
    if (into === from) return;
    into.push(...from);
    for (const seat of from) group.set(seat, into);
  };
  for (const [first, ...others] of groupBy(seats, ({ order }) => order).values())
    for (const seat of others) if (first) join(first, seat);
  for (const [resource, own] of groupBy(seats, (seat) => seat.resource)) {
    const near = longestWay + onlineMs(resource, own);
    for (const [index, a] of own.entries())
      for (const b of own.slice(index + 1)) if (Math.max(b.from - a.until, a.from - b.until) < near) join(a, b);
  }
  return [...new Set(group.values())];
}

/** Nobody travels while an online talk lasts, so it may part a journey in two. */
const onlineMs = ({ bookings }: Resource, own: readonly Seat[]): number =>
  [...bookings, ...own.map(({ starts: [{ talk }] }) => talk)]
    .filter(({ online }) => online)
    .reduce((total, { from, until }) => total + (until.getTime() - from.getTime()), 0);

/** No two places are further apart than the box around all is high and wide together. */
function longestTravel(orders: readonly OrderToMatch[], resources: readonly Resource[], rules: MatchRules): number {
  const points = [
    ...orders.map(({ place }) => place.point),
    ...resources.flatMap(({ bookings }) => bookings.map(({ point }) => point)),
  ].filter((point): point is Point => point !== undefined);
  const unknown = rules.unknownTravelMinutes * 60_000;
  if (points.length === 0) return unknown;
  const south = Math.min(...points.map(({ latitude }) => latitude));
  const north = Math.max(...points.map(({ latitude }) => latitude));
  const west = Math.min(...points.map(({ longitude }) => longitude));
  const east = Math.max(...points.map(({ longitude }) => longitude));
  const up = travelMs({ latitude: south, longitude: west }, { latitude: north, longitude: west }, rules);
  // Degrees of longitude are widest where the box is nearest to the equator.
  const widest = south > 0 ? south : north < 0 ? north : 0;
  const across = travelMs({ latitude: widest, longitude: west }, { latitude: widest, longitude: east }, rules);
  return Math.max(unknown, up + across);
}
