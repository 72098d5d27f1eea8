// Whatever BullMQ keeps in PostgreSQL, as text: to see what is in it, and what is not.

import type { Flow } from './harness.ts';

export async function queueTables({ pool }: Pick<Flow, 'pool'>): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'bullmq' AND table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM bullmq."${name}" t`);
    found.push(...rows.map(({ row }) => row));
  }
  return found.join('\n');
}
