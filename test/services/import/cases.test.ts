// 警情数: a month's table read, shown and taken over, each within the coordinator's own area.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFault } from '../../../src/domain/commands-cases.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createStation, type Station } from '../../fakes/station.ts';
import { type Cell, xlsx } from '../../fakes/xlsx.ts';

let test: TestDatabase;
let station: Station;
let chief: Awaited<ReturnType<Station['coordinator']>>;
let officer: Awaited<ReturnType<Station['coordinator']>>;

beforeAll(async () => {
  test = await createTestDatabase();
  station = await createStation(test.database);
  chief = await station.coordinator('赵所长');
  officer = await station.coordinator('张主任', station.township.id);
});
afterAll(() => test.drop());
beforeEach(() => station.prisma.caseCount.deleteMany());

type Coordinator = typeof chief;
const header: Cell[] = ['地区', '主题', '月份', '件数'];
const read = (who: Coordinator, file: Uint8Array) => station.act(who, 'read-cases', { fileId: 'f' }, { file });
const table = (...rows: Cell[][]): Uint8Array => xlsx([header, ...rows]);

async function bring(who: Coordinator, file: Uint8Array) {
  const shown = await read(who, file);
  if (!shown.ok) throw new Error(shown.reason);
  return station.act(who, 'import-cases', { uploadId: shown.uploadId });
}
const stored = async () =>
  (await station.prisma.caseCount.findMany({ include: { area: true, topic: true }, orderBy: { cases: 'desc' } })).map(
    ({ area, topic, month, cases }) => `${area.name} ${topic.code} ${month.toISOString().slice(0, 10)} ${cases}`,
  );

describe('a table of case counts', () => {
  it('is shown with months, areas and sums, and kept only by the second step', async () => {
    const shown = await read(
      chief,
      table(
        ['小峡街道', '防诈骗', '2026年10月', 12],
        ['三合镇', 'fraud', new Date('2026-10-01'), 30],
        ['三合镇', '交通安全', '2026-09', '1,000'],
      ),
    );
    expect(shown).toMatchObject({
      ok: true,
      summary: {
        rows: 3,
        cases: 1042,
        months: [
          { month: '2026-10', areas: 2, cases: 42 },
          { month: '2026-09', areas: 1, cases: 1000 },
        ],
        topics: [{ cases: 1000 }, { names: { zh: '防范电信网络诈骗' }, cases: 42 }],
      },
    });
    expect(await stored()).toEqual([]);
    if (!shown.ok) return;
    expect(await station.act(chief, 'import-cases', { uploadId: shown.uploadId })).toMatchObject({ ok: true });
    expect(await stored()).toEqual([
      '三合镇 traffic 2026-09-01 1000',
      '三合镇 fraud 2026-10-01 30',
      '小峡街道 fraud 2026-10-01 12',
    ]);
    expect(await station.act(chief, 'import-cases', { uploadId: shown.uploadId })).toEqual({
      ok: false,
      reason: 'gone',
    });
    expect(await station.act(chief, 'case-months', {})).toMatchObject({
      months: [{ month: '2026-10' }, { cases: 1000 }],
    });
  });

  it('replaces the same month, says so beforehand, and leaves other months and other areas', async () => {
    await bring(chief, table(['小峡街道', 'fraud', '2026-10', 12], ['小峡街道', 'drugs', '2026-10', 3]));
    await bring(chief, table(['三合镇', 'fraud', '2026-09', 5]));
    const again = Buffer.from('area,topic,month,count\n小峡街道,fraud,202610,20\n');
    expect(await read(officer, again)).toMatchObject({ summary: { months: [{ month: '2026-10', replaces: true }] } });
    await bring(officer, again);
    expect(await stored()).toEqual(['小峡街道 fraud 2026-10-01 20', '三合镇 fraud 2026-09-01 5']);
  });

  it('is not kept where one row is faulty; every fault is told by its row', async () => {
    const result = await read(
      officer,
      table(
        ['小峡街道', 'fraud', '2026-10', 1],
        ['', '天文', '2026-13', -1],
        ['火星', '', '2026-12', 1.5],
        ['三合镇', 'fraud', '', ''],
        ['小峡街道', '防诈骗', '10/2026', 2],
      ),
    );
    const faults: readonly CaseFault[] = !result.ok && result.reason === 'rows' ? result.faults : [];
    expect(faults.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [3, '地区', 'missing'],
      [3, '主题', 'unknown_word'],
      [3, '月份', 'bad_month'],
      [3, '件数', 'bad_number'],
      [4, '地区', 'unknown_area'],
      [4, '主题', 'missing'],
      [4, '月份', 'bad_month'],
      [4, '件数', 'bad_number'],
      [5, '地区', 'not_your_area'],
      [5, '月份', 'missing'],
      [5, '件数', 'missing'],
      [6, '地区', 'duplicate'],
    ]);
  });

  it.each([
    ['a text without the columns', Buffer.from('a,b\n1,2\n'), { reason: 'columns' }],
    ['a PDF', Buffer.from('%PDF-1.7'), { reason: 'file', fault: 'wrong_extension' }],
    ['half a workbook', Buffer.from(xlsx([header])).subarray(0, 400), { reason: 'file', fault: 'broken' }],
    ['only a header', xlsx([header]), { reason: 'file', fault: 'empty' }],
  ])('is not made of %s', async (_, file, answer) => {
    expect(await read(chief, file)).toMatchObject({ ok: false, ...answer });
  });

  it('is nobody else’s to take over, nor a stranger’s to send', async () => {
    const shown = await read(chief, table(['三合镇', 'fraud', '2026-10', 30]));
    if (!shown.ok) throw new Error(shown.reason);
    expect(await station.act(officer, 'import-cases', { uploadId: shown.uploadId })).toMatchObject({ ok: false });
    const speaker = await station.speaker('李警官');
    expect(await station.act(speaker, 'read-cases', { fileId: 'f' }, { file: table() })).toMatchObject({ ok: false });
    expect(await station.act(speaker, 'case-months', {})).toEqual({ months: [] });
    expect(await stored()).toEqual([]);
  });
});
