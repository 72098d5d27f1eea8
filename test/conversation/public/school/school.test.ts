import { describe, expect, test } from 'vitest';
import { publicScript } from '../../../../src/conversation/public-script.ts';
import { fenglin, formatId, ledu, yunshan } from '../../../fakes/catalogue.ts';
import { play, someFacts } from '../../../fakes/talk.ts';
import { resident } from '../fixtures.ts';
import { aLedger, anAppointment, aRequest, contact, mySchools, otherSchool } from './fixtures.ts';

const code = '7K3QX-9ABCD-EFGH1';

describe('joining for a school', () => {
  test('is a link, a command or the code alone, and tells what a contact can do', () => {
    for (const said of [`/start ${code}`, code, '7k3qx 9abcd efgh1'])
      expect(resident().says(said).command, said).toMatchObject({ type: 'redeem-invite' });
    const talking = resident().says(`/start ${code}`);
    talking.gets({
      type: 'redeem-invite',
      result: { ok: true, role: 'school_contact', name: '王老师', schoolId: fenglin },
    });
    for (const words of ['王老师，欢迎', '平安枫林小学', '申请法治副校长', '请问要办什么'])
      expect(talking.words).toContain(words);
    expect(talking.buttons.filter((label) => label.includes('法治副校长'))).toHaveLength(1);
  });

  test('names no school where it is not told, and says why a code will not do', () => {
    const nameless = resident().says(`/start ${code}`);
    nameless.gets({ type: 'redeem-invite', result: { ok: true, role: 'school_contact', name: '王老师' } });
    expect(nameless.words).toContain('贵校');
    const whys = {
      unknown: '没有这个邀请码',
      used: '已经用过',
      expired: '已经过期',
      already_member: '已经是这所学校的联系人',
      too_many: '试的次数太多',
    } as const;
    for (const reason of ['unknown', 'used', 'expired', 'already_member', 'too_many'] as const) {
      const talking = resident()
        .says(`/start ${code}`)
        .gets({ type: 'redeem-invite', result: { ok: false, reason } });
      expect(talking.words).toContain(whys[reason]);
      expect(talking.words).toContain('请问要办什么');
    }
  });

  test('leaves sentences and plain starts what they were', () => {
    expect(resident().says('/start').words).toContain('您好，这里是枫点');
    expect(resident().says('ILIKETOHEARTALK').command).toBeUndefined();
    expect(resident().says('13812345678').command).toBeUndefined();
  });
});

describe('the menu', () => {
  test('offers 法治副校长 only to those who speak for a school', () => {
    expect(resident().says('/menu').buttons).not.toContain('🏫 法治副校长');
    expect(contact().says('/menu').taps('法治副校长').command).toEqual({ type: 'my-schools' });
    expect(contact().says('/help').words).toContain('/deputy');
    expect(resident().says('/help').words).not.toContain('/deputy');
    expect(contact().says('法治副校长').command).toEqual({ type: 'my-schools' });
  });
});

describe("the school's state", () => {
  test('shows person, term, hours and what to do next, and orders a class with one tap', () => {
    const talking = contact().says('/deputy');
    talking.gets(
      mySchools({
        appointments: [
          anAppointment({
            ledger: aLedger(),
            letterNumber: '2026-003',
            letterUrl: 'https://example.org/letter/7',
            evaluation: {
              year: 2025,
              from: '2025-01-01',
              school: { score: 95 },
              classes: { mean: 4.62, hands: 45, suppressed: 1 },
            },
          }),
        ],
      }),
    );
    for (const words of [
      '平安枫林小学 · 法治副校长',
      '李警官 · 在任',
      '单位：公安',
      '2026-03-01 至 2029-02-28',
      '🔴 2026 年课时：已完成 1.5（讲课 1，组织 0.5），应完成 4，已约 1',
      '还差 2.5 课时，只约了 1 课时，还剩 5 个教学周',
      '聘书编号：2026-003',
      '2025 年学校评价：95 分',
      '平均 4.6 分（45 人）',
    ])
      expect(talking.words).toContain(words);
    expect(talking.replies[0]?.links).toMatchObject([{ url: 'https://example.org/letter/7' }]);
    expect(talking.buttons).toEqual([
      ...['📝 点一节课', '⭐ 年度评价', '🙋 班级举手', '👤 换一位', '🚪 我们的已离任', '➕ 再申请一位', '🏠 主菜单'],
    ]);
    talking.taps('点一节课').taps('交通安全').says('下周三下午');
    expect(talking.words).toContain('想请：法治副校长');
    expect(talking.taps('确认提交').command).toMatchObject({
      type: 'submit-order',
      draft: {
        places: [{ areaId: ledu, schoolId: fenglin }],
        wantsDeputy: true,
        formatId: formatId('class'),
      },
    });
  });

  test('says when enough is planned, and when all is done', () => {
    const sentence = (changes: Parameters<typeof aLedger>[0]) =>
      contact()
        .says('/deputy')
        .gets(mySchools({ appointments: [anAppointment({ ledger: aLedger(changes) })] })).words;
    expect(sentence({ planned: 24 })).toContain('请现在就点一节课');
    expect(sentence({ planned: 25 })).toContain('够了');
    expect(sentence({ taught: 34 })).not.toContain('已完成，谢谢');
    expect(sentence({ taught: 35 })).toContain('今年的课时已完成');
    expect(sentence({ from: '2026-09-01' })).toContain('2026–2027 学年课时');
  });

  test('a school without anybody is offered to ask for one', () => {
    const talking = contact().says('/deputy').gets(mySchools({}));
    expect(talking.words).toContain('还没有法治副校长');
    expect(talking.buttons).toEqual(['➕ 申请法治副校长', '🏠 主菜单']);
    const full = contact()
      .says('/deputy')
      .gets(mySchools({ postsFree: 0 }));
    expect(full.buttons).toEqual(['🏠 主菜单']);
  });

  test('renewal is offered towards the end of the term, and nothing where a request for the post is open', () => {
    const buttons = (until: string, requests = [aRequest({ post: 2 })]) =>
      contact()
        .says('/deputy')
        .gets(mySchools({ appointments: [anAppointment({ until })], requests })).buttons;
    expect(buttons('2027-05-22')).toContain('🔁 续聘 李警官');
    expect(buttons('2027-05-23')).not.toContain('🔁 续聘 李警官');
    const waiting = buttons('2027-05-22', [aRequest({ post: 1, kind: 'renewal', state: 'placed' })]);
    for (const label of ['🔁 续聘 李警官', '👤 换一位', '🚪 我们的已离任']) expect(waiting).not.toContain(label);
    expect(buttons('2027-05-22', [aRequest({ post: 1, state: 'withdrawn' })])).toContain('👤 换一位');
  });

  test('several people each have a card of their own', () => {
    const both = [
      anAppointment(),
      anAppointment({ id: 8, post: 2, speaker: { id: 4, name: '张法官', agency: 'court' } }),
    ];
    const talking = contact()
      .says('/deputy')
      .gets(mySchools({ appointments: both }));
    expect(talking.words).toMatch(/李警官[\s\S]*张法官/);
    expect(talking.buttons).not.toContain('⭐ 年度评价');
    talking.taps('张法官').gets(mySchools({ appointments: both }));
    expect(talking.words).not.toContain('李警官');
    expect(talking.buttons).toContain('⭐ 年度评价');
  });

  test('who has left, and who is yet to come, leave the buttons to the one who is there', () => {
    const left = anAppointment({ id: 5, state: 'ended', endedOn: '2026-06-01', endReason: 'transferred' });
    const renewed = anAppointment({ id: 9, from: '2027-01-31', until: '2030-01-31' });
    const here = anAppointment({ until: '2027-01-31', speaker: { id: 4, name: '张法官' } });
    const talking = contact()
      .says('/deputy')
      .gets(mySchools({ appointments: [left, here, renewed], postsFree: 0 }));
    expect(talking.words).toMatch(/已离任[\s\S]*原因：工作调动[\s\S]*在任[\s\S]*已聘任，尚未到任/);
    expect(talking.buttons).toEqual([
      ...['📝 点一节课', '⭐ 年度评价', '🙋 班级举手', '👮 李警官 · 已离任', '🏠 主菜单'],
    ]);
    const gone = contact()
      .says('/deputy')
      .gets(mySchools({ appointments: [left] }));
    expect(gone.words).toContain('还没有法治副校长');
    expect(gone.buttons).toEqual(['👮 李警官 · 已离任', '➕ 申请法治副校长', '🏠 主菜单']);
    expect(gone.taps('李警官').gets(mySchools({ appointments: [left] })).buttons).toContain('⭐ 年度评价');
  });

  test('who speaks for two schools says which, and nobody sees a school that is not theirs', () => {
    const both = mySchools({ appointments: [anAppointment()] }, { school: otherSchool });
    const talking = contact({ schoolIds: [fenglin, yunshan] })
      .says('/deputy')
      .gets(both);
    expect(talking.buttons).toEqual(['平安枫林小学（李警官）', '小峡云杉中学（暂无）', '🏠 主菜单']);
    expect(talking.taps('小峡云杉中学').gets(both).words).toContain('小峡云杉中学 · 法治副校长');
    expect(contact().says('/deputy 99').gets(both).words).toContain('不是这所学校的联系人');
    expect(contact().says('/deputy x').words).toContain('不能用了');
    expect(resident().says('/deputy').gets(mySchools()).words).toContain('这里给学校联系人使用');
  });

  test('is told in English as well', () => {
    const talking = play(publicScript, { ...someFacts, locale: 'en', person: { id: 1, recentPlaces: [] } });
    talking.says('/deputy').gets(mySchools({ appointments: [anAppointment({ ledger: aLedger() })] }));
    for (const words of [
      'Fenglin Primary School',
      'in office',
      'Class hours owed: 2.5, planned: 1, school weeks left: 5',
    ])
      expect(talking.words).toContain(words);
  });
});

describe('yes or no to who is proposed', () => {
  const proposed = mySchools({
    appointments: [anAppointment({ state: 'accepted' })],
    requests: [aRequest({ post: 1, state: 'placed' })],
  });

  test('a yes issues the letter', () => {
    const talking = contact().says('/deputy').gets(proposed);
    expect(talking.words).toContain('请学校确认');
    expect(talking.buttons).not.toContain('📝 点一节课');
    expect(talking.taps('同意聘任 李警官').command).toEqual({ type: 'confirm-deputy', appointmentId: 7, version: 4 });
    const appointment = anAppointment({ letterNumber: '2026-004', letterUrl: 'https://example.org/letter/7' });
    talking.gets({ type: 'confirm-deputy', result: { ok: true, appointment } });
    expect(talking.words).toMatch(/已聘任[\s\S]*2026-004/);
    expect(talking.replies[0]?.links).toHaveLength(1);
  });

  test('a no takes a reason in words', () => {
    const talking = contact().says('/deputy').gets(proposed).taps('不同意');
    expect(talking.sendsPhoto('f').words).toContain('请直接打字');
    expect(talking.says('想要懂未成年人保护的').command).toEqual({
      ...{ type: 'refuse-deputy', appointmentId: 7, version: 4, reason: '想要懂未成年人保护的' },
    });
    talking.gets({
      type: 'refuse-deputy',
      result: { ok: true, appointment: anAppointment({ state: 'refused' }) },
    });
    expect(talking.words).toContain('会另外推荐');
    expect(contact().says('/refuse_deputy 7 4').taps('返回').command).toEqual({ type: 'my-schools' });
  });

  test('what has changed meanwhile, or stands against it, is told', () => {
    const confirming = () => contact().tapsData('/confirm_deputy 7 4');
    const appointment = anAppointment({ state: 'declined' });
    expect(
      confirming().gets({ type: 'confirm-deputy', result: { ok: false, reason: 'already', appointment } }).words,
    ).toMatch(/刚刚有变化[\s\S]*本人未接受/);
    const whys = {
      not_found: '没有找到',
      past: '已经过了',
      too_many_schools: '不能再多',
      too_old: '年龄',
      untrained: '培训',
      retiree_term: '只能任一届',
    } as const;
    for (const reason of ['not_found', 'past', 'too_many_schools', 'too_old', 'untrained', 'retiree_term'] as const)
      expect(confirming().gets({ type: 'confirm-deputy', result: { ok: false, reason } }).words).toContain(
        whys[reason],
      );
    expect(contact().tapsData('/confirm_deputy 7').words).toContain('不能用了');
  });
});
