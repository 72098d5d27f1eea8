// What an approval writes: everybody's and every kit's time, an offer for each of the people, and word to all of them.

import { settledCard } from '../../domain/cards/coordinator-card.ts';
import { offerCard } from '../../domain/cards/speaker-card.ts';
import type { OrderView } from '../../domain/order-view.ts';
import type { Candidate } from '../../domain/proposal.ts';
import { answerBy } from '../../domain/timers.ts';
import type { OrderToMatch } from '../../matching/facts.ts';
import { blockedTime } from '../../matching/schedule.ts';
import { json, notify, retireCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { reload } from '../order/order-access.ts';
import { type OrderRow, viewOf } from '../order/order-view.ts';
import type { Work } from '../work.ts';
import type { OfferRow } from './offers.ts';

/** Who goes, with what, and when. */
export type Team = Pick<Candidate, 'speakerId' | 'assistantId' | 'kitIds' | 'startsAt'>;

/**
 * Travel depends on pairs of talks, which no constraint can see: whoever books one of these speakers or kits waits here
 * in turn. Speakers, then kits, each in the order of ids, as everywhere.
 */
export async function lockTeam(
  work: Work,
  wanted: readonly Pick<Team, 'speakerId' | 'assistantId' | 'kitIds'>[],
  others: readonly number[] = [],
): Promise<void> {
  const speakerIds = wanted.flatMap(({ speakerId, assistantId }) => [speakerId, assistantId ?? []].flat());
  const kitIds = wanted.flatMap((candidate) => candidate.kitIds);
  await work.tx
    .$queryRaw`SELECT 1 FROM speaker WHERE id = ANY(${[...speakerIds, ...others]}) ORDER BY id FOR NO KEY UPDATE`;
  if (kitIds.length > 0)
    await work.tx.$queryRaw`SELECT 1 FROM kit WHERE id = ANY(${kitIds}) ORDER BY id FOR NO KEY UPDATE`;
}

export interface Person {
  readonly speakerId: number;
  readonly part: 'lead' | 'assistant';
}

export const peopleOf = ({ speakerId, assistantId }: Pick<Team, 'speakerId' | 'assistantId'>): Person[] => [
  { speakerId, part: 'lead' },
  ...(assistantId === undefined ? [] : [{ speakerId: assistantId, part: 'assistant' as const }]),
];

/** The rows. Where somebody else has the time, PostgreSQL refuses and the transaction goes back. `note`: why this speaker. */
export async function book(work: Work, order: OrderToMatch, candidate: Team, note?: string): Promise<void> {
  await block(work, order, candidate, peopleOf(candidate));
  await offer(work, order.id, new Date(candidate.startsAt), peopleOf(candidate), { note });
}

/** The time of these people and of all the kits. */
export async function block(
  work: Work,
  order: Pick<OrderToMatch, 'id' | 'format'>,
  { startsAt, kitIds }: Pick<Team, 'startsAt' | 'kitIds'>,
  people: readonly Person[],
): Promise<void> {
  const blocked = { orderId: order.id, createdAt: work.now, ...blockedTime(order, new Date(startsAt)) };
  await work.tx.booking.createMany({
    data: [...people.map((one) => ({ ...blocked, ...one })), ...kitIds.map((kitId) => ({ ...blocked, kitId }))],
  });
}

/** All that was blocked for the order is free, and this team's time is blocked in its place. */
export async function blockAnew(work: Work, order: Pick<OrderToMatch, 'id' | 'format'>, team: Team): Promise<void> {
  await work.tx.booking.updateMany({ where: { orderId: order.id, active: true }, data: { active: false } });
  await block(work, order, team, peopleOf(team));
}

export async function offer(
  work: Work,
  orderId: number,
  startsAt: Date,
  people: readonly Person[],
  { note, claim = false }: { readonly note?: string | undefined; readonly claim?: boolean } = {},
): Promise<void> {
  const deadlineAt = answerBy(startsAt, work);
  await work.tx.offer.createMany({
    data: people.map((one) => ({
      ...{ orderId, deadlineAt, claim, createdAt: work.now, ...one },
      ...(note !== undefined && one.part === 'lead' && { note }),
    })),
  });
}

/** The order's card ends for the coordinators; each of the people gets an offer, or is to be rung up. */
export async function tellOfApproval(work: Work, orderId: number): Promise<OrderView> {
  const row = await reload(work, orderId);
  const order = await viewOf(work, row, 'coordinator');
  await retireCard(work, cardNames.order(orderId), settledCard(order));
  await askPeople(work, row, row.offers);
  return order;
}

/** `urgent`: in quiet hours, too. */
export async function askPeople(
  work: Work,
  row: OrderRow,
  asked: readonly OfferRow[],
  { urgent = false }: { readonly urgent?: boolean } = {},
): Promise<void> {
  const orderId = row.id;
  for (const { speakerId, speaker } of asked) {
    const message = offerCard(await viewOf(work, row, 'speaker', speakerId));
    if (speaker.personId !== null) {
      const card = cardNames.offer(orderId, speakerId);
      await notify(work, { personId: speaker.personId, bot: 'staff' }, message, { card, orderId, urgent });
    } else {
      await work.tx.phoneTask.create({ data: { speakerId, orderId, message: json({ text: message.text }) } });
    }
  }
}
