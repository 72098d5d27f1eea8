import { describe, expect, test } from 'vitest';
import { staffScript } from '../../../../src/conversation/staff-script.ts';
import type { CourseView } from '../../../../src/domain/commands-courses.ts';
import { catalogue, topicId } from '../../../fakes/catalogue.ts';
import { play, someFacts } from '../../../fakes/talk.ts';
import { anOrder, coordinator, speaker as newcomer, stranger } from '../fixtures.ts';

const held = [topicId('fraud'), topicId('traffic')];
const speaker = () =>
  play(staffScript, {
    ...someFacts,
    catalogue: { ...catalogue, speakers: [{ id: 2, name: '李警官', topicIds: held }] },
    person: { id: 1, recentPlaces: [], speakerId: 2 },
  });

const aCourse = (changes: Partial<CourseView> = {}): CourseView => ({
  id: 5,
  state: 'draft',
  revision: 'ab12cd34',
  topicId: topicId('fraud'),
  topic: { zh: '防范电信网络诈骗', en: 'Telecom fraud' },
  titles: { zh: '守住养老钱', en: 'Keep your savings' },
  outline: '三个骗局，一个口诀',
  audience: 'elderly',
  talkMinutes: 40,
  speaker: '李警官',
  slides: [],
  ...changes,
});
const own = (changes: Partial<CourseView> = {}) => aCourse({ mine: true, ...changes });
const shown = (course: CourseView) => speaker().tapsData('/course 5').gets({ type: 'show-course', result: { course } });

describe('a speaker’s courses', () => {
  test('one half made is gone on with, by its name', () => {
    const talking = speaker().tapsData('/new_course').taps('防范电信').says('守住养老钱').says('/menu');
    talking.tapsData('/new_course');
    expect(talking.words).toContain('接着填「守住养老钱」');
    expect(talking.words).toContain('英文课名');
    expect(talking.taps('取消').tapsData('/new_course').words).toContain('讲哪个主题');
  });

  test('are listed with their state, and opened', () => {
    const talking = speaker()
      .says('我的课程')
      .gets({
        type: 'list-courses',
        result: { own: [own(), own({ id: 6, state: 'published' })], waiting: [], published: [] },
      });
    expect(talking.words).toContain('共 2 门');
    expect(talking.buttons).toContain('守住养老钱 · 李警官 · 已发布');
    expect(talking.taps('草稿').command).toEqual({ type: 'show-course', courseId: 5 });
  });

  test('a new one is topic, two titles, outline, audience and minutes, seen whole before it is kept', () => {
    const talking = speaker().tapsData('/new_course');
    expect(talking.buttons).not.toContain('防毒识毒');
    talking.taps('防范电信网络诈骗').says('《守住养老钱》').taps('用中文名');
    expect(talking.words).toContain('请打提纲');
    talking.says('三个骗局').taps('老年人').says('45分钟');
    expect(talking.words).toMatch(
      /请核对：\n课程：守住养老钱\n主题：防范电信网络诈骗\n时长：45 分钟\n听众：老年人\n提纲：三个骗局/,
    );
    expect(talking.taps('保存').command).toEqual({
      type: 'save-course',
      content: {
        topicId: topicId('fraud'),
        titles: { zh: '守住养老钱', en: '守住养老钱' },
        outline: '三个骗局',
        audience: 'elderly',
        talkMinutes: 45,
      },
    });
    talking.gets({ type: 'save-course', result: { ok: true, course: own() } });
    expect(talking.words).toContain('已存为草稿');
    expect(talking.buttons).toEqual(expect.arrayContaining(['✅ 提交审核', '📎 课件']));
  });

  test('wrong answers are asked again, and back leads from question to question', () => {
    const talking = speaker().tapsData('/new_course').says('防毒识毒');
    expect(talking.words).toContain('请点一个您能讲的主题');
    talking.taps('交通安全').says('课');
    expect(talking.words).toContain('2 到 40 字');
    expect(talking.says('长'.repeat(41)).words).toContain('2 到 40 字');
    talking.says('过马路').taps('返回');
    expect(talking.words).toContain('课名？');
    talking.says('过马路').says('Crossing the road').says('长'.repeat(501));
    expect(talking.words).toContain('最多 500 字');
    expect(talking.sendsPhoto('f').words).toContain('请直接打字');
    talking.says('红绿灯').says('老人').taps('学生').says('5');
    expect(talking.words).toContain('10 到 300');
    talking.taps('40 分钟').says('好');
    expect(talking.words).toContain('没问题就点「保存」');
    talking.taps('返回');
    expect(talking.words).toContain('讲多少分钟');
    expect(speaker().tapsData('/new_course').taps('返回').command).toEqual({ type: 'list-courses' });
    expect(speaker().tapsData('/new_course').taps('取消').words).toContain('好的，已取消');
    expect(newcomer().tapsData('/new_course').words).toContain('还没有可以讲的主题');
  });

  test('one answer is changed and the others stay; the English title follows where it had no words of its own', () => {
    const talking = speaker()
      .tapsData('/edit_course 5')
      .gets({ type: 'show-course', result: { course: own({ titles: { zh: '旧名', en: '旧名' } }) } })
      .taps('改课名')
      .says('守住钱袋子')
      .taps('改时长')
      .taps('返回');
    expect(talking.taps('保存').command).toEqual({
      type: 'save-course',
      courseId: 5,
      content: {
        topicId: topicId('fraud'),
        titles: { zh: '守住钱袋子', en: '守住钱袋子' },
        outline: '三个骗局，一个口诀',
        audience: 'elderly',
        talkMinutes: 40,
      },
    });
    talking.gets({ type: 'save-course', result: { ok: true, course: own({ state: 'submitted' }) } });
    expect(talking.words).toContain('等派单员审核');
    const lost = speaker()
      .tapsData('/edit_course 5')
      .gets({ type: 'show-course', result: { course: own() } })
      .taps('保存')
      .gets({ type: 'save-course', result: { ok: false, reason: 'not_your_topic' } });
    expect(lost.words).toContain('请换一个主题');
    expect(lost.buttons).toContain('改主题');
  });

  test('somebody else’s is not there to edit', () => {
    const editing = speaker()
      .tapsData('/edit_course 5')
      .gets({ type: 'show-course', result: { course: aCourse() } });
    expect(editing.words).toContain('没有找到这门课');
    expect(speaker().tapsData('/edit_course x').command).toBeUndefined();
  });

  test('slides come one by one, as files or pictures, and go with a tap', () => {
    const slides = [{ id: 31, name: '课件.pptx', url: '/slides/31?t=x' }];
    const talking = shown(own())
      .taps('课件')
      .gets({ type: 'show-course', result: { course: own() } });
    expect(talking.words).toContain('请发课件');
    expect(talking.says('好').words).toContain('请发一个文件');
    expect(talking.sendsFile('大.pdf', 11 * 1024 * 1024).words).toContain('超过 10 MB');
    expect(talking.sendsFile('课件.pptx').command).toEqual({
      ...{ type: 'add-slide', courseId: 5, fileId: 'file-1', name: '课件.pptx' },
    });
    talking.gets({ type: 'add-slide', result: { ok: true, course: own({ slides }) } });
    expect(talking.words).toContain('收到');
    expect(talking.sendsPhoto('p').command).toMatchObject({ type: 'add-slide', fileId: 'p', name: '' });
    talking.gets({ type: 'add-slide', result: { ok: false, reason: 'too_many' } });
    expect(talking.words).toContain('最多 5 个');
    expect(talking.taps('✖ 课件.pptx').command).toEqual({ type: 'remove-slide', courseId: 5, slideId: 31 });
    talking.gets({ type: 'remove-slide', result: { ok: true, course: own() } });
    expect(talking.taps('返回').command).toEqual({ type: 'show-course', courseId: 5 });
  });

  test('one is submitted with one tap, and taken off the menu with one more question', () => {
    expect(shown(own()).taps('提交审核').command).toEqual({ type: 'submit-course', courseId: 5 });
    const talking = shown(own({ state: 'published' })).taps('撤下');
    expect(talking.command).toBeUndefined();
    expect(talking.says('好').words).toContain('请点「撤下」');
    expect(talking.taps('撤下').command).toEqual({ type: 'withdraw-course', courseId: 5 });
    talking.gets({ type: 'withdraw-course', result: { ok: true, course: own({ state: 'withdrawn' }) } });
    expect(talking.words).toContain('已撤下');
    expect(
      shown(own({ state: 'published' }))
        .taps('撤下')
        .taps('返回').command,
    ).toMatchObject({ courseId: 5 });
  });
});

describe('a coordinator', () => {
  const waiting = aCourse({
    state: 'submitted',
    reviewer: true,
    slides: [{ id: 31, name: '课件.pptx', url: '/slides/31?t=x' }],
  });
  const looking = () =>
    coordinator()
      .tapsData('/course 5')
      .gets({ type: 'show-course', result: { course: waiting } });

  test('sees what waits, with outline and slides, and publishes it as it was seen', () => {
    const list = coordinator()
      .says('/courses')
      .gets({ type: 'list-courses', result: { own: [], waiting: [waiting], published: [] } });
    expect(list.words).toContain('待审课程 1 门');
    const talking = looking();
    expect(talking.words).toContain('提纲：三个骗局');
    expect(talking.replies[0]?.links).toMatchObject([{ url: '/slides/31?t=x' }]);
    expect(talking.taps('发布').command).toEqual({ type: 'publish-course', courseId: 5, revision: 'ab12cd34' });
    talking.gets({ type: 'publish-course', result: { ok: false, reason: 'already', course: waiting } });
    expect(talking.words).toContain('刚刚有变化');
    expect(coordinator().tapsData('/course_publish 5 zz').command).toBeUndefined();
  });

  test('sends one back with a reason in words', () => {
    const talking = looking().taps('退回').says('请加一个案例');
    expect(talking.command).toEqual({
      ...{ type: 'return-course', courseId: 5, revision: 'ab12cd34', text: '请加一个案例' },
    });
    talking.gets({ type: 'return-course', result: { ok: true, course: aCourse() } });
    expect(talking.words).toContain('已退回');
    expect(looking().taps('退回').taps('返回').command).toEqual({ type: 'show-course', courseId: 5 });
  });

  test('takes one off the menu, with a reason in words', () => {
    const published = { ...waiting, state: 'published' as const };
    const talking = coordinator()
      .says('/courses')
      .gets({ type: 'list-courses', result: { own: [], waiting: [], published: [published] } });
    expect(talking.words).toContain('菜单上的课程 1 门');
    talking.taps('已发布').gets({ type: 'show-course', result: { course: published } });
    expect(talking.buttons).not.toContain('✅ 发布');
    expect(talking.taps('撤下并退回').says('案例过时了').command).toEqual({
      ...{ type: 'return-course', courseId: 5, revision: 'ab12cd34', text: '案例过时了' },
    });
  });

  test('opens the course of an order from its card', () => {
    const order = anOrder({ course: { id: 5, titles: { zh: '守住养老钱', en: 'Keep your savings' } } });
    const talking = coordinator().tapsData('/card 7').gets({ type: 'show-card', result: { order } });
    expect(talking.words).toContain('课程：守住养老钱');
    expect(talking.taps('看课程').command).toEqual({ type: 'show-course', courseId: 5 });
  });

  test('writes no courses, and a stranger sees none', () => {
    expect(coordinator().tapsData('/new_course').words).toContain('这是宣讲员的功能');
    expect(speaker().tapsData('/course_publish 5 ab12cd34').words).toContain('这是派单员的功能');
    expect(stranger().says('/courses').words).toContain('邀请码');
  });
});
