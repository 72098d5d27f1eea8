// A new order with its details, times and questions, in one statement: ordering is what most people do at once.

import { randomBytes } from 'node:crypto';
import type { TalkWindow } from '../domain/draft.ts';
import type { Tx } from './database.ts';
import type { OrderSource, OrderState } from './generated/enums.ts';

export interface NewOrder {
  /** Of a batch's order; any other gets the next that is free. */
  readonly number?: string | undefined;
  readonly batchNumber?: string | undefined;
  readonly state: OrderState;
  readonly source: OrderSource;
  readonly requesterId: number;
  readonly enteredById?: number | undefined;
  readonly topicId?: number | undefined;
  readonly courseId?: number | undefined;
  readonly formatId: number;
  readonly areaId: number;
  readonly schoolId?: number | undefined;
  readonly audience: string;
  readonly size?: number | undefined;
  readonly language?: string | undefined;
  readonly preferredSpeakerId?: number | undefined;
  readonly wantsDeputy?: boolean;
  readonly startsAt?: Date;
  readonly endsAt?: Date;
  readonly deliveredAt?: Date;
  readonly createdAt: Date;
  /** Free text and numbers, apart from the order so that they can be erased. */
  readonly details: {
    readonly wish?: string | undefined;
    readonly contactName?: string | undefined;
    readonly contactPhone?: string | undefined;
    readonly spot?: string | undefined;
    readonly access?: string | undefined;
  };
  /** The most wished for first. */
  readonly windows: readonly TalkWindow[];
  /** The requester's. */
  readonly questions: readonly string[];
}

export async function insertOrder(tx: Tx, order: NewOrder): Promise<{ id: number; number: string }> {
  const { details, windows, questions, ...row } = order;
  const given = [{ ...row, ratingToken: newRatingToken() }, details, windows].map((part) => JSON.stringify(part));
  const [inserted] = await tx.$queryRawUnsafe<{ id: number; number: string }[]>(sql, ...given, questions);
  if (!inserted) throw new Error('an order was not inserted');
  return inserted;
}

/** 72 bits: listeners type or scan it, nobody guesses it. */
const newRatingToken = (): string => randomBytes(9).toString('base64url');

const sql = `
  WITH placed AS (
    INSERT INTO orders (number, batch_number, state, source, requester_id, entered_by_id, topic_id, course_id, format_id, area_id,
      school_id, audience, size, language, preferred_speaker_id, wants_deputy, starts_at, ends_at, delivered_at,
      rating_token, created_at, updated_at)
    SELECT coalesce(number, nextval('order_number')::text), "batchNumber", state, source, "requesterId", "enteredById", "topicId", "courseId", "formatId", "areaId",
      "schoolId", audience, size, coalesce(language, 'putonghua'), "preferredSpeakerId", coalesce("wantsDeputy", false),
      "startsAt", "endsAt", "deliveredAt", "ratingToken", "createdAt", "createdAt"
    FROM jsonb_to_record($1::jsonb) AS given(number text, "batchNumber" text, state order_state, source order_source,
      "requesterId" int, "enteredById" int, "topicId" int, "courseId" int, "formatId" int, "areaId" int, "schoolId" int, audience text,
      size int, language text, "preferredSpeakerId" int, "wantsDeputy" boolean, "startsAt" timestamptz,
      "endsAt" timestamptz, "deliveredAt" timestamptz, "ratingToken" text, "createdAt" timestamptz)
    RETURNING id, number, requester_id, created_at
  ), details AS (
    INSERT INTO order_details (order_id, wish, contact_name, contact_phone, spot, access)
    SELECT placed.id, wish, "contactName", "contactPhone", spot, access
    FROM placed, jsonb_to_record($2::jsonb) AS given(wish text, "contactName" text, "contactPhone" text, spot text, access text)
  ), windows AS (
    INSERT INTO order_window (order_id, rank, day, half, period, clock)
    SELECT placed.id, place - 1, (given->>'day')::date, (given->>'half')::half, (given->>'period')::int,
      (given->>'clock')::int
    FROM placed, jsonb_array_elements($3::jsonb) WITH ORDINALITY AS windows(given, place)
  ), questions AS (
    INSERT INTO question (order_id, asker_id, text, created_at)
    SELECT placed.id, placed.requester_id, words, placed.created_at
    FROM placed, unnest($4::text[]) WITH ORDINALITY AS questions(words, place) ORDER BY place
  )
  SELECT id, number FROM placed`;
