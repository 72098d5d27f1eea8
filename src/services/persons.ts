// A person's own settings, joining the staff, and being forgotten.

import type { CommandTable } from '../domain/commands.ts';
import { Prisma } from '../store/generated/client.ts';
import { redeemInvite } from './invites.ts';
import type { Who, Work } from './work.ts';

type Args<K extends keyof CommandTable> = CommandTable[K]['args'];
type Result<K extends keyof CommandTable> = CommandTable[K]['result'];

export async function setLocale(work: Work, who: Who, { locale }: Args<'set-locale'>): Promise<Result<'set-locale'>> {
  await work.tx.chat.update({ where: { id: who.chatId }, data: { locale } });
  return { locale };
}

/** Only the staff bot lets people join. */
export async function join(work: Work, who: Who, { code }: Args<'redeem-invite'>): Promise<Result<'redeem-invite'>> {
  if (who.bot !== 'staff') return { ok: false, reason: 'unknown' };
  return redeemInvite(work.tx, { code, personId: who.personId, now: work.now });
}

/**
 * Erases what a person wrote and who they are; what happened (ids, codes, times, places) stays. Refuses while an
 * order is under way: somebody must still be able to ring back. Returns how many are.
 */
export async function forget(work: Work, who: Who): Promise<Result<'forget'>> {
  const { tx } = work;
  const personId = who.personId;
  const openOrders = await tx.order.count({
    where: { requesterId: personId, state: { in: ['submitted', 'proposed', 'offered', 'confirmed'] } },
  });
  if (openOrders > 0) return { openOrders };
  await tx.orderDetails.updateMany({
    where: { order: { requesterId: personId } },
    data: { wish: null, contactName: null, contactPhone: null, spot: null, access: null },
  });
  await tx.question.updateMany({ where: { askerId: personId }, data: { text: null, answer: null } });
  await tx.inquiry.updateMany({ where: { order: { requesterId: personId } }, data: { text: null, answer: null } });
  await tx.rating.updateMany({ where: { personId }, data: { comment: null } });
  await tx.requestMessage.updateMany({ where: { request: { personId } }, data: { text: null } });
  await tx.residentRequest.updateMany({ where: { personId }, data: { text: null, phone: null } });
  await tx.phoneTask.updateMany({ where: { personId }, data: { message: { text: '' }, doneAt: work.now } });
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
  const chats = await tx.chat.findMany({ where: { personId }, select: { id: true } });
  await tx.outbox.updateMany({
    where: { chatId: { in: chats.map(({ id }) => id) }, OR: [{ sentAt: { not: null } }, { droppedAt: { not: null } }] },
    data: { message: { text: '' } },
  });
  return { openOrders: 0 };
}
