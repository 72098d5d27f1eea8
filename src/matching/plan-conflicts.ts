// Which seats of one person, or of one kit, exclude each other, as rows of the programme: of a clique at most one can be
// taken. What only three or more talks together can't do is found afterwards (plan-timetable.ts) and forbidden then.

import type { MatchRules } from './facts.ts';
import { groupBy } from './plan-groups.ts';
import { createPauses } from './plan-pauses.ts';
import type { Seat } from './plan-seats.ts';
import type { Timetable } from './plan-timetable.ts';
import { collides } from './schedule.ts';

/** Cliques that together hold every pair of seats that can't both be taken, seats of one order's leads apart. */
export async function conflictCliques(
  seats: readonly Seat[],
  timetable: Timetable,
  rules: MatchRules,
): Promise<Seat[][]> {
  const pause = createPauses();
  const known = new Map<number, boolean>();
  const shapes = seats.reduce((most, { shape }) => Math.max(most, shape), 0) + 1;
  const cliques: Seat[][] = [];
  for (const [resource, own] of groupBy(seats, (seat) => seat.resource)) {
    await pause();
    // An online talk that is already booked may lie between the two: only the whole day tells.
    const simple = resource.bookings.every(({ online }) => !online);
    const excluded = simple ? remembered : (a: Seat, b: Seat): boolean => !timetable.find([a, b]);
    cliques.push(...cliquesOf(own, timetable.longestWay, excluded));
  }
  return cliques;

  function remembered(a: Seat, b: Seat): boolean {
    const key = a.shape * shapes + b.shape;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = exclude(a, b, rules);
    known.set(key, found);
    return found;
  }
}

/** Pairs of one order's seats that have no start in common: a lead and an assistant, a kit and either of them. */
export function apartPairs(seats: readonly Seat[]): [Seat, Seat][] {
  const pairs: [Seat, Seat][] = [];
  for (const [index, a] of seats.entries())
    for (const b of seats.slice(index + 1)) {
      const together = a.window === b.window && a.resource !== b.resource && !(a.role === 'lead' && b.role === 'lead');
      if (together && !a.starts.some((start) => b.starts.includes(start))) pairs.push([a, b]);
    }
  return pairs;
}

/** Two talks can both be given only if they can with one as early and the other as late as possible. */
function exclude(a: Seat, b: Seat, rules: MatchRules): boolean {
  const inThisOrder = ({ starts: [earliest] }: Seat, later: Seat): boolean => {
    const { talk } = later.starts.at(-1) ?? later.starts[0];
    return !collides(talk, [earliest.talk], rules);
  };
  return !inThisOrder(a, b) && !inThisOrder(b, a);
}

function cliquesOf(seats: readonly Seat[], longestWay: number, excluded: (a: Seat, b: Seat) => boolean): Seat[][] {
  const sorted = seats.toSorted((a, b) => a.from - b.from || a.column - b.column);
  const neighbours = sorted.map(() => new Set<number>());
  const edges: [number, number][] = [];
  for (const [index, a] of sorted.entries())
    for (let next = index + 1; next < sorted.length; next += 1) {
      const b = sorted[next];
      // Whatever comes later is out of reach as well.
      if (!b || b.from - a.until >= longestWay) break;
      const sameOrder = a.order === b.order;
      if (!sameOrder && !excluded(a, b)) continue;
      neighbours[index]?.add(next);
      neighbours[next]?.add(index);
      // At most one lead of an order is a row of its own.
      if (!(sameOrder && a.role === 'lead' && b.role === 'lead')) edges.push([index, next]);
    }
  return coverEdges(edges, neighbours).map((clique) => clique.flatMap((at) => sorted[at] ?? []));
}

/** Each edge that no clique holds yet is grown to as large a clique as the order of the seats gives. */
function coverEdges(edges: readonly [number, number][], neighbours: readonly ReadonlySet<number>[]): number[][] {
  const covered = neighbours.map(() => new Set<number>());
  return edges.flatMap(([a, b]) => {
    if (covered[a]?.has(b)) return [];
    const clique = [a, b];
    for (const candidate of neighbours[a] ?? [])
      if (clique.every((member) => neighbours[member]?.has(candidate))) clique.push(candidate);
    for (const one of clique) for (const other of clique) covered[one]?.add(other);
    return [clique];
  });
}
