// npm run bench -- matching: the plan against what others would do with the same orders under the same hard rules, on
// made-up districts; how long it takes; a city in parts; one order into a standing plan. Needs no database.

import { defaultWeights } from '../../src/domain/weights.ts';
import type { MatchFacts } from '../../src/matching/facts.ts';
import { type Hold, withHolds } from '../../src/matching/holds.ts';
import { place } from '../../src/matching/place.ts';
import { type Plan, plan } from '../../src/matching/plan.ts';
import type { Solve } from '../../src/matching/program.ts';
import { createSolver } from '../../src/solver/solver.ts';
import { makeCity, makeDistrict } from './matching-district.ts';
import { type Figures, figuresOf } from './matching-figures.ts';
import { firstCome, lowestShortfall, lowestShortfallOf90Days, mostFreeHours, planLike } from './matching-peers.ts';
import { median, percentile } from './measure.ts';
import { milliseconds, type Row } from './table.ts';

const sizes = [
  { speakers: 33, orders: 200, seed: 1, goal: '≤ 1 s' },
  { speakers: 60, orders: 400, seed: 3, goal: '≤ 5 s' },
];
/** In the order of the columns' figures. The last is harder than what is to be had: it was made from ours. */
const peers = {
  'first come': firstCome,
  'free hours': mostFreeHours,
  'round robin': lowestShortfall,
  'round robin of 90 days': lowestShortfallOf90Days,
};
/** The peers there are. */
const real = 3;
const rounds = 3;

export async function benchMatching(): Promise<Row[]> {
  const solver = createSolver();
  try {
    const rows: Row[] = [];
    const [small] = sizes;
    // The thread, and HiGHS in it, come to speed with the first plan.
    if (small) rows.push(coldStart(await plan(makeDistrict(small), solver.solve)));
    for (const { goal, ...size } of sizes)
      rows.push(...(await district(makeDistrict(size), solver.solve, `${size.speakers} × ${size.orders}`, goal)));
    rows.push(...(await city(solver.solve)));
    return rows;
  } finally {
    await solver.stop();
  }
}

const coldStart = ({ proof }: Plan): Row => ({
  what: 'the first plan of a process, 33 × 200',
  ours: seconds(proof.seconds),
});

async function district(facts: MatchFacts, solve: Solve, size: string, goal: string): Promise<Row[]> {
  const plans: Plan[] = [];
  for (let round = 0; round < rounds; round += 1) plans.push(await plan(facts, solve));
  const [made] = plans;
  if (!made) throw new Error('no round');
  const ours = figuresOf(holdsOf(made, facts), facts);
  const theirs = Object.values(peers).map((pick) => figuresOf(planLike(pick, facts), facts));
  const row = (what: string, of: (figures: Figures) => number, digits: number, more: Partial<Row> = {}): Row => ({
    what: `${what}, ${size}`,
    ours: of(ours).toFixed(digits),
    base: theirs.map((figures) => of(figures).toFixed(digits)).join(' · '),
    ...more,
  });
  const ratio = (of: (figures: Figures) => number): number => of(ours) / Math.min(...theirs.slice(0, real).map(of));
  const hardest = theirs.at(-1)?.gini ?? Number.NaN;
  const asked = facts.orders.filter(({ preferredSpeakerId }) => preferredSpeakerId !== undefined).length;
  return [
    { what: `${size}: held against`, ours: '', base: Object.keys(peers).join(' · ') },
    row(`orders served of ${facts.orders.length}`, ({ served }) => served, 0, { goal: '≥ each' }),
    row('kilometres', ({ km }) => km, 0, { ratio: ratio(({ km }) => km), goal: 'nobody better on this and Gini' }),
    row('Gini of load in 90 days', ({ gini }) => gini, 3, {
      ratio: ratio(({ gini }) => gini),
      goal: '≤ 0.5 × the best of three',
    }),
    {
      what: `the same against the fourth, ${size}`,
      ours: ours.gini.toFixed(3),
      base: hardest.toFixed(3),
      ratio: ours.gini / hardest,
    },
    { what: `the same if nothing but load counted, ${size}`, ours: (await giniOfLoadAlone(facts, solve)).toFixed(3) },
    row("Gini of the plan's own talks", ({ giniOfPlan }) => giniOfPlan, 3),
    row('villages × topics covered', ({ covered }) => covered, 0),
    row(`preferred speaker kept of ${asked}`, ({ preferred }) => preferred, 0),
    row('at the hour that was named, %', ({ atTheHour }) => 100 * atTheHour, 0),
    ...(await front(facts, solve, size, theirs)),
    {
      what: `objective and bound, ${size}`,
      ours: `${made.proof.objective} ≤ ${made.proof.bound}`,
      base: `${made.proof.variables} columns, ${made.proof.rows} rows`,
    },
    { what: `gap, ${size}`, ours: `${(made.proof.gap * 100).toFixed(3)} %`, goal: '0' },
    { what: `the whole plan, ${size}`, ours: seconds(median(plans.map(({ proof }) => proof.seconds))), goal },
    { what: `one order into the plan, ${size}, p95`, ours: placing(made, facts), goal: '≤ 200 ms' },
  ];
}

/** What is left however a plan is made: nobody gives back the talks they have given. */
async function giniOfLoadAlone(facts: MatchFacts, solve: Solve): Promise<number> {
  const { served, load } = defaultWeights;
  const nothing = Object.fromEntries(Object.keys(defaultWeights).map((code) => [code, 0]));
  const weights = { ...defaultWeights, ...nothing, served, load };
  const made = await plan({ ...facts, rules: { ...facts.rules, weights } }, solve);
  return figuresOf(holdsOf(made, facts), facts).gini;
}

/** What evenness costs in kilometres; who is better than a plan on both. */
async function front(facts: MatchFacts, solve: Solve, size: string, theirs: readonly Figures[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const factor of [0, 0.25, 0.5, 1, 4]) {
    const weights = { ...defaultWeights, load: defaultWeights.load * factor };
    const weighed = { ...facts, rules: { ...facts.rules, weights } };
    const { gini, km } = figuresOf(holdsOf(await plan(weighed, solve), facts), facts);
    const better = theirs.filter((peer) => peer.gini <= gini && peer.km <= km).length;
    rows.push({
      what: `front: load × ${factor}, ${size}`,
      ours: `Gini ${gini.toFixed(3)}, ${km.toFixed(0)} km`,
      base: `${better} better on both`,
      goal: '0',
    });
  }
  return rows;
}

function placing(made: Plan, facts: MatchFacts): string {
  const holds = holdsOf(made, facts);
  const taken = facts.orders.map((order) => {
    const begin = performance.now();
    place(
      order,
      withHolds(
        facts,
        holds.filter((hold) => hold.order !== order),
      ),
    );
    return performance.now() - begin;
  });
  return milliseconds(percentile(taken, 95));
}

async function city(solve: Solve): Promise<Row[]> {
  const district = { speakers: 33, orders: 200, seed: 100 };
  const whole = makeCity(10, district);
  const { proof, placements } = await plan(whole, solve);
  // What can still be solved whole: two districts, parted as the city is, and a large one, parted by week.
  const two = await lossInParts(makeCity(2, district), solve, 200);
  const large = await lossInParts(makeDistrict({ speakers: 60, orders: 400, seed: 3 }), solve, 200);
  return [
    {
      what: 'a city of ten districts, 330 × 2000',
      ours: seconds(proof.seconds),
      base: `${placements.length} served, ${proof.parts} parts, ${proof.variables} columns`,
      goal: '≤ 60 s',
    },
    { what: "the city's gap, the sum of its parts'", ours: `${(proof.gap * 100).toFixed(3)} %` },
    { what: 'lost by parting two districts, 66 × 400', ours: two },
    { what: 'lost by parting one by week, 60 × 400', ours: large },
  ];
}

async function lossInParts(facts: MatchFacts, solve: Solve, most: number): Promise<string> {
  const whole = await plan(facts, solve, { seconds: 30 });
  const parts = await plan(facts, solve, { seconds: 30, wholeUpTo: most });
  return `${((1 - parts.proof.objective / whole.proof.objective) * 100).toFixed(2)} %`;
}

function holdsOf({ placements }: Plan, { orders }: MatchFacts): Hold[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  return placements.flatMap(({ orderId, candidate }) => {
    const order = byId.get(orderId);
    return order ? [{ order, candidate }] : [];
  });
}

const seconds = (value: number): string => `${value.toFixed(2)} s`;
