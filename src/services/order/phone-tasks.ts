// The list of people to be told by phone, because they have no chat here or it takes no messages any more.

import type { Args, Result } from '../../domain/commands.ts';
import type { Prisma } from '../../store/generated/client.ts';
import type { CallKind } from '../notify.ts';
import { areasBelow } from '../scope.ts';
import { readText } from '../stored.ts';
import type { Who, Work } from '../work.ts';
import type { OrderRow } from './order-view.ts';

export async function phoneList(work: Work, who: Who): Promise<Result<'phone-list'>> {
  if (!who.coordinator) return { tasks: [] };
  const rows = await work.tx.phoneTask.findMany({
    where: { doneAt: null, ...(await tasksWithin(work, who.coordinator.areaId)) },
    include,
    orderBy: { id: 'asc' },
    take: 20,
  });
  return {
    tasks: rows.map((row) => ({
      id: row.id,
      text: readText(row.message),
      ...(row.order && { number: row.order.number }),
      ...whomToRing(row),
    })),
  };
}

export async function phoneDone(work: Work, who: Who, { taskId }: Args<'phone-done'>): Promise<Result<'phone-done'>> {
  if (!who.coordinator) return { ok: false };
  const { count } = await work.tx.phoneTask.updateMany({
    where: { id: taskId, doneAt: null, ...(await tasksWithin(work, who.coordinator.areaId)) },
    data: { doneAt: work.now },
  });
  return { ok: count === 1 };
}

/**
 * The calls to its speaker that were still to be made about an order need not be made: whether they stand there for the
 * speaker, or for the person who joined as one. Returns how many there were.
 */
export async function strikeCalls(
  { tx, now }: Work,
  orderId: number,
  offer: OrderRow['offers'][number],
): Promise<number> {
  const { speakerId, speaker } = offer;
  const whose = [{ speakerId }, ...(speaker.personId === null ? [] : [{ personId: speaker.personId }])];
  const { count } = await tx.phoneTask.updateMany({
    where: { orderId, doneAt: null, OR: whose },
    data: { doneAt: now },
  });
  return count;
}

/** Calls of these kinds about an order, to whomever, and messages that wait for the morning: what was to be said has passed. */
export async function strikeCallsOf({ tx, now }: Work, orderId: number, kinds: readonly CallKind[]): Promise<void> {
  const of = [...kinds];
  await tx.phoneTask.updateMany({ where: { orderId, kind: { in: of }, doneAt: null }, data: { doneAt: now } });
  const waiting = { sentAt: null, droppedAt: null, leaseUntil: null, dueAt: { gt: now } };
  await tx.outbox.updateMany({
    where: { orderId, callKind: { in: of }, ...waiting },
    data: { droppedAt: now, dropCode: 'moved_on' },
  });
}

/** Calls about an order of the area, or else to somebody of it; those that belong to no area are the district's. */
export async function tasksWithin(work: Work, areaId: number): Promise<Prisma.PhoneTaskWhereInput> {
  const inside = { areaId: { in: await areasBelow(work, areaId) } };
  const { kind } = await work.tx.area.findUniqueOrThrow({ where: { id: areaId }, select: { kind: true } });
  const aboutNoOrder: Prisma.PhoneTaskWhereInput =
    kind === 'district' ? {} : { OR: [{ person: { requests: { some: inside } } }, { person: inside }] };
  return { OR: [{ order: inside }, { orderId: null, ...aboutNoOrder }] };
}

const include = {
  person: { include: { speaker: true } },
  speaker: true,
  order: { select: { number: true, requesterId: true, details: true } },
} satisfies Prisma.PhoneTaskInclude;

/** A message about an order may be for its speaker or a coordinator: its contact is rung only for the requester. */
function whomToRing({ person, speaker, order }: Prisma.PhoneTaskGetPayload<{ include: typeof include }>) {
  const staff = speaker ?? person?.speaker;
  const contact = person && order?.requesterId === person.id ? order.details : undefined;
  const name = staff?.name ?? contact?.contactName ?? person?.name;
  const phone = staff?.phone ?? contact?.contactPhone ?? person?.phone;
  return { ...(name && { name }), ...(phone && { phone }) };
}
