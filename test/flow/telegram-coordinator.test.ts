// What coordinators decide in the staff bot, and what it does to everybody else's chat.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from './actor.ts';
import { type Flow, openFlow } from './harness.ts';
import { accept, approve, assign, card, numberIn, order } from './life.ts';

let flow: Flow;
let resident: Actor;
let coordinator: Actor;
let second: Actor;
let li: Actor;
let wang: Actor;
beforeAll(async () => {
  flow = await openFlow({ telegram: 'polling' });
  coordinator = await flow.coordinator('张主任');
  second = await flow.coordinator('赵主任');
  li = await flow.speaker('李警官');
  wang = await flow.speaker('王辅警', { homeAreaId: flow.places.otherTownship.id });
  // With a third to choose from, no village of a batch has one candidate only.
  await flow.speaker('祁志愿', { homeAreaId: flow.places.district.id });
  resident = flow.resident();
});
afterAll(() => flow.close());

describe('a batch', () => {
  it('of several villages comes as one digest, and is approved with one tap', async () => {
    const director = flow.resident();
    director.say('/order');
    await director.tap('防范电信网络诈骗');
    await director.tap('一次点多个村');
    await director.sees('一行一个');
    director.say('小峡街道第1村\n三合镇第1村');
    await director.tap('选好了（2 个村）');
    await director.tap('28', '哪一天');
    await director.tap('上午', '什么时候');
    await director.sees('请留一个电话');
    director.say('13812345670');
    await director.tap('确认提交', '请核对');
    const number = numberIn((await director.sees('总单号')).text);
    await second.sees(`总单 ${number}，待派单 2 件`, '李警官', '王辅警');
    await coordinator.tap('全部同意（2 件', `总单 ${number}`);
    await coordinator.sees('已派单 2 件', `${number}-1`, `${number}-2`);
    await li.sees(`新的宣讲任务，订单 ${number}-1`);
    await wang.sees(`新的宣讲任务，订单 ${number}-2`);
    for (const one of [coordinator, second]) await one.seesDead(`总单 ${number}`, '已由张主任同意派单');
  });
});

describe('before anybody is sent', () => {
  it('names everybody who could give the talk, and sends the one that is tapped', async () => {
    const number = await order(resident);
    await coordinator.sees(card(number), '建议派给：李警官', '备选：王辅警');
    await coordinator.tap('换人', card(number));
    await coordinator.tap('王辅警', '换谁去', number);
    await coordinator.sees(`订单 ${number} 已派单`);
    await wang.sees(`新的宣讲任务，订单 ${number}`);
    expect(li.screen()).not.toContain(number);
    await second.seesDead(card(number), '已由张主任同意派单');
  });

  it('tells the second of two coordinators who was quicker', async () => {
    const number = await order(resident, { when: '这周五上午' });
    await second.sees(card(number));
    const old = second.dataOf('同意派单', card(number));
    await approve(coordinator, number);
    second.sendTap(old);
    await second.sees(card(number), '待接单', '已由张主任同意派单');
    expect(await flow.prisma.booking.count({ where: { order: { number } } })).toBe(1);
  });

  it('asks for another time, which the requester takes with one tap', async () => {
    const number = await order(resident, { when: '这周三上午' });
    await coordinator.tap('另约时间', card(number));
    await coordinator.tap('30', '另约时间：');
    await coordinator.tap('上午', '什么时候');
    await coordinator.sees(`订单 ${number} 已去问点单人`);
    await resident.tap('✅ 可以', `订单 ${number}：您选的时间排不开`, '11月30日');
    await resident.sees('时间已改，正在安排宣讲员');
    await resident.seesDead(`订单 ${number}：`, '您答复：✅ 可以');
    await coordinator.sees(card(number), '建议派给', '11月30日');
    await second.seesDead(card(number), '11月30日', '改时间');
    await approve(coordinator, number);
  });

  it('hears that the other time does not suit, and goes on with the order as it was', async () => {
    const number = await order(resident, { when: '这周三下午' });
    await coordinator.tap('另约时间', card(number));
    await coordinator.tap('30', '另约时间：');
    await coordinator.tap('下午', '什么时候');
    await resident.tap('不行', `订单 ${number}：您选的时间排不开`);
    await resident.sees('已告诉派单员');
    await coordinator.tap('同意派单', `订单 ${number}：点单人答复「不行」`);
    await coordinator.sees(`订单 ${number} 已派单`);
    await coordinator.seesNone('同意派单', card(number));
  });

  it('asks the requester something, and reads the answer on the card', async () => {
    const number = await order(resident, { when: '下周二上午' });
    await coordinator.tap('问点单人', card(number));
    await coordinator.sees('想问点单人什么');
    coordinator.say('现场有投影吗？');
    await coordinator.sees(`订单 ${number} 的问题已发给点单人`);
    await resident.tap('回答', `关于订单 ${number}`, '现场有投影吗？');
    await resident.sees('请打字回答');
    resident.say('有，会议室里有一台。');
    await resident.sees('已转给派单员');
    await coordinator.sees(`订单 ${number}：点单人答复了`, '有，会议室里有一台。');
    await approve(coordinator, number);
    for (const one of [coordinator, second]) await one.seesDead(card(number), '已由张主任同意派单');
    await second.seesNone('同意派单', card(number));
  });

  it('refuses with a reason that the requester reads', async () => {
    const number = await order(resident, { when: '下周二下午' });
    await coordinator.tap('不予受理', card(number));
    await coordinator.tap('不在本区域', '不予受理的原因');
    await coordinator.sees(`订单 ${number} 不予受理`);
    await resident.sees('未能受理', `订单 ${number}：未受理`, '原因：不在本区域');
    await second.seesDead(card(number), '已由张主任不予受理');
  });

  it('gives a free wish its topic, and gets a speaker for it', async () => {
    resident.say('/order');
    await resident.tap('菜单上没有');
    await resident.sees('用一句话说说');
    resident.say('想学学怎么认假币');
    await resident.tap('三合镇', '在哪里讲');
    await resident.tap('第1村');
    await resident.tap('27', '哪一天');
    await resident.tap('下午', '什么时候');
    await resident.tap('确认提交', '怎么认假币');
    const number = numberIn((await resident.sees('已收到，订单号')).text);
    await coordinator.sees(card(number), '还没定主题');
    await coordinator.tap('补全主题', card(number));
    await coordinator.tap('防范电信网络诈骗', '讲什么主题');
    await coordinator.tap('不改', '用什么形式');
    await coordinator.sees(`订单 ${number} 已补全`);
    await coordinator.sees(card(number), '防范电信网络诈骗', '建议派给：王辅警');
    await approve(coordinator, number);
    await wang.sees(`新的宣讲任务，订单 ${number}`, '防范电信网络诈骗');
  });

  it('merges a duplicate into the order that stays', async () => {
    const kept = await order(resident, { when: '下周三上午' });
    const duplicate = await order(flow.resident(), { when: '下周三上午' });
    await coordinator.sees(card(duplicate));
    coordinator.say(`/order ${duplicate}`);
    await coordinator.tap('合并重复单', card(duplicate));
    await coordinator.sees('和哪一单重复');
    coordinator.say('9999999');
    await coordinator.sees('没有这一单');
    coordinator.say(kept);
    await coordinator.sees(`订单 ${duplicate} 已合并`);
    const merged = await flow.prisma.order.findUniqueOrThrow({
      where: { number: duplicate },
      include: { mergedInto: true },
    });
    expect(merged).toMatchObject({ state: 'cancelled', mergedInto: { number: kept } });
    await approve(coordinator, kept);
  });
});

describe('somebody who called', () => {
  it('is entered by the coordinator, and told by phone that the talk is settled', async () => {
    coordinator.say('/enter');
    await coordinator.sees('您想听什么');
    coordinator.say('今天下午想在小峡街道第1村约一场防诈骗讲座');
    await coordinator.sees('点单人怎么称呼');
    coordinator.say('马大爷');
    await coordinator.sees('点单人的电话');
    coordinator.say('13800001111');
    await coordinator.tap('确认提交', '马大爷');
    const number = numberIn((await coordinator.sees('已录入，订单号')).text);
    await assign(coordinator, number, '李警官');
    await accept(li, number);
    await coordinator.sees(card(number), '已接单');
    coordinator.say('/phone_list');
    await coordinator.sees('马大爷 13800001111', '宣讲已定好');
    await coordinator.tap('✅ 马大爷');
    await coordinator.sees('好的，记下了');
    coordinator.say('/phone_list');
    await coordinator.sees('没有要打电话通知的人');

    coordinator.say('/today');
    const today = await coordinator.sees('共 1 场');
    expect(today.text).toContain(number);
    expect(today.text).toContain('李警官');
  });
});

describe('after the approval', () => {
  it('takes an accepted talk back, tells the requester and the speaker, and sends another', async () => {
    const number = await order(resident, { when: '下周四上午' });
    await assign(coordinator, number, '李警官');
    await accept(li, number);
    await resident.sees(`订单 ${number}：已定好`);
    coordinator.say(`/order ${number}`);
    await coordinator.tap('换人', card(number), '李警官 已接单');
    await coordinator.tap('收回，换人', '点姓名就改派', number);
    await coordinator.tap('收回，换人', '要收回这一单');
    await coordinator.sees(`订单 ${number} 已收回`);
    await resident.sees('原来的宣讲员临时去不了', number);
    await coordinator.sees(card(number), '建议派给');
    await li.seesDead(`宣讲任务，订单 ${number}`, '已由张主任换人');
    await coordinator.tap('换人', `订单 ${number} 已收回`);
    await coordinator.tap('王辅警', '换谁去', number);
    await accept(wang, number);
    await resident.sees('宣讲已定好', `订单 ${number}：`, '王辅警');
  });
});

it('leaves nothing in the log for the operator to worry about', () => {
  expect(flow.faults).toEqual([]);
});
