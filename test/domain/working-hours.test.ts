import { describe, expect, test } from 'vitest';
import { grouped, isWeek, merged, readHours, wholeDay, withSpans, workHalves } from '../../src/domain/working-hours.ts';

const at = (from: number, until: number) => ({ from: from * 60, until: until * 60 });
const workdays = [1, 2, 3, 4, 5];

describe('what people type', () => {
  test.each([
    ['周一至周五 8:30-12:00', workdays, [{ from: 510, until: 720 }]],
    ['周一到周五8:30～12:00', workdays, [{ from: 510, until: 720 }]],
    ['工作日 8点半到12点', workdays, [{ from: 510, until: 720 }]],
    ['周一三五 14:00-17:30', [1, 3, 5], [{ from: 840, until: 1050 }]],
    ['周六、日 9-12 14-18', [6, 7], [at(9, 12), at(14, 18)]],
    ['星期二、星期四下午2点到5点', [2, 4], [at(14, 17)]],
    ['周三下午两点到五点', [3], [at(14, 17)]],
    ['周一二、星期四一点到三点', [1, 2, 4], [at(1, 3)]],
    ['工作日 八点半至十二点，晚上二十点到二十二点', workdays, [{ from: 510, until: 720 }, at(20, 22)]],
    ['周五至周一 晚上', [1, 5, 6, 7], [workHalves.evening]],
    ['周三上午', [3], [workHalves.morning]],
    ['每天 0:00-24:00', [1, 2, 3, 4, 5, 6, 7], [wholeDay]],
    ['周末全天', [6, 7], [wholeDay]],
    ['周1-5 8-12', workdays, [at(8, 12)]],
    ['Mon-Fri 8:30-12:00', workdays, [{ from: 510, until: 720 }]],
    ['Sat morning', [6], [workHalves.morning]],
    ['tue, thu 2pm - 5pm', [2, 4], [at(14, 17)]],
    ['weekends', [6, 7], []],
    ['8:30-12:00', [], [{ from: 510, until: 720 }]],
    ['嗯', [], []],
  ])('%s', (said, days, spans) => {
    expect(readHours(said)).toEqual({ days, spans });
  });

  test.each([
    '12:00-8:30',
    '8:30-25:00',
    '8:75-9:00',
    '周一 8:30',
    '8:30-8:30',
    '周五晚上十点到凌晨两点',
    '周三点到五点',
  ])('%s makes no sense', (said) => {
    expect(readHours(said)).toBeUndefined();
  });
});

describe('a week', () => {
  test('with days set is free on those alone, and keeps what was set before', () => {
    const mornings = withSpans([], workdays, [workHalves.morning]);
    expect(mornings?.map(({ weekday }) => weekday)).toEqual(workdays);
    expect(withSpans(mornings ?? [], [6], [wholeDay])).toHaveLength(6);
    expect(withSpans(mornings ?? [], [1], [at(9, 10)])).toContainEqual({ weekday: 1, ...at(9, 10) });
  });

  test('with a day off stays free on all others', () => {
    const week = withSpans([], [7], []);
    expect(week?.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(withSpans(week ?? [], [7], [wholeDay])).toEqual([]);
  });

  test('can not be all days off: that would mean any time', () => {
    expect(withSpans([], [1, 2, 3, 4, 5, 6, 7], [])).toBeUndefined();
    expect(withSpans([{ weekday: 1, ...wholeDay }], [1], [])).toBeUndefined();
  });

  test('has what touches in one span, and what does not apart', () => {
    const day = (from: number, until: number) => ({ weekday: 2, ...at(from, until) });
    expect(merged([day(14, 18), day(8, 12), day(12, 13)])).toEqual([day(8, 13), day(14, 18)]);
    expect(merged([day(8, 12), { weekday: 3, ...at(12, 14) }])).toHaveLength(2);
  });

  test('is one of real days and minutes', () => {
    const monday = { weekday: 1, ...at(8, 12) };
    expect(isWeek([])).toBe(true);
    expect(isWeek([monday, { weekday: 7, ...wholeDay }])).toBe(true);
    for (const wrong of [{ weekday: 0 }, { weekday: 8 }, { from: -1 }, { from: 720 }, { until: 1441 }, { from: 1.5 }])
      expect(isWeek([{ ...monday, ...wrong }]), JSON.stringify(wrong)).toBe(false);
    expect(isWeek(Array.from({ length: 29 }, () => monday))).toBe(false);
  });

  test('is told in groups of days with the same hours', () => {
    const week = withSpans(withSpans([], workdays, [at(8, 12)]) ?? [], [3], [at(9, 10)]) ?? [];
    expect(grouped(week)).toEqual([
      { first: 1, last: 2, spans: [at(8, 12)] },
      { first: 3, last: 3, spans: [at(9, 10)] },
      { first: 4, last: 5, spans: [at(8, 12)] },
    ]);
  });
});
