// Whether a requester has been told that somebody comes: from the first acceptance until the order waits again. Whoever
// takes over in between is told to the requester at once, and is no news any more when they accept.

import { requesterCard } from '../../domain/cards/requester-card.ts';
import { text } from '../../domain/message.ts';
import { notify } from '../notify.ts';
import { type OrderRow, viewOf } from '../order/order-view.ts';
import type { Work } from '../work.ts';

export async function isPromised({ tx }: Work, orderId: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ promised: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM order_event e WHERE e.order_id = ${orderId} AND e.to_state = 'confirmed' AND NOT EXISTS (
        SELECT FROM order_event l WHERE l.order_id = e.order_id AND l.version > e.version
          AND l.to_state NOT IN ('offered', 'confirmed'))
    ) AS promised`;
  return row?.promised ?? false;
}

/** The one who was promised can't come: said to the requester, with what is being done. */
export async function tellItIsLookedFor(work: Work, after: OrderRow, urgent = false): Promise<void> {
  const news = requesterCard(await viewOf(work, after, 'requester'), text('news.back'));
  await notify(work, { personId: after.requesterId, bot: 'public' }, news, {
    ...{ orderId: after.id, callKind: 'news', urgent },
  });
}
