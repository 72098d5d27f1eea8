import { afterAll, describe, expect, it } from 'vitest';
import type { MatchFacts } from '../../src/matching/facts.ts';
import { type Plan, plan } from '../../src/matching/plan.ts';
import type { Program, Solution, Solve } from '../../src/matching/program.ts';
import { createSolver } from '../../src/solver/solver.ts';
import { aKit, anOrder, aSpeaker, at, cinema, kmNorth, lecture, rules } from '../matching/fixtures.ts';

const solver = createSolver();
afterAll(() => solver.stop());

const facts = (over: Partial<MatchFacts>): MatchFacts => ({ orders: [], speakers: [], kits: [], rules, ...over });
const orders = (count: number, over: Parameters<typeof anOrder>[0] = {}) =>
  Array.from({ length: count }, (_, index) => anOrder({ ...over, id: index + 1 }));
const speakersOf = ({ placements }: Plan) => placements.map(({ candidate }) => candidate.speakerId);
const termsOf = ({ placements }: Plan, code: string) =>
  placements.flatMap(({ candidate }) => candidate.terms.filter((term) => term.code === code));

/** Speaker 1 is the better one for the first order, and the only one for the second. */
const contested = facts({
  orders: [anOrder({ id: 1 }), anOrder({ id: 2, topicId: 2 })],
  speakers: [
    aSpeaker(1, { topicIds: [1, 2], dailyLimit: 1 }),
    aSpeaker(2, { topicIds: [1], dailyLimit: 1, homePoint: kmNorth(30) }),
  ],
});

describe('what a plan weighs', () => {
  it('gives the only free hour to the order that nobody else can serve', async () => {
    const made = await plan(contested, solver.solve);
    expect(speakersOf(made)).toEqual([2, 1]);
  });

  it('shares talks out by what each further one is worth', async () => {
    const made = await plan(facts({ orders: orders(4), speakers: [aSpeaker(1), aSpeaker(2)] }), solver.solve);
    expect(speakersOf(made).toSorted()).toEqual([1, 1, 2, 2]);
    expect(termsOf(made, 'load').map(({ params }) => params['talks'])).toEqual([0, 0, 1, 1]);
  });

  it('counts a village and topic as covered once, however many talks it hears', async () => {
    const made = await plan(facts({ orders: orders(2, { covered: false }), speakers: [aSpeaker(1)] }), solver.solve);
    expect(made.placements).toHaveLength(2);
    expect(termsOf(made, 'coverage')).toHaveLength(1);
  });

  it('keeps what the standing plan says where nothing speaks against it', async () => {
    const standing = { speakerId: 2, startsAt: at('2026-11-27', '15:30') };
    const made = await plan(
      facts({ orders: [anOrder({ standing })], speakers: [aSpeaker(1), aSpeaker(2)] }),
      solver.solve,
    );
    expect(made.placements[0]?.candidate).toMatchObject({ speakerId: 2, startsAt: standing.startsAt.toISOString() });
  });

  it('sends two people and the kits to a film, and no film where the only projector is elsewhere', async () => {
    const films = orders(2, { format: cinema, windows: [{ rank: 0, day: '2026-11-27', half: 'evening' }] });
    const speakers = [1, 2, 3, 4].map((id) => aSpeaker(id, { canAssist: true }));
    const kits = [aKit(1, 'projector'), aKit(2, 'screen'), aKit(3, 'screen')];
    const made = await plan(facts({ orders: films, speakers, kits }), solver.solve);
    expect(made.placements).toHaveLength(1);
    const [film] = made.placements;
    expect(film?.candidate.assistantId).not.toBe(film?.candidate.speakerId);
    expect(film?.candidate.kitIds).toEqual([1, expect.any(Number)]);
    expect(termsOf(made, 'assistant_load')).toHaveLength(1);

    const second = await plan(facts({ orders: films, speakers, kits: [...kits, aKit(4, 'projector')] }), solver.solve);
    expect(second.placements).toHaveLength(2);
  });

  it('plans no third talk into a half-day that holds any two of them', async () => {
    const morning = orders(3, {
      format: { ...lecture, talkMinutes: 50 },
      windows: [{ rank: 0, day: '2026-11-27', half: 'morning' }],
    });
    const made = await plan(facts({ orders: morning, speakers: [aSpeaker(1)] }), solver.solve);
    expect(made.placements).toHaveLength(2);
    expect(made.proof).toMatchObject({ status: 'optimal', gap: 0 });
  });

  it('leaves nobody out and proves nothing where there is nothing to plan', async () => {
    const made = await plan(facts({ orders: orders(2) }), solver.solve);
    expect(made).toMatchObject({
      placements: [],
      unplaced: [1, 2],
      proof: { status: 'optimal', objective: 0, gap: 0 },
    });
    expect(await plan(facts({}), solver.solve)).toMatchObject({ placements: [], unplaced: [] });
  });
});

describe('when the time is up', () => {
  const unfinished = (program: Program, found: Partial<Solution>): Solution => ({
    status: 'time_limit',
    objective: Number.NEGATIVE_INFINITY,
    bound: Number.POSITIVE_INFINITY,
    gap: Number.POSITIVE_INFINITY,
    seconds: 1,
    ...found,
    ...(found.values && {
      objective: found.values.reduce((sum, value, at) => sum + value * (program.points[at] ?? 0), 0),
    }),
  });

  it('plans one order after the other where the solver found nothing, and says how far off that may be', async () => {
    const made = await plan(contested, async (program) => unfinished(program, {}));
    expect(speakersOf(made)).toEqual([1]);
    expect(made.proof.status).toBe('time_limit');
    expect(made.proof.bound).toBeGreaterThan(made.proof.objective);
    expect(made.proof.gap).toBeCloseTo(made.proof.bound / made.proof.objective - 1, 6);
  });

  it("takes the solver's best so far where it is better, and its bound", async () => {
    const whole = await plan(contested, solver.solve);
    const bound = Math.round(whole.proof.objective * 10) + 5;
    const solve: Solve = async (program, options) => {
      const { values } = await solver.solve(program, options);
      return unfinished(program, { bound, ...(values && { values }) });
    };
    const made = await plan(contested, solve);
    expect(made.placements).toEqual(whole.placements);
    expect(made.proof).toMatchObject({ status: 'time_limit', objective: whole.proof.objective, bound: bound / 10 });
  });

  it('asks no solver once no second is left', async () => {
    const solve: Solve = () => Promise.reject(new Error('asked'));
    const made = await plan(contested, solve, { seconds: 0 });
    expect(speakersOf(made)).toEqual([1]);
  });

  it('fails where the solver breaks', async () => {
    await expect(plan(contested, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
