// How fast a bot may send, over all processes. A bot has as many slots as it may send messages in a second. A slot is
// taken before a message goes out and is free again a second after the answer came, so no second, wherever it begins,
// sees more messages than there are slots. Knows nothing of messages.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { BotName } from '../channels/channel.ts';

export interface Slot {
  /** The message went out, or may have. */
  release(): Promise<void>;
}

export interface Pace {
  /** Resolves when the bot may send. First come, first served within this process. */
  take(bot: BotName): Promise<Slot>;
}

export function createPace(pool: Pool, perSecond: number): Pace {
  // Only the first in the line asks the database, so a long line costs no more than a short one.
  const lines = new Map<BotName, Promise<unknown>>();

  return {
    take(bot) {
      const turn = (lines.get(bot) ?? Promise.resolve()).then(() => waitForSlot(pool, bot, perSecond));
      lines.set(
        bot,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
}

interface Taken {
  readonly slot: number | null;
  readonly until: Date | null;
  readonly freeInMs: number | null;
}

async function waitForSlot(pool: Pool, bot: BotName, perSecond: number): Promise<Slot> {
  for (;;) {
    const { rows } = await pool.query<Taken>({ name: 'slot-take', text: takeSql, values: [bot, perSecond] });
    const { slot = null, until = null, freeInMs = null } = rows[0] ?? {};
    if (slot !== null) return { release: () => release(pool, bot, slot, until) };
    if (freeInMs === null) await pool.query({ name: 'slot-fill', text: fillSql, values: [bot, perSecond] });
    // A slot in use is free sooner than its lease says, so look again before long.
    else await sleep(Math.min(Math.max(freeInMs, 5), 50));
  }
}

async function release(pool: Pool, bot: BotName, slot: number, until: Date | null): Promise<void> {
  await pool.query({ name: 'slot-release', text: releaseSql, values: [bot, slot, until] });
}

// A process that dies keeps its slots for half a minute, as long as the lease of the message it was sending.
const takeSql = `
  WITH free AS (
    SELECT slot FROM send_slot WHERE bot = $1::bot AND slot < $2 AND free_at <= clock_timestamp()
     ORDER BY free_at LIMIT 1 FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE send_slot s SET free_at = clock_timestamp() + interval '30 seconds' FROM free
     WHERE s.bot = $1::bot AND s.slot = free.slot RETURNING s.slot, s.free_at
  )
  SELECT (SELECT slot FROM taken) AS slot, (SELECT free_at FROM taken) AS until,
    (SELECT extract(epoch FROM min(free_at) - clock_timestamp())::float8 * 1000 FROM send_slot
      WHERE bot = $1::bot AND slot < $2) AS "freeInMs"`;

const fillSql = `
  INSERT INTO send_slot (bot, slot, free_at)
  SELECT $1::bot, slot, clock_timestamp() FROM generate_series(0, $2::int - 1) AS slot ON CONFLICT DO NOTHING`;

// One millisecond more than a second: free_at is rounded to milliseconds.
const releaseSql = `
  UPDATE send_slot SET free_at = clock_timestamp() + interval '1001 milliseconds'
   WHERE bot = $1::bot AND slot = $2 AND free_at = $3`;
