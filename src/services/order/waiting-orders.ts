// What waits for a coordinator: many orders at once, and of each only what a list shows.

import type { WaitingOrder } from '../../domain/order-view.ts';
import type { Prisma } from '../../store/generated/client.ts';
import { areasBelow } from '../scope.ts';
import type { Work } from '../work.ts';
import { namesOf, proposalOf } from './order-view.ts';

/** A list goes no further. */
const most = 100;

const names = { select: { name: true, nameEn: true } } as const;
const shown = {
  id: true,
  number: true,
  version: true,
  state: true,
  areaId: true,
  topic: { select: { nameZh: true, nameEn: true } },
  details: { select: { wish: true } },
  area: names,
  school: names,
  proposals: { orderBy: { id: 'desc' }, take: 1 },
} satisfies Prisma.OrderSelect;

export type WaitingRow = Prisma.OrderGetPayload<{ select: typeof shown }>;

const states: Prisma.OrderWhereInput = { state: { in: ['submitted', 'proposed'] } };

export async function whereWaiting(work: Work, areaId: number): Promise<Prisma.OrderWhereInput> {
  return { areaId: { in: await areasBelow(work, areaId) }, ...states };
}

/** Orders that wait for a coordinator of this area, the longest first. */
export async function waitingFor(work: Work, areaId: number, batchNumber?: string): Promise<WaitingOrder[]> {
  const where = await whereWaiting(work, areaId);
  return viewWaiting(work, await loadWaiting(work, { ...where, ...(batchNumber !== undefined && { batchNumber }) }));
}

/** Those of one batch, in all its areas. */
export const waitingOfBatch = (work: Work, batchNumber: string): Promise<WaitingRow[]> =>
  loadWaiting(work, { ...states, batchNumber });

const loadWaiting = (work: Work, where: Prisma.OrderWhereInput): Promise<WaitingRow[]> =>
  work.tx.order.findMany({ where, orderBy: { id: 'asc' }, take: most, select: shown });

/** One after the other: a transaction has one connection. */
export async function viewWaiting(work: Work, rows: readonly WaitingRow[]): Promise<WaitingOrder[]> {
  const views: WaitingOrder[] = [];
  for (const row of rows) {
    const { id, number, version, state, topic, details, area, school } = row;
    const place = school ?? area;
    views.push({
      ...{ id, number, version, state },
      ...(topic && { topic: namesOf(topic) }),
      ...(details?.wish && { wish: details.wish }),
      placeName: { zh: place.name, en: place.nameEn },
      ...(await proposalOf(work, row)),
    });
  }
  return views;
}
