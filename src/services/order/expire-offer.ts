// An offer that was not answered in time: the order waits again and is matched anew, without this speaker.

import { settledOffer } from '../../domain/cards/speaker-card.ts';
import { retireCard } from '../notify.ts';
import { closeClaims } from '../staffing/claim-close.ts';
import { withdrawOffers } from '../staffing/offers.ts';
import { isPromised, tellItIsLookedFor } from '../staffing/promised.ts';
import type { Work } from '../work.ts';
import { cardNames } from './card-names.ts';
import { reload } from './order-access.ts';
import { type OrderRow, viewOf } from './order-view.ts';
import { strikeCalls } from './phone-tasks.ts';
import { tellCoordinators } from './tell-coordinators.ts';
import { transition } from './transition.ts';

export async function expireOffer(work: Work, order: OrderRow): Promise<void> {
  const data = { startsAt: null, endsAt: null };
  const promised = await isPromised(work, order.id);
  if (!(await transition(work, { order, action: 'expire', actor: 'system', data }))) return;
  const after = await reload(work, order.id);
  // Who lets an order pass that was open to all is not held to it.
  await closeClaims(work, after);
  await work.tx.offer.updateMany({
    where: { orderId: order.id, state: 'open' },
    data: { state: 'expired', answeredAt: work.now },
  });
  const message = settledOffer(await viewOf(work, after, 'speaker'));
  for (const offer of order.offers.filter(({ state }) => state === 'open')) {
    // Who was to be rung up with the offer need not be any more.
    await strikeCalls(work, order.id, offer);
    await retireCard(work, cardNames.offer(order.id, offer.speakerId), message);
  }
  // Who had agreed to go with somebody who never answered.
  await withdrawOffers(
    work,
    after,
    order.offers.filter(({ state }) => state === 'accepted'),
  );
  if (promised) await tellItIsLookedFor(work, after);
  await tellCoordinators(work, after);
  work.match(order.id, after.version);
}
