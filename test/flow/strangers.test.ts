// People who try other people's orders with the right numbers in their hands.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from './actor.ts';
import { type Flow, openFlow } from './harness.ts';
import { approve, order } from './life.ts';

const phone = '13812345678';
const words = '家里老人总接到陌生电话';

let flow: Flow;
let number: string;
let id: number;
let version: number;
let counterId: number;
let inquiryId: number;
let li: Actor;
let wang: Actor;
let coordinator: Actor;
beforeAll(async () => {
  flow = await openFlow({ telegram: 'polling' });
  coordinator = await flow.coordinator('张主任');
  li = await flow.speaker('李警官');
  wang = await flow.speaker('王辅警', { homeAreaId: flow.places.otherTownship.id });
  const resident = flow.resident();
  number = await order(resident, { phone });
  ({ id } = await flow.prisma.order.findUniqueOrThrow({ where: { number } }));
  resident.say(`/question ${id}`);
  await resident.sees('您想问什么');
  resident.say(words);
  await resident.sees('问题记下了');
  await coordinator.tap('问点单人', `订单 ${number}`);
  await coordinator.sees('想问点单人什么');
  coordinator.say('几点合适？');
  await coordinator.sees('的问题已发给点单人');
  await coordinator.tap('另约时间', `订单 ${number}`);
  await coordinator.tap('30', '另约时间：');
  await coordinator.tap('上午', '什么时候');
  await coordinator.sees('已去问点单人');
  ({ id: counterId } = await flow.prisma.counterOffer.findFirstOrThrow({ where: { orderId: id } }));
  ({ id: inquiryId } = await flow.prisma.inquiry.findFirstOrThrow({ where: { orderId: id } }));
  ({ version } = await flow.prisma.order.findUniqueOrThrow({ where: { number } }));
});
afterAll(() => flow.close());

/** Everything that could tell of the order or change it. */
const state = () =>
  flow.prisma.order.findUniqueOrThrow({
    where: { id },
    include: { events: true, questions: true, ratings: true, inquiries: true, counterOffers: true, offers: true },
  });

async function tries(actor: Actor, lines: readonly string[], refusals: readonly string[]): Promise<void> {
  const before = await state();
  for (const [index, line] of lines.entries()) {
    actor.say(line);
    const { text } = await actor.sees(refusals[index] ?? refusals[0] ?? '');
    expect(text).not.toContain(phone);
  }
  expect(await state()).toEqual(before);
  expect(actor.screen()).not.toMatch(new RegExp(`${phone}|${words}|小峡街道第1村`));
}

it('shows and changes nothing for another resident', async () => {
  const stranger = flow.resident();
  const gone = '没有找到这张订单';
  await tries(
    stranger,
    [`/my ${id}`, `/move ${id} ${version}`, `/rate ${id} 5`, `/counter ${counterId} yes`, `/counter ${counterId} no`],
    [gone, gone, gone, gone, gone],
  );
  await tries(
    stranger,
    [`/question ${id}`, '我来改一改', `/answer ${inquiryId}`, '我来答一答', `/find ${number}`, '13800000000'],
    ['您想问什么', gone, '请打字回答', gone, '点单时留的电话', '没有查到'],
  );
  stranger.say(`/cancel_order ${id} ${version}`);
  await stranger.tap('其他原因', '为什么取消');
  await stranger.sees(gone);
  expect((await state()).state).toBe('proposed');
});

it('tells somebody without an invite nothing but to bring one', async () => {
  const outside = flow.outsider();
  await tries(
    outside,
    [
      `/approve ${id} ${version}`,
      `/card ${id}`,
      `/order ${number}`,
      `/accept ${id} ${version}`,
      '/queue',
      '/phone_list',
    ],
    Array.from({ length: 6 }, () => '邀请码'),
  );
});

it('lets speakers do nothing of a coordinator’s, nor take what was not offered to them', async () => {
  const not = '这是派单员的功能';
  await tries(
    wang,
    [
      `/approve ${id} ${version}`,
      `/card ${id}`,
      `/order ${number}`,
      `/refuse ${id} ${version}`,
      '/queue',
      '/phone_list',
    ],
    Array.from({ length: 6 }, () => not),
  );
  await tries(
    wang,
    [`/accept ${id} ${version}`, `/talk ${id}`, `/deliver ${id} ${version}`, `/qr ${id}`],
    ['没有找到'],
  );
});

it('keeps a township’s coordinator out of another township’s orders', async () => {
  const elsewhere = await flow.coordinator('孙主任', flow.places.otherTownship.id);
  await tries(
    elsewhere,
    [`/card ${id}`, `/order ${number}`, `/approve ${id} ${version}`, `/reassign ${id}`],
    ['没有找到'],
  );
  await tries(elsewhere, ['/queue'], ['没有待派单的订单']);
  await tries(elsewhere, [`/accept ${id} ${version}`], ['这是宣讲员的功能']);
});

it('keeps an offer from the speaker to whom it was not made', async () => {
  await approve(coordinator, number);
  await li.sees(`新的宣讲任务，订单 ${number}`);
  const offered = await state();
  await tries(wang, [`/accept ${id} ${offered.version}`, `/talk ${id}`], ['没有找到']);
  await tries(flow.outsider(), [`/accept ${id} ${offered.version}`], ['邀请码']);
});

it('takes no invite twice', async () => {
  const code = await flow.invite('coordinator', '周主任');
  const two = [flow.outsider(), flow.outsider()];
  for (const one of two) one.say(code);
  const answers = await Promise.all(two.map((one) => one.sees('')));
  expect(answers.filter(({ text }) => text.includes('周主任，欢迎加入'))).toHaveLength(1);
  expect(answers.filter(({ text }) => text.includes('这个邀请码已经用过了'))).toHaveLength(1);
  expect(await flow.prisma.coordinator.count({ where: { name: '周主任' } })).toBe(1);
});

it('leaves nothing in the log for the operator to worry about', () => {
  expect(flow.faults).toEqual([]);
});
