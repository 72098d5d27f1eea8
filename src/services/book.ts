// What an approval writes: everybody's and every kit's time, an offer for each of the people, and word to all of them.

import { settledCard } from '../domain/cards/coordinator-card.ts';
import { offerCard } from '../domain/cards/speaker-card.ts';
import type { OrderView } from '../domain/order-view.ts';
import type { Candidate } from '../domain/proposal.ts';
import { answerBy } from '../domain/timers.ts';
import type { OrderToMatch } from '../matching/facts.ts';
import { blockedTime } from '../matching/schedule.ts';
import { cardNames } from './card-names.ts';
import { json, notify, retireCard } from './notify.ts';
import { reload } from './order-access.ts';
import { viewOf } from './order-view.ts';
import type { Work } from './work.ts';

/**
 * Travel depends on pairs of talks, which no constraint can see: whoever books one of these speakers or kits waits here
 * in turn. Speakers, then kits, each in the order of ids, as everywhere.
 */
export async function lockTeam(work: Work, wanted: readonly Candidate[]): Promise<void> {
  const speakerIds = wanted.flatMap(({ speakerId, assistantId }) => [speakerId, assistantId ?? []].flat());
  const kitIds = wanted.flatMap((candidate) => candidate.kitIds);
  await work.tx.$queryRaw`SELECT 1 FROM speaker WHERE id = ANY(${speakerIds}) ORDER BY id FOR NO KEY UPDATE`;
  if (kitIds.length > 0)
    await work.tx.$queryRaw`SELECT 1 FROM kit WHERE id = ANY(${kitIds}) ORDER BY id FOR NO KEY UPDATE`;
}

/** The rows. Where somebody else has the time, PostgreSQL refuses and the transaction goes back. */
export async function book(work: Work, order: OrderToMatch, candidate: Candidate): Promise<void> {
  const { speakerId, assistantId, kitIds } = candidate;
  const startsAt = new Date(candidate.startsAt);
  const people = [
    { speakerId, part: 'lead' as const },
    ...(assistantId === undefined ? [] : [{ speakerId: assistantId, part: 'assistant' as const }]),
  ];
  const all = { orderId: order.id, createdAt: work.now };
  const blocked = { ...all, ...blockedTime(order, startsAt) };
  await work.tx.booking.createMany({
    data: [...people.map((one) => ({ ...blocked, ...one })), ...kitIds.map((kitId) => ({ ...blocked, kitId }))],
  });
  const deadlineAt = answerBy(startsAt, work);
  await work.tx.offer.createMany({ data: people.map((one) => ({ ...all, ...one, deadlineAt })) });
}

/** The order's card ends for the coordinators; each of the people gets an offer, or is to be rung up. */
export async function tellOfApproval(work: Work, orderId: number): Promise<OrderView> {
  const row = await reload(work, orderId);
  const order = await viewOf(work, row, 'coordinator');
  await retireCard(work, cardNames.order(orderId), settledCard(order));
  for (const { speakerId, speaker } of row.offers) {
    const message = offerCard(await viewOf(work, row, 'speaker', speakerId));
    if (speaker.personId !== null) {
      const card = cardNames.offer(orderId, speakerId);
      await notify(work, { personId: speaker.personId, bot: 'staff' }, message, { card, orderId });
    } else {
      await work.tx.phoneTask.create({ data: { speakerId, orderId, message: json({ text: message.text }) } });
    }
  }
  return order;
}
