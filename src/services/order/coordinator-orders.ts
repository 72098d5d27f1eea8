// What a coordinator sees and decides besides approving. Every order is asked for through the coordinator's area.

import type { Acted } from '../../domain/acted.ts';
import { addDays, instantAt } from '../../domain/calendar.ts';
import { isClean, settledCard } from '../../domain/cards/coordinator-card.ts';
import { requesterCard } from '../../domain/cards/requester-card.ts';
import type { Args, Result } from '../../domain/commands.ts';
import type { Message } from '../../domain/message.ts';
import { type TextKey, text } from '../../domain/message.ts';
import { isOver, type OrderAction } from '../../domain/order-lifecycle.ts';
import type { Prisma } from '../../store/generated/client.ts';
import { notify, retireCard } from '../notify.ts';
import { requestsWithin } from '../requests/request-view.ts';
import { teamWaiting } from '../roster/team.ts';
import { areasBelow } from '../scope.ts';
import { isPromised } from '../staffing/promised.ts';
import type { Who, Work } from '../work.ts';
import { cardNames } from './card-names.ts';
import { parseOrderNumber } from './find-order.ts';
import { already, coordinatedOrder, lockCoordinated, reload } from './order-access.ts';
import { loadOrders, type OrderRow, viewOf, viewsOf } from './order-view.ts';
import { tasksWithin } from './phone-tasks.ts';
import { released } from './release-order.ts';
import { transition } from './transition.ts';
import { whereUnreported } from './unreported.ts';
import { waitingFor } from './waiting-orders.ts';

export async function queue(work: Work, who: Who, { batchNumber }: Args<'queue'>): Promise<Result<'queue'>> {
  if (!who.coordinator) return { waiting: [], clean: 0, requests: 0, phoneTasks: 0, unreported: 0, team: 0 };
  const waiting = await waitingFor(work, who.coordinator.areaId, batchNumber);
  return {
    waiting,
    clean: waiting.filter(isClean).length,
    requests: await work.tx.residentRequest.count({
      where: { state: 'open', ...(await requestsWithin(work, who.coordinator.areaId)) },
    }),
    phoneTasks: await work.tx.phoneTask.count({
      where: { doneAt: null, ...(await tasksWithin(work, who.coordinator.areaId)) },
    }),
    unreported: await work.tx.order.count({ where: await whereUnreported(work, who.coordinator.areaId) }),
    team: await teamWaiting(work, who, who.coordinator.areaId),
  };
}

export async function today(work: Work, who: Who, { day }: Args<'today'>): Promise<Result<'today'>> {
  if (!who.coordinator) return { orders: [] };
  const areaIds = await areasBelow(work, who.coordinator.areaId);
  const from = instantAt(day, 0, work.timeZone);
  const until = instantAt(addDays(day, 1), 0, work.timeZone);
  const rows = await loadOrders(
    work,
    {
      areaId: { in: areaIds },
      startsAt: { gte: from, lt: until },
      state: { in: ['offered', 'confirmed', 'delivered', 'closed'] },
    },
    { startsAt: 'asc' },
    50,
  );
  return { orders: await viewsOf(work, rows, 'coordinator') };
}

export async function showCard(
  work: Work,
  who: Who,
  { orderId, number }: Args<'show-card'>,
): Promise<Result<'show-card'>> {
  const parsed = number === undefined ? undefined : parseOrderNumber(number);
  const byNumber =
    parsed === undefined ? null : await work.tx.order.findUnique({ where: { number: parsed }, select: { id: true } });
  const id = orderId ?? byNumber?.id;
  const row = id === undefined ? undefined : await coordinatedOrder(work, who, id);
  return row ? { order: await viewOf(work, row, 'coordinator') } : {};
}

export const refuse = (work: Work, who: Who, args: Args<'refuse'>): Promise<Acted> =>
  end(work, who, args, 'refuse', 'news.refused');
export const coordinatorCancel = (work: Work, who: Who, args: Args<'coordinator-cancel'>): Promise<Acted> =>
  end(work, who, args, 'cancel', 'news.cancelled');

async function end(
  work: Work,
  who: Who,
  { orderId, version, reason }: { orderId: number; version: number; reason: string },
  action: 'refuse' | 'cancel',
  news: TextKey,
): Promise<Acted> {
  const acted = await act(work, who, orderId, version, { action, reason });
  if (!acted.ok) return acted;
  const own = await released(work, acted.before);
  await tellRequester(work, acted.before, requesterCard(own, text(news)));
  return { ok: true, order: await shown(work, orderId) };
}

/** 换人 after the approval: the order waits again, and is matched anew. */
export async function recall(work: Work, who: Who, { orderId, version }: Args<'recall'>): Promise<Acted> {
  const promised = await isPromised(work, orderId);
  const acted = await act(work, who, orderId, version, { action: 'recall', data: { startsAt: null, endsAt: null } });
  if (!acted.ok) return acted;
  const own = await released(work, acted.before);
  if (promised) await tellRequester(work, acted.before, requesterCard(own, text('news.back')));
  work.match(orderId, version + 1);
  return { ok: true, order: await shown(work, orderId) };
}

/**
 * Gives a free wish its topic, or another format; matching begins anew. A course is its speaker's alone: with a topic of the
 * coordinator's choice, be it the same, the talk is anybody's who holds it.
 */
export async function complete(
  work: Work,
  who: Who,
  { orderId, version, topicId, formatId }: Args<'complete'>,
): Promise<Acted> {
  const known = topicId === undefined || (await work.tx.topic.count({ where: { id: topicId, active: true } })) > 0;
  const fitting = formatId === undefined || (await work.tx.format.count({ where: { id: formatId, active: true } })) > 0;
  if (!known || !fitting) return { ok: false, reason: 'not_found' };
  const data = {
    ...(topicId !== undefined && { topicId, courseId: null }),
    ...(formatId !== undefined && { formatId }),
  };
  const acted = await act(work, who, orderId, version, { action: 'amend', data });
  if (!acted.ok) return acted;
  const order = await shown(work, orderId);
  await retireCard(work, cardNames.order(orderId), settledCard(order));
  work.match(orderId, version + 1);
  return { ok: true, order };
}

/** The duplicate is cancelled; its questions go to the order that stays, its requester is told which one that is. */
export async function merge(
  work: Work,
  who: Who,
  { orderId, version, intoNumber }: Args<'merge'>,
): Promise<Result<'merge'>> {
  const parsed = parseOrderNumber(intoNumber);
  const target =
    parsed === undefined
      ? null
      : await work.tx.order.findUnique({ where: { number: parsed }, select: { id: true, number: true, areaId: true } });
  if (!target || target.id === orderId) return { ok: false, reason: 'no_target' };
  // A number mistyped by one digit would otherwise cancel somebody's talk for good.
  const repeats = await work.tx.order.findUnique({ where: { id: orderId }, select: { areaId: true } });
  if (repeats?.areaId !== target.areaId) return { ok: false, reason: 'no_target' };
  // Both rows, the lower id first, as everywhere.
  await work.tx.$queryRaw`SELECT 1 FROM orders WHERE id IN (${orderId}, ${target.id}) ORDER BY id FOR NO KEY UPDATE`;
  const into = await coordinatedOrder(work, who, target.id);
  if (!into || into.deliveredAt || isOver(into.state)) return { ok: false, reason: 'no_target' };
  const acted = await act(work, who, orderId, version, {
    action: 'cancel',
    reason: 'duplicate',
    data: { mergedIntoId: target.id },
  });
  if (!acted.ok) return acted;
  await work.tx.question.updateMany({ where: { orderId }, data: { orderId: target.id } });
  const own = await released(work, acted.before);
  await tellRequester(work, acted.before, requesterCard(own, text('news.merged', { number: target.number })));
  return { ok: true, order: await shown(work, orderId) };
}

interface Step {
  readonly action: OrderAction;
  readonly reason?: string;
  readonly data?: Prisma.OrderUncheckedUpdateManyInput;
}

type Stepped = { readonly ok: true; readonly before: OrderRow } | Extract<Acted, { ok: false }>;

async function act(work: Work, who: Who, orderId: number, version: number, step: Step): Promise<Stepped> {
  const before = await lockCoordinated(work, who, orderId);
  if (!before || !who.coordinator) return { ok: false, reason: 'not_found' };
  const done =
    before.version === version &&
    (await transition(work, { ...step, order: before, actor: 'coordinator', actorId: who.coordinator.id }));
  return done ? { ok: true, before } : already(work, before, 'coordinator');
}

const shown = async (work: Work, orderId: number) => viewOf(work, await reload(work, orderId), 'coordinator');

const tellRequester = (work: Work, { requesterId, id }: OrderRow, message: Message) =>
  notify(work, { personId: requesterId, bot: 'public' }, message, { orderId: id, callKind: 'news' });
