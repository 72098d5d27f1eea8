// 法治副校长 for coordinators and the education bureau: the overview, a request, an appointment, the pool.

import { describe, expect, test } from 'vitest';
import { coordinator, speaker, stranger } from '../fixtures.ts';
import {
  aCandidate,
  active,
  anAppointment,
  aRequest,
  aSchool,
  barred,
  bureau,
  deputy,
  overview,
  shown,
  untrained,
} from './fixtures.ts';

const decided = { action: 'approve', actor: 'bureau', name: '陈科长', at: '2026-11-23T01:00:00.000Z' };

describe('the overview', () => {
  const seen = (changes = {}) => coordinator().says('法治副校长').gets(overview(changes));

  test('has the schools in most trouble first, with lights and hours', () => {
    const talking = seen();
    expect(talking.words).toContain('2 所学校，2 所已聘');
    expect(talking.words).toContain('🔴 1 所　🟡 0 所　🟢 1 所');
    expect(talking.words).toMatch(
      /🔴 平安枫林小学：课时落后、任期将满[\s\S]*李警官 1\.5\/4 课时，至 2029-02-28[\s\S]*🟢 小峡云杉中学/,
    );
    expect(talking.words).toContain('课时落后：1 所');
    expect(talking.replies[0]?.links?.map(({ url }) => url)).toEqual(['/deputy/report?t=x']);
  });

  test('counts a school as served from the day on which somebody begins', () => {
    const { ledger: _, ...appointment } = active({ coming: true, from: '2027-03-01' });
    const rows = [
      { school: aSchool(), appointments: [appointment], postsFree: 4, flags: ['no_deputy'], light: 'red' },
    ] as const;
    expect(seen({ rows }).words).toContain('1 所学校，0 所已聘');
  });

  test('is what a request’s number leads to', () => {
    expect(coordinator().says('F502').command).toEqual({ type: 'deputy-overview' });
    expect(speaker().says('F502').command).toBeUndefined();
  });

  test('has open requests on top, and pages', () => {
    const requests = [aRequest(), aRequest({ id: 10, number: '502', state: 'placed' })];
    const talking = seen({ requests });
    expect(talking.buttons[0]).toContain('申请 501 平安枫林小学（新聘）');
    expect(talking.buttons.join()).not.toContain('502');
    expect(talking.taps('申请 501').command).toEqual({ type: 'show-deputy-request', requestId: 9 });
    const rows = Array.from({ length: 20 }, (_, at) => ({
      ...{
        school: aSchool({ id: at + 1, names: { zh: `第${at + 1}小学` } }),
        appointments: [],
        postsFree: 4,
        flags: [],
      },
      light: 'green' as const,
    }));
    const paged = seen({ rows });
    expect(paged.buttons).not.toContain('第9小学');
    expect(paged.taps('下一页').gets(overview({ rows })).buttons).toContain('第9小学');
  });

  test('leads to a school, its appointments and a link for its contact', () => {
    const talking = seen().taps('平安枫林小学');
    talking.gets(overview());
    expect(talking.words).toMatch(/🏫 平安枫林小学（乐都路社区）[\s\S]*聘书编号：2026-0007/);
    expect(talking.words).toContain('还差 2.5 课时，已约 1，还剩 5 个教学周，请尽快约课');
    talking.taps('邀请学校联系人');
    expect(talking.words).toContain('联系人叫什么名字');
    expect(talking.says('长'.repeat(31)).words).toContain('30');
    expect(talking.says('孙老师').command).toMatchObject({ type: 'invite-school-contact', name: '孙老师' });
    talking.gets({ type: 'invite-school-contact', result: { ok: true, code: 'ABCDE-FGHJK-LMNPQ', url: '/join/x' } });
    expect(talking.words).toMatch(/只显示这一次[\s\S]*ABCDE-FGHJK-LMNPQ/);
  });

  test('shows who speaks for a school, to be put out when they have left it', () => {
    const school = { id: aSchool().id, names: aSchool().names };
    const talking = seen().taps('平安枫林小学').gets(overview()).taps('👥 学校联系人');
    expect(talking.command).toEqual({ type: 'school-contacts', schoolId: school.id });
    talking.gets({ type: 'school-contacts', result: { school, contacts: [{ id: 5, name: '王老师' }, { id: 6 }] } });
    expect(talking.words).toMatch(/平安枫林小学的联系人：\n王老师\n（没有名字）/);
    expect(talking.buttons).toContain('移除 （没有名字）');
    expect(talking.taps('移除 王老师').command).toEqual({ type: 'remove-school-contact', contactId: 5 });
    talking.gets({ type: 'remove-school-contact', result: { school, contacts: [] } });
    expect(talking.words).toMatch(/不再代表学校[\s\S]*还没有联系人/);
    expect(talking.buttons).toEqual(['➕ 邀请学校联系人', '平安枫林小学', '🏠 主菜单']);
    const gone = coordinator().tapsData('/remove_contact 5');
    gone.gets({ type: 'remove-school-contact', result: { contacts: [] } });
    expect(gone.words).toContain('没有找到');
  });

  test('at a school whose term is being renewed the buttons tell the two terms apart', () => {
    const appointments = [active(), anAppointment({ id: 9, state: 'approved' })];
    const talking = coordinator().tapsData(`/deputy_school ${aSchool().id}`);
    talking.gets(overview({ rows: [{ school: aSchool(), appointments, postsFree: 4, flags: [], light: 'green' }] }));
    expect(talking.buttons).toEqual(expect.arrayContaining(['看 李警官（在任）', '看 李警官（待本人答复）']));
  });

  test('a school says in a line who left it this year, and with what hours', () => {
    const left = active({ id: 9, state: 'ended', endedOn: '2026-10-01', speaker: { id: 4, name: '王警官' } });
    const talking = coordinator().tapsData(`/deputy_school ${aSchool().id}`);
    talking.gets(
      overview({
        rows: [{ school: aSchool(), appointments: [left, active()], postsFree: 4, flags: [], light: 'red' }],
      }),
    );
    expect(talking.words).toContain('本年度已结束：\n　王警官，2026-10-01 结束，1.5/4 课时');
    expect(talking.words.match(/课时，已完成/g)).toHaveLength(1);
    talking
      .tapsData('/deputies')
      .gets(overview({ rows: [{ school: aSchool(), appointments: [left], postsFree: 4, flags: [], light: 'red' }] }));
    expect(talking.words).not.toContain('王警官');
  });

  test('says of a new letter that its term is still to begin', () => {
    const { ledger: _, ...later } = active({ id: 9, from: '2029-03-01', until: '2032-03-01', coming: true });
    const row = {
      school: aSchool(),
      appointments: [active(), later],
      postsFree: 4,
      flags: [],
      light: 'green',
    } as const;
    const talking = coordinator()
      .says('法治副校长')
      .gets(overview({ rows: [row] }));
    expect(talking.words).toContain('李警官（已聘任，尚未到任）');
    talking.taps('平安枫林小学').gets(overview({ rows: [row] }));
    expect(talking.buttons).toEqual(expect.arrayContaining(['看 李警官（在任）', '看 李警官（已聘任，尚未到任）']));
  });

  test('lets a coordinator ask for a school that does not do so itself: somebody, another term, somebody else', () => {
    const until = '2027-02-01';
    const row = {
      school: aSchool(),
      appointments: [active({ until })],
      postsFree: 4,
      flags: [],
      light: 'green',
    } as const;
    const at = (who = coordinator()) => who.tapsData(`/deputy_school ${aSchool().id}`).gets(overview({ rows: [row] }));
    expect(at().buttons).toEqual(expect.arrayContaining(['🔁 续聘 李警官', '👤 替换 李警官', '➕ 代学校再申请一位']));
    expect(at(bureau()).buttons.join()).not.toMatch(/续聘|替换|代学校/);
    const full = overview({ rows: [{ ...row, postsFree: 0 }] });
    expect(coordinator().tapsData(`/deputy_school ${aSchool().id}`).gets(full).buttons.join()).not.toContain('代学校');
    const mine = { school: aSchool(), appointments: row.appointments, requests: [], postsFree: 4 };
    const talking = at().taps('续聘 李警官');
    expect(talking.command).toEqual({ type: 'my-schools', schoolId: aSchool().id });
    talking.gets({ type: 'my-schools', result: { schools: [mine] } });
    expect(talking.taps('提交申请').command).toMatchObject({
      type: 'request-deputy',
      kind: 'renewal',
      appointmentId: 7,
    });
    const requests = [aRequest({ kind: 'renewal', enteredBy: '王派单' })];
    talking.gets({ type: 'request-deputy', result: { ok: true, requests } });
    expect(talking.words).toContain('已代学校提交');
    talking.taps('看申请 501').gets(shown([aCandidate()], requests[0]));
    expect(talking.words).toContain('由派单员王派单代学校提出');
    const nobody = { ...row, appointments: [] };
    const asking = coordinator()
      .tapsData(`/deputy_school ${aSchool().id}`)
      .gets(overview({ rows: [nobody] }));
    asking.taps('代学校申请').gets({ type: 'my-schools', result: { schools: [{ ...mine, appointments: [] }] } });
    expect(asking.taps('返回').command).toEqual({ type: 'deputy-overview' });
    const waits = overview({ rows: [nobody], requests: [aRequest()] });
    expect(coordinator().tapsData(`/deputy_school ${aSchool().id}`).gets(waits).buttons.join()).not.toContain('代学校');
    expect(coordinator().tapsData('/request_deputy').words).toContain('主菜单');
    const gone = coordinator().tapsData('/request_deputy 99 first');
    expect(gone.gets({ type: 'my-schools', result: { schools: [] } }).words).toContain('没有找到这所学校');
  });

  test('is for coordinators and the education bureau', () => {
    expect(speaker().says('/deputies').words).toContain('派单员的功能');
    expect(stranger().says('/deputies').words).toContain('邀请码');
    expect(bureau().says('/deputies').command).toEqual({ type: 'deputy-overview' });
  });
});

describe('a request', () => {
  const seen = (candidates = [aCandidate(), untrained, barred]) =>
    coordinator().tapsData('/deputy_request 9').gets(shown(candidates));

  test('shows who could serve, best first and why, and what bars the others', () => {
    const { words, buttons } = seen();
    expect(words).toContain('需要：校园欺凌多');
    expect(words).toMatch(
      /1\. 李警官（公安）：学校希望、4 公里[\s\S]*2\. 王警官（公安）：先培训，还差 0\.1 学时[\s\S]*✖️ 赵警官（公安）：任职学校已满/,
    );
    expect(buttons).toEqual(expect.arrayContaining(['推荐 李警官', '⚠️ 推荐 王警官']));
    expect(buttons.join()).not.toContain('赵警官');
    expect(words).toMatch(/可以推荐，点姓名就推荐：\n1\.[\s\S]*暂时不能推荐：\n✖️/);
  });

  test('one tap recommends; the person or the bureau is next', () => {
    const talking = seen().taps('推荐 李警官');
    expect(talking.command).toEqual({ type: 'recommend-deputy', requestId: 9, version: 1, speakerId: 3 });
    const placed = (state: 'approved' | 'recommended') =>
      ({ ok: true, request: aRequest({ state: 'placed', appointment: anAppointment({ state }) }) }) as const;
    expect(talking.gets({ type: 'recommend-deputy', result: placed('approved') }).words).toContain('正在问本人');
    const other = seen().taps('推荐 李警官');
    expect(other.gets({ type: 'recommend-deputy', result: placed('recommended') }).words).toContain('等教育局决定');
  });

  test('where training is missing the first tap says what, and the second decides', () => {
    const talking = seen().taps('推荐 王警官');
    expect(talking.command).toEqual({ type: 'show-deputy-request', requestId: 9 });
    talking.gets(shown([aCandidate(), untrained]));
    expect(talking.words).toContain('王警官 岗前培训还差 0.1 学时');
    expect(talking.taps('仍推荐').command).toMatchObject({ type: 'recommend-deputy', speakerId: 4 });
  });

  test.each([
    ['too_many_schools', '任职的学校已满'],
    ['too_old', '超过年龄上限'],
    ['retiree_term', '只能任一届'],
    ['not_eligible', '身份不符合规定'],
    ['post_taken', '刚刚有人'],
    ['not_found', '没有找到'],
  ] as const)('%s is told in words', (reason, words) => {
    const talking = seen().taps('推荐 李警官');
    expect(talking.gets({ type: 'recommend-deputy', result: { ok: false, reason } }).words).toContain(words);
  });

  test('whoever comes second hears who was first', () => {
    const appointment = anAppointment({ state: 'approved', last: { ...decided, name: '张三' } });
    const request = aRequest({ state: 'placed', appointment });
    const talking = seen().taps('推荐 李警官');
    talking.gets({ type: 'recommend-deputy', result: { ok: false, reason: 'already', request } });
    expect(talking.words).toMatch(/已由张三处理[\s\S]*申请 501 · 已推荐/);
  });

  test('nobody can be had, it is settled, or it is not there', () => {
    expect(seen([barred]).words).toContain('没有可以推荐的人');
    const settled = aRequest({ state: 'placed', appointment: anAppointment({ state: 'approved' }) });
    const talking = coordinator().tapsData('/deputy_request 9').gets(shown([], settled));
    expect(talking.words).toContain('申请 501 · 已推荐');
    expect(talking.buttons.join()).toContain('看 李警官');
    expect(
      coordinator()
        .tapsData('/deputy_request 9')
        .gets({ type: 'show-deputy-request', result: { candidates: [] } }).words,
    ).toContain('没有找到');
    for (const line of [
      '/deputy_request x',
      '/recommend_deputy 1 2',
      '/recommend_untrained 1 2 3',
      '/end_appointment 1',
    ])
      expect(coordinator().tapsData(line).words, line).toContain('主菜单');
  });

  test('whose person has not answered can be answered for, withdrawn, given to somebody else, or refused', () => {
    const waiting = anAppointment({ state: 'approved', answerFor: 'speaker', requestId: 9 });
    const placed = (appointment = waiting) => aRequest({ state: 'placed', version: 2, appointment });
    const seen = (request = placed()) => coordinator().tapsData('/deputy_request 9').gets(shown([], request));
    expect(seen().words).toContain('人选：李警官（待本人答复）');
    expect(seen().buttons).toEqual(expect.arrayContaining(['☎️ 本人接受', '☎️ 本人不接受', '不予受理']));
    const talking = seen().taps('撤回推荐，另选人');
    expect(talking.words).toContain('为什么撤回推荐');
    expect(talking.taps('一直没有答复').command).toEqual({
      ...{ type: 'withdraw-recommendation', appointmentId: 7, version: 4, reason: 'no_answer' },
    });
    const off = anAppointment({ state: 'refused', requestId: 9 });
    talking.gets({ type: 'withdraw-recommendation', result: { ok: true, appointment: off } });
    expect(talking.words).toContain('已撤回对 李警官 的推荐');
    expect(talking.taps('看其他人选').command).toEqual({ type: 'show-deputy-request', requestId: 9 });
    const atBureau = seen(placed(anAppointment({ state: 'recommended', answerFor: 'bureau' })));
    expect(atBureau.taps('教育局同意').command).toMatchObject({ type: 'bureau-approve', appointmentId: 7 });
    const decided = seen(placed(anAppointment({ state: 'recommended' })));
    expect(decided.buttons.join()).not.toContain('☎️');
    expect(decided.buttons).toContain('↩️ 撤回推荐，另选人');
    expect(seen(aRequest({ state: 'fulfilled', appointment: active() })).buttons.join()).not.toContain('撤回');
  });

  test('is refused with a reason in words', () => {
    const talking = seen().taps('不予受理');
    expect(talking.sendsPhoto('f').words).toContain('请直接打字');
    expect(talking.says('已有专人').command).toEqual({
      ...{ type: 'refuse-deputy-request', requestId: 9, version: 1, reason: '已有专人' },
    });
    const request = aRequest({ state: 'refused' });
    expect(talking.gets({ type: 'refuse-deputy-request', result: { ok: true, request } }).words).toContain('未受理');
  });
});

describe('an appointment', () => {
  const seen = (view = active()) =>
    coordinator()
      .tapsData('/appointment 7')
      .gets({ type: 'show-appointment', result: { appointment: view } });

  test('ends early with a reason and a day', () => {
    const talking = seen().taps('提前结束');
    expect(talking.says('嗯').words).toContain('请点');
    talking.taps('工作调动');
    expect(talking.says('嗯').words).toContain('请点一天');
    expect(talking.taps('下月 1 日').command).toEqual({
      ...{ type: 'end-appointment', appointmentId: 7, version: 4, reason: 'transferred', on: '2026-12-01' },
    });
    expect(talking.gets({ type: 'end-appointment', result: { ok: false, reason: 'past' } }).words).toContain(
      '请点一天',
    );
    expect(talking.says('2026年12月31日').command).toMatchObject({ on: '2026-12-31' });
    talking.gets({ type: 'end-appointment', result: { ok: true, appointment: active({ state: 'ended' }) } });
    expect(talking.words).toContain('已结束 李警官 在平安枫林小学的任职');
  });

  test('is evaluated by the coordinator: points and a word', () => {
    const talking = seen().taps('评价（2026）');
    for (const wrong of ['101', '很好', '-1']) expect(talking.says(wrong).words, wrong).toContain('0 到 100');
    talking.taps('95');
    expect(talking.taps('不写了').command).toEqual({
      ...{ type: 'evaluate-as-staff', appointmentId: 7, year: 2026, score: 95 },
    });
    talking.gets({ type: 'evaluate-as-staff', result: { ok: true, appointment: active() } });
    expect(talking.words).toContain('已记下');
    const typed = seen(active({ from: '2025-03-01' }))
      .taps('评价（2025）')
      .says('８８分');
    expect(typed.says('到得很勤').command).toMatchObject({ year: 2025, score: 88, comment: '到得很勤' });
  });

  test('shows the evaluation, and leaves small classes out', () => {
    const { words } = seen(
      active({
        evaluation: {
          year: 2026,
          from: '2026-01-01',
          school: { score: 95, comment: '常来' },
          classes: { mean: 4.25, hands: 42, suppressed: 1 },
        },
      }),
    );
    expect(words).toMatch(/学校：95 分，「常来」[\s\S]*平均 4\.3 分，42 人[\s\S]*1 个班不足 10 人/);
  });
});

describe('who has no chat', () => {
  const seen = (view: ReturnType<typeof active>) =>
    coordinator()
      .tapsData('/appointment 7')
      .gets({ type: 'show-appointment', result: { appointment: view } });

  test('is answered for by a coordinator, and nobody else is', () => {
    const person = seen(anAppointment({ state: 'approved', answerFor: 'speaker' }));
    expect(person.taps('本人接受').command).toEqual({ type: 'accept-appointment', appointmentId: 7, version: 4 });
    expect(person.taps('本人不接受').taps('太远了').command).toMatchObject({ type: 'decline-appointment' });
    const school = seen(anAppointment({ state: 'accepted', answerFor: 'school' }));
    expect(school.taps('学校确认').command).toEqual({ type: 'confirm-deputy', appointmentId: 7, version: 4 });
    school.gets({ type: 'confirm-deputy', result: { ok: false, reason: 'untrained' } });
    expect(school.words).toContain('先记培训');
    expect(school.taps('学校不同意').taps('另有人选').command).toMatchObject({
      ...{ type: 'refuse-deputy', reason: 'other_person' },
    });
    expect(seen(anAppointment({ state: 'approved' })).buttons.join()).not.toContain('接受');
    expect(deputy().tapsData('/confirm_deputy 7 4').words).toContain('派单员的功能');
  });
});

describe('the education bureau', () => {
  test('has a menu of its own, and nothing else', () => {
    const { buttons } = bureau().says('/menu');
    expect(buttons.slice(0, 3)).toEqual(['📥 待决定', '🏫 总览', '📄 报表']);
    expect(bureau().says('/start').words).toContain('请问要办什么');
    for (const line of ['/queue', '/pool', '/deputy_request 9', '/deputy_profile 3', '/confirm_deputy 7 4'])
      expect(bureau().says(line).words, line).toContain('派单员的功能');
    for (const line of ['/log_hours 7', '/accept_appointment 7 4', '/evaluate_deputy 7 2026'])
      expect(bureau().says(line).words, line).toContain('宣讲员的功能');
    expect(coordinator().tapsData('/bureau_approve 7 4').words).toContain('教育局的功能');
  });

  test('approves or refuses what was recommended', () => {
    const waiting = anAppointment({ state: 'recommended' });
    const talking = bureau()
      .says('待决定')
      .gets(overview({ toDecide: [waiting] }));
    talking.taps('请决定：李警官').gets({ type: 'show-appointment', result: { appointment: waiting } });
    expect(talking.taps('同意').command).toEqual({ type: 'bureau-approve', appointmentId: 7, version: 4 });
    talking.gets({ type: 'bureau-approve', result: { ok: true, appointment: anAppointment({ state: 'approved' }) } });
    expect(talking.words).toContain('正在问 李警官 本人');
    const refusing = bureau().tapsData('/bureau_refuse 7 4');
    expect(refusing.says('不行').words).toContain('请点');
    expect(refusing.taps('材料不全').command).toMatchObject({ type: 'bureau-refuse', reason: 'papers' });
    refusing.gets({
      type: 'bureau-refuse',
      result: { ok: false, reason: 'already', appointment: anAppointment({ state: 'approved', last: decided }) },
    });
    expect(refusing.words).toContain('已由陈科长处理');
  });

  test('has the report as a link', () => {
    const talking = bureau().says('报表').gets(overview());
    expect(talking.replies[0]?.links?.[0]?.url).toBe('/deputy/report?t=x');
    expect(bureau().says('待决定').gets(overview()).words).toContain('没有等您处理');
  });
});

describe('the pool', () => {
  const seen = (people = [aCandidate(), untrained, barred]) =>
    coordinator().says('人才库').gets({ type: 'deputy-pool', result: { people } });

  test('shows agency, age, schools, training, and what bars somebody', () => {
    const talking = seen();
    expect(talking.words).toContain('李警官（公安，41 岁）：任 1 所，培训 8 学时');
    expect(talking.words).toContain('✖️ 赵警官（公安，41 岁）：任 1 所，培训 8 学时（任职学校已满）');
    talking.taps('李警官').gets({ type: 'deputy-pool', result: { people: [aCandidate()] } });
    expect(talking.words).toContain('法律领域：未成年人保护');
    expect(seen([]).words).toContain('还是空的');
  });

  test('takes in somebody of the team with what the rule asks for', () => {
    const talking = seen().taps('加人');
    expect(talking.command).toEqual({ type: 'list-team' });
    const members = [
      { id: 9, name: '周庭长', kind: 'guest' as const, active: true, topics: [], joined: true, minors: true },
      { id: 3, name: '李警官', kind: 'police' as const, active: true, inPool: true, topics: [] },
      { id: 4, name: '孙辅警', kind: 'auxiliary' as const, active: true, topics: [] },
      { id: 5, name: '已离队', kind: 'police' as const, active: false, topics: [] },
    ];
    talking.gets({ type: 'list-team', result: { members, applications: 0, topicRequests: [] } });
    // Who is in it already is left out, and who can't be is told before any question.
    expect(talking.words).toMatch(/按规定不能任职：\n辅警：孙辅警$/);
    expect(talking.buttons.join()).not.toMatch(/李警官|孙辅警|已离队/);
    talking.taps('周庭长');
    talking.taps('法院').taps('不填');
    talking.says('未成年人保护、反校园欺凌');
    expect(talking.says('昨天').words).toContain('1970-05-01');
    expect(talking.says('2070-01-01').words).toContain('1970-05-01');
    talking.says('1970年5月1日');
    expect(talking.says('嗯').words).toContain('在职还是退休');
    expect(talking.taps('返回').words).toContain('哪天出生');
    talking.says('19700501');
    expect(talking.taps('已退休').words).toContain('哪天退休的');
    expect(talking.says('1970-05-01').words).toContain('不能晚于今天');
    expect(talking.says('2070-05-01').words).toContain('不能晚于今天');
    expect(talking.taps('返回').words).toContain('在职还是退休');
    const saved = {
      ...{ type: 'set-deputy-profile', speakerId: 9, agency: 'court', qualification: '', bornOn: '1970-05-01' },
      ...{ fields: ['未成年人保护', '反校园欺凌'], retired: true },
    };
    expect(talking.taps('已退休').says('2024年5月1日').command).toEqual({ ...saved, retiredOn: '2024-05-01' });
    expect(talking.gets({ type: 'set-deputy-profile', result: { ok: false } }).words).toContain('身份不符合规定');
  });

  test('keeps training with its day and title', () => {
    const talking = coordinator().tapsData('/add_training 3');
    expect(talking.says('0').words).toContain('请点一个数');
    talking.taps('8 学时');
    expect(talking.says('明天').words).toContain('打过去的日期');
    talking.says('11月20日');
    expect(talking.says('长'.repeat(61)).words).toContain('60');
    expect(talking.says('岗前培训').command).toEqual({
      ...{ type: 'add-training', speakerId: 3, day: '2026-11-20', tenths: 80, title: '岗前培训' },
    });
    expect(talking.gets({ type: 'add-training', result: { ok: true } }).words).toContain('培训已记下');
  });

  test('takes back training that was entered wrongly', () => {
    const person = { id: 3, name: '李警官', own: false };
    const right = { id: 7, day: '2026-11-20', tenths: 80, title: '岗前培训' };
    const wrong = { id: 8, day: '2026-11-21', tenths: 990 };
    const talking = coordinator().tapsData('/pool_person 3');
    talking.gets({ type: 'deputy-pool', result: { people: [aCandidate()] } }).taps('📋 培训记录');
    expect(talking.command).toEqual({ type: 'list-training', speakerId: 3 });
    talking.gets({ type: 'list-training', result: { person, entries: [wrong, right] } });
    expect(talking.words).toContain('李警官的培训，共 107 学时：\n2026-11-21：99 学时');
    expect(talking.taps('撤回 2026-11-21 的 99 学时').command).toEqual({ type: 'take-back-training', trainingId: 8 });
    talking.gets({ type: 'take-back-training', result: { person, entries: [right] } });
    expect(talking.words).toBe('✅ 已撤回，不再计入。\n李警官的培训，共 8 学时：\n2026-11-20：8 学时 岗前培训');
    const own = { type: 'list-training' as const, result: { person: { ...person, own: true }, entries: [right] } };
    expect(coordinator().tapsData('/training 3').gets(own).buttons.join()).not.toMatch(/撤回|记培训/);
    const none = { type: 'take-back-training' as const, result: { entries: [] } };
    expect(coordinator().tapsData('/take_back_training 9').gets(none).words).toContain('没有找到');
  });
});
