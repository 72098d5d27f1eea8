// What the person who ordered can do: look, cancel, move, ask, rate, and answer the coordinator. Only their own orders.

import type { Acted } from '../../domain/acted.ts';
import { localTime } from '../../domain/calendar.ts';
import type { Args, Result } from '../../domain/commands.ts';
import { checkWindow, maxText } from '../../domain/draft.ts';
import { ratingPhase } from '../../domain/order-lifecycle.ts';
import { createTries } from '../../store/tries.ts';
import { toWindowRow } from '../../store/window-rows.ts';
import type { Who, Work } from '../work.ts';
import { findOrderByPhone, triesOf } from './find-order.ts';
import { already, lockOwn, ownOrder, reload } from './order-access.ts';
import { loadOrder, loadOrders, viewOf, viewsOf } from './order-view.ts';
import { released } from './release-order.ts';
import { transition } from './transition.ts';

export async function listOrders(work: Work, who: Who): Promise<Result<'list-orders'>> {
  const rows = await loadOrders(work, { requesterId: who.personId }, { id: 'desc' }, mostListed);
  return { orders: await viewsOf(work, rows, 'requester') };
}

/** All the villages of one order, and the orders before it. */
const mostListed = 60;

export async function showOrder(work: Work, who: Who, { orderId }: Args<'show-order'>): Promise<Result<'show-order'>> {
  const row = await ownOrder(work, who, orderId);
  return row ? { order: await viewOf(work, row, 'requester') } : {};
}

export async function findOrder(
  work: Work,
  who: Who,
  { number, phone }: Args<'find-order'>,
): Promise<Result<'find-order'>> {
  const tries = createTries(work.tx, 'find', work.limits.finds);
  const whose = triesOf(`chat ${who.chatId}`, number, phone);
  if (!(await tries.take(...whose))) return { found: false, wait: true };
  const [found] = await findOrderByPhone(work.tx, number, phone);
  if (found) await tries.giveBack(...whose);
  const loaded = found && (await loadOrder(work, found.id));
  return loaded
    ? {
        found: true,
        order: { number: loaded.number, state: loaded.state, view: await viewOf(work, loaded, 'requester') },
      }
    : { found: false };
}

export async function cancelOrder(
  work: Work,
  who: Who,
  { orderId, version, reason }: Args<'cancel-order'>,
): Promise<Acted> {
  const row = await lockOwn(work, who, orderId);
  if (!row) return { ok: false, reason: 'not_found' };
  const done =
    row.version === version &&
    (await transition(work, { order: row, action: 'cancel', actor: 'requester', actorId: who.personId, reason }));
  if (!done) return already(work, row, 'requester');
  return { ok: true, order: await released(work, row) };
}

export async function moveOrder(
  work: Work,
  who: Who,
  { orderId, version, window }: Args<'move-order'>,
): Promise<Result<'move-order'>> {
  const row = await lockOwn(work, who, orderId);
  if (!row) return { ok: false, reason: 'not_found' };
  const { day, minutes } = localTime(work.now, work.timeZone);
  if (checkWindow(window, day, minutes) !== 'ok') return { ok: false, reason: 'past' };
  const done =
    row.version === version &&
    (await transition(work, {
      order: row,
      action: 'move',
      actor: 'requester',
      actorId: who.personId,
      data: { startsAt: null, endsAt: null },
    }));
  if (!done) return already(work, row, 'requester');
  await work.tx.orderWindow.deleteMany({ where: { orderId } });
  await work.tx.orderWindow.create({
    data: { orderId, rank: 0, ...toWindowRow(window) },
  });
  work.match(orderId, row.version + 1);
  return { ok: true, order: await released(work, row) };
}

export async function addQuestion(work: Work, who: Who, { orderId, text }: Args<'add-question'>): Promise<Acted> {
  const row = await lockOwn(work, who, orderId);
  if (!row) return { ok: false, reason: 'not_found' };
  if (row.deliveredAt || row.state === 'refused' || row.state === 'cancelled' || row.questions.length >= 20)
    return already(work, row, 'requester');
  await work.tx.question.create({
    data: { orderId, askerId: who.personId, text: [...text].slice(0, maxText).join(''), createdAt: work.now },
  });
  return { ok: true, order: await viewOf(work, await reload(work, orderId), 'requester') };
}

export async function rateOrder(
  work: Work,
  who: Who,
  { orderId, score, comment }: Args<'rate-order'>,
): Promise<Result<'rate-order'>> {
  const row = await lockOwn(work, who, orderId);
  if (!row) return { ok: false, reason: 'not_found' };
  if (ratingPhase(row, work.now) !== 'open') return { ok: false, reason: 'not_open' };
  const given = {
    ...(score !== undefined && { score }),
    ...(comment !== undefined && { comment: [...comment].slice(0, maxText).join('') }),
  };
  await work.tx.rating.upsert({
    where: { orderId_raterKey: { orderId, raterKey: 'requester' } },
    create: { orderId, source: 'requester', raterKey: 'requester', personId: who.personId, ...given },
    update: given,
  });
  return { ok: true, order: await viewOf(work, await reload(work, orderId), 'requester') };
}
