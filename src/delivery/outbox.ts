// The outbox as delivery sees it: which row of a chat goes next, and what became of it. All its SQL stands here. Knows
// no channel and no language.
//
// Time is the database's, so that processes with differing clocks agree; a test's clock takes its place.

import type { Pool } from 'pg';
import type { BotName, ChannelName } from '../channels/channel.ts';
import type { ChatId } from '../domain/ids.ts';
import type { Message } from '../domain/message.ts';

/** A row that this process alone may send, until the lease ends. */
export interface Claimed {
  readonly id: string;
  readonly chatId: ChatId;
  readonly kind: 'send' | 'edit';
  readonly message: Message;
  /** This one included. */
  readonly attempts: number;
  readonly overdueSeconds: number;
  /** What an edit changes, as the channel named it. */
  readonly targetMessageId: string | null;
  readonly bot: BotName;
  readonly channel: ChannelName;
  readonly address: string;
  readonly locale: string;
}

export interface Waiting {
  readonly closed: boolean;
  /** Milliseconds until something of the chat can go; not positive: now. */
  readonly inMs: number;
}

export interface Outbox {
  /** Leases the first due row of the chat. Nothing while another holds it, or before the chat's time has come. */
  claim(chatId: ChatId): Promise<Claimed | undefined>;
  /** What of the chat is still to go. */
  waiting(chatId: ChatId): Promise<Waiting | undefined>;
  /** `pauseSeconds`: how long the chat's next message has to wait. */
  markSent(row: Claimed, messageId: string, pauseSeconds: number): Promise<void>;
  /** Gives the row back; the chat sends nothing for so long. */
  markLater(row: Claimed, afterSeconds: number): Promise<void>;
  /** Gives the row up. `tell`: its person is to be told by phone. */
  drop(row: Claimed, code: string, options: { tell: boolean; pauseSeconds: number }): Promise<void>;
  /** The address takes nothing any more: closes the chat, drops what it has, and puts its person on the phone list. */
  close(chatId: ChatId): Promise<void>;
  /** Chats that have something to send now, the longest waiting first. */
  dueChats(limit: number): Promise<{ chatId: ChatId; bot: BotName }[]>;
}

export function createOutbox(pool: Pool, clock?: () => Date): Outbox {
  const now = (): Date | null => clock?.() ?? null;

  return {
    async claim(chatId) {
      const { rows } = await pool.query<Claimed>({ name: 'outbox-claim', text: claimSql, values: [now(), chatId] });
      return rows[0];
    },
    async waiting(chatId) {
      const { rows } = await pool.query<Waiting>({ name: 'outbox-waiting', text: waitingSql, values: [now(), chatId] });
      return rows[0];
    },
    async markSent(row, messageId, pauseSeconds) {
      await pool.query({
        name: 'outbox-sent',
        text: sentSql,
        values: [now(), row.id, messageId, pauseSeconds, row.chatId],
      });
    },
    async markLater(row, afterSeconds) {
      await pool.query({ name: 'outbox-later', text: laterSql, values: [now(), row.id, afterSeconds, row.chatId] });
    },
    async drop(row, code, { tell, pauseSeconds }) {
      await pool.query({
        name: 'outbox-drop',
        text: dropSql,
        values: [now(), row.id, code, tell, pauseSeconds, row.chatId],
      });
    },
    async close(chatId) {
      await pool.query({ name: 'outbox-close', text: closeSql, values: [now(), chatId] });
    },
    async dueChats(limit) {
      const { rows } = await pool.query<{ chatId: ChatId; bot: BotName }>({
        name: 'outbox-due',
        text: dueChatsSql,
        values: [now(), limit],
      });
      return rows;
    },
  };
}

/** $1 is the test's clock or null. */
const at = 'coalesce($1::timestamptz, clock_timestamp())';
const after = (parameter: string): string => `${at} + make_interval(secs => ${parameter}::float8)`;
const unsent = `o.sent_at IS NULL AND o.dropped_at IS NULL AND o.kind <> 'said'`;
// due_at is rounded to milliseconds, upwards as well.
const due = `o.due_at <= ${at} + interval '1 millisecond'`;

// The chat's row is locked, so that next_send_at is the newest. The lease is asked for in the UPDATE, which looks at the
// newest version of the row: asked for while looking for the first row, it would let a later message overtake.
const claimSql = `
  WITH open AS (
    SELECT id, bot, channel, address, locale FROM chat
     WHERE id = $2 AND closed_at IS NULL AND (next_send_at IS NULL OR next_send_at <= ${at})
       FOR NO KEY UPDATE
  ), head AS (
    SELECT o.id FROM outbox o JOIN open ON open.id = o.chat_id WHERE ${unsent} AND ${due} ORDER BY o.id LIMIT 1
  )
  UPDATE outbox o SET lease_until = ${at} + interval '30 seconds', attempts = o.attempts + 1
    FROM head, open
   WHERE o.id = head.id AND ${unsent} AND (o.lease_until IS NULL OR o.lease_until <= ${at})
  RETURNING o.id::text, o.chat_id AS "chatId", o.kind, o.message, o.attempts,
    extract(epoch FROM ${at} - o.due_at)::float8 AS "overdueSeconds",
    coalesce(o.edits_message_id, (SELECT t.message_id FROM outbox t WHERE t.id = o.edits_outbox_id)) AS "targetMessageId",
    open.bot, open.channel, open.address, open.locale`;

const waitingSql = `
  SELECT c.closed_at IS NOT NULL AS closed,
    extract(epoch FROM greatest(c.next_send_at, coalesce(
      (SELECT greatest(o.due_at, o.lease_until) FROM outbox o
        WHERE o.chat_id = c.id AND ${unsent} AND ${due} ORDER BY o.id LIMIT 1),
      (SELECT min(o.due_at) FROM outbox o WHERE o.chat_id = c.id AND ${unsent})
    )) - ${at})::float8 * 1000 AS "inMs"
    FROM chat c
   WHERE c.id = $2 AND EXISTS (SELECT FROM outbox o WHERE o.chat_id = c.id AND ${unsent})`;

// The chat's row comes before its messages, as in a step that changes cards of its own chat: the other way round the two
// would wait for each other.
const chatFirst = (chat: string, pause: string): string =>
  `turn AS (SELECT id FROM chat WHERE id = ${chat} AND ${pause}::float8 > 0 FOR NO KEY UPDATE)`;
const afterChat = '(SELECT count(*) FROM turn) >= 0';

// An edit that had to be sent anew moves what it edited: the next edit finds the new message. A chat without a pause is
// not touched, so that its next tap waits for nothing.
const sentSql = `
  WITH ${chatFirst('$5', '$4')}, sent AS (
    UPDATE outbox SET sent_at = ${at}, message_id = $3, lease_until = NULL
     WHERE id = $2 AND sent_at IS NULL AND dropped_at IS NULL AND ${afterChat} RETURNING chat_id, edits_outbox_id
  ), moved AS (
    UPDATE outbox o SET message_id = $3 FROM sent
     WHERE o.id = sent.edits_outbox_id AND o.message_id IS DISTINCT FROM $3
  )
  UPDATE chat SET next_send_at = ${after('$4')} FROM sent WHERE chat.id = sent.chat_id AND $4::float8 > 0`;

const laterSql = `
  WITH ${chatFirst('$4', '1')}, freed AS (
    UPDATE outbox SET lease_until = NULL
     WHERE id = $2 AND sent_at IS NULL AND dropped_at IS NULL AND ${afterChat} RETURNING chat_id
  )
  UPDATE chat SET next_send_at = ${after('$3')} FROM freed WHERE chat.id = freed.chat_id`;

// The call belongs to the order, so that the coordinators of its place see it; of one kind and order the newest is enough.
// Nobody has to be rung up about an edit, nor about a question of a dialogue: its buttons are bound to it ("q1f:…").
const toTell = (when: string): string => `
  named AS (
    SELECT d.id, d.message, d.call_kind, c.person_id,
      (SELECT s.id FROM speaker s WHERE s.person_id = c.person_id) AS speaker_id,
      (SELECT r.id FROM orders r WHERE r.id = coalesce(d.order_id,
        substring(d.card FROM '^(?:order|offer|rate):([0-9]{1,9})(?::[0-9]{1,9})?$')::int)) AS order_id
      FROM dropped d JOIN chat c ON c.id = d.chat_id
     WHERE d.kind = 'send' AND ${when}
       AND NOT jsonb_path_exists(d.message, '$.choices[*][*].id ? (@ like_regex "^q[0-9a-z]+:")')
  ), calls AS (
    SELECT DISTINCT ON (coalesce(call_kind || ' ' || order_id, message::text)) * FROM named
     ORDER BY coalesce(call_kind || ' ' || order_id, message::text), id DESC
  ), replaced AS (
    UPDATE phone_task t SET done_at = ${at} FROM calls
     WHERE t.person_id = calls.person_id AND t.order_id = calls.order_id AND t.kind = calls.call_kind AND t.done_at IS NULL
  )
  INSERT INTO phone_task (person_id, speaker_id, order_id, kind, message)
  SELECT person_id, speaker_id, order_id, call_kind, message FROM calls ORDER BY id`;
const toldOf = 'o.id, o.chat_id, o.kind, o.message, o.card, o.order_id, o.call_kind';

const dropSql = `
  WITH ${chatFirst('$6', '$5')}, dropped AS (
    UPDATE outbox o SET dropped_at = ${at}, drop_code = $3, lease_until = NULL
     WHERE o.id = $2 AND ${unsent} AND ${afterChat} RETURNING ${toldOf}
  ), paused AS (
    UPDATE chat SET next_send_at = ${after('$5')} FROM dropped WHERE chat.id = dropped.chat_id AND $5::float8 > 0
  ), ${toTell('$4::boolean')}`;

const closeSql = `
  WITH closed AS (
    UPDATE chat SET closed_at = coalesce(closed_at, ${at}) WHERE id = $2 RETURNING id
  ), dropped AS (
    UPDATE outbox o SET dropped_at = ${at}, drop_code = 'closed', lease_until = NULL
      FROM closed WHERE o.chat_id = closed.id AND ${unsent} RETURNING ${toldOf}
  ), ${toTell('true')}`;

const dueChatsSql = `
  SELECT c.id AS "chatId", c.bot FROM outbox o JOIN chat c ON c.id = o.chat_id
   WHERE ${unsent} AND ${due} AND (o.lease_until IS NULL OR o.lease_until <= ${at})
     AND (c.next_send_at IS NULL OR c.next_send_at <= ${at})
   GROUP BY c.id ORDER BY min(o.due_at) LIMIT $2`;
