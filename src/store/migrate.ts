// Brings the tables up to date: applies prisma/migrations in order and records them as `prisma migrate deploy` does,
// so that either can go on where the other left off.

import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { StartError } from '../start-error.ts';

export interface MigrateOptions {
  readonly pool: pg.Pool;
  readonly folder?: string;
  readonly log?: {
    info(context: object, message: string): void;
    warn(context: object, message: string): void;
  };
}

/** Returns the names of the migrations it applied. Throws a StartError where the records and the files disagree. */
export async function migrate({ pool, folder = ownFolder, log }: MigrateOptions): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismasLock]);
    try {
      await client.query(recordsTable);
      const pending = await findPending(client, migrations, log);
      for (const migration of pending) {
        await apply(client, migration);
        log?.info({ migration: migration.name }, 'applied a migration');
      }
      return pending.map(({ name }) => name);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [prismasLock]);
    }
  } finally {
    client.release();
  }
}

/** The names of those that would be applied; changes nothing. Throws like migrate(). */
export async function pendingMigrations({ pool, folder = ownFolder }: MigrateOptions): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const { rows } = await pool.query<{ kept: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS kept`);
  const pending = rows[0]?.kept ? await findPending(pool, migrations, undefined) : migrations;
  return pending.map(({ name }) => name);
}

const ownFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** The number Prisma locks, so that a `prisma migrate deploy` at the same moment waits as well. */
const prismasLock = 72_707_369;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return {
        name,
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      };
    }),
  );
}

async function findPending(
  client: Pick<pg.PoolClient, 'query'>,
  migrations: readonly Migration[],
  log: MigrateOptions['log'],
): Promise<readonly Migration[]> {
  const { rows } = await client.query<{
    name: string;
    checksum: string;
    finished: boolean;
  }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const broken = rows.find(({ finished }) => !finished);
  if (broken) {
    throw new StartError(
      `Migration ${broken.name} failed half way: put the tables right, then say so with "prisma migrate resolve".`,
    );
  }
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  const changed = migrations.find(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum);
  if (changed) {
    throw new StartError(
      `Migration ${changed.name} was changed after this database applied it: restore its file and add a new migration.`,
    );
  }
  const known = new Set(migrations.map(({ name }) => name));
  const foreign = [...applied.keys()].filter((name) => !known.has(name));
  if (foreign.length > 0) log?.warn({ migrations: foreign }, 'the database was used by a newer version');
  return migrations.filter(({ name }) => !applied.has(name));
}

/** The script and its record are one transaction, so a kill in the middle leaves neither. */
async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    const started = await client.query<{ at: Date }>('SELECT clock_timestamp() AS at');
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, started.rows[0]?.at],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    const reason = cause instanceof Error ? cause.message : 'no reason given';
    throw new StartError(`Migration ${name} failed and was undone: ${reason}.`, { cause });
  }
}

/** Word for word as Prisma makes it. */
const recordsTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;
