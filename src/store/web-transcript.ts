// What a web chat's page shows: the chat's visible rows, each with its newest visible edit in its place. Reads only;
// the SQL that Prisma cannot say stands here. Knows no HTML and no language.

import type { Message } from '../domain/message.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';

/** A message as it is now. */
export interface ShownMessage {
  readonly id: bigint;
  /** The row that gave it its present words: its own, or that of its newest edit. Rises with every change. */
  readonly version: bigint;
  readonly said: boolean;
  readonly card: boolean;
  readonly message: Message;
  readonly sentAt: Date;
}

/** One row that has become visible: a new message, or the edit of an earlier one. */
export interface ShownRow {
  readonly id: bigint;
  readonly target: bigint;
  readonly edit: boolean;
  readonly sentAt: Date;
}

type Reader = Pick<Database, 'prisma'>;
interface MessageRow extends Omit<ShownMessage, 'version'> {
  readonly editId: bigint | null;
}

/** The newest messages, or those before message `before`; oldest first. */
export async function readTranscript(
  { prisma }: Reader,
  chatId: number,
  { limit, before }: { limit: number; before?: bigint },
): Promise<{ messages: ShownMessage[]; earlier: boolean }> {
  const at = before ?? null;
  const rows = await prisma.$queryRaw<MessageRow[]>`
    ${visibleMessages(chatId)} AND (${at}::bigint IS NULL OR (m."sent_at", m."id") <
      (SELECT b."sent_at", b."id" FROM "outbox" b WHERE b."id" = ${at}::bigint AND b."chat_id" = ${chatId}))
    ORDER BY m."sent_at" DESC, m."id" DESC LIMIT ${limit + 1}`;
  return { messages: rows.slice(0, limit).reverse().map(shown), earlier: rows.length > limit };
}

/** These messages of the chat as they are now, by id. */
export async function readMessages(
  { prisma }: Reader,
  chatId: number,
  ids: readonly bigint[],
): Promise<Map<bigint, ShownMessage>> {
  const rows = await prisma.$queryRaw<MessageRow[]>`
    ${visibleMessages(chatId)} AND m."id" = ANY(${[...ids]}::bigint[])`;
  return new Map(rows.map((row) => [row.id, shown(row)]));
}

/** The row that became visible last: where a page that shows everything stands. */
export async function readCursor({ prisma }: Reader, chatId: number): Promise<bigint> {
  const [row] = await prisma.$queryRaw<{ id: bigint }[]>`
    SELECT "id" FROM "outbox" WHERE "chat_id" = ${chatId} AND "sent_at" IS NOT NULL
    ORDER BY "sent_at" DESC, "id" DESC LIMIT 1`;
  return row?.id ?? 0n;
}

/**
 * Rows that became visible since `cursor`, oldest first, and those of the ten seconds before it: rows become visible
 * in the order of their commits, not of their ids, so a reader must look back a little and skip what it knows.
 */
export async function readVisibleSince(
  { prisma }: Reader,
  chatId: number,
  cursor: bigint,
  limit: number,
): Promise<ShownRow[]> {
  return prisma.$queryRaw<ShownRow[]>`
    SELECT "id", "kind" = 'edit' AS "edit", "sent_at" AS "sentAt",
           CASE WHEN "kind" <> 'edit' THEN "id"
                WHEN "edits_outbox_id" IS NOT NULL THEN "edits_outbox_id"
                WHEN "edits_message_id" ~ '^[0-9]{1,18}$' THEN "edits_message_id"::bigint
                ELSE 0 END AS "target"
    FROM "outbox"
    WHERE "chat_id" = ${chatId} AND "sent_at" IS NOT NULL AND "sent_at" >= COALESCE(
      (SELECT "sent_at" - interval '10 seconds' FROM "outbox" WHERE "id" = ${cursor} AND "chat_id" = ${chatId}), '-infinity')
    ORDER BY "sent_at", "id" LIMIT ${limit}`;
}

const visibleMessages = (chatId: number): Prisma.Sql => Prisma.sql`
  SELECT m."id", m."kind" = 'said' AS "said", m."card" IS NOT NULL AS "card", m."sent_at" AS "sentAt",
         e."id" AS "editId", COALESCE(e."message", m."message") AS "message"
  FROM "outbox" m
  LEFT JOIN LATERAL (
    SELECT "id", "message" FROM "outbox"
    WHERE "chat_id" = ${chatId} AND "kind" = 'edit' AND "sent_at" IS NOT NULL
      AND COALESCE("edits_outbox_id"::text, "edits_message_id") = m."id"::text
    ORDER BY "id" DESC LIMIT 1
  ) e ON true
  WHERE m."chat_id" = ${chatId} AND m."kind" <> 'edit' AND m."sent_at" IS NOT NULL
    -- Not what was erased.
    AND COALESCE(e."message", m."message") <> '{"text": ""}'`;

const shown = ({ editId, ...row }: MessageRow): ShownMessage => ({ ...row, version: editId ?? row.id });
