// A speaker's own talks: agenda, what is owed, photos, times away.

import { addDays, instantAt, type LocalDay, localTime } from '../../domain/calendar.ts';
import type { Args, Result } from '../../domain/commands.ts';
import { maxText } from '../../domain/draft.ts';
import { fileType, isImage, mimeOf, mostPhotoBytes } from '../../domain/files.ts';
import { text } from '../../domain/message.ts';
import { notify } from '../notify.ts';
import { already, claimedOrder, lockSpoken, reload, spokenOrder } from '../order/order-access.ts';
import { loadOrders, viewOf, viewsOf } from '../order/order-view.ts';
import type { Who, Work } from '../work.ts';

/** Offers that wait, talks ahead, and those of the last seven days. */
export async function agenda(work: Work, who: Who): Promise<Result<'agenda'>> {
  if (who.speakerId === undefined) return { orders: [] };
  const since = new Date(work.now.getTime() - 7 * 86_400_000);
  const rows = await loadOrders(
    work,
    {
      state: { in: ['offered', 'confirmed', 'delivered'] },
      startsAt: { gte: since },
      offers: { some: { speakerId: who.speakerId, state: { in: ['open', 'accepted'] } } },
    },
    { startsAt: 'asc' },
    30,
  );
  return { orders: await viewsOf(work, rows, 'speaker', who.speakerId) };
}

export async function showTalk(work: Work, who: Who, { orderId }: Args<'show-talk'>): Promise<Result<'show-talk'>> {
  const row = (await spokenOrder(work, who, orderId)) ?? (await claimedOrder(work, who, orderId));
  if (!row) return {};
  const ahead = row.state === 'confirmed' && row.startsAt !== null && work.now < row.startsAt;
  return { order: await viewOf(work, row, 'speaker', who.speakerId), ...(ahead && { ahead }) };
}

const mostPhotos = 10;

export async function addPhoto(work: Work, who: Who, { orderId }: Args<'add-photo'>): Promise<Result<'add-photo'>> {
  const row = await lockSpoken(work, who, orderId);
  if (!row || (row.state !== 'delivered' && row.state !== 'closed')) return { ok: false, reason: 'not_found' };
  const type = work.file && fileType(work.file);
  if (!work.file || !isImage(type) || work.file.length > mostPhotoBytes) return { ok: false, reason: 'unreadable' };
  if (row._count.attachments >= mostPhotos) return { ok: false, reason: 'too_many' };
  await work.tx.attachment.create({
    data: { orderId, mime: mimeOf[type], bytes: new Uint8Array(work.file), createdAt: work.now },
  });
  return { ok: true, photos: row._count.attachments + 1 };
}

export async function owedAnswers(work: Work, who: Who): Promise<Result<'owed-answers'>> {
  if (who.speakerId === undefined) return { owed: [] };
  const rows = await work.tx.question.findMany({
    where: { state: 'owed', text: { not: null }, order: { record: { speakerId: who.speakerId } } },
    include: { order: { select: { number: true } } },
    orderBy: { id: 'asc' },
    take: 30,
  });
  return { owed: rows.map(({ id, text: words, order }) => ({ id, text: words ?? '', number: order.number })) };
}

const mostQuestions = 40;

/** A question from the floor has no asker in the database; its answer goes to whoever ordered the talk. */
export async function noteQuestion(
  work: Work,
  who: Who,
  { orderId, text: words }: Args<'note-question'>,
): Promise<Result<'note-question'>> {
  const row = await lockSpoken(work, who, orderId);
  if (!row) return { ok: false, reason: 'not_found' };
  const over = row.state === 'delivered' || row.state === 'closed';
  if ((row.state !== 'confirmed' && !over) || row.questions.length >= mostQuestions) {
    return already(work, row, 'speaker');
  }
  await work.tx.question.create({
    data: {
      orderId,
      text: [...words].slice(0, maxText).join(''),
      state: over ? 'owed' : 'open',
      createdAt: work.now,
    },
  });
  return { ok: true, order: await viewOf(work, await reload(work, orderId), 'speaker') };
}

/** An owed answer reaches the one who asked. */
export async function answerQuestion(
  work: Work,
  who: Who,
  { questionId, text: answer }: Args<'answer-question'>,
): Promise<Result<'answer-question'>> {
  if (who.speakerId === undefined) return { ok: false };
  const { count } = await work.tx.question.updateMany({
    where: { id: questionId, state: 'owed', order: { record: { speakerId: who.speakerId } } },
    data: { state: 'answered', answer: [...answer].slice(0, maxText).join(''), answeredAt: work.now },
  });
  if (count === 0) return { ok: false };
  const question = await work.tx.question.findUniqueOrThrow({
    where: { id: questionId },
    include: { order: { select: { requesterId: true } } },
  });
  const personId = question.askerId ?? question.order.requesterId;
  const message = {
    text: text('news.answered_question', { question: question.text ?? '', answer: question.answer ?? '' }),
  };
  await notify(work, { personId, bot: 'public' }, message, { orderId: question.orderId });
  return { ok: true };
}

export async function listAway(work: Work, who: Who): Promise<Result<'list-away'>> {
  if (who.speakerId === undefined) return { away: [] };
  const rows = await work.tx.away.findMany({
    where: { speakerId: who.speakerId, until: { gt: work.now } },
    orderBy: { from: 'asc' },
    take: 20,
  });
  return {
    away: rows.map((row) => ({
      id: row.id,
      ...asDays(row.from, row.until, work.timeZone),
      ...(row.recallId !== null && { duty: true as const }),
    })),
  };
}

/** From the first day's midnight to the last day's, or the half-day alone. */
export function intervalOf({ from, until, half }: Args<'add-away'>, timeZone: string): { from: Date; until: Date } {
  const hours = half === undefined ? { from: 0, until: 24 * 60 } : halfAway[half];
  return { from: instantAt(from, hours.from, timeZone), until: instantAt(until, hours.until, timeZone) };
}

/** Minutes after midnight that a half-day away covers: wide enough that no talk of that half fits in. */
const halfAway = {
  morning: { from: 0, until: 13 * 60 },
  afternoon: { from: 13 * 60, until: 18 * 60 + 15 },
  evening: { from: 18 * 60 + 15, until: 24 * 60 },
} as const;

export async function addAway(work: Work, who: Who, span: Args<'add-away'>): Promise<Result<'add-away'>> {
  const { from, until } = span;
  if (until < from) return { ok: false, reason: 'reversed' };
  if (until < localTime(work.now, work.timeZone).day) return { ok: false, reason: 'past' };
  if (who.speakerId === undefined) return { ok: false, reason: 'past' };
  const interval = intervalOf(span, work.timeZone);
  // In turn with approvals, which look at this speaker's time under the same lock.
  await work.tx.$queryRaw`SELECT 1 FROM speaker WHERE id = ${who.speakerId} FOR NO KEY UPDATE`;
  await work.tx.away.create({ data: { speakerId: who.speakerId, ...interval } });
  const rows = await loadOrders(
    work,
    {
      bookings: {
        some: { speakerId: who.speakerId, active: true, from: { lt: interval.until }, until: { gt: interval.from } },
      },
    },
    { startsAt: 'asc' },
    20,
  );
  return { ok: true, span, clashes: await viewsOf(work, rows, 'speaker') };
}

export async function removeAway(work: Work, who: Who, { id }: Args<'remove-away'>): Promise<Result<'remove-away'>> {
  if (who.speakerId === undefined) return { ok: false };
  // A call to duty is a coordinator's to end.
  const { count } = await work.tx.away.deleteMany({ where: { id, speakerId: who.speakerId, recallId: null } });
  return { ok: count === 1 };
}

/** The other way round. */
export function asDays(
  from: Date,
  until: Date,
  timeZone: string,
): { from: LocalDay; until: LocalDay; half?: 'morning' | 'afternoon' | 'evening' } {
  const start = localTime(from, timeZone);
  const end = localTime(until, timeZone);
  // Half open: midnight belongs to the day before.
  const last = end.minutes === 0 ? addDays(end.day, -1) : end.day;
  const half = (['morning', 'afternoon', 'evening'] as const).find(
    (one) => halfAway[one].from === start.minutes && halfAway[one].until % (24 * 60) === end.minutes,
  );
  return { from: start.day, until: last, ...(half && start.day === last && { half }) };
}
