import { describe, expect, test } from 'vitest';
import { anOrder, coordinator } from './fixtures.ts';

describe("a coordinator's day", () => {
  test('today goes a day forward and back, and opens an order', () => {
    const talking = coordinator()
      .says('今天')
      .gets({
        type: 'today',
        result: {
          orders: [
            anOrder({ state: 'confirmed', startsAt: '2026-11-23T07:00:00.000Z', speaker: { id: 5, name: '李四' } }),
          ],
        },
      });
    expect(talking.words).toContain('11月23日（周一），共 1 场');
    expect(talking.words).toContain('已接单、李四');
    expect(talking.taps('1042 乐都路社区').command).toEqual({ type: 'show-card', orderId: 7 });
    expect(talking.taps('后一天').command).toEqual({ type: 'today', day: '2026-11-24' });
    expect(talking.gets({ type: 'today', result: { orders: [] } }).words).toContain('没有宣讲');
    expect(talking.taps('前一天').command).toEqual({ type: 'today', day: '2026-11-23' });
  });

  test('the phone list has name, number and what to say, and a button when it is done', () => {
    const talking = coordinator()
      .says('/phone_list')
      .gets({
        type: 'phone-list',
        result: { tasks: [{ id: 4, number: '1042', name: '马某某', phone: '13900000000', text: '订单已定好' }] },
      });
    expect(talking.words).toContain('马某某 13900000000\n订单已定好');
    expect(talking.buttons).toContain('看订单 1042');
    expect(talking.taps('✅ 马某某 1042').command).toEqual({ type: 'phone-done', taskId: 4 });
    talking.gets({ type: 'phone-done', result: { ok: false } });
    expect(talking.words).toContain('已经有人打过');
    expect(talking.taps('看剩下的').gets({ type: 'phone-list', result: { tasks: [] } }).words).toContain(
      '没有要打电话',
    );
  });

  test('an order for somebody who called asks for name and phone, and is entered', () => {
    const talking = coordinator()
      .says('/enter')
      .taps('交通安全')
      .says('乐都路社区')
      .says('下周三下午')
      .says('马主任')
      .says('13900000000')
      .taps('确认提交');
    expect(talking.command).toMatchObject({
      type: 'enter-order',
      draft: { contactName: '马主任', phone: '13900000000' },
    });
    talking.gets({ type: 'enter-order', result: { ok: true, numbers: ['1050'] } });
    expect(talking.words).toContain('已录入，订单号 1050');
    expect(talking.buttons).toEqual(['🏠 主菜单']);
  });

  test('a name and number in one go are two answers, and a number alone is no name', () => {
    const entering = () => coordinator().says('/enter').taps('交通安全').says('乐都路社区').says('下周三下午');
    const draft = { contactName: '李大爷', phone: '13900000000' };
    expect(entering().says('李大爷 139 0000 0000').taps('确认提交').command).toMatchObject({ draft });
    const asked = entering().says('13900000000');
    expect(asked.words).toContain('怎么称呼');
    expect(asked.says('李大爷').taps('确认提交').command).toMatchObject({ draft });
    expect(entering().says('123').words).toContain('请打称呼');
  });

  test('a half-made entry waits while another order is approved', () => {
    const talking = coordinator()
      .says('/enter')
      .taps('交通安全')
      .tapsData('/approve 7 3')
      .gets({ type: 'approve', result: { ok: true, order: anOrder({ state: 'offered' }) } });
    expect(talking.says('/enter').words).toContain('没点完的单');
  });

  test('a tap on an old question gets the current one', () => {
    const talking = coordinator().tapsData('/refuse 7 3').tapsData('/ask 7').taps('近期排不开');
    expect(talking.words).toContain('过期');
    expect(talking.words).toContain('想问点单人什么');
  });
});
