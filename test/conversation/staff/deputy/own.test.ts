// 我的学校: what a deputy answers, logs and puts right.

import { describe, expect, test } from 'vitest';
import type { AppointmentView, HourEntryView } from '../../../../src/domain/deputy/views.ts';
import { coordinator, speaker } from '../fixtures.ts';
import { active, aLedger, anAppointment, bureau, deputy, otherSchool } from './fixtures.ts';

const seen = (...appointments: AppointmentView[]) =>
  deputy().says('我的学校').gets({ type: 'my-appointments', result: { appointments } });

const anEntry = (changes: Partial<HourEntryView> = {}): HourEntryView => ({
  ...{ id: 41, kind: 'taught', duty: 'legal_education', day: '2026-11-20', tenths: 20 },
  ...changes,
});

describe('我的学校', () => {
  test('is on the menu of those who serve a school, or are asked to', () => {
    expect(deputy().says('/menu').buttons).toContain('🏫 我的学校');
    expect(speaker().says('/menu').buttons).not.toContain('🏫 我的学校');
    expect(seen().words).toContain('没有任职的学校');
  });

  test('shows hours with what to do next, and plans a class with one tap', () => {
    const talking = seen(active());
    expect(talking.words).toContain('🔴 2026 年度：应完成 4 课时，已完成 1.5（讲课 1，组织 0.5）');
    expect(talking.words).toContain('还差 2.5 课时，已约 1，还剩 5 个教学周');
    expect(talking.replies[0]?.links?.[0]?.url).toBe('/deputy/letter/7?t=x');
    expect(talking.taps('约一节课').words).not.toContain('在哪里讲');
  });

  test('at two schools every button says which one it is for', () => {
    const { buttons } = seen(active(), active({ id: 8, school: otherSchool }));
    expect(buttons).toEqual(expect.arrayContaining(['📒 台账（小峡云杉中学）', '📝 评价 2026（小峡云杉中学）']));
    expect(new Set(buttons).size).toBe(buttons.length);
  });

  test('a school that was served until this year stays with its hours, to be read', () => {
    const talking = seen(active({ state: 'ended', endedOn: '2026-10-01', endReason: 'transferred' }));
    expect(talking.words).toMatch(/结束：2026-10-01，工作调动\n🔴 2026 年度：应完成 4 课时，已完成 1.5/);
    expect(talking.words).not.toContain('还差');
    expect(talking.buttons).toEqual(['📒 台账（平安枫林小学）', '🏠 主菜单']);
  });

  test.each([
    [{ taught: 35, organised: 5 }, '本年度课时已完成', false],
    [{ taught: 39, organised: 0, planned: 0 }, '还差 0.1 课时', true],
    [{ taught: 30, organised: 0, planned: 10 }, '讲完已约的就够了', false],
    [{ taught: 30, organised: 0, planned: 9 }, '请尽快约课', true],
  ])('of %o it says %s', (hours, words, offersClass) => {
    const talking = seen(active({ ledger: aLedger(hours) }));
    expect(talking.words).toContain(words);
    expect(talking.buttons.some((label) => label.includes('约一节课'))).toBe(offersClass);
  });

  test('an offer comes first, and is accepted or declined', () => {
    const offer = anAppointment({ id: 8, version: 2, state: 'approved', school: otherSchool, trainingMissing: 15 });
    const talking = seen(active(), offer);
    expect(talking.words).toMatch(/小峡云杉中学 · 待本人答复[\s\S]*岗前培训还差 1\.5 学时[\s\S]*请您答复/);
    expect(talking.buttons[0]).toBe('✅ 接受（小峡云杉中学）');
    expect(talking.taps('接受（小峡云杉中学）').command).toEqual({
      ...{ type: 'accept-appointment', appointmentId: 8, version: 2 },
    });
    talking.gets({ type: 'accept-appointment', result: { ok: true, appointment: { ...offer, state: 'accepted' } } });
    expect(talking.words).toContain('小峡云杉中学确认后发聘书');
    const declining = seen(offer).taps('不接受');
    expect(declining.says('不想').words).toContain('请点');
    expect(declining.taps('工作排不开').command).toMatchObject({ type: 'decline-appointment', reason: 'no_time' });
    const { type: _, ...gone } = { type: 0, ok: false, reason: 'not_found' } as const;
    expect(declining.gets({ type: 'decline-appointment', result: gone }).words).toContain('没有找到');
  });
});

describe('记课时', () => {
  const begun = () => seen(active()).taps('记课时');
  const done = { ok: true, ledger: aLedger({ taught: 30 }), entry: anEntry() } as const;

  test('is three taps: duty, hours, day', () => {
    const talking = begun().taps('法治教育').taps('2 课时').taps('昨天');
    expect(talking.command).toEqual({
      ...{ type: 'log-hours', appointmentId: 7, kind: 'taught', duty: 'legal_education', tenths: 20 },
      day: '2026-11-22',
    });
    talking.gets({ type: 'log-hours', result: done });
    expect(talking.words).toMatch(/已记：.*法治教育，2 课时[\s\S]*已完成 3\.5/);
  });

  test('takes typed hours and days, class and head count, and organised ones', () => {
    const talking = begun().taps('预防犯罪').taps('改为：组织的课').says('1.5课时');
    expect(talking.says('七（3）班 45人').words).toContain('已记：七年级（3）班、45 人');
    expect(talking.says('11月20日').command).toEqual({
      ...{ type: 'log-hours', appointmentId: 7, kind: 'organised', duty: 'crime_prevention', tenths: 15 },
      ...{ group: '7-3', heads: 45, day: '2026-11-20' },
    });
  });

  test('a date without a year is the last one', () => {
    expect(begun().taps('法治教育').taps('1 课时').says('12月20日').command).toMatchObject({ day: '2025-12-20' });
  });

  test('a day that is still to come stays one', () => {
    expect(begun().taps('法治教育').taps('1 课时').says('明天').command).toMatchObject({ day: '2026-11-24' });
  });

  test('every wrong answer is told what would do', () => {
    const talking = begun();
    expect(talking.says('讲课').words).toContain('请点一项职责');
    talking.taps('法治教育');
    for (const wrong of ['0', '很多', '1.25', '-1', '100', '99', '8.1', '9课时'])
      expect(talking.says(wrong).words, wrong).toContain('不超过 8 的数字');
    talking.taps('3 课时');
    for (const wrong of ['嗯', '小明同学', '七（3）班李小明', '七年级 王小红 45人', '三班', '20001人'])
      expect(talking.says(wrong).words, wrong).toMatch(/没看懂[\s\S]*「七（3）班」[\s\S]*最多 20000 人/);
    expect(talking.says('20000人').words).toContain('已记：20000 人');
    expect(talking.taps('返回').words).toContain('讲了几课时');
    expect(talking.taps('返回').words).toContain('做了哪一项');
    expect(talking.taps('返回').command).toEqual({ type: 'my-appointments' });
  });

  test.each([
    ['future', '还没到'],
    ['too_old', '太久以前'],
    ['outside_term', '不在任期里'],
    ['too_much', '太多了'],
  ] as const)('%s is told, and the day asked again', (reason, words) => {
    const talking = begun().taps('法治教育').taps('2 课时').taps('今天');
    talking.gets({ type: 'log-hours', result: { ok: false, reason } });
    expect(talking.words).toContain(words);
    expect(talking.taps('昨天').command).toMatchObject({ type: 'log-hours', tenths: 20 });
  });
});

describe('课时台账', () => {
  const entries = [
    anEntry({ group: '7-3', heads: 45 }),
    anEntry({ id: 42, number: '1042', day: '2026-11-10', duty: 'safety', tenths: 10 }),
    anEntry({ id: 43, tenths: -5, corrects: 41 }),
  ];
  const listed = (appointment = active()) =>
    seen(appointment).taps('台账').gets({ type: 'hour-entries', result: { appointment, entries } });

  test('lists what each entry is worth now, and keeps what it was', () => {
    const { words, buttons } = listed();
    expect(words).toMatch(/法治教育（讲课）1\.5 课时：七年级（3）班、45 人、原记 2/);
    expect(words).toMatch(/安全管理（讲课）1 课时：订单 1042/);
    expect(buttons.filter((label) => label.startsWith('更正'))).toHaveLength(2);
    expect(buttons.join()).not.toContain('2025');
  });

  test('has a talk given again where it is now, though its first entry was another day’s, or somebody else’s', () => {
    const talk = { number: '1042', tenths: 20 };
    const again = [
      anEntry({ ...talk, id: 45, day: '2026-03-02' }),
      anEntry({ ...talk, id: 46, day: '2026-03-02', tenths: -20, corrects: 45 }),
      anEntry({ ...talk, id: 47, day: '2026-04-01', kind: 'organised', corrects: 45 }),
      anEntry({ ...talk, id: 52, day: '2026-05-01', number: '1050', corrects: 12 }),
    ];
    const ledger = aLedger({ taught: 20, organised: 20 });
    const talking = seen(active({ ledger })).taps('台账');
    talking.gets({ type: 'hour-entries', result: { appointment: active({ ledger }), entries: again } });
    expect(talking.words).toMatch(/4月1日.*法治教育（组织）2 课时：.*订单 1042/);
    expect(talking.words).toMatch(/5月1日.*法治教育（讲课）2 课时：.*订单 1050/);
    expect(talking.words).not.toContain('3月2日');
    expect(talking.taps('更正 05-01').says('1').command).toEqual({ type: 'correct-hours', entryId: 52, tenths: 10 });
  });

  test('has the year before, where the term covers it', () => {
    expect(listed(active({ from: '2025-03-01' })).taps('看 2025 年度').command).toEqual({
      ...{ type: 'hour-entries', appointmentId: 7, year: 2025 },
    });
  });

  test('is that of the letter that counts today, where a new one is there for later', () => {
    const renewed = active({ id: 9, from: '2027-05-01', until: '2030-05-01', coming: true });
    const { ledger: _, ...coming } = renewed;
    const today = active();
    const talking = deputy().says('我的学校');
    talking.gets({ type: 'my-appointments', result: { appointments: [today, coming] } });
    expect(talking.words).toContain('共 1 所');
    expect(talking.words).toContain('尚未到任');
    expect(talking.buttons.filter((label) => label.includes('记课时'))).toHaveLength(1);
    expect(talking.taps('台账').command).toEqual({ type: 'hour-entries', appointmentId: 7 });
  });

  test('names a school year by both its years, with its evaluation', () => {
    const autumn = aLedger({ from: '2026-09-01', until: '2027-09-01' });
    const evaluation = { year: 2026, from: '2026-09-01', school: { score: 90 } };
    // A new letter, which goes on where one before it ended.
    const appointment = active({ from: '2026-12-01', since: '2023-12-01', ledger: autumn, evaluation });
    const seen = deputy()
      .says('我的学校')
      .gets({ type: 'my-appointments', result: { appointments: [appointment] } });
    expect(seen.words).toContain('2026–2027 年度：应完成');
    expect(seen.words).toContain('2026–2027 年度评价：');
    expect(seen.buttons).toContain('📝 评价 2026–2027（平安枫林小学）');
    expect(listed(appointment).taps('看 2025–2026 年度').command).toMatchObject({ year: 2025 });
    expect(seen.taps('评价 2025–2026').words).toContain('2025–2026 年度请您打分');
    expect(seen.taps('90').taps('返回').words).toContain('2025–2026 年度');
    expect(seen.taps('95').taps('不写了').command).toMatchObject({ year: 2025, score: 95 });
  });

  test('is a coordinator’s as well, who comes back to the appointment', () => {
    const talking = coordinator().tapsData('/appointment 7');
    talking.gets({ type: 'show-appointment', result: { appointment: active() } }).taps('课时台账');
    expect(talking.command).toEqual({ type: 'hour-entries', appointmentId: 7 });
    talking.gets({ type: 'hour-entries', result: { appointment: active(), entries } });
    expect(talking.buttons.join()).not.toContain('我的学校');
    talking.taps('再记一笔').taps('返回');
    expect(talking.command).toEqual({ type: 'show-appointment', appointmentId: 7 });
    const gone = coordinator()
      .tapsData('/hour_entries 7')
      .gets({ type: 'hour-entries', result: { entries: [] } });
    expect(gone.words).toContain('没有找到');
    expect(gone.buttons.join()).not.toContain('我的学校');
    expect(bureau().tapsData('/hour_entries 7').command).toBeUndefined();
  });

  test('of a year before turns its pages within that year', () => {
    const appointment = active({ from: '2025-03-01', ledger: aLedger({ year: 2025, from: '2025-01-01' }) });
    const many = Array.from({ length: 9 }, (_, at) => anEntry({ id: 50 + at }));
    const talking = deputy().tapsData('/hour_entries 7 2025');
    talking.gets({ type: 'hour-entries', result: { appointment, entries: many } });
    expect(talking.taps('下一页').command).toEqual({ type: 'hour-entries', appointmentId: 7, year: 2025 });
  });

  test('is put right with the figure it should have had', () => {
    const talking = listed().taps('更正 11-20');
    expect(talking.says('嗯').words).toContain('请点一个数');
    expect(talking.says('1.5').command).toEqual({ type: 'correct-hours', entryId: 41, tenths: 15 });
    expect(talking.gets({ type: 'correct-hours', result: { ok: false, reason: 'same' } }).words).toContain('没有改');
    talking.taps('0 课时').gets({ type: 'correct-hours', result: { ok: true, ledger: aLedger({ taught: 0 }) } });
    expect(talking.words).toMatch(/已更正[\s\S]*已完成 0\.5/);
    // Back to the year that the entry is of, be it over.
    expect(talking.taps('课时台账').command).toEqual({ type: 'hour-entries', appointmentId: 7, year: 2026 });
  });
});
