// Finding an order by number and phone, and who may look at a talk's photos.

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Prisma } from '../../src/store/generated/client.ts';
import { sha256 } from '../../src/web/cookies.ts';
import { createSmallDistrict, type SmallDistrict } from '../fakes/orders.ts';
import { createVisitor } from '../fakes/visitor.ts';
import { createTestWeb, type TestWeb } from '../fakes/web.ts';

let now = new Date('2026-11-22T00:00:00Z');
let web: TestWeb;
let district: SmallDistrict;
beforeAll(async () => {
  // The limiter's clock is the machine's.
  vi.useFakeTimers({ toFake: ['Date'], now });
  web = await createTestWeb({ clock: () => now });
  district = await createSmallDistrict(web.database);
  await district.order('1042');
  await district.order('1050-1', { batchNumber: '1050' }, '0972-8612345');
  await district.order(
    '1050-2',
    { batchNumber: '1050', topicId: null, state: 'confirmed', startsAt: new Date('2026-11-26T06:30:00Z') },
    '0972-8612345',
  );
});
afterAll(async () => {
  vi.useRealTimers();
  await web.close();
});
// Past the limit of the test before.
beforeEach(() => later(60));

function later(minutes: number): void {
  now = new Date(now.getTime() + minutes * 60_000);
  vi.setSystemTime(now);
}

const find = (number: string, phone: string) => createVisitor(web.app).post('/find', { number, phone });

describe('finding an order without the account', () => {
  it.each([
    ['1042', '13800138000'],
    ['＃１０４２', '138 0013 8000'],
    [' #1042 ', '+86 138-0013-8000'],
    ['No. 1042', '１３８００１３８０００'],
  ])('finds "%s" with "%s"', async (number, phone) => {
    const { status, body } = await find(number, phone);
    expect(status).toBe(200);
    expect(body).toContain('订单 1042');
    expect(body).toContain('正在安排');
    expect(body).toContain('11月25日（周三）下午');
    expect(body).not.toContain('某某');
  });

  it('finds one order of a batch, and the whole batch by its own number', async () => {
    expect((await find('1050－2', '09728612345')).body).not.toContain('1050-1');
    const { body } = await find('1050', '0972-8612345');
    expect(body).toContain('订单 1050-1');
    expect(body).toContain('订单 1050-2');
    expect(body).toContain('已定好');
    expect(body).toContain('11月26日（周四） 14:30');
    expect(body).toContain('自定义');
  });

  it('answers a wrong phone, an unknown number and nonsense all the same', async () => {
    const answers = await Promise.all([
      find('1042', '13900139000'),
      find('9999', '13800138000'),
      find('1042', 'abc'),
      find("1' OR '1'='1", '13800138000'),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it('brakes who guesses one order’s phone, and lets go after ten minutes', async () => {
    for (let guess = 0; guess < 10; guess += 1) await find('1042', `1390013900${guess}`);
    expect((await find('1042', '13800138000')).status).toBe(429);
    later(10);
    expect((await find('1042', '13800138000')).status).toBe(200);
  });

  it('counts no right answer as a guess', async () => {
    for (let time = 0; time < 12; time += 1) expect((await find('1042', '13800138000')).status).toBe(200);
  });
});

describe('photos of a talk', () => {
  let photo: number;
  beforeAll(async () => {
    const order = await district.order('1060', { state: 'delivered' });
    const attachment = await web.database.prisma.attachment.create({
      data: { orderId: order.id, mime: 'image/png', bytes: Uint8Array.of(1, 2, 3) },
    });
    photo = attachment.id;
    const { prisma } = web.database;
    const speaker = (name: string) =>
      prisma.speaker.create({
        data: {
          name,
          kind: 'police',
          homeArea: { connect: { id: district.townshipId } },
          person: { create: staffChat(name) },
        },
      });
    const own = await speaker('own-speaker');
    await speaker('other-speaker');
    await prisma.offer.create({ data: { orderId: order.id, speakerId: own.id, state: 'accepted', deadlineAt: now } });
    for (const [name, areaId, active] of [
      ['coordinator-above', district.townshipId, true],
      ['coordinator-elsewhere', district.elsewhereId, true],
      ['coordinator-gone', district.townshipId, false],
    ] as const) {
      await prisma.coordinator.create({
        data: { name, active, area: { connect: { id: areaId } }, person: { create: staffChat(name) } },
      });
    }
  });

  const cookieOf = (name: string) => name.padEnd(43, '_');
  const staffChat = (
    name: string,
  ): Prisma.PersonCreateWithoutCoordinatorInput & Prisma.PersonCreateWithoutSpeakerInput => ({
    chats: { create: [{ bot: 'staff', channel: 'web', address: sha256(cookieOf(name)), locale: 'zh-CN' }] },
  });

  it.each([
    ['coordinator-above', 200],
    ['own-speaker', 200],
    ['coordinator-elsewhere', 404],
    ['coordinator-gone', 404],
    ['other-speaker', 404],
    ['a-stranger', 404],
  ])('are there for %s: %i', async (name, status) => {
    const visitor = createVisitor(web.app);
    visitor.cookies.set('fengdian_staff', cookieOf(name));
    for (const path of [`/attachments/${photo}`, `/staff/attachments/${photo}`]) {
      const answer = await visitor.get(path);
      expect(answer.status).toBe(status);
      if (status === 200) expect(answer.headers.get('content-type')).toBe('image/png');
    }
    expect((await visitor.get('/attachments/999999')).status).toBe(404);
  });
});
