import { describe, expect, test } from 'vitest';
import { coordinator, speaker } from './fixtures.ts';

const summary = {
  rows: 2,
  cases: 42,
  months: [{ month: '2026-10', areas: 2, cases: 42, replaces: true }],
  topics: [{ names: { zh: '交通安全', en: 'Traffic safety' }, cases: 42 }],
};
const waiting = () =>
  coordinator()
    .says('/cases')
    .gets({ type: 'case-months', result: { months: [] } });
const shown = () =>
  waiting()
    .sendsFile('十月.xlsx')
    .gets({ type: 'read-cases', result: { ok: true, uploadId: 'u-1', summary } });

describe('警情数', () => {
  test('asks for the table, with what is known and a blank one', () => {
    const talking = coordinator()
      .says('警情数')
      .gets({ type: 'case-months', result: { months: [{ month: '2026-09', areas: 8, cases: 321 }] } });
    expect(talking.words).toContain('2026年9月：8 个地区，321 起');
    expect(talking.words).toContain('请发警情数表');
    expect(talking.replies[0]?.links).toMatchObject([{ url: '/examples/cases.csv' }]);
  });

  test('a file is read, shown, and taken over with one tap', () => {
    const talking = waiting().sendsFile('十月.xlsx');
    expect(talking.command).toEqual({ type: 'read-cases', fileId: 'file-1' });
    talking.gets({ type: 'read-cases', result: { ok: true, uploadId: 'u-1', summary } });
    expect(talking.words).toContain('2 行，共 42 起');
    expect(talking.words).toContain('2026年10月：2 个地区，42 起');
    expect(talking.words).toContain('2026年10月 原有的数会被替换');
    talking.taps('导入');
    expect(talking.command).toEqual({ type: 'import-cases', uploadId: 'u-1' });
    talking.gets({ type: 'import-cases', result: { ok: true, summary } });
    expect(talking.words).toContain('已导入 2 行');
    expect(talking.state.active).toBeUndefined();
  });

  test('faults are told row by row with what to do, and the corrected file can come at once', () => {
    const faults = Array.from({ length: 17 }, (_, at) => ({
      ...{ line: at + 2, column: '月份', reason: 'bad_month' as const, value: '十月', allowed: '2026-11' },
    }));
    const talking = waiting()
      .sendsFile('十月.xlsx')
      .gets({ type: 'read-cases', result: { ok: false, reason: 'rows', faults } });
    expect(talking.words).toContain('有 17 处要改，一行也没有收');
    expect(talking.words).toContain('第 2 行，月份「十月」：请写成 2026-10 这样，最晚 2026-11');
    expect(talking.words).toContain('还有 2 处');
    expect(talking.sendsFile('十月2.xlsx').command).toMatchObject({ type: 'read-cases' });
    talking.gets({
      type: 'read-cases',
      result: { ok: false, reason: 'columns', missing: ['月份 / month'], doubled: [] },
    });
    expect(talking.words).toContain('缺少这些列：月份 / month');
    talking.sendsFile('x.xls').gets({ type: 'read-cases', result: { ok: false, reason: 'file', fault: 'old_excel' } });
    expect(talking.words).toContain('另存为 .xlsx');
  });

  test('what is no file, or too large a one, is answered', () => {
    expect(waiting().says('十月').words).toContain('请发一个文件');
    expect(waiting().sendsPhoto('f').words).toContain('请发一个文件');
    const large = waiting().sendsFile('x.xlsx', 11 * 1024 * 1024);
    expect(large.command).toBeUndefined();
    expect(large.words).toContain('超过 10 MB');
    expect(shown().says('好').words).toContain('没问题就点「导入」');
    expect(shown().sendsFile('y.xlsx').command).toMatchObject({ type: 'read-cases' });
  });

  test('back leads from the summary to the file and to the menu, and a file that is gone is asked for again', () => {
    const talking = shown().taps('返回');
    expect(talking.words).toContain('请发警情数表');
    expect(talking.taps('返回').words).toContain('请问要办什么');
    const gone = shown()
      .taps('导入')
      .gets({ type: 'import-cases', result: { ok: false, reason: 'gone' } });
    expect(gone.words).toContain('请再发一次');
    expect(shown().taps('取消').words).toContain('好的，已取消');
  });

  test('a file that nobody waits for is answered, and the open question stays', () => {
    expect(coordinator().sendsFile('x.pdf').words).toContain('现在不用发文件');
    const asking = coordinator().tapsData('/ask 7').sendsFile('x.pdf');
    expect(asking.words).toContain('现在不用发文件');
    expect(asking.words).toContain('想问点单人什么');
  });

  test('is for coordinators', () => {
    expect(speaker().says('/cases').words).toContain('这是派单员的功能');
  });
});
