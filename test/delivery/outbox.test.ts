// Delivery and a step of the same chat, side by side: neither may wait for the other in a circle.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Claimed, createOutbox, type Outbox } from '../../src/delivery/outbox.ts';
import { createDesk, type Desk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await createDesk();
});
afterEach(() => desk.drop());

const endings: [string, (outbox: Outbox, row: Claimed) => Promise<void>][] = [
  ['marks a message as sent', (outbox, row) => outbox.markSent(row, 'm1', 1)],
  ['puts it off', (outbox, row) => outbox.markLater(row, 1)],
  ['gives it up', (outbox, row) => outbox.drop(row, 'refused', { tell: false, pauseSeconds: 1 })],
];

test.each(endings)('delivery %s while a step of its chat changes the same message', async (_, end) => {
  const { pool } = desk.database;
  const outbox = createOutbox(pool);
  const chat = await desk.chat();
  const id = await desk.put(chat.id, '卡片', { card: 'order:1' });
  const row = await outbox.claim(chat.id);
  if (!row) throw new Error('nothing to claim');

  const step = await pool.connect();
  try {
    await step.query('BEGIN');
    await step.query('UPDATE chat SET version = version + 1 WHERE id = $1', [chat.id]);
    const ended = end(outbox, row);
    await vi.waitFor(async () => {
      const { rowCount } = await pool.query('SELECT 1 FROM pg_locks WHERE NOT granted');
      expect(rowCount).toBeGreaterThan(0);
    });
    await step.query('UPDATE outbox SET card = NULL WHERE id = $1', [id]);
    await step.query('COMMIT');
    await ended;
  } finally {
    step.release();
  }
  const { leaseUntil, card } = await desk.row(id);
  expect({ leaseUntil, card }).toEqual({ leaseUntil: null, card: null });
});
