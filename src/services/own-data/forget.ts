// /forget: erases what a person wrote and who they are, also from what others were told of it; what happened (ids, codes,
// times, places) stays. What a chat service has already shown to somebody is out of reach.

import { settledRequestCard } from '../../domain/cards/request-card.ts';
import type { CommandTable } from '../../domain/commands.ts';
import { Prisma } from '../../store/generated/client.ts';
import { forgetContact } from '../deputy/forget.ts';
import { retireCard } from '../notify.ts';
import { requestCardName, requestView, shownRequests } from '../requests/request-view.ts';
import { forgetApplications } from '../roster/applications.ts';
import type { Who, Work } from '../work.ts';
import { eraseCopies, erased, wordsOf } from './erase-copies.ts';

/** Refuses while an order is under way: somebody must still be able to ring back. Returns those that are. */
export async function forget(work: Work, { personId, chatId }: Who): Promise<CommandTable['forget']['result']> {
  const { tx } = work;
  const open = await tx.order.findMany({
    where: { requesterId: personId, state: { in: ['submitted', 'proposed', 'offered', 'confirmed'] } },
    select: { id: true, number: true, version: true },
    orderBy: { id: 'asc' },
  });
  if (open.length > 0) return { openOrders: open };
  // Read before it is gone: copies are found by it.
  const words = await wordsOf(work, personId);
  await eraseWords(work, personId);
  await closeRequests(work, personId);
  await forgetApplications(work, personId);
  await forgetContact(work, personId);
  await eraseMessages(work, personId);
  await eraseCopies(work, words);
  await tx.person.update({ where: { id: personId }, data: { ...nobody, forgottenAt: work.now } });
  await tx.upload.deleteMany({
    where: { address: { in: (await tx.chat.findMany({ where: { personId } })).map(({ address }) => address) } },
  });
  await leaveBehind(work, personId, chatId);
  return { openOrders: [] };
}

/** What is known of a person, as of somebody who has just come. */
export const nobody = {
  name: null,
  phone: null,
  areaId: null,
  schoolId: null,
  requesterKind: 'resident',
  recentPlaces: [],
  lastDraft: Prisma.DbNull,
} as const;

async function eraseWords({ tx, now }: Work, personId: number): Promise<void> {
  const own = { order: { requesterId: personId } };
  await tx.orderDetails.updateMany({
    where: own,
    data: { wish: null, contactName: null, contactPhone: null, spot: null, access: null },
  });
  await tx.question.updateMany({ where: { askerId: personId }, data: { text: null, answer: null } });
  await tx.inquiry.updateMany({ where: own, data: { text: null, answer: null } });
  await tx.offer.updateMany({ where: own, data: { note: null } });
  await tx.rating.updateMany({ where: { personId }, data: { comment: null } });
  await tx.requestMessage.updateMany({ where: { request: { personId } }, data: { text: null } });
  await tx.residentRequest.updateMany({ where: { personId }, data: { text: null, phone: null } });
  await tx.phoneTask.updateMany({ where: { OR: [{ personId }, own] }, data: { message: erased, doneAt: now } });
}

/** Nobody is left to be helped. */
async function closeRequests(work: Work, personId: number): Promise<void> {
  const open = await shownRequests(work, { personId, state: { not: 'closed' } }, 'asc', 1000);
  await work.tx.residentRequest.updateMany({
    where: { id: { in: open.map(({ id }) => id) } },
    data: { state: 'closed', closedAt: work.now },
  });
  for (const row of open)
    await retireCard(work, requestCardName(row.id), settledRequestCard({ ...requestView(row), state: 'closed' }));
}

/** What was said in the person's own chats. What had not gone out yet never will. */
async function eraseMessages({ tx, now }: Work, personId: number): Promise<void> {
  const gone = { chat: { personId }, sentAt: null, droppedAt: null };
  await tx.outbox.updateMany({ where: gone, data: { droppedAt: now, dropCode: 'forgotten' } });
  await tx.outbox.updateMany({ where: { chat: { personId } }, data: { message: erased, card: null } });
}

/** The chats go on with somebody new: the orders belong to nobody that anybody can reach. */
async function leaveBehind({ tx }: Work, personId: number, chatId: number): Promise<void> {
  // The chat that asks keeps its own state, which the dialogue empties.
  await tx.chat.updateMany({
    where: { personId, id: { not: chatId } },
    data: { state: Prisma.DbNull, version: { increment: 1 } },
  });
  const { id } = await tx.person.create({ data: {}, select: { id: true } });
  await tx.chat.updateMany({ where: { personId, bot: 'public' }, data: { personId: id } });
}
