// What the tests of a project share: one PostgreSQL with a migrated template database, and a Redis where there is one.

import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { TestProject } from 'vitest/node';
import { createDatabase } from '../src/store/database.ts';
import { startEmbeddedPostgres } from '../src/store/embedded-postgres.ts';
import { freePort } from '../src/store/free-port.ts';
import { migrate } from '../src/store/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated, empty database to copy; see database.ts. */
    templateUrl: string;
    /** Undefined where there is no Redis: what needs one is skipped. */
    redisUrl: string | undefined;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const releases: (() => Promise<void>)[] = [];
  const release = async () => {
    for (const undo of releases.reverse()) await undo();
  };
  try {
    project.provide('templateUrl', await prepareTemplate(releases));
    project.provide('redisUrl', process.env['REDIS_URL'] ?? (await startRedis(releases)));
    return release;
  } catch (error) {
    await release();
    throw error;
  }
}

async function prepareTemplate(releases: (() => Promise<void>)[]): Promise<string> {
  const server = process.env['TEST_DATABASE_URL'] ?? (await startPostgres(releases));
  const url = new URL(server);
  url.pathname = `/fengdian_template_${process.pid}_${performance.now().toFixed(0)}`;
  const database = await createDatabase({
    url: url.href,
    poolSize: 1,
    createMissing: true,
  });
  await migrate({ pool: database.pool });
  await database.close();
  return url.href;
}

async function startPostgres(releases: (() => Promise<void>)[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fengdian-test-'));
  // Run as root, the server belongs to another account, which has to get in.
  await chmod(folder, 0o755);
  releases.push(() => removeDataFolder(folder));
  const postgres = await startEmbeddedPostgres({
    dataDir: folder,
    log: { info: () => {} },
    // A test's data may be lost with the machine.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
    },
  });
  releases.push(() => postgres.stop());
  return postgres.url('postgres');
}

/** Also what a root process had to put elsewhere. */
async function removeDataFolder(folder: string): Promise<void> {
  const inside = join(await realpath(folder), 'postgres');
  const actual = await realpath(inside).catch(() => inside);
  if (actual !== inside) await rm(dirname(actual), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

async function startRedis(releases: (() => Promise<void>)[]): Promise<string | undefined> {
  const port = await freePort();
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()],
    { stdio: 'ignore' },
  );
  const url = `redis://127.0.0.1:${port}`;
  if (!(await answersPing(url, server))) {
    server.kill();
    if (process.env['REQUIRE_REDIS'] === '1') throw new Error('REQUIRE_REDIS is set and redis-server does not start');
    console.log('Redis not available: skipped');
    return undefined;
  }
  releases.push(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
  });
  return url;
}

async function answersPing(url: string, server: ChildProcess): Promise<boolean> {
  let missing = false;
  server.once('error', () => {
    missing = true;
  });
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  client.on('error', () => {});
  try {
    for (let attempt = 0; attempt < 50 && !missing && server.exitCode === null; attempt += 1) {
      await sleep(100);
      const answer = await client.ping().catch(() => undefined);
      if (answer === 'PONG') return true;
    }
    return false;
  } finally {
    client.disconnect();
  }
}
