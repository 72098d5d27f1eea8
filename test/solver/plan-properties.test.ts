import fc from 'fast-check';
import { afterAll, expect, it, vi } from 'vitest';
import type { MatchFacts, OrderToMatch } from '../../src/matching/facts.ts';
import { withHolds } from '../../src/matching/holds.ts';
import { checkSpeaker } from '../../src/matching/place.ts';
import { type Plan, plan } from '../../src/matching/plan.ts';
import { countTargets } from '../../src/matching/targets.ts';
import { createSolver } from '../../src/solver/solver.ts';
import { planFacts, unhurried } from '../matching/plan-facts.ts';

vi.setConfig({ testTimeout: 120_000 });

const solver = createSolver();
afterAll(() => solver.stop());

const weeks = planFacts({ orders: 14, speakers: 7, talks: [45, 60, 60, 90, 150] });

it('breaks no hard rule: each talk may still be booked when all others are', async () => {
  await fc.assert(
    fc.asyncProperty(weeks, async (facts) => expectBookable(facts, await plan(facts, solver.solve, unhurried))),
    { numRuns: 150 },
  );
});

it('breaks none when planned in parts, or when the time is up at once', async () => {
  await fc.assert(
    fc.asyncProperty(weeks, async (facts) => {
      const whole = await plan(facts, solver.solve, unhurried);
      const parts = await plan(facts, solver.solve, { ...unhurried, wholeUpTo: 3 });
      const hurried = await plan(facts, solver.solve, { seconds: 0 });
      for (const made of [parts, hurried]) {
        expectBookable(facts, made);
        expect(made.proof.objective).toBeLessThanOrEqual(whole.proof.objective + 1e-6);
      }
      expect(hurried.proof.bound).toBeGreaterThanOrEqual(whole.proof.objective - 1e-6);
    }),
    { numRuns: 60 },
  );
});

it('is the same whatever the order of the facts', async () => {
  await fc.assert(
    fc.asyncProperty(weeks, fc.infiniteStream(fc.integer()), async (facts, numbers) => {
      const shuffled = <T>(items: readonly T[]): T[] =>
        items
          .map((item) => ({ item, at: Number(numbers.next().value) }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item);
      const { orders, speakers, kits } = facts;
      const other = { ...facts, orders: shuffled(orders), speakers: shuffled(speakers), kits: shuffled(kits) };
      const [one, another] = [await plan(facts, solver.solve, unhurried), await plan(other, solver.solve, unhurried)];
      expect(another.placements).toEqual(one.placements);
    }),
    { numRuns: 60 },
  );
});

it('is no worse for a speaker more, while everybody is measured by the same', async () => {
  await fc.assert(
    fc.asyncProperty(weeks, async (facts) => {
      const [joining, ...team] = facts.speakers;
      // A school's own deputy principal comes before better ones: who joins as one may make a plan worse.
      if (!joining) return;
      const speakers = [...team, { ...joining, appointments: [] }];
      const targets = countTargets(speakers, facts.orders.length);
      const before = await plan({ ...facts, speakers: team, targets }, solver.solve, unhurried);
      const after = await plan({ ...facts, speakers, targets }, solver.solve, unhurried);
      expect(after.proof.objective).toBeGreaterThanOrEqual(before.proof.objective - 1e-6);
    }),
    { numRuns: 100 },
  );
});

function expectBookable(facts: MatchFacts, { proof, placements, unplaced }: Plan): void {
  const total = placements.reduce((sum, { candidate }) => sum + candidate.score, 0);
  expect(total).toBeCloseTo(proof.objective, 6);
  expect(proof.bound).toBeGreaterThanOrEqual(proof.objective);
  if (proof.status === 'optimal') expect(proof.gap).toBe(0);
  // The best of each part is not the best of all.
  expect(proof.status === 'in_parts').toBe(proof.parts > 1);
  const known = [...placements.map(({ orderId }) => orderId), ...unplaced].toSorted((a, b) => a - b);
  expect(known).toEqual(facts.orders.map(({ id }) => id));

  for (const { orderId, candidate } of placements) {
    const others = placements
      .filter((placement) => placement.orderId !== orderId)
      .map((placement) => ({ order: find(facts.orders, placement.orderId), candidate: placement.candidate }));
    expect(checkSpeaker(find(facts.orders, orderId), candidate, withHolds(facts, others))).toEqual([]);
    expect(candidate.terms.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(candidate.score, 6);
  }
}

function find(orders: readonly OrderToMatch[], id: number): OrderToMatch {
  const found = orders.find((order) => order.id === id);
  if (!found) throw new Error(`no order ${id}`);
  return found;
}
