// 抢单: an order that is open to all who could give it. On real PostgreSQL.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { type Coordinator, type Speaker, staffingOf } from '../../fakes/staffing.ts';
import { createStation, type Station } from '../../fakes/station.ts';

let test: TestDatabase;
let station: Station;
let coordinator: Coordinator;
let speakers: Speaker[];
let staff: ReturnType<typeof staffingOf>;

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 25 });
  station = await createStation(test.database);
  coordinator = await station.coordinator('张三');
  speakers = [];
  for (const name of ['甲', '乙', '丙']) speakers.push(await station.speaker(name));
  staff = staffingOf(station, coordinator);
});
afterAll(() => test.drop());

const at = (index: number): Speaker => {
  const speaker = speakers[index];
  if (!speaker) throw new Error('no such speaker');
  return speaker;
};

/** Open to all who could. */
async function opened(more: Parameters<typeof staff.proposed>[0] = {}) {
  const order = await staff.proposed(more);
  const result = await station.act(coordinator, 'open-claim', { orderId: order.id, version: order.version });
  if (!result.ok) throw new Error(result.reason);
  return { ...order, asked: result.asked, target: { orderId: order.id, version: order.version + 1 } };
}

describe('opening', () => {
  it('asks everybody who could, books nobody, and says so on the card', async () => {
    const since = await staff.mark();
    const order = await opened();
    expect(order.asked).toBe(3);
    expect(await staff.booked(order.number)).toEqual([]);
    for (const speaker of speakers)
      expect(await staff.told(speaker, since)).toEqual([expect.stringContaining('claim.title')]);
    const { order: card } = await station.act(coordinator, 'show-card', { orderId: order.id });
    expect(card).toMatchObject({ state: 'offered', claim: { asked: 3 } });
    expect(card).not.toHaveProperty('speaker');
    const { orders } = await station.act(at(0), 'agenda', {});
    expect(orders).toMatchObject([{ number: order.number, own: { part: 'lead', accepted: false, claim: true } }]);
    expect((await station.act(at(0), 'show-talk', { orderId: order.id })).order).not.toHaveProperty('contact');
    await staff.cancel(order.number);
    expect((await station.act(at(0), 'agenda', {})).orders).toEqual([]);
  });

  it('asks nobody whom a hard rule keeps away, and nobody who would have to be rung up', async () => {
    await station.prisma.speaker.update({ where: { id: at(0).speakerId }, data: { clearedForMinors: false } });
    const { id } = await station.speaker('没有聊天').then(async ({ speakerId, chatId }) => {
      await station.prisma.chat.update({ where: { id: chatId }, data: { closedAt: station.clock() } });
      return { id: speakerId };
    });
    const order = await opened({ audience: 'pupils' });
    const asked = await station.prisma.offer.findMany({ where: { orderId: order.id }, select: { speakerId: true } });
    expect(asked.map(({ speakerId }) => speakerId)).toEqual([at(1).speakerId, at(2).speakerId]);
    await station.prisma.speaker.update({ where: { id: at(0).speakerId }, data: { clearedForMinors: true } });
    await station.prisma.speaker.update({ where: { id }, data: { active: false } });
    await staff.cancel(order.number);
  });

  it('is refused where nobody could, and to whoever comes second', async () => {
    await station.prisma.speaker.updateMany({ data: { active: false } });
    const alone = await staff.proposed();
    const target = { orderId: alone.id, version: alone.version };
    for (const type of ['preview-claim', 'open-claim'] as const)
      expect(await station.act(coordinator, type, target)).toMatchObject({ ok: false, reason: 'nobody' });
    await station.prisma.speaker.updateMany({
      where: { id: { in: speakers.map(({ speakerId }) => speakerId) } },
      data: { active: true },
    });
    await staff.cancel(alone.number);
    const order = await opened();
    const again = { orderId: order.id, version: order.version };
    expect(await station.act(coordinator, 'open-claim', again)).toMatchObject({ ok: false, reason: 'already' });
    expect(await station.act(at(0), 'open-claim', again)).toEqual({ ok: false, reason: 'not_found' });
    await staff.cancel(order.number);
  });
});

describe('the first to accept', () => {
  it('has the talk and its time; the others see who, and are told so on every tap', async () => {
    const order = await opened();
    const since = await staff.mark();
    expect(await station.act(at(1), 'accept-offer', order.target)).toMatchObject({
      ok: true,
      order: { state: 'confirmed', contact: { phone: '13812345678' } },
    });
    expect(await staff.booked(order.number)).toEqual([at(1).speakerId]);
    expect(await staff.told(order.requester, since)).toEqual([expect.stringContaining('news.confirmed')]);
    expect(await station.act(at(0), 'accept-offer', order.target)).toMatchObject({
      ok: false,
      reason: 'already',
      order: { last: { action: 'accept', name: '乙' } },
    });
    expect(await station.act(at(0), 'show-talk', { orderId: order.id })).toEqual({});
    const edits = (await station.messages(at(2))).filter(({ kind }) => kind === 'edit').map(({ message }) => message);
    expect(JSON.stringify(edits.at(-1))).toMatch(/claim\.taken.*乙/);
    expect(JSON.stringify(edits.at(-1))).not.toContain('/accept');
    await staff.cancel(order.number);
  });

  it('is told the rule where something came in between, and the next one has it', async () => {
    const order = await opened();
    await station.prisma.away.create({
      data: {
        speakerId: at(0).speakerId,
        from: new Date('2026-11-25T16:00:00Z'),
        until: new Date('2026-11-26T16:00:00Z'),
      },
    });
    expect(await station.act(at(0), 'accept-offer', order.target)).toMatchObject({
      ok: false,
      reason: 'not_free',
      rules: ['away'],
    });
    expect(await station.act(at(2), 'accept-offer', order.target)).toMatchObject({ ok: true });
    await station.prisma.away.deleteMany({});
    await staff.cancel(order.number);
  });

  it('is one of twenty who tap at the same moment', async () => {
    const many: Speaker[] = [];
    for (let index = 0; index < 17; index += 1) many.push(await station.speaker(`同时${index}`));
    const all = [...speakers, ...many];
    const order = await opened();
    expect(order.asked).toBe(20);
    const results = await Promise.all(all.map((speaker) => station.act(speaker, 'accept-offer', order.target)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.reason === 'already')).toHaveLength(19);
    const winner = all[results.findIndex(({ ok }) => ok)];
    expect(await staff.booked(order.number)).toEqual([winner?.speakerId]);
    const after = await station.reload(order.number);
    expect(after.events.filter(({ action }) => action === 'accept')).toHaveLength(1);
    expect(after.offers.filter(({ state }) => state === 'accepted')).toHaveLength(1);
    await station.prisma.speaker.updateMany({
      where: { id: { in: many.map(({ speakerId }) => speakerId) } },
      data: { active: false },
    });
    await staff.cancel(order.number);
  }, 60_000);
});

describe('nobody takes it', () => {
  it('goes back when the last has let it pass, and keeps none of them from being asked again', async () => {
    const order = await opened();
    for (const [index, speaker] of speakers.entries()) {
      const passed = await station.act(speaker, 'decline-offer', { ...order.target, reason: 'too_far' });
      expect(passed).toMatchObject({ ok: true, order: { state: index === 2 ? 'submitted' : 'offered' } });
    }
    await station.match();
    const { candidates } = await station.act(coordinator, 'list-eligible', { orderId: order.id });
    expect(candidates.map(({ soft }) => soft)).toEqual([[], [], []]);
    await staff.cancel(order.number);
  });

  it('goes back at the deadline, and the buttons are dead', async () => {
    const order = await opened();
    await station.passTime('2026-11-24T12:00:00Z');
    const after = await station.reload(order.number);
    expect(after).toMatchObject({ state: 'submitted', startsAt: null });
    expect(after.offers.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    expect(await station.act(at(0), 'accept-offer', order.target)).toMatchObject({ ok: false, reason: 'already' });
    station.at('2026-11-23T01:00:00Z');
    await staff.cancel(order.number);
  });

  it('can be given to one of them by hand meanwhile', async () => {
    const order = await opened();
    const given = await station.act(coordinator, 'assign', { ...order.target, speakerId: at(1).speakerId });
    expect(given).toMatchObject({ ok: true, order: { state: 'offered', speaker: { name: '乙' } } });
    expect(await station.act(at(0), 'accept-offer', order.target)).toMatchObject({ ok: false, reason: 'already' });
    expect(await station.act(at(1), 'accept-offer', { ...order.target, version: order.version + 2 })).toMatchObject({
      ok: true,
      order: { state: 'confirmed' },
    });
    await staff.cancel(order.number);
  });
});

describe('a talk of two people', () => {
  const cinema = async () => {
    const format = await station.prisma.format.findFirstOrThrow({ where: { code: 'cinema' } });
    return { formatId: format.id, windows: [{ day: '2026-11-27', half: 'evening' as const }] };
  };

  it('is refused as long as there are no kits', async () => {
    const order = await staff.proposed(await cinema());
    const target = { orderId: order.id, version: order.version };
    expect(await station.act(coordinator, 'open-claim', target)).toMatchObject({ ok: false, reason: 'no_company' });
    await staff.cancel(order.number);
  });

  it('books the assistant and the kits at once, and stands when a lead has taken it and the assistant agrees', async () => {
    await station.prisma.kit.createMany({
      data: [
        { kind: 'projector', name: '投影机' },
        { kind: 'screen', name: '幕布' },
      ],
    });
    const order = await opened(await cinema());
    const [assistantId, ...others] = await staff.booked(order.number);
    expect(others).toEqual([]);
    expect(order.asked).toBe(2);
    const assistant = speakers.find(({ speakerId }) => speakerId === assistantId);
    const [first, second] = speakers.filter(({ speakerId }) => speakerId !== assistantId);
    if (!assistant || !first || !second) throw new Error('the team is another');

    expect(await station.act(assistant, 'accept-offer', order.target)).toMatchObject({
      ok: true,
      order: { state: 'offered' },
    });
    expect((await station.act(assistant, 'show-talk', { orderId: order.id })).order).not.toHaveProperty('contact');
    expect(await station.act(first, 'accept-offer', order.target)).toMatchObject({
      ok: true,
      order: { state: 'confirmed' },
    });
    expect((await staff.booked(order.number)).toSorted()).toEqual([assistant.speakerId, first.speakerId].toSorted());
    expect(await station.act(second, 'accept-offer', order.target)).toMatchObject({ ok: false, reason: 'already' });
    const kits = await station.prisma.booking.count({
      where: { orderId: order.id, active: true, kitId: { not: null } },
    });
    expect(kits).toBe(2);
    await staff.cancel(order.number);
  });

  it('names who took it, though the assistant has not answered yet', async () => {
    const order = await opened(await cinema());
    const [assistantId] = await staff.booked(order.number);
    const [first, second] = speakers.filter(({ speakerId }) => speakerId !== assistantId);
    if (!first || !second) throw new Error('the team is another');
    expect(await station.act(first, 'accept-offer', order.target)).toMatchObject({ order: { state: 'offered' } });
    expect(await station.act(second, 'accept-offer', order.target)).toMatchObject({
      ok: false,
      reason: 'already',
      order: { last: { action: 'accept', actor: 'speaker' } },
    });
    await staff.cancel(order.number);
    expect(await station.prisma.booking.count({ where: { orderId: order.id, active: true } })).toBe(0);
  });
});
