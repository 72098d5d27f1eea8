// What is too old goes: every statement takes a thousand rows at most, so that nobody waits for it, and leaves nothing
// to do for the same statement a second time. The history of orders is never touched.

import type { Pool } from 'pg';
import type { Keeping } from '../domain/keeping.ts';
import { isOpenCard } from './open-cards.ts';

/** Each runs until it finds nothing more. Returns how many rows went or were emptied, by kind. */
export async function cleanUp(pool: Pool, keeping: Keeping, now: Date): Promise<Record<string, number>> {
  const done: Record<string, number> = {};
  for (const { name, days, sql } of chores(keeping)) {
    if (days === 0) continue;
    const before = new Date(now.getTime() - days * 86_400_000);
    for (let changed = chunk; changed === chunk; ) {
      changed = (await pool.query(sql, [before, chunk])).rowCount ?? 0;
      done[name] = (done[name] ?? 0) + changed;
    }
  }
  return done;
}

const chunk = 1000;

interface Chore {
  readonly name: string;
  /** 0: for ever. */
  readonly days: number;
  /** $1: what is older goes. $2: so many rows at most. */
  readonly sql: string;
}

const chores = ({ messages, updates, details, photos, requests }: Keeping): readonly Chore[] => [
  { name: 'messages', days: messages, sql: messagesSql },
  { name: 'calls', days: messages, sql: remove('phone_task', 'id', 't.done_at < $1') },
  { name: 'updates', days: updates, sql: remove('inbound_update', '(source, update_id)', 't.at < $1') },
  { name: 'details', days: details, sql: detailsSql },
  // Nobody rings up about a talk of last year, and what was to be said repeats the order.
  {
    name: 'calls not made',
    days: details,
    sql: remove('phone_task', 'id', `EXISTS (SELECT FROM orders o WHERE o.id = t.order_id AND ${over})`),
  },
  { name: 'calls about requests', days: requests, sql: remove('phone_task', 'id', ofClosedRequests) },
  { name: 'questions', days: details, sql: ofOrders('question', 'text, answer') },
  { name: 'inquiries', days: details, sql: ofOrders('inquiry', 'text, answer') },
  { name: 'notes', days: details, sql: ofOrders('offer', 'note') },
  { name: 'comments', days: details, sql: ofOrders('rating', 'comment') },
  { name: 'people', days: details, sql: peopleSql },
  { name: 'photos', days: photos, sql: remove('attachment', 'id', 't.created_at < $1') },
  { name: 'uploads', days: 1, sql: remove('upload', 'id', 't.created_at < $1') },
  {
    name: 'request messages',
    days: requests,
    sql: blank(
      'request_message',
      'text',
      'EXISTS (SELECT FROM resident_request r WHERE r.id = t.request_id AND r.closed_at < $1)',
    ),
  },
  { name: 'requests', days: requests, sql: blank('resident_request', 'text, phone', 't.closed_at < $1') },
  {
    name: 'applications',
    days: requests,
    sql: blank('speaker_application', 'name, phone, about', 't.decided_at < $1'),
  },
  {
    name: 'deputy requests',
    days: requests,
    sql: blank('deputy_request', 'need, wish_field, reason', 't.closed_at < $1'),
  },
  {
    name: 'refusals',
    days: requests,
    // A school says in words of its own why it will not have somebody; everybody else's reasons are codes.
    sql: blank(
      'deputy_principal_appointment',
      'end_reason',
      `t.state = 'refused' AND EXISTS (
        SELECT FROM appointment_event e
        WHERE e.appointment_id = t.id AND e.action = 'refuse' AND e.actor = 'school' AND e.at < $1)`,
    ),
  },
  { name: 'evaluations', days: details, sql: blank('deputy_evaluation', 'comment', 't.updated_at < $1') },
  {
    name: 'contacts',
    days: details,
    sql: blank(
      'school_contact',
      'name',
      `NOT t.active AND t.created_at < $1
        AND NOT EXISTS (SELECT FROM chat c WHERE c.person_id = t.person_id AND c.updated_at >= $1)`,
    ),
  },
  { name: 'half-made', days: 7, sql: halfMadeSql },
  { name: 'parked', days: 1, sql: parkedSql },
  // A month longer than it was good for, so that a late comer is told that it is used up.
  { name: 'invites', days: 30, sql: remove('invite', 'id', 'coalesce(t.used_at, t.expires_at) < $1') },
];

const remove = (table: string, key: string, where: string): string => `
  DELETE FROM "${table}" WHERE ${key} IN (
    SELECT ${key.replace(/[()]/g, '').replace(/\w+/g, 't.$&')} FROM "${table}" t WHERE ${where} LIMIT $2 FOR UPDATE SKIP LOCKED)`;

/** Long over, whatever became of it. */
const over = `o.state IN ('closed', 'refused', 'cancelled') AND o.updated_at < $1`;

/** `t` is a call that says again what somebody wrote, and was answered, in requests that are all long closed. */
const ofClosedRequests = `t.order_id IS NULL AND t.created_at < $1
  AND EXISTS (SELECT FROM resident_request r WHERE r.person_id = t.person_id AND r.closed_at < $1)
  AND NOT EXISTS (SELECT FROM resident_request r WHERE r.person_id = t.person_id AND coalesce(r.closed_at, 'infinity') >= $1)`;

const messagesSql = remove(
  'outbox',
  'id',
  `t.created_at < $1 AND (t.sent_at IS NOT NULL OR t.dropped_at IS NOT NULL) AND (t.card IS NULL OR NOT ${isOpenCard})`,
);

/** Takes the words out, and leaves the row. */
const blank = (table: string, columns: string, where: string): string => `
  UPDATE "${table}" SET ${columns.replace(/\w+/g, '$& = NULL')} WHERE id IN (
    SELECT t.id FROM "${table}" t
    WHERE ${where} AND num_nonnulls(${columns.replace(/\w+/g, 't.$&')}) > 0 LIMIT $2 FOR UPDATE SKIP LOCKED)`;

const ofOrders = (table: string, columns: string): string =>
  blank(table, columns, `EXISTS (SELECT FROM orders o WHERE o.id = t.order_id AND ${over})`);

const detailsSql = `
  UPDATE order_details SET wish = NULL, contact_name = NULL, contact_phone = NULL, spot = NULL, access = NULL
  WHERE order_id IN (
    SELECT d.order_id FROM order_details d JOIN orders o ON o.id = d.order_id
    WHERE ${over} AND num_nonnulls(d.wish, d.contact_name, d.contact_phone, d.spot, d.access) > 0
    LIMIT $2 FOR UPDATE OF d SKIP LOCKED)`;

// Residents nobody has heard of for so long, and for whom nothing is under way. Staff and schools' contacts stay who they are.
const peopleSql = `
  UPDATE person SET name = NULL, phone = NULL, recent_places = '[]', last_draft = NULL WHERE id IN (
    SELECT p.id FROM person p
    WHERE p.created_at < $1 AND (num_nonnulls(p.name, p.phone, p.last_draft) > 0 OR p.recent_places <> '[]')
      AND NOT EXISTS (SELECT FROM speaker s WHERE s.person_id = p.id)
      AND NOT EXISTS (SELECT FROM coordinator k WHERE k.person_id = p.id)
      AND NOT EXISTS (SELECT FROM bureau_member b WHERE b.person_id = p.id)
      AND NOT EXISTS (SELECT FROM school_contact s WHERE s.person_id = p.id AND s.active)
      AND NOT EXISTS (SELECT FROM chat c WHERE c.person_id = p.id AND c.updated_at >= $1)
      AND NOT EXISTS (SELECT FROM orders o WHERE o.requester_id = p.id AND NOT (${over}))
      AND NOT EXISTS (SELECT FROM resident_request r WHERE r.person_id = p.id AND coalesce(r.closed_at, 'infinity') >= $1)
      AND NOT EXISTS (SELECT FROM speaker_application a WHERE a.person_id = p.id AND coalesce(a.decided_at, 'infinity') >= $1)
    LIMIT $2 FOR UPDATE OF p SKIP LOCKED)`;

const parkedSql = `
  UPDATE chat SET state = state - 'parked', version = version + 1 WHERE id IN (
    SELECT c.id FROM chat c WHERE c.state->'parked'->>'until' < to_char($1::timestamptz, 'YYYY-MM-DD')
    LIMIT $2 FOR UPDATE SKIP LOCKED)`;

// The number of the question stays, so that a tap on an old button is not taken for an answer to a new one.
const halfMadeSql = `
  UPDATE chat SET state = state - 'active' - 'parked', version = version + 1 WHERE id IN (
    SELECT c.id FROM chat c WHERE c.updated_at < $1 AND c.state ?| ARRAY['active', 'parked']
    LIMIT $2 FOR UPDATE SKIP LOCKED)`;
