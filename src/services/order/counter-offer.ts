// 另约时间 and 问点单人: what a coordinator asks the requester before anybody is sent, and the answers.

import type { Acted } from '../../domain/acted.ts';
import { localTime } from '../../domain/calendar.ts';
import { coordinatorCard } from '../../domain/cards/coordinator-card.ts';
import { windowText } from '../../domain/cards/order-lines.ts';
import { counterCard, inquiryCard } from '../../domain/cards/requester-card.ts';
import type { Args, Result } from '../../domain/commands.ts';
import { checkWindow, maxText, type TalkWindow } from '../../domain/draft.ts';
import { text } from '../../domain/message.ts';
import { isOver } from '../../domain/order-lifecycle.ts';
import { toWindow, toWindowRow } from '../../store/window-rows.ts';
import { notify, retireCard } from '../notify.ts';
import { coordinatorsOf } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import { cardNames } from './card-names.ts';
import { already, lockAsked, lockCoordinated, reload } from './order-access.ts';
import { viewOf } from './order-view.ts';
import { strikeCallsOf } from './phone-tasks.ts';
import { closeCounterOffers, released } from './release-order.ts';
import { transition } from './transition.ts';

export async function counterOffer(
  work: Work,
  who: Who,
  { orderId, version, window }: Args<'counter-offer'>,
): Promise<Result<'counter-offer'>> {
  const row = await lockCoordinated(work, who, orderId);
  if (!row || !who.coordinator) return { ok: false, reason: 'not_found' };
  if (row.version !== version || (row.state !== 'submitted' && row.state !== 'proposed')) {
    return already(work, row, 'coordinator');
  }
  if (isPast(work, window)) return { ok: false, reason: 'past' };
  if (row.format.afterDusk && window.half !== 'evening') return { ok: false, reason: 'dusk' };
  if (row.counterOffers.length > 0) return { ok: false, reason: 'waiting' };
  const asked = await work.tx.counterOffer.create({
    data: { orderId, coordinatorId: who.coordinator.id, ...toWindowRow(window), createdAt: work.now },
  });
  const after = await reload(work, orderId);
  const message = counterCard(await viewOf(work, after, 'requester'), { id: asked.id, window });
  await notify(work, { personId: row.requesterId, bot: 'public' }, message, {
    card: cardNames.counter(asked.id),
    ...{ orderId, callKind: 'counter' },
  });
  return { ok: true, order: await viewOf(work, after, 'coordinator') };
}

/** Yes: the order moves there and is matched anew. No: the coordinators are told. Also what was said on the phone. */
export async function answerCounter(
  work: Work,
  who: Who,
  { counterOfferId, yes }: Args<'answer-counter'>,
): Promise<Acted> {
  const asked = await work.tx.counterOffer.findUnique({ where: { id: counterOfferId } });
  const row = asked && (await lockAsked(work, who, asked.orderId));
  if (!row) return { ok: false, reason: 'not_found' };
  const viewer = viewerOf(who);
  const open = row.counterOffers.find(({ id }) => id === counterOfferId);
  if (!open) return already(work, row, viewer);
  const window = toWindow(open);
  if (yes && isPast(work, window)) {
    await closeCounterOffers(work, row);
    await tellAnswer(work, row.id, 'counter.too_late');
    return already(work, await reload(work, row.id), viewer);
  }
  await work.tx.counterOffer.update({ where: { id: counterOfferId }, data: { answeredAt: work.now, accepted: yes } });
  await strikeCallsOf(work, row.id, ['counter']);
  await retireCard(work, cardNames.counter(counterOfferId), {
    text: text('news.counter_answered', {
      number: row.number,
      when: windowText(window),
      answer: text(yes ? 'counter.yes' : 'counter.no'),
    }),
  });
  if (!yes) {
    await tellAnswer(work, row.id, 'counter.refused');
    return { ok: true, order: await viewOf(work, await reload(work, row.id), viewer) };
  }
  if (
    !(await transition(work, {
      order: row,
      action: 'move',
      ...(who.coordinator
        ? { actor: 'coordinator', actorId: who.coordinator.id, reason: 'by_phone' }
        : { actor: 'requester', actorId: who.personId }),
      data: { startsAt: null, endsAt: null },
    }))
  ) {
    return already(work, row, viewer);
  }
  await work.tx.orderWindow.deleteMany({ where: { orderId: row.id } });
  await work.tx.orderWindow.create({ data: { orderId: row.id, rank: 0, ...toWindowRow(window) } });
  work.match(row.id, row.version + 1);
  return { ok: true, order: await released(work, row) };
}

export async function askRequester(
  work: Work,
  who: Who,
  { orderId, text: question }: Args<'ask-requester'>,
): Promise<Result<'ask-requester'>> {
  const row = await lockCoordinated(work, who, orderId);
  if (!row || !who.coordinator) return { ok: false, reason: 'not_found' };
  if (isOver(row.state)) return already(work, row, 'coordinator');
  if (row.inquiries[0] && row.inquiries[0].answeredAt === null) return { ok: false, reason: 'waiting' };
  const words = [...question].slice(0, maxText).join('');
  const asked = await work.tx.inquiry.create({
    data: { orderId, coordinatorId: who.coordinator.id, text: words, createdAt: work.now },
  });
  const message = inquiryCard(await viewOf(work, row, 'requester'), { id: asked.id, text: words });
  await notify(work, { personId: row.requesterId, bot: 'public' }, message, { orderId, callKind: 'inquiry' });
  return { ok: true, order: await viewOf(work, await reload(work, orderId), 'coordinator') };
}

export async function answerInquiry(
  work: Work,
  who: Who,
  { inquiryId, text: answer }: Args<'answer-inquiry'>,
): Promise<Acted> {
  const asked = await work.tx.inquiry.findUnique({ where: { id: inquiryId } });
  const row = asked && (await lockAsked(work, who, asked.orderId));
  if (!row) return { ok: false, reason: 'not_found' };
  const { count } = await work.tx.inquiry.updateMany({
    where: { id: inquiryId, answeredAt: null },
    data: { answer: [...answer].slice(0, maxText).join(''), answeredAt: work.now },
  });
  const order = await viewOf(work, await reload(work, row.id), viewerOf(who));
  if (count === 0) return { ok: false, reason: 'already', order };
  await strikeCallsOf(work, row.id, ['inquiry']);
  await tellAnswer(work, row.id, 'inquiry.answered');
  return { ok: true, order };
}

const viewerOf = ({ bot }: Who) => (bot === 'staff' ? 'coordinator' : 'requester');

type AnswerNews = 'counter.refused' | 'counter.too_late' | 'inquiry.answered';

/** The card again, live, under a line that says what the requester answered. */
async function tellAnswer(work: Work, orderId: number, news: AnswerNews): Promise<void> {
  const row = await reload(work, orderId);
  const order = await viewOf(work, row, 'coordinator');
  const card = coordinatorCard(order);
  const message = { ...card, text: { lines: [text(news, { number: order.number }), card.text] } };
  for (const { personId } of await coordinatorsOf(work, row.areaId)) {
    await notify(work, { personId, bot: 'staff' }, message, { card: cardNames.order(orderId), chatOnly: true });
  }
}

function isPast({ now, timeZone }: Work, window: TalkWindow): boolean {
  const today = localTime(now, timeZone);
  return checkWindow(window, today.day, today.minutes) !== 'ok';
}
