// 讲完了 and its undoing, the show of hands, and 补录: a talk that nobody ordered, with the same record.

import { addDays, halfHours, instantAt, localTime, periodStart } from '../../domain/calendar.ts';
import { rateCard } from '../../domain/cards/requester-card.ts';
import { settledOffer, talkCard } from '../../domain/cards/speaker-card.ts';
import type { Args, Result } from '../../domain/commands.ts';
import type { TalkReport } from '../../domain/commands-speaker.ts';
import { defaultAudience, defaultFormat, mostHands } from '../../domain/menu.ts';
import { ratingPhase, undoDeliveryMinutes } from '../../domain/order-lifecycle.ts';
import { readCatalogue } from '../../store/catalogue.ts';
import { insertOrder } from '../../store/insert-order.ts';
import { enterTalk, takeBackTalk } from '../deputy/talk-hours.ts';
import { notify, retireCard } from '../notify.ts';
import { leadOf, type OfferRow } from '../staffing/offers.ts';
import type { Who, Work } from '../work.ts';
import { cardNames } from './card-names.ts';
import { already, lockCoordinated, lockSpoken, reload } from './order-access.ts';
import { type OrderRow, viewOf } from './order-view.ts';
import { recordEvent, transition } from './transition.ts';

export async function deliver(
  work: Work,
  who: Who,
  { orderId, version, report }: Args<'deliver'>,
): Promise<Result<'deliver'>> {
  const row = await lockSpoken(work, who, orderId);
  const lead = row && leadOf(row);
  if (!row || !lead || who.speakerId === undefined) return { ok: false, reason: 'not_found' };
  if (row.state === 'confirmed' && row.startsAt && work.now < row.startsAt) return { ok: false, reason: 'too_early' };
  const done =
    row.version === version &&
    (await transition(work, {
      order: row,
      action: 'deliver',
      actor: 'speaker',
      actorId: who.speakerId,
      data: { deliveredAt: work.now },
    }));
  if (!done) return already(work, row, 'speaker');
  await record(work, orderId, given(row, lead), report);
  await enterTalk(work, orderId);
  const after = await reload(work, orderId);
  await settleOffers(work, after);
  return { ok: true, order: await viewOf(work, after, 'speaker', who.speakerId) };
}

/** 讲完了, told to the coordinator on the phone. How many came stays open. */
export async function deliverForSpeaker(
  work: Work,
  who: Who,
  { orderId, version }: Args<'deliver-for-speaker'>,
): Promise<Result<'deliver-for-speaker'>> {
  const row = await lockCoordinated(work, who, orderId);
  const lead = row && leadOf(row);
  if (!row || !who.coordinator) return { ok: false, reason: 'not_found' };
  if (row.state === 'confirmed' && row.startsAt && work.now < row.startsAt) return { ok: false, reason: 'too_early' };
  const done =
    row.version === version &&
    lead &&
    (await transition(work, {
      order: row,
      action: 'deliver',
      actor: 'coordinator',
      actorId: who.coordinator.id,
      reason: 'by_phone',
      data: { deliveredAt: work.now },
    }));
  if (!done) return already(work, row, 'coordinator');
  await work.tx.talkRecord.create({ data: { orderId, ...given(row, lead), reportedAt: work.now } });
  await enterTalk(work, orderId);
  const after = await reload(work, orderId);
  await settleOffers(work, after);
  return { ok: true, order: await viewOf(work, after, 'coordinator') };
}

/** Who gave it, and who was there to help: either may report. */
const given = ({ offers }: OrderRow, { speakerId }: OfferRow) => ({
  speakerId,
  assistantId: offers.find(({ part }) => part === 'assistant')?.speakerId ?? null,
});

async function settleOffers(work: Work, after: OrderRow): Promise<void> {
  const settled = settledOffer(await viewOf(work, after, 'speaker'));
  for (const { speakerId } of after.offers) await retireCard(work, cardNames.offer(after.id, speakerId), settled);
}

async function record(
  work: Work,
  orderId: number,
  people: { readonly speakerId: number; readonly assistantId?: number | null },
  report: TalkReport,
): Promise<void> {
  const { headMin, headMax, classHours } = report;
  const data = { ...people, headMin, headMax, classHours: classHours ?? null, reportedAt: work.now };
  await work.tx.talkRecord.upsert({ where: { orderId }, create: { orderId, ...data }, update: data });
  await work.tx.question.updateMany({
    where: { orderId, id: { in: [...report.owed] }, state: 'open' },
    data: { state: 'owed' },
  });
  await work.tx.question.updateMany({
    where: { orderId, id: { in: [...report.answered] }, state: 'open' },
    data: { state: 'answered', answeredAt: work.now },
  });
}

/** 撤销, for ten minutes: as if it had not been reported. */
export async function undoDeliver(
  work: Work,
  who: Who,
  { orderId }: Args<'undo-deliver'>,
): Promise<Result<'undo-deliver'>> {
  const row = await lockSpoken(work, who, orderId);
  if (!row || who.speakerId === undefined) return { ok: false, reason: 'not_found' };
  if (row.state !== 'delivered' || row.source === 'logged' || !row.deliveredAt) return already(work, row, 'speaker');
  if (work.now.getTime() > row.deliveredAt.getTime() + undoDeliveryMinutes * 60_000)
    return { ok: false, reason: 'too_late' };
  await transition(work, {
    order: row,
    action: 'undo_deliver',
    actor: 'speaker',
    actorId: who.speakerId,
    data: { deliveredAt: null },
  });
  await takeBackTalk(work, orderId);
  await work.tx.talkRecord.deleteMany({ where: { orderId } });
  await work.tx.rating.deleteMany({ where: { orderId } });
  await work.tx.question.updateMany({
    where: { orderId, state: { in: ['owed', 'answered'] }, answer: null },
    data: { state: 'open', answeredAt: null },
  });
  await holdAgain(work, row);
  const after = await reload(work, orderId);
  await retireCard(work, cardNames.rate(orderId), { text: rateCard(await viewOf(work, after, 'requester')).text });
  for (const { speakerId, speaker } of after.offers) {
    if (speaker.personId === null) continue;
    const talk = talkCard(await viewOf(work, after, 'speaker', speakerId));
    await notify(work, { personId: speaker.personId, bot: 'staff' }, talk, {
      card: cardNames.offer(orderId, speakerId),
      chatOnly: true,
      // The answer to one's own tap.
      urgent: speakerId === who.speakerId,
    });
  }
  return { ok: true, order: await viewOf(work, after, 'speaker', who.speakerId) };
}

/** Everybody's and every kit's time is blocked again, unless something else took it meanwhile: then the talk stands without. */
async function holdAgain(work: Work, { id, offers }: OrderRow): Promise<void> {
  const speakerIds = offers.map(({ speakerId }) => speakerId);
  await work.tx.$queryRaw`SELECT 1 FROM speaker WHERE id = ANY(${speakerIds}) ORDER BY id FOR NO KEY UPDATE`;
  await work.tx.$queryRaw`
    SELECT 1 FROM kit WHERE id IN (SELECT kit_id FROM booking WHERE order_id = ${id}) ORDER BY id FOR NO KEY UPDATE`;
  await work.tx.$executeRaw`
    UPDATE booking b SET active = true
    WHERE b.order_id = ${id} AND b.created_at = (SELECT max(created_at) FROM booking WHERE order_id = ${id})
      AND NOT EXISTS (
        SELECT FROM booking o WHERE (o.speaker_id = b.speaker_id OR o.kit_id = b.kit_id) AND o.active AND o.id <> b.id
          AND tstzrange(o.from_at, o.until_at) && tstzrange(b.from_at, b.until_at))`;
}

export async function tally(work: Work, who: Who, { orderId, counts }: Args<'tally'>): Promise<Result<'tally'>> {
  const row = await lockSpoken(work, who, orderId);
  if (!row) return { ok: false, reason: 'not_found' };
  if (ratingPhase(row, work.now) !== 'open') return { ok: false, reason: 'not_open' };
  const hands = [0, 1, 2, 3, 4].map((index) => Math.max(0, Math.min(mostHands, Math.trunc(counts[index] ?? 0))));
  await work.tx.rating.upsert({
    where: { orderId_raterKey: { orderId, raterKey: 'tally' } },
    create: { orderId, source: 'tally', raterKey: 'tally', counts: hands },
    update: { counts: hands },
  });
  return { ok: true, order: await viewOf(work, await reload(work, orderId), 'speaker') };
}

/** 补录: begins its life delivered; there is nobody to tell. */
export async function logTalk(work: Work, who: Who, { draft, report }: Args<'log-talk'>): Promise<Result<'log-talk'>> {
  const [place] = draft.places;
  const [window] = draft.windows;
  if (who.speakerId === undefined || !place || !window || (draft.topicId === undefined && !draft.wish))
    return { ok: false, reason: 'incomplete' };
  const today = localTime(work.now, work.timeZone).day;
  const bell = window.period === undefined ? undefined : periodStart[window.period];
  const minutes = bell ?? window.clock ?? halfHours[window.half].from;
  const startsAt = instantAt(window.day, minutes, work.timeZone);
  if (window.day > today || startsAt > work.now) return { ok: false, reason: 'future' };
  if (window.day < addDays(today, -30)) return { ok: false, reason: 'too_old' };
  const { formats } = work.catalogue ?? (await readCatalogue(work.tx));
  const format = formats.find(({ id }) => id === draft.formatId) ?? defaultFormat(formats, place, window.half);
  if (!format) return { ok: false, reason: 'incomplete' };
  const order = await insertOrder(work.tx, {
    state: 'delivered',
    source: 'logged',
    requesterId: who.personId,
    enteredById: who.personId,
    topicId: draft.topicId,
    formatId: format.id,
    areaId: place.areaId,
    schoolId: place.schoolId,
    audience: draft.audience ?? defaultAudience(place),
    startsAt,
    endsAt: new Date(startsAt.getTime() + format.talkMinutes * 60_000),
    deliveredAt: work.now,
    createdAt: work.now,
    details: { wish: draft.topicId === undefined ? draft.wish : undefined },
    windows: [window],
    questions: [],
  });
  await work.tx.offer.create({
    data: {
      orderId: order.id,
      speakerId: who.speakerId,
      state: 'accepted',
      deadlineAt: work.now,
      createdAt: work.now,
      answeredAt: work.now,
    },
  });
  await recordEvent(work, {
    order,
    action: 'log',
    actor: 'speaker',
    actorId: who.speakerId,
    to: 'delivered',
    version: 1,
  });
  await record(work, order.id, { speakerId: who.speakerId }, report);
  await enterTalk(work, order.id);
  return { ok: true, order: await viewOf(work, await reload(work, order.id), 'speaker') };
}
