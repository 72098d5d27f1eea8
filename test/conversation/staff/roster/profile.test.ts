import { describe, expect, test } from 'vitest';
import type { ProfileEdited, ProfileView } from '../../../../src/domain/commands-roster.ts';
import { workHalves } from '../../../../src/domain/working-hours.ts';
import { formatId, topicId } from '../../../fakes/catalogue.ts';
import { coordinator, speaker } from '../fixtures.ts';

const fraud = { id: topicId('fraud'), names: { zh: '防范电信网络诈骗' } };
const traffic = { id: topicId('traffic'), names: { zh: '交通安全' } };
const aProfile = (changes: Partial<ProfileView> = {}): ProfileView => ({
  id: 2,
  name: '李警官',
  kind: 'police',
  joinedBy: 'organisation',
  home: { zh: '小峡街道' },
  active: true,
  schools: 0,
  joined: true,
  own: true,
  topics: [fraud],
  requested: [],
  formats: [{ id: formatId('lecture'), names: { zh: '社区讲座' } }],
  languages: ['putonghua'],
  hours: [],
  areas: [],
  weeklyLimit: 3,
  dailyLimit: 2,
  canAssist: true,
  clearedForMinors: false,
  targetShare: 1,
  ...changes,
});

const mine = (changes: Partial<ProfileView> = {}) =>
  speaker()
    .says('我的资料')
    .gets({ type: 'show-profile', result: { profile: aProfile(changes) } });
const theirs = (changes: Partial<ProfileView> = {}) =>
  coordinator()
    .tapsData('/member 2')
    .gets({ type: 'show-profile', result: { profile: aProfile({ own: false, ...changes }) } });
const saved = (changes: Partial<ProfileView>) =>
  ({ type: 'edit-profile', result: { ok: true, profile: aProfile(changes) } }) as const;

describe('/me', () => {
  test('shows what is known, with a button for each part', () => {
    const talking = mine({
      hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, ...workHalves.morning })),
      requested: [{ requestId: 4, ...traffic }],
    });
    for (const words of [
      '李警官 · 民警 · 小峡街道',
      '主题：防范电信网络诈骗',
      '申请中：交通安全',
      '形式：社区讲座',
      '语言：普通话',
      '时间：周一至周五 上午',
      '地方：各处都去',
      '每周最多 3 场，每天最多 2 场',
      '可以当搭档',
      '未核准进校',
    ])
      expect(talking.words).toContain(words);
    expect(talking.buttons).toEqual(expect.arrayContaining(['主题', '形式', '语言', '时间', '地方', '🏖 请假']));
    for (const label of ['份额', '核准进校', '⏸ 暂停派单', '📨 重新邀请']) expect(talking.buttons).not.toContain(label);
    expect(mine().taps('请假').command).toEqual({ type: 'list-away' });
  });

  test('asks for a topic with one tap, and gives one up with two', () => {
    const talking = mine().taps('主题');
    expect(talking.buttons).toEqual(expect.arrayContaining(['☑ 防范电信网络诈骗', '➕ 交通安全']));
    expect(talking.taps('➕ 交通安全').command).toEqual({ type: 'request-topic', topicId: traffic.id });
    const requested = [{ requestId: 4, ...traffic }];
    talking.gets({ type: 'request-topic', result: { ok: true, profile: aProfile({ requested }) } });
    expect(talking.words).toContain('已申请，等派单员同意');
    expect(talking.taps('主题').taps('⏳ 交通安全').words).toContain('已经申请过');
    expect(talking.taps('☑ 防范电信网络诈骗').words).toContain('不再讲「防范电信网络诈骗」');
    expect(talking.command).toBeUndefined();
    expect(talking.taps('返回').words).toContain('您的主题');
    expect(talking.taps('☑ 防范电信网络诈骗').taps('不再讲').command).toEqual({
      type: 'edit-profile',
      edit: { what: 'topics', topicIds: [] },
    });
  });

  test('ticks formats, languages and areas, and keeps them with one button', () => {
    const formats = mine().taps('形式').taps('☐ 田间课堂').taps('填好了');
    expect(formats.command).toEqual({
      type: 'edit-profile',
      edit: { what: 'formats', formatIds: [formatId('lecture'), formatId('field')] },
    });
    expect(formats.gets(saved({})).words).toMatch(/记下了.*\n.*李警官/);
    const spoken = mine().taps('语言').taps('☐ 藏语');
    expect(spoken.buttons).toContain('☑ 藏语');
    expect(spoken.taps('填好了').command).toMatchObject({ edit: { languages: ['putonghua', 'tibetan'] } });
    // With nothing ticked there is nothing to keep.
    expect(mine().taps('语言').taps('☑ 普通话').buttons).not.toContain('✅ 填好了');
    expect(mine().taps('地方').taps('☐ 三合镇').taps('填好了').command).toMatchObject({
      edit: { what: 'areas', areaIds: [30] },
    });
    expect(mine().taps('地方').taps('各处都去').command).toMatchObject({ edit: { what: 'areas', areaIds: [] } });
  });

  test('takes working hours with two taps', () => {
    const talking = mine().taps('时间');
    expect(talking.words).toContain('时间：任何时间');
    expect(talking.taps('周一至周五').words).toContain('周一至周五什么时间可以');
    expect(talking.taps('上午').command).toEqual({
      type: 'edit-profile',
      edit: { what: 'hours', hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, ...workHalves.morning })) },
    });
    expect(mine().taps('时间').taps('周三').taps('不讲').command).toMatchObject({
      edit: { hours: [1, 2, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, until: 1440 })) },
    });
    const monday = { weekday: 1, ...workHalves.morning };
    expect(
      mine({ hours: [monday] })
        .taps('时间')
        .taps('任何时间').command,
    ).toMatchObject({ edit: { hours: [] } });
  });

  test('takes working hours typed, in one line or two', () => {
    const hours = [6, 7].map((weekday) => ({ weekday, from: 840, until: 1020 }));
    expect(mine().taps('时间').says('周末 14:00-17:00').command).toMatchObject({ edit: { what: 'hours', hours } });
    expect(mine().taps('时间').says('周末').says('14:00-17:00').command).toMatchObject({ edit: { hours } });
    expect(mine().taps('时间').says('14:00-17:00').words).toContain('请点日子或时间');
    expect(mine().taps('时间').says('周一 17:00-14:00').words).toContain('没看懂这个时间');
    expect(mine().taps('时间').taps('每天').says('随便').words).toContain('没看懂这个时间');
    expect(mine().taps('时间').taps('每天').taps('不讲').words).toContain('至少要留一个时段');
  });

  test('takes limits by button or typed, within bounds', () => {
    expect(mine().taps('每周场数').taps('5').command).toMatchObject({ edit: { what: 'weekly', most: 5 } });
    expect(mine().taps('每周场数').says('12').command).toMatchObject({ edit: { what: 'weekly', most: 12 } });
    expect(mine().taps('每天场数').says('３场').command).toMatchObject({ edit: { what: 'daily', most: 3 } });
    for (const said of ['0', '22', '2.5', '很多', '-1'])
      expect(mine().taps('每周场数').says(said).words, said).toContain('1 到 21 之间');
    expect(mine().taps('每天场数').says('6').words).toContain('1 到 5 之间');
  });

  test('says with one tap whether to assist', () => {
    expect(mine().taps('不当搭档').command).toMatchObject({ edit: { what: 'assist', yes: false } });
    expect(mine({ canAssist: false }).taps('可当搭档').command).toMatchObject({ edit: { yes: true } });
  });

  test('never decides what is not theirs, whatever is sent', () => {
    for (const forged of ['minors', 'active', 'share']) {
      const talking = mine();
      const asked = talking.state.asked.toString(36);
      expect(talking.tapsData(`q${asked}:${forged}`).command, forged).toBeUndefined();
      expect(talking.words).toContain('请点要改的一项');
    }
  });

  test('answers nonsense with what to do, at every question', () => {
    expect(mine().says('嗯').words).toContain('请点要改的一项');
    expect(mine().taps('主题').says('嗯').words).toContain('请点一个主题');
    expect(mine().taps('形式').sendsPhoto('f').words).toContain('请点按钮勾选');
    expect(mine().taps('时间').sendsPhoto('f').words).toContain('请点日子或时间');
    expect(mine().taps('每周场数').sendsPhoto('f').words).toContain('请点一个，或打 1 到 21');
  });

  test('goes back from question to question and to the menu, and can be cancelled', () => {
    const talking = mine().taps('时间').taps('周一至周五').taps('返回');
    expect(talking.words).toContain('哪几天');
    expect(talking.taps('返回').words).toContain('李警官 · 民警');
    expect(talking.says('返回').words).toContain('请问要办什么');
    expect(mine().taps('形式').taps('取消').words).toContain('好的，已取消');
  });

  test('tells why it could not be changed, above the same question', () => {
    const refused: ProfileEdited = { ok: false, reason: 'nothing', profile: aProfile() };
    const talking = mine().taps('形式').taps('填好了').gets({ type: 'edit-profile', result: refused });
    expect(talking.words).toMatch(/至少要留一项。\n能讲哪些形式/);
    const gone = mine()
      .taps('不当搭档')
      .gets({ type: 'edit-profile', result: { ok: false, reason: 'not_found' } });
    expect(gone.words).toContain('没有找到');
  });

  test('is for speakers', () => {
    expect(coordinator().says('/me').words).toContain('这是宣讲员的功能');
    expect(speaker().says('/member 3').words).toContain('这是派单员的功能');
  });
});

describe("a coordinator's look at a profile", () => {
  test('grants and takes topics, share and clearance', () => {
    expect(theirs().words).toContain('承担份额：1');
    expect(theirs().taps('主题').taps('☐ 交通安全').taps('填好了').command).toEqual({
      type: 'edit-profile',
      speakerId: 2,
      edit: { what: 'topics', topicIds: [fraud.id, traffic.id] },
    });
    expect(theirs().taps('主题').taps('☑ 防范电信网络诈骗').taps('填好了').command).toMatchObject({
      edit: { topicIds: [] },
    });
    expect(theirs().taps('份额').taps('0.5').command).toMatchObject({ edit: { what: 'share', share: 0.5 } });
    expect(theirs().taps('份额').says('0').words).toContain('0.1 到 3 之间');
    expect(theirs().taps('核准进校').command).toMatchObject({ edit: { what: 'minors', yes: true } });
    expect(theirs({ clearedForMinors: true }).taps('取消进校').command).toMatchObject({ edit: { yes: false } });
  });

  test('to pause who serves schools says how many, before and after', () => {
    const talking = theirs({ schools: 2 });
    expect(talking.words).toContain('法治副校长：2 所学校');
    talking.taps('暂停派单');
    expect(talking.words).toMatch(/2 所学校的法治副校长[\s\S]*不会解聘/);
    expect(talking.command).toBeUndefined();
    expect(talking.taps('返回').words).toContain('李警官 · 民警');
    talking.taps('暂停派单').taps('暂停派单');
    expect(talking.command).toMatchObject({ type: 'edit-profile', edit: { what: 'active', yes: false } });
    talking.gets(saved({ own: false, active: false, schools: 2 }));
    expect(talking.words).toContain('法治副校长任职还在（2 所学校）');
    expect(theirs({ active: false, schools: 2 }).taps('恢复派单').command).toMatchObject({ edit: { yes: true } });
  });

  test('pauses somebody and brings them back', () => {
    const talking = theirs().taps('暂停派单');
    expect(talking.command).toMatchObject({ edit: { what: 'active', yes: false } });
    talking.gets({
      type: 'edit-profile',
      result: { ok: false, reason: 'has_talks', profile: aProfile({ own: false }) },
    });
    expect(talking.words).toContain('请先换人，再暂停');
    const paused = theirs({ active: false });
    expect(paused.words).toContain('⏸ 暂停派单');
    expect(paused.taps('恢复派单').command).toMatchObject({ edit: { what: 'active', yes: true } });
  });

  test('decides on what was asked for, and invites who has not joined', () => {
    const talking = theirs({ requested: [{ requestId: 4, ...traffic }], joined: false });
    expect(talking.words).toContain('还没加入工作端');
    expect(talking.taps('同意：交通安全').command).toEqual({ type: 'decide-topic', requestId: 4, grant: true });
    expect(theirs({ joined: false }).taps('重新邀请').command).toEqual({ type: 'invite-speaker', speakerId: 2 });
    expect(theirs().says('返回').command).toEqual({ type: 'list-team' });
  });

  test('of their own is as any speaker has it', () => {
    expect(theirs({ own: true }).buttons).not.toContain('核准进校');
  });

  test('finds nothing outside the area', () => {
    const talking = coordinator().tapsData('/member 9').gets({ type: 'show-profile', result: {} });
    expect(talking.words).toContain('不在您负责的范围里');
    expect(coordinator().says('/member x').words).toContain('按钮已经不能用了');
  });
});
