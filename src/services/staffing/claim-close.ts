// 抢单 that is over: whoever has not answered need not any more, and sees on their card what became of it.

import { settledOffer, takenCard } from '../../domain/cards/speaker-card.ts';
import type { Message } from '../../domain/message.ts';
import { retireCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { type OrderRow, openClaims, viewOf, withSpeaker } from '../order/order-view.ts';
import type { Work } from '../work.ts';
import type { OfferRow } from './offers.ts';

export const claimsOf = (work: Work, orderId: number): Promise<OfferRow[]> =>
  work.tx.offer.findMany({ where: { orderId, ...openClaims }, include: withSpeaker, orderBy: { id: 'asc' } });

/** Nobody is told aloud: they had agreed to nothing. `taker`: who has the talk. True where there was anything to close. */
export async function closeClaims(work: Work, after: OrderRow, taker?: string): Promise<boolean> {
  const claims = await claimsOf(work, after.id);
  if (claims.length === 0) return false;
  await work.tx.offer.updateMany({
    where: { id: { in: claims.map(({ id }) => id) } },
    data: { state: 'withdrawn', answeredAt: work.now },
  });
  const order = await viewOf(work, after, 'speaker');
  const message: Message = taker === undefined ? settledOffer(order) : takenCard(order, taker);
  for (const { speakerId } of claims) await retireCard(work, cardNames.offer(after.id, speakerId), message);
  return true;
}
