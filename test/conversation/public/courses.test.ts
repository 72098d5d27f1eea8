import { describe, expect, test } from 'vitest';
import { catalogue, fenglin, ledu, topicId } from '../../fakes/catalogue.ts';
import { phone, resident } from './fixtures.ts';

const courses = [
  {
    id: 5,
    names: { zh: '守住养老钱', en: 'Keep your savings' },
    topicId: topicId('fraud'),
    speakerId: 2,
    speaker: '李警官',
    talkMinutes: 40,
    audience: 'elderly' as const,
    outline: '三个骗局，一个口诀',
  },
];
const speakers = [{ id: 2, name: '李警官', topicIds: [topicId('fraud')] }];
const withCourses = { catalogue: { ...catalogue, courses, speakers } };
const reader = () => resident({ phone }, withCourses);
const ofCourse = { courseId: 5, topicId: topicId('fraud'), preferredSpeakerId: 2 };

describe('courses on the menu', () => {
  test('are shown with speaker, minutes and outline, and ordered with one tap', () => {
    const talking = reader().says('/menu').taps('课程');
    expect(talking.buttons).toContain('守住养老钱 · 李警官 · 40 分钟');
    talking.taps('守住养老钱');
    for (const line of ['课程：守住养老钱', '主讲：李警官', '时长：40 分钟', '提纲：三个骗局'])
      expect(talking.words).toContain(line);
    talking.taps('点这门课');
    expect(talking.words).toContain('在哪里');
    talking.says('乐都路社区').says('下周三下午');
    expect(talking.words).toContain('课程：守住养老钱');
    expect(talking.taps('确认提交').command).toMatchObject({ type: 'submit-order', draft: ofCourse });
    talking.gets({ type: 'submit-order', result: { ok: true, numbers: ['1042'] } });
    expect(talking.words).toContain('课程：守住养老钱');
  });

  test('are not mentioned where there is none', () => {
    expect(resident().says('/menu').buttons).not.toContain('🎓 课程');
    expect(resident().says('/order').buttons).not.toContain('🎓 选课程');
    expect(resident().says('/courses').words).toContain('现在还没有课程');
    expect(resident().says('/course 5').words).toContain('不在菜单上了');
    expect(resident().says('/course x').words).toContain('不在菜单上了');
  });

  test('stand beside the topics, and back leads there', () => {
    const talking = reader().says('/order').taps('选课程');
    expect(talking.words).toContain('想听哪门课');
    expect(talking.says('随便').words).toContain('请点一门课');
    expect(talking.taps('返回').words).toContain('您想听什么');
    expect(talking.taps('选课程').taps('守住养老钱').words).toContain('在哪里');
  });
});

describe('a course in an order', () => {
  test('is ordered by a sentence with its title, whatever the brackets', () => {
    for (const said of ['下周三下午想在乐都路社区听《守住养老钱》', '点守住养老钱，乐都路社区，下周三下午'])
      expect(reader().says(said).taps('确认提交').command, said).toMatchObject({
        draft: { ...ofCourse, places: [{ areaId: ledu }], windows: [{ day: '2026-12-02', half: 'afternoon' }] },
      });
    expect(reader().says('I want to order Keep your savings').words).toContain('在哪里');
    expect(reader().says('/order').says('守住养老钱').words).toContain('在哪里');
  });

  test('its title alone shows what it is', () => {
    const talking = reader().says('守住养老钱');
    expect(talking.words).toContain('主讲：李警官');
    expect(talking.buttons).toContain('📝 点这门课');
  });

  const atSummary = () => reader().says('下周三下午想在乐都路社区听守住养老钱');

  test('goes with another topic, by a tap or in words', () => {
    const tapped = atSummary().taps('改主题').taps('交通安全').taps('确认提交');
    const said = atSummary().says('改成交通安全').taps('确认提交');
    for (const talking of [tapped, said]) {
      expect(talking.command).toMatchObject({ draft: { topicId: topicId('traffic') } });
      expect(talking.command).not.toHaveProperty('draft.courseId');
      expect(talking.command).not.toHaveProperty('draft.preferredSpeakerId');
    }
  });

  test('goes with another speaker, and the topic stays', () => {
    const talking = atSummary().taps('补充说明').taps('想请谁').taps('听从安排').taps('填好了').taps('确认提交');
    expect(talking.command).toMatchObject({ draft: { topicId: topicId('fraud') } });
    expect(talking.command).not.toHaveProperty('draft.courseId');
  });

  test('makes nobody of the listeners older than they are: a school’s are pupils', () => {
    const talking = reader().says('下周三下午想在枫林小学听守住养老钱').taps('确认提交');
    expect(talking.command).toMatchObject({ draft: { places: [{ areaId: ledu, schoolId: fenglin }] } });
    expect(talking.command).not.toHaveProperty('draft.audience');
  });

  test('that has gone from the menu meanwhile is told, and the topic asked for again', () => {
    const talking = atSummary().taps('确认提交');
    talking.gets({ type: 'submit-order', result: { ok: false, reason: 'course_gone' } });
    expect(talking.words).toContain('不在菜单上了');
    expect(talking.words).toContain('您想听什么');
    expect(talking.taps('交通安全').taps('确认提交').command).not.toHaveProperty('draft.courseId');
  });

  test('is kept in a half-made order as long as it is on the menu', () => {
    const talking = reader().says('/order').taps('选课程').taps('守住养老钱').says('/orders');
    talking.gets({ type: 'list-orders', result: { orders: [] } });
    talking.says('/order');
    expect(talking.words).toContain('课程：守住养老钱');
    talking.with({ catalogue }).taps('接着点').says('乐都路社区').says('下周三下午');
    expect(talking.taps('确认提交').command).not.toHaveProperty('draft.courseId');
  });
});
