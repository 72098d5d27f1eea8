// Telegram's faults, through the whole product: it asks to wait, it refuses somebody for good, it brings updates in any
// order and twice, and somebody else pretends to be it. (What each adapter does by itself is in test/contract.)

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../fakes/bot-api.ts';
import { createCrowd } from './crowd.ts';
import { openProduct, type Product, type Setting } from './product.ts';

let product: Product;
afterEach(() => product.close());

const open = async (setting: Setting = {}) => {
  product = await openProduct(setting);
  const { url } = await product.start('all');
  return createCrowd(product, () => url);
};

const sends = (calls: readonly Call[], id: number) =>
  calls.filter(({ method, params }) => method === 'sendMessage' && Number(params['chat_id']) === id);

describe('when Telegram does not take a message', () => {
  it('429 with retry_after 5: nothing goes to the chat in the window, all of it goes after it', {
    timeout: 120_000,
  }, async () => {
    const crowd = await open();
    const { bots } = product;
    const id = crowd.somebody();
    bots.public.failNext({ method: 'sendMessage', chatId: id, status: 429, retryAfter: 5 });
    const other = crowd.somebody();
    await crowd.send(crowd.says(id, '/help'));
    await bots.public.waitForCall(({ status, params }) => status === 429 && Number(params['chat_id']) === id);
    const refused = sends(bots.public.calls, id)[0]?.at ?? 0;
    await crowd.send(crowd.says(id, '/orders'));
    await crowd.send(crowd.says(other, '/help'));
    await bots.public.waitFor(other, (messages) => messages.length > 0);
    await bots.public.waitFor(id, (messages) => messages.length > 1);
    await crowd.expectAllWell();
    const [first, ...later] = sends(bots.public.calls, id);
    expect(first?.status).toBe(429);
    expect(later.length).toBeGreaterThan(1);
    for (const { at } of later) expect(at - refused).toBeGreaterThan(5_000);
    // Others did not wait.
    expect((sends(bots.public.calls, other)[0]?.at ?? Number.POSITIVE_INFINITY) - refused).toBeLessThan(5_000);
  });

  it('403: tried once, the address is switched off, and the coordinator has the speaker on the phone list', {
    timeout: 120_000,
  }, async () => {
    const crowd = await open();
    const { bots, prisma, town } = product;
    await crowd.order();
    await crowd.expectAllWell();
    const coordinator = await prisma.coordinator.findFirstOrThrow({ where: { name: '乙山派单' } });
    const chat = await prisma.chat.findFirstOrThrow({ where: { personId: coordinator.personId ?? 0 } });
    const { candidates } = await prisma.proposal.findFirstOrThrow();
    const speakerId = Number(/"speakerId":(\d+)/.exec(JSON.stringify(candidates))?.[1]);
    const address = town.speakers.find(({ id }) => id === speakerId)?.address ?? 0;
    bots.staff.block(address);
    await crowd.staffTaps(Number(chat.address), '同意派单');
    await vi.waitFor(
      async () =>
        expect(await prisma.chat.findFirstOrThrow({ where: { address: `${address}` } })).toMatchObject({
          closedAt: expect.any(Date),
        }),
      { timeout: 30_000 },
    );
    expect(sends(bots.staff.calls, address)).toHaveLength(1);
    const [task] = await prisma.phoneTask.findMany({ where: { doneAt: null } });
    expect(task).toMatchObject({ speakerId });
    await crowd.staffSays(Number(chat.address), '/phone_list');
    await bots.staff.waitFor(Number(chat.address), (messages) =>
      messages.some(({ text }) => text.includes('13900000001')),
    );
    // Nothing more is tried.
    await sleep(4_000);
    expect(sends(bots.staff.calls, address)).toHaveLength(1);
  });
});

describe('the pace', () => {
  const perSecond = 20;
  const perChatSeconds = 1;
  const perGroupMinute = 60;

  it('120 reminders at once keep to 20 a second in every sliding second, a second per chat, 60 a minute per group, from two workers', {
    timeout: 180_000,
  }, async () => {
    product = await openProduct({
      env: {
        SEND_PER_SECOND: `${perSecond}`,
        SEND_PER_CHAT_SECONDS: `${perChatSeconds}`,
        SEND_PER_GROUP_MINUTE: `${perGroupMinute}`,
      },
    });
    const { prisma, bots } = product;
    const addresses = [...Array.from({ length: 108 }, (_, index) => 4_500_000_000 + index), -1_001_234_567_890];
    const chats: { id: number; address: string }[] = [];
    for (const address of addresses) {
      bots.staff.open(address);
      const { id: personId } = await prisma.person.create({ data: { name: '某某' } });
      const chat = await prisma.chat.create({
        data: { bot: 'staff', channel: 'telegram', address: `${address}`, personId, locale: 'zh-CN' },
      });
      chats.push(chat);
    }
    const [busy, group] = [chats[0], chats.at(-1)];
    const targets = [...chats, ...Array(5).fill(busy), ...Array(6).fill(group)];
    expect(targets).toHaveLength(120);
    await prisma.outbox.createMany({
      data: targets.map(({ id }, index) => ({ chatId: id, kind: 'send' as const, message: { text: `提醒 ${index}` } })),
    });
    await Promise.all([product.start('worker'), product.start('worker')]);
    await vi.waitFor(async () => expect(await prisma.outbox.count({ where: { sentAt: null } })).toBe(0), {
      timeout: 120_000,
      interval: 200,
    });
    const times = bots.staff.calls.filter(({ method }) => method === 'sendMessage').map(({ at }) => at);
    expect(times).toHaveLength(120);
    expect(most(times, 1_000)).toBeLessThanOrEqual(perSecond);
    for (const [chat, pauseMs] of [
      [busy, perChatSeconds * 1_000],
      [group, 60_000 / perGroupMinute],
    ] as const) {
      const own = sends(bots.staff.calls, Number(chat?.address)).map(({ at }) => at);
      expect(own.length).toBeGreaterThan(5);
      expect(most(own, pauseMs - 50)).toBe(1);
    }
  });
});

describe('what comes in', () => {
  it('60 updates out of order, with ids that jump, and each twice, are all kept, once each', {
    timeout: 120_000,
  }, async () => {
    const crowd = await open();
    const { prisma } = product;
    const updates = Array.from({ length: 60 }, (_, index) => ({
      update_id: 700_000_000 + ((index * 37) % 60) * 1_000_003,
      ...crowd.says(crowd.somebody(), '/help'),
    }));
    const statuses = await Promise.all([...updates, ...updates.toReversed()].map((update) => crowd.post(update)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const seen = await prisma.inboundUpdate.findMany({
      where: { updateId: { in: updates.map((one) => `${one.update_id}`) } },
    });
    expect(seen).toHaveLength(60);
    await crowd.expectAllWell();
    for (const { message } of updates) {
      expect(product.bots.public.chat(message.chat.id).length).toBeGreaterThan(0);
    }
    expect(await crowd.repeats()).toBe(0);
  });

  it('an update whose id is lower than those before, or far above them, is kept in polling as well', {
    timeout: 120_000,
  }, async () => {
    product = await openProduct({ env: { TELEGRAM_MODE: 'polling' } });
    await product.start('all');
    const { bots, prisma } = product;
    const ids = [500_000, 400, 2_000_000_000, 401];
    for (const [index, update_id] of ids.entries()) {
      const id = 4_600_000_000 + index;
      bots.public.open(id);
      bots.public.pushRaw(
        { update_id, message: { message_id: 1, date: 1, text: '/help', chat: { id, type: 'private' }, from: { id } } },
        id,
      );
      await bots.public.waitFor(id, (messages) => messages.length > 0);
    }
    expect(await prisma.inboundUpdate.count()).toBe(ids.length);
  });

  it("two processes that poll with one token get in each other's way, lose nothing, and one goes on when the other leaves", {
    timeout: 300_000,
  }, async () => {
    product = await openProduct({ env: { TELEGRAM_MODE: 'polling' } });
    const { bots, prisma } = product;
    const first = await product.start('all');
    await product.start('all');
    await bots.public.waitForCall(({ method, status }) => method === 'getUpdates' && status === 409);
    const ask = (id: number) => {
      bots.public.open(id);
      bots.public.userSays(id, '/help');
      return vi.waitFor(() => expect(bots.public.chat(id).some(({ from }) => from === 'bot')).toBe(true), {
        timeout: 120_000,
        interval: 100,
      });
    };
    const people = Array.from({ length: 10 }, (_, index) => 4_700_000_000 + index);
    for (const id of people.slice(0, 5)) await ask(id);
    await first.app.stop();
    await Promise.all(people.slice(5).map(ask));
    expect(await prisma.inboundUpdate.count()).toBe(people.length);
    for (const id of people) expect(sends(bots.public.calls, id), `chat ${id}`).toHaveLength(1);
    await vi.waitFor(() => expect(bots.public.pending).toEqual([]), { timeout: 60_000 });
  });

  it('a forged or missing secret changes nothing at all', { timeout: 120_000 }, async () => {
    const crowd = await open();
    const before = await counts();
    const update = { update_id: 1, ...crowd.says(crowd.somebody(), '/help') };
    for (const secret of ['', 'x', product.webhookSecret.slice(1), `${product.webhookSecret}x`]) {
      expect(await crowd.post(update, secret)).toBe(401);
    }
    expect(await counts()).toEqual(before);
  });

  it('20 taps on accept at once, each an update of its own, are one acceptance', { timeout: 120_000 }, async () => {
    const crowd = await open();
    const { prisma, town } = product;
    await crowd.order();
    await crowd.expectAllWell();
    const coordinator = await prisma.coordinator.findFirstOrThrow({
      where: { name: '乙山派单' },
      include: { person: { include: { chats: true } } },
    });
    await crowd.staffTaps(Number(coordinator.person?.chats[0]?.address), '同意派单');
    await crowd.expectAllWell();
    const { speakerId } = await prisma.offer.findFirstOrThrow();
    const speaker = town.speakers.find(({ id }) => id === speakerId)?.address ?? 0;
    await Promise.all(Array.from({ length: 20 }, () => crowd.staffTaps(speaker, '接单')));
    await crowd.expectAllWell();
    expect(await prisma.orderEvent.count({ where: { action: 'accept' } })).toBe(1);
    expect((await prisma.order.findFirstOrThrow()).state).toBe('confirmed');
  });
});

async function counts(): Promise<unknown> {
  const { pool } = product;
  const { rows } = await pool.query(`
    SELECT (SELECT count(*) FROM chat) AS chats, (SELECT count(*) FROM person) AS people,
      (SELECT count(*) FROM inbound_update) AS updates, (SELECT count(*) FROM outbox) AS messages`);
  return rows[0];
}

/** The most of them that lie in any window of that length. */
function most(times: readonly number[], windowMs: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((start) => sorted.filter((at) => at >= start && at < start + windowMs).length));
}
