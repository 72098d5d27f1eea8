// `failed-jobs` and `retry-jobs`: the dead letters of the queues.

import type { Config } from '../config.ts';
import { createQueues, type Queues } from '../queue/queues.ts';
import { StartError } from '../start-error.ts';
import type { Database } from '../store/database.ts';
import type { CliCommand } from './arguments.ts';
import type { CliResult } from './invite.ts';
import type { Say } from './texts.ts';

interface Context {
  readonly config: Config;
  readonly say: Say;
}

export async function jobs(
  { pool }: Database,
  command: Extract<CliCommand, { name: 'failed-jobs' | 'retry-jobs' }>,
  { config: { redisUrl }, say }: Context,
): Promise<CliResult> {
  const queues = await createQueues({
    backend: redisUrl === undefined ? { kind: 'postgres', pool } : { kind: 'redis', url: redisUrl },
    log: { warn: () => {}, error: () => {} },
  });
  try {
    return command.name === 'failed-jobs' ? await list(queues, say) : await retry(queues, command.id, say);
  } catch (cause) {
    throw new StartError(say('jobs.unreachable'), { cause });
  } finally {
    await queues.stop();
  }
}

async function list(queues: Queues, say: Say): Promise<CliResult> {
  const failed = await queues.failed();
  if (failed.length === 0) return { ok: true, lines: [say('jobs.none')] };
  return {
    ok: true,
    lines: failed.map(({ queue, name, id, attempts, code }) => say('jobs.line', { queue, name, id, attempts, code })),
  };
}

async function retry(queues: Queues, id: string | undefined, say: Say): Promise<CliResult> {
  const count = await queues.retryFailed(id);
  if (id !== undefined && count === 0) return { ok: false, lines: [say('jobs.unknown', { id })] };
  return { ok: true, lines: [say('jobs.retried', { count })] };
}
