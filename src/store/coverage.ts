// Which village, or school, has heard of which topic in a calendar year, or is about to: 覆盖.

import { instantAt, localTime } from '../domain/calendar.ts';
import type { Tx } from './database.ts';

export interface Venue {
  readonly areaId: number;
  readonly schoolId: number | null;
}

/** Talks given or agreed this year; an order that is only wished for covers nothing yet. */
export async function loadCoverage(
  tx: Tx,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Promise<(venue: Venue, topicId: number, exceptOrderId: number) => boolean> {
  const year = localTime(now, timeZone).day.slice(0, 4);
  const rows = await tx.order.findMany({
    where: {
      state: { in: ['offered', 'confirmed', 'delivered', 'closed'] },
      topicId: { not: null },
      startsAt: {
        gte: instantAt(`${year}-01-01`, 0, timeZone),
        lt: instantAt(`${Number(year) + 1}-01-01`, 0, timeZone),
      },
    },
    select: { id: true, areaId: true, schoolId: true, topicId: true },
  });
  const served = new Map<string, number[]>();
  for (const { id, topicId, ...venue } of rows) {
    const key = keyOf(venue, topicId);
    served.set(key, [...(served.get(key) ?? []), id]);
  }
  return (venue, topicId, exceptOrderId) =>
    (served.get(keyOf(venue, topicId)) ?? []).some((orderId) => orderId !== exceptOrderId);
}

const keyOf = ({ areaId, schoolId }: Venue, topicId: number | null): string =>
  schoolId === null ? `area ${areaId} ${topicId}` : `school ${schoolId} ${topicId}`;
