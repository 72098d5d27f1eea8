import { afterEach, expect, it } from 'vitest';
import { createProgram, type Program } from '../../src/matching/program.ts';
import { createSolver } from '../../src/solver/solver.ts';

let solver = createSolver();
afterEach(() => solver.stop());

/** The most points whose weights fit: 7 + 9 of 5, 7 and 9 points at weights 3, 4 and 5 with room for 9. */
function knapsack(): Program {
  const program = createProgram();
  const columns = [5, 7, 9].map((points) => program.column(points));
  program.row(columns, { atMost: 9 }, [3, 4, 5]);
  return program.build();
}

/** Many equal ways to be nearly right: far too much for a moment. */
function hard(): Program {
  const program = createProgram();
  const columns = Array.from({ length: 60 }, (_, at) => program.column(100 + ((at * 37) % 41)));
  for (let row = 0; row < 30; row += 1)
    program.row(
      columns,
      { atMost: 1200 },
      columns.map((at) => 50 + ((at * 7919 + row * 104_729) % 97)),
    );
  return program.build(new Float64Array(columns.length));
}

it('finds the optimum and proves it', async () => {
  solver = createSolver();
  const solution = await solver.solve(knapsack(), { seconds: 5 });
  expect(solution).toMatchObject({ status: 'optimal', objective: 16, bound: 16, gap: 0 });
  expect([...(solution.values ?? [])]).toEqual([0, 1, 1]);
});

it('says so where no choice keeps the rows', async () => {
  solver = createSolver();
  const program = createProgram();
  program.row([program.column(1)], { atLeast: 2 });
  const solution = await solver.solve(program.build(), { seconds: 5 });
  expect(solution.status).toBe('infeasible');
  expect(solution.values).toBeUndefined();
});

it('takes several programmes at a time, one after the other', async () => {
  solver = createSolver();
  const solutions = await Promise.all([1, 2, 3].map(() => solver.solve(knapsack(), { seconds: 5 })));
  expect(solutions.map(({ objective }) => objective)).toEqual([16, 16, 16]);
});

it('gives what it has, and a bound, when the time is up', async () => {
  solver = createSolver();
  const solution = await solver.solve(hard(), { seconds: 0.3 });
  expect(solution.status).toBe('time_limit');
  expect(solution.bound).toBeGreaterThanOrEqual(solution.objective);
  expect(solution.values).toHaveLength(60);
});

it('keeps what was found where the solver overruns its time and is killed, and works on afterwards', async () => {
  solver = createSolver({ grace: -4 });
  const killed = await solver.solve(hard(), { seconds: 5 });
  expect(killed.status).toBe('time_limit');
  expect(killed.bound).toBeGreaterThanOrEqual(killed.objective);
  const next = await solver.solve(knapsack(), { seconds: 10 });
  expect(next.objective).toBe(16);
});

it('rejects with the cause where a programme makes no sense, and works on afterwards', async () => {
  solver = createSolver();
  const broken: Program = { ...knapsack(), columns: Int32Array.from([0, 1, 99]) };
  await expect(solver.solve(broken, { seconds: 5 })).rejects.toMatchObject({ cause: expect.any(Error) });
  expect((await solver.solve(knapsack(), { seconds: 5 })).objective).toBe(16);
});

it('lets an idle thread go and starts another when one is needed', async () => {
  solver = createSolver({ idle: 0 });
  await solver.solve(knapsack(), { seconds: 5 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await solver.solve(knapsack(), { seconds: 5 })).objective).toBe(16);
});

it('rejects what is being solved, and what waits, when it is stopped', async () => {
  solver = createSolver();
  const solving = expect(solver.solve(hard(), { seconds: 20 })).rejects.toThrow('thread ended');
  const waiting = expect(solver.solve(knapsack(), { seconds: 20 })).rejects.toThrow('stopped');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await solver.stop();
  await Promise.all([solving, waiting]);
});
