// 流动电影: a talk that takes two people and a set of kit, from the proposal to the report.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { coordinatorCard } from '../../../src/domain/cards/coordinator-card.ts';
import type { Who } from '../../../src/services/work.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createStation, type Station } from '../../fakes/station.ts';

let test: TestDatabase;
let station: Station;
let coordinator: Who;
let resident: Who;
let people: readonly (Who & { speakerId: number })[];

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 10 });
  station = await createStation(test.database);
  coordinator = await station.coordinator('张三');
  resident = await station.person('public', '王大爷');
  people = [await station.speaker('李警官'), await station.speaker('王警官')];
  await station.prisma.kit.createMany({
    data: [
      { kind: 'projector', name: '1号投影仪' },
      { kind: 'screen', name: '1号幕布' },
    ],
  });
});
afterAll(() => test.drop());

let week = 0;
beforeEach(() => {
  week += 1;
});

async function film(day = new Date(Date.UTC(2026, 10, 26 + 7 * week)).toISOString().slice(0, 10)) {
  const { id: formatId } = await station.prisma.format.findUniqueOrThrow({ where: { code: 'cinema' } });
  return station.order(resident, { formatId, windows: [{ day, half: 'evening' }] });
}

async function approved() {
  const order = await film();
  const { version } = await station.reload(order.number);
  const result = await station.act(coordinator, 'approve', { orderId: order.id, version });
  expect(result).toMatchObject({ ok: true });
  const after = await station.reload(order.number);
  const whoIs = (part: 'lead' | 'assistant') => {
    const offer = after.offers.find((one) => one.part === part);
    const who = people.find(({ speakerId }) => speakerId === offer?.speakerId);
    if (!who) throw new Error(`nobody was asked to be the ${part}`);
    return who;
  };
  return { ...after, lead: whoIs('lead'), assistant: whoIs('assistant') };
}

const stateOf = async (number: string) => (await station.reload(number)).state;
const answer = async (who: Who, number: string, type: 'accept-offer' | 'decline-offer') => {
  const { id, version } = await station.reload(number);
  return type === 'accept-offer'
    ? station.act(who, type, { orderId: id, version })
    : station.act(who, type, { orderId: id, version, reason: 'clashes' });
};
const lastTo = async (who: Who) => JSON.stringify((await station.messages(who)).at(-1)?.message ?? '');
const confirmations = async () =>
  (await station.messages(resident)).filter(({ message }) => JSON.stringify(message).includes('news.confirmed')).length;

describe('an offer to two', () => {
  it('blocks both people and the kit, and asks each for their part', async () => {
    const { id, lead, assistant } = await approved();
    const bookings = await station.prisma.booking.findMany({ where: { orderId: id, active: true } });
    expect(bookings.map(({ speakerId, kitId, part }) => [speakerId, kitId !== null, part])).toEqual(
      expect.arrayContaining([
        [lead.speakerId, false, 'lead'],
        [assistant.speakerId, false, 'assistant'],
        [null, true, 'lead'],
        [null, true, 'lead'],
      ]),
    );
    expect(await lastTo(lead)).toContain('offer.title"');
    expect(await lastTo(assistant)).toContain('offer.title_assistant');
  });

  it.each([
    ['the speaker first', 'lead', 'assistant'],
    ['the assistant first', 'assistant', 'lead'],
  ] as const)('stands once both have said yes, %s', async (_, first, second) => {
    const talk = await approved();
    const before = await confirmations();
    expect(await answer(talk[first], talk.number, 'accept-offer')).toMatchObject({
      ok: true,
      order: { own: { accepted: true } },
    });
    expect(await stateOf(talk.number)).toBe('offered');
    // The resident hears of it when it is certain, and nobody learns the contact before.
    expect(await confirmations()).toBe(before);
    expect((await station.act(talk[first], 'show-talk', { orderId: talk.id })).order?.contact).toBeUndefined();
    expect(await answer(talk[second], talk.number, 'accept-offer')).toMatchObject({
      ok: true,
      order: { state: 'confirmed' },
    });
    expect(await confirmations()).toBe(before + 1);
    expect(await lastTo(talk[first])).toContain('staff_state.confirmed');
    const events = (await station.reload(talk.number)).events.map(({ action }) => action);
    expect(events).toEqual(['submit', 'propose', 'approve', 'accept']);
  });

  it('tells each their deadline, also who is asked once the other has agreed', async () => {
    const { id, number, lead, assistant } = await approved();
    await answer(lead, number, 'accept-offer');
    const { order } = await station.act(assistant, 'show-talk', { orderId: id });
    expect(order).toMatchObject({ own: { part: 'assistant', accepted: false }, answerBy: expect.any(String) });
    expect((await station.act(lead, 'show-talk', { orderId: id })).order).not.toHaveProperty('answerBy');
    await answer(assistant, number, 'decline-offer');
  });

  it('is accepted once by twenty taps of both', async () => {
    const talk = await approved();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        answer(index % 2 ? talk.lead : talk.assistant, talk.number, 'accept-offer'),
      ),
    );
    const { state, events } = await station.reload(talk.number);
    expect(state).toBe('confirmed');
    expect(events.filter(({ action }) => action === 'accept')).toHaveLength(1);
  });

  it('is answered for each of two people without a chat by a button of their own, and twice on one is one answer', async () => {
    const { prisma } = station;
    const chats = people.map(({ chatId }) => chatId);
    await prisma.chat.updateMany({ where: { id: { in: chats } }, data: { closedAt: station.clock() } });
    const talk = await approved();
    const { order } = await station.act(coordinator, 'show-card', { orderId: talk.id });
    if (!order) throw new Error('the coordinator sees no card');
    const buttons = coordinatorCard(order)
      .choices?.flat()
      .map(({ id }) => id);
    const buttonOf = (who: { speakerId: number }) => `/accept_for ${talk.id} ${talk.version} ${who.speakerId}`;
    expect(buttons).toEqual(expect.arrayContaining([buttonOf(talk.lead), buttonOf(talk.assistant)]));

    const said = (who: { speakerId: number }) =>
      station.act(coordinator, 'answer-for-speaker', {
        ...{ orderId: talk.id, version: talk.version, answer: 'accept', speakerId: who.speakerId },
      });
    expect(await said(talk.lead)).toMatchObject({ ok: true, order: { state: 'offered' } });
    expect(await said(talk.lead)).toMatchObject({ ok: false });
    expect(await stateOf(talk.number)).toBe('offered');
    expect(await said(talk.assistant)).toMatchObject({ ok: true, order: { state: 'confirmed' } });
    await prisma.chat.updateMany({ where: { id: { in: chats } }, data: { closedAt: null } });
  });

  it('is off where one can’t: the other is told, and all time is given back', async () => {
    const talk = await approved();
    await answer(talk.lead, talk.number, 'accept-offer');
    expect(await answer(talk.assistant, talk.number, 'decline-offer')).toMatchObject({ ok: true });
    const after = await station.reload(talk.number);
    expect(after.state).toBe('submitted');
    expect(after.bookings.filter(({ active }) => active)).toEqual([]);
    expect(after.offers.map(({ part, state }) => [part, state]).toSorted()).toEqual([
      ['assistant', 'declined'],
      ['lead', 'withdrawn'],
    ]);
    expect(await lastTo(talk.lead)).toContain('offer.settled');
  });

  it('goes back as a whole when one does not answer', async () => {
    const talk = await approved();
    await answer(talk.assistant, talk.number, 'accept-offer');
    const { dueAt } = await station.prisma.timer.findFirstOrThrow({
      where: { orderId: talk.id, kind: 'expire' },
      orderBy: { id: 'desc' },
    });
    const before = station.clock();
    await station.passTime(dueAt.toISOString());
    const after = await station.reload(talk.number);
    expect(after.state).toBe('submitted');
    expect(after.offers.map(({ part, state }) => [part, state]).toSorted()).toEqual([
      ['assistant', 'withdrawn'],
      ['lead', 'expired'],
    ]);
    station.at(before.toISOString());
  });
});

describe('the evening itself', () => {
  it('is in both agendas, each with the other’s number, and either may report it for both', async () => {
    const talk = await approved();
    await answer(talk.lead, talk.number, 'accept-offer');
    await answer(talk.assistant, talk.number, 'accept-offer');
    for (const who of [talk.lead, talk.assistant]) {
      const { orders } = await station.act(who, 'agenda', {});
      const own = orders.find(({ number }) => number === talk.number);
      expect(own?.own?.part).toBe(who === talk.lead ? 'lead' : 'assistant');
      expect(own?.assistant?.phone).toBeDefined();
    }
    const before = station.clock();
    const { endsAt, version } = await station.reload(talk.number);
    station.at(endsAt?.toISOString() ?? '');
    const report = { headMin: 50, headMax: 80, answered: [], owed: [] };
    expect(await station.act(talk.assistant, 'deliver', { orderId: talk.id, version, report })).toMatchObject({
      ok: true,
    });
    expect(await station.prisma.talkRecord.findUnique({ where: { orderId: talk.id } })).toMatchObject({
      speakerId: talk.lead.speakerId,
      assistantId: talk.assistant.speakerId,
    });
    // Undone: everybody's time is blocked again.
    await station.act(talk.assistant, 'undo-deliver', { orderId: talk.id });
    for (const who of [talk.lead, talk.assistant]) expect(await lastTo(who)).toContain('talk.deliver');
    expect(await station.prisma.booking.count({ where: { orderId: talk.id, active: true } })).toBe(4);
    station.at(before.toISOString());
  });

  it('does not happen twice with one set', async () => {
    const day = '2027-02-18';
    const first = await film(day);
    const second = await film(day);
    expect(first.state).toBe('proposed');
    expect(second.state).toBe('submitted');
    const { refusals } = await station.prisma.proposal.findFirstOrThrow({ where: { orderId: second.id } });
    expect(JSON.stringify(refusals)).toContain('no_kit');
  });
});
