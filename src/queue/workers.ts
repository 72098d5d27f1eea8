// Runs the jobs: one worker per bot for wakes, one for all other work.

import type { BotName } from '../channels/channel.ts';
import { within } from '../deadline.ts';
import type { ChatId } from '../domain/ids.ts';
import type { Backend, JobWorker, WorkerTuning } from './backend.ts';
import type { QueueLog } from './fault-log.ts';
import { JobFault } from './job-fault.ts';
import type { Handlers, JobMap, Work } from './jobs.ts';

export interface WorkersOptions {
  readonly backend: Backend;
  readonly bots: readonly BotName[];
  readonly handlers: Handlers;
  /** Jobs at a time: wakes of each bot (16), other work (4). */
  readonly concurrency: { readonly wake?: number; readonly work?: number };
  readonly stalledAfterMs: number;
  readonly log: QueueLog;
  readonly onFault: (error: unknown, where: string) => void;
  readonly wakeLater: (chatId: ChatId, bot: BotName, delayMs: number) => Promise<void>;
}

export interface Workers {
  /** Resolves once all of them take jobs. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/** With the web server's three seconds less than the ten that a process has to end. */
const stopDeadlineMs = 5_000;
/** What is due later than this is left to the sweeper. */
const farMs = 60_000;
/** A chat's messages that may go at once go in one job, but not so many that other chats wait long. */
const turnsPerJob = 10;

export function createWorkers(options: WorkersOptions): Workers {
  const { backend, bots, handlers, concurrency, stalledAfterMs } = options;
  const tuning: WorkerTuning = {
    lockDuration: stalledAfterMs,
    stalledInterval: stalledAfterMs / 2,
    // A worker that dies is not the job's fault.
    maxStalledCount: 100,
    runRetryDelay: 1_000,
  };
  const workers = [
    ...bots.map((bot) =>
      backend.worker<JobMap['wake']>(`wake-${bot}`, ({ chatId }) => guarded(() => runWake(chatId, bot)), {
        ...tuning,
        concurrency: concurrency.wake ?? 16,
      }),
    ),
    backend.worker<Work>('work', (work) => guarded(() => runWork(work)), {
      ...tuning,
      concurrency: concurrency.work ?? 4,
    }),
  ];
  for (const worker of workers) {
    worker.on('error', (error) => options.onFault(error, 'worker'));
    worker.on('failed', (job, error) => options.log.error({ job: job?.name, err: error }, 'job failed'));
  }

  return {
    ready: Promise.all(workers.map((worker) => worker.waitUntilReady())).then(() => {}),
    stop: async () => {
      await Promise.all(workers.map(close));
    },
  };

  async function runWake(chatId: ChatId, bot: BotName): Promise<void> {
    let againInMs: number | undefined = 0;
    for (let turn = 0; turn < turnsPerJob && againInMs === 0; turn++) {
      ({ againInMs } = await handlers.wake(chatId, bot));
    }
    if (againInMs !== undefined && againInMs < farMs) await options.wakeLater(chatId, bot, Math.max(againInMs, 1));
  }

  async function runWork({ name, job }: Work): Promise<void> {
    switch (name) {
      case 'propose':
        return handlers.propose(job);
      case 'timer':
        return handlers.timer(job);
      case 'schedule':
        return handlers.schedule(job);
      case 'heartbeat':
        return handlers.heartbeat();
      case 'plan':
        return handlers.plan(job);
      case 'robot':
        return handlers.robot();
      case 'nightly':
        return handlers.nightly();
    }
  }
}

async function guarded(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    throw new JobFault(error);
  }
}

async function close(worker: JobWorker): Promise<void> {
  // Asked a second time, and by force, BullMQ answers with the first closing.
  await within(stopDeadlineMs, worker.close(), 'closing a worker').catch(() => {});
}
