// From outside into the team, through the two bots: somebody applies, a coordinator accepts, they join by the code that
// came to them, say when they can, ask for a topic, and are proposed for a talk on it.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from './actor.ts';
import { type Flow, openFlow } from './harness.ts';
import { accept, approve, card, numberIn } from './life.ts';

let flow: Flow;
let coordinator: Actor;
let second: Actor;
let applicant: Actor;
let speaker: Actor;
beforeAll(async () => {
  flow = await openFlow({ telegram: 'polling' });
  coordinator = await flow.coordinator('张主任');
  second = await flow.coordinator('赵主任');
  applicant = flow.resident();
});
afterAll(() => flow.close());

it('an application is made with a few taps, seen again, taken back and made anew', async () => {
  await applies();
  applicant.say('/apply');
  await applicant.sees('您的自荐：等待答复');
  await applicant.tap('撤回自荐', '等待答复');
  await applicant.sees('已撤回，谢谢您');
  await coordinator.seesDead('自荐当宣讲员 · 本人已撤回', '韩梅');
  await applies(true);
});

it('a coordinator accepts it, the other sees that it is done', async () => {
  await second.sees('自荐当宣讲员 · 待处理', '韩梅', '13812345671', '退休教师');
  const old = second.dataOf('婉拒', '待处理', '韩梅');
  await coordinator.tap('同意', '自荐当宣讲员 · 待处理', '韩梅');
  await coordinator.tap('填好了', '可以讲哪些主题');
  await coordinator.sees('已同意 韩梅 的自荐');
  await second.seesDead('自荐当宣讲员 · 已同意', '韩梅');
  second.sendTap(old);
  await second.sees('这一项已经处理过了');
});

it('the code that came to the applicant makes them a speaker, once', async () => {
  const news = await applicant.sees('您的自荐通过了', '邀请码');
  const code = /邀请码：([0-9A-Z-]{17})/.exec(news.text)?.[1] ?? '';
  expect(news.buttons.flat().map(({ url }) => url)).toContain(`${flow.publicUrl}/join/${code}`);
  speaker = flow.outsider();
  speaker.say(code);
  await speaker.sees('韩梅，欢迎加入，您是宣讲员');
  const late = flow.outsider();
  late.say(code);
  await late.sees('这个邀请码已经用过了');
});

it('they see what is known of them, and say when, where and how much', async () => {
  speaker.say('我的资料');
  await speaker.sees('韩梅 · 志愿者', '主题：防范电信网络诈骗', '时间：任何时间', '未核准进校');
  await speaker.tap('时间', '韩梅 · 志愿者');
  await speaker.tap('周一至周五', '哪几天');
  await speaker.tap('白天', '什么时间可以');
  await speaker.sees('记下了', '时间：周一至周五 上午、下午');
  await speaker.tap('每周场数', '韩梅 · 志愿者');
  await speaker.sees('一周最多讲几场');
  speaker.say('9999');
  await speaker.sees('1 到 21 之间');
  speaker.say('4');
  await speaker.sees('每周最多 4 场');
});

it('they ask for a topic, which a coordinator grants', async () => {
  await speaker.tap('主题', '每周最多 4 场');
  await speaker.tap('➕ 交通安全', '您的主题');
  await speaker.sees('已申请，等派单员同意', '申请中：交通安全');
  await second.tap('✅ 同意', '韩梅 申请多讲一个主题：交通安全');
  await second.sees('✅ 已同意');
  await coordinator.seesDead('韩梅 申请多讲一个主题：交通安全', '✅ 已同意');
  await speaker.sees('您申请的主题「交通安全」已通过');
});

it('a coordinator finds them in the team, and clears them for minors', async () => {
  coordinator.say('宣讲队');
  await coordinator.sees('宣讲队，共 1 人', '韩梅（志愿者）：防范电信网络诈骗、交通安全');
  await coordinator.tap('韩梅', '宣讲队，共');
  await coordinator.tap('核准进校', '韩梅 · 志愿者');
  await coordinator.sees('记下了', '可进校宣讲');
  await speaker.sees('派单员 张主任 改了您的资料');
});

it('they are proposed for a talk on the new topic, and take it', async () => {
  const resident = flow.resident();
  resident.say('这周四下午想在小峡街道第1村约一场交通安全讲座，电话13812345678');
  await resident.tap('确认提交');
  const number = numberIn((await resident.sees('已收到，订单号')).text);
  await coordinator.sees(card(number), '建议派给：韩梅');
  await approve(coordinator, number);
  await accept(speaker, number);
  await resident.sees('宣讲已定好', number, '宣讲员：韩梅');
});

it('they are not proposed for a time they have not named', async () => {
  const resident = flow.resident();
  resident.say('这周五晚上想在小峡街道第1村约一场交通安全讲座，电话13812345679');
  await resident.tap('确认提交');
  const number = numberIn((await resident.sees('已收到，订单号')).text);
  await coordinator.sees(card(number), '没有合适的宣讲员', '会讲交通安全的人', '不在可讲时段：1 人');
});

it('a coordinator adds somebody by hand, and the code works', async () => {
  coordinator.say('/addspeaker');
  await coordinator.sees('宣讲员叫什么名字');
  coordinator.say('李伟');
  await coordinator.tap('不填', '电话是多少');
  await coordinator.tap('行业从业人员', '哪一类');
  await coordinator.tap('支部推荐', '怎么加入的');
  await coordinator.tap('三合镇', '哪个乡镇');
  await coordinator.tap('☐ 防毒识毒', '可以讲哪些主题');
  await coordinator.tap('填好了', '可以讲哪些主题');
  await coordinator.tap('加入宣讲队', '请核对');
  const invite = await coordinator.sees('李伟 已加入宣讲队', '邀请码');
  const joining = flow.outsider();
  joining.say(/邀请码：([0-9A-Z-]{17})/.exec(invite.text)?.[1] ?? '');
  await joining.sees('李伟，欢迎加入，您是宣讲员');
  joining.say('/me');
  await joining.sees('李伟 · 行业从业人员 · 三合镇', '主题：防毒识毒');
});

it('leaves nothing in the log for the operator to worry about', () => {
  expect(flow.faults).toEqual([]);
});

async function applies(again = false): Promise<void> {
  applicant.say('自荐');
  await applicant.tap('志愿者', '您是哪一类');
  await applicant.tap('小峡街道', '哪个乡镇');
  await applicant.tap('☐ 防范电信网络诈骗', '想讲哪些主题');
  await applicant.tap('填好了', '想讲哪些主题');
  await applicant.tap('填好了', '什么话讲');
  await applicant.sees('您的姓名');
  applicant.say('韩梅');
  // The second time the number is known, and is one tap.
  if (again) await applicant.tap('13812345671', '怎么联系您');
  else {
    await applicant.sees('请留一个电话');
    applicant.say('13812345671');
  }
  await applicant.sees('介绍一下自己');
  applicant.say('退休教师');
  await applicant.tap('确认提交', '请核对您的自荐');
  await applicant.sees('收到您的自荐');
}
