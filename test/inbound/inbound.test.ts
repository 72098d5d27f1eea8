// The way in, on real PostgreSQL: once and only once, whatever comes, in whatever order, from whomever.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { createDoor, type Door } from './door.ts';

let test: TestDatabase;
let door: Door;
beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 15 });
  door = await createDoor(test.database);
});
afterAll(() => test.drop());

const sentence = (phone: string) => `下周三下午想在小峡街道第1村约一场防诈骗讲座，电话${phone}`;
const ordersOf = (contactPhone: string) => door.prisma.order.count({ where: { details: { contactPhone } } });

describe('once', () => {
  it('makes one order of the same tap fifty times at once', async () => {
    await door.say('public', '1', sentence('13812345678'));
    const data = await door.dataOf('public', '1', '确认提交');
    await Promise.all(Array.from({ length: 50 }, () => door.send('public', '1', { kind: 'tap', data }, 'the-same')));
    expect(await ordersOf('13812345678')).toBe(1);
    expect(await door.prisma.inboundUpdate.count({ where: { updateId: 'the-same' } })).toBe(1);
    const answers = (await door.told('public', '1')).filter(({ text }) => text.includes('订单号'));
    expect(answers).toHaveLength(1);
  });

  it('makes one order of the same tap at five processes at once', async () => {
    await door.say('public', '2', sentence('13812345679'));
    const content = { kind: 'tap', data: await door.dataOf('public', '2', '确认提交') } as const;
    const handlers = Array.from({ length: 5 }, () => door.newProcess().handler('public', 'telegram'));
    await Promise.all(
      handlers.flatMap((handle) => [1, 2, 3].map(() => handle({ updateId: 'everywhere', address: '2', content }))),
    );
    expect(await ordersOf('13812345679')).toBe(1);
  });

  it('makes one order of two quick taps, which are two updates', async () => {
    await door.say('public', '3', sentence('13812345670'));
    const data = await door.dataOf('public', '3', '确认提交');
    await Promise.all([door.tap('public', '3', data), door.tap('public', '3', data)]);
    expect(await ordersOf('13812345670')).toBe(1);
    expect(await door.answer('public', '3')).toContain('这个按钮已经过期了');
  });

  it('keeps every one of forty updates that two processes take for one chat, though each makes the other’s stale', async () => {
    await door.say('public', '4', '/start');
    const { version } = await door.chatOf('public', '4');
    const handlers = [door.newProcess(), door.newProcess()].map((one) => one.handler('public', 'telegram'));
    await Promise.all(
      handlers.flatMap((handle, index) =>
        Array.from({ length: 20 }, (_, n) =>
          handle({ updateId: `race-${index}-${n}`, address: '4', content: { kind: 'text', text: '/menu' } }),
        ),
      ),
    );
    expect((await door.chatOf('public', '4')).version).toBe(version + 40);
    expect(await door.prisma.inboundUpdate.count({ where: { updateId: { startsWith: 'race-' } } })).toBe(40);
  });

  it('goes on from what another process has just been told, not from what it heard last itself', async () => {
    await door.say('public', '14', '/start');
    const other = door.newProcess().handler('public', 'telegram');
    await other({ updateId: 'elsewhere', address: '14', content: { kind: 'text', text: '/order' } });
    await door.tap('public', '14', await door.dataOf('public', '14', '防毒识毒'));
    expect(await door.answer('public', '14')).toContain('在哪里');
  });

  it('lets nobody act in a role that was taken away a moment ago', async () => {
    await door.say('staff', '15', '/start');
    const { personId } = await door.chatOf('staff', '15');
    const { id: areaId } = await door.prisma.area.findFirstOrThrow({ where: { kind: 'district' } });
    await door.prisma.coordinator.create({ data: { personId, name: '临时', areaId } });
    await door.newProcess().handler('staff', 'telegram')({
      updateId: 'joined',
      address: '15',
      content: { kind: 'text', text: '/menu' },
    });
    await door.say('staff', '15', '/queue');
    expect(await door.answer('staff', '15')).toContain('待派单');
    await door.say('staff', '15', '/help');
    await door.prisma.coordinator.update({ where: { personId }, data: { active: false } });
    await door.say('staff', '15', '/queue');
    expect(await door.answer('staff', '15')).not.toContain('待派单');
  });

  it('makes one chat and one person of the first messages that come together', async () => {
    const before = await door.prisma.person.count();
    const handlers = Array.from({ length: 6 }, () => door.newProcess().handler('public', 'telegram'));
    await Promise.all(
      handlers.map((handle, n) =>
        handle({ updateId: `first-${n}`, address: '5', content: { kind: 'text', text: '/start' } }),
      ),
    );
    expect(await door.prisma.person.count()).toBe(before + 1);
  });

  it('takes the same update number of another bot for another update', async () => {
    await door.send('public', '6', { kind: 'text', text: '/start' }, 'number-7');
    await door.send('staff', '6', { kind: 'text', text: '/start' }, 'number-7');
    expect(await door.answer('staff', '6')).toContain('邀请码');
  });
});

describe('a state that an older release left behind', () => {
  it.each([
    ['whose dialogue has another shape now', { asked: 3, active: { name: 'order.own', data: { step: 'old' } } }],
    [
      'whose dialogue waits at a question that is gone',
      { asked: 3, active: { name: 'order.own', data: { mode: 'own', draft: {}, at: 'gone', trail: [] } } },
    ],
    ['without its data', { asked: 3, active: { name: 'move', data: null } }],
  ])('%s is left politely, with the menu', async (_, state) => {
    await door.say('public', '7', '/start');
    await door.prisma.chat.update({
      where: { id: (await door.chatOf('public', '7')).id },
      data: { state, version: { increment: 1 } },
    });
    await door.tap('public', '7', 'q3:t:1');
    const [sorry, menu] = (await door.told('public', '7')).filter(({ locale }) => locale === 'zh-CN').slice(-2);
    expect(sorry?.text).toContain('请从这里重新开始');
    expect(menu?.text).toContain('请问要办什么');
    await door.say('public', '7', '/order');
    expect(await door.answer('public', '7')).toContain('您想听什么');
    expect(door.faults.splice(0)).toHaveLength(1);
  });

  it.each([
    ['of a dialogue that is gone', { asked: 3, active: { name: 'no.such', data: {} } }],
    ['that is no state', ['x']],
    ['with a number that is none', { asked: 'three' }],
    [
      'with a half-made order of another shape',
      { asked: 3, parked: { name: 'order.own', data: { old: true }, until: '2026-12-31' } },
    ],
  ])('%s does not keep anybody from ordering', async (_, state) => {
    await door.say('public', '8', '/start');
    await door.prisma.chat.update({
      where: { id: (await door.chatOf('public', '8')).id },
      data: { state, version: { increment: 1 } },
    });
    await door.tap('public', '8', 'q3:t:1');
    await door.say('public', '8', '/order');
    if (door.faults.splice(0).length > 0) await door.say('public', '8', '/order');
    expect(await door.answer('public', '8')).toMatch(/您想听什么/);
  });
});
