import { describe, expect, test } from 'vitest';
import { fenglin, yunshan } from '../../../fakes/catalogue.ts';
import { anAppointment, aRequest, contact, type MySchool, mySchools, otherSchool } from './fixtures.ts';

const people = {
  type: 'list-deputies-for',
  result: {
    people: [
      { id: 3, name: '李警官' },
      { id: 4, name: '张法官' },
    ],
  },
} as const;
const need = '初二常有打架，想请懂未成年人保护的来';

const begun = (mine: Partial<MySchool> = {}) =>
  contact()
    .says('申请法治副校长')
    .gets(mySchools({ postsFree: 1, ...mine }));

describe('asking for a 法治副校长', () => {
  test('takes what is needed and whom one would like, is seen before it is sent, and is confirmed', () => {
    const talking = begun();
    expect(talking.words).toContain('学校需要什么，为什么');
    expect(talking.says(need).command).toEqual({ type: 'list-deputies-for', schoolId: fenglin });
    expect(talking.gets(people).buttons).toEqual(
      expect.arrayContaining(['听从安排', '李警官', '张法官', '⬅️ 返回', '✖️ 取消']),
    );
    talking.taps('张法官');
    for (const words of ['请核对您的申请', '平安枫林小学', '新聘', need, '想请：张法官'])
      expect(talking.words).toContain(words);
    expect(talking.words).not.toContain('人数');
    expect(talking.taps('提交申请').command).toEqual({
      ...{ type: 'request-deputy', schoolId: fenglin, kind: 'first', posts: 1, need, wishSpeakerId: 4 },
    });
    talking.gets({ type: 'request-deputy', result: { ok: true, requests: [aRequest({ post: 1 })] } });
    expect(talking.words).toMatch(/收到申请[\s\S]*申请 501 · 新聘：正在等派单员推荐/);
  });

  test('asks how many only where there is a choice', () => {
    const talking = begun({ postsFree: 3 });
    expect(talking.words).toContain('要几位');
    expect(talking.buttons).toEqual(expect.arrayContaining(['1', '2', '3']));
    for (const wrong of ['0', '4', '两', '1.5', '-1']) expect(talking.says(wrong).words, wrong).toContain('打 1 到 3');
    talking.says('2位').says(need).gets(people).taps('听从安排');
    expect(talking.words).toContain('人数：2');
    expect(talking.taps('提交申请').command).toEqual({
      ...{ type: 'request-deputy', schoolId: fenglin, kind: 'first', posts: 2, need },
    });
  });

  test('takes a field of law that is typed, and a name for the person', () => {
    const field = begun().says(need).gets(people).says('未成年人保护');
    expect(field.words).toContain('法律领域：未成年人保护');
    expect(field.taps('提交申请').command).toMatchObject({ wishField: '未成年人保护' });
    expect(field.command).not.toHaveProperty('wishSpeakerId');
    expect(begun().says(need).gets(people).says('李警官').taps('提交申请').command).toMatchObject({ wishSpeakerId: 3 });
  });

  test('says why an answer will not do', () => {
    const talking = begun().says('要');
    expect(talking.words).toContain('太短');
    expect(talking.says('长'.repeat(301)).words).toContain('最多 300 字');
    expect(talking.sendsPhoto('f').words).toContain('请直接打字');
    talking.says('长'.repeat(300)).gets(people);
    expect(talking.says('法').words).toContain('太短');
    expect(talking.says('长'.repeat(41)).words).toContain('最多 40 字');
    expect(talking.sendsPhoto('f').words).toContain('听从安排');
    expect(talking.taps('听从安排').says('好').words).toContain('点「提交申请」');
  });

  test('goes back question by question, keeps what was said, and can be cancelled', () => {
    const talking = begun({ postsFree: 2 }).taps('1').says(need).gets(people).taps('李警官');
    for (const words of ['想请谁', '学校需要什么', '要几位']) expect(talking.taps('返回').words).toContain(words);
    expect(talking.taps('返回').command).toEqual({ type: 'my-schools' });
    expect(begun().taps('取消').words).toContain('好的，已取消');
    // The names are read once.
    const again = begun().says(need).gets(people).taps('返回').says(need);
    expect(again.command).toBeUndefined();
    expect(again.words).toContain('想请谁');
  });

  test('says the same need again with one tap', () => {
    const talking = begun({ lastNeed: need }).taps('和上次一样');
    expect(talking.gets(people).taps('听从安排').words).toContain(need);
  });

  test('pages through many names', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ id: at + 1, name: `第${at + 1}位` }));
    const talking = begun()
      .says(need)
      .gets({ type: 'list-deputies-for', result: { people: many } });
    expect(talking.buttons).not.toContain('第13位');
    expect(talking.taps('下一页').taps('下一页').taps('第30位').taps('提交申请').command).toMatchObject({
      wishSpeakerId: 30,
    });
  });

  test('of which school is asked where there are two', () => {
    const both = mySchools({}, { school: otherSchool });
    const talking = contact().says('/request_deputy').gets(both);
    expect(talking.words).toContain('哪一所学校');
    talking.taps('小峡云杉中学').gets(both);
    expect(talking.taps('1').says(need).command).toEqual({ type: 'list-deputies-for', schoolId: yunshan });
  });

  test('is not begun where no post is free, for another school, or by somebody without one', () => {
    const full = begun({ postsFree: 0, requests: [aRequest()] });
    expect(full.words).toMatch(/没有空的名额[\s\S]*申请 501/);
    expect(contact().says('/request_deputy 99').gets(mySchools({})).words).toContain('不是这所学校的联系人');
    expect(contact().says('/request_deputy').gets(mySchools()).words).toContain('这里给学校联系人使用');
  });

  test('is not begun again while nobody serves and a request is open: its state is told', () => {
    const waiting = mySchools({ requests: [aRequest({ kind: 'left' })] });
    const card = contact().says('/deputy').gets(waiting);
    expect(card.buttons.join()).not.toContain('申请法治副校长');
    expect(card.words).toMatch(/申请在办[\s\S]*申请 501 · 已离任/);
    expect(card.buttons).toContain('撤回申请 501');
    expect(contact().says('申请法治副校长').gets(waiting).words).toMatch(/已经有一份申请[\s\S]*申请 501 · 已离任/);
  });

  test('tells who was quicker', () => {
    const sent = () => begun().says(need).gets(people).taps('听从安排').taps('提交申请');
    const told = { already_open: '已经有一份申请', too_many_posts: '没有空的名额', not_yours: '不是这所学校' } as const;
    for (const reason of ['already_open', 'too_many_posts', 'not_yours'] as const)
      expect(sent().gets({ type: 'request-deputy', result: { ok: false, reason } }).words).toContain(told[reason]);
  });
});

describe('asking on behalf of the one who is there', () => {
  const mine = { appointments: [anAppointment({ until: '2027-02-01' })] };
  const atSchool = () => contact().says('/deputy').gets(mySchools(mine));

  test('renews with two taps', () => {
    const talking = atSchool().taps('续聘 李警官').gets(mySchools(mine));
    expect(talking.words).toMatch(/请核对[\s\S]*续聘[\s\S]*现任：李警官/);
    expect(talking.taps('提交申请').command).toEqual({
      ...{ type: 'request-deputy', schoolId: fenglin, kind: 'renewal', posts: 1, need: '', appointmentId: 7 },
    });
  });

  test('asks why for a replacement, and need not for a successor', () => {
    const replacing = atSchool().taps('换一位').gets(mySchools(mine));
    expect(replacing.words).toContain('为什么想换下 李警官');
    expect(replacing.buttons).not.toContain('不填');
    const left = atSchool().taps('我们的已离任').gets(mySchools(mine));
    expect(left.words).toContain('李警官 离任了');
    left.taps('不填').gets(people).taps('听从安排');
    expect(left.words).toContain('李警官 的聘任到今天为止');
    expect(left.taps('提交申请').command).toMatchObject({ kind: 'left', need: '', appointmentId: 7 });
  });

  test('is not begun twice, or for somebody who is not there', () => {
    const open = { ...mine, requests: [aRequest({ post: 1, kind: 'renewal' })] };
    const talking = contact().tapsData(`/request_deputy ${fenglin} renewal 7`);
    expect(talking.gets(mySchools(open)).words).toMatch(/已经有一份申请[\s\S]*续聘/);
    const gone = contact().tapsData(`/request_deputy ${fenglin} renewal 8`).gets(mySchools(mine));
    expect(gone.words).toContain('没有找到');
    // The button of a reminder, after the other contact has been quicker.
    const renewed = anAppointment({ id: 9, from: '2029-05-01', until: '2032-05-01', coming: true });
    const done = { ...mine, appointments: [...mine.appointments, renewed] };
    const late = contact().tapsData(`/request_deputy ${fenglin} renewal 7`).gets(mySchools(done));
    expect(late.words).toContain('已经有人');
    expect(late.buttons).not.toContain('提交申请');
  });
});

describe('taking a request back', () => {
  test('is one tap, and what has become of it is told', () => {
    const talking = contact()
      .says('/deputy')
      .gets(mySchools({ requests: [aRequest()] }));
    expect(talking.words).toContain('申请 501 · 新聘');
    expect(talking.taps('撤回申请 501').command).toEqual({ type: 'withdraw-deputy-request', requestId: 9, version: 1 });
    const withdrawn = aRequest({ state: 'withdrawn' });
    expect(talking.gets({ type: 'withdraw-deputy-request', result: { ok: true, request: withdrawn } }).words).toMatch(
      /申请已撤回[\s\S]*已撤回/,
    );
    const late = contact().tapsData('/withdraw_deputy_request 9 1');
    const request = aRequest({ state: 'placed', appointment: anAppointment({ state: 'recommended' }) });
    late.gets({ type: 'withdraw-deputy-request', result: { ok: false, reason: 'already', request } });
    expect(late.words).toMatch(/刚刚有变化[\s\S]*已有人选（李警官）/);
    const none = contact().tapsData('/withdraw_deputy_request 9 1');
    none.gets({ type: 'withdraw-deputy-request', result: { ok: false, reason: 'not_found' } });
    expect(none.words).toContain('没有找到这份申请');
    const placed = contact()
      .says('/deputy')
      .gets(mySchools({ requests: [request] }));
    expect(placed.buttons.join()).not.toContain('撤回');
  });
});
