// The same rows written by hand: one transaction on a connection of `pg`, every statement prepared. What the chat path
// is held against. Reads nothing, decides nothing.

import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { OutboxRow } from '../../src/store/save-step.ts';

export interface RawStep {
  readonly chatId: number;
  readonly updateId: string;
  /** As JSON. */
  readonly state: string;
  readonly rows: readonly OutboxRow[];
}

export const writeStep = (pool: Pool, step: RawStep): Promise<void> =>
  inTransaction(pool, (client) => insertStep(client, step));

/** One order's rows, table by table, as the product left them. */
export type OrderRows = readonly { readonly table: string; readonly row: Readonly<Record<string, unknown>> }[];

const tablesOfOrder = ['order_details', 'order_window', 'question', 'order_event', 'timer', 'robot_notice'];

export async function readOrder(pool: Pool, orderId: number): Promise<OrderRows> {
  const found: { table: string; row: Record<string, unknown> }[] = [];
  for (const table of ['orders', ...tablesOfOrder]) {
    const key = table === 'orders' ? 'id' : 'order_id';
    const { rows } = await pool.query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE ${key} = $1`, [orderId]);
    // Ids come from the sequences again.
    for (const { id: _, ...row } of rows) found.push({ table, row });
  }
  return found;
}

/** The person's row as well: the draft is kept for the next order. */
export const writeOrder = (pool: Pool, step: RawStep, personId: number, draft: string, rows: OrderRows) =>
  inTransaction(pool, async (client) => {
    await insertStep(client, step);
    let orderId: unknown;
    for (const { table, row } of rows) {
      if (table === 'orders') orderId = await insertOrder(client, { ...row, requester_id: personId });
      else await insert(client, table, { ...row, order_id: orderId });
    }
    await client.query({ name: 'raw_person', text: personSql, values: [personId, '13812345678', draft, '[]'] });
  });

async function inTransaction(pool: Pool, act: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await act(client);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

async function insertStep(client: PoolClient, { chatId, updateId, state, rows }: RawStep): Promise<void> {
  const now = new Date();
  await client.query({ name: 'raw_seen', text: seenSql, values: ['public/telegram', updateId, now] });
  await client.query({ name: 'raw_chat', text: chatSql, values: [chatId, state, now] });
  for (const { kind, message, edits_message_id } of rows) {
    const values = [chatId, kind, JSON.stringify(message), edits_message_id ?? null, now];
    await client.query({ name: 'raw_outbox', text: outboxSql, values });
  }
}

const seenSql = 'INSERT INTO inbound_update (source, update_id, at) VALUES ($1, $2, $3)';
const chatSql = 'UPDATE chat SET state = $2, version = version + 1, updated_at = $3, closed_at = NULL WHERE id = $1';
const outboxSql = `INSERT INTO outbox (chat_id, kind, message, edits_message_id, due_at) VALUES ($1, $2, $3, $4, $5)`;
const personSql = 'UPDATE person SET phone = $2, last_draft = $3, recent_places = $4 WHERE id = $1';

async function insertOrder(client: PoolClient, row: Readonly<Record<string, unknown>>): Promise<unknown> {
  const next = await client.query<{ number: string }>({
    name: 'raw_number',
    text: `SELECT nextval('order_number')::text AS number`,
  });
  const own = { number: next.rows[0]?.number, rating_token: randomBytes(9).toString('base64url') };
  return insert(client, 'orders', { ...row, ...own }, ' RETURNING id');
}

async function insert(
  client: PoolClient,
  table: string,
  row: Readonly<Record<string, unknown>>,
  returning = '',
): Promise<unknown> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  const names = columns.map((column) => `"${column}"`).join(', ');
  const text = `INSERT INTO ${table} (${names}) VALUES (${places})${returning}`;
  const { rows } = await client.query<{ id: number }>({ name: `raw_${table}`, text, values: Object.values(row) });
  return rows[0]?.id;
}
