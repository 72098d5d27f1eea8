// What time does to an order: each thing once, only while it still applies, and not at night.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/domain/draft.ts';
import { notify } from '../../../src/services/notify.ts';
import { fireTimer } from '../../../src/services/order/fire-timer.ts';
import { scheduleAgain, unscheduledOrders } from '../../../src/services/order/schedule.ts';
import type { Who } from '../../../src/services/work.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { awakeTiming } from '../../fakes/awake-timing.ts';
import { createStation, type Station } from '../../fakes/station.ts';

let test: TestDatabase;
let station: Station;
let resident: Who;
let coordinator: Awaited<ReturnType<Station['coordinator']>>;
let chief: Awaited<ReturnType<Station['coordinator']>>;
let speaker: Awaited<ReturnType<Station['speaker']>>;

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 20 });
  station = await createStation(test.database);
  resident = await station.person('public', '居民');
  coordinator = await station.coordinator('张三', station.township.id);
  chief = await station.coordinator('所长');
  speaker = await station.speaker('李警官');
});
afterAll(() => test.drop());

const monday = '2026-11-23T09:00+08:00';
beforeEach(async () => {
  // The next test finds nothing under way.
  await station.passTime(monday);
  for (const { id, version, state } of await station.prisma.order.findMany())
    if (['submitted', 'proposed', 'offered', 'confirmed'].includes(state))
      await station.act(chief, 'coordinator-cancel', { orderId: id, version, reason: 'other' });
  await station.prisma.timer.updateMany({ where: { doneAt: null }, data: { doneAt: new Date() } });
  await station.prisma.outbox.deleteMany();
  await station.prisma.phoneTask.deleteMany();
});

describe('an offer', () => {
  it('goes back to the coordinators and is matched anew when its time is up, and the speaker’s buttons are gone', async () => {
    const order = await offered();
    const [{ deadlineAt } = { deadlineAt: undefined }] = order.offers;
    expect(deadlineAt).toEqual(new Date('2026-11-23T21:00+08:00'));
    await station.passTime('2026-11-23T20:59+08:00');
    expect((await station.reload(order.number)).state).toBe('offered');
    await station.passTime('2026-11-23T21:00+08:00');
    const expired = await station.reload(order.number);
    expect(expired).toMatchObject({ state: 'submitted', startsAt: null, offers: [{ state: 'expired' }] });
    expect(expired.bookings.some(({ active }) => active)).toBe(false);
    expect(await keys(coordinator)).toContain('action.expire');
    expect((await station.messages(speaker)).at(-1)).toMatchObject({ kind: 'edit' });
    await station.match();
    const { order: card } = await station.act(coordinator, 'show-card', { orderId: order.id });
    expect(card?.proposal?.candidates.map(({ speakerId }) => speakerId)).not.toContain(speaker.speakerId);
    expect(await station.act(speaker, 'accept-offer', { orderId: order.id, version: order.version })).toMatchObject({
      ok: false,
    });
  });

  it('leaves less time where the talk is near, and none of the night', async () => {
    station.at('2026-11-23T20:30+08:00');
    const order = await offered({ windows: [{ day: '2026-11-24', half: 'morning', period: 3 }] });
    // An hour tonight, and from half past seven to 10:25: half of it is up tomorrow.
    expect(order.offers[0]?.deadlineAt).toEqual(new Date('2026-11-24T08:27:30+08:00'));
  });

  it('that is accepted at the moment it expires is one or the other, fifty times', { timeout: 90_000 }, async () => {
    const order = await offered();
    const { startsAt, endsAt } = order;
    const winners = new Set<string>();
    for (let round = 0; round < 50; round += 1) {
      // As it was offered, at another version.
      const { prisma } = station;
      const data = { state: 'offered', version: { increment: 1 }, startsAt, endsAt } as const;
      const { version } = await prisma.order.update({ where: { id: order.id }, data });
      await prisma.offer.updateMany({ where: { orderId: order.id }, data: { state: 'open' } });
      await prisma.booking.updateMany({ where: { orderId: order.id }, data: { active: true } });
      const timer = { orderId: order.id, kind: 'expire', orderVersion: version, dueAt: station.clock() } as const;
      const { id } = await prisma.timer.create({ data: timer });

      const expire = () => station.runWork((work) => fireTimer(work, id));
      const accept = () => station.act(speaker, 'accept-offer', { orderId: order.id, version });
      // Each knocks first in half of the rounds.
      const fired = round % 2 === 0 ? expire() : undefined;
      const [accepted] = await Promise.all([accept(), fired ?? expire()]);
      const after = await station.reload(order.number);
      expect(after.state).toBe(accepted.ok ? 'confirmed' : 'submitted');
      expect(after.offers[0]?.state).toBe(accepted.ok ? 'accepted' : 'expired');
      expect(after.bookings.filter(({ active }) => active)).toHaveLength(accepted.ok ? 1 : 0);
      expect(after.events.filter((event) => event.version > version)).toHaveLength(1);
      winners.add(after.state);
    }
    expect([...winners].sort()).toEqual(['confirmed', 'submitted']);
  });
});

describe('an order nobody decides on', () => {
  it('is shown to everybody in charge of its place after four hours, once', async () => {
    await station.order(resident);
    expect(await keys(chief)).toEqual([]);
    await station.passTime('2026-11-23T12:59+08:00');
    expect(await keys(chief)).toEqual([]);
    await station.passTime('2026-11-23T13:00+08:00');
    for (const who of [coordinator, chief]) {
      const [message] = (await station.messages(who)).slice(-1);
      expect(message?.message).toMatchObject({
        text: { lines: [{ key: 'card.waiting_long', params: { hours: 4 } }, {}] },
      });
    }
    const sent = await station.prisma.outbox.count();
    await station.passTime('2026-11-24T20:00+08:00');
    expect(await station.prisma.outbox.count()).toBe(sent);
  });

  it('has all the time of the morning where it came at night', async () => {
    station.at('2026-11-23T23:00+08:00');
    await station.order(resident);
    await station.passTime('2026-11-24T11:29+08:00');
    expect(await keys(chief)).toEqual([]);
    await station.passTime('2026-11-24T11:30+08:00');
    expect(await keys(chief)).toContain('card.waiting_long');
  });

  it('is left alone once it is decided', async () => {
    await offered();
    await station.passTime('2026-11-23T14:00+08:00');
    expect(await keys(chief)).not.toContain('card.waiting_long');
  });

  it('waits for the requester as long as the requester was asked', async () => {
    const order = await station.order(resident);
    await station.act(coordinator, 'ask-requester', { orderId: order.id, text: '有投影吗？' });
    await station.passTime('2026-11-23T13:00+08:00');
    expect(await keys(chief)).not.toContain('card.waiting_long');
    station.at('2026-11-23T14:00+08:00');
    const { id: inquiryId } = await station.prisma.inquiry.findFirstOrThrow({ where: { orderId: order.id } });
    await station.act(resident, 'answer-inquiry', { inquiryId, text: '有' });
    await station.passTime('2026-11-23T17:30+08:00');
    expect(await keys(chief)).not.toContain('card.waiting_long');
    await station.passTime('2026-11-23T18:00+08:00');
    expect(await keys(chief)).toContain('card.waiting_long');
  });

  it('does not wait for a requester whom nobody has rung', async () => {
    const entered = await station.act(coordinator, 'enter-order', { draft: station.draft() });
    const { id: orderId } = await station.reload(entered.ok ? (entered.numbers[0] ?? '') : '');
    station.at('2026-11-23T10:00+08:00');
    await station.act(coordinator, 'ask-requester', { orderId, text: '有投影吗？' });
    await station.passTime('2026-11-23T13:59+08:00');
    expect(await keys(chief)).not.toContain('card.waiting_long');
    await station.passTime('2026-11-23T14:00+08:00');
    expect(await keys(chief)).toContain('card.waiting_long');
  });

  it('is one of a list where many have waited', async () => {
    for (let index = 0; index < 6; index += 1) await station.order(resident);
    await station.passTime('2026-11-23T13:00+08:00');
    const told = (await station.messages(chief)).filter(({ kind }) => kind === 'send');
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told[0]?.message)).toContain('digest.title');
  });
});

describe('a talk', () => {
  it('is remembered a day and two hours before, by both', async () => {
    const order = await confirmed();
    expect(order.startsAt).toEqual(new Date('2026-11-26T14:00+08:00'));
    await clearMessages();
    await station.passTime('2026-11-25T13:59+08:00');
    expect([...(await keys(resident)), ...(await keys(speaker))]).toEqual([]);
    await station.passTime('2026-11-25T14:00+08:00');
    await station.passTime('2026-11-26T12:00+08:00');
    expect((await keys(resident)).filter((key) => key === 'news.reminder')).toHaveLength(2);
    expect((await keys(speaker)).filter((key) => key === 'talk.reminder')).toHaveLength(2);
    await station.passTime('2026-11-26T13:59+08:00');
    expect((await keys(resident)).filter((key) => key === 'news.reminder')).toHaveLength(2);
  });

  it('is remembered once where both moments were slept through, and not when it has begun', async () => {
    await confirmed();
    await clearMessages();
    await station.passTime('2026-11-26T12:30+08:00');
    expect((await keys(resident)).filter((key) => key === 'news.reminder')).toHaveLength(1);
    await free();
    station.at(monday);
    await confirmed();
    await clearMessages();
    await station.passTime('2026-11-26T14:00+08:00');
    expect(await keys(resident)).not.toContain('news.reminder');
  });

  it('is not remembered where it was moved or cancelled', async () => {
    const order = await confirmed();
    const window = { day: '2026-12-01', half: 'morning' } as const;
    await station.act(resident, 'move-order', { orderId: order.id, version: order.version, window });
    const cancelled = await confirmed();
    const { id: orderId, version } = cancelled;
    await station.act(resident, 'cancel-order', { orderId, version, reason: 'clashes' });
    await clearMessages();
    await station.passTime('2026-11-27T10:00+08:00');
    const all = [...(await keys(resident)), ...(await keys(speaker))];
    expect(all.filter((key) => /reminder|report\.ask/.test(key))).toEqual([]);
  });

  it('that is off before the morning is no news in the morning', async () => {
    const order = await offered();
    await clearMessages();
    station.at('2026-11-23T22:00+08:00');
    const { id: orderId, version } = order;
    await station.act(speaker, 'accept-offer', { orderId, version });
    expect(await keys(resident)).toContain('news.confirmed');
    await station.act(resident, 'cancel-order', { orderId, version: version + 1, reason: 'clashes' });
    const toCome = (await station.messages(resident)).filter(({ droppedAt }) => droppedAt === null);
    expect(toCome).toEqual([]);
  });

  it('puts who has no chat on the list of people to ring, once, until it is off', async () => {
    const order = await confirmed();
    await station.prisma.chat.updateMany({ where: { personId: resident.personId }, data: { closedAt: new Date() } });
    await station.passTime('2026-11-25T14:00+08:00');
    await station.passTime('2026-11-26T12:00+08:00');
    const where = { orderId: order.id, kind: 'remind', doneAt: null };
    expect(await station.prisma.phoneTask.count({ where })).toBe(1);
    const { version } = await station.reload(order.number);
    await station.act(chief, 'coordinator-cancel', { orderId: order.id, version, reason: 'other' });
    expect(await station.prisma.phoneTask.count({ where })).toBe(0);
    await station.prisma.chat.updateMany({ where: { personId: resident.personId }, data: { closedAt: null } });
  });

  it('puts a speaker who has never joined on that list, too', async () => {
    const order = await confirmed();
    const { speakerId: id, personId } = speaker;
    await station.prisma.speaker.update({ where: { id }, data: { personId: null } });
    await station.passTime('2026-11-25T14:00+08:00');
    await station.passTime('2026-11-26T12:00+08:00');
    const { tasks } = await station.act(coordinator, 'phone-list', {});
    expect(tasks).toMatchObject([{ number: order.number, name: '李警官' }]);
    expect(JSON.stringify(tasks[0]?.text)).toContain('talk.reminder');
    await station.prisma.speaker.update({ where: { id }, data: { personId } });
    await station.act(resident, 'cancel-order', { orderId: order.id, version: order.version, reason: 'clashes' });
    expect((await station.act(coordinator, 'phone-list', {})).tasks).toEqual([]);
  });

  it('that nobody reported is asked about the next morning, and stands on the coordinators’ list until it is', async () => {
    const first = await confirmed();
    const second = await confirmed({ windows: [{ day: '2026-11-26', half: 'morning' }] });
    await clearMessages();
    await station.passTime('2026-11-27T08:59+08:00');
    expect(await keys(speaker)).not.toContain('report.ask');
    await station.passTime('2026-11-27T09:00+08:00');
    expect((await keys(speaker)).filter((key) => key === 'report.ask')).toHaveLength(2);
    const lists = (await station.messages(coordinator)).filter(({ message }) =>
      JSON.stringify(message).includes('unreported.title'),
    );
    // One list, brought up to date by the second talk.
    expect(lists.map(({ kind }) => kind)).toEqual(['send', 'edit']);
    expect(JSON.stringify(lists[1]?.message)).toMatch(new RegExp(`${second.number}.*${first.number}`));
    expect((await station.act(coordinator, 'queue', {})).unreported).toBe(2);

    const report = { headMin: 21, headMax: 50, answered: [], owed: [] };
    await station.act(speaker, 'deliver', { orderId: first.id, version: first.version, report });
    expect((await station.act(coordinator, 'unreported', {})).orders.map(({ number }) => number)).toEqual([
      second.number,
    ]);
  });

  it('that was given is rated an hour later and closed after seven days, in silence', async () => {
    const order = await delivered();
    await clearMessages();
    await station.passTime('2026-11-26T16:59+08:00');
    expect(await keys(resident)).toEqual([]);
    await station.passTime('2026-11-26T17:00+08:00');
    expect(await keys(resident)).toContain('rate.please');
    await clearMessages();
    await station.passTime('2026-12-03T16:00+08:00');
    const closed = await station.reload(order.number);
    expect(closed.state).toBe('closed');
    expect(closed.events.at(-1)).toMatchObject({ action: 'close', actor: 'system' });
    expect(await station.prisma.outbox.count()).toBe(0);
  });

  it('is not to be rated where it is rated already, or was taken back', async () => {
    const rated = await delivered();
    await station.act(resident, 'rate-order', { orderId: rated.id, score: 5 });
    await clearMessages();
    await station.passTime('2026-11-26T17:00+08:00');
    expect(await keys(resident)).not.toContain('rate.please');
    station.at(monday);
    const undone = await delivered({ windows: [{ day: '2026-11-26', half: 'morning' }] });
    await station.act(speaker, 'undo-deliver', { orderId: undone.id });
    await clearMessages();
    await station.passTime('2026-11-26T18:00+08:00');
    expect(await keys(resident)).not.toContain('rate.please');
  });
});

describe('a timer', () => {
  it('does its work once, however often it fires', async () => {
    await delivered();
    await clearMessages();
    station.at('2026-11-26T17:00+08:00');
    const { id } = await station.prisma.timer.findFirstOrThrow({ where: { kind: 'ask_rating', doneAt: null } });
    await Promise.all(Array.from({ length: 10 }, () => station.runWork((work) => fireTimer(work, id))));
    expect((await keys(resident)).filter((key) => key === 'rate.please')).toHaveLength(1);
  });

  it('does nothing before its time', async () => {
    await delivered();
    await clearMessages();
    for (const { id } of await station.prisma.timer.findMany({ where: { doneAt: null } }))
      await station.runWork((work) => fireTimer(work, id));
    expect(await keys(resident)).toEqual([]);
  });

  it('does its work also where the clock that found it due is a little ahead', async () => {
    const order = await delivered();
    station.at('2026-11-26T16:59:58+08:00');
    const { id } = await station.prisma.timer.findFirstOrThrow({ where: { orderId: order.id, kind: 'ask_rating' } });
    await station.runWork((work) => fireTimer(work, id));
    expect(await keys(resident)).toContain('rate.please');
  });

  it('is written anew for an order that came without, and not twice', async () => {
    const order = await station.order(resident);
    await station.prisma.timer.deleteMany({ where: { orderId: order.id } });
    expect(await unscheduledOrders(station.prisma)).toEqual([{ orderId: order.id, version: order.version }]);
    for (let time = 0; time < 2; time += 1) await station.runWork((work) => scheduleAgain(work, order.id));
    expect(await unscheduledOrders(station.prisma)).toEqual([]);
    expect(await station.prisma.timer.count({ where: { orderId: order.id } })).toBe(1);
  });
});

describe('at night', () => {
  const night = '2026-11-23T22:00+08:00';
  const morning = new Date('2026-11-24T07:30+08:00');

  it('messages wait for the morning, and a card nobody has seen is changed in its place', async () => {
    station.at(night);
    const order = await station.order(resident);
    const [card] = await station.messages(coordinator);
    expect(card).toMatchObject({ kind: 'send', dueAt: morning });
    const { id: orderId, version } = order;
    await station.act(resident, 'cancel-order', { orderId, version, reason: 'clashes' });
    const after = await station.messages(coordinator);
    expect(after.filter(({ kind }) => kind === 'edit')).toEqual([]);
    expect(JSON.stringify(after[0]?.message)).toContain('action.cancel');
    expect(after[0]?.message).not.toHaveProperty('choices');
  });

  it('a growing list is one message in the morning', async () => {
    station.at(night);
    for (let index = 0; index < 7; index += 1) await station.order(resident);
    const waiting = await station.messages(coordinator);
    expect(waiting.filter(({ message }) => JSON.stringify(message).includes('digest.title'))).toHaveLength(1);
  });

  it('what is urgent, and what answers a tap, goes at once', async () => {
    station.at('2026-11-26T21:40+08:00');
    const order = await delivered({ windows: [{ day: '2026-11-26', half: 'evening' }] }, '2026-11-26T21:40+08:00');
    await clearMessages();
    await station.act(speaker, 'undo-deliver', { orderId: order.id });
    await station.runWork((work) =>
      notify(work, { personId: resident.personId, bot: 'public' }, { text: '急' }, { urgent: true }),
    );
    for (const who of [speaker, resident])
      for (const { dueAt } of await station.messages(who)) expect(dueAt).toEqual(station.clock());
  });

  it('nothing waits where no quiet hours are set', async () => {
    const sleepless = await createTestDatabase();
    try {
      const other = await createStation(sleepless.database, awakeTiming);
      const somebody = await other.person('public', '居民');
      other.at(night);
      await other.runWork((work) => notify(work, { personId: somebody.personId, bot: 'public' }, { text: '好' }));
      expect((await other.messages(somebody)).map(({ dueAt }) => dueAt)).toEqual([new Date(night)]);
    } finally {
      await sleepless.drop();
    }
  });
});

async function offered(more: Partial<Draft> = {}) {
  const order = await station.order(resident, more);
  const { id: orderId, version } = order;
  const result = await station.act(coordinator, 'approve', { orderId, version, speakerId: speaker.speakerId });
  if (!result.ok) throw new Error(result.reason);
  return station.reload(order.number);
}

async function confirmed(more: Partial<Draft> = {}) {
  const order = await offered(more);
  const accepted = await station.act(speaker, 'accept-offer', { orderId: order.id, version: order.version });
  if (!accepted.ok) throw new Error(accepted.reason);
  return station.reload(order.number);
}

/** On Thursday afternoon at four, unless said otherwise. */
async function delivered(more: Partial<Draft> = {}, at = '2026-11-26T16:00+08:00') {
  station.at(monday);
  const order = await confirmed(more);
  station.at(at);
  const report = { headMin: 21, headMax: 50, answered: [], owed: [] };
  const result = await station.act(speaker, 'deliver', { orderId: order.id, version: order.version, report });
  if (!result.ok) throw new Error(result.reason);
  return station.reload(order.number);
}

/** Gives the speaker's time back, whatever holds it. */
const free = () => station.prisma.booking.updateMany({ data: { active: false } });

const clearMessages = () => station.prisma.outbox.deleteMany();

/** Keys of all texts that a person was sent. */
async function keys(who: Who): Promise<string[]> {
  const messages = (await station.messages(who)).map(({ message }) => message);
  return [...JSON.stringify(messages).matchAll(/"key":"([^"]+)"/g)].map(([, key]) => key ?? '');
}
