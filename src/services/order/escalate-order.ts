// An order on which nobody has decided: everybody in charge of its place is told, up to the district.

import { waitingCard } from '../../domain/cards/time-card.ts';
import { addAwake } from '../../domain/quiet-hours.ts';
import { wakingOf } from '../../domain/timers.ts';
import { notify } from '../notify.ts';
import { coordinatorsAbove } from '../scope.ts';
import { digestFrom, sendDigest } from '../staffing/propose-order.ts';
import type { Work } from '../work.ts';
import { cardNames } from './card-names.ts';
import { type OrderRow, viewOf } from './order-view.ts';
import { tellRobotItWaits } from './robot-notice.ts';
import { isRung } from './rung.ts';
import { waitingFor } from './waiting-orders.ts';

const hourMs = 3_600_000;

/** Later, as long as it is the requester who is asked, or has only just answered. */
export async function escalate(work: Work, order: OrderRow): Promise<Date | undefined> {
  const since = await turnSince(work, order);
  const due = since && addAwake(since, work.timing.escalateHours * hourMs, wakingOf(work));
  if (due && due > work.now) return due;
  await tellRobotItWaits(work, order);
  const card = waitingCard(await viewOf(work, order, 'coordinator'), work.timing.escalateHours);
  for (const coordinator of await coordinatorsAbove(work, order.areaId)) {
    const waiting = await waitingFor(work, coordinator.areaId);
    // Many that come due together make one list.
    if (waiting.length >= digestFrom)
      await sendDigest(work, coordinator, waiting, new Date(work.now.getTime() - hourMs));
    else
      await notify(work, { personId: coordinator.personId, bot: 'staff' }, card, {
        card: cardNames.order(order.id),
        chatOnly: true,
      });
  }
  return undefined;
}

/**
 * Since when it is the coordinators' turn again, where they have asked the requester something; now: it is not yet. Whom
 * no chat reaches they have to ring themselves.
 */
async function turnSince(work: Work, order: OrderRow): Promise<Date | undefined> {
  const select = { answeredAt: true, createdAt: true } as const;
  const last = { where: { orderId: order.id }, orderBy: { id: 'desc' }, select } as const;
  const asked = [await work.tx.counterOffer.findFirst(last), await work.tx.inquiry.findFirst(last)];
  const rung = await isRung(work, order);
  const turns = asked.flatMap((one) => (one ? [one.answeredAt ?? (rung ? one.createdAt : work.now)] : []));
  return turns.sort((a, b) => b.getTime() - a.getTime())[0];
}
