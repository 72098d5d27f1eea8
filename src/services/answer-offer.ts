// 接单 / 接不了: the speaker's answer to an offer, and stepping back after having accepted.

import { requesterCard } from '../domain/cards/requester-card.ts';
import { settledOffer, talkCard } from '../domain/cards/speaker-card.ts';
import type { Acted, CommandTable } from '../domain/commands.ts';
import { text } from '../domain/message.ts';
import type { OrderAction } from '../domain/order-lifecycle.ts';
import { cardNames } from './card-names.ts';
import { notify, retireCard } from './notify.ts';
import { already, lockCoordinated, reload } from './order-access.ts';
import { loadOrder, type OrderRow, viewOf } from './order-view.ts';
import { strikeCalls } from './phone-tasks.ts';
import { tellCoordinators } from './tell-coordinators.ts';
import { lockOrder, transition } from './transition.ts';
import type { Who, Work } from './work.ts';

type Args<K extends keyof CommandTable> = CommandTable[K]['args'];

export async function acceptOffer(work: Work, who: Who, { orderId, version }: Args<'accept-offer'>): Promise<Acted> {
  const row = await offered(work, who, orderId);
  if (!row) return { ok: false, reason: 'not_found' };
  const done = row.version === version && (await answer(work, who, row, 'accept'));
  if (!done) return tooLate(work, who, row);
  return { ok: true, order: await viewOf(work, await accepted(work, row), 'speaker') };
}

async function accepted(work: Work, before: OrderRow): Promise<OrderRow> {
  const { id: orderId } = before;
  await answered(work, before, 'accepted');
  const after = await reload(work, orderId);
  await retireCard(work, cardNames.offer(orderId), talkCard(await viewOf(work, after, 'speaker')));
  const news = requesterCard(await viewOf(work, after, 'requester'), text('news.confirmed'));
  await notify(work, { personId: after.requesterId, bot: 'public' }, news, { orderId });
  await tellCoordinators(work, after);
  return after;
}

/** 电话答复: entered by the coordinator for a speaker who has no chat here. */
export async function answerForSpeaker(
  work: Work,
  who: Who,
  { orderId, version, answer: said }: Args<'answer-for-speaker'>,
): Promise<Acted> {
  const row = await lockCoordinated(work, who, orderId);
  if (!row || !who.coordinator) return { ok: false, reason: 'not_found' };
  const done =
    row.version === version &&
    (await transition(work, {
      order: row,
      action: said,
      actor: 'coordinator',
      actorId: who.coordinator.id,
      reason: 'by_phone',
      ...(said === 'decline' && { data: { startsAt: null, endsAt: null } }),
    }));
  if (!done) return already(work, row, 'coordinator');
  const after = said === 'accept' ? await accepted(work, row) : await givenBack(work, row, said, 'by_phone');
  return { ok: true, order: await viewOf(work, after, 'coordinator') };
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
  return { ok: true, order: await viewOf(work, await givenBack(work, row, action, reason), 'speaker') };
}

async function givenBack(
  work: Work,
  before: OrderRow,
  action: 'decline' | 'withdraw',
  reason: string,
): Promise<OrderRow> {
  const { id: orderId } = before;
  await answered(work, before, action === 'decline' ? 'declined' : 'withdrawn', reason);
  const after = await reload(work, orderId);
  await retireCard(work, cardNames.offer(orderId), settledOffer(await viewOf(work, after, 'speaker')));
  if (action === 'withdraw') {
    const news = requesterCard(await viewOf(work, after, 'requester'), text('news.back'));
    await notify(work, { personId: after.requesterId, bot: 'public' }, news, { orderId });
  }
  await tellCoordinators(work, after);
  work.match(orderId, after.version);
  return after;
}

/** Closes the live offer, and strikes out what the speaker was still to be rung up for. */
async function answered(
  work: Work,
  { id: orderId, offers: [offer] }: OrderRow,
  state: 'accepted' | 'declined' | 'withdrawn',
  reason: string | null = null,
): Promise<void> {
  if (!offer) return;
  await work.tx.offer.update({ where: { id: offer.id }, data: { state, reason, answeredAt: work.now } });
  await strikeCalls(work, orderId, offer);
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
