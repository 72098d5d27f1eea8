// What an order leaves behind when it moves on: offers, cards and questions that nobody need answer any more.

import { settledCard } from '../domain/cards/coordinator-card.ts';
import { settledOffer } from '../domain/cards/speaker-card.ts';
import { text } from '../domain/message.ts';
import type { OrderView } from '../domain/order-view.ts';
import { reload, tellCoordinators } from './answer-offer.ts';
import { cardNames } from './card-names.ts';
import { notify, retireCard } from './notify.ts';
import { type OrderRow, viewOf } from './order-view.ts';
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
  await retireCard(work, cardNames.order(id), settledCard(await viewOf(work, after, 'coordinator')));
  if (offer) {
    const message = settledOffer(await viewOf(work, after, 'speaker'));
    await retireCard(work, cardNames.offer(id), message);
    // The edited card makes no sound; who had accepted must hear of it.
    if (offer.state === 'accepted' && offer.speaker.personId !== null) {
      await notify(work, { personId: offer.speaker.personId, bot: 'staff' }, message, { orderId: id });
    }
    await tellCoordinators(work, after);
  }
  return viewOf(work, after, 'requester');
}

/** 另约时间 that nobody need answer any more. */
export async function closeCounterOffers(work: Work, { number, counterOffers }: OrderRow): Promise<void> {
  for (const { id } of counterOffers) {
    await work.tx.counterOffer.update({ where: { id }, data: { answeredAt: work.now } });
    await retireCard(work, cardNames.counter(id), { text: text('news.counter_no_longer', { number }) });
  }
}
