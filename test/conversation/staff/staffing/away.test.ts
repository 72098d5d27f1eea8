import { describe, expect, test } from 'vitest';
import { anOrder, speaker } from '../fixtures.ts';

const listed = () =>
  speaker()
    .says('请假')
    .gets({ type: 'list-away', result: { away: [{ id: 9, from: '2026-12-01', until: '2026-12-03' }] } });

describe('/away', () => {
  test('lists what stands, and a tap removes it', () => {
    const talking = listed();
    expect(talking.words).toContain('12月1日（周二）~12月3日（周四）');
    expect(talking.taps('✖ 12月1日').command).toEqual({ type: 'remove-away', id: 9 });
    expect(talking.gets({ type: 'remove-away', result: { ok: true } }).words).toContain('已去掉');
  });

  test('adds several days with two taps on the calendar', () => {
    const talking = listed().taps('添加').taps('25').taps('27');
    expect(talking.command).toEqual({ type: 'add-away', from: '2026-11-25', until: '2026-11-27' });
  });

  test('adds one day or one half-day', () => {
    expect(listed().taps('添加').taps('25').taps('只这一天').command).toEqual({
      type: 'add-away',
      from: '2026-11-25',
      until: '2026-11-25',
    });
    expect(listed().taps('添加').taps('25').taps('下午').command).toEqual({
      type: 'add-away',
      from: '2026-11-25',
      until: '2026-11-25',
      half: 'afternoon',
    });
    expect(listed().says('明天下午').command).toEqual({
      type: 'add-away',
      from: '2026-11-24',
      until: '2026-11-24',
      half: 'afternoon',
    });
    expect(listed().taps('添加').taps('25').says('晚上').command).toMatchObject({
      from: '2026-11-25',
      half: 'evening',
    });
  });

  test('takes today however late it is, and no day that is past', () => {
    const late = listed()
      .with({ minutes: 20 * 60 })
      .taps('添加');
    expect(late.buttons).toContain('23');
    expect(late.says('昨天').words).toContain('这一天已经过了');
    expect(late.says('今天').taps('晚上').command).toEqual({
      type: 'add-away',
      from: '2026-11-23',
      until: '2026-11-23',
      half: 'evening',
    });
    expect(listed().taps('添加').says('2027年6月1日').words).toContain('只能选 90 天以内');
  });

  test('goes to other months', () => {
    const talking = listed().taps('添加').taps('›').taps('15').taps('›');
    expect(talking.taps('20').command).toEqual({ type: 'add-away', from: '2026-12-15', until: '2027-01-20' });
  });

  test('a last day before the first is asked again', () => {
    const talking = listed().taps('添加').taps('27').taps('25');
    expect(talking.command).toBeUndefined();
    expect(talking.words).toContain('不能早于第一天');
    expect(talking.taps('28').command).toMatchObject({ from: '2026-11-27', until: '2026-11-28' });
  });

  test('nonsense is answered with what to do at every question', () => {
    const talking = listed().says('嗯');
    expect(talking.words).toContain('请点「添加」');
    expect(talking.taps('添加').says('嗯').words).toContain('请点一个日期');
    expect(talking.taps('25').sendsPhoto('f').words).toContain('请点一个日期');
  });

  test('back leads from question to question and to the menu', () => {
    const talking = listed().taps('添加').taps('25').taps('返回');
    expect(talking.words).toContain('从哪一天起');
    expect(talking.taps('返回').command).toEqual({ type: 'list-away' });
  });

  test('talks that clash are named with a button each', () => {
    const talking = listed()
      .taps('添加')
      .taps('25')
      .taps('只这一天')
      .gets({
        type: 'add-away',
        result: {
          ok: true,
          span: { from: '2026-11-30', until: '2026-11-30' },
          clashes: [anOrder({ state: 'confirmed' })],
        },
      });
    expect(talking.words).toContain('记下了：11月30日（周一），这段时间');
    expect(talking.words).toContain('已经排给您了');
    expect(talking.taps('1042 乐都路社区').command).toEqual({ type: 'show-talk', orderId: 7 });
  });
});
