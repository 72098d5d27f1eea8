// The chat a message came from: read once per update, with the person and their roles.

import type { Database } from './database.ts';
import type { Bot, ChannelKind } from './generated/enums.ts';

export interface ChatKey {
  readonly bot: Bot;
  readonly channel: ChannelKind;
  readonly address: string;
}

export interface ChatRow {
  readonly id: number;
  readonly version: number;
  readonly state: unknown;
  readonly locale: string;
  readonly person_id: number;
  readonly name: string | null;
  readonly phone: string | null;
  readonly area_id: number | null;
  readonly school_id: number | null;
  readonly school_area_id: number | null;
  readonly recent_places: unknown;
  readonly last_draft: unknown;
  readonly speaker_id: number | null;
  readonly coordinator_id: number | null;
  readonly coordinator_area_id: number | null;
  readonly bureau_id: number | null;
  readonly bureau_area_id: number | null;
  /** Serves a school, has until lately, or is asked to. */
  readonly is_deputy: boolean;
  /** Of the schools that the person speaks for, in the public chat. */
  readonly school_ids: readonly number[];
  readonly recent_since: Date | null;
  readonly recent_updates: number;
}

/** The chat, made together with its person when it is new. */
export async function readChat({ pool, prisma }: Database, key: ChatKey, locale: string): Promise<ChatRow> {
  for (;;) {
    const { rows } = await pool.query<ChatRow>({
      name: 'read_chat',
      text: readSql,
      values: [key.bot, key.channel, key.address],
    });
    if (rows[0]) return rows[0];
    await prisma.$transaction([
      prisma.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${key.bot}/${key.channel}/${key.address}`}, 0))`,
      prisma.$executeRawUnsafe(createSql, key.bot, key.channel, key.address, locale),
    ]);
  }
}

const readSql = `
  SELECT c.id, c.version, c.state, c.locale, p.id AS person_id, p.name, p.phone, p.area_id, p.school_id,
    sc.area_id AS school_area_id, p.recent_places, p.last_draft, s.id AS speaker_id,
    k.id AS coordinator_id, k.area_id AS coordinator_area_id, b.id AS bureau_id, b.area_id AS bureau_area_id,
    EXISTS (SELECT FROM deputy_principal_appointment d
      WHERE d.speaker_id = s.id AND (d.state IN ('approved', 'accepted', 'active')
        OR d.state = 'ended' AND coalesce(d.ended_on, d.until_date) > current_date - 365)) AS is_deputy,
    ARRAY(SELECT m.school_id FROM school_contact m JOIN school o ON o.id = m.school_id
      WHERE m.person_id = p.id AND m.active AND o.retired_at IS NULL AND c.bot = 'public' ORDER BY m.id) AS school_ids,
    c.recent_since, c.recent_updates
  FROM chat c JOIN person p ON p.id = c.person_id
    LEFT JOIN school sc ON sc.id = p.school_id
    LEFT JOIN speaker s ON s.person_id = p.id AND s.active AND c.bot = 'staff'
    LEFT JOIN coordinator k ON k.person_id = p.id AND k.active AND c.bot = 'staff'
    LEFT JOIN bureau_member b ON b.person_id = p.id AND b.active AND c.bot = 'staff'
  WHERE c.bot = $1::bot AND c.channel = $2::channel_kind AND c.address = $3`;

// Two first messages at once make one chat: the second finds the address taken and leaves no person behind. The lock is
// a statement of its own before this one, which sees only what was there when it began.
const createSql = `
  WITH person AS (
    INSERT INTO person (requester_kind) SELECT 'resident'
    WHERE NOT EXISTS (SELECT FROM chat WHERE bot = $1::bot AND channel = $2::channel_kind AND address = $3)
    RETURNING id
  )
  INSERT INTO chat (bot, channel, address, person_id, locale)
  SELECT $1::bot, $2::channel_kind, $3, person.id, $4 FROM person ON CONFLICT DO NOTHING`;
