// How listeners rated each speaker, over all topics. SQL, because a tally of raised hands has to be unfolded.

import type { Tx } from './database.ts';

export interface SpeakerRating {
  readonly mean: number;
  readonly count: number;
}

/** By speaker. A tally counts every hand as one rating. */
export async function loadRatings(tx: Tx): Promise<ReadonlyMap<number, SpeakerRating>> {
  const rows = await tx.$queryRaw<{ speakerId: number; mean: number; count: number }[]>`
    SELECT record.speaker_id AS "speakerId",
           (sum(given.stars * given.hands)::float8 / sum(given.hands)) AS mean,
           sum(given.hands)::int AS count
    FROM orders
    JOIN talk_record record ON record.order_id = orders.id
    JOIN rating ON rating.order_id = orders.id
    CROSS JOIN LATERAL (
      SELECT rating.score::bigint AS stars, 1 AS hands WHERE rating.score IS NOT NULL
      UNION ALL
      SELECT tally.stars, tally.hands
      FROM unnest(rating.counts) WITH ORDINALITY AS tally(hands, stars)
      WHERE rating.score IS NULL
    ) given
    GROUP BY record.speaker_id
    HAVING sum(given.hands) > 0`;
  return new Map(rows.map(({ speakerId, mean, count }) => [speakerId, { mean, count }]));
}
