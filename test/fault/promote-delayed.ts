// Lets jobs that wait for their next try go at once, so that no test waits two minutes for the eighth.

import { createPostgresBackend, Queue } from 'bullmq';
import type { Pool } from 'pg';

export async function promoteDelayed({ pool }: { readonly pool: Pool }, redisUrl: string | undefined): Promise<void> {
  const queue =
    redisUrl === undefined
      ? new Queue('work', { connection: pool as never }, createPostgresBackend)
      : new Queue('work', { prefix: 'fengdian', connection: { url: redisUrl } });
  try {
    await queue.promoteJobs();
  } finally {
    await queue.close();
  }
}
