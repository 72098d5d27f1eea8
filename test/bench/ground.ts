// What the benchmarks stand on: a PostgreSQL with its normal settings (what is committed is on the disk), a Redis where
// there is one, and databases with the demo's district and team.

import { spawn } from 'node:child_process';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createDatabase, type Database } from '../../src/store/database.ts';
import { seedDemo } from '../../src/store/demo.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts';
import { freePort } from '../../src/store/free-port.ts';
import { migrate } from '../../src/store/migrate.ts';

export interface Ground {
  /** Undefined where there is no redis-server: what needs one is left out. */
  readonly redisUrl: string | undefined;
  /** A new one, with the demo's places and people. */
  database(): Promise<BenchDatabase>;
  close(): Promise<void>;
}

export interface BenchDatabase extends Database {
  readonly url: string;
}

/** Somewhere it is noon now: nothing waits for the end of the quiet hours. */
export const noonZone = ((): string => {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
})();

export async function openGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'fengdian-bench-'));
  // Run as root, the server belongs to another account, which has to get in.
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: folder, log: { info: () => {} } });
  const redis = await startRedis();
  let databases = 0;
  return {
    redisUrl: redis?.url,
    async database() {
      databases += 1;
      const url = server.url(`bench_${databases}`);
      const database = await createDatabase({ url, poolSize: 20, createMissing: true });
      await migrate({ pool: database.pool });
      await seedDemo(database, { now: new Date(), timeZone: noonZone });
      await database.pool.query('ANALYZE');
      return { ...database, url };
    },
    async close() {
      redis?.stop();
      await server.stop();
      // A root process puts the data elsewhere and leaves a link.
      const data = await realpath(join(folder, 'postgres'));
      if (!data.startsWith(await realpath(folder))) await rm(dirname(data), { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As production has it: nothing evicted, everything appended to a file. */
async function startRedis(): Promise<{ url: string; stop(): void } | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'fengdian-bench-redis-'));
  const port = await freePort();
  const server = spawn(
    'redis-server',
    [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''],
    ],
    { stdio: 'ignore' },
  );
  let missing = false;
  server.once('error', () => {
    missing = true;
  });
  const url = `redis://127.0.0.1:${port}`;
  const stop = () => {
    server.once('exit', () => void rm(folder, { recursive: true, force: true }));
    server.kill();
  };
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => {});
  try {
    for (let attempt = 0; attempt < 50 && !missing; attempt += 1) {
      await sleep(100);
      if ((await client.ping().catch(() => undefined)) === 'PONG') return { url, stop };
    }
    console.error('redis-server does not start: left out');
    return undefined;
  } finally {
    client.disconnect();
  }
}
