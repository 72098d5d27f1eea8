// Time through the public doors: what is due comes by the sweeper alone, at the hour when people are awake.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from './actor.ts';
import { type Flow, openFlow } from './harness.ts';
import { accept, approve, card, deliver, order } from './life.ts';

let flow: Flow;
let resident: Actor;
let coordinator: Actor;
let chief: Actor;
let speaker: Actor;
beforeAll(async () => {
  flow = await openFlow({ telegram: 'webhook' });
  chief = await flow.coordinator('赵所长');
  coordinator = await flow.coordinator('张主任', flow.places.township.id);
  speaker = await flow.speaker('李警官');
  resident = flow.resident();
});
afterAll(() => flow.close());

it('tells the district of an order that nobody in the township decided on', async () => {
  const number = await order(resident, { when: '这周五下午' });
  await coordinator.sees(card(number));
  flow.clock.set('2026-11-23T13:00:00+08:00');
  await chief.sees('等了 4 小时', card(number));
  await approve(chief, number);
  await speaker.sees(`新的宣讲任务，订单 ${number}`, '前答复');
  flow.clock.set('2026-11-24T11:30:00+08:00');
  await speaker.seesDead(`订单 ${number}`, '超时未接');
  await coordinator.sees(card(number), '超时未接');
});

it('reminds both, asks about a talk nobody reported, and closes what was given', async () => {
  flow.clock.set('2026-11-24T12:00:00+08:00');
  const number = await order(resident);
  await approve(coordinator, number);
  await accept(speaker, number);
  flow.clock.set('2026-11-25T14:00:00+08:00');
  await resident.sees('宣讲快到了', `订单 ${number}`);
  await speaker.sees('宣讲快到了', card(number));
  flow.clock.set('2026-11-27T09:00:00+08:00');
  await speaker.sees(`订单 ${number}：这一场讲完了吗`);
  await coordinator.sees('宣讲员未到', number);
  coordinator.say('/queue');
  await coordinator.tap('未报告 1 场');
  await coordinator.sees('宣讲员未到', number, '李警官');
  await deliver(speaker, number);
  flow.clock.set('2026-11-27T10:00:00+08:00');
  await resident.sees(`订单 ${number} 讲完了`);
  flow.clock.set('2026-12-04T09:30:00+08:00');
  await expect
    .poll(async () => (await flow.prisma.order.findUniqueOrThrow({ where: { number } })).state, { timeout: 10_000 })
    .toBe('closed');
});

it('says nothing at night but what a person asked for', async () => {
  flow.clock.set('2026-12-06T22:00:00+08:00');
  const number = await order(resident, { when: '下周四下午' });
  const proposed = () => flow.prisma.order.count({ where: { number, state: 'proposed' } });
  await expect.poll(proposed, { timeout: 10_000 }).toBe(1);
  expect(coordinator.screen()).not.toContain(card(number));
  flow.clock.set('2026-12-07T07:30:00+08:00');
  await coordinator.sees(card(number));
});

it('leaves nothing in the log for the operator to worry about', () => {
  expect(flow.faults).toEqual([]);
});
