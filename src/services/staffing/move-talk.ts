// A talk that somebody was asked to give, or has agreed to, goes to somebody else in one step. Whoever calls this holds the
// locks of the order, the people and the kits, and has looked at every hard rule.

import { settledCard } from '../../domain/cards/coordinator-card.ts';
import { requesterCard } from '../../domain/cards/requester-card.ts';
import { companionCard, instead } from '../../domain/cards/speaker-card.ts';
import { text } from '../../domain/message.ts';
import type { Candidate } from '../../domain/proposal.ts';
import type { OrderToMatch } from '../../matching/facts.ts';
import { talkEnd } from '../../matching/schedule.ts';
import { json, notify, retireCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { reload } from '../order/order-access.ts';
import { type OrderRow, viewOf } from '../order/order-view.ts';
import { closeCounterOffers } from '../order/release-order.ts';
import { transition } from '../order/transition.ts';
import type { Work } from '../work.ts';
import { askPeople, blockAnew, offer, peopleOf } from './book.ts';
import { closeClaims } from './claim-close.ts';
import { closeHandOvers } from './hand-over-close.ts';
import { closeOffers, type OfferRow, tellWithdrawn } from './offers.ts';
import { isPromised } from './promised.ts';

export interface Move {
  readonly before: OrderRow;
  readonly order: OrderToMatch;
  readonly to: Candidate;
  readonly coordinatorId: number;
  readonly reason: 'by_hand' | 'hand_over' | 'duty' | 'left';
  /** Why this speaker, in words. */
  readonly note?: string;
  readonly handOverId?: number;
  /** Told of this and other talks together, by the caller: this speaker, and the requester. */
  readonly toldTogether?: { readonly speakerId: number };
}

export interface Moved {
  readonly after: OrderRow;
  /** The requester had been told otherwise: of somebody else, or of another time. */
  readonly news: boolean;
}

/** Undefined, with nothing changed, where the order is no longer as it was. */
export async function moveTalk(work: Work, move: Move): Promise<Moved | undefined> {
  const { before, order, to, coordinatorId, reason, toldTogether } = move;
  const promised = await isPromised(work, before.id);
  const startsAt = new Date(to.startsAt);
  const done = await transition(work, {
    order: before,
    action: 'reassign',
    actor: 'coordinator',
    actorId: coordinatorId,
    reason,
    data: { startsAt, endsAt: talkEnd(order, startsAt) },
  });
  if (!done) return undefined;
  await blockAnew(work, order, to);
  const sameTime = before.startsAt?.getTime() === startsAt.getTime();
  const people = peopleOf(to);
  const stays = (one: OfferRow): boolean =>
    sameTime && people.some(({ speakerId, part }) => speakerId === one.speakerId && part === one.part);
  const staying = before.offers.filter(stays);
  const asked = people.filter(({ speakerId }) => !staying.some((one) => one.speakerId === speakerId));
  const gone = before.offers.filter((one) => !staying.includes(one));
  await closeOffers(work, gone);
  // First: a speaker has one offer of a talk at a time.
  await closeClaims(work, await reload(work, before.id));
  await offer(work, before.id, startsAt, asked, { note: move.note });

  const after = await reload(work, before.id);
  await closeCounterOffers(work, before);
  await closeHandOvers(work, after, move.handOverId);
  await retireCard(work, cardNames.order(before.id), settledCard(await viewOf(work, after, 'coordinator')));
  const urgent = toldTogether !== undefined;
  await tellGone(work, after, gone, asked, toldTogether?.speakerId);
  await tellStaying(work, after, staying, urgent);
  await askPeople(
    work,
    after,
    after.offers.filter(({ speakerId }) => asked.some((one) => one.speakerId === speakerId)),
    { urgent },
  );
  const leads = staying.some(({ part }) => part === 'lead');
  const news = promised && !leads;
  if (news && !toldTogether) await tellRequester(work, after);
  return { after, news };
}

/** Whoever is asked again for another time gets that offer in place of this news. */
async function tellGone(
  work: Work,
  after: OrderRow,
  gone: readonly OfferRow[],
  asked: readonly { readonly speakerId: number }[],
  toldElsewhere: number | undefined,
): Promise<void> {
  const order = await viewOf(work, after, 'speaker');
  const message = instead(order);
  const quiet = (one: OfferRow): boolean =>
    one.speakerId === toldElsewhere || asked.some(({ speakerId }) => speakerId === one.speakerId);
  for (const { speakerId } of gone.filter(quiet)) await retireCard(work, cardNames.offer(after.id, speakerId), message);
  await tellWithdrawn(
    work,
    after.id,
    gone.filter((one) => !quiet(one)),
    message,
  );
}

/** Somebody else goes along now. */
async function tellStaying(work: Work, after: OrderRow, staying: readonly OfferRow[], urgent: boolean): Promise<void> {
  for (const { speakerId, speaker } of staying) {
    const order = await viewOf(work, after, 'speaker', speakerId);
    const card = cardNames.offer(after.id, speakerId);
    await retireCard(work, card, instead(order));
    if (speaker.personId !== null)
      await notify(work, { personId: speaker.personId, bot: 'staff' }, companionCard(order), {
        ...{ card, orderId: after.id, urgent },
      });
    else
      await work.tx.phoneTask.create({
        data: { speakerId, orderId: after.id, message: json({ text: companionCard(order).text }) },
      });
  }
}

async function tellRequester(work: Work, after: OrderRow): Promise<void> {
  const lead = after.offers.find(({ part }) => part === 'lead');
  const news = text('move.news', { name: lead?.speaker.name ?? '—' });
  const card = requesterCard(await viewOf(work, after, 'requester'), news);
  await notify(work, { personId: after.requesterId, bot: 'public' }, card, {
    ...{ orderId: after.id, callKind: 'news' },
  });
}
