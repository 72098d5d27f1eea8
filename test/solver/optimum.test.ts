import fc from 'fast-check';
import { afterAll, expect, it, vi } from 'vitest';
import { plan } from '../../src/matching/plan.ts';
import { countTargets } from '../../src/matching/targets.ts';
import { createSolver } from '../../src/solver/solver.ts';
import { planFacts, unhurried } from '../matching/plan-facts.ts';
import { bestPlan, waysOf } from './exhaustive.ts';

vi.setConfig({ testTimeout: 120_000 });

const solver = createSolver();
afterAll(() => solver.stop());

/** More plans than this take too long to try. */
const mostPlans = 6_000;

it('finds the best of all plans, as an exhaustive search over 500 small districts does', async () => {
  const met = { assistants: 0, kits: 0, unserved: 0, several: 0 };
  await fc.assert(
    fc.asyncProperty(planFacts({ orders: 5, speakers: 3, talks: [90, 120, 150] }), async (drawn) => {
      const people = drawn.orders.reduce((total, { format }) => total + format.people, 0);
      const targets = countTargets(drawn.speakers, people);
      let plans = 1;
      const choices = drawn.orders
        .map((order) => ({ order, ways: waysOf(order, drawn, targets) }))
        .filter(({ ways }) => {
          plans *= ways.length + 1;
          return plans <= mostPlans;
        });
      const facts = { ...drawn, orders: choices.map(({ order }) => order), targets };
      const { proof, placements, unplaced } = await plan(facts, solver.solve, unhurried);
      const best = bestPlan(
        choices.map(({ ways }) => ways),
        facts,
        targets,
      );

      expect(proof.objective).toBeCloseTo(best, 6);
      expect(proof).toMatchObject({ status: 'optimal', gap: 0, bound: proof.objective });
      expect(placements.length + unplaced.length).toBe(facts.orders.length);
      met.assistants += placements.filter(({ candidate }) => candidate.assistantId !== undefined).length;
      met.kits += placements.filter(({ candidate }) => candidate.kitIds.length > 0).length;
      met.unserved += unplaced.length;
      met.several += placements.length > 1 ? 1 : 0;
    }),
    { numRuns: 500 },
  );
  // The districts are worth searching.
  for (const [what, count] of Object.entries(met)) expect(count, what).toBeGreaterThan(20);
});
