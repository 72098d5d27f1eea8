// What an order leaves behind when it moves on: nobody is asked, rung or shown what is no longer so.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../../../src/services/work.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createStation, type Station } from '../../fakes/station.ts';

let test: TestDatabase;
let station: Station;
let resident: Who;
let coordinator: Awaited<ReturnType<Station['coordinator']>>;
let speaker: Awaited<ReturnType<Station['speaker']>>;
/** Nobody has two talks at once in these tests: each order takes a day of its own. */
let days = 0;

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 20 });
  station = await createStation(test.database);
  resident = await station.person('public', '居民');
  coordinator = await station.coordinator('张三');
  speaker = await station.speaker('李警官', { weeklyLimit: 50 });
});
afterAll(() => test.drop());

describe('a proposal', () => {
  it('is no longer shown once the order was given back, until there is a new one', async () => {
    const order = await offered();
    await station.act(speaker, 'decline-offer', { orderId: order.id, version: order.version, reason: 'on_duty' });
    const waiting = await station.act(coordinator, 'show-card', { orderId: order.id });
    expect(waiting.order).not.toHaveProperty('proposal');
    await station.match();
    const matched = await station.act(coordinator, 'show-card', { orderId: order.id });
    expect(matched.order).toHaveProperty('proposal');
    await cancel(order.id);
  });
});

describe('a proposal that an older release stored otherwise', () => {
  it('is left out, and keeps nobody from the rest of the queue', async () => {
    const [strange, other] = [await ordered(), await ordered()];
    await test.database.prisma.proposal.updateMany({
      where: { orderId: strange.id },
      data: { candidates: [{ speaker: '李警官' }] },
    });
    const { waiting } = await station.act(coordinator, 'queue', {});
    expect(waiting.map(({ id, proposal }) => [id, proposal !== undefined])).toEqual([
      [strange.id, false],
      [other.id, true],
    ]);
    expect(await station.act(coordinator, 'approve', { orderId: strange.id, version: strange.version })).toMatchObject({
      ok: false,
      reason: 'not_free',
    });
    await approve(strange);
    await Promise.all([strange, other].map(({ id }) => cancel(id)));
  });
});

describe('a question to the requester', () => {
  it('ends with the order, and cannot be asked of one that is over', async () => {
    const order = await ordered();
    const asked = await station.act(coordinator, 'ask-requester', { orderId: order.id, text: '有投影吗?' });
    if (!asked.ok) throw new Error(asked.reason);
    const inquiryId = asked.order.inquiry?.id ?? 0;
    await station.act(resident, 'cancel-order', { orderId: order.id, version: order.version, reason: 'other' });
    expect(await station.act(resident, 'answer-inquiry', { inquiryId, text: '有' })).toMatchObject({
      ok: false,
      reason: 'already',
    });
    expect(await station.act(resident, 'show-order', { orderId: order.id })).not.toHaveProperty('order.inquiry');
    expect(await station.act(coordinator, 'ask-requester', { orderId: order.id, text: '?' })).toMatchObject({
      ok: false,
      reason: 'already',
    });
  });
});

describe('a speaker without a chat', () => {
  it('need not be rung about an order that was cancelled before the call', async () => {
    const far = await absent('远警官');
    const order = await offered(far.id);
    expect(await calls(far.id)).toEqual([{ done: false, order: order.id }]);
    await cancel(order.id);
    expect(await calls(far.id)).toEqual([{ done: true, order: order.id }]);
  });

  it('is rung once more where the call was made', async () => {
    const far = await absent('山警官');
    const order = await offered(far.id);
    const { tasks } = await station.act(coordinator, 'phone-list', {});
    await station.act(coordinator, 'phone-done', { taskId: tasks.at(-1)?.id ?? 0 });
    await cancel(order.id);
    expect(await calls(far.id)).toEqual([
      { done: true, order: order.id },
      { done: false, order: order.id },
    ]);
  });
});

describe('a speaker whose chat has closed', () => {
  it('need not be rung with an offer that the coordinator has answered for them, or that is off', async () => {
    const gone = await station.speaker('关警官');
    await test.database.prisma.chat.update({ where: { id: gone.chatId }, data: { closedAt: new Date() } });
    for (const answer of ['accept', 'decline'] as const) {
      const order = await offered(gone.speakerId);
      expect(await stillToRing(gone)).toEqual([order.id]);
      await station.act(coordinator, 'answer-for-speaker', { orderId: order.id, version: order.version, answer });
      expect(await stillToRing(gone)).toEqual([]);
      await cancel(order.id);
      await ring(gone);
    }
    const off = await offered(gone.speakerId);
    expect(await stillToRing(gone)).toEqual([off.id]);
    await cancel(off.id);
    expect(await stillToRing(gone)).toEqual([]);
  });

  it('is rung once more where the order is off after the call', async () => {
    const gone = await station.speaker('断警官');
    await test.database.prisma.chat.update({ where: { id: gone.chatId }, data: { closedAt: new Date() } });
    const order = await offered(gone.speakerId);
    await ring(gone);
    await cancel(order.id);
    expect(await stillToRing(gone)).toEqual([order.id]);
  });
});

describe('a requester without a chat', () => {
  it('is rung with how things stand, once, and not about what is past', async () => {
    const { act, draft, reload, match } = station;
    const entered = await act(coordinator, 'enter-order', { draft: draft() });
    const number = entered.ok ? (entered.numbers[0] ?? '') : '';
    const said = async () =>
      (await act(coordinator, 'phone-list', {})).tasks
        .filter((task) => task.number === number)
        .map(({ text }) => /(?<=")(news|counter|inquiry)\.[a-z]+/.exec(JSON.stringify(text))?.[0]);
    await match();

    const { id: orderId, version } = await reload(number);
    const window = { day: '2026-11-30', half: 'afternoon' } as const;
    await act(coordinator, 'counter-offer', { orderId, version, window });
    await act(coordinator, 'ask-requester', { orderId, text: '有投影吗？' });
    expect(await said()).toEqual(['counter.ask', 'inquiry.ask']);
    await approve(await reload(number));
    expect(await said()).toEqual(['inquiry.ask']);

    await accept(number);
    expect(await said()).toEqual(['inquiry.ask', 'news.confirmed']);
    const confirmed = await reload(number);
    await act(coordinator, 'recall', { orderId, version: confirmed.version });
    expect(await said()).toEqual(['inquiry.ask', 'news.back']);
    await match();
    await approve(await reload(number));
    await accept(number);
    expect(await said()).toEqual(['inquiry.ask', 'news.confirmed']);
    const again = await reload(number);
    await act(coordinator, 'coordinator-cancel', { orderId, version: again.version, reason: 'other' });
    expect(await said()).toEqual(['news.cancelled']);
  });
});

describe('what a requester without a chat was asked', () => {
  it('is answered on the phone, and a coordinator enters the answer, once', async () => {
    const { act, draft, reload, match } = station;
    const entered = await act(coordinator, 'enter-order', { draft: draft() });
    const number = entered.ok ? (entered.numbers[0] ?? '') : '';
    await match();
    const { id: orderId, version } = await reload(number);
    const window = { day: '2026-11-30', half: 'afternoon' } as const;
    const offered = await act(coordinator, 'counter-offer', { orderId, version, window });
    await act(coordinator, 'ask-requester', { orderId, text: '有投影吗？' });
    const { order: card } = await act(coordinator, 'show-card', { orderId });
    expect(offered).toMatchObject({ ok: true, order: { askedByPhone: true } });
    expect(card).toMatchObject({ askedByPhone: true });

    const elsewhere = await station.coordinator('王五', station.otherTownship.id);
    const yes = { counterOfferId: card?.counterOffer?.id ?? 0, yes: true };
    for (const who of [elsewhere, speaker, resident])
      expect(await act(who, 'answer-counter', yes)).toEqual({ ok: false, reason: 'not_found' });
    const answer = { inquiryId: card?.inquiry?.id ?? 0, text: '有' };
    expect(await act(coordinator, 'answer-inquiry', answer)).toMatchObject({ ok: true });
    expect(await act(coordinator, 'answer-counter', yes)).toMatchObject({ ok: true, order: { windows: [window] } });
    expect(await act(coordinator, 'answer-counter', yes)).toMatchObject({ ok: false, reason: 'already' });

    const { order } = await act(coordinator, 'show-card', { orderId });
    expect(order).toMatchObject({ windows: [window], inquiry: { answer: '有' } });
    expect(order).not.toHaveProperty('askedByPhone');
    expect((await reload(number)).events.at(-1)).toMatchObject({
      ...{ action: 'move', actor: 'coordinator', actorId: coordinator.coordinator.id, reason: 'by_phone' },
    });
    expect((await act(coordinator, 'phone-list', {})).tasks.filter((task) => task.number === number)).toEqual([]);
    await cancel(orderId);
  });

  it('is not for a coordinator to answer where a chat reaches the requester', async () => {
    const order = await ordered();
    const window = { day: '2026-11-30', half: 'afternoon' } as const;
    const { id: orderId, version } = order;
    const asked = await station.act(coordinator, 'counter-offer', { orderId, version, window });
    const counterOfferId = asked.ok ? (asked.order.counterOffer?.id ?? 0) : 0;
    expect(asked).not.toHaveProperty('order.askedByPhone');
    expect(await station.act(coordinator, 'answer-counter', { counterOfferId, yes: true })).toMatchObject({
      ok: false,
    });
    await cancel(orderId);
  });
});

describe('the list of people to ring', () => {
  it('names the speaker, not the contact, where the message is for the speaker', async () => {
    const order = await ordered({ contactName: '王主任' });
    await test.database.prisma.chat.update({ where: { id: speaker.chatId }, data: { closedAt: new Date() } });
    await approve(order);
    const { tasks } = await station.act(coordinator, 'phone-list', {});
    expect(tasks.at(-1)).toMatchObject({ name: '李警官' });
    expect(tasks.at(-1)?.phone).not.toBe('13812345678');
    await test.database.prisma.chat.update({ where: { id: speaker.chatId }, data: { closedAt: null } });
    await cancel(order.id);
  });

  it('counts and shows to a township only calls of its own', async () => {
    const elsewhere = await station.coordinator('王五', station.otherTownship.id);
    const neighbour = await station.person('public', '邻居');
    await test.database.prisma.phoneTask.create({ data: { personId: neighbour.personId, message: { text: '…' } } });
    expect(await station.act(elsewhere, 'phone-list', {})).toEqual({ tasks: [] });
    expect(await station.act(elsewhere, 'queue', {})).toMatchObject({ phoneTasks: 0 });
    const { tasks } = await station.act(coordinator, 'phone-list', {});
    expect(tasks.at(-1)).toMatchObject({ name: '邻居' });
    expect(await station.act(coordinator, 'queue', {})).toMatchObject({ phoneTasks: tasks.length });
  });
});

describe('a speaker who gave an order back', () => {
  it('learns nothing of the contact once somebody else has accepted it', async () => {
    const order = await offered();
    await station.act(speaker, 'decline-offer', { orderId: order.id, version: order.version, reason: 'on_duty' });
    const next = await station.speaker('周警官');
    await station.match();
    const matched = await station.reload(order.number);
    await approve(matched, next.speakerId);
    await station.act(next, 'accept-offer', { orderId: order.id, version: matched.version + 1 });
    const late = await station.act(speaker, 'accept-offer', { orderId: order.id, version: order.version });
    expect(late).toMatchObject({ ok: false, reason: 'already', order: { state: 'confirmed' } });
    expect(late).not.toHaveProperty('order.contact');
    expect(late).not.toHaveProperty('order.speaker');
    await cancel(order.id);
  });
});

describe('全部同意', () => {
  it('is asked of those in charge of each place of a batch, and ends the list for their colleagues', async () => {
    const colleague = await station.coordinator('赵六');
    const elsewhere = await station.coordinator('孙七', station.otherTownship.id);
    const result = await station.act(resident, 'submit-order', {
      draft: station.draft({ places: [{ areaId: station.village.id }, { areaId: station.otherVillage.id }] }),
    });
    if (!result.ok || !result.batchNumber) throw new Error('no batch');
    const [here = '', there = ''] = result.numbers;
    await station.match();
    const [ours, theirs] = [await listOf(colleague), await listOf(elsewhere)];
    expect([ours.includes(here), ours.includes(there)]).toEqual([true, false]);
    expect([theirs.includes(here), theirs.includes(there)]).toEqual([false, true]);

    await station.act(coordinator, 'approve-all', { batchNumber: result.batchNumber });
    const edit = (await station.messages(colleague)).find(({ kind }) => kind === 'edit')?.message;
    expect(edit).not.toHaveProperty('choices');
    expect(JSON.stringify(edit)).toContain('action.approve');
    expect((await station.messages(elsewhere)).filter(({ kind }) => kind === 'edit')).toEqual([]);
  });

  it('ends well beside single approvals of the same speakers', async () => {
    const orders = [];
    for (let index = 0; index < 6; index += 1) orders.push(await ordered({}, await station.person('public', '点单人')));
    const results = await Promise.all([
      station.act(coordinator, 'approve-all', {}),
      ...[...orders].reverse().map(({ id, version }) => station.act(coordinator, 'approve', { orderId: id, version })),
    ]);
    const [all, ...single] = results;
    expect(all.approved.length + single.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(orders.length);
    const events = await test.database.prisma.orderEvent.groupBy({
      by: ['orderId'],
      where: { action: 'approve', orderId: { in: orders.map(({ id }) => id) } },
      _count: true,
    });
    expect(events.map(({ _count }) => _count)).toEqual(orders.map(() => 1));
  });
});

const ordered = (more: Parameters<Station['draft']>[0] = {}, who = resident) => {
  days += 1;
  const day = new Date(Date.UTC(2026, 10, 30 + days * 2)).toISOString().slice(0, 10);
  return station.order(who, { windows: [{ day, half: 'afternoon' }], ...more });
};

async function approve({ id, version }: { id: number; version: number }, speakerId = speaker.speakerId): Promise<void> {
  const result = await station.act(coordinator, 'approve', { orderId: id, version, speakerId });
  if (!result.ok) throw new Error(`${result.reason} ${JSON.stringify(result)}`);
}

async function offered(speakerId?: number) {
  const order = await ordered();
  await approve(order, speakerId);
  return station.reload(order.number);
}

async function accept(number: string): Promise<void> {
  const { id: orderId, version } = await station.reload(number);
  const result = await station.act(speaker, 'accept-offer', { orderId, version });
  if (!result.ok) throw new Error(result.reason);
}

/** A speaker who was imported and has not joined. */
async function absent(name: string) {
  const joined = await station.speaker(name);
  return test.database.prisma.speaker.update({ where: { id: joined.speakerId }, data: { personId: null } });
}

/** The newest digest in somebody's chat. */
const listOf = async (who: Who) =>
  (await station.messages(who))
    .map(({ message }) => JSON.stringify(message))
    .filter((message) => message.includes('digest.batch'))
    .at(-1) ?? '';

const calls = async (speakerId: number) =>
  (await test.database.prisma.phoneTask.findMany({ where: { speakerId }, orderBy: { id: 'asc' } })).map(
    ({ doneAt, orderId }) => ({ done: doneAt !== null, order: orderId }),
  );

/** The orders about which somebody is still to be rung. */
const stillToRing = async ({ personId }: Who) =>
  (await test.database.prisma.phoneTask.findMany({ where: { personId, doneAt: null } })).map(({ orderId }) => orderId);

async function ring({ personId }: Who): Promise<void> {
  await test.database.prisma.phoneTask.updateMany({ where: { personId }, data: { doneAt: new Date() } });
}

async function cancel(orderId: number): Promise<void> {
  const { version } = await test.database.prisma.order.findUniqueOrThrow({ where: { id: orderId } });
  await station.act(coordinator, 'coordinator-cancel', { orderId, version, reason: 'other' });
}
