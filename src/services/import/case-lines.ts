// The lines of a table of case counts, checked cell by cell: area, topic, month, count. Reads only.

import type { Month } from '../../domain/commands-cases.ts';
import type { Tx } from '../../store/database.ts';
import { findPlaces, loadPlaces, type Spot } from './place-tree.ts';
import type { TableResult } from './read-table.ts';
import { type Columns, type ImportFailure, type Row, readRows } from './rows.ts';
import { isCalled, type MenuRow } from './speaker-line.ts';
import { wordKey } from './words.ts';

export interface CaseLine {
  readonly areaId: number;
  readonly topicId: number;
  readonly month: Month;
  readonly cases: number;
}

export type CaseLines =
  | { readonly ok: true; readonly lines: readonly CaseLine[]; readonly ignoredColumns: readonly string[] }
  | ImportFailure;

export interface CaseWorld {
  /** No month after this one. */
  readonly thisMonth: Month;
  /** Absent: the whole district. */
  readonly areaIds?: ReadonlySet<number>;
}

type Column = 'area' | 'topic' | 'month' | 'cases';
const columns: Columns<Column> = {
  area: ['地区', 'area', '区域', '片区'],
  topic: ['主题', 'topic', '类别', '警情类别', 'kind'],
  month: ['月份', 'month', '月'],
  cases: ['件数', 'count', '警情数', '起数', 'cases'],
};

/** A file to begin with, as a Chinese Excel opens it. */
export const caseExample = `\ufeff${columns.area[0]},${columns.topic[0]},${columns.month[0]},${columns.cases[0]}\r\n`;

export async function readCaseLines(tx: Tx, file: TableResult, world: CaseWorld): Promise<CaseLines> {
  if (!file.ok) return { ok: false, reason: 'file', fault: file.fault };
  const read = readRows(file.table, columns, ['area', 'topic', 'month', 'cases']);
  if (!read.ok) return read;
  const places = await loadPlaces(tx);
  const topics = await tx.topic.findMany({ where: { active: true }, orderBy: { sort: 'asc' } });
  const first = new Map<string, number>();
  const lines = read.rows.flatMap((row): CaseLine[] => {
    const areaId = readArea(row, places, world);
    const topicId = readTopic(row, topics);
    const month = readMonth(row, world.thisMonth);
    const cases = readCount(row);
    if (areaId === undefined || topicId === undefined || month === undefined || cases === undefined) return [];
    const key = `${areaId} ${topicId} ${month}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, row.line);
    else row.fault('area', 'duplicate', String(before));
    return [{ areaId, topicId, month, cases }];
  });
  if (read.faults.length > 0) return { ok: false, reason: 'rows', faults: read.faults.sort((a, b) => a.line - b.line) };
  return { ok: true, lines, ignoredColumns: read.ignoredColumns };
}

function readArea(row: Row<Column>, places: readonly Spot[], { areaIds }: CaseWorld): number | undefined {
  const cell = row.get('area');
  const found = findPlaces(places, cell).filter(({ kind }) => kind !== 'school');
  // Of two that share a name, the coordinator can only mean the own one.
  const own = areaIds ? found.filter(({ id }) => id !== undefined && areaIds.has(id)) : found;
  if (cell === '') row.fault('area', 'missing');
  else if (found.length === 0) row.fault('area', 'unknown_area');
  else if (own.length === 0) row.fault('area', 'not_your_area');
  else if (own.length > 1) row.fault('area', 'ambiguous_area');
  return own.length === 1 ? own[0]?.id : undefined;
}

function readTopic(row: Row<Column>, topics: readonly MenuRow[]): number | undefined {
  const cell = row.get('topic');
  const found = topics.find((topic) => isCalled(topic, wordKey(cell)));
  if (cell === '') row.fault('topic', 'missing');
  else if (!found) row.fault('topic', 'unknown_word', topics.map(({ nameZh, code }) => `${nameZh} ${code}`).join(', '));
  return found?.id;
}

/** 2026-10, 2026年10月, 2026/10/1, 202610, 10/2026. */
function readMonth(row: Row<Column>, thisMonth: Month): Month | undefined {
  const cell = row.get('month').normalize('NFKC').replace(/\s/g, '');
  const { year, month } =
    /^(?<year>20\d\d)[-/.年]?(?<month>\d{1,2})(?:月份?|[-/.月]\d{1,2}日?)?$/.exec(cell)?.groups ??
    /^(?<month>\d{1,2})[-/.](?<year>20\d\d)$/.exec(cell)?.groups ??
    {};
  const found = `${year}-${month?.padStart(2, '0')}`;
  const inside = Number(month) >= 1 && Number(month) <= 12 && found <= thisMonth;
  if (cell === '') row.fault('month', 'missing');
  else if (!inside) row.fault('month', 'bad_month', thisMonth);
  return inside ? found : undefined;
}

function readCount(row: Row<Column>): number | undefined {
  const cell = row.get('cases').normalize('NFKC').replace(/[\s,]/g, '');
  if (/^\d{1,6}$/.test(cell)) return Number(cell);
  row.fault('cases', cell === '' ? 'missing' : 'bad_number', '0–999999');
  return undefined;
}
