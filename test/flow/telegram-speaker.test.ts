// What speakers do in the staff bot, before, at and after a talk.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from './actor.ts';
import { type Flow, openFlow } from './harness.ts';
import { accept, approve, card, deliver, numberIn, order } from './life.ts';

let flow: Flow;
let resident: Actor;
let coordinator: Actor;
let li: Actor;
let wang: Actor;
beforeAll(async () => {
  flow = await openFlow({ telegram: 'polling' });
  coordinator = await flow.coordinator('张主任');
  li = await flow.speaker('李警官');
  wang = await flow.speaker('王辅警', { homeAreaId: flow.places.otherTownship.id });
  resident = flow.resident();
});
afterAll(() => flow.close());

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);

describe('before the talk', () => {
  it('declines with a reason, and another is proposed', async () => {
    const number = await order(resident);
    await approve(coordinator, number);
    await li.tap('接不了', `新的宣讲任务，订单 ${number}`);
    await li.tap('临时任务', '接不了的原因');
    await li.sees(`订单 ${number} 会另外派人`);
    await li.seesDead(`宣讲任务，订单 ${number}`, '接不了');
    const anew = await coordinator.sees(card(number), '建议派给：王辅警');
    expect(anew.text).not.toContain('李警官');
    await approve(coordinator, number);
    await accept(wang, number);
    await resident.sees('宣讲已定好', number, '宣讲员：王辅警');
  });

  it('steps back after accepting, and the requester hears that another is looked for', async () => {
    const number = await order(resident, { when: '这周五下午' });
    await approve(coordinator, number);
    await accept(li, number);
    await li.tap('接不了', card(number));
    await li.tap('时间冲突', '已经接单又去不了');
    await li.sees(`订单 ${number} 已退回派单员`);
    await resident.sees('原来的宣讲员临时去不了', `订单 ${number}：`);
    await coordinator.sees(card(number), '建议派给：王辅警');
    await approve(coordinator, number);
  });

  it('is not proposed on a day away', async () => {
    li.say('/away');
    await li.tap('添加');
    await li.tap('30', '从哪一天起');
    await li.tap('只这一天', '到哪天');
    await li.sees('记下了：11月30日（周一），这段时间不会派单给您');
    const number = await order(resident, { when: '下周一上午' });
    const proposed = await coordinator.sees(card(number), '建议派给：王辅警');
    expect(proposed.text).not.toContain('李警官');
    await approve(coordinator, number);
  });
});

describe('at the place', () => {
  it('writes down the order of whoever stands in front of him', async () => {
    li.say('现场接单');
    await li.sees('您想听什么');
    li.say('下周三上午想在小峡街道第1村约一场防诈骗讲座');
    await li.sees('点单人怎么称呼');
    li.say('韩书记');
    await li.sees('点单人的电话');
    li.say('0972-8612345');
    await li.tap('确认提交', '韩书记');
    const number = numberIn((await li.sees('已录入，订单号')).text);
    await coordinator.sees(card(number), '韩书记', '建议派给：李警官', '点单人指定');
    await approve(coordinator, number);
  });

  it('adds a talk that nobody ordered', async () => {
    li.say('/log');
    await li.tap('防范电信网络诈骗', '补录');
    await li.tap('三合镇', '在哪里讲');
    await li.tap('第1村');
    await li.tap('22', '哪一天');
    await li.tap('上午', '什么时候');
    await li.tap('101~200 人');
    await li.tap('确认补录', '请核对');
    const number = /编号 (\d+)/.exec((await li.sees('已补录')).text)?.[1] ?? '';
    const logged = await flow.prisma.order.findUniqueOrThrow({ where: { number }, include: { record: true } });
    expect(logged).toMatchObject({ state: 'delivered', source: 'logged', record: { headMin: 101, headMax: 200 } });
    await li.tap('加照片', '已补录');
    await li.sees('不要拍到未成年人的正脸');
    li.sendPhoto(png);
    await li.sees('收到，共 1 张');
    expect(await flow.prisma.attachment.count({ where: { order: { number } } })).toBe(1);
  });

  it('reports a talk, takes it back, reports it again, and has its listeners rate it', async () => {
    const number = await order(resident, { when: '今天下午', where: '三合镇第1村' });
    await approve(coordinator, number);
    await accept(wang, number);
    flow.clock.set('2026-11-23T16:00:00+08:00');
    await deliver(wang, number);
    await wang.tap('撤销', `订单 ${number} 已讲完`);
    await wang.sees(`订单 ${number} 回到「已接单」`);
    await deliver(wang, number, '51~100 人');
    await wang.tap('加照片', `订单 ${number} 已讲完`);
    await wang.sees('请发现场照片');
    wang.sendPhoto(png);
    await wang.sees('收到，共 1 张');
    wang.say(`/tally ${await idOf(number)}`);
    await wang.sees('的举手');
    wang.say('30 12 3 0 0');
    await wang.tap('提交', '请核对');
    await wang.tap('评单二维码', '共 45 人');
    const qr = await wang.sees(`订单 ${number} 的评单二维码`);
    expect(qr.photo?.length).toBeGreaterThan(100);
    const link = qr.buttons.flat().find(({ url }) => url !== undefined)?.url ?? '';
    const listener = flow.visitor();
    const path = new URL(link).pathname;
    await listener.get(path);
    await listener.post(path, { score: '4', comment: '听得懂' }, { origin: flow.publicUrl });
    const stored = await flow.prisma.order.findUniqueOrThrow({
      where: { number },
      include: { ratings: true, record: true },
    });
    expect(stored.record).toMatchObject({ headMin: 51, headMax: 100 });
    expect(stored.ratings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ source: 'tally', counts: [0, 0, 3, 12, 30] }),
        expect.objectContaining({ source: 'listener', score: 4, comment: '听得懂' }),
      ]),
    );
    // Only what was reported in the end is asked about, and only after the time for taking it back.
    expect(resident.screen()).not.toContain(`订单 ${number} 讲完了`);
    flow.clock.set('2026-11-23T17:30:00+08:00');
    await resident.sees(`订单 ${number} 讲完了`);
    await wang.tap('撤销', `订单 ${number} 已讲完`);
    await wang.sees('不能撤销了');
  });
});

const idOf = async (number: string): Promise<number> =>
  (await flow.prisma.order.findUniqueOrThrow({ where: { number } })).id;

it('leaves nothing in the log for the operator to worry about', () => {
  expect(flow.faults).toEqual([]);
});
