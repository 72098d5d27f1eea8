// Counts tries against a limit, by rate-limiter-flexible on the table "rate_limit". What is counted is named by a hash:
// a phone number or an address is nowhere in a key. Knows no limit by name.

import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Limit } from '../domain/limits.ts';
import type { Tx } from './database.ts';

export interface Tries {
  /** Counts one try of each of these; false where any of them has used up its own. */
  take(...whose: readonly string[]): Promise<boolean>;
  /** It was a right one after all, which counts for nothing. */
  giveBack(...whose: readonly string[]): Promise<void>;
}

/** `what` is limited, "find": other limits count apart. On the pool, or within a transaction and with it. */
export function createTries(on: Pool | Tx, what: string, { most, seconds }: Limit): Tries {
  const limit = { keyPrefix: what, points: most, duration: seconds };
  const limiter = new RateLimiterPostgres({
    ...limit,
    // Without the database each process counts for itself. A transaction has no use for that: it fails as a whole.
    ...('$queryRawUnsafe' in on
      ? { storeClient: within(on) }
      : { storeClient: on, insuranceLimiter: new RateLimiterMemory(limit) }),
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    // The nightly job does it.
    clearExpiredByTimeout: false,
    // Whoever knocks on a closed door costs the database nothing. Not within a transaction, whose limiter ends with it.
    inMemoryBlockOnConsumed: most + 1,
  });
  return {
    async take(...whose) {
      let fine = true;
      for (const key of whose.map(hidden)) fine = (await taken(limiter, key)) && fine;
      return fine;
    },
    async giveBack(...whose) {
      for (const key of whose.map(hidden)) await limiter.reward(key);
    },
  };
}

async function taken(limiter: RateLimiterPostgres, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false;
    throw refused;
  }
}

const hidden = (whose: string): string => createHash('sha256').update(whose).digest('hex');

/** Prisma's transaction as the library asks for it: like a client of pg. */
function within(tx: Tx) {
  return {
    async query({ text, values }: { text: string; values: unknown[] }) {
      const found = await tx.$queryRawUnsafe<{ points: number; expire: bigint | null }[]>(text, ...values);
      const rows = found.map(({ points, expire }) => ({ points, expire: expire === null ? null : Number(expire) }));
      return { rows, rowCount: rows.length };
    },
  };
}

/** Forgets those whose time is over. */
export async function clearTries(pool: Pool, now: Date): Promise<void> {
  await pool.query('DELETE FROM rate_limit WHERE expire < $1', [now.getTime()]);
}
