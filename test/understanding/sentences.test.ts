// Whole sentences, read on every day of one week. The days expected are written out by hand.

import { describe, expect, it } from 'vitest';
import { clockText } from '../../src/domain/calendar.ts';
import { understand } from '../../src/understanding/understand.ts';
import { catalogue, fenglin, formatId, gucheng, ledu, sanhe, topicId, yunshan } from '../fakes/catalogue.ts';

/** Monday 2026-11-16 to Sunday 2026-11-22. */
const week = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'];
const same = (day: string): string[] => week.map(() => day);
/** In November 2026, one for each of the seven days; 0 where no day is understood. 31 is 1 December. */
const november = (...days: number[]): (string | undefined)[] =>
  days.map((day) => (day === 0 ? undefined : day > 30 ? `2026-12-0${day - 30}` : `2026-11-${day}`));

interface Expected {
  days?: (string | undefined)[];
  half?: string;
  period?: number;
  /** HH:MM */
  clock?: string;
  topic?: string;
  format?: string;
  at?: readonly number[];
  school?: number;
  size?: number;
  phone?: string;
  wants?: boolean;
}

const wednesday = november(18, 18, 18, 25, 25, 25, 25);
const friday = november(20, 20, 20, 20, 20, 27, 27);
const tomorrow = november(17, 18, 19, 20, 21, 22, 23);
const saturday = november(21, 21, 21, 21, 21, 21, 28);
const sunday = november(22, 22, 22, 22, 22, 22, 22);
const monday = november(16, 23, 23, 23, 23, 23, 23);

const chinese: readonly (readonly [string, Expected])[] = [
  [
    '下周三下午想在乐都路社区约一场防诈骗讲座,大概80人',
    { days: same('2026-11-25'), half: 'afternoon', topic: 'fraud', at: [ledu], size: 80, wants: true },
  ],
  [
    '下星期三下午,乐都路社区,反诈讲座',
    { days: same('2026-11-25'), half: 'afternoon', topic: 'fraud', at: [ledu], wants: true },
  ],
  [
    '下个礼拜三晚上在三合镇第1村放电影',
    { days: same('2026-11-25'), half: 'evening', format: 'cinema', at: [3001], wants: true },
  ],
  ['下周的周一上午想请民警来讲禁毒', { days: same('2026-11-23'), half: 'morning', topic: 'drugs', wants: true }],
  ['下周日下午养老诈骗宣讲', { days: same('2026-11-29'), half: 'afternoon', topic: 'fraud', wants: true }],
  ['下周天来我们村讲一场', { days: same('2026-11-29'), wants: true }],
  ['下下周一上午约一场', { days: same('2026-11-30'), half: 'morning', wants: true }],
  [
    '这周五晚七点沙沟乡第2村流动电影',
    { days: november(20, 20, 20, 20, 20, 0, 0), half: 'evening', clock: '19:00', format: 'cinema', at: [7002] },
  ],
  ['本周三上午有空吗', { days: november(18, 18, 18, 0, 0, 0, 0), half: 'morning', wants: false }],
  [
    '这个星期六下午想约田间课堂',
    { days: november(21, 21, 21, 21, 21, 21, 0), half: 'afternoon', format: 'field', wants: true },
  ],
  ['上周三的讲座很好', { days: november(0, 0, 0, 0, 0, 0, 0), wants: false }],
  ['周三下午能来讲讲两卡吗', { days: wednesday, half: 'afternoon', topic: 'cards', wants: true }],
  [
    '周五下午两点半在小峡街道第3村开展禁毒宣传',
    { days: friday, half: 'afternoon', clock: '14:30', topic: 'drugs', at: [2003], wants: true },
  ],
  ['星期六上午,约八十来个村民', { days: saturday, half: 'morning', size: 80 }],
  ['礼拜天晚上看电影可以吗', { days: sunday, half: 'evening', format: 'cinema' }],
  ['周日早上', { days: sunday, half: 'morning', wants: false }],
  [
    '周一班会想请民警讲校园欺凌,云杉中学',
    {
      days: monday,
      half: 'afternoon',
      period: 9,
      topic: 'bullying',
      format: 'class',
      at: [2003],
      school: yunshan,
      wants: true,
    },
  ],
  ['周一上午班会讲交通安全', { days: monday, half: 'morning', topic: 'traffic', format: 'class' }],
  ['周三八十人', { days: wednesday, size: 80 }],
  ['周三三合村八十人', { days: wednesday, at: [sanhe], size: 80 }],
  ['周五晚', { days: friday, half: 'evening' }],
  ['今天下午能来吗', { days: week, half: 'afternoon' }],
  [
    '今晚七点乐都路居委会防骗讲座',
    { days: week, half: 'evening', clock: '19:00', topic: 'fraud', at: [ledu], wants: true },
  ],
  ['今天想约一场下周三的讲座', { days: same('2026-11-25'), wants: true }],
  [
    '明天上午小峡街道第3村一百五十人交通安全',
    { days: tomorrow, half: 'morning', topic: 'traffic', at: [2003], size: 150, wants: true },
  ],
  ['明天早上八点', { days: tomorrow, half: 'morning', clock: '8:30' }],
  ['明天早上七点', { days: tomorrow, half: 'morning' }],
  ['明天上午十一点半', { days: tomorrow, half: 'morning', clock: '11:30' }],
  ['明天下午四点前', { half: 'afternoon' }],
  ['明天中午12点', { days: tomorrow, half: 'afternoon' }],
  ['明天晚上,大概8点', { days: tomorrow, half: 'evening', clock: '20:00' }],
  ['明天下午三点或四点', { days: tomorrow, half: 'afternoon', clock: '15:00' }],
  ['明早想约一场', { days: tomorrow, half: 'morning', wants: true }],
  [
    '明晚八点线上讲座,网络诈骗',
    { days: tomorrow, half: 'evening', clock: '20:00', topic: 'fraud', format: 'online', wants: true },
  ],
  [
    '后天晚上想在沙沟乡第2村放电影,讲防毒',
    {
      days: november(18, 19, 20, 21, 22, 23, 24),
      half: 'evening',
      topic: 'drugs',
      format: 'cinema',
      at: [7002],
      wants: true,
    },
  ],
  ['大后天 阿伊山村', { days: november(19, 20, 21, 22, 23, 24, 25), at: [gucheng] }],
  [
    '三天后下午请来讲讲枫桥经验',
    { days: november(19, 20, 21, 22, 23, 24, 25), half: 'afternoon', topic: 'mediation', wants: true },
  ],
  ['3天内都行', { days: november(0, 0, 0, 0, 0, 0, 0) }],
  ['月底想约一场讲座', { days: november(0, 0, 0, 0, 0, 0, 0), wants: true }],
  ['下周想约一场讲座', { days: november(0, 0, 0, 0, 0, 0, 0), wants: true }],
  [
    '12月5日下午3点枫林小学校园欺凌',
    {
      days: same('2026-12-05'),
      half: 'afternoon',
      clock: '15:00',
      topic: 'bullying',
      at: [ledu],
      school: fenglin,
      wants: true,
    },
  ],
  ['12月5号上午', { days: same('2026-12-05'), half: 'morning' }],
  ['十二月二十五号晚七点 集市宣讲', { days: same('2026-12-25'), half: 'evening', clock: '19:00', format: 'market' }],
  ['2026年12月5日上午在乐都路社区', { days: same('2026-12-05'), half: 'morning', at: [ledu] }],
  ['2027-01-15 上午', { days: same('2027-01-15'), half: 'morning' }],
  ['12.5下午乐都路社区', { days: same('2026-12-05'), half: 'afternoon', at: [ledu] }],
  ['3月1日上午开学第一课', { days: same('2027-03-01'), half: 'morning', topic: 'campus' }],
  ['5号上午第3节课,云杉中学', { days: same('2026-12-05'), half: 'morning', period: 3, school: yunshan, at: [2003] }],
  ['30号下午防溺水', { days: same('2026-11-30'), half: 'afternoon', topic: 'campus' }],
  ['31号', { days: same('2026-12-31') }],
  ['下个月5号上午', { days: same('2026-12-05'), half: 'morning' }],
  ['周三12月9日下午', { days: same('2026-12-09'), half: 'afternoon' }],
  ['12月9日(周三)下午', { days: same('2026-12-09'), half: 'afternoon' }],
  ['元旦当天上午村里放电影', { days: same('2027-01-01'), half: 'morning', format: 'cinema' }],
  ['周一到周五都可以', { days: november(0, 0, 0, 0, 0, 0, 0) }],
  ['每周三下午', { days: november(0, 0, 0, 0, 0, 0, 0), half: 'afternoon' }],
  ['一周三次', { days: november(0, 0, 0, 0, 0, 0, 0) }],
  ['昨天村里有人上当受骗,想请你们来讲讲', { days: november(0, 0, 0, 0, 0, 0, 0), topic: 'fraud', wants: true }],
  ['12月5日之前', { days: november(0, 0, 0, 0, 0, 0, 0) }],
  ['早上好,想约下周五下午的讲座', { days: same('2026-11-27'), half: 'afternoon', wants: true }],
  ['想约一场防诈骗讲座', { topic: 'fraud', wants: true }],
  [
    '请民警来我们村讲讲电信诈骗,八十来个人,电话13812345678',
    { topic: 'fraud', size: 80, phone: '13812345678', wants: true },
  ],
  ['0972-8612345,约120人,讲头盔', { topic: 'traffic', size: 120, phone: '0972-8612345' }],
  ['下午第1节', { half: 'afternoon', period: 5 }],
  ['第三节法治课', { half: 'morning', period: 3, format: 'class' }],
  ['15:00 想约预防未成年人犯罪', { half: 'afternoon', clock: '15:00', topic: 'juvenile', wants: true }],
  ['中午12点半', { half: 'afternoon' }],
  ['周五三点左右', { days: friday, half: 'afternoon', clock: '15:00' }],
  ['周五十点半', { days: friday, half: 'morning', clock: '10:30' }],
  ['周五14点80人', { days: friday, half: 'afternoon', clock: '14:00', size: 80 }],
  ['周五14:00-16:00', { days: friday, half: 'afternoon', clock: '14:00' }],
  ['周三下午2-4点', { days: wednesday, half: 'afternoon', clock: '14:00' }],
  ['明天上午九、十点', { days: tomorrow, half: 'morning', clock: '9:00' }],
  ['明天下午 3 点', { days: tomorrow, half: 'afternoon', clock: '15:00' }],
  ['明天下午三点三刻', { days: tomorrow, half: 'afternoon', clock: '15:45' }],
  ['明天下午三点二十,', { days: tomorrow, half: 'afternoon', clock: '15:20' }],
  ['明天下午3点2个班', { days: tomorrow, half: 'afternoon', clock: '15:00' }],
  ['明天凌晨三点', { days: tomorrow }],
  ['明天夜里两点', { days: tomorrow, half: 'evening' }],
  ['明天晚上十二点', { days: tomorrow, half: 'evening' }],
  ['明天清晨六点', { days: tomorrow, half: 'morning' }],
  ['明天午饭后', { days: tomorrow, half: 'afternoon' }],
  ['不是三点,是四点', { half: 'afternoon', clock: '16:00' }],
  ['5号3点', { days: same('2026-12-05'), half: 'afternoon', clock: '15:00' }],
  ['12月5日下午15:00', { days: same('2026-12-05'), half: 'afternoon', clock: '15:00' }],
  ['12.5 15点', { days: same('2026-12-05'), half: 'afternoon', clock: '15:00' }],
  ['5号301室', {}],
  ['明天晚上七点 三合镇第2村', { days: tomorrow, half: 'evening', clock: '19:00', at: [3002] }],
  ['12月5日下午三点三合镇第2村', { days: same('2026-12-05'), half: 'afternoon', clock: '15:00', at: [3002] }],
  ['12月5日下午三点二十分', { days: same('2026-12-05'), half: 'afternoon', clock: '15:20' }],
  ['傍晚在田间地头讲讲邻里纠纷', { half: 'evening', topic: 'mediation', format: 'field' }],
  ['讲讲线上诈骗', { topic: 'fraud', wants: true }],
  ['小峡街道第1村、第2村、第3村,反诈', { topic: 'fraud', at: [2001, 2002, 2003] }],
  ['3个村的300多人听反诈', { topic: 'fraud', size: 300 }],
  ['早点来讲一点防骗的', { topic: 'fraud' }],
  ['96110是什么电话', { wants: false }],
];

const english: readonly (readonly [string, Expected])[] = [
  [
    'Next Wednesday afternoon, a fraud talk at Ledu Road Community for about 80 people',
    { days: same('2026-11-25'), half: 'afternoon', topic: 'fraud', at: [ledu], size: 80, wants: true },
  ],
  [
    "We'd like to book a talk on drugs tomorrow morning at Fenglin Primary School, 120 pupils",
    { days: tomorrow, half: 'morning', topic: 'drugs', at: [ledu], school: fenglin, size: 120, wants: true },
  ],
  [
    'Dec 5 80 people road safety at Xiaoxia Subdistrict, Village 3',
    { days: same('2026-12-05'), topic: 'traffic', at: [2003], size: 80 },
  ],
  [
    'this Friday evening a movie in Sanhe Town Village 13',
    { days: november(20, 20, 20, 20, 20, 0, 0), half: 'evening', format: 'cinema', at: [3013] },
  ],
  [
    'Friday at 3 pm, bullying, Yunshan Middle School',
    { days: friday, half: 'afternoon', clock: '15:00', topic: 'bullying', at: [2003], school: yunshan },
  ],
  [
    'Could an officer come on Wednesday at 10am to give a talk?',
    { days: wednesday, half: 'morning', clock: '10:00', wants: true },
  ],
  [
    'Wednesday next week, third period, bullying',
    { days: same('2026-11-25'), half: 'morning', period: 3, topic: 'bullying' },
  ],
  ['next Sunday afternoon', { days: same('2026-11-29'), half: 'afternoon' }],
  [
    'next Monday at 9:30, lesson on juvenile crime',
    { days: same('2026-11-23'), half: 'morning', clock: '9:30', topic: 'juvenile', format: 'class' },
  ],
  ['on the 5th, period 6', { days: same('2026-12-05'), half: 'afternoon', period: 6 }],
  ['the day after tomorrow in the evening', { days: november(18, 19, 20, 21, 22, 23, 24), half: 'evening' }],
  ['tonight at Ledu Road, please send a speaker', { days: week, half: 'evening', at: [ledu], wants: true }],
  ['this afternoon, phone scams, fifty villagers', { days: week, half: 'afternoon', topic: 'fraud', size: 50 }],
  ['in two weeks, mediation', { days: november(30, 31, 32, 33, 34, 35, 36), topic: 'mediation' }],
  ['December 25th, 2026 market talk', { days: same('2026-12-25'), format: 'market' }],
  ['next week we want a talk about bank cards', { days: november(0, 0, 0, 0, 0, 0, 0), topic: 'cards', wants: true }],
  ['last Wednesday was great, thanks for the talk', { days: november(0, 0, 0, 0, 0, 0, 0), wants: false }],
  ['we sat in the sun, two hundred residents', { days: november(0, 0, 0, 0, 0, 0, 0), size: 200 }],
  ['Good morning', { days: november(0, 0, 0, 0, 0, 0, 0), wants: false }],
  ['Friday 2 to 4 pm', { days: friday, half: 'afternoon', clock: '14:00' }],
  ['Friday 10-12pm', { days: friday, half: 'morning', clock: '10:00' }],
  ['on Friday at 3', { days: friday, half: 'afternoon', clock: '15:00' }],
  ["Friday, 8 o'clock in the evening", { days: friday, half: 'evening', clock: '20:00' }],
  ['tomorrow 7 in the evening', { days: tomorrow, half: 'evening', clock: '19:00' }],
  ['tomorrow at 3 villages', { days: tomorrow }],
  ['Friday 3.30pm', { days: friday, half: 'afternoon', clock: '15:30' }],
  ['tomorrow before 11am', { days: tomorrow, half: 'morning' }],
  ['about 80, call 138 1234 5678', { size: 80, phone: '13812345678' }],
];

describe.each([
  ['Chinese', chinese],
  ['English', english],
] as const)('a sentence in %s', (_, sentences) => {
  it.each(sentences)('%s', (sentence, expected) => {
    week.forEach((today, index) => {
      const understood = understand(sentence, { catalogue, today, minutes: 7 * 60 });
      const { urgent: _urgent, wantsTalk, places, pastDay, clock, ...said } = understood;
      // A day that is over is told only where no other is named.
      expect(pastDay === undefined || (pastDay < today && said.day === undefined)).toBe(true);
      expect({
        ...{ today, ...said, clock: clock === undefined ? undefined : clockText(clock) },
        ...{ at: places.map(({ areaId }) => areaId), school: places[0]?.schoolId },
      }).toEqual({
        today,
        ambiguousPlace: false,
        at: expected.at ?? [],
        school: expected.school,
        day: expected.days?.[index],
        half: expected.half,
        period: expected.period,
        clock: expected.clock,
        topicId: expected.topic === undefined ? undefined : topicId(expected.topic),
        formatId: expected.format === undefined ? undefined : formatId(expected.format),
        size: expected.size,
        phone: expected.phone,
      });
      if (expected.wants !== undefined) expect({ today, wantsTalk }).toEqual({ today, wantsTalk: expected.wants });
    });
  });
});

describe('the table of sentences', () => {
  it('holds at least 60 Chinese and 15 English ones', () => {
    expect(new Set(chinese.map(([sentence]) => sentence)).size).toBeGreaterThanOrEqual(60);
    expect(new Set(english.map(([sentence]) => sentence)).size).toBeGreaterThanOrEqual(15);
  });
});
