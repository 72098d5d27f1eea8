import { describe, expect, test } from 'vitest';
import { anOrder, coordinator, speaker } from '../fixtures.ts';

const opened = (changes = {}) =>
  coordinator()
    .tapsData('/guest 7 3')
    .gets({ type: 'show-card', result: { order: anOrder(changes) } });
const named = () => opened().says('王教授').says('13900000000').says('青海大学');

describe('a guest lecturer', () => {
  test('is asked for from the order’s card, seen once more, and booked', () => {
    const talking = coordinator()
      .tapsData('/card 7')
      .gets({ type: 'show-card', result: { order: anOrder() } });
    talking.taps('请外部讲师');
    expect(talking.command).toEqual({ type: 'show-card', orderId: 7 });
    talking.gets({ type: 'show-card', result: { order: anOrder() } });
    talking.says('王教授').says('13900000000').says('青海大学');
    expect(talking.words).toContain('只讲订单 1042 这一场');
    expect(talking.words).toContain('讲师：王教授\n单位：青海大学\n电话：13900000000');
    expect(talking.words).not.toContain('未成年人');
    expect(talking.taps('就请这位').command).toEqual({
      ...{ type: 'invite-guest', orderId: 7, version: 3, name: '王教授', phone: '13900000000' },
      organisation: '青海大学',
    });
    const order = anOrder({ state: 'offered', speaker: { id: 9, name: '王教授（青海大学）', byPhone: true } });
    talking.gets({ type: 'invite-guest', result: { ok: true, order } });
    expect(talking.words).toContain('已派给王教授（青海大学）');
    expect(talking.buttons).toContain('看订单 1042');
  });

  test('needs no phone, and before pupils somebody’s word', () => {
    const talking = opened({ audience: 'pupils' }).says('王教授').taps('跳过').says('青海大学');
    expect(talking.words).toContain('请先核实讲师可以给未成年人讲课');
    expect(talking.taps('就请这位').command).not.toHaveProperty('phone');
  });

  test('wrong answers are asked again, and back leads to the card', () => {
    expect(opened().says('1').words).toContain('2 到 30 字');
    expect(opened().sendsPhoto('f').words).toContain('2 到 30 字');
    const talking = opened().says('王教授').says('没有');
    expect(talking.words).toContain('号码好像不对');
    expect(talking.taps('返回').words).toContain('怎么称呼');
    expect(talking.taps('返回').command).toEqual({ type: 'show-card', orderId: 7 });
    expect(named().says('好').words).toContain('没问题就点「就请这位」');
    expect(named().taps('取消').words).toContain('好的，已取消');
  });

  test('who can’t is told with the rules', () => {
    const result = { ok: false, reason: 'not_free', rules: ['own_deputy_first'], order: anOrder() } as const;
    expect(named().taps('就请这位').gets({ type: 'invite-guest', result }).words).toContain('该校法治副校长能去');
  });

  test('is for an order that waits, and has a topic', () => {
    expect(opened({ state: 'confirmed' }).words).toContain('已接单');
    const { topic: _, ...wish } = anOrder();
    const talking = coordinator()
      .tapsData('/guest 7 3')
      .gets({ type: 'show-card', result: { order: wish } });
    expect(talking.words).toContain('还没定主题');
    expect(talking.buttons).toContain('补全主题');
    expect(coordinator().tapsData('/guest 7').command).toBeUndefined();
    expect(speaker().tapsData('/guest 7 3').words).toContain('这是派单员的功能');
  });
});
