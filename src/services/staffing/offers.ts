// The people an order is with: who leads, who assists, what each was asked and has answered.

import { settledOffer } from '../../domain/cards/speaker-card.ts';
import type { Message } from '../../domain/message.ts';
import { json, type NotifyOptions, notify, retireCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { type OrderRow, viewOf } from '../order/order-view.ts';
import { strikeCalls } from '../order/phone-tasks.ts';
import type { Work } from '../work.ts';

export type OfferRow = OrderRow['offers'][number];

export const leadOf = ({ offers }: Pick<OrderRow, 'offers'>): OfferRow | undefined =>
  offers.find(({ part }) => part === 'lead');

export const offerOf = ({ offers }: Pick<OrderRow, 'offers'>, speakerId: number | undefined): OfferRow | undefined =>
  offers.find((offer) => offer.speakerId === speakerId);

/** Takes back what is still asked or agreed of these, and tells them that it is. */
export async function withdrawOffers(
  work: Work,
  after: OrderRow,
  offers: readonly OfferRow[],
  urgency: Pick<NotifyOptions, 'urgent'> = {},
): Promise<void> {
  if (offers.length === 0) return;
  await closeOffers(work, offers);
  await tellWithdrawn(work, after.id, offers, settledOffer(await viewOf(work, after, 'speaker')), urgency);
}

/** Only the rows: another offer of the same talk may take their place. */
export async function closeOffers(work: Work, offers: readonly OfferRow[]): Promise<void> {
  await work.tx.offer.updateMany({
    where: { id: { in: offers.map(({ id }) => id) }, state: { in: ['open', 'accepted'] } },
    data: { state: 'withdrawn', answeredAt: work.now },
  });
}

export async function tellWithdrawn(
  work: Work,
  orderId: number,
  offers: readonly OfferRow[],
  message: Message,
  urgency: Pick<NotifyOptions, 'urgent'> = {},
): Promise<void> {
  for (const offer of offers) {
    await retireCard(work, cardNames.offer(orderId, offer.speakerId), message);
    await tellSpeaker(work, orderId, offer, message, urgency);
  }
}

/** The edited card makes no sound; who had accepted must hear of it, and who was rung up with the offer. */
async function tellSpeaker(
  work: Work,
  orderId: number,
  offer: OfferRow,
  message: Message,
  urgency: Pick<NotifyOptions, 'urgent'>,
): Promise<void> {
  const { speakerId, speaker } = offer;
  const { personId } = speaker;
  // Without a chat: the call that was to be made need not be; one that was made needs another.
  const rung = !speaker.person?.chats.length && (await strikeCalls(work, orderId, offer)) === 0;
  if (personId === null) {
    if (rung) await work.tx.phoneTask.create({ data: { orderId, speakerId, message: json(message) } });
  } else if (rung || offer.state === 'accepted')
    await notify(work, { personId, bot: 'staff' }, message, { orderId, ...urgency });
}
