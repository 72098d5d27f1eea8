// What residents do besides ordering: change their minds, ask for other things, tap twice, tap late, send odd things.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from './actor.ts';
import { type Flow, openFlow } from './harness.ts';
import { accept, approve, card, order } from './life.ts';
import { createTelegramDoor } from './webhook.ts';

let flow: Flow;
let resident: Actor;
let coordinator: Actor;
let second: Actor;
let li: Actor;
beforeAll(async () => {
  flow = await openFlow({ telegram: 'webhook' });
  coordinator = await flow.coordinator('张主任');
  second = await flow.coordinator('赵主任');
  li = await flow.speaker('李警官');
  await flow.speaker('王辅警', { homeAreaId: flow.places.otherTownship.id });
  resident = flow.resident();
});
afterAll(() => flow.close());

/** Opens one's own order from the list. */
async function open(number: string): Promise<void> {
  resident.say('我的订单');
  await resident.tap(number, '您的订单');
  await resident.sees(`订单 ${number}：`);
}

describe('an order of one’s own', () => {
  it('is cancelled with a reason, and the speaker and the coordinators hear of it', async () => {
    const number = await order(resident);
    await approve(coordinator, number);
    await accept(li, number);
    await resident.sees(`订单 ${number}：已定好`);
    await open(number);
    await resident.tap('取消订单', `订单 ${number}：`);
    await resident.tap('时间冲突', '为什么取消');
    await resident.sees('这张订单已取消', `订单 ${number}：已取消`);
    await li.seesDead(`宣讲任务，订单 ${number}`, '已由点单人取消');
    await second.seesDead(card(number), '已取消');
    expect(await flow.prisma.booking.count({ where: { order: { number }, active: true } })).toBe(0);
  });

  it('is planned for the hour that was named, and a coordinator can ask for another', async () => {
    const number = await order(resident, { when: '这周五下午三点' });
    await coordinator.sees(card(number), '时间：11月27日（周五）15:00 左右', '11月27日（周五） 15:00');
    await coordinator.tap('另约时间', card(number));
    coordinator.say('这周五上午十点');
    await resident.tap('可以', `订单 ${number}`, '11月27日（周五）10:00 左右');
    await coordinator.sees(card(number), '时间：11月27日（周五）10:00 左右', '11月27日（周五） 10:00');
    await approve(coordinator, number);
    await accept(li, number);
    await resident.sees(`订单 ${number}：已定好`, '11月27日（周五） 10:00');
  });

  it('moves to another time, and whoever had agreed is asked anew', async () => {
    const number = await order(resident, { when: '这周五上午' });
    await approve(coordinator, number);
    await accept(li, number);
    await resident.sees(`订单 ${number}：已定好`);
    await open(number);
    await resident.tap('改时间', `订单 ${number}：`);
    await resident.tap('30', '哪一天');
    await resident.tap('上午', '什么时候');
    await resident.tap('确认改时间', '要重新请宣讲员');
    await resident.sees('时间已改');
    await li.seesDead(`宣讲任务，订单 ${number}`, '改时间');
    await coordinator.sees(card(number), '建议派给：李警官，11月30日');
    await approve(coordinator, number);
    await accept(li, number);
    await resident.sees('宣讲已定好', `订单 ${number}：`, '11月30日');
  });

  it('is ordered again like the last one, asking only for the time', async () => {
    resident.say('/menu');
    await resident.tap('和上次一样');
    await resident.tap('27', '哪一天');
    await resident.tap('下午', '什么时候');
    await resident.tap('确认提交', '小峡街道第1村');
    const { text } = await resident.sees('已收到，订单号');
    const number = /订单号 (\d+)/.exec(text)?.[1] ?? '';
    await approve(coordinator, number);
  });
});

describe('other wishes', () => {
  it('are taken, answered and closed by a coordinator, and the person sees each step', async () => {
    resident.say('/request');
    await resident.tap('矛盾调解');
    await resident.tap('小峡街道');
    await resident.tap('第1村');
    await resident.sees('几句话说说');
    resident.say('邻居占了我家的地界。');
    await resident.tap('确认提交', '核对您的诉求', '13812345678');
    const number = /诉求编号 (\d+)/.exec((await resident.sees('诉求编号')).text)?.[1] ?? '';
    await second.sees(`诉求 ${number} ·`, '邻居占了我家的地界', '13812345678');
    await coordinator.tap('我来办', `诉求 ${number} ·`);
    await resident.sees('已有人接手');
    await second.seesDead(`诉求 ${number} ·`, '已由张主任接手');
    await coordinator.tap('答复', `诉求 ${number} ·`);
    await coordinator.sees('请打字答复');
    coordinator.say('明天上午到您家看看。');
    await resident.sees('民警答复：明天上午到您家看看。');
    await coordinator.tap('办结', `诉求 ${number} ·`);
    await resident.sees('您的诉求已办结');
  });

  it('answers urgent words with 110 at once, and the half-made order stays', async () => {
    const caller = flow.resident();
    caller.say('我要点单');
    await caller.tap('防范电信网络诈骗');
    await caller.sees('在哪里讲');
    caller.say('救命，我正在被骗，对方让我转账');
    await caller.sees('110', '96110');
    await caller.tap('小峡街道', '在哪里讲');
    await caller.sees('小峡街道：');
  });

  it('offers a call after a voice message, to the number shared with the button', async () => {
    const caller = flow.resident();
    caller.sendVoice();
    await caller.sees('听不了语音');
    caller.say('/callback');
    await caller.sees('请留一个电话');
    caller.share('+8613711112222', false);
    await caller.sees('这个号码好像不对');
    caller.share('+8613711112222');
    const number = /编号 (\d+)/.exec((await caller.sees('尽快给您回电话')).text)?.[1] ?? '';
    await coordinator.sees(`诉求 ${number} · 请回电话`, '13711112222');
  });
});

describe('Telegram’s own ways', () => {
  it('brings an update fifty times at once, which makes one order', async () => {
    const door = createTelegramDoor(flow, 'public');
    const person = flow.resident();
    person.say('下周二上午想在小峡街道第1村约一场防诈骗讲座，电话13912345678');
    await person.sees('请核对');
    const update = door.tap(person.id, person.dataOf('确认提交', '请核对'));
    const answers = await Promise.all(Array.from({ length: 50 }, () => door.post(update)));
    expect(answers).toEqual(Array.from({ length: 50 }, () => 200));
    const { text } = await person.sees('已收到，订单号');
    expect(await flow.prisma.order.count({ where: { details: { contactPhone: '13912345678' } } })).toBe(1);
    person.say('/menu');
    await person.sees('请问要办什么');
    expect(person.screen().split('已收到，订单号')).toHaveLength(2);
    await approve(coordinator, /订单号 (\d+)/.exec(text)?.[1] ?? '');
  });

  it('lets nobody in who does not know the secret', async () => {
    const door = createTelegramDoor(flow, 'public');
    const update = door.says(4_299_999_999, '/start');
    expect(await door.post(update, 'a-guess')).toBe(401);
    expect(await door.post(update, null)).toBe(401);
    expect(await flow.prisma.chat.count({ where: { address: '4299999999' } })).toBe(0);
  });

  it('brings a tap on an old screen, which changes nothing', async () => {
    const person = flow.resident();
    person.say('下周二下午想在小峡街道第1村约一场防诈骗讲座，电话13712345678');
    await person.sees('请核对');
    const submit = person.dataOf('确认提交', '请核对');
    person.say('取消');
    await person.sees('好的，已取消');
    person.sendTap(submit);
    await person.sees('这个按钮已经过期了');
    expect(await flow.prisma.order.count({ where: { details: { contactPhone: '13712345678' } } })).toBe(0);
  });
});

it('leaves nothing in the log for the operator to worry about', () => {
  expect(flow.faults).toEqual([]);
});
