// What an operator's graphs show of orders and messages: counts and ages, by states and bots. Nothing personal.

import type { Pool } from 'pg';

export interface Figures {
  readonly orders: readonly { readonly state: string; readonly count: number }[];
  /** Open offers whose deadline is within the hour. */
  readonly offersExpiring: number;
  /** Age of the oldest message that is due and not sent, by bot; 0 where there is none. */
  readonly unsent: readonly { readonly bot: string; readonly count: number; readonly oldestSeconds: number }[];
  /** Since a job last went through the queue and a worker. */
  readonly heartbeatAgeSeconds: number | undefined;
}

export async function readFigures(pool: Pool, clock?: () => Date): Promise<Figures> {
  const now = [clock?.() ?? null];
  const [orders, offers, unsent, beat] = await Promise.all([
    pool.query<Figures['orders'][number]>(ordersSql),
    pool.query<{ count: number }>(offersSql, now),
    pool.query<Figures['unsent'][number]>(unsentSql, now),
    pool.query<{ age: number }>(
      `SELECT extract(epoch FROM clock_timestamp() - at)::float8 AS age FROM heartbeat WHERE name = 'jobs'`,
    ),
  ]);
  return {
    orders: orders.rows,
    offersExpiring: offers.rows[0]?.count ?? 0,
    unsent: unsent.rows,
    heartbeatAgeSeconds: beat.rows[0]?.age,
  };
}

const at = 'coalesce($1::timestamptz, clock_timestamp())';

/** Every state that is not an end, also those that no order is in. */
const ordersSql = `
  SELECT s.state::text, count(o.id)::int AS count
    FROM unnest(ARRAY['submitted', 'proposed', 'offered', 'confirmed', 'delivered']::order_state[]) AS s(state)
    LEFT JOIN orders o ON o.state = s.state GROUP BY s.state`;

const offersSql = `
  SELECT count(*)::int AS count FROM offer WHERE state = 'open' AND deadline_at <= ${at} + interval '1 hour'`;

const unsentSql = `
  SELECT b.bot::text, count(o.id)::int AS count,
         coalesce(greatest(extract(epoch FROM ${at} - min(o.due_at)), 0), 0)::float8 AS "oldestSeconds"
    FROM unnest(enum_range(NULL::bot)) AS b(bot)
    LEFT JOIN (outbox o JOIN chat c ON c.id = o.chat_id)
      ON c.bot = b.bot AND o.sent_at IS NULL AND o.dropped_at IS NULL AND o.kind <> 'said' AND o.due_at <= ${at}
   GROUP BY b.bot`;
