// The queue: whether Redis is set up so that it loses no jobs, and which jobs have failed for good.

import type { Pool } from 'pg';
import type { Config } from '../../config.ts';
import { createQueues } from '../../queue/queues.ts';
import { readRedisFacts } from '../../queue/redis-facts.ts';
import { bad, type Finding, ok, warn } from './finding.ts';

export async function checkQueue({ redisUrl }: Config, pool: Pool | undefined): Promise<Finding[]> {
  if (redisUrl !== undefined) return checkRedis(redisUrl);
  if (!pool) return [];
  const { rows } = await pool.query<{ made: boolean }>(`SELECT to_regclass('bullmq.job') IS NOT NULL AS made`);
  if (!rows[0]?.made) return [warn('doctor.queue_unborn')];
  return [ok('doctor.queue_postgres'), ...(await checkFailed({ kind: 'postgres', pool }))];
}

async function checkRedis(url: string): Promise<Finding[]> {
  try {
    const { version, policy, appendOnly } = await readRedisFacts(url);
    return [
      ok('doctor.queue_redis', { version }),
      ...(policy === 'noeviction' ? [] : [bad('doctor.redis_evicts', { policy })]),
      ...(appendOnly ? [] : [warn('doctor.redis_forgets')]),
      // BullMQ complains of the policy in its own words, for each of the queues.
      ...(policy === 'noeviction' ? await checkFailed({ kind: 'redis', url }) : []),
    ];
  } catch {
    return [bad('doctor.redis_down')];
  }
}

/** Wakes come again by themselves; other work that failed for good waits for the operator. */
async function checkFailed(backend: Parameters<typeof createQueues>[0]['backend']): Promise<Finding[]> {
  const queues = await createQueues({ backend, log: { warn: () => {}, error: () => {} } });
  try {
    const count = (await queues.failed()).filter(({ queue }) => queue === 'work').length;
    return count > 0 ? [bad('doctor.jobs_failed', { count })] : [ok('doctor.jobs')];
  } finally {
    await queues.stop();
  }
}
