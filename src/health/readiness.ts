// Whether the product does its work: the database and the queue answer, jobs get done, messages leave. Says so in plain
// codes that quote nobody.

import type { Pool } from 'pg';
import { within } from '../deadline.ts';
import { readProgress } from './progress.ts';

export type Trouble = 'database_down' | 'queue_down' | 'jobs_stalled' | 'messages_stuck';

export interface ReadinessOptions {
  readonly pool: Pool;
  readonly queues: { depths(): Promise<unknown> };
  readonly clock?: () => Date;
  /** How long a message may be free to go, and how old the last heartbeat may be. Default: 60. */
  readonly patienceSeconds?: number;
}

const answerMs = 3_000;
/** Whoever asks more often gets the same answer: this page is open to all. */
const keepMs = 1_000;

/** Empty: ready. Never rejects. */
export function createReadiness(options: ReadinessOptions): () => Promise<readonly Trouble[]> {
  let last: { at: number; answer: Promise<readonly Trouble[]> } | undefined;
  return () => {
    const at = performance.now();
    if (!last || at - last.at >= keepMs) last = { at, answer: look(options) };
    return last.answer;
  };
}

async function look({ pool, queues, clock, patienceSeconds = 60 }: ReadinessOptions): Promise<readonly Trouble[]> {
  const [progress, queue] = await Promise.allSettled([
    within(answerMs, readProgress(pool, clock), 'the database'),
    within(answerMs, queues.depths(), 'the queue'),
  ]);
  const troubles: Trouble[] = [];
  if (queue.status === 'rejected') troubles.push('queue_down');
  if (progress.status === 'rejected') return ['database_down', ...troubles];
  const { heartbeatAgeSeconds = Number.POSITIVE_INFINITY, heldUp } = progress.value;
  if (heartbeatAgeSeconds > patienceSeconds) troubles.push('jobs_stalled');
  if (heldUp.some(({ seconds }) => seconds > patienceSeconds)) troubles.push('messages_stuck');
  return troubles;
}
