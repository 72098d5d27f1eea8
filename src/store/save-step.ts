// The one statement in which nearly every tap changes the database: seen, new state and answers, or nothing at all.

import type { Pool } from 'pg';
import { isUniqueViolation, type Tx } from './database.ts';

export interface StepToSave {
  readonly chatId: number;
  /** The version the step was computed from. */
  readonly version: number;
  /** "public/telegram" */
  readonly source: string;
  readonly updateId: string;
  readonly state: unknown;
  readonly rows: readonly OutboxRow[];
  readonly now: Date;
  /** How many updates have come lately, this one among them. */
  readonly recent: { readonly since: Date; readonly updates: number };
}

export interface OutboxRow {
  readonly kind: 'send' | 'edit' | 'said';
  readonly message: unknown;
  readonly edits_message_id?: string;
}

/** stale: somebody else saved a step meanwhile. duplicate: this update has been seen. Neither changes anything. */
export type Saved = 'applied' | 'duplicate' | 'stale';

/** `queryable` is the pool, where the statement is its own transaction. */
export async function saveStep(queryable: Pick<Pool, 'query'>, step: StepToSave): Promise<Saved> {
  try {
    const { rowCount } = await queryable.query({ name: 'save_step', text: sql, values: parameters(step) });
    return rowCount === 1 ? 'applied' : 'stale';
  } catch (error) {
    // Of all that the statement writes only the mark of the update can be there already.
    if (isUniqueViolation(error)) return 'duplicate';
    throw error;
  }
}

const parameters = ({ chatId, version, source, updateId, state, rows, now, recent }: StepToSave): unknown[] => [
  chatId,
  version,
  source,
  updateId,
  JSON.stringify(state),
  JSON.stringify(rows),
  now,
  recent.since,
  recent.updates,
];

/** The rows in the JSON array `rows`, in its order, for the chat that is in `saved`. */
const queueing = (rows: string, now: string): string => `
    INSERT INTO outbox (chat_id, kind, message, edits_message_id, due_at, sent_at)
    SELECT saved.id, (row->>'kind')::outbox_kind, row->'message', row->>'edits_message_id', ${now}::timestamptz,
      CASE WHEN row->>'kind' = 'said' THEN ${now}::timestamptz END
    FROM saved, jsonb_array_elements(${rows}::jsonb) WITH ORDINALITY AS rows(row, place) ORDER BY place`;

// Whoever writes can be written to again, so a chat that had closed is open.
// A mark that is there already fails the statement, and with it everything else: nothing has to be locked beforehand.
const sql = `
  WITH saved AS (
    UPDATE chat c SET state = $5::jsonb, version = c.version + 1, updated_at = $7::timestamptz, closed_at = NULL,
      recent_since = $8::timestamptz, recent_updates = $9
    WHERE c.id = $1 AND c.version = $2 RETURNING c.id
  ), seen AS (
    INSERT INTO inbound_update (source, update_id, at) SELECT $3, $4, $7::timestamptz FROM saved
  ), queued AS (${queueing('$6', '$7')})
  SELECT 1 AS saved FROM saved`;

/** The update's mark is there already: its transaction has to go back, which it does by throwing this. */
export class AlreadySeen extends Error {}

/** The same inside a command's transaction. False: stale. Throws AlreadySeen. */
export async function saveStepIn(tx: Tx, step: StepToSave): Promise<boolean> {
  try {
    const rows = await tx.$queryRawUnsafe<unknown[]>(sql, ...parameters(step));
    return rows.length === 1;
  } catch (error) {
    throw isUniqueViolation(error) ? new AlreadySeen() : error;
  }
}

/** What a command's dialogue makes of the outcome, when the step itself has been saved. */
export async function saveConclusion(
  tx: Tx,
  { chatId, state, rows, now }: Pick<StepToSave, 'chatId' | 'state' | 'rows' | 'now'>,
): Promise<void> {
  await tx.$executeRawUnsafe(conclusionSql, chatId, JSON.stringify(state), JSON.stringify(rows), now);
}

const conclusionSql = `
  WITH saved AS (UPDATE chat SET state = $2::jsonb WHERE id = $1 RETURNING id) ${queueing('$3', '$4')}`;
