// A speaker is called away: one approval in the staff bot, and everybody concerned hears of it once, in their own chat.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from './actor.ts';
import { type Flow, openFlow } from './harness.ts';
import { accept, assign, card, order } from './life.ts';

let flow: Flow;
let resident: Actor;
let other: Actor;
let coordinator: Actor;
let second: Actor;
let li: Actor;
let wang: Actor;
beforeAll(async () => {
  flow = await openFlow({ telegram: 'polling' });
  coordinator = await flow.coordinator('张主任');
  second = await flow.coordinator('赵主任');
  li = await flow.speaker('李警官');
  wang = await flow.speaker('王辅警');
  resident = flow.resident();
  other = flow.resident();
});
afterAll(() => flow.close());

/** Accepted by this speaker. */
async function settled(from: Actor, speaker: Actor, name: string, when: string, where?: string): Promise<string> {
  const number = await order(from, { when, ...(where !== undefined && { where }) });
  await assign(coordinator, number, name);
  await accept(speaker, number);
  await from.sees(`订单 ${number}：已定好`);
  return number;
}

const times = (screen: string, words: string): number => screen.split(words).length - 1;

describe('临时任务', () => {
  it('re-staffs all talks of two days with one approval, and tells everybody once', async () => {
    const first = await settled(resident, li, '李警官', '这周四下午');
    const later = await settled(other, li, '李警官', '这周五上午', '三合镇第1村');
    coordinator.say('临时任务');
    await coordinator.tap('李警官', '谁有临时任务');
    await coordinator.tap('26', '从哪一天起');
    await coordinator.tap('27', '到哪天');
    const preview = await coordinator.sees('🚨 临时任务：李警官', '共 2 场', first, later);
    expect(times(preview.text, '→ 王辅警')).toBe(2);
    // Nothing has happened yet.
    expect(wang.screen()).not.toContain(first);
    await coordinator.tap('全部同意', '临时任务：李警官');
    await coordinator.sees('已办好', first, later);

    const list = await li.sees('您有临时任务', first, later, '王辅警');
    expect(list.text).toContain('小峡街道第1村');
    expect(times(li.screen(), '您有临时任务')).toBe(1);
    // The old card's buttons do nothing any more, and say who decided.
    await li.tap('接不了', card(first));
    await li.tap('时间冲突', '去不了');
    await li.sees(`订单 ${first}`, '已由张主任改派');
    for (const [person, number] of [
      [resident, first],
      [other, later],
    ] as const) {
      const news = await person.sees('宣讲员换了', '王辅警', number);
      expect(times(person.screen(), '宣讲员换了')).toBe(1);
      expect(news.text).toContain('时间：');
      expect(news.text).toContain('地点：');
    }
    await second.sees('🚨 临时任务：李警官', first, '王辅警');

    for (const number of [first, later]) await accept(wang, number);
    li.say('/away');
    await li.sees('11月26日（周四）~11月27日（周五）');
    coordinator.say(`/order ${first}`);
    await coordinator.sees(card(first), '王辅警 已接单');
  });
});

describe('离队', () => {
  it('gives everything ahead to others and closes the staff chat', async () => {
    const qian = await flow.speaker('钱警官');
    const somebody = flow.resident();
    const number = await settled(somebody, qian, '钱警官', '下周二上午');
    coordinator.say('离队');
    await coordinator.tap('钱警官', '谁离队');
    const preview = await coordinator.sees('👋 离队：钱警官', number);
    const name = /→ (李警官|王辅警)/.exec(preview.text)?.[1] ?? 'nobody';
    await coordinator.tap('同意离队', '离队：钱警官');
    await coordinator.sees('已办好离队', number);
    await qian.sees('您已离队', number, name);
    await somebody.sees('宣讲员换了', name, number);
    await accept(name === '李警官' ? li : wang, number);
    qian.say('/agenda');
    await qian.sees('请用邀请码加入');
  });
});

describe('请同事代讲', () => {
  it('is proposed by the speaker, granted by a coordinator, and accepted by the colleague', async () => {
    const zhao = await flow.speaker('赵警官');
    const number = await settled(other, li, '李警官', '下周四上午', '三合镇第1村');
    li.say('/agenda');
    await li.tap(number, '您的宣讲');
    await li.tap('请同事代讲', card(number));
    await li.tap('赵警官', '请谁代讲');
    await li.sees('已报给派单员', number);
    await second.tap('✅ 同意', '想请 赵警官 代讲', number);
    await second.sees(`订单 ${number} 已改派给 赵警官`);
    await coordinator.seesDead(card(number), '已由赵主任改派');
    await li.sees('现在由 赵警官 去', number);
    await other.sees('宣讲员换了', '赵警官', number);
    await accept(zhao, number);
  });
});

describe('抢单', () => {
  it('goes to whoever taps first; the others see who', async () => {
    const sun = await flow.speaker('孙警官');
    const number = await order(resident, { when: '下下周一上午' });
    await coordinator.tap('开放抢单', card(number));
    await coordinator.tap('开放', '要开放抢单吗');
    await coordinator.sees(`订单 ${number} 已开放抢单`);
    await li.sees('🙋 抢单', number);
    await sun.tap('✋ 我来讲', '🙋 抢单', number);
    await sun.sees(`订单 ${number} 已接单`);
    await li.seesDead(`宣讲任务，订单 ${number}`, '孙警官 先接了');
    await resident.sees(`订单 ${number}：已定好`, '孙警官');
  });
});

it('leaves nothing in the log for the operator to worry about', () => {
  expect(flow.faults).toEqual([]);
});
