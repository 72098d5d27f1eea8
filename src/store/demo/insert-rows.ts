// Many rows in one statement. Prisma's createMany needs seconds of a cold process for the demo data; this needs none.
// Rows are written as Prisma's types name them, and every row names the same columns.

import type { Tx } from '../database.ts';

export async function insertRows<Row extends object>(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) await tx.$executeRawUnsafe(statement(table, rows), JSON.stringify(rows.map(byColumn)));
}

/** The same, with the ids that the rows were given. */
export async function insertWithIds<Row extends object>(
  tx: Tx,
  table: string,
  rows: readonly Row[],
): Promise<(Row & { id: number })[]> {
  const made = await tx.$queryRawUnsafe<{ id: number }[]>(
    `${statement(table, rows)} RETURNING id`,
    JSON.stringify(rows.map(byColumn)),
  );
  // Serial ids are given in the order of the list.
  const ids = made.map(({ id }) => id).sort((a, b) => a - b);
  return rows.map((row, index) => ({ ...row, id: ids[index] ?? 0 }));
}

function statement(table: string, rows: readonly object[]): string {
  const columns = Object.keys(rows[0] ?? {})
    .map((field) => `"${columnOf(field)}"`)
    .join(', ');
  return `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`;
}

const byColumn = (row: object): object =>
  Object.fromEntries(Object.entries(row).map(([field, value]) => [columnOf(field), value]));

const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
