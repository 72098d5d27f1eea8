import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StartError } from '../../src/start-error.ts';
import { createDatabase } from '../../src/store/database.ts';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../../src/store/embedded-postgres.ts';

let dataDir: string;
let running: EmbeddedPostgres[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fengdian-data-'));
  await chmod(dataDir, 0o755);
  running = [];
});
afterEach(async () => {
  for (const server of running) await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  test('keeps the data from one start to the next, in UTF-8, and ends when stopped', async () => {
    const first = await start();
    const database = await createDatabase({
      url: first.url('demo'),
      poolSize: 1,
      createMissing: true,
    });
    await database.pool.query("CREATE TABLE dish AS SELECT '枫点' AS name");
    await database.close();
    await first.stop();
    await expect(ask(first.url('demo'), 'SELECT 1')).rejects.toThrow();

    const second = await start();
    expect(
      await ask(second.url('demo'), 'SELECT name, pg_encoding_to_char(encoding) AS code FROM dish, pg_database'),
    ).toMatchObject({ name: '枫点', code: 'UTF8' });
  });

  test('is shared by several users and stops with the last one', async () => {
    const first = await start();
    const second = await start();
    expect(second.url('postgres')).toBe(first.url('postgres'));
    await first.stop();
    expect(await ask(second.url('postgres'), 'SELECT 1 AS one')).toEqual({
      one: 1,
    });
    await second.stop();
    await expect(ask(second.url('postgres'), 'SELECT 1')).rejects.toThrow();
  });

  test('adopts the server of a process that was killed, and stops it in the end', async () => {
    const url = await killedOwner();
    expect(await ask(url, 'SELECT 1 AS one')).toEqual({ one: 1 });
    const heir = await start();
    expect(heir.url('postgres')).toBe(url);
    await heir.stop();
    await expect(ask(url, 'SELECT 1')).rejects.toThrow();
  });

  test('recovers when the server was killed as well', async () => {
    const url = await killedOwner();
    const [pid] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    const next = await start();
    expect(await ask(next.url('postgres'), 'SELECT 1 AS one')).toEqual({
      one: 1,
    });
    expect(new URL(next.url('postgres')).password).toBe(new URL(url).password);
  });

  test('is started again at its place where something ends it, and not where it was stopped', async () => {
    const ended: object[] = [];
    const server = await startIn(dataDir, (context) => ended.push(context));
    const url = server.url('postgres');
    const [pid] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    const again = () => ended.filter((context) => 'again' in context && context.again);
    await vi.waitFor(() => expect(again()).toHaveLength(1), { timeout: 50_000, interval: 100 });
    expect(await ask(url, 'SELECT 1 AS one')).toEqual({ one: 1 });
    await server.stop();
    await expect(ask(url, 'SELECT 1')).rejects.toThrow();
    expect(again()).toHaveLength(1);
  });

  test('refuses a stranger without the password', async () => {
    const url = new URL((await start()).url('postgres'));
    url.password = 'guess';
    await expect(ask(url.href, 'SELECT 1')).rejects.toMatchObject({
      code: '28P01',
    });
  });

  test('says so in one sentence when the data folder is a file', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    await expectSentence(startIn(file), file);
  });

  test('says so when something else lies in the database folder', async () => {
    await mkdir(join(dataDir, 'postgres'));
    await writeFile(join(dataDir, 'postgres', 'holiday.jpg'), 'x');
    await expectSentence(start(), 'is not a PostgreSQL data folder');
  });

  test('says so when another version made the folder, and leaves it alone', async () => {
    await (await start()).stop();
    const version = join(dataDir, 'postgres', 'PG_VERSION');
    await writeFile(version, '12\n');
    await expectSentence(start(), 'made by PostgreSQL 12');
    await writeFile(version, '18\n');
    await start();
  });

  test('says so when the folder is damaged inside', async () => {
    await (await start()).stop();
    await rm(join(dataDir, 'postgres', 'global'), { recursive: true });
    await expectSentence(start(), 'does not start');
  });
});

async function startIn(folder: string, onEnded?: EmbeddedPostgresOptions['onEnded']): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    dataDir: folder,
    log: { info: () => {} },
    settings: { fsync: 'off' },
    ...(onEnded && { onEnded }),
  });
  running.push(server);
  return server;
}

function start(): Promise<EmbeddedPostgres> {
  return startIn(dataDir);
}

async function expectSentence(attempt: Promise<unknown>, part: string): Promise<void> {
  const error = await attempt.catch((fault: unknown) => fault);
  expect(error).toBeInstanceOf(StartError);
  const { message } = error instanceof Error ? error : { message: '' };
  expect(message).toContain(part);
  expect(message).not.toContain('\n');
}

/** Starts a server from a process of its own and kills that process the hard way. */
async function killedOwner(): Promise<string> {
  const module = new URL('../../src/store/embedded-postgres.ts', import.meta.url).href;
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
    const server = await startEmbeddedPostgres({ dataDir: process.argv[1], log: { info() {} } });
    console.log(server.url('postgres'));
    setInterval(() => {}, 1000);`;
  const owner = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script, await realpath(dataDir)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line]: Buffer[] = await once(owner.stdout, 'data');
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  return String(line).trim();
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end().catch(() => {});
  }
}
