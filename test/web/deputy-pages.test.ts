// Letters, receipts and reports as pages: what stands on them, and what somebody without a good address gets.

import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Letter } from '../../src/services/deputy/pages.ts';
import { createVisitor } from '../fakes/visitor.ts';
import { createTestWeb, type TestWeb } from '../fakes/web.ts';
import { aLetter, somePages, token } from './deputy-fixtures.ts';

let web: TestWeb;
let letter: Letter = aLetter;
beforeAll(async () => {
  web = await createTestWeb({
    deputies: { letter: (...asked) => somePages(letter).letter(...asked), report: somePages().report },
  });
});
afterAll(() => web.close());

const get = (path: string) => createVisitor(web.app).get(path);

describe('the letter of appointment', () => {
  it('is in the school’s name, with number and term, the last day included', async () => {
    const { status, body, headers } = await get(`/deputy/letter/7?t=${token}`);
    expect(status).toBe(200);
    for (const words of [
      '聘书',
      '李警官 同志：',
      '教育部令第52号',
      '兹聘请您担任平安枫林小学法治副校长，聘期自2026年3月1日起至2029年2月28日止',
      '（盖章）',
      '编号：2026-0007',
    ])
      expect(body).toContain(words);
    expect(body).toContain('href="/deputy/receipt/7?t=r"');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).not.toContain('教育局');
  });

  it('says so where the education bureau has approved it, or it has ended', async () => {
    const { appointment } = aLetter;
    letter = {
      ...aLetter,
      appointedBy: 'bureau',
      appointment: { ...appointment, state: 'ended', endedOn: '2026-10-01' },
    };
    const { body } = await get(`/deputy/letter/7?t=${token}`);
    expect(body).toContain('教育局同意');
    expect(body).toContain('本任期已于 2026年10月1日 结束');
    letter = { ...aLetter, appointment: { ...appointment, endedOn: '2026-12-31' } };
    expect((await get(`/deputy/letter/7?t=${token}`)).body).toContain('本任期将于 2026年12月31日 提前结束');
    letter = aLetter;
  });

  it('is there in English', async () => {
    const { body } = await get(`/deputy/letter/7?t=${token}&lang=en`);
    expect(body).toContain('Letter of Appointment');
    expect(body).toContain('Fenglin Primary School from 1 March 2026 to 28 February 2029');
  });
});

it('the receipt has the same facts, and a line for each of three to sign on', async () => {
  const { body } = await get(`/deputy/receipt/7?t=${token}`);
  for (const words of ['法治副校长聘任回执', '平安枫林小学', '李警官', '公安', '2026-0007', '一式三份'])
    expect(body).toContain(words);
  expect(body.match(/class="line"/g)).toHaveLength(3);
});

describe('the report', () => {
  it('has a line for each who serves a school, and for each school without anybody', async () => {
    const { body } = await get(`/deputy/report?t=${token}`);
    expect(body).toContain('截至 2026年11月23日');
    expect(body.match(/<tr>/g)).toHaveLength(5);
    // Who left during the year stays, with their hours.
    expect(body).toContain('赵警官<br><small>2026-06-01 起不再任职</small>');
    expect(body).toContain('<td class="n">1.7</td><td class="n">1</td>');
    for (const words of ['平安枫林小学', '农村 · 偏远', '小峡云杉中学', '落后', '任期将满', '没有法治副校长', '95'])
      expect(body).toContain(words);
    // Who has declined serves nobody.
    expect(body).not.toContain('王没接');
  });

  it('leads to those of the years before, as a page and as a workbook', async () => {
    const { body } = await get(`/deputy/report?t=${token}`);
    expect(body).toContain('2026 年 · 截至');
    const links = [...body.matchAll(/href="(\/deputy\/report[^"]*)"[^>]*>([^<]*)</g)].map(([, href, words]) => [
      href?.replaceAll('&amp;', '&').replace(token, 'T'),
      words,
    ]);
    expect(links).toEqual([
      ['/deputy/report.xlsx?t=T&year=2026', '下载表格（.xlsx）'],
      ['/deputy/report?t=T&year=2025', '2025 年'],
      ['/deputy/report?t=T&year=2024', '2024 年'],
    ]);
    expect((await get(`/deputy/report?t=${token}&year=2025`)).body).toContain('2025 年 · 截至');
    expect((await get(`/deputy/report?t=${token}&year=<b>`)).body).toContain('2026 年 · 截至');
  });

  it('shows what somebody called a school as words', async () => {
    expect((await get(`/deputy/report?t=${token}`)).body).toContain('&lt;b&gt;三合小学&lt;/b&gt;');
  });

  it('is a workbook as well', async () => {
    const response = await web.app.request(`/deputy/report.xlsx?t=${token}`);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="deputies-2026-11-23.xlsx"');
    const sheets = await readXlsx(Buffer.from(await response.arrayBuffer()));
    expect(JSON.stringify(sheets)).toContain('小峡云杉中学');
  });
});

it.each([
  '/deputy/letter/7',
  '/deputy/letter/7?t=forged',
  `/deputy/letter/8?t=${token}`,
  `/deputy/letter/x?t=${token}`,
  `/deputy/letter/99999999999999999999?t=${token}`,
  '/deputy/receipt/7?t=',
  '/deputy/report',
  '/deputy/report?t=old',
  '/deputy/report.xlsx?t=old',
])('%s is answered politely, and says where to go', async (path) => {
  const { status, body } = await get(path);
  expect(status).toBe(404);
  expect(body).toContain('请在对话里重新打开');
  expect(web.log.lines).toEqual([]);
});
