// The database: its version, extension and migrations, and whether its clock and this machine's agree.

import type { Pool } from 'pg';
import { StartError } from '../../start-error.ts';
import { pendingMigrations } from '../../store/migrate.ts';
import { bad, type Finding, ok, warn } from './finding.ts';

const oldest = 14;
const mostSkewSeconds = 5;

export async function checkDatabase(pool: Pool): Promise<Finding[]> {
  const asked = Date.now();
  const { rows } = await pool.query<{ version: string; extension: boolean; offered: boolean; now: Date }>(
    `SELECT current_setting('server_version') AS version, clock_timestamp() AS now,
            EXISTS (SELECT FROM pg_extension WHERE extname = 'btree_gist') AS extension,
            EXISTS (SELECT FROM pg_available_extensions WHERE name = 'btree_gist') AS offered`,
  );
  const [{ version = '', extension = false, offered = false, now = new Date() } = {}] = rows;
  const middle = (asked + Date.now()) / 2;
  const skew = Math.round(Math.abs(now.getTime() - middle) / 1000);
  return [
    Number.parseInt(version, 10) < oldest
      ? bad('doctor.database_old', { version })
      : ok('doctor.database', { version }),
    ...(offered ? [] : [bad('doctor.extension_missing')]),
    ...(await checkMigrations(pool, extension)),
    ...(skew > mostSkewSeconds ? [bad('doctor.clock_skew', { seconds: skew })] : []),
  ];
}

async function checkMigrations(pool: Pool, extension: boolean): Promise<Finding[]> {
  try {
    const pending = await pendingMigrations({ pool });
    if (pending.length > 0) return [warn('doctor.migrations_pending', { count: pending.length })];
    return [extension ? ok('doctor.migrations') : bad('doctor.extension_off')];
  } catch (error) {
    if (error instanceof StartError) return [bad('doctor.fault', { reason: error.message })];
    throw error;
  }
}
