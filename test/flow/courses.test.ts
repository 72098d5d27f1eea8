// What coordinators and speakers bring along, through the two bots: a speaker's own course from the first word to the
// talk, the police's case counts as a table, and a guest lecturer for one order.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from './actor.ts';
import { type Flow, openFlow } from './harness.ts';
import { accept, approve, card, numberIn, order } from './life.ts';

let flow: Flow;
let resident: Actor;
let coordinator: Actor;
let li: Actor;
beforeAll(async () => {
  flow = await openFlow({ telegram: 'polling' });
  coordinator = await flow.coordinator('张主任');
  await flow.speaker('王辅警');
  li = await flow.speaker('李警官', { homeAreaId: flow.places.otherTownship.id });
  resident = flow.resident();
  moveOn();
});
afterAll(() => flow.close());

/** Past the few seconds for which the catalogue is kept. */
const moveOn = () => flow.clock.set(new Date(flow.clock.now().getTime() + 10_000).toISOString());

const pdf = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');

describe('a course', () => {
  it('is written by a speaker question by question, and gets its slides', async () => {
    li.say('我的课程');
    await li.tap('新课程', '您还没有课程');
    await li.tap('防范电信网络诈骗', '讲哪个主题');
    await li.sees('课名？');
    li.say('守住养老钱');
    await li.tap('用中文名', '英文课名');
    await li.sees('请打提纲');
    li.say('三个骗局，一个口诀');
    await li.tap('老年人', '讲给谁听');
    await li.tap('40 分钟', '讲多少分钟');
    await li.tap('保存', '请核对', '守住养老钱', '三个骗局');
    await li.tap('课件', '已存为草稿');
    await li.sees('请发课件');
    li.sendFile('骗局.exe', new TextEncoder().encode('MZ…'));
    await li.sees('只收 PDF、PPTX');
    li.sendFile('养老钱.pdf', pdf);
    await li.tap('发完了', '收到', '养老钱.pdf');
    await li.tap('提交审核', '守住养老钱', '草稿');
    await li.sees('已提交，派单员审核后上菜单');
  });

  it('is read by a coordinator, slides and all, and published', async () => {
    const waiting = await coordinator.sees('有课程待审', '守住养老钱', '主讲：李警官');
    const link = new URL(waiting.buttons.flat().find(({ url }) => url?.includes('/slides/'))?.url ?? '');
    const slide = await fetch(`${flow.url}${link.pathname}${link.search}`);
    expect(new Uint8Array(await slide.arrayBuffer())).toEqual(pdf);
    expect((await fetch(`${flow.url}${link.pathname}`)).status).toBe(404);
    const old = coordinator.dataOf('发布', '有课程待审');
    await coordinator.tap('发布', '有课程待审', '守住养老钱');
    await coordinator.sees('已发布，群众可以点了');
    await li.sees('您的课程已发布', '守住养老钱');
    coordinator.sendTap(old);
    await coordinator.sees('这门课刚刚有变化');
  });

  it('stands on the menu, is ordered by its name, and is given by who wrote it', async () => {
    moveOn();
    resident.say('/courses');
    await resident.tap('守住养老钱 · 李警官 · 40 分钟', '共 1 门');
    await resident.sees('提纲：三个骗局，一个口诀', '时长：40 分钟');
    resident.say('这周四下午想在小峡街道第1村听守住养老钱，电话13812345678');
    await resident.tap('确认提交', '守住养老钱');
    const number = numberIn((await resident.sees('已收到，订单号')).text);
    await coordinator.sees(card(number), '守住养老钱', '建议派给：李警官');
    await approve(coordinator, number);
    await li.sees(`宣讲任务，订单 ${number}`, '守住养老钱');
    await accept(li, number);
    await resident.sees('宣讲已定好', number, '守住养老钱');
    const stored = await flow.prisma.order.findUniqueOrThrow({ where: { number }, include: { course: true } });
    expect(stored.course?.titleZh).toBe('守住养老钱');
    expect(Number(stored.endsAt) - Number(stored.startsAt)).toBe(40 * 60_000);
  });

  it('goes off the menu when its speaker takes it down; what was ordered stays', async () => {
    li.say('/courses');
    await li.tap('守住养老钱', '您的课程，共 1 门');
    await li.tap('撤下', '守住养老钱（已发布）');
    await li.tap('撤下', '要撤下这门课吗');
    await li.sees('已撤下');
    moveOn();
    resident.say('/courses');
    await resident.sees('现在还没有课程');
    expect(await flow.prisma.order.count({ where: { courseId: { not: null }, state: 'confirmed' } })).toBe(1);
  });
});

describe('case counts', () => {
  it('come as a table; a faulty one is told line by line and nothing is taken, the corrected one is', async () => {
    coordinator.say('/cases');
    await coordinator.sees('请发警情数表');
    const table = (cases: string) =>
      new TextEncoder().encode(`地区,主题,月份,件数\n小峡街道,防范电信网络诈骗,2026-10,${cases}\n`);
    coordinator.sendFile('十月.csv', table('很多'));
    await coordinator.sees('第 2 行，件数「很多」', '一行也没有收');
    expect(await flow.prisma.caseCount.count()).toBe(0);
    coordinator.sendFile('十月.csv', table('31'));
    await coordinator.tap('导入', '1 行，共 31 起');
    await coordinator.sees('已导入 1 行，共 31 起');
    expect(await flow.prisma.caseCount.findMany()).toMatchObject([{ cases: 31 }]);
  });
});

describe('a guest lecturer', () => {
  it('is given one order, answers by telephone, and is nobody else’s', async () => {
    const number = await order(resident, { when: '这周五下午' });
    await coordinator.sees(card(number));
    coordinator.say(number);
    await coordinator.tap('请外部讲师', card(number));
    await coordinator.sees('外部讲师怎么称呼');
    coordinator.say('王教授');
    await coordinator.sees('讲师的电话');
    coordinator.say('0971-5310000');
    await coordinator.sees('是哪个单位的');
    coordinator.say('青海大学');
    await coordinator.tap('就请这位', '王教授', '青海大学');
    await coordinator.sees(`订单 ${number} 已派给王教授（青海大学）`);
    const { id, state } = await flow.prisma.order.findUniqueOrThrow({ where: { number } });
    expect(state).toBe('offered');
    expect(await flow.prisma.speaker.findMany({ where: { guestOrderId: id } })).toMatchObject([
      { name: '王教授（青海大学）', phone: '0971-5310000', personId: null },
    ]);
    const other = await order(resident, { when: '下周一下午' });
    await coordinator.sees(card(other), '建议派给：');
    coordinator.say(other);
    await coordinator.tap('换人', card(other));
    expect((await coordinator.sees('换谁去', other)).text).not.toContain('王教授');
  });
});

it('leaves nothing in the log for the operator to worry about', () => {
  expect(flow.faults).toEqual([]);
});
