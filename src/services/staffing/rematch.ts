// Orders that name a speaker who is gone before that speaker had the talk: proposed, or open to all.

import { settledCard } from '../../domain/cards/coordinator-card.ts';
import { settledOffer } from '../../domain/cards/speaker-card.ts';
import { retireCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { reload } from '../order/order-access.ts';
import { loadOrder, type OrderRow, viewOf } from '../order/order-view.ts';
import { released } from '../order/release-order.ts';
import { transition } from '../order/transition.ts';
import type { Work } from '../work.ts';
import { claimsOf } from './claim-close.ts';

/** Under the order's lock. */
export async function rematch(work: Work, orderId: number): Promise<void> {
  const before = await loadOrder(work, orderId);
  if (!before || !(await transition(work, { order: before, action: 'amend', actor: 'system' }))) return;
  const after = await reload(work, orderId);
  await retireCard(work, cardNames.order(orderId), settledCard(await viewOf(work, after, 'coordinator')));
  work.match(orderId, after.version);
}

/** They are no longer asked; where nobody else is, the order waits again. */
export async function releaseClaim(work: Work, before: OrderRow, speakerId: number): Promise<void> {
  await work.tx.offer.updateMany({
    where: { orderId: before.id, speakerId, claim: true, state: 'open' },
    data: { state: 'withdrawn', answeredAt: work.now },
  });
  const card = cardNames.offer(before.id, speakerId);
  await retireCard(work, card, settledOffer(await viewOf(work, before, 'speaker')));
  if ((await claimsOf(work, before.id)).length > 0 || before.offers.some(({ part }) => part === 'lead')) return;
  const data = { startsAt: null, endsAt: null };
  if (!(await transition(work, { order: before, action: 'expire', actor: 'system', data }))) return;
  await released(work, before);
  work.match(before.id, before.version + 1);
}
