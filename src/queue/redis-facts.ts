// What Redis says of itself, as far as the queues depend on it. Asks INFO only: CONFIG is often forbidden.

import { Redis } from 'ioredis';
import { within } from '../deadline.ts';

export interface RedisFacts {
  readonly version: string;
  /** Anything but "noeviction" may throw jobs away. */
  readonly policy: string;
  readonly appendOnly: boolean;
}

/** Rejects where it does not answer within five seconds. */
export async function readRedisFacts(url: string): Promise<RedisFacts> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => {});
  try {
    await within(5_000, redis.connect(), 'Redis');
    const info = await within(5_000, redis.info(), 'Redis');
    const fact = (name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
    return {
      version: fact('redis_version'),
      policy: fact('maxmemory_policy'),
      appendOnly: fact('aof_enabled') === '1',
    };
  } finally {
    redis.disconnect();
  }
}
