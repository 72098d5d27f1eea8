// What a resident says goes in through every door, comes back to them with /export, and is nowhere after /forget.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRows } from '../find-rows.ts';
import type { Actor } from './actor.ts';
import { type Flow, openFlow } from './harness.ts';
import { accept, approve, card, numberIn } from './life.ts';

/** In every text that the resident writes. */
const canary = '金丝雀';
const phone = '13800004711';

let flow: Flow;
let resident: Actor;
let neighbour: Actor;
let coordinator: Actor;
let speaker: Actor;
let first: string;
let second: string;
let request: string;

beforeAll(async () => {
  flow = await openFlow({ telegram: 'polling' });
  coordinator = await flow.coordinator('张主任');
  speaker = await flow.speaker('李警官');
  resident = flow.resident();
  neighbour = flow.resident();
});
afterAll(() => flow.close());

describe('a resident', { timeout: 90_000 }, () => {
  it('says things wherever something can be said', async () => {
    first = await orderWithWords(`${canary}会议室`, '这周四下午');
    await asks(first, `${canary}还想问一句？`);
    await coordinator.tap('问点单人', card(first));
    await coordinator.sees('想问点单人什么');
    coordinator.say('有投影吗？');
    await resident.tap('回答', `关于订单 ${first}`);
    await resident.sees('请打字回答');
    resident.say(`${canary}说有投影`);
    await coordinator.sees(`${canary}说有投影`);
    await approve(coordinator, first);
    await accept(speaker, first);

    second = await orderWithWords(`${canary}活动室`, '这周五下午');
    await approve(coordinator, second);
    await accept(speaker, second);

    // The same room and the same words, but somebody else's.
    neighbour.say(`下周二下午想在小峡街道第1村约一场防诈骗讲座，电话${phone}`);
    await neighbour.tap('补充说明');
    await neighbour.tap('具体地点');
    await neighbour.sees('具体在什么地方');
    neighbour.say('邻居的会议室');
    await neighbour.tap('填好了');
    await neighbour.tap('确认提交');
    await coordinator.sees('邻居的会议室');

    request = await requests(`${canary}家门口的路灯坏了`);
    await resident.tap('补充说明', `诉求 ${request}`);
    await resident.sees('请打字补充');
    resident.say(`${canary}还有一盏`);
    await resident.sees('已转给民警');
    await coordinator.sees(`${canary}还有一盏`);

    // The staff look things up: answers to commands are copies as well.
    for (const command of ['/queue', '/today', '/requests', `/order ${first}`, second]) coordinator.say(command);
    await coordinator.sees(card(second));
    speaker.say('/agenda');
    await speaker.sees(first, second);
  });

  it('is told of the orders under way when asking to be forgotten, and cancels or waits', async () => {
    flow.clock.set('2026-11-26T18:30:00+08:00');
    await deliverWithAnswers(first);
    flow.clock.set('2026-11-27T20:00:00+08:00');
    await resident.tap('5 ⭐', `订单 ${first} 讲完了`);
    await resident.sees('已记 5 分');
    resident.say(`${canary}讲得好`);
    await resident.sees('谢谢您的评价');

    resident.say('/forget');
    await resident.tap('确定删除');
    await resident.sees('还有 1 张进行中的订单');
    await resident.tap(`取消订单 ${second}`);
    await resident.tap('不需要了');
    await resident.sees('这张订单已取消');
  });

  it('gets everything with /export, and nothing of others', async () => {
    resident.say('导出我的信息');
    await resident.sees('诉求：1 件');
    const said = resident.screen().slice(resident.screen().lastIndexOf('这里是我们存有的'));
    for (const words of [
      ...[first, second, phone, `${canary}会议室`, `${canary}阿姨开门`, `${canary}问一句？`, `${canary}还想问一句？`],
      ...['有投影吗？', `${canary}说有投影`, `${canary}讲得好`, `${canary}家门口的路灯坏了`, `${canary}还有一盏`],
    ])
      expect(said, words).toContain(words);
    expect(said).not.toMatch(/李警官|张主任|邻居/);
  });

  it('leaves no trace in any table, queues included, while history and other people stay', async () => {
    // Half an order, parked behind another dialogue.
    resident.say(`想请人来讲${canary}的事，下周三上午，小峡街道第1村，电话${phone}`);
    await resident.sees('讲');
    resident.say('/orders');
    await resident.sees('您的订单');
    expect(await rowsWith(canary)).not.toEqual([]);
    const history = await events();
    const others = await rowsWith('邻居的会议室');

    resident.say('/forget');
    await resident.tap('确定删除');
    await resident.sees('已全部删除');

    expect(await rowsWith(canary)).toEqual([]);
    expect(await events()).toEqual(history);
    expect(await rowsWith('邻居的会议室')).toEqual(others);
    // The neighbour gave the same number: theirs stays, on their order and its card.
    const left = await flow.prisma.orderDetails.findMany({ where: { contactPhone: phone } });
    expect(left).toHaveLength(1);
    coordinator.say('/queue');
    await coordinator.sees('邻居的会议室', phone);

    resident.say('/orders');
    await resident.sees('您还没有点过单');
    expect(flow.faults).toEqual([]);
  });

  it('can begin anew, and the staff’s lists still work', async () => {
    const number = await orderWithWords('礼堂', '下周四下午');
    await coordinator.sees(card(number), '礼堂');
    coordinator.say('/requests');
    await coordinator.sees('诉求');
    coordinator.say(`/order ${first}`);
    await coordinator.sees(card(first), '已讲完');
    expect(flow.faults).toEqual([]);
  });
});

async function orderWithWords(spot: string, when: string): Promise<string> {
  resident.say(`${when}想在小峡街道第1村约一场防诈骗讲座，电话${phone}`);
  await resident.tap('补充说明');
  for (const [button, question, words] of [
    ['具体地点', '具体在什么地方', spot],
    ['谁来开门', '找谁开门', `${canary}阿姨开门 ${phone}`],
    ['想问的问题', '大家想问什么', `${canary}问一句？\n${canary}再问一句？`],
  ] as const) {
    await resident.tap(button, '补充说明：');
    await resident.sees(question);
    resident.say(words);
    await resident.sees('补充说明：', words.split('\n')[0] ?? '');
  }
  await resident.tap('填好了');
  await resident.tap('确认提交', '请核对');
  const number = numberIn((await resident.sees('已收到，订单号')).text);
  await coordinator.sees(card(number));
  return number;
}

async function asks(number: string, words: string): Promise<void> {
  resident.say('/orders');
  await resident.tap(number);
  await resident.tap('补充提问', `订单 ${number}：`);
  await resident.sees('您想问什么');
  resident.say(words);
  await resident.sees('问题记下了');
}

async function requests(words: string): Promise<string> {
  resident.say('/request hazard');
  await resident.tap('小峡街道');
  await resident.tap('第1村');
  await resident.sees('请用几句话说说情况');
  resident.say(words);
  await resident.tap('确认提交', '请核对您的诉求');
  const number = /编号 (\d+)/.exec((await resident.sees('诉求编号')).text)?.[1] ?? '';
  await coordinator.sees(words);
  resident.say('/requests');
  await resident.tap(number);
  return number;
}

/** Reports one talk, and leaves the questions of the other standing open. */
async function deliverWithAnswers(number: string): Promise<void> {
  await speaker.tap('讲完了', card(number));
  await speaker.tap('21~50 人');
  await speaker.tap('选好了', '答了的打勾');
  await speaker.tap('讲完了', '请核对');
  await speaker.sees(`订单 ${number} 已讲完`);
  flow.clock.set('2026-11-27T15:30:00+08:00');
  await speaker.tap('讲完了', card(second));
  await speaker.tap('21~50 人');
  await speaker.sees('答了的打勾');
}

const events = () =>
  flow.prisma.orderEvent.findMany({ orderBy: { id: 'asc' }, where: { at: { lt: flow.clock.now() } } });

const rowsWith = (pattern: string) => findRows(flow.pool, pattern);
