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
import { strikeCalls } from './phone-tasks.ts';
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
    await tellSpeaker(work, id, offer, message);
    await tellCoordinators(work, after);
  }
  return viewOf(work, after, 'requester');
}

/** The edited card makes no sound; who had accepted must hear of it, and who was rung up with the offer. */
async function tellSpeaker(
  work: Work,
  orderId: number,
  offer: OrderRow['offers'][number],
  message: Message,
): Promise<void> {
  const { speakerId, speaker } = offer;
  const { personId } = speaker;
  // Without a chat: the call that was to be made need not be; one that was made needs another.
  const rung = !speaker.person?.chats.length && (await strikeCalls(work, orderId, offer)) === 0;
  if (personId === null) {
    if (rung) await work.tx.phoneTask.create({ data: { orderId, speakerId, message: json(message) } });
  } else if (rung || offer.state === 'accepted') await notify(work, { personId, bot: 'staff' }, message, { orderId });
}

/** 另约时间 that nobody need answer any more. */
export async function closeCounterOffers(work: Work, { number, counterOffers }: OrderRow): Promise<void> {
  for (const { id } of counterOffers) {
    await work.tx.counterOffer.update({ where: { id }, data: { answeredAt: work.now } });
    await retireCard(work, cardNames.counter(id), { text: text('news.counter_no_longer', { number }) });
  }
}
