// Wakes and other work, queued by BullMQ. A queue is a hint that there is something to do; the database decides what.
// So a job may run twice or be lost: what it does looks first, and the sweeper finds what was lost.

import type { BotName } from '../channels/channel.ts';
import { within } from '../deadline.ts';
import type { ChatId } from '../domain/ids.ts';
import { type Backend, type BackendOptions, createBackend, type JobQueue } from './backend.ts';
import { type FailedJob, listFailed, retryFailed } from './failed-jobs.ts';
import { createFaultLog, type QueueLog } from './fault-log.ts';
import type { Handlers, JobMap, Work, WorkName, WorkOptions } from './jobs.ts';
import { createWorkers, type WorkersOptions } from './workers.ts';

export interface QueuesOptions {
  readonly backend: BackendOptions;
  readonly log: QueueLog;
  /** Default: both. */
  readonly bots?: readonly BotName[];
  /** A job whose worker gives no sign of life for so long is run by another. */
  readonly stalledAfterMs?: number;
}

export interface Queues {
  /** Tells the workers that something of the chat may be due. Never rejects: what is not queued the sweeper finds. */
  wake(chatId: ChatId, bot: BotName): Promise<void>;
  /** Never rejects either. */
  enqueue<Name extends WorkName>(name: Name, job: JobMap[Name], options: WorkOptions): Promise<void>;
  /** How many jobs of a queue wait for a worker or a moment, run, or have failed for good. Rejects without an answer. */
  depths(): Promise<readonly QueueDepth[]>;
  /** Dead letters: see failed-jobs.ts. Both reject where the queue does not answer. */
  failed(): Promise<readonly FailedJob[]>;
  retryFailed(id?: string): Promise<number>;
  /** Once. Without it this process only queues. */
  startWorkers(handlers: Handlers, concurrency?: WorkersOptions['concurrency']): Promise<void>;
  /** Waits for the jobs under way, five seconds at most. What is left over is run again by another process. */
  stop(): Promise<void>;
}

export interface QueueDepth {
  readonly queue: string;
  readonly state: 'waiting' | 'active' | 'delayed' | 'failed';
  readonly count: number;
}

const enqueueDeadlineMs = 5_000;
const lookDeadlineMs = 10_000;
const states = ['waiting', 'active', 'delayed', 'failed'] as const;

export async function createQueues(options: QueuesOptions): Promise<Queues> {
  const { log, bots = ['public', 'staff'], stalledAfterMs = 10_000 } = options;
  const backend = await createBackend(options.backend);
  const onFault = createFaultLog(log);
  const wakes = new Map(bots.map((bot) => [bot, open<JobMap['wake']>(backend, `wake-${bot}`)]));
  const work = open<Work>(backend, 'work');
  const all = new Map<string, JobQueue<never>>([
    ...[...wakes].map(([bot, queue]) => [`wake-${bot}`, queue] as const),
    ['work', work],
  ]);
  let stopWorkers = async (): Promise<void> => {};

  return {
    wake: (chatId, bot) => addWake(chatId, bot, 0),
    enqueue: (name, job, { id, looksAnew = false, delayMs = 0, attempts = 8, keepFailed = true }) =>
      addSafely(work, name, toWork(name, job), {
        ...(looksAnew
          ? { deduplication: { id, keepLastIfActive: true }, removeOnComplete: true }
          : { jobId: id, removeOnComplete: { age: 600, count: 1_000 } }),
        delay: delayMs,
        attempts,
        backoff: { type: 'exponential', delay: 1_000 },
        removeOnFail: keepFailed ? { age: 7 * 24 * 3600, count: 1_000 } : true,
      }),
    async depths() {
      const counts = await Promise.all(
        [...all].map(async ([name, queue]) => {
          const found = await within(enqueueDeadlineMs, queue.getJobCounts(...states), 'counting jobs');
          return states.map((state) => ({ queue: name, state, count: found[state] ?? 0 }));
        }),
      );
      return counts.flat();
    },
    failed: () => within(lookDeadlineMs, listFailed(all), 'looking for failed jobs'),
    retryFailed: (id) => within(lookDeadlineMs, retryFailed(all, id), 'retrying failed jobs'),
    async startWorkers(handlers, concurrency = {}) {
      const workers = createWorkers({
        backend,
        bots,
        handlers,
        concurrency,
        stalledAfterMs,
        log,
        onFault,
        wakeLater: addWake,
      });
      stopWorkers = workers.stop;
      // A Redis that is away keeps nobody from starting: the workers begin when it is back.
      await within(5_000, workers.ready, 'starting the workers').catch((error) => onFault(error, 'worker'));
    },
    async stop() {
      await stopWorkers();
      const queues = [...wakes.values(), work];
      await Promise.all(queues.map((queue) => within(1_000, queue.close(), 'closing a queue').catch(() => {})));
    },
  };

  function open<Data extends object>({ queue: create }: Backend, name: string): JobQueue<Data> {
    const queue = create<Data>(name);
    queue.on('error', (error) => onFault(error, 'queue'));
    return queue;
  }

  async function addWake(chatId: ChatId, bot: BotName, delayMs: number): Promise<void> {
    const queue = wakes.get(bot);
    if (!queue) return;
    await addSafely(
      queue,
      'wake',
      { chatId },
      {
        delay: delayMs,
        deduplication: {
          // Later wakes are apart from those at once: a chat that waits for a reminder still answers a tap now.
          id: delayMs > 0 ? `${chatId}-later` : `${chatId}`,
          // A wake that comes while the chat's job runs is kept until it ends: the job may have looked already.
          keepLastIfActive: true,
          reschedule: delayMs > 0,
        },
        removeOnComplete: true,
        removeOnFail: { age: 24 * 3600, count: 100 },
      },
    );
  }

  async function addSafely<Data>(
    queue: JobQueue<Data>,
    name: string,
    data: Data,
    jobOptions: Parameters<JobQueue<Data>['add']>[2],
  ): Promise<void> {
    try {
      await within(enqueueDeadlineMs, queue.add(name, data, jobOptions), 'queueing a job');
    } catch (error) {
      onFault(error, 'enqueue');
    }
  }
}

/** Pairs a name with its own kind of job, so that whoever runs it can tell them apart. */
function toWork<Name extends WorkName>(name: Name, job: JobMap[Name]): Work;
function toWork<Name extends WorkName>(name: Name, job: JobMap[Name]): Work<Name> {
  return { name, job };
}
