import { describe, expect, test } from 'vitest';
import { aLedger, anAppointment, contact, mySchools } from './fixtures.ts';

/** Since this year only, or since the year before. */
const fresh = mySchools({ appointments: [anAppointment({ ledger: aLedger() })] });
const longer = mySchools({
  appointments: [
    anAppointment({
      from: '2025-12-31',
      ledger: aLedger(),
      evaluation: { year: 2026, from: '2026-01-01', school: { score: 90 } },
    }),
  ],
});

describe('the yearly evaluation', () => {
  const begun = (mine = fresh) => contact().tapsData('/evaluate_deputy 7').gets(mine);

  test('is points and a word', () => {
    const talking = begun();
    expect(talking.words).toContain('李警官 · 2026 年：请打分');
    expect(talking.buttons.slice(0, 5)).toEqual(['100', '95', '90', '85', '80']);
    talking.taps('95');
    expect(talking.says('讲得好').command).toEqual({
      ...{ type: 'evaluate-deputy', appointmentId: 7, year: 2026, score: 95, comment: '讲得好' },
    });
    talking.gets({ type: 'evaluate-deputy', result: { ok: true, appointment: anAppointment() } });
    expect(talking.words).toContain('评价已记下');
  });

  test('takes any whole number from 0 to 100, and no other', () => {
    for (const wrong of ['101', '-1', '95.5', '很好', '1000'])
      expect(begun().says(wrong).words, wrong).toContain('0 到 100');
    for (const [said, score] of [
      ['0', 0],
      ['１００', 100],
      ['73分', 73],
      ['88 points', 88],
    ] as const)
      expect(begun().says(said).taps('不说了').command, said).toEqual({
        ...{ type: 'evaluate-deputy', appointmentId: 7, year: 2026, score },
      });
  });

  test('can be of the year before, where the term covers it', () => {
    const talking = begun(longer);
    expect(talking.words).toContain('哪一个年度');
    expect(talking.says('2024').words).toContain('请点下面的按钮');
    talking.taps('2025 年');
    expect(talking.words).not.toContain('上次打了');
    expect(talking.taps('100').taps('不说了').command).toMatchObject({ year: 2025, score: 100 });
    expect(begun(longer).taps('2026 年').words).toContain('上次打了 90 分');
  });

  test('says why an answer will not do, and goes back', () => {
    const talking = begun(longer).taps('2026 年').taps('90');
    expect(talking.says('长'.repeat(301)).words).toContain('最多 300 字');
    expect(talking.sendsPhoto('f').words).toContain('请直接打字');
    expect(talking.taps('返回').words).toContain('请打分');
    expect(talking.taps('返回').words).toContain('哪一个年度');
    expect(talking.taps('返回').command).toEqual({ type: 'my-schools' });
  });

  test("is nobody else's to give", () => {
    expect(begun(mySchools({})).words).toContain('没有找到');
    expect(begun(mySchools({ appointments: [anAppointment({ state: 'accepted' })] })).words).toContain('没有找到');
    expect(contact().tapsData('/evaluate_deputy x').words).toContain('不能用了');
    // Who left with the year before: no day of this one was served.
    const judged = { year: 2025, from: '2025-01-01' };
    const left = { state: 'ended', endedOn: '2026-01-01', evaluation: judged } as const;
    expect(begun(mySchools({ appointments: [anAppointment(left)] })).words).toContain('李警官 · 2025 年');
    const inAutumn = { ...left, evaluation: { ...judged, from: '2025-09-01' } };
    expect(begun(mySchools({ appointments: [anAppointment(inAutumn)] })).words).toContain('李警官 · 2025–2026 学年');
    const before = { from: '2023-01-01', ledger: aLedger(), state: 'ended' } as const;
    const over = mySchools({ appointments: [anAppointment({ ...before, endedOn: '2025-12-31' })] });
    expect(begun(over).words).toContain('李警官 · 2025 年');
  });
});

describe('the show of hands in a class', () => {
  const begun = (mine = fresh) => contact().tapsData('/tally_deputy 7').gets(mine);

  test('is a class and five numbers, and no name', () => {
    const talking = begun();
    expect(talking.words).toMatch(/哪个班[\s\S]*不要写学生姓名/);
    talking.says('初一2班').says('30 12 3 0 0');
    expect(talking.words).toMatch(/请核对[\s\S]*5 分：30 人/);
    expect(talking.taps('提交').command).toEqual({
      ...{ type: 'tally-deputy', appointmentId: 7, year: 2026, group: '7-2', counts: [0, 0, 3, 12, 30] },
    });
    talking.gets({ type: 'tally-deputy', result: { ok: true, appointment: anAppointment() } });
    expect(talking.words).toContain('七年级（2）班，共 45 人');
    expect(talking.taps('再记一个班').command).toEqual({ type: 'my-schools' });
  });

  test('can be tapped, score by score, and gone back through', () => {
    const talking = begun().says('六年级').taps('+10').taps('+5').taps('下一个：4 分').taps('+1');
    expect(talking.words).toContain('现在：1 人');
    expect(talking.taps('返回').words).toContain('现在：15 人');
    expect(talking.taps('返回').words).toContain('哪个班');
    expect(talking.taps('返回').command).toEqual({ type: 'my-schools' });
  });

  test('says why an answer will not do', () => {
    const talking = begun();
    expect(talking.sendsPhoto('f').words).toContain('请直接打字');
    for (const wrong of ['三班', '七（2）班小明', '兴趣小组'])
      expect(talking.says(wrong).words, wrong).toMatch(/请只打年级和班[\s\S]*不要写学生姓名/);
    talking.says('三3班');
    expect(talking.says('很多').words).toContain('五个数');
    expect(talking.says('0 0 0 0 0').taps('提交').words).toContain('还没有人举手');
    const gone = begun().says('三年级三班').says('9 0 0 0 0').taps('提交');
    expect(gone.gets({ type: 'tally-deputy', result: { ok: false, reason: 'past' } }).words).toContain('已经过了');
  });
});
