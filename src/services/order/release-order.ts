// What an order leaves behind when it moves on: offers, cards and questions that nobody need answer any more.

import { settledCard } from '../../domain/cards/coordinator-card.ts';
import { text } from '../../domain/message.ts';
import { isOver } from '../../domain/order-lifecycle.ts';
import type { OrderView } from '../../domain/order-view.ts';
import { retireCard } from '../notify.ts';
import { closeClaims } from '../staffing/claim-close.ts';
import { closeHandOvers } from '../staffing/hand-over-close.ts';
import { withdrawOffers } from '../staffing/offers.ts';
import type { Work } from '../work.ts';
import { cardNames } from './card-names.ts';
import { reload } from './order-access.ts';
import { type OrderRow, viewOf } from './order-view.ts';
import { strikeCallsOf } from './phone-tasks.ts';
import { tellCoordinators } from './tell-coordinators.ts';

/** Takes back what was asked of others for the order as it was, and tells them. */
export async function released(work: Work, before: OrderRow): Promise<OrderView> {
  const { id } = before;
  await closeCounterOffers(work, before);
  const after = await reload(work, id);
  // Another time leaves the coordinator's question as it was; an order that is over has none.
  if (isOver(after.state))
    await work.tx.inquiry.updateMany({ where: { orderId: id, answeredAt: null }, data: { answeredAt: work.now } });
  await retireCard(work, cardNames.order(id), settledCard(await viewOf(work, after, 'coordinator')));
  await closeHandOvers(work, after);
  const claimed = await closeClaims(work, after);
  if (before.offers.length > 0 || claimed) {
    await withdrawOffers(work, after, before.offers);
    await tellCoordinators(work, after);
  }
  return viewOf(work, after, 'requester');
}

/** 另约时间 that nobody need answer any more. */
export async function closeCounterOffers(work: Work, { id: orderId, number, counterOffers }: OrderRow): Promise<void> {
  for (const { id } of counterOffers) {
    await work.tx.counterOffer.update({ where: { id }, data: { answeredAt: work.now } });
    await retireCard(work, cardNames.counter(id), { text: text('news.counter_no_longer', { number }) });
    await strikeCallsOf(work, orderId, ['counter']);
  }
}
