// 警情数 in the staff chat: what a coordinator's file would bring, and taking it over. Only within the own area.

import type { Args, Result } from '../../domain/commands.ts';
import {
  type CaseFault,
  type CaseMonth,
  type CaseSummary,
  caseFaultReasons,
  type Month,
} from '../../domain/commands-cases.ts';
import { fileType, mimeOf } from '../../domain/files.ts';
import { areasBelow } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import { type CaseLine, type CaseLines, readCaseLines } from './case-lines.ts';
import { firstDay, monthOf, monthsOf, saveCases } from './cases.ts';
import { readTableBytes } from './read-table.ts';
import type { ImportFailure, RowFault } from './rows.ts';

const mostMonths = 6;

export async function caseMonths(work: Work, who: Who): Promise<Result<'case-months'>> {
  if (!who.coordinator) return { months: [] };
  const rows = await work.tx.caseCount.findMany({
    where: { areaId: { in: await areasBelow(work, who.coordinator.areaId) } },
  });
  const lines = rows.map(({ month, ...row }) => ({ ...row, month: month.toISOString().slice(0, 7) }));
  return {
    months: monthsOf(lines)
      .slice(0, mostMonths)
      .map((month) => countMonth(month, lines)),
  };
}

export async function readCases(work: Work, who: Who): Promise<Result<'read-cases'>> {
  if (!who.coordinator || !work.file) return { ok: false, reason: 'file', fault: 'too_large' };
  const read = await readWithin(work, who.coordinator.areaId, work.file);
  if (!read.ok) return failed(read);
  const type = fileType(work.file) ?? 'xlsx';
  const { address } = await work.tx.chat.findUniqueOrThrow({ where: { id: who.chatId }, select: { address: true } });
  const { id } = await work.tx.upload.create({
    data: { address, mime: mimeOf[type], bytes: new Uint8Array(work.file), createdAt: work.now },
  });
  return { ok: true, uploadId: id, summary: await summaryOf(work, read.lines, who.coordinator.areaId) };
}

/** The file is read again: areas and topics may have changed since it was shown. */
export async function takeCases(
  work: Work,
  who: Who,
  { uploadId }: Args<'import-cases'>,
): Promise<Result<'import-cases'>> {
  const gone = { ok: false, reason: 'gone' } as const;
  if (!who.coordinator) return gone;
  const { areaId } = who.coordinator;
  const { address } = await work.tx.chat.findUniqueOrThrow({ where: { id: who.chatId }, select: { address: true } });
  const upload = await work.tx.upload.findFirst({ where: { id: uploadId, address } });
  const read = upload && (await readWithin(work, areaId, upload.bytes));
  if (!read?.ok) return gone;
  const summary = await summaryOf(work, read.lines, areaId);
  await saveCases(work.tx, read.lines, new Set(await areasBelow(work, areaId)));
  await work.tx.upload.delete({ where: { id: uploadId } });
  return { ok: true, summary };
}

async function readWithin(work: Work, areaId: number, bytes: Uint8Array): Promise<CaseLines> {
  const areaIds = new Set(await areasBelow(work, areaId));
  return readCaseLines(work.tx, await readTableBytes(bytes), { thisMonth: monthOf(work), areaIds });
}

function failed(read: ImportFailure): Exclude<Result<'read-cases'>, { ok: true }> {
  return read.reason === 'rows' ? { ...read, faults: read.faults.flatMap(caseFault) } : read;
}

/** A table of case counts knows no other faults. */
function caseFault({ reason, ...fault }: RowFault): CaseFault[] {
  const known = caseFaultReasons.find((code) => code === reason);
  return known ? [{ ...fault, reason: known }] : [];
}

async function summaryOf(work: Work, lines: readonly CaseLine[], areaId: number): Promise<CaseSummary> {
  const months = monthsOf(lines);
  const known = await work.tx.caseCount.findMany({
    where: { month: { in: months.map(firstDay) }, areaId: { in: await areasBelow(work, areaId) } },
    distinct: ['month'],
    select: { month: true },
  });
  const replaced = new Set(known.map(({ month }) => month.getTime()));
  const topics = await work.tx.topic.findMany({ select: { id: true, nameZh: true, nameEn: true } });
  return {
    rows: lines.length,
    cases: total(lines),
    months: months.map((month) => ({
      ...countMonth(month, lines),
      ...(replaced.has(firstDay(month).getTime()) && { replaces: true }),
    })),
    topics: topics
      .map(({ id, nameZh, nameEn }) => ({
        names: { zh: nameZh, en: nameEn },
        cases: total(lines.filter(({ topicId }) => topicId === id)),
      }))
      .filter(({ cases }) => cases > 0)
      .sort((a, b) => b.cases - a.cases),
  };
}

function countMonth(month: Month, lines: readonly CaseLine[]): CaseMonth {
  const its = lines.filter((line) => line.month === month);
  return { month, areas: new Set(its.map(({ areaId }) => areaId)).size, cases: total(its) };
}

const total = (lines: readonly Pick<CaseLine, 'cases'>[]): number => lines.reduce((sum, { cases }) => sum + cases, 0);
