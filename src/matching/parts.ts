// A city is too much for one programme: its orders are split by area and by week. Each part is planned with what the
// parts before it took as booked, and at the end whatever found no place is tried once more. What that loses is measured
// (npm run bench -- matching): nothing between districts whose speakers keep to them, half a per cent between weeks.

import { type LocalDay, mondayOf } from '../domain/calendar.ts';
import type { AreaId } from '../domain/ids.ts';
import type { MatchFacts, OrderToMatch, SpeakerToMatch, Targets } from './facts.ts';
import { type Hold, withHolds } from './holds.ts';
import { groupBy } from './plan-groups.ts';
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

  for (const part of split(facts.orders, facts.speakers, most)) await planPart(part);
  const left = new Set(plans.flatMap(({ unplaced }) => unplaced));
  const again = facts.orders.filter(({ id }) => left.has(id));
  if (plans.length > 1) for (const part of split(again, facts.speakers, most)) await planPart(part);

  const placements = plans.flatMap((plan) => plan.placements).sort((a, b) => a.orderId - b.orderId);
  const placed = new Set(placements.map(({ orderId }) => orderId));
  const total = (of: (plan: Plan) => number): number => plans.reduce((sum, plan) => sum + of(plan), 0);
  const objective = Math.round(total(({ proof }) => proof.objective) * 10) / 10;
  const bound = Math.round(total(({ proof }) => proof.bound) * 10) / 10;
  return {
    proof: {
      status: plans.length > 1 ? 'in_parts' : (plans[0]?.proof.status ?? 'optimal'),
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

/**
 * By the areas that most speakers keep to, from the top down, as far as a part is too large; then by the week of the
 * first wish, which loses less than parting areas whose speakers go everywhere; then by area all the same.
 */
function split(orders: Orders, speakers: readonly SpeakerToMatch[], most: number): Orders[] {
  if (orders.length === 0) return [];
  if (orders.length <= most) return [orders];
  const deepest = Math.max(...orders.map(({ place }) => place.areaIds.length));
  const byArea = Array.from({ length: deepest }, (_, level) => groupSorted(orders, areaAt(level)));
  const parts = [
    ...byArea.filter((groups) => keepTo(groups, speakers)),
    groupSorted(orders, firstWeek),
    ...byArea,
  ].find((groups) => groups.length > 1);
  return parts?.flatMap((inside) => split(inside, speakers, most)) ?? [orders];
}

/** 0 is the top. */
const areaAt =
  (level: number) =>
  ({ place }: OrderToMatch): AreaId =>
    place.areaIds.at(-1 - level) ?? place.areaId;

/** Most of those who may serve one of the groups may serve no other. */
function keepTo(groups: readonly Orders[], speakers: readonly SpeakerToMatch[]): boolean {
  const areas = groups.map((inside) => new Set(inside.flatMap(({ place }) => place.areaIds)));
  const served = speakers.map(({ serviceAreaIds }) =>
    serviceAreaIds.length === 0
      ? groups.length
      : areas.filter((own) => serviceAreaIds.some((id) => own.has(id))).length,
  );
  return 2 * served.filter((count) => count === 1).length > served.filter((count) => count > 0).length;
}

const firstWeek = ({ windows }: OrderToMatch): LocalDay =>
  windows.map(({ day }) => mondayOf(day)).reduce((first, week) => (week < first ? week : first), '9999-12-31');

const groupSorted = <Key extends string | number>(orders: Orders, key: (order: OrderToMatch) => Key): Orders[] =>
  [...groupBy(orders, key)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, group]) => group);
