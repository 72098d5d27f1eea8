import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StartError } from '../../src/start-error.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';

let scratch: TestDatabase;
let folder: string;

beforeEach(async () => {
  scratch = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'fengdian-migrations-'));
  // A clean slate: the template carries the product's own migrations.
  await scratch.database.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});
afterEach(async () => {
  await scratch.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('migrate', () => {
  test('applies what is new, in order, and nothing twice', async () => {
    await migration('1_first', 'CREATE TABLE apple (id int)');
    await migration('2_second', 'ALTER TABLE apple ADD COLUMN colour text');
    expect(await run()).toEqual(['1_first', '2_second']);
    expect(await run()).toEqual([]);
    await migration('3_third', 'DROP TABLE apple');
    expect(await run()).toEqual(['3_third']);
  });

  test('records each as Prisma does: the sha256 of its file, finished, one step', async () => {
    const sql = 'CREATE TABLE apple (id int); -- 苹果';
    await migration('1_first', sql);
    await run();
    expect(await records()).toEqual([
      {
        migration_name: '1_first',
        checksum: createHash('sha256').update(sql).digest('hex'),
        finished: true,
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
      },
    ]);
  });

  test('applies each once when many processes start together', async () => {
    await migration('1_first', 'CREATE TABLE apple (id int)');
    const applied = await Promise.all(Array.from({ length: 5 }, run));
    expect(applied.flat()).toEqual(['1_first']);
  });

  test('refuses when a migration was changed after it was applied', async () => {
    await migration('1_first', 'CREATE TABLE apple (id int)');
    await run();
    await migration('1_first', 'CREATE TABLE apple (id bigint)');
    await expect(run()).rejects.toThrow(StartError);
    await expect(run()).rejects.toThrow('1_first was changed');
  });

  test('refuses when one failed half way elsewhere', async () => {
    await migration('1_first', 'CREATE TABLE apple (id int)');
    await run();
    await scratch.database.pool.query('UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(run()).rejects.toThrow('1_first failed half way');
  });

  test('leaves no trace of a migration that fails', async () => {
    await migration('1_first', 'CREATE TABLE apple (id int); SELECT 1/0');
    await expect(run()).rejects.toThrow(StartError);
    expect(await records()).toEqual([]);
    await migration('1_first', 'CREATE TABLE apple (id int)');
    expect(await run()).toEqual(['1_first']);
  });
});

function run(): Promise<readonly string[]> {
  return migrate({ pool: scratch.database.pool, folder });
}

async function migration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function records(): Promise<unknown[]> {
  const { rows } = await scratch.database.pool.query(
    `SELECT migration_name, checksum, finished_at >= started_at AS finished, rolled_back_at, logs, applied_steps_count
     FROM _prisma_migrations ORDER BY started_at`,
  );
  return rows;
}
