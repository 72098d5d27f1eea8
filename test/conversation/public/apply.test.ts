import { describe, expect, test } from 'vitest';
import type { ApplicationView } from '../../../src/domain/commands-roster.ts';
import { topicId } from '../../fakes/catalogue.ts';
import { phone, resident } from './fixtures.ts';

const anApplication = (changes: Partial<ApplicationView> = {}): ApplicationView => ({
  id: 5,
  state: 'open',
  kind: 'volunteer',
  area: { zh: '三合镇' },
  topics: [{ id: topicId('traffic'), names: { zh: '交通安全' } }],
  languages: ['putonghua'],
  name: '韩梅',
  phone,
  createdAt: '2026-11-23T01:00:00.000Z',
  ...changes,
});

const begun = (person: Parameters<typeof resident>[0] = {}) =>
  resident(person)
    .says('自荐')
    .gets({ type: 'my-application', result: { again: true } });

describe('自荐', () => {
  test('takes seven short answers, is seen before it is sent, and is confirmed', () => {
    const talking = begun().taps('志愿者').taps('三合镇').taps('☐ 交通安全').taps('☐ 防毒识毒').taps('填好了');
    talking.taps('☐ 青海话').taps('填好了').says('韩梅').says(phone).says('退休教师');
    for (const words of ['请核对您的自荐', '韩梅', phone, '志愿者', '三合镇', '交通安全', '青海话', '退休教师'])
      expect(talking.words).toContain(words);
    expect(talking.taps('确认提交').command).toEqual({
      type: 'apply',
      kind: 'volunteer',
      areaId: 30,
      topicIds: [topicId('traffic'), topicId('drugs')].toSorted((a, b) => a - b),
      languages: ['putonghua', 'qinghai'],
      name: '韩梅',
      phone,
      about: '退休教师',
    });
    talking.gets({ type: 'apply', result: { ok: true, application: anApplication() } });
    expect(talking.words).toMatch(/收到您的自荐[\s\S]*等待答复/);
    expect(talking.buttons).toContain('撤回自荐');
  });

  test('offers name and number that are known, and takes a shared number', () => {
    const untilName = (person: Parameters<typeof resident>[0] = {}) =>
      begun(person).taps('义警').says('三合镇').taps('☐ 交通安全').taps('填好了').taps('填好了');
    const known = untilName({ name: '韩梅', phone }).taps('韩梅').taps(phone).taps('不填');
    expect(known.taps('确认提交').command).toMatchObject({ kind: 'volunteer_police', name: '韩梅', phone });
    expect(known.command).not.toHaveProperty('about');
    const shared = untilName().says('韩梅');
    expect(shared.replies.at(-1)?.contact).toBe('ask');
    expect(shared.shares(phone, false).words).toContain('号码好像不对');
    shared.shares(phone);
    expect(shared.replies.map(({ contact }) => contact)).toEqual(['remove', undefined]);
    expect(shared.words).toContain('介绍一下自己');
  });

  test('can be begun from the menu, by command and in English', () => {
    for (const said of ['/apply', '我要当宣讲员', '🙌 自荐当宣讲员', 'become a speaker'])
      expect(resident().says(said).command, said).toEqual({ type: 'my-application' });
    expect(resident().says('/start').taps('自荐当宣讲员').command).toEqual({ type: 'my-application' });
    const english = resident({}, { locale: 'en' }).says('/apply');
    expect(english.gets({ type: 'my-application', result: { again: true } }).words).toContain('Thank you for offering');
  });

  test('does not offer what only the organisation makes people', () => {
    const { buttons } = begun();
    expect(buttons).toEqual(expect.arrayContaining(['义警', '行业从业人员', '志愿者', '村警']));
    for (const kind of ['民警', '辅警', '特邀']) expect(buttons).not.toContain(kind);
  });

  test('says why an answer will not do', () => {
    const talking = begun().says('我');
    expect(talking.words).toContain('请点下面的按钮');
    expect(talking.taps('村警').says('火星').words).toContain('没找到这个地方');
    expect(talking.taps('小峡街道').says('都行').words).toContain('请点按钮勾选');
    expect(talking.buttons).not.toContain('✅ 填好了');
    expect(talking.taps('☐ 交通安全').taps('填好了').taps('☑ 普通话').buttons).not.toContain('✅ 填好了');
    expect(talking.taps('☐ 普通话').taps('填好了').says('1').words).toContain('请打姓名');
    expect(talking.says('韩梅').says('12').words).toContain('号码好像不对');
    expect(talking.says(phone).says('长'.repeat(501)).words).toContain('最多 500 字');
    expect(talking.sendsPhoto('f').words).toContain('请直接打字');
    expect(talking.taps('不填').says('好').words).toContain('请核对后点确认');
  });

  test('goes back question by question, and can be cancelled', () => {
    const talking = begun().taps('志愿者').taps('三合镇').taps('☐ 交通安全').taps('填好了').taps('填好了');
    for (const words of ['什么话讲', '想讲哪些主题', '哪个乡镇', '您是哪一类', '请问要办什么'])
      expect(talking.taps('返回').words).toContain(words);
    expect(begun().taps('取消').words).toContain('好的，已取消');
  });

  test('is one at a time: the open one is shown, and can be taken back', () => {
    const shown = { application: anApplication(), again: false };
    const talking = resident().says('/apply').gets({ type: 'my-application', result: shown });
    expect(talking.words).toContain('您的自荐：等待答复');
    expect(talking.taps('撤回自荐').command).toEqual({ type: 'withdraw-application', applicationId: 5 });
    talking.gets({
      type: 'withdraw-application',
      result: { ok: true, application: anApplication({ state: 'withdrawn' }) },
    });
    expect(talking.words).toMatch(/已撤回[\s\S]*您的自荐：已撤回/);
    expect(talking.buttons).not.toContain('撤回自荐');
    const late = resident().tapsData('/withdraw_application 5');
    late.gets({
      type: 'withdraw-application',
      result: { ok: false, reason: 'already', application: anApplication({ state: 'accepted' }) },
    });
    expect(late.words).toMatch(/已经有结果了[\s\S]*已通过/);
    const none = resident().tapsData('/withdraw_application 9');
    none.gets({ type: 'withdraw-application', result: { ok: false, reason: 'not_found' } });
    expect(none.words).toContain('没有找到');
  });

  test('can be made anew after one that was declined, which is named', () => {
    const last = { application: anApplication({ state: 'declined' }), again: true };
    const talking = resident().says('/apply').gets({ type: 'my-application', result: last });
    expect(talking.words).toMatch(/上一次的自荐：未通过[\s\S]*您是哪一类/);
  });

  test('tells of the one that was quicker, and asks again where something has changed', () => {
    const sent = () => {
      const talking = begun({ name: '韩梅', phone }).taps('志愿者').taps('三合镇').taps('☐ 交通安全').taps('填好了');
      return talking.taps('填好了').taps('韩梅').taps(phone).taps('不填').taps('确认提交');
    };
    const second = sent().gets({
      type: 'apply',
      result: { ok: false, reason: 'already', application: anApplication() },
    });
    expect(second.words).toContain('已经有一份自荐了');
    expect(sent().gets({ type: 'apply', result: { ok: false, reason: 'incomplete' } }).words).toContain('请再填一遍');
  });
});
