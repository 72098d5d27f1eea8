// 警情数 out of a file: every line is checked, then all are kept or none. A month that comes again replaces what was
// known of it.

import { localTime } from '../../domain/calendar.ts';
import type { Month } from '../../domain/commands-cases.ts';
import type { Database, Tx } from '../../store/database.ts';
import { type CaseLine, readCaseLines } from './case-lines.ts';
import { readTable } from './read-table.ts';
import type { ImportResult } from './rows.ts';

export async function importCases(
  database: Database,
  path: string,
  clock: { readonly now: Date; readonly timeZone: string },
): Promise<ImportResult> {
  const file = await readTable(path);
  return database.prisma.$transaction(
    async (tx): Promise<ImportResult> => {
      const read = await readCaseLines(tx, file, { thisMonth: monthOf(clock) });
      if (!read.ok) return read;
      return { ok: true, ...(await saveCases(tx, read.lines)), ignoredColumns: read.ignoredColumns };
    },
    { timeout: 60_000 },
  );
}

/** In place of all counts of the same months in these areas, or in the whole district. */
export async function saveCases(
  tx: Tx,
  lines: readonly CaseLine[],
  areaIds?: ReadonlySet<number>,
): Promise<{ added: number; updated: number; unchanged: number }> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('import cases'))`;
  const where = {
    month: { in: monthsOf(lines).map(firstDay) },
    ...(areaIds && { areaId: { in: [...areaIds] } }),
  };
  const before = new Map((await tx.caseCount.findMany({ where })).map((row) => [keyOf(row), row.cases]));
  await tx.caseCount.deleteMany({ where });
  const rows = lines.map(({ month, ...line }) => ({ ...line, month: firstDay(month) }));
  await tx.caseCount.createMany({ data: rows });
  const unchanged = rows.filter((row) => before.get(keyOf(row)) === row.cases).length;
  const known = rows.filter((row) => before.has(keyOf(row))).length;
  return { added: rows.length - known, updated: known - unchanged, unchanged };
}

export const monthsOf = (lines: readonly CaseLine[]): Month[] =>
  [...new Set(lines.map(({ month }) => month))].sort().reverse();

export const firstDay = (month: Month): Date => new Date(`${month}-01T00:00:00Z`);

export const monthOf = ({ now, timeZone }: { readonly now: Date; readonly timeZone: string }): Month =>
  localTime(now, timeZone).day.slice(0, 7);

const keyOf = ({ areaId, topicId, month }: { areaId: number; topicId: number; month: Date }): string =>
  `${areaId} ${topicId} ${month.getTime()}`;
