// 接单 / 接不了: the speaker's answer to an offer, and stepping back after having accepted.

import { requesterCard } from '../domain/cards/requester-card.ts';
import { settledOffer, talkCard } from '../domain/cards/speaker-card.ts';
import type { Acted, CommandTable } from '../domain/commands.ts';
import { text } from '../domain/message.ts';
import type { OrderAction } from '../domain/order-lifecycle.ts';
import { cardNames } from './card-names.ts';
import { notify, retireCard } from './notify.ts';
import { already, reload } from './order-access.ts';
import { loadOrder, type OrderRow, viewOf } from './order-view.ts';
import { tellCoordinators } from './tell-coordinators.ts';
import { lockOrder, transition } from './transition.ts';
import type { Who, Work } from './work.ts';

type Args<K extends keyof CommandTable> = CommandTable[K]['args'];

export async function acceptOffer(work: Work, who: Who, { orderId, version }: Args<'accept-offer'>): Promise<Acted> {
  const row = await offered(work, who, orderId);
  if (!row) return { ok: false, reason: 'not_found' };
  const done = row.version === version && (await answer(work, who, row, 'accept'));
  if (!done) return tooLate(work, who, row);
  await work.tx.offer.updateMany({
    where: { orderId, state: 'open' },
    data: { state: 'accepted', answeredAt: work.now },
  });
  const after = await reload(work, orderId);
  const talk = await viewOf(work, after, 'speaker');
  await retireCard(work, cardNames.offer(orderId), talkCard(talk));
  const news = requesterCard(await viewOf(work, after, 'requester'), text('news.confirmed'));
  await notify(work, { personId: after.requesterId, bot: 'public' }, news, { orderId });
  await tellCoordinators(work, after);
  return { ok: true, order: talk };
}

export const declineOffer = (work: Work, who: Who, args: Args<'decline-offer'>): Promise<Acted> =>
  giveBack(work, who, args, 'decline');
export const withdraw = (work: Work, who: Who, args: Args<'withdraw'>): Promise<Acted> =>
  giveBack(work, who, args, 'withdraw');

async function giveBack(
  work: Work,
  who: Who,
  { orderId, version, reason }: Args<'decline-offer'>,
  action: 'decline' | 'withdraw',
): Promise<Acted> {
  const row = await offered(work, who, orderId);
  if (!row) return { ok: false, reason: 'not_found' };
  const done = row.version === version && (await answer(work, who, row, action, reason));
  if (!done) return tooLate(work, who, row);
  await work.tx.offer.updateMany({
    where: { orderId, state: { in: ['open', 'accepted'] } },
    data: { state: action === 'decline' ? 'declined' : 'withdrawn', reason, answeredAt: work.now },
  });
  const after = await reload(work, orderId);
  const order = await viewOf(work, after, 'speaker');
  await retireCard(work, cardNames.offer(orderId), settledOffer(order));
  if (action === 'withdraw') {
    const news = requesterCard(await viewOf(work, after, 'requester'), text('news.back'));
    await notify(work, { personId: after.requesterId, bot: 'public' }, news, { orderId });
  }
  await tellCoordinators(work, after);
  work.match(orderId, after.version);
  return { ok: true, order };
}

/** The order, locked, if its live offer is this speaker's, or was until a moment ago (a tap that comes twice). */
async function offered(work: Work, who: Who, orderId: number): Promise<OrderRow | undefined> {
  if (who.speakerId === undefined || !(await lockOrder(work, orderId))) return undefined;
  const mine = await work.tx.offer.findFirst({ where: { orderId, speakerId: who.speakerId }, select: { id: true } });
  return mine ? ((await loadOrder(work, orderId)) ?? undefined) : undefined;
}

async function answer(work: Work, who: Who, row: OrderRow, action: OrderAction, reason?: string): Promise<boolean> {
  if (row.offers[0]?.speakerId !== who.speakerId) return false;
  return transition(work, {
    order: row,
    action,
    actor: 'speaker',
    ...(who.speakerId !== undefined && { actorId: who.speakerId }),
    ...(reason !== undefined && { reason }),
    ...(action !== 'accept' && { data: { startsAt: null, endsAt: null } }),
  });
}

/** Whoever gave the order back must not learn more of it than before: the contact is for the speaker who has it now. */
const tooLate = (work: Work, who: Who, row: OrderRow): Promise<Acted> =>
  already(work, row.offers[0]?.speakerId === who.speakerId ? row : { ...row, offers: [] }, 'speaker');
