// A timer that has come due: the order is locked and read anew, and only what still applies is done. Runs from a job that
// may come twice, late, or at the same time as the tap that makes it pointless.

import { ratingPhase } from '../../domain/order-lifecycle.ts';
import type { TimerKind } from '../../domain/timers.ts';
import type { Work } from '../work.ts';
import { escalate } from './escalate-order.ts';
import { expireOffer } from './expire-offer.ts';
import { reload } from './order-access.ts';
import type { OrderRow } from './order-view.ts';
import { askRating, remind } from './remind.ts';
import { lockOrder, transition } from './transition.ts';
import { askReport } from './unreported.ts';

export async function fireTimer(work: Work, timerId: number): Promise<void> {
  const known = await work.tx.timer.findUnique({ where: { id: timerId }, select: { orderId: true } });
  if (!known || !(await lockOrder(work, known.orderId))) return;
  // Looked at again under the order's lock, which every change of its timers holds.
  const by = new Date(work.now.getTime() + clockSkewMs);
  const due = await work.tx.timer.findFirst({ where: { id: timerId, doneAt: null, dueAt: { lte: by } } });
  if (!due) return;
  const order = await reload(work, due.orderId);
  const again = order.version === due.orderVersion ? await acts[due.kind](work, order) : undefined;
  await work.tx.timer.update({ where: { id: timerId }, data: again ? { dueAt: again } : { doneAt: work.now } });
}

/** Whose clock found it due may be so much ahead of this one: the job is done, and would not come again for minutes. */
const clockSkewMs = 5_000;

/** Each may put itself off to a later time. */
type Act = (work: Work, order: OrderRow) => Promise<Date | undefined>;

const acts: Readonly<Record<TimerKind, Act>> = {
  escalate,
  expire: once(expireOffer),
  remind: once(remind),
  ask_report: once(askReport),
  ask_rating: once(async (work, order) => {
    if (ratingPhase(order, work.now) === 'open') await askRating(work, order);
  }),
  close: once(async (work, order) => {
    await transition(work, { order, action: 'close', actor: 'system' });
  }),
};

function once(act: (work: Work, order: OrderRow) => Promise<void>): Act {
  return async (work, order) => {
    await act(work, order);
    return undefined;
  };
}
