// What the night takes: each kind of data after its own time, nothing that is still needed, and never the history.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultKeeping, type Keeping } from '../../src/domain/keeping.ts';
import { createNightly } from '../../src/services/nightly.ts';
import type { Who } from '../../src/services/work.ts';
import { cleanUp } from '../../src/store/clean-up.ts';
import type { Prisma } from '../../src/store/generated/client.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { createStation, type Station, timeZone } from '../fakes/station.ts';

const start = new Date('2026-11-23T01:00:00Z');
const afterDays = (days: number) => new Date(start.getTime() + days * 86_400_000);
const forEver: Keeping = { messages: 0, updates: 0, details: 0, photos: 0, requests: 0, hour: 3 };

let test: TestDatabase;
let station: Station;
let coordinator: Awaited<ReturnType<Station['coordinator']>>;
const prisma = () => test.database.prisma;
const clean = (days: number, keeping: Partial<Keeping> = {}) =>
  cleanUp(test.database.pool, { ...defaultKeeping, ...keeping }, afterDays(days));

beforeEach(async () => {
  test = await createTestDatabase();
  station = await createStation(test.database);
  coordinator = await station.coordinator('张三');
  await station.speaker('李警官');
});
afterEach(() => test.drop());

describe('messages', () => {
  it('go after their time, but no card of an order that is still under way', async () => {
    const resident = await station.person('public', '居民');
    const over = await station.order(resident);
    await cancel(over.id);
    const open = await station.order(resident);
    await prisma().outbox.updateMany({ data: { sentAt: start, createdAt: start } });
    await prisma().outbox.create({ data: { chatId: resident.chatId, message: { text: '还没发' }, createdAt: start } });

    expect((await clean(89))['messages']).toBe(0);
    expect((await clean(91))['messages']).toBeGreaterThan(0);
    const left = await prisma().outbox.findMany({ orderBy: { id: 'asc' } });
    expect(left.map(({ card }) => card)).toEqual([`order:${open.id}`, null]);
    expect(left.at(-1)?.message).toEqual({ text: '还没发' });
    expect((await clean(91))['messages']).toBe(0);
  });

  it('stay while they are cards of anything else that is open: a request, an application, an appointment', async () => {
    const { chatId, personId } = await station.person('public', '居民');
    const applicant = { personId, kind: 'volunteer', areaId: station.district.id } as const;
    const at = { schoolId: station.school.id, personId } as const;
    const term = { schoolId: station.school.id, from: new Date('2026-12-01'), until: new Date('2029-12-01') };
    const add = {
      request: (done: boolean, number: string) =>
        prisma().residentRequest.create({
          data: { number, kind: 'advice', state: done ? 'closed' : 'open', personId, closedAt: done ? start : null },
        }),
      application: (done: boolean) =>
        prisma().speakerApplication.create({
          data: { ...applicant, state: done ? 'declined' : 'open', decidedAt: done ? start : null },
        }),
      deputy_request: (done: boolean, number: string) =>
        prisma().deputyRequest.create({ data: { ...at, number, kind: 'first', state: done ? 'withdrawn' : 'open' } }),
      appointment: async (done: boolean, name: string) => {
        const { speakerId } = await station.speaker(name);
        const state = done ? 'declined' : 'approved';
        return prisma().deputyPrincipalAppointment.create({ data: { ...term, speakerId, state } });
      },
    };
    const cards: string[] = [];
    for (const [kind, create] of Object.entries(add))
      for (const done of [true, false]) {
        const card = `${kind}:${(await create(done, `${kind} ${done}`)).id}`;
        if (!done) cards.push(card);
        await prisma().outbox.create({ data: { chatId, message: {}, card, sentAt: start, createdAt: start } });
      }
    await clean(91);
    expect((await prisma().outbox.findMany({ orderBy: { id: 'asc' } })).map(({ card }) => card)).toEqual(cards);
  });

  it('go in portions, however many there are', async () => {
    const { chatId } = await station.person('public', '居民');
    const row: Prisma.OutboxCreateManyInput = { chatId, message: { text: '旧' }, sentAt: start, createdAt: start };
    await prisma().outbox.createMany({ data: Array.from({ length: 2500 }, () => row) });
    const [one, other] = await Promise.all([clean(91), clean(91)]);
    expect((one['messages'] ?? 0) + (other['messages'] ?? 0)).toBe(2500);
    expect(await prisma().outbox.count()).toBe(0);
  });

  it('stay for ever where that is asked for', async () => {
    const { chatId } = await station.person('public', '居民');
    await prisma().outbox.create({ data: { chatId, message: { text: '旧' }, sentAt: start, createdAt: start } });
    await prisma().inboundUpdate.create({ data: { source: 'public/web', updateId: '1', at: start } });
    await clean(10_000, forEver);
    expect(await prisma().outbox.count()).toBe(1);
    expect(await prisma().inboundUpdate.count()).toBe(1);
  });
});

describe('what was written for an order', () => {
  it('goes a year after it is over, with the contact, and the order’s history stays', async () => {
    const resident = await station.person('public', '居民');
    const order = await station.order(resident, { contactName: '王阿姨', spot: '会议室', questions: ['为什么？'] });
    const open = await station.order(resident, { contactName: '李阿姨' });
    await cancel(order.id);
    const rating = { orderId: order.id, source: 'listener', raterKey: 'x', score: 5, comment: '好' } as const;
    await prisma().rating.create({ data: rating });
    const { speakerId } = await station.speaker('宣讲员');
    const offer = { orderId: order.id, speakerId, state: 'withdrawn', note: '王阿姨熟', deadlineAt: start } as const;
    await prisma().offer.create({ data: offer });
    for (const { id } of [order, open])
      await prisma().phoneTask.create({ data: { orderId: id, message: { text: '没打，王阿姨' }, createdAt: start } });
    const history = await prisma().orderEvent.findMany({ orderBy: { id: 'asc' } });

    await clean(364);
    expect(await prisma().orderDetails.findUnique({ where: { orderId: order.id } })).toMatchObject({ spot: '会议室' });
    expect(await prisma().phoneTask.count()).toBe(2);
    await clean(366);
    expect(await prisma().orderDetails.findUnique({ where: { orderId: order.id } })).toEqual({
      ...{ orderId: order.id, wish: null, contactName: null, contactPhone: null, spot: null, access: null },
    });
    expect(await prisma().question.findMany()).toMatchObject([{ orderId: order.id, text: null }]);
    expect(await prisma().phoneTask.findMany()).toMatchObject([{ orderId: open.id }]);
    expect(await prisma().rating.findMany()).toMatchObject([{ score: 5, comment: null }]);
    expect(await prisma().offer.findMany()).toMatchObject([{ speakerId, note: null }]);
    expect(await prisma().orderDetails.findUnique({ where: { orderId: open.id } })).toMatchObject({
      contactName: '李阿姨',
    });
    expect(await prisma().orderEvent.findMany({ orderBy: { id: 'asc' } })).toEqual(history);
  });

  it('goes with its person, once nobody has heard of them for so long; staff and the others stay', async () => {
    const gone = await station.person('public', '走了的人');
    const here = await station.person('public', '还在的人');
    const ordering = await station.person('public', '有单的人');
    await station.order(ordering);
    await prisma().person.updateMany({ data: { createdAt: start } });
    await prisma().chat.updateMany({ where: { personId: { not: here.personId } }, data: { updatedAt: start } });
    await prisma().chat.updateMany({ where: { personId: here.personId }, data: { updatedAt: afterDays(300) } });
    await clean(366);
    const names = (await prisma().person.findMany({ orderBy: { id: 'asc' } })).map(({ name }) => name);
    expect(names).toEqual(['张三', '李警官', null, '还在的人', '有单的人']);
    expect(await prisma().person.findUnique({ where: { id: gone.personId } })).toMatchObject({ phone: null });
  });
});

describe('requests', () => {
  it('lose their words a year after they are closed, not while they are open', async () => {
    const resident = await station.person('public', '居民');
    const [closed, open] = [await request(resident, '旧的'), await request(resident, '新的')];
    const other = await station.person('public', '邻居');
    const others = await request(other, '别的');
    await prisma().chat.updateMany({ data: { closedAt: start } });
    for (const requestId of [closed, others])
      await station.act(coordinator, 'answer-request', { requestId, text: '已处理' });
    for (const requestId of [closed, others]) await station.act(coordinator, 'close-request', { requestId });
    await prisma().phoneTask.updateMany({ data: { createdAt: start } });
    await clean(364);
    expect(await prisma().phoneTask.count({ where: { personId: other.personId } })).toBe(2);
    await clean(366);
    // A call that nobody made repeats the words; whose request is open is still to be rung.
    expect(await prisma().phoneTask.count({ where: { personId: other.personId } })).toBe(0);
    expect(await prisma().phoneTask.count({ where: { personId: resident.personId } })).toBe(2);
    const rows = await prisma().residentRequest.findMany({ include: { messages: true }, orderBy: { id: 'asc' } });
    expect(rows).toMatchObject([
      { id: closed, text: null, phone: null, messages: [{ text: null }] },
      { id: open, text: '新的', phone: '13812345678' },
      { id: others, text: null },
    ]);
  });
});

describe('the words of schools about their deputy principals', () => {
  it('go a year after a request is closed, and after an evaluation was written; scores and people in office stay', async () => {
    const { personId } = await station.person('public', '马老师');
    const { schoolId, appointmentId } = await served();
    const words = { need: '要一位', wishField: '未成年人保护', reason: '人手不够' };
    const asked = { schoolId, personId, kind: 'first' as const, ...words };
    for (const [number, post, state] of [
      ['F1', 1, 'refused'],
      ['F2', 2, 'open'],
    ] as const)
      await prisma().deputyRequest.create({
        data: { ...asked, number, post, state, closedAt: state === 'open' ? null : start },
      });
    const given = {
      appointmentId,
      source: 'school',
      raterKey: 'school',
      score: 90,
      comment: '很好',
      personId,
    } as const;
    await prisma().deputyEvaluation.create({ data: { ...given, year: 2026, updatedAt: start } });
    await prisma().deputyEvaluation.create({ data: { ...given, year: 2027, updatedAt: afterDays(300) } });
    const requests = () => prisma().deputyRequest.findMany({ orderBy: { id: 'asc' } });
    const comments = async () =>
      (await prisma().deputyEvaluation.findMany({ orderBy: { id: 'asc' } })).map(({ score, comment }) => [
        score,
        comment,
      ]);

    await clean(364);
    expect(await requests()).toMatchObject([words, words]);
    expect(await comments()).toEqual([
      [90, '很好'],
      [90, '很好'],
    ]);
    await clean(366);
    expect(await requests()).toMatchObject([{ need: null, wishField: null, reason: null, state: 'refused' }, words]);
    expect(await comments()).toEqual([
      [90, null],
      [90, '很好'],
    ]);
  });

  it('contacts keep their names while they speak for their school, and the bureau its own', async () => {
    const { schoolId } = await served();
    for (const [name, active] of [
      ['在任联系人', true],
      ['以前的联系人', false],
    ] as const) {
      const { personId } = await station.person('public', name);
      await prisma().schoolContact.create({ data: { schoolId, personId, name, active, createdAt: start } });
    }
    const { personId } = await station.person('staff', '教育局');
    await prisma().bureauMember.create({ data: { personId, name: '教育局', areaId: station.district.id } });
    await prisma().person.updateMany({ data: { createdAt: start } });
    await prisma().chat.updateMany({ data: { updatedAt: start } });
    await clean(366);
    expect((await prisma().schoolContact.findMany({ orderBy: { id: 'asc' } })).map(({ name }) => name)).toEqual([
      '在任联系人',
      null,
    ]);
    const names = (await prisma().person.findMany({ orderBy: { id: 'asc' } })).map(({ name }) => name);
    expect(names).toEqual(['张三', '李警官', '警官', '在任联系人', null, '教育局']);
  });

  async function served() {
    const schoolId = station.school.id;
    const { speakerId } = await station.speaker('警官');
    const term = { from: new Date('2026-01-01'), until: new Date('2029-01-01') };
    const { id } = await prisma().deputyPrincipalAppointment.create({ data: { schoolId, speakerId, ...term } });
    return { schoolId, appointmentId: id };
  }
});

describe('small things', () => {
  it('go after their own time: updates, photos, uploads, invites, calls made, half-made orders', async () => {
    const resident = await station.person('public', '居民');
    const order = await station.order(resident);
    const bytes = Uint8Array.of(1);
    await prisma().inboundUpdate.create({ data: { source: 'public/web', updateId: '1', at: start } });
    await prisma().attachment.create({ data: { orderId: order.id, mime: 'image/png', bytes, createdAt: start } });
    await prisma().upload.create({ data: { address: 'x', mime: 'image/png', bytes, createdAt: start } });
    await prisma().invite.create({
      data: { codeHash: 'x', role: 'speaker', name: '王五', areaId: station.district.id, expiresAt: afterDays(7) },
    });
    await prisma().phoneTask.create({ data: { message: { text: '打过' }, doneAt: start, createdAt: start } });
    await prisma().phoneTask.create({ data: { message: { text: '没打' }, createdAt: start } });
    await prisma().chat.update({
      where: { id: resident.chatId },
      data: {
        state: { asked: 7, active: { name: 'order.own', data: { phone: '13812345678' } } },
        updatedAt: start,
        version: 3,
      },
    });
    const counts = async () => ({
      updates: await prisma().inboundUpdate.count(),
      photos: await prisma().attachment.count(),
      uploads: await prisma().upload.count(),
      invites: await prisma().invite.count(),
      calls: await prisma().phoneTask.count(),
      state: (await prisma().chat.findUniqueOrThrow({ where: { id: resident.chatId } })).state,
    });
    await clean(6, { messages: 90 });
    expect(await counts()).toMatchObject({ updates: 1, photos: 1, uploads: 0, invites: 1, calls: 2 });
    await clean(8);
    expect(await counts()).toMatchObject({ updates: 1, state: { asked: 7 } });
    expect((await counts()).state).not.toHaveProperty('active');
    // A step that was under way meanwhile is done again on the state as it is now.
    expect(await prisma().chat.findUnique({ where: { id: resident.chatId } })).toMatchObject({ version: 4 });
    await clean(366);
    expect(await counts()).toMatchObject({ updates: 0, photos: 0, invites: 0, calls: 1 });
  });

  it('a half-made order that was put aside goes when its week is over, though the chat goes on', async () => {
    const { chatId } = await station.person('public', '居民');
    const parked = { name: 'order.own', data: { phone: '13812345678' }, until: '2026-11-30' };
    await prisma().chat.update({
      where: { id: chatId },
      data: { state: { asked: 7, parked }, updatedAt: afterDays(9) },
    });
    await clean(7);
    expect((await prisma().chat.findUniqueOrThrow({ where: { id: chatId } })).state).toHaveProperty('parked');
    await clean(10);
    expect((await prisma().chat.findUniqueOrThrow({ where: { id: chatId } })).state).toEqual({ asked: 7 });
  });
});

describe('the nightly job', () => {
  it('is due once a local night from its hour on, is done by one process, and again after it failed', async () => {
    let now = new Date('2026-11-23T18:59:00Z');
    const nights: string[] = [];
    let broken = false;
    const night = () =>
      createNightly({
        ...{ database: test.database, name: 'clean-up', hour: 3, timeZone, clock: () => now },
        act: async (at) => {
          if (broken) throw new Error('no disk');
          nights.push(at.toISOString());
        },
      });
    // 02:59 in Shanghai.
    expect(await night().due()).toBe(false);
    now = new Date('2026-11-23T19:00:00Z');
    expect(await night().due()).toBe(true);
    await Promise.all([night().run(), night().run(), night().run()]);
    expect(nights).toEqual(['2026-11-23T19:00:00.000Z']);
    expect(await night().due()).toBe(false);

    now = new Date('2026-11-24T20:00:00Z');
    broken = true;
    await expect(night().run()).rejects.toThrow('no disk');
    expect(await night().due()).toBe(true);
    broken = false;
    await night().run();
    expect(nights).toHaveLength(2);
  });
});

async function cancel(orderId: number): Promise<void> {
  const { version } = await prisma().order.findUniqueOrThrow({ where: { id: orderId } });
  await station.act(coordinator, 'coordinator-cancel', { orderId, version, reason: 'other' });
}

async function request(who: Who, words: string): Promise<number> {
  const { number } = await station.act(who, 'submit-request', { kind: 'advice', text: words, phone: '13812345678' });
  return (await prisma().residentRequest.findUniqueOrThrow({ where: { number } })).id;
}
