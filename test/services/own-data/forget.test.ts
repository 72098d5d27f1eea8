// /forget, looked at from the database: nothing a person said is left in any row of any table.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../../../src/services/work.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createStation, type Station } from '../../fakes/station.ts';
import { findRows } from '../../find-rows.ts';

let test: TestDatabase;
let station: Station;
let coordinator: Awaited<ReturnType<Station['coordinator']>>;
let speaker: Awaited<ReturnType<Station['speaker']>>;

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 20 });
  station = await createStation(test.database);
  coordinator = await station.coordinator('张三');
  speaker = await station.speaker('李警官');
});
afterAll(() => test.drop());

describe('forgetting', () => {
  it('waits until no order is under way', async () => {
    const resident = await station.person('public', '居民甲');
    const order = await station.order(resident);
    expect(await station.act(resident, 'forget', {})).toMatchObject({
      openOrders: [{ number: order.number, version: order.version }],
    });
    await cancel(order.id);
    expect(await station.act(resident, 'forget', {})).toEqual({ openOrders: [] });
  });

  it('leaves nothing of what a school’s contact wrote, and nobody who speaks for the school through them', async () => {
    const contact = await station.person('public', '秘密老师');
    const at = { schoolId: station.school.id };
    await station.prisma.schoolContact.create({ data: { ...at, personId: contact.personId, name: '秘密老师' } });
    const asked = { ...at, kind: 'first', posts: 1, need: '秘密的需要', wishField: '秘密的领域' } as const;
    expect(await station.act(contact, 'request-deputy', asked)).toMatchObject({ ok: true });
    // A colleague's request of the same school, and what both are told.
    const colleague = await station.person('public', '同事');
    await station.prisma.schoolContact.create({ data: { ...at, personId: colleague.personId, name: '同事' } });
    await station.prisma.deputyRequest.create({
      data: { ...at, number: 'F77', kind: 'first', post: 2, personId: colleague.personId, need: '同事的需要' },
    });
    const request = await station.prisma.deputyRequest.findFirstOrThrow({ where: { personId: contact.personId } });
    const both = {
      text: {
        lines: ['F77', '秘密的需要', '同事的需要'].map((words) => ({ key: 'x', params: { number: 'F77', words } })),
      },
    };
    await station.prisma.outbox.create({ data: { chatId: coordinator.chatId, message: both } });
    const refused = { requestId: request.id, version: request.version, reason: '秘密的原因' };
    expect(await station.act(coordinator, 'refuse-deputy-request', refused)).toMatchObject({ ok: true });
    const told = async () =>
      JSON.stringify(
        (await Promise.all([coordinator, colleague].map((who) => station.messages(who))))
          .flat()
          .map(({ message }) => message),
      );
    for (const words of ['秘密的需要', '秘密的原因', '同事的需要']) expect(await told()).toContain(words);
    await station.prisma.invite.create({
      data: {
        ...{ ...at, areaId: station.village.id, role: 'school_contact', name: '秘密老师', codeHash: 'used' },
        ...{ expiresAt: new Date('2026-12-01'), usedAt: new Date('2026-11-20') },
      },
    });
    await station.act(contact, 'forget', {});
    expect(await told()).not.toContain('秘密');
    expect(await told()).toContain('同事的需要');
    const rows = [
      await station.prisma.schoolContact.findMany(),
      await station.prisma.deputyRequest.findMany(),
      await station.prisma.invite.findMany(),
    ];
    expect(JSON.stringify(rows)).not.toContain('秘密');
    expect(await station.act(contact, 'my-schools', {})).toEqual({ schools: [] });
  });

  it('leaves nothing in what somebody else was shown: whose order took theirs in, and who looked it up', async () => {
    const asker = await station.person('public', '居民乙');
    const other = await station.person('public', '居民丙');
    const repeated = await station.order(asker, { questions: ['重复单的提问'] });
    const kept = await station.order(other, { questions: ['别人的提问'] });
    const { id: orderId, version } = repeated;
    await station.act(coordinator, 'merge', { orderId, version, intoNumber: kept.number });
    await station.act(coordinator, 'approve', { orderId: kept.id, version: kept.version });
    await station.act(speaker, 'accept-offer', { orderId: kept.id, version: kept.version + 1 });
    const told = async () => JSON.stringify((await station.messages(other)).map(({ message }) => message));
    expect(await told()).toContain('重复单的提问');
    const finder = await station.person('public', '居民丁');
    const card = { key: 'my.title', params: { number: repeated.number, words: '重复单的提问' } };
    await station.prisma.outbox.create({ data: { chatId: finder.chatId, message: { text: { lines: [card] } } } });
    await station.act(asker, 'forget', {});
    expect(await rowsWith('重复单的提问')).toEqual([]);
    expect(await told()).toContain('别人的提问');
    await cancel(kept.id);
  });

  it('leaves nothing of what was said in any table, and everybody else’s words as they were', async () => {
    const resident = await station.person('public', '秘密姓名');
    const other = await station.person('public', '别人');
    await station.order(other, { spot: '别人的地点' });
    const order = await station.order(resident, {
      phone: '13899990001',
      contactName: '秘密联系人',
      spot: '秘密地点',
      access: '秘密钥匙',
      questions: ['秘密问题'],
    });
    await station.act(coordinator, 'ask-requester', { orderId: order.id, text: '秘密询问' });
    const inquiry = await test.database.prisma.inquiry.findFirstOrThrow({ where: { orderId: order.id } });
    await station.act(resident, 'answer-inquiry', { inquiryId: inquiry.id, text: '秘密回答' });
    await station.act(coordinator, 'approve', { orderId: order.id, version: order.version });
    await test.database.prisma.offer.updateMany({ where: { orderId: order.id }, data: { note: '秘密理由' } });
    await station.act(speaker, 'accept-offer', { orderId: order.id, version: order.version + 1 });
    await cancel(order.id);
    const { number } = await station.act(resident, 'submit-request', {
      kind: 'advice',
      place: { areaId: station.village.id },
      text: '秘密诉求',
      phone: '13899990001',
    });
    const request = await test.database.prisma.residentRequest.findFirstOrThrow({ where: { number } });
    await station.act(coordinator, 'answer-request', { requestId: request.id, text: '秘密答复' });
    // All but the newest messages have gone out.
    await test.database.prisma.outbox.updateMany({
      where: { chatId: { not: resident.chatId } },
      data: { sentAt: new Date() },
    });
    expect(await rowsWith('秘密|13899990001')).not.toEqual([]);
    const others = await rowsWith('别人的地点');
    expect(others).toContain('public.outbox');

    expect(await station.act(resident, 'forget', {})).toEqual({ openOrders: [] });

    expect(await rowsWith('秘密|13899990001')).toEqual([]);
    expect(await rowsWith('别人的地点')).toEqual(others);
    expect(
      await test.database.prisma.outbox.count({ where: { chatId: resident.chatId, sentAt: null, droppedAt: null } }),
    ).toBe(0);
  });
});

const rowsWith = (pattern: string) => findRows(test.database.pool, pattern);

async function cancel(orderId: number): Promise<void> {
  const { version } = await test.database.prisma.order.findUniqueOrThrow({ where: { id: orderId } });
  const who: Who = coordinator;
  await station.act(who, 'coordinator-cancel', { orderId, version, reason: 'other' });
}
