// When the chosen talks begin: every start is tried, earliest first, until nobody and no kit is needed in two places.
// Also which few of them stand in each other's way where no start will do. Knows no points.

import type { BookingFacts, MatchRules, OrderToMatch, Point } from './facts.ts';
import type { Moment } from './moments.ts';
import type { Resource, Seat } from './plan-seats.ts';
import { collides, talkOf } from './schedule.ts';
import { travelMs } from './travel.ts';

export type Starts = ReadonlyMap<OrderToMatch, Moment>;

export interface Timetable {
  /** A start for each seat's order; undefined where there is none for all. */
  find(seats: readonly Seat[]): Starts | undefined;
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
  const search = (seats: readonly Seat[]): Starts | undefined => startsOf(talksOf(seats), rules);
  return {
    longestWay,
    find(seats) {
      const starts = new Map<OrderToMatch, Moment>();
      for (const group of groupsOf(seats, longestWay)) {
        const found = search(group);
        if (!found) return undefined;
        for (const [order, moment] of found) starts.set(order, moment);
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
  readonly moments: readonly Moment[];
}

/** Sorted by time, so that a search fails soon where it fails. */
function talksOf(seats: readonly Seat[]): Talk[] {
  const byOrder = new Map<OrderToMatch, Seat[]>();
  for (const seat of seats) byOrder.set(seat.order, [...(byOrder.get(seat.order) ?? []), seat]);
  return [...byOrder]
    .map(([order, [first, ...others]]) => ({
      order,
      resources: [first, ...others].flatMap((seat) => (seat ? [seat.resource] : [])),
      moments: (first?.moments ?? []).filter((moment) => others.every((seat) => includes(seat.moments, moment))),
    }))
    .sort((a, b) => begin(a) - begin(b) || a.order.id - b.order.id);
}

const begin = ({ moments }: Talk): number => moments[0]?.startsAt.getTime() ?? 0;

const includes = (moments: readonly Moment[], wanted: Moment): boolean =>
  moments.some(({ startsAt }) => startsAt.getTime() === wanted.startsAt.getTime());

function startsOf(talks: readonly Talk[], rules: MatchRules): Starts | undefined {
  const starts = new Map<OrderToMatch, Moment>();
  const taken = new Map<number, BookingFacts[]>();
  const fits = (resource: Resource, talk: BookingFacts): boolean =>
    !collides(talk, [...resource.bookings, ...(taken.get(resource.index) ?? [])], rules);

  const place = (index: number): boolean => {
    const talk = talks[index];
    if (!talk) return true;
    // Nobody is at one talk twice.
    if (new Set(talk.resources).size < talk.resources.length) return false;
    for (const moment of talk.moments) {
      const booking = talkOf(talk.order, moment.startsAt);
      if (!talk.resources.every((resource) => fits(resource, booking))) continue;
      for (const { index: at } of talk.resources) taken.set(at, [...(taken.get(at) ?? []), booking]);
      starts.set(talk.order, moment);
      if (place(index + 1)) return true;
      for (const { index: at } of talk.resources) taken.set(at, (taken.get(at) ?? []).slice(0, -1));
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
  for (const [index, seat] of seats.entries())
    for (const other of seats.slice(index + 1))
      if (seat.order === other.order || (seat.resource === other.resource && near(seat, other))) join(seat, other);
  return [...new Set(group.values())];

  function near(a: Seat, b: Seat): boolean {
    const one = reach(a);
    const other = reach(b);
    const apart = Math.max(other.from - one.until, one.from - other.until);
    return apart < longestWay + onlineMs(a.resource, seats);
  }
}

/** From the earliest setting up to the latest end. */
export function reach({ order, moments }: Seat): { from: number; until: number } {
  const first = moments[0];
  const last = moments.at(-1);
  if (!first || !last) throw new Error(`order ${order.id} has a seat without a start`);
  return {
    from: talkOf(order, first.startsAt).from.getTime(),
    until: talkOf(order, last.startsAt).until.getTime(),
  };
}

/** Nobody travels while an online talk lasts, so it may part a journey in two. */
function onlineMs(resource: Resource, seats: readonly Seat[]): number {
  const planned = seats
    .filter((seat) => seat.resource === resource)
    .flatMap(({ order, moments: [first] }) => (first ? [talkOf(order, first.startsAt)] : []));
  return [...resource.bookings, ...planned]
    .filter(({ online }) => online)
    .reduce((total, { from, until }) => total + (until.getTime() - from.getTime()), 0);
}

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
