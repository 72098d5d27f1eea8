import { describe, expect, test } from 'vitest';
import type {
  ApplicationView,
  Invitation,
  TeamMember,
  TopicRequestView,
} from '../../../../src/domain/commands-roster.ts';
import { topicId } from '../../../fakes/catalogue.ts';
import { coordinator } from '../fixtures.ts';

const traffic = { zh: '交通安全' };
const aMember = (id: number, changes: Partial<TeamMember> = {}): TeamMember => ({
  id,
  name: `宣讲员${id}`,
  kind: 'police',
  active: true,
  topics: [traffic],
  ...changes,
});
const asked: TopicRequestView = { id: 4, speakerId: 2, speaker: '李警官', topic: traffic, holds: [{ zh: '防毒识毒' }] };
const invitation: Invitation = {
  name: '李伟',
  code: 'AAAAA-BBBBB-CCCCC',
  url: 'https://talks.example/join/AAAAA-BBBBB-CCCCC',
  days: 7,
};
const anApplication = (changes: Partial<ApplicationView> = {}): ApplicationView => ({
  id: 5,
  state: 'open',
  kind: 'volunteer',
  area: { zh: '三合镇' },
  topics: [{ id: topicId('traffic'), names: traffic }],
  languages: ['putonghua'],
  name: '韩梅',
  phone: '13812345678',
  about: '退休教师',
  createdAt: '2026-11-23T01:00:00.000Z',
  ...changes,
});

describe('/team', () => {
  const listed = (members: TeamMember[], waits: { applications?: number; topicRequests?: TopicRequestView[] } = {}) =>
    coordinator()
      .says('宣讲队')
      .gets({ type: 'list-team', result: { members, applications: 0, topicRequests: [], ...waits } });

  test('lists the speakers with their topics, a page at a time, and opens a profile', () => {
    const talking = listed(Array.from({ length: 10 }, (_, at) => aMember(at + 1, at === 1 ? { active: false } : {})));
    expect(talking.words).toContain('共 10 人');
    expect(talking.words).toContain('宣讲员1（民警）：交通安全');
    expect(talking.words).toContain('⏸ 宣讲员2');
    expect(talking.words).not.toContain('宣讲员9');
    expect(talking.taps('宣讲员3').command).toEqual({ type: 'show-profile', speakerId: 3 });
    const second = listed(Array.from({ length: 10 }, (_, at) => aMember(at + 1))).taps('下一页');
    expect(second.command).toEqual({ type: 'list-team' });
  });

  test('shows what waits beside it', () => {
    const talking = listed([aMember(1)], { applications: 2, topicRequests: [asked] });
    expect(talking.buttons).toEqual(expect.arrayContaining(['🙌 待处理的自荐：2 份', '🎓 李警官 申请：交通安全']));
    expect(talking.taps('待处理的自荐').command).toEqual({ type: 'list-applications' });
    expect(listed([]).words).toContain('还没有宣讲员');
  });
});

describe('a topic that was asked for', () => {
  test('is granted or not, once', () => {
    const talking = coordinator().tapsData('/grant 4');
    expect(talking.command).toEqual({ type: 'decide-topic', requestId: 4, grant: true });
    talking.gets({ type: 'decide-topic', result: { ok: true, request: { ...asked, granted: true } } });
    expect(talking.words).toContain('✅ 已同意');
    const late = coordinator()
      .tapsData('/deny 4')
      .gets({ type: 'decide-topic', result: { ok: false, reason: 'already', request: { ...asked, granted: true } } });
    expect(late.words).toContain('已经处理过了');
    expect(late.words).toContain('✅ 已同意');
    const own = coordinator()
      .tapsData('/grant 4')
      .gets({ type: 'decide-topic', result: { ok: false, reason: 'own', request: asked } });
    expect(own.words).toContain('要由别的派单员来定');
    expect(own.buttons).not.toContain('✅ 同意');
    const none = coordinator().tapsData('/grant 4');
    expect(none.gets({ type: 'decide-topic', result: { ok: false, reason: 'not_found' } }).words).toContain('没有找到');
  });
});

describe('/addspeaker', () => {
  const begun = () => coordinator().says('/addspeaker');

  test('takes seven answers, shows them once more, and shows the invite', () => {
    const talking = begun().says('李伟').says('13900000000').taps('行业从业人员').taps('支部推荐').taps('三合镇');
    talking.taps('☐ 交通安全').taps('填好了');
    for (const words of ['请核对', '李伟', '13900000000', '行业从业人员', '三合镇', '交通安全', '支部推荐'])
      expect(talking.words).toContain(words);
    expect(talking.taps('加入宣讲队').command).toEqual({
      type: 'add-speaker',
      name: '李伟',
      phone: '13900000000',
      kind: 'practitioner',
      joinedBy: 'branch',
      areaId: 30,
      topicIds: [topicId('traffic')],
    });
    talking.gets({ type: 'add-speaker', result: { ok: true, speakerId: 8, invitation } });
    expect(talking.words).toContain('AAAAA-BBBBB-CCCCC');
    expect(talking.replies[0]?.links).toMatchObject([{ url: invitation.url }]);
    expect(JSON.stringify(talking.state)).not.toContain('AAAAA');
  });

  test('can do without a phone, and finds a village typed', () => {
    const talking = begun().says('李伟').taps('不填').taps('民警').taps('组织选派').says('乐都路社区');
    talking.taps('☐ 防毒识毒').taps('填好了').taps('加入宣讲队');
    expect(talking.command).toMatchObject({ areaId: 1001, joinedBy: 'organisation' });
    expect(talking.command).not.toHaveProperty('phone');
  });

  test('says why an answer will not do', () => {
    const talking = begun().says('123');
    expect(talking.words).toContain('请打姓名');
    expect(talking.says('长'.repeat(31)).words).toContain('最多 30 字');
    expect(talking.says('李伟').says('12').words).toContain('号码好像不对');
    expect(talking.taps('不填').says('警察').words).toContain('请点下面的按钮');
    expect(talking.taps('辅警').says('自己来的').words).toContain('请点下面的按钮');
    expect(talking.taps('组织选派').says('火星').words).toContain('没找到这个地方');
    expect(talking.says('小峡街道').says('都讲').words).toContain('请点按钮勾选');
    expect(talking.taps('☐ 交通安全').taps('填好了').says('好').words).toContain('请核对后点确认');
  });

  test('asks again for what the services refuse', () => {
    const filled = () =>
      begun().says('李伟').taps('不填').taps('民警').taps('组织选派').taps('三合镇').taps('☐ 交通安全').taps('填好了');
    const namesake = filled().taps('加入宣讲队');
    namesake.gets({ type: 'add-speaker', result: { ok: false, reason: 'namesake' } });
    expect(namesake.words).toMatch(/已有同名的人[\s\S]*叫什么名字/);
    const outside = filled().taps('加入宣讲队');
    outside.gets({ type: 'add-speaker', result: { ok: false, reason: 'not_found' } });
    expect(outside.words).toMatch(/不在您负责的范围里[\s\S]*哪个乡镇/);
  });

  test('goes back question by question to the team', () => {
    const talking = begun().says('李伟').taps('不填').taps('民警');
    for (const words of ['哪一类', '电话是多少', '叫什么名字']) expect(talking.taps('返回').words).toContain(words);
    expect(talking.taps('返回').command).toEqual({ type: 'list-team' });
    expect(begun().taps('取消').words).toContain('好的，已取消');
  });

  test('shows a new invite to hand on', () => {
    const talking = coordinator().tapsData('/new_invite 8');
    talking.gets({ type: 'invite-speaker', result: { ok: true, invitation } });
    expect(talking.words).toContain('以前的已作废');
    const joined = coordinator().tapsData('/new_invite 8');
    expect(joined.gets({ type: 'invite-speaker', result: { ok: false, reason: 'joined' } }).words).toContain(
      '已经加入',
    );
  });
});

describe('applications', () => {
  const opened = (line: string, changes: Partial<ApplicationView> = {}) =>
    coordinator()
      .tapsData(line)
      .gets({ type: 'show-application', result: { application: anApplication(changes) } });

  test('are listed and opened', () => {
    const talking = coordinator()
      .says('自荐')
      .gets({ type: 'list-applications', result: { applications: [anApplication()] } });
    expect(talking.words).toContain('韩梅 · 志愿者 · 三合镇');
    expect(talking.taps('韩梅').command).toEqual({ type: 'show-application', applicationId: 5 });
    talking.gets({ type: 'show-application', result: { application: anApplication() } });
    for (const words of ['13812345678', '退休教师', '待处理']) expect(talking.words).toContain(words);
    expect(talking.buttons).toEqual(expect.arrayContaining(['✅ 同意', '婉拒']));
    const none = coordinator().says('/applications');
    expect(none.gets({ type: 'list-applications', result: { applications: [] } }).words).toContain('没有待处理');
  });

  test('are accepted with the topics that are ticked', () => {
    expect(opened('/admit 5').taps('填好了').command).toEqual({
      type: 'accept-application',
      applicationId: 5,
      topicIds: [topicId('traffic')],
    });
    const other = opened('/admit 5').taps('☑ 交通安全');
    expect(other.buttons).not.toContain('✅ 填好了');
    expect(other.says('同意').words).toContain('请点下面的按钮');
    expect(other.taps('☐ 防毒识毒').taps('填好了').command).toMatchObject({ topicIds: [topicId('drugs')] });
    other.gets({
      type: 'accept-application',
      result: { ok: true, application: anApplication({ state: 'accepted' }) },
    });
    expect(other.words).toContain('已同意 韩梅 的自荐');
  });

  test('are turned down after a second tap', () => {
    const talking = opened('/turn_down 5');
    expect(talking.command).toBeUndefined();
    expect(talking.taps('确定婉拒').command).toEqual({ type: 'decline-application', applicationId: 5 });
    talking.gets({
      type: 'decline-application',
      result: { ok: true, application: anApplication({ state: 'declined' }) },
    });
    expect(talking.words).toContain('已婉拒 韩梅 的自荐');
    expect(opened('/turn_down 5').taps('返回').command).toEqual({ type: 'show-application', applicationId: 5 });
  });

  test('tell the second what became of it', () => {
    expect(opened('/admit 5', { state: 'accepted' }).words).toMatch(/已经处理过了[\s\S]*已同意/);
    const late = opened('/turn_down 5').taps('确定婉拒');
    late.gets({
      type: 'decline-application',
      result: { ok: false, reason: 'already', application: anApplication({ state: 'withdrawn' }) },
    });
    expect(late.words).toMatch(/已经处理过了[\s\S]*本人已撤回/);
    const gone = coordinator().tapsData('/admit 6').gets({ type: 'show-application', result: {} });
    expect(gone.words).toContain('没有找到这份自荐');
  });
});
