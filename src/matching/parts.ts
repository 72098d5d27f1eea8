// A city is too much for one programme: its orders are split by area, and where that is not enough by week. Each part is
// planned with what the parts before it took as booked, and at the end whatever found no place is tried once more.
// What that loses is measured (npm run bench -- matching).

import { type LocalDay, mondayOf } from '../domain/calendar.ts';
import type { MatchFacts, OrderToMatch, Targets } from './facts.ts';
import { type Hold, withHolds } from './holds.ts';
import { coverageKey } from './plan-seats.ts';
import { type Plan, planWhole } from './plan-whole.ts';
import { gapOf, type Solve } from './program.ts';

/** `facts` sorted by ids. `most`: orders in a part, unless one week of one village has more. */
export async function planInParts(
  facts: MatchFacts,
  targets: Targets,
  solve: Solve,
  { seconds, most }: { seconds: number; most: number },
): Promise<Plan> {
  const begin = performance.now();
  const byId = new Map(facts.orders.map((order) => [order.id, order]));
  const plans: Plan[] = [];
  const holds: Hold[] = [];
  const covered = new Set<string>();
  const planPart = async (orders: readonly OrderToMatch[]): Promise<void> => {
    const open = orders.map((order) => (covered.has(coverageKey(order)) ? { ...order, covered: true } : order));
    const plan = await planWhole({ ...withHolds(facts, holds), orders: open }, targets, solve, seconds);
    plans.push(plan);
    for (const { orderId, candidate } of plan.placements) {
      const order = byId.get(orderId);
      if (!order) continue;
      holds.push({ order, candidate });
      covered.add(coverageKey(order));
    }
  };

  for (const part of splitByArea(facts.orders, most)) await planPart(part);
  const left = new Set(plans.flatMap(({ unplaced }) => unplaced));
  const again = facts.orders.filter(({ id }) => left.has(id));
  if (plans.length > 1) for (const part of splitByArea(again, most)) await planPart(part);

  const placements = plans.flatMap((plan) => plan.placements).sort((a, b) => a.orderId - b.orderId);
  const placed = new Set(placements.map(({ orderId }) => orderId));
  const total = (of: (plan: Plan) => number): number => plans.reduce((sum, plan) => sum + of(plan), 0);
  const objective = Math.round(total(({ proof }) => proof.objective) * 10) / 10;
  const bound = Math.round(total(({ proof }) => proof.bound) * 10) / 10;
  return {
    proof: {
      status: plans.every(({ proof }) => proof.status === 'optimal') ? 'optimal' : 'time_limit',
      objective,
      bound,
      gap: gapOf(objective, bound),
      seconds: (performance.now() - begin) / 1000,
      variables: total(({ proof }) => proof.variables),
      rows: total(({ proof }) => proof.rows),
      parts: plans.length,
    },
    placements,
    unplaced: facts.orders.map(({ id }) => id).filter((id) => !placed.has(id)),
  };
}

type Orders = readonly OrderToMatch[];

/** From the top of the areas down, as far as a part is too large; then by the week of the first wish. */
function splitByArea(orders: Orders, most: number, level = 1): Orders[] {
  if (orders.length === 0) return [];
  if (orders.length <= most) return [orders];
  const deepest = Math.max(...orders.map(({ place }) => place.areaIds.length));
  if (level > deepest) return splitByWeek(orders);
  const areas = groupSorted(orders, ({ place }) => place.areaIds.at(-level) ?? place.areaId);
  return areas.flatMap((inside) => splitByArea(inside, most, level + 1));
}

const splitByWeek = (orders: Orders): Orders[] => groupSorted(orders, firstWeek);

const firstWeek = ({ windows }: OrderToMatch): LocalDay =>
  windows.map(({ day }) => mondayOf(day)).reduce((first, week) => (week < first ? week : first), '9999-12-31');

function groupSorted<Key extends string | number>(orders: Orders, key: (order: OrderToMatch) => Key): Orders[] {
  const groups = new Map<Key, OrderToMatch[]>();
  for (const order of orders) {
    const group = groups.get(key(order));
    if (group) group.push(order);
    else groups.set(key(order), [order]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, group]) => group);
}
