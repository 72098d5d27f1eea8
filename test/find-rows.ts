// Where in a database something is written, whatever the table: a list of places would never be complete.

import type { Pool } from 'pg';

/** The tables with a row that matches, once for each row: 'public.outbox'. */
export async function findRows(pool: Pool, pattern: string): Promise<string[]> {
  const { rows: tables } = await pool.query<{ schema: string; name: string }>(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2`,
  );
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const { rowCount } = await pool.query(`SELECT 1 FROM "${schema}"."${name}" t WHERE t::text ~ $1`, [pattern]);
    found.push(...Array.from({ length: rowCount ?? 0 }, () => `${schema}.${name}`));
  }
  return found;
}
