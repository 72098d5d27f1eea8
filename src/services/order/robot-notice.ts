// Asks the group robot to say that an order has waited too long. That one waits at all, it finds out by itself.

import type { Work } from '../work.ts';

/** Once for each version of the order. The order's row is the caller's, so its version is the newest. */
export async function tellRobotItWaits(work: Work, order: { readonly id: number; readonly version: number }) {
  await work.tx.robotNotice.createMany({
    data: [{ orderId: order.id, orderVersion: order.version, reason: 'escalated', dueAt: work.now }],
    skipDuplicates: true,
  });
}
