// The dead letters: jobs that failed as often as they may. Lists them and puts them back. Knows no backend.

import type { JobQueue } from './backend.ts';

export interface FailedJob {
  readonly queue: string;
  readonly name: string;
  readonly id: string;
  readonly attempts: number;
  /** The code of the last error. */
  readonly code: string;
}

type Queues = ReadonlyMap<string, Pick<JobQueue<never>, 'getFailed' | 'getJob'>>;

const most = 1_000;

export async function listFailed(queues: Queues): Promise<readonly FailedJob[]> {
  const lists = await Promise.all(
    [...queues].map(async ([name, queue]) => {
      const jobs = await queue.getFailed(0, most - 1);
      return jobs.map(
        ({ name: job, id = '', attemptsMade, failedReason }): FailedJob => ({
          ...{ queue: name, name: job, id, attempts: attemptsMade },
          // Jobs of an older release may hold a sentence here.
          code: /^[\w.-]{1,60}$/.test(failedReason ?? '') ? failedReason : 'unknown',
        }),
      );
    }),
  );
  return lists.flat();
}

/** All of them, or the one of that id; returns how many. A job that somebody else has put back counts as none. */
export async function retryFailed(queues: Queues, id: string | undefined): Promise<number> {
  let count = 0;
  for (const failed of await listFailed(queues)) {
    if (id !== undefined && failed.id !== id) continue;
    const job = await queues.get(failed.queue)?.getJob(failed.id);
    if (!(await job?.isFailed())) continue;
    await job?.retry('failed', { resetAttemptsMade: true });
    count += 1;
  }
  return count;
}
