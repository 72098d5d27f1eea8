// /forget: erases what a person wrote and who they are, also from what others were told of it; what happened (ids, codes,
// times, places) stays. What a chat service has already shown to somebody is out of reach.

import type { CommandTable } from '../domain/commands.ts';
import { Prisma } from '../store/generated/client.ts';
import type { Who, Work } from './work.ts';

/** Refuses while an order is under way: somebody must still be able to ring back. Returns how many are. */
export async function forget(work: Work, { personId, chatId }: Who): Promise<CommandTable['forget']['result']> {
  const { tx } = work;
  const openOrders = await tx.order.count({
    where: { requesterId: personId, state: { in: ['submitted', 'proposed', 'offered', 'confirmed'] } },
  });
  if (openOrders > 0) return { openOrders };
  const own = { order: { requesterId: personId } };
  await tx.orderDetails.updateMany({
    where: own,
    data: { wish: null, contactName: null, contactPhone: null, spot: null, access: null },
  });
  await tx.question.updateMany({ where: { askerId: personId }, data: { text: null, answer: null } });
  await tx.inquiry.updateMany({ where: own, data: { text: null, answer: null } });
  await tx.rating.updateMany({ where: { personId }, data: { comment: null } });
  await tx.requestMessage.updateMany({ where: { request: { personId } }, data: { text: null } });
  await tx.residentRequest.updateMany({ where: { personId }, data: { text: null, phone: null } });
  await tx.phoneTask.updateMany({
    where: { OR: [{ personId }, own] },
    data: { message: erased, doneAt: work.now },
  });
  await tx.person.update({
    where: { id: personId },
    data: {
      name: null,
      phone: null,
      areaId: null,
      schoolId: null,
      recentPlaces: [],
      lastDraft: Prisma.DbNull,
      forgottenAt: work.now,
    },
  });
  // The chat that asks keeps its own state, which the dialogue empties.
  await tx.chat.updateMany({ where: { personId, id: { not: chatId } }, data: { state: Prisma.DbNull } });
  await eraseMessages(work, personId);
  await eraseCopies(work, personId);
  return { openOrders: 0 };
}

const erased = { text: '' };

/** What was said in the person's own chats. What had not gone out yet never will. */
async function eraseMessages({ tx, now }: Work, personId: number): Promise<void> {
  const gone = { chat: { personId }, sentAt: null, droppedAt: null };
  await tx.outbox.updateMany({ where: gone, data: { droppedAt: now, dropCode: 'forgotten' } });
  await tx.outbox.updateMany({ where: { chat: { personId } }, data: { message: erased } });
}

/**
 * Cards and lists in the staff's chats that name one of the person's orders or requests. Found by their words, since an
 * answer to /order or /phone_list belongs to no order. A live list of other orders stays until the next takes its place.
 */
async function eraseCopies({ tx }: Work, personId: number): Promise<void> {
  const orders = await tx.order.findMany({ where: { requesterId: personId }, select: { number: true } });
  const requests = await tx.residentRequest.findMany({ where: { personId }, select: { number: true } });
  const naming = (rows: readonly { number: string }[]): string =>
    `"number": "(${rows.map(({ number }) => number).join('|')})"`;
  await tx.$executeRaw`
    UPDATE outbox o SET message = ${JSON.stringify(erased)}::jsonb FROM chat c, person p
    WHERE c.id = o.chat_id AND c.bot = 'staff' AND p.id = ${personId} AND o.created_at >= p.created_at
      AND (o.sent_at IS NOT NULL OR o.dropped_at IS NOT NULL) AND (o.card IS NULL OR o.card NOT LIKE 'digest:%')
      AND CASE WHEN o.message::text LIKE '%"request%' THEN ${requests.length > 0} AND o.message::text ~ ${naming(requests)}
               ELSE ${orders.length > 0} AND o.message::text ~ ${naming(orders)} END`;
}
