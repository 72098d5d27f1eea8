import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import type { OverviewRow } from '../../../src/domain/deputy/views.ts';
import type { Locale } from '../../../src/domain/locale.ts';
import { createTranslator } from '../../../src/i18n/translator.ts';
import { buildReport } from '../../../src/services/export/report.ts';
import { reportFigures } from '../../../src/services/export/report-figures.ts';
import { aLedger, anAppointment, aSchool, otherSchool } from '../../conversation/public/school/fixtures.ts';

const served: OverviewRow = {
  school: aSchool({ students: 860, rural: true }),
  appointments: [
    anAppointment({
      letterNumber: '2026-003',
      ledger: aLedger({ light: 'amber' }),
      evaluation: {
        ...{ year: 2026, from: '2026-01-01', school: { score: 95 }, coordinator: { score: 90 } },
        classes: { mean: 4.62, hands: 45, suppressed: 1 },
      },
    }),
    anAppointment({ id: 8, state: 'declined', speaker: { id: 5, name: '不来的' } }),
    anAppointment({ id: 9, post: 2, state: 'accepted', speaker: { id: 4, name: '张法官', agency: 'court' } }),
  ],
  postsFree: 4,
  flags: ['behind', 'request_open'],
  light: 'amber',
};
const unserved: OverviewRow = {
  school: otherSchool,
  appointments: [],
  postsFree: 4,
  flags: ['no_deputy'],
  light: 'red',
};
const alsoServed: OverviewRow = {
  school: aSchool({ id: 3, names: { zh: '三校' } }),
  appointments: [anAppointment({ id: 10, ledger: aLedger({ taught: 40, organised: 0, planned: 0, light: 'green' }) })],
  postsFree: 4,
  flags: ['not_evaluated', 'ends_soon'],
  light: 'green',
};
const rows = [served, unserved, alsoServed];

const translator = createTranslator({ timeZone: 'Asia/Shanghai', today: () => '2026-11-24' });
const sheet = async (locale: Locale, number: number, of: readonly OverviewRow[] = rows) =>
  readSheet(Buffer.from(await buildReport(of, { say: (piece) => translator.text(piece, locale) })), number);

describe('the report for the education bureau', () => {
  test('counts schools, people once each, and hours', () => {
    expect(reportFigures(rows)).toEqual({
      ...{ schools: 3, served: 2, unserved: 1, deputies: 1, endedThisYear: 0 },
      ...{ owed: 80, taught: 50, organised: 5, planned: 10 },
      ...{ behind: 1, endingSoon: 1, notEvaluated: 1 },
    });
    expect(reportFigures([])).toMatchObject({ schools: 0, served: 0, owed: 0 });
  });

  test('counts the hours of who has a new letter for later once', async () => {
    const renewed = anAppointment({ id: 11, from: '2029-11-23', until: '2032-11-23', ledger: aLedger() });
    const both = [{ ...alsoServed, appointments: [...alsoServed.appointments, renewed] }];
    const { owed, taught } = reportFigures([alsoServed]);
    expect(reportFigures(both)).toMatchObject({ owed, taught, deputies: 1 });
    const [header = [], ...lines] = await sheet('zh-CN', 2, both);
    expect(lines.map((line) => line[header.indexOf('应完成课时')])).toEqual([owed / 10, null]);
  });

  test('counts nobody as serving whose term is still to begin', () => {
    const coming = anAppointment({ id: 13, from: '2027-03-01', until: '2030-03-01', coming: true });
    expect(reportFigures([{ ...unserved, appointments: [coming] }])).toMatchObject({
      ...{ served: 0, unserved: 1, deputies: 0, endedThisYear: 0 },
    });
  });

  test('counts the hours of whoever left during the year, and names them after those who serve', async () => {
    const left = anAppointment({
      ...{ id: 12, state: 'ended', speaker: { id: 9, name: '走了的' }, endedOn: '2026-10-01' },
      ledger: aLedger({ owed: 30, taught: 20, organised: 5, planned: 0, light: 'red' }),
    });
    const both = [{ ...alsoServed, appointments: [left, ...alsoServed.appointments] }];
    const { owed, taught, organised, behind } = reportFigures([alsoServed]);
    expect(reportFigures(both)).toMatchObject({
      ...{ owed: owed + 30, taught: taught + 20, organised: organised + 5, behind },
      ...{ served: 1, deputies: 1, endedThisYear: 1 },
    });
    const [header = [], ...lines] = await sheet('zh-CN', 2, both);
    const column = (name: string) => lines.map((line) => line[header.indexOf(name)]);
    expect(column('法治副校长').at(-1)).toBe('走了的');
    expect(column('解聘日期')).toEqual([null, new Date('2026-10-01')]);
    expect(column('应完成课时')).toEqual([owed / 10, 3]);
    expect(reportFigures([{ ...unserved, appointments: [left] }])).toMatchObject({ served: 0, unserved: 1, owed: 30 });
  });

  test('has the figures on its first sheet', async () => {
    const lines = await sheet('zh-CN', 1);
    expect(Object.fromEntries(lines.map(([name, value]) => [name, value]))).toMatchObject({
      ...{ 统计年度起: new Date('2026-01-01'), 统计年度止: new Date('2026-12-31') },
      ...{
        学校总数: 3,
        未配备的学校: 1,
        法治副校长人数: 1,
        应完成课时: 8,
        已完成课时: 5.5,
        讲课课时: 5,
        组织课时: 0.5,
      },
    });
  });

  test('has a line for each person, and one for a school without anybody', async () => {
    const [header = [], ...lines] = await sheet('zh-CN', 2);
    const named = lines.map((line) => Object.fromEntries(header.map((title, at) => [title, line[at]])));
    expect(named).toMatchObject([
      {
        ...{
          学校: '平安枫林小学',
          类型: '小学',
          学生数: 860,
          农村: '是',
          偏远: null,
          法治副校长: '李警官',
          派出单位: '公安',
        },
        ...{ 状态: '在任', 聘书编号: '2026-003', 任期起: new Date('2026-03-01'), 任期止: new Date('2029-02-28') },
        ...{ 应完成课时: 4, 讲课课时: 1, 组织课时: 0.5, 已约课时: 1, 进度: '偏慢', 学校评分: 95, 本人评分: null },
        ...{ 派单员评分: 90, 班级平均分: 4.6, 班级人数: 45, 提示: '课时落后、有申请在办' },
      },
      { 学校: '平安枫林小学', 法治副校长: '张法官', 派出单位: '法院', 应完成课时: null },
      { 学校: '小峡云杉中学', 法治副校长: null, 状态: null, 提示: '没有法治副校长' },
      { 学校: '三校', 法治副校长: '李警官', 进度: '正常' },
    ]);
  });

  test('is in the language of its reader, and can be empty', async () => {
    const [header, first] = await sheet('en', 2);
    expect(header?.[0]).toBe('School');
    expect(first?.[0]).toBe('Fenglin Primary School');
    expect(await sheet('en', 2, [])).toHaveLength(1);
  });
});
