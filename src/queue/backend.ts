// Where BullMQ keeps its jobs: tables in PostgreSQL, or Redis. The only file that knows which of the two it is.

import {
  createPostgresBackend,
  type JobsOptions,
  type PostgresConnection,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
  Queue,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import type { Pool, PoolClient } from 'pg';

export type BackendOptions =
  /** Connections of the pool have to find the schema "bullmq" by their search_path. Every worker keeps one of them. */
  | { readonly kind: 'postgres'; readonly pool: Pool }
  /** `prefix` begins every key. */
  | { readonly kind: 'redis'; readonly url: string; readonly prefix?: string };

/** `Data` is what the queue's jobs carry: whoever opens a queue and its worker sees to it that both mean the same. */
export interface Backend {
  queue<Data extends object>(name: string): JobQueue<Data>;
  worker<Data extends object>(name: string, run: (data: Data) => Promise<void>, tuning: WorkerTuning): JobWorker;
}

export interface JobQueue<Data> {
  add(name: string, data: Data, options: JobsOptions): Promise<unknown>;
  getJobCounts(...states: ('waiting' | 'active' | 'delayed' | 'failed')[]): Promise<{ [state: string]: number }>;
  getFailed(start: number, end: number): Promise<StoredJob[]>;
  getJob(id: string): Promise<StoredJob | undefined>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface StoredJob {
  readonly name: string;
  readonly id?: string | undefined;
  readonly attemptsMade: number;
  readonly failedReason: string;
  isFailed(): Promise<boolean>;
  retry(state: 'failed', options: { resetAttemptsMade: boolean }): Promise<void>;
}

export interface JobWorker {
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { readonly name: string } | undefined, error: Error) => void): unknown;
}

export type WorkerTuning = Pick<
  WorkerOptions,
  'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount' | 'runRetryDelay'
>;

export async function createBackend(options: BackendOptions): Promise<Backend> {
  return options.kind === 'postgres' ? onPostgres(options.pool) : onRedis(options.url, options.prefix ?? 'fengdian');
}

async function onPostgres(pool: Pool): Promise<Backend> {
  const client = await pool.connect();
  try {
    await migrateAlone(client);
    const { rows } = await client.query<{ visible: boolean }>(`SELECT to_regclass('job') IS NOT NULL AS visible`);
    if (!rows[0]?.visible) throw new Error('the search_path of the pool must hold "bullmq"');
  } finally {
    client.release();
  }
  // BullMQ takes pg's pool as it is, but describes a client's events as overloads, which pg's generic ones never match.
  const connection = pool as PostgresConnection['pool'];
  return {
    queue: <Data extends object>(name: string) =>
      new Queue<Data, void, string, Data, void, string, PostgresQueueBackend, PostgresConnectionOptions>(
        name,
        { connection },
        createPostgresBackend,
      ),
    worker: <Data extends object>(name: string, run: (data: Data) => Promise<void>, tuning: WorkerTuning) =>
      new Worker<Data, void, string, PostgresQueueBackend, number, PostgresConnectionOptions>(
        name,
        ({ data }) => run(data),
        { ...tuning, connection },
        createPostgresBackend,
      ),
  };
}

/**
 * BullMQ takes its own lock only within its transaction, and of two processes that began at once on an empty database
 * one has been seen to fail all the same (23505: the schema was there already).
 */
async function migrateAlone(client: PoolClient): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(hashtext('fengdian queues'))`);
  try {
    await runMigrations(client, 'bullmq');
  } finally {
    await client.query(`SELECT pg_advisory_unlock(hashtext('fengdian queues'))`);
  }
}

function onRedis(url: string, prefix: string): Backend {
  const retryStrategy = (times: number): number => Math.min(times * 100, 1000);
  return {
    // Producers fail at once: the caller has committed already, and the sweeper finds what was not queued.
    queue: <Data extends object>(name: string) =>
      new Queue<Data, void, string, Data, void, string>(name, {
        prefix,
        connection: { url, retryStrategy, maxRetriesPerRequest: 1, enableOfflineQueue: false },
      }),
    // Workers wait for Redis as long as it takes.
    worker: <Data extends object>(name: string, run: (data: Data) => Promise<void>, tuning: WorkerTuning) =>
      new Worker<Data, void>(name, ({ data }) => run(data), {
        ...tuning,
        prefix,
        connection: { url, retryStrategy, maxRetriesPerRequest: null },
      }),
  };
}
