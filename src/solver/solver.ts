// HiGHS in a thread of its own: started when first needed, one programme at a time, killed where it overruns its time.
// What it had found by then is kept. Knows nothing of talks.

import { Worker } from 'node:worker_threads';
import { gapOf, type Program, type Solution, type Solve, type SolveOptions } from '../matching/program.ts';
import type { Report, Task } from './highs-worker.ts';

export interface Solver {
  readonly solve: Solve;
  /** Ends the thread for good; what is being solved, or waits for its turn, is rejected. */
  stop(): Promise<void>;
}

/** HiGHS looks at the clock between steps, and some steps take long. */
const graceSeconds = 2;
/** A new thread compiles HiGHS before it begins. */
const startSeconds = 30;
/** A thread with HiGHS in it holds some 150 MB; most processes plan once a night. */
const idleSeconds = 60;

export interface SolverOptions {
  /** How long a thread may overrun its time before it is killed. */
  readonly grace?: number;
  /** After so long without a programme the thread is let go. */
  readonly idle?: number;
}

export function createSolver({ grace = graceSeconds, idle = idleSeconds }: SolverOptions = {}): Solver {
  let worker: Worker | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let ids = 0;
  let waiting = 0;
  let stopped = false;
  let letGo: NodeJS.Timeout | undefined;

  const started = (): Worker => {
    if (stopped) throw new Error('the solver was stopped');
    if (worker) return worker;
    const fresh = startWorker();
    worker = fresh;
    fresh.once('exit', () => {
      if (worker === fresh) worker = undefined;
    });
    return fresh;
  };
  const kill = async (which: Worker): Promise<void> => {
    if (worker === which) worker = undefined;
    await which.terminate();
  };

  const rest = (): void => {
    waiting -= 1;
    const idling = worker;
    if (waiting > 0 || !idling) return;
    letGo = setTimeout(() => void kill(idling), idle * 1000).unref();
  };

  return {
    solve(program, options) {
      ids += 1;
      const id = ids;
      waiting += 1;
      clearTimeout(letGo);
      const result = queue.then(() => run(started(), id, program, options, { grace, kill }));
      queue = result.then(rest, rest);
      return result;
    },
    async stop() {
      stopped = true;
      clearTimeout(letGo);
      if (worker) await kill(worker);
    },
  };
}

function startWorker(): Worker {
  const worker = new Worker(new URL('./highs-thread.mjs', import.meta.url), { execArgv: [] });
  // An idle thread must not keep the process alive.
  worker.unref();
  return worker;
}

interface Limits {
  readonly grace: number;
  kill(worker: Worker): Promise<void>;
}

function run(worker: Worker, id: number, program: Program, options: SolveOptions, limits: Limits): Promise<Solution> {
  const begin = performance.now();
  const best: { objective: number; bound: number; values?: Float64Array } = {
    objective: Number.NEGATIVE_INFINITY,
    bound: Number.POSITIVE_INFINITY,
  };
  const solution = (status: Solution['status']): Solution => ({
    status,
    objective: best.objective,
    bound: best.bound,
    gap: gapOf(best.objective, best.bound),
    seconds: (performance.now() - begin) / 1000,
    ...(best.values && { values: best.values }),
  });

  return new Promise<Solution>((resolve, reject) => {
    const done = (settle: () => void): void => {
      clearTimeout(timer);
      worker.off('message', onReport);
      worker.off('error', onError);
      worker.off('exit', onExit);
      worker.unref();
      settle();
    };
    const onReport = (report: Report): void => {
      if (report.id !== id) return;
      if (report.kind === 'begun') {
        clearTimeout(timer);
        timer = setTimeout(overrun, (options.seconds + limits.grace) * 1000);
        return;
      }
      if (report.kind === 'failed') {
        // What has failed once may be broken for good.
        done(() => {
          void limits.kill(worker);
          reject(new Error('the solver failed', { cause: new Error(report.message) }));
        });
        return;
      }
      if (report.kind !== 'better') best.bound = Math.min(best.bound, wholePoints(report.bound));
      if (report.kind !== 'bound' && report.values && report.objective > best.objective) {
        best.objective = Math.round(report.objective);
        best.values = report.values;
      }
      if (report.kind === 'done') done(() => resolve(solution(report.status)));
    };
    const onError = (error: unknown): void =>
      done(() => {
        void limits.kill(worker);
        reject(new Error("the solver's thread broke", { cause: error }));
      });
    const onExit = (code: number): void =>
      done(() => reject(new Error(`the solver's thread ended with ${code}`, { cause: code })));
    const overrun = (): void =>
      done(() => {
        limits.kill(worker).then(() => resolve(solution('time_limit')), reject);
      });
    let timer = setTimeout(overrun, startSeconds * 1000);
    worker.on('message', onReport);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.ref();
    const task: Task = { id, program, seconds: options.seconds, gap: options.gap ?? 0 };
    worker.postMessage(task);
  });
}

/** No choice of whole points lies between the bound and the whole number below it. */
const wholePoints = (bound: number): number => (Number.isFinite(bound) ? Math.floor(bound + 1e-6) : bound);
