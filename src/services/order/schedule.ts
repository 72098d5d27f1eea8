// Timers of orders: rows written in the transaction of the change that brings them about, found again when they are due.
// A timer belongs to one version of its order, so whatever happens to the order puts it out. Knows nothing of what a
// timer does: that is fire-timer.ts.

import { isOver } from '../../domain/order-lifecycle.ts';
import { type Moment, momentsOf } from '../../domain/timers.ts';
import type { Tx } from '../../store/database.ts';
import type { OrderState } from '../../store/generated/enums.ts';
import type { Work } from '../work.ts';

/** What time is to do to an order that is in this state from now on. */
export async function momentsFrom(
  work: Work,
  { id, state }: { readonly id: number; readonly state: OrderState },
): Promise<readonly Moment[]> {
  if (isOver(state)) return [];
  const agreed = state === 'submitted' || state === 'proposed' ? undefined : await datesOf(work, id);
  return momentsOf({ startsAt: null, endsAt: null, deliveredAt: null, ...agreed, state }, work);
}

/** Writes the timers of an order that has none. Twice is harmless. */
export async function scheduleAgain(work: Work, orderId: number): Promise<void> {
  const order = await work.tx.order.findUnique({
    where: { id: orderId },
    select: { id: true, state: true, version: true },
  });
  if (!order) return;
  const moments = await momentsFrom(work, order);
  await work.tx.timer.createMany({
    data: moments.map((moment) => ({ ...moment, orderId, orderVersion: order.version })),
    skipDuplicates: true,
  });
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
