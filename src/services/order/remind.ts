// What is said to requester and speaker before and after a talk, when its time has come.

import { rateCard } from '../../domain/cards/requester-card.ts';
import { requesterReminder, speakerReminder } from '../../domain/cards/time-card.ts';
import { leaveCall, notify } from '../notify.ts';
import type { Work } from '../work.ts';
import { cardNames } from './card-names.ts';
import { type OrderRow, viewOf } from './order-view.ts';

/** Who has no chat is to be rung up: one call, however many reminders were due. */
export async function remind(work: Work, order: OrderRow): Promise<void> {
  // After a time of standing still several can be due at once.
  await work.tx.timer.updateMany({
    where: { orderId: order.id, orderVersion: order.version, kind: 'remind', dueAt: { lte: work.now }, doneAt: null },
    data: { doneAt: work.now },
  });
  if (!order.startsAt || order.startsAt <= work.now) return;
  const call = { orderId: order.id, callKind: 'remind' } as const;
  const toRequester = requesterReminder(await viewOf(work, order, 'requester'));
  await notify(work, { personId: order.requesterId, bot: 'public' }, toRequester, call);
  for (const { speakerId, speaker } of order.offers) {
    const toSpeaker = speakerReminder(await viewOf(work, order, 'speaker', speakerId));
    const card = cardNames.offer(order.id, speakerId);
    if (speaker.personId === null) await leaveCall(work, { speakerId }, toSpeaker, call);
    else await notify(work, { personId: speaker.personId, bot: 'staff' }, toSpeaker, { ...call, card });
  }
}

/** Nobody is asked twice, nor about a talk that nobody ordered. */
export async function askRating(work: Work, order: OrderRow): Promise<void> {
  if (order.source === 'logged' || order.ratings.some(({ source }) => source === 'requester')) return;
  const card = rateCard(await viewOf(work, order, 'requester'));
  await notify(work, { personId: order.requesterId, bot: 'public' }, card, {
    card: cardNames.rate(order.id),
    orderId: order.id,
    chatOnly: true,
  });
}
