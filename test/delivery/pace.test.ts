import { afterEach, expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/deliver.ts';
import { createFakeChannel } from '../fakes/channel.ts';
import { createDesk, type Desk } from './desk.ts';

let desk: Desk;
afterEach(() => desk.drop());

/** The most calls that any stretch of `windowMs` holds, wherever it begins. */
function most(at: readonly number[], windowMs: number): number {
  const sorted = [...at].sort((a, b) => a - b);
  return Math.max(
    ...sorted.map((start) => sorted.filter((other) => other >= start && other < start + windowMs).length),
  );
}

/** Asks again sooner than it was told to: keeping the pace must not depend on who asks. */
async function deliverPatiently(chatId: number, by: Delivery): Promise<void> {
  for (;;) {
    const { againInMs } = await by.deliver(chatId);
    if (againInMs === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(againInMs, 50)));
  }
}

test('a bot keeps to its limit in every sliding second, over several processes and with a slow service', async () => {
  desk = await createDesk({ pace: { perSecond: 6 }, latencyMs: 15 });
  const chats = await Promise.all(Array.from({ length: 20 }, () => desk.chat()));
  for (const { id } of chats) await desk.put(id, '提醒');
  const processes = [desk.delivery, desk.newDelivery(), desk.newDelivery()];
  await Promise.all(chats.map(({ id }, index) => deliverPatiently(id, processes[index % 3] ?? desk.delivery)));
  const times = desk.telegram.calls.map(({ at }) => at);
  expect(times).toHaveLength(20);
  expect(most(times, 1_000)).toBeLessThanOrEqual(6);
});

test('web chats have no limit', async () => {
  desk = await createDesk({ pace: { perSecond: 1 } });
  const chats = await Promise.all(Array.from({ length: 10 }, () => desk.chat({ channel: 'web' })));
  for (const { id } of chats) await desk.put(id, '您好');
  await Promise.all(chats.map(({ id }) => desk.delivery.deliver(id)));
  expect(desk.web.calls).toHaveLength(10);
  // Nothing of it went through a slot.
  expect(await desk.prisma.sendSlot.count()).toBe(0);
});

test('each bot has a limit of its own', async () => {
  desk = await createDesk({ pace: { perSecond: 1 } });
  const staff = createFakeChannel({ bot: 'staff', name: 'telegram' });
  const delivery = desk.newDelivery([desk.telegram, staff]);
  const chats = [await desk.chat(), await desk.chat({ bot: 'staff' })];
  for (const { id } of chats) await desk.put(id, '您好');
  await Promise.all(chats.map(({ id }) => delivery.deliver(id)));
  const slots = await desk.prisma.sendSlot.findMany({ orderBy: { bot: 'asc' } });
  expect(slots.map(({ bot, slot }) => `${bot} ${slot}`)).toEqual(['public 0', 'staff 0']);
  expect([desk.telegram.calls.length, staff.calls.length]).toEqual([1, 1]);
});

test('a private chat gets its messages one after the other, with a pause after each', async () => {
  desk = await createDesk({ pace: { chatSeconds: 0.3 } });
  const chat = await desk.chat();
  for (const text of ['一', '二', '三', '四']) await desk.put(chat.id, text);
  const others = [desk.delivery, desk.newDelivery()];
  await Promise.all(others.map((delivery) => deliverPatiently(chat.id, delivery)));
  expect(desk.telegram.texts(chat.address)).toEqual(['一', '二', '三', '四']);
  expect(
    most(
      desk.telegram.calls.map(({ at }) => at),
      300,
    ),
  ).toBe(1);
});

test('a group keeps to its limit a minute', async () => {
  desk = await createDesk({ pace: { groupPerMinute: 20, chatSeconds: 0 } });
  const group = await desk.chat({ address: '-100200300' });
  await desk.put(group.id, '一');
  await desk.put(group.id, '二');
  const { againInMs } = await desk.delivery.deliver(group.id);
  expect(againInMs).toBeGreaterThan(2_500);
  expect(againInMs).toBeLessThanOrEqual(3_000);
  await desk.delivery.deliver(group.id);
  expect(desk.telegram.texts(group.address)).toEqual(['一']);
});

test('the slots of a process that died are free again when their lease ends', async () => {
  desk = await createDesk({ pace: { perSecond: 1 } });
  const [first, second] = [await desk.chat(), await desk.chat()];
  await desk.put(first.id, '一');
  await desk.delivery.deliver(first.id);
  // As if the process had died before it gave the slot back, and half a minute had gone by.
  await desk.prisma.sendSlot.updateMany({ data: { freeAt: new Date(Date.now() - 1) } });
  await desk.put(second.id, '二');
  await desk.delivery.deliver(second.id);
  expect(desk.telegram.calls.map(({ text }) => text)).toEqual(['一', '二']);
});
