import { describe, expect, test } from 'vitest';
import type { OrderState } from '../../../src/domain/order-lifecycle.ts';
import { formatId } from '../../fakes/catalogue.ts';
import { myOrder, phone, resident } from './fixtures.ts';

const target = { orderId: 7, version: 3 };

describe('我的订单', () => {
  test('lists them with their state, and opens one', () => {
    const talking = resident()
      .says('我的订单')
      .gets({
        type: 'list-orders',
        result: { orders: [myOrder(), myOrder({ id: 8, number: '1043', state: 'cancelled' })] },
      });
    expect(talking.buttons).toEqual(
      expect.arrayContaining([
        '1042 正在安排 · 乐都路社区 · 防范电信网络诈骗',
        '1043 已取消 · 乐都路社区 · 防范电信网络诈骗',
      ]),
    );
    expect(talking.taps('1042').command).toEqual({ type: 'show-order', orderId: 7 });
  });

  test('turns the pages of many', () => {
    const orders = Array.from({ length: 15 }, (_, at) => myOrder({ id: at + 1, number: `1051-${at + 1}` }));
    const talking = resident().says('/orders').gets({ type: 'list-orders', result: { orders } });
    expect(talking.buttons.filter((label) => label.startsWith('1051-'))).toHaveLength(8);
    talking.taps('下一页').gets({ type: 'list-orders', result: { orders } });
    expect(talking.buttons.filter((label) => label.startsWith('1051-'))).toHaveLength(7);
    expect(talking.taps('1051-15').command).toEqual({ type: 'show-order', orderId: 15 });
  });

  test('offers to order or to find one where there is none', () => {
    const talking = resident()
      .says('/orders')
      .gets({ type: 'list-orders', result: { orders: [] } });
    expect(talking.words).toContain('还没有点过单');
    expect(talking.buttons).toEqual(expect.arrayContaining(['📝 我要点单', '🔎 用订单号查询']));
  });

  test.each<[OrderState, string, string[]]>([
    ['submitted', '已收到', ['改时间', '取消订单', '补充提问']],
    ['proposed', '正在安排', ['改时间', '取消订单', '补充提问']],
    ['offered', '正在安排', ['改时间', '取消订单', '补充提问']],
    ['confirmed', '已定好', ['改时间', '取消订单', '补充提问']],
    ['delivered', '已讲完', ['⭐ 评一评']],
    ['closed', '已讲完', ['📝 我要点单', '📋 我的订单']],
    ['refused', '未受理', ['📝 我要点单']],
    ['cancelled', '已取消', ['📝 我要点单']],
  ])('%s is called %s and offers what can be done', (state, words, buttons) => {
    const order = myOrder({ state, speaker: { id: 5, name: '李警官' } });
    const talking = resident().says('/my 7').gets({ type: 'show-order', result: { order } });
    expect(talking.words).toContain(`订单 1042：${words}`);
    expect(talking.buttons).toEqual(expect.arrayContaining(buttons));
    expect(talking.words.includes('李警官')).toBe(state === 'confirmed' || state === 'delivered');
  });

  test('shows what the coordinator still waits to hear, with its buttons', () => {
    const order = myOrder({
      counterOffer: { id: 4, window: { day: '2026-12-03', half: 'morning' } },
      inquiry: { id: 6, text: '有投影吗？' },
    });
    const talking = resident().says('/my 7').gets({ type: 'show-order', result: { order } });
    expect(talking.words).toContain('有投影吗？');
    expect(talking.buttons).toEqual(expect.arrayContaining(['✅ 可以', '不行', '回答']));
  });

  test("another person's order is not there", () => {
    expect(resident().says('/my 8').gets({ type: 'show-order', result: {} }).words).toContain('没有找到');
    for (const line of [
      '/my',
      '/my x',
      '/my -1',
      '/my 99999999999',
      '/move 7',
      '/cancel_order 7 x',
      '/question x',
      '/rate',
      '/counter 4 maybe',
      '/answer 0',
    ])
      expect(resident().says(line).command, line).toBeUndefined();
  });
});

describe('cancelling', () => {
  test('takes one reason', () => {
    const talking = resident()
      .says('/my 7')
      .gets({ type: 'show-order', result: { order: myOrder() } });
    talking.taps('取消订单').taps('时间冲突');
    expect(talking.command).toEqual({ type: 'cancel-order', ...target, reason: 'clashes' });
    talking.gets({ type: 'cancel-order', result: { ok: true, order: myOrder({ state: 'cancelled' }) } });
    expect(talking.words).toContain('这张订单已取消');
  });

  test('asks once more where the order has changed meanwhile, and keeps the reason', () => {
    const talking = resident().tapsData('/cancel_order 7 3').taps('不需要了');
    const now = myOrder({ state: 'confirmed', version: 5 });
    talking.gets({ type: 'cancel-order', result: { ok: false, reason: 'already', order: now } });
    expect(talking.words).toContain('现在是：已定好');
    expect(talking.words).toContain('仍要取消吗');
    expect(talking.taps('取消订单').command).toEqual({
      type: 'cancel-order',
      orderId: 7,
      version: 5,
      reason: 'no_longer_needed',
    });
  });

  test('says what happened where it is over', () => {
    const talking = resident().tapsData('/cancel_order 7 3').taps('其他原因');
    const order = myOrder({ state: 'delivered' });
    talking.gets({ type: 'cancel-order', result: { ok: false, reason: 'already', order } });
    expect(talking.words).toContain('现在是：已讲完');
    expect(talking.buttons).toContain('⭐ 评一评');
  });

  test('has no second button that says 取消, which could mean either', () => {
    expect(resident().tapsData('/cancel_order 7 3').buttons).not.toContain('✖️ 取消');
    expect(resident().tapsData('/cancel_order 7 3').says('取消').words).toContain('好的，已取消这次操作');
  });

  test('back leads to the order, and words are no reason', () => {
    expect(resident().tapsData('/cancel_order 7 3').says('不想要').words).toContain('请点下面的按钮');
    expect(resident().tapsData('/cancel_order 7 3').taps('返回').command).toEqual({ type: 'show-order', orderId: 7 });
  });
});

describe('moving', () => {
  const moving = (order = myOrder()) =>
    resident().tapsData('/move 7 3').gets({ type: 'show-order', result: { order } });

  test('takes a day and a half-day, and is seen once more before it is done', () => {
    const talking = moving().taps('26').taps('上午');
    expect(talking.words).toContain('改到11月26日（周四）上午');
    expect(talking.taps('确认改时间').command).toEqual({
      type: 'move-order',
      ...target,
      window: { day: '2026-11-26', half: 'morning' },
    });
    talking.gets({ type: 'move-order', result: { ok: true, order: myOrder({ state: 'submitted' }) } });
    expect(talking.words).toContain('时间已改');
  });

  test('is typed as well, and corrected the same way', () => {
    const talking = moving().says('下周三下午').says('下周四上午').taps('确认改时间');
    expect(talking.command).toMatchObject({ window: { day: '2026-12-03', half: 'morning' } });
  });

  test('keeps the day that is shown where only an hour is said, and the hour where only a day is', () => {
    const talking = moving().says('下周三下午三点').says('四点');
    expect(talking.words).toContain('改到12月2日（周三）16:00');
    expect(talking.says('下周四').words).toContain('改到12月3日（周四）16:00');
    expect(talking.says('好吧').words).toMatch(/请点下面的按钮[\s\S]*改到12月3日（周四）16:00/);
  });

  test('says that a speaker who had agreed is asked anew', () => {
    expect(moving(myOrder({ state: 'confirmed' })).says('下周三下午').words).toContain('要重新请宣讲员');
    expect(moving().says('下周三下午').words).not.toContain('要重新请宣讲员');
  });

  test('knows that a film needs the dark', () => {
    const film = myOrder({ formatId: formatId('cinema') });
    expect(moving(film).says('下周三下午').words).toContain('只能选晚上');
    expect(moving(film).taps('26').words).toContain('11月26日（周四）晚上');
  });

  test('is not begun for what is over or not there', () => {
    expect(moving(myOrder({ state: 'cancelled' })).words).toContain('现在是：已取消');
    expect(resident().tapsData('/move 8 1').gets({ type: 'show-order', result: {} }).words).toContain('没有找到');
  });

  test('asks again for a time gone by, and once more where the order has changed', () => {
    const past = moving().says('下周三下午').taps('确认改时间');
    past.gets({ type: 'move-order', result: { ok: false, reason: 'past' } });
    expect(past.words).toContain('已经过了');
    expect(past.buttons).toContain('26');

    const changed = moving().says('下周三下午').taps('确认改时间');
    const order = myOrder({ version: 9, state: 'confirmed' });
    changed.gets({ type: 'move-order', result: { ok: false, reason: 'already', order } });
    expect(changed.words).toContain('现在是：已定好');
    expect(changed.taps('确认改时间').command).toMatchObject({ version: 9, window: { day: '2026-12-02' } });
  });

  test('back goes from the question to the days, and from there to the order', () => {
    const talking = moving().taps('26').taps('上午').taps('返回');
    expect(talking.words).toContain('哪一天');
    expect(talking.taps('返回').command).toEqual({ type: 'show-order', orderId: 7 });
  });
});

describe('提问', () => {
  const asking = (...orders: ReturnType<typeof myOrder>[]) =>
    resident().says('提问').gets({ type: 'list-orders', result: { orders } });

  test('goes to the only talk ahead at once', () => {
    const talking = asking(myOrder(), myOrder({ id: 8, state: 'closed' }));
    expect(talking.words).toContain('您想问什么');
    expect(talking.says('要带身份证吗？').command).toEqual({
      type: 'add-question',
      orderId: 7,
      text: '要带身份证吗？',
    });
    talking.gets({ type: 'add-question', result: { ok: true, order: myOrder() } });
    expect(talking.words).toContain('问题记下了');
  });

  test('asks for which talk where there are several', () => {
    const talking = asking(myOrder(), myOrder({ id: 8, number: '1043' })).taps('1043');
    expect(talking.says('几点开始？').command).toMatchObject({ orderId: 8 });
  });

  test('only the talks that were offered can be chosen', () => {
    const talking = asking(myOrder(), myOrder({ id: 8, number: '1043' }));
    const asked = talking.state.asked.toString(36);
    expect(talking.tapsData(`q${asked}:o:99`).words).toContain('请点下面的按钮');
  });

  test('becomes a request for advice without one', () => {
    const talking = asking();
    expect(talking.words).toContain('还没有待讲的宣讲');
    expect(talking.taps('发给民警咨询').words).toContain('在哪里');
  });

  test('too long is refused, a closed order says so', () => {
    const talking = resident().tapsData('/question 7').says('长'.repeat(501));
    expect(talking.words).toContain('最多 500 字');
    talking.says('好');
    talking.gets({
      type: 'add-question',
      result: { ok: false, reason: 'already', order: myOrder({ state: 'closed' }) },
    });
    expect(talking.words).toContain('不能再提问');
  });
});

describe('评一评', () => {
  const rated = myOrder({ state: 'delivered', rating: { mean: 5, count: 1, own: 5 } });

  test('one tap gives the stars, a word may follow', () => {
    const talking = resident().tapsData('/rate 7 5');
    expect(talking.command).toEqual({ type: 'rate-order', orderId: 7, score: 5 });
    talking.gets({ type: 'rate-order', result: { ok: true, order: rated } });
    expect(talking.words).toContain('已记 5 分');
    expect(talking.says('讲得真好').command).toEqual({ type: 'rate-order', orderId: 7, comment: '讲得真好' });
    expect(talking.gets({ type: 'rate-order', result: { ok: true, order: rated } }).words).toContain('谢谢您的评价');
  });

  test('the word can be left out', () => {
    const talking = resident()
      .tapsData('/rate 7 4')
      .gets({ type: 'rate-order', result: { ok: true, order: rated } });
    expect(talking.taps('不说了').command).toBeUndefined();
    expect(talking.words).toContain('谢谢您的评价');
  });

  test('the stars are asked for where they did not come with the button', () => {
    const talking = resident().tapsData('/rate 7');
    expect(talking.says('很好').words).toContain('请点 1 到 5 颗星');
    expect(talking.says('6').words).toContain('请点 1 到 5 颗星');
    expect(talking.says('4分').command).toMatchObject({ score: 4 });
    expect(resident().tapsData('/rate 7 9').taps('3').command).toMatchObject({ score: 3 });
  });

  test('says when it is too early or too late', () => {
    const talking = resident().tapsData('/rate 7 5');
    expect(talking.gets({ type: 'rate-order', result: { ok: false, reason: 'not_open' } }).words).toContain(
      '现在不能评',
    );
  });
});

describe('what the coordinator asks', () => {
  test('another time is answered with one tap', () => {
    const talking = resident().tapsData('/counter 4 yes');
    expect(talking.command).toEqual({ type: 'answer-counter', counterOfferId: 4, yes: true });
    const order = myOrder({ state: 'submitted' });
    expect(talking.gets({ type: 'answer-counter', result: { ok: true, order } }).words).toContain('时间已改');
    const no = resident()
      .tapsData('/counter 4 no')
      .gets({ type: 'answer-counter', result: { ok: true, order } });
    expect(no.words).toContain('已告诉派单员');
  });

  test('a question is answered in words', () => {
    const talking = resident().tapsData('/answer 6').says('有投影');
    expect(talking.command).toEqual({ type: 'answer-inquiry', inquiryId: 6, text: '有投影' });
    const late = { ok: false as const, reason: 'already' as const, order: myOrder({ state: 'cancelled' }) };
    expect(talking.gets({ type: 'answer-inquiry', result: late }).words).toContain('现在是：已取消');
  });
});

describe('finding an order', () => {
  test('takes number and phone, and shows it without buttons that change it', () => {
    const talking = resident().says('用订单号查询').says('订单1042号').says('138-1234-5678');
    expect(talking.command).toEqual({ type: 'find-order', number: '1042', phone });
    talking.gets({
      type: 'find-order',
      result: { found: true, order: { number: '1042', state: 'confirmed', view: myOrder({ state: 'confirmed' }) } },
    });
    expect(talking.words).toContain('已定好');
    expect(talking.buttons).not.toContain('取消订单');
    expect(talking.buttons).not.toContain('改时间');
  });

  test('does not say which of the two was wrong', () => {
    const talking = resident()
      .says('/find 1042')
      .says(phone)
      .gets({ type: 'find-order', result: { found: false } });
    expect(talking.words).toContain('请核对订单号和电话');
    expect(talking.taps('再查一次').words).toContain('请打订单号');
  });

  test('asks again for what is no number and no phone', () => {
    const talking = resident().says('/find').says('我的');
    expect(talking.words).toContain('1042-3');
    expect(talking.says('1042').says('abc').words).toContain('号码好像不对');
    expect(talking.taps('返回').words).toContain('请打订单号');
  });
});
