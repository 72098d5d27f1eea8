// 接单 / 接不了: the speaker's answer to an offer, and stepping back after having accepted.

import type { Acted } from '../../domain/acted.ts';
import { requesterCard } from '../../domain/cards/requester-card.ts';
import { settledOffer, talkCard } from '../../domain/cards/speaker-card.ts';
import type { Args, CommandTable } from '../../domain/commands.ts';
import { text } from '../../domain/message.ts';
import { notify, retireCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { already, lockCoordinated, reload } from '../order/order-access.ts';
import { loadOrder, type OrderRow, viewOf } from '../order/order-view.ts';
import { strikeCalls } from '../order/phone-tasks.ts';
import { tellCoordinators } from '../order/tell-coordinators.ts';
import { lockOrder, type TransitionAsked, transition } from '../order/transition.ts';
import type { Who, Work } from '../work.ts';
import { ownClaim, passClaim, takeClaim } from './claim-answer.ts';
import { closeClaims } from './claim-close.ts';
import { closeHandOvers } from './hand-over-close.ts';
import { leadOf, type OfferRow, offerOf, withdrawOffers } from './offers.ts';
import { isPromised, tellItIsLookedFor } from './promised.ts';

export async function acceptOffer(
  work: Work,
  who: Who,
  { orderId, version }: Args<'accept-offer'>,
): Promise<CommandTable['accept-offer']['result']> {
  const row = await offered(work, who, orderId);
  if (!row || who.speakerId === undefined) return { ok: false, reason: 'not_found' };
  const claim = row.version === version ? await ownClaim(work, orderId, who.speakerId) : undefined;
  const own = claim ? await takeClaim(work, row, claim) : offerOf(row, who.speakerId);
  if (own && 'ok' in own) return own;
  const by = { actor: 'speaker', actorId: who.speakerId } as const;
  const done = row.version === version && own && (await accept(work, row, own, by));
  if (!done) return tooLate(work, who, row);
  return { ok: true, order: await viewOf(work, await reload(work, orderId), 'speaker', who.speakerId) };
}

type By = Pick<TransitionAsked, 'actor' | 'actorId' | 'reason'>;

/** The talk stands once everybody who was asked has said yes; until then an answer is kept with its offer. */
async function accept(work: Work, row: OrderRow, own: OfferRow, by: By): Promise<boolean> {
  if (own.state !== 'open') return false;
  // Who assists may say yes before anybody has taken what was open to all.
  const led = own.part === 'lead' || leadOf(row) !== undefined;
  const waiting = !led || row.offers.some(({ id, state }) => id !== own.id && state === 'open');
  const promised = await isPromised(work, row.id);
  if (!waiting && !(await transition(work, { order: row, action: 'accept', ...by }))) return false;
  await answered(work, row.id, own, 'accepted');
  const after = await reload(work, row.id);
  if (own.part === 'lead') await closeClaims(work, after, own.speaker.name);
  for (const { speakerId, speaker, state } of after.offers) {
    if (state === 'open') continue;
    const talk = talkCard(await viewOf(work, after, 'speaker', speakerId));
    await retireCard(work, cardNames.offer(row.id, speakerId), talk);
    // Who had agreed before hears that it is settled now.
    if (!waiting && speakerId !== own.speakerId && speaker.personId !== null)
      await notify(work, { personId: speaker.personId, bot: 'staff' }, talk, { orderId: row.id });
  }
  if (waiting) return true;
  if (!promised) {
    const news = requesterCard(await viewOf(work, after, 'requester'), text('news.confirmed'));
    await notify(work, { personId: after.requesterId, bot: 'public' }, news, {
      ...{ orderId: row.id, callKind: 'news' },
    });
  }
  await tellCoordinators(work, after);
  return true;
}

/** 电话答复: entered by the coordinator for a speaker who has no chat here. */
export async function answerForSpeaker(
  work: Work,
  who: Who,
  { orderId, version, answer: said, speakerId }: Args<'answer-for-speaker'>,
): Promise<Acted> {
  const row = await lockCoordinated(work, who, orderId);
  if (!row || !who.coordinator) return { ok: false, reason: 'not_found' };
  const rung = row.offers.filter(({ state, speaker }) => state === 'open' && !speaker.person?.chats.length);
  // One of two who says yes leaves the order's version as it is: a second tap must not be the other's answer.
  const own = speakerId === undefined && rung.length === 1 ? rung[0] : offerOf({ offers: rung }, speakerId);
  const by = { actor: 'coordinator', actorId: who.coordinator.id, reason: 'by_phone' } as const;
  const done =
    row.version === version &&
    own &&
    (said === 'accept' ? await accept(work, row, own, by) : await giveBackFor(work, row, own, 'decline', by));
  if (!done) return already(work, row, 'coordinator');
  return { ok: true, order: await viewOf(work, await reload(work, orderId), 'coordinator') };
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
  if (!row || who.speakerId === undefined) return { ok: false, reason: 'not_found' };
  const by = { actor: 'speaker', actorId: who.speakerId, reason } as const;
  const claim = row.version === version && action === 'decline' && (await ownClaim(work, orderId, who.speakerId));
  if (claim) {
    if (await passClaim(work, row, claim, reason)) await giveBackFor(work, row, claim, action, by);
    return { ok: true, order: await viewOf(work, await reload(work, orderId), 'speaker', who.speakerId) };
  }
  const own = offerOf(row, who.speakerId);
  const done = row.version === version && own && (await giveBackFor(work, row, own, action, by));
  if (!done) return tooLate(work, who, row);
  return { ok: true, order: await viewOf(work, await reload(work, orderId), 'speaker', who.speakerId) };
}

/** One who can't is enough: the order waits again, and the others are told. */
async function giveBackFor(
  work: Work,
  before: OrderRow,
  own: OfferRow,
  action: 'decline' | 'withdraw',
  by: By & { readonly reason: string },
): Promise<boolean> {
  const data = { startsAt: null, endsAt: null };
  const promised = await isPromised(work, before.id);
  if (!(await transition(work, { order: before, action, data, ...by }))) return false;
  await answered(work, before.id, own, action === 'decline' ? 'declined' : 'withdrawn', by.reason);
  const after = await reload(work, before.id);
  await retireCard(work, cardNames.offer(before.id, own.speakerId), settledOffer(await viewOf(work, after, 'speaker')));
  await withdrawOffers(
    work,
    after,
    before.offers.filter(({ id }) => id !== own.id),
  );
  await closeClaims(work, after);
  await closeHandOvers(work, after);
  if (promised) await tellItIsLookedFor(work, after);
  await tellCoordinators(work, after);
  work.match(before.id, after.version);
  return true;
}

/** Closes an offer, and strikes out what the speaker was still to be rung up for. */
async function answered(
  work: Work,
  orderId: number,
  offer: OfferRow,
  state: 'accepted' | 'declined' | 'withdrawn',
  reason: string | null = null,
): Promise<void> {
  await work.tx.offer.update({ where: { id: offer.id }, data: { state, reason, answeredAt: work.now } });
  await strikeCalls(work, orderId, offer);
}

/** The order, locked, if its live offer is this speaker's, or was until a moment ago (a tap that comes twice). */
async function offered(work: Work, who: Who, orderId: number): Promise<OrderRow | undefined> {
  if (who.speakerId === undefined || !(await lockOrder(work, orderId))) return undefined;
  const mine = await work.tx.offer.findFirst({ where: { orderId, speakerId: who.speakerId }, select: { id: true } });
  return mine ? ((await loadOrder(work, orderId)) ?? undefined) : undefined;
}

/** Whoever gave the order back must not learn more of it than before: the contact is for the speaker who has it now. */
async function tooLate(work: Work, who: Who, row: OrderRow) {
  const late = await already(work, offerOf(row, who.speakerId) ? row : { ...row, offers: [] }, 'speaker');
  const taker = row.state === 'offered' && row.events[0]?.action === 'open_claim' ? leadOf(row) : undefined;
  // Open to all, and taken, though somebody else has still to say whether they go along.
  const last = taker && {
    action: 'accept' as const,
    actor: 'speaker',
    name: taker.speaker.name,
    at: work.now.toISOString(),
  };
  return last ? { ...late, order: { ...late.order, last } } : late;
}
