// A colleague who was proposed for a talk that has moved on: nobody need decide on that any more.

import { settledCard } from '../../domain/cards/coordinator-card.ts';
import { retireCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { type OrderRow, viewOf } from '../order/order-view.ts';
import type { Work } from '../work.ts';

/** `granted`: the one that was just decided on; the others fall away. */
export async function closeHandOvers(work: Work, after: OrderRow, granted?: number): Promise<void> {
  const open = await work.tx.handOver.findMany({ where: { orderId: after.id, decidedAt: null }, select: { id: true } });
  if (open.length === 0) return;
  const message = settledCard(await viewOf(work, after, 'coordinator'));
  for (const { id } of open) {
    const decided = { decidedAt: work.now, ...(id === granted && { granted: true }) };
    await work.tx.handOver.update({ where: { id }, data: decided });
    await retireCard(work, cardNames.handOver(id), message);
  }
}
