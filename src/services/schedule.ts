// Timers of orders: rows written in the transaction of the change that brings them about, found again when they are due.
// A timer belongs to one version of its order, so whatever happens to the order puts it out. Knows nothing of what a
// timer does: that is fire-timer.ts.

import { isOver } from '../domain/order-lifecycle.ts';
import { momentsOf } from '../domain/timers.ts';
import type { Tx } from '../store/database.ts';
import type { OrderState } from '../store/generated/enums.ts';
import type { Work } from './work.ts';

/** Writes what time is to do to an order that is in this state from now on. Twice is harmless. */
export async function schedule(
  work: Work,
  { id, state, version }: { readonly id: number; readonly state: OrderState; readonly version: number },
): Promise<void> {
  if (isOver(state)) return;
  const agreed = state === 'submitted' || state === 'proposed' ? undefined : await datesOf(work, id);
  const moments = momentsOf({ startsAt: null, endsAt: null, deliveredAt: null, ...agreed, state }, work);
  await work.tx.timer.createMany({
    data: moments.map((moment) => ({ ...moment, orderId: id, orderVersion: version })),
    skipDuplicates: true,
  });
}

/** The same for an order that has none. */
export async function scheduleAgain(work: Work, orderId: number): Promise<void> {
  const order = await work.tx.order.findUnique({
    where: { id: orderId },
    select: { id: true, state: true, version: true },
  });
  if (order) await schedule(work, order);
}

const datesOf = (work: Work, id: number) =>
  work.tx.order.findUniqueOrThrow({ where: { id }, select: { startsAt: true, endsAt: true, deliveredAt: true } });

/** What is due, the longest first. A timer that was put off is another occasion: its time is part of its key. */
export async function dueTimers(tx: Tx, now: Date): Promise<{ timerId: number; key: string }[]> {
  const rows = await tx.timer.findMany({
    where: { doneAt: null, dueAt: { lte: now } },
    orderBy: { dueAt: 'asc' },
    select: { id: true, dueAt: true },
    take: 500,
  });
  return rows.map(({ id, dueAt }) => ({ timerId: id, key: `${id}-${dueAt.getTime()}` }));
}

/** Orders from before there were timers, or put in by other means: under way, and without a timer of their version. */
export async function unscheduledOrders(tx: Tx): Promise<{ orderId: number; version: number }[]> {
  return tx.$queryRaw`
    SELECT o.id AS "orderId", o.version FROM orders o
    WHERE o.state IN ('submitted', 'proposed', 'offered', 'confirmed', 'delivered')
      AND NOT EXISTS (SELECT FROM timer t WHERE t.order_id = o.id AND t.order_version = o.version)
    ORDER BY o.id LIMIT 100`;
}
