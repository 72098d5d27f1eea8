// Orders for somebody else: who called (点单人来电), or stands in front of the speaker (现场接单); and the list of
// people to be told by phone, because they have no chat here.

import type { CommandTable } from '../domain/commands.ts';
import type { Text } from '../domain/message.ts';
import { areasBelow } from './scope.ts';
import { readText } from './stored.ts';
import { submit } from './submit-order.ts';
import type { Who, Work } from './work.ts';

type Args<K extends keyof CommandTable> = CommandTable[K]['args'];
type Result<K extends keyof CommandTable> = CommandTable[K]['result'];

export async function enterOrder(work: Work, who: Who, { draft }: Args<'enter-order'>): Promise<Result<'enter-order'>> {
  if (!who.coordinator) return { ok: false, reason: 'incomplete' };
  const requesterId = await newPerson(work, draft);
  return submit(work, {
    draft,
    requesterId,
    enteredById: who.personId,
    source: 'phone',
    actor: 'coordinator',
    actorId: who.coordinator.id,
  });
}

/** The speaker who was asked is the one preferred. */
export async function walkInOrder(
  work: Work,
  who: Who,
  { draft }: Args<'walk-in-order'>,
): Promise<Result<'walk-in-order'>> {
  if (who.speakerId === undefined) return { ok: false, reason: 'incomplete' };
  const requesterId = await newPerson(work, draft);
  const preferred = { preferredSpeakerId: who.speakerId, ...draft };
  return submit(work, {
    draft: preferred,
    requesterId,
    enteredById: who.personId,
    source: 'walk_in',
    actor: 'speaker',
    actorId: who.speakerId,
  });
}

/**
 * A person of their own, even where the number is known: a number that was only told proves nothing, and whoever has
 * that number in a chat must not see somebody else's orders.
 */
async function newPerson(work: Work, { contactName, phone }: Args<'enter-order'>['draft']): Promise<number> {
  const { id } = await work.tx.person.create({
    data: { name: contactName || null, phone: phone ?? null, createdAt: work.now },
  });
  return id;
}

export async function phoneList(work: Work, who: Who): Promise<Result<'phone-list'>> {
  if (!who.coordinator) return { tasks: [] };
  const rows = await work.tx.phoneTask.findMany({
    where: { doneAt: null, ...(await inScope(work, who.coordinator.areaId)) },
    include: { person: true, speaker: true, order: { select: { details: true } } },
    orderBy: { id: 'asc' },
    take: 20,
  });
  return {
    tasks: rows.map(({ id, person, speaker, order, message }) => {
      const name = speaker?.name ?? order?.details?.contactName ?? person?.name ?? undefined;
      const phone = speaker?.phone ?? person?.phone ?? order?.details?.contactPhone ?? undefined;
      const text: Text = readText(message);
      return { id, text, ...(name && { name }), ...(phone && { phone }) };
    }),
  };
}

export async function phoneDone(work: Work, who: Who, { taskId }: Args<'phone-done'>): Promise<Result<'phone-done'>> {
  if (!who.coordinator) return { ok: false };
  const { count } = await work.tx.phoneTask.updateMany({
    where: { id: taskId, doneAt: null, ...(await inScope(work, who.coordinator.areaId)) },
    data: { doneAt: work.now },
  });
  return { ok: count === 1 };
}

/** Calls about orders in the area; those about no order belong to everybody. */
export async function inScope(work: Work, areaId: number) {
  return { OR: [{ orderId: null }, { order: { areaId: { in: await areasBelow(work, areaId) } } }] };
}
