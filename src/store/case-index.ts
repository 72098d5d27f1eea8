// How high the case counts of a topic's kind are in a place: 0 to 1, against the highest among areas of the same kind.

import type { AreaId, TopicId } from '../domain/ids.ts';
import type { Tx } from './database.ts';

/** `areaIds`: the place's area and everything above it, lowest first. 0 where nothing is known. */
export type CaseIndex = (areaIds: readonly AreaId[], topicId: TopicId) => number;

/** Over the twelve months before this one, and what this one has so far. One query. */
export async function loadCaseIndex(tx: Tx, now: Date): Promise<CaseIndex> {
  const from = new Date(Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth(), 1));
  const rows = await tx.$queryRaw<{ areaId: number; topicId: number; cases: number; highest: number }[]>`
    SELECT c.area_id AS "areaId", c.topic_id AS "topicId", sum(c.cases)::int AS cases,
      max(sum(c.cases)) OVER (PARTITION BY a.kind, c.topic_id)::int AS highest
    FROM case_count c JOIN area a ON a.id = c.area_id
    WHERE c.month BETWEEN ${from}::date AND ${now}::date
    GROUP BY c.area_id, c.topic_id, a.kind`;
  const shares = new Map(
    rows.map(({ areaId, topicId, cases, highest }) => [`${areaId} ${topicId}`, highest === 0 ? 0 : cases / highest]),
  );
  return (areaIds, topicId) => {
    const counted = areaIds.find((id) => shares.has(`${id} ${topicId}`));
    return shares.get(`${counted} ${topicId}`) ?? 0;
  };
}
