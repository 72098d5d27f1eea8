// What an order leaves behind when it moves on: offers, cards and questions that nobody need answer any more.

import { settledCard } from '../domain/cards/coordinator-card.ts';
import { settledOffer } from '../domain/cards/speaker-card.ts';
import { type Message, text } from '../domain/message.ts';
import { isOver } from '../domain/order-lifecycle.ts';
import type { OrderView } from '../domain/order-view.ts';
import { cardNames } from './card-names.ts';
import { json, notify, retireCard } from './notify.ts';
import { reload } from './order-access.ts';
import { type OrderRow, viewOf } from './order-view.ts';
import { tellCoordinators } from './tell-coordinators.ts';
import type { Work } from './work.ts';

/** Takes back what was asked of others for the order as it was, and tells them. */
export async function released(work: Work, before: OrderRow): Promise<OrderView> {
  const { id } = before;
  const [offer] = before.offers;
  if (offer)
    await work.tx.offer.updateMany({
      where: { orderId: id, state: { in: ['open', 'accepted'] } },
      data: { state: 'withdrawn', answeredAt: work.now },
    });
  await closeCounterOffers(work, before);
  const after = await reload(work, id);
  // Another time leaves the coordinator's question as it was; an order that is over has none.
  if (isOver(after.state))
    await work.tx.inquiry.updateMany({ where: { orderId: id, answeredAt: null }, data: { answeredAt: work.now } });
  await retireCard(work, cardNames.order(id), settledCard(await viewOf(work, after, 'coordinator')));
  if (offer) {
    const message = settledOffer(await viewOf(work, after, 'speaker'));
    await retireCard(work, cardNames.offer(id), message);
    const { personId } = offer.speaker;
    if (personId === null) await callBack(work, id, offer.speakerId, message);
    // The edited card makes no sound; who had accepted must hear of it.
    else if (offer.state === 'accepted') await notify(work, { personId, bot: 'staff' }, message, { orderId: id });
    await tellCoordinators(work, after);
  }
  return viewOf(work, after, 'requester');
}

/** A speaker without a chat: the call that was to be made need not be; one that was made needs another. */
async function callBack(work: Work, orderId: number, speakerId: number, message: Message): Promise<void> {
  const { count } = await work.tx.phoneTask.updateMany({
    where: { orderId, speakerId, doneAt: null },
    data: { doneAt: work.now },
  });
  if (count === 0) await work.tx.phoneTask.create({ data: { orderId, speakerId, message: json(message) } });
}

/** 另约时间 that nobody need answer any more. */
export async function closeCounterOffers(work: Work, { number, counterOffers }: OrderRow): Promise<void> {
  for (const { id } of counterOffers) {
    await work.tx.counterOffer.update({ where: { id }, data: { answeredAt: work.now } });
    await retireCard(work, cardNames.counter(id), { text: text('news.counter_no_longer', { number }) });
  }
}
