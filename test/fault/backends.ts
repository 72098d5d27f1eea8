// Where the queue may be. What needs a Redis is skipped where there is none.

import { inject, it } from 'vitest';
import { startOwnRedis } from './own-redis.ts';

export const backends = ['PostgreSQL', 'Redis'] as const;
export type BackendName = (typeof backends)[number];

export const redisHere = (): boolean => inject('redisUrl') !== undefined;

export const itOn = (backend: BackendName) => it.skipIf(backend === 'Redis' && !redisHere());

/** A Redis of the test's own, or nothing. */
export async function ownQueue(backend: BackendName): Promise<{ url?: string; remove(): Promise<void> }> {
  return backend === 'Redis' ? startOwnRedis() : { remove: async () => {} };
}
