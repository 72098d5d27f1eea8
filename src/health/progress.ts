// Whether work gets done, as the database can tell. Holds figures only: no name, number or text. All its SQL stands here.

import type { Pool } from 'pg';

export interface Progress {
  /** Since a job last went through the queue and a worker; undefined: never. */
  readonly heartbeatAgeSeconds: number | undefined;
  /** How long messages have been free to go, by bot; a chat that waits for its pace or a backoff is not meant. */
  readonly heldUp: readonly { readonly bot: string; readonly channel: string; readonly seconds: number }[];
}

/** `clock` is a test's; default: the database's, so that processes with differing clocks agree. */
export async function readProgress(pool: Pool, clock?: () => Date): Promise<Progress> {
  const [beat, held] = await Promise.all([
    pool.query<{ age: number }>(
      `SELECT extract(epoch FROM clock_timestamp() - at)::float8 AS age FROM heartbeat WHERE name = 'jobs'`,
    ),
    pool.query<Progress['heldUp'][number]>({ name: 'held-up', text: heldUpSql, values: [clock?.() ?? null] }),
  ]);
  return { heartbeatAgeSeconds: beat.rows[0]?.age, heldUp: held.rows };
}

/** What the heartbeat's job does. */
export async function recordHeartbeat(pool: Pool): Promise<void> {
  await pool.query(
    `INSERT INTO heartbeat (name, at) VALUES ('jobs', clock_timestamp())
     ON CONFLICT (name) DO UPDATE SET at = greatest(heartbeat.at, excluded.at)`,
  );
}

// Of a chat only the first message that is due can go: what waits for the morning holds up nobody. A bot whose slots were
// used a moment ago is working its way through many messages; web chats know no slots, and no such wait.
const heldUpSql = `
  WITH head AS (
    SELECT DISTINCT ON (chat_id) chat_id, due_at, lease_until FROM outbox
     WHERE sent_at IS NULL AND dropped_at IS NULL AND kind <> 'said' AND due_at <= coalesce($1::timestamptz, clock_timestamp())
     ORDER BY chat_id, id
  ), free AS (
    SELECT c.bot, c.channel, coalesce($1::timestamptz, clock_timestamp()) AS at,
           greatest(h.due_at, h.lease_until, c.next_send_at) AS since
      FROM head h JOIN chat c ON c.id = h.chat_id WHERE c.closed_at IS NULL
  )
  SELECT bot, channel, extract(epoch FROM
           least(max(at - since), CASE channel WHEN 'telegram' THEN
             (SELECT clock_timestamp() - max(free_at) FROM send_slot s WHERE s.bot = free.bot) END))::float8 AS seconds
    FROM free WHERE since < at GROUP BY bot, channel`;
