// The product as processes on a database, with a fake Telegram behind it: some inside the test, some outside it, to be
// killed. They keep the real time, and have neither a pace nor quiet hours unless a test asks.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import type { Limits } from '../../src/domain/limits.ts';
import { createLogger } from '../../src/logger.ts';
import { createDatabase } from '../../src/store/database.ts';
import { freePort } from '../../src/store/free-port.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createTestDatabase } from '../database.ts';
import { startBotApi } from '../fakes/bot-api.ts';
import type { OwnPostgres } from './own-postgres.ts';
import { createTown } from './town.ts';

export interface Setting {
  /** Absent: a database on the server that the tests share. */
  readonly postgres?: OwnPostgres;
  /** Absent: the queue in PostgreSQL. */
  readonly redisUrl?: string | undefined;
  readonly env?: Readonly<Record<string, string>>;
  /** Of the processes inside; absent: as for everybody. */
  readonly limits?: Limits;
}

export type Role = 'all' | 'web' | 'worker';
export type Product = Awaited<ReturnType<typeof openProduct>>;

const tokens = {
  public: '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
  staff: '110201544:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
};
const webhookSecret = 'a-secret_of-the-webhook';
const root = fileURLToPath(new URL('../../', import.meta.url));

export async function openProduct({ postgres, redisUrl, env: more, limits }: Setting = {}) {
  const test = await (postgres ? createOwnDatabase(postgres) : createTestDatabase());
  const { prisma, pool } = test.database;
  const api = await startBotApi();
  const bots = { public: api.bot(tokens.public), staff: api.bot(tokens.staff) };
  const town = await createTown(prisma, bots);
  const log: string[] = [];
  const ends: (() => Promise<unknown>)[] = [];
  const env = {
    DATABASE_URL: test.url,
    ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
    PUBLIC_URL: 'https://talks.example',
    RESIDENT_BOT_TOKEN: tokens.public,
    STAFF_BOT_TOKEN: tokens.staff,
    TELEGRAM_API_ROOT: api.root,
    TELEGRAM_MODE: 'webhook',
    WEBHOOK_SECRET: webhookSecret,
    SEND_PER_SECOND: '1000',
    SEND_PER_CHAT_SECONDS: '0',
    QUIET_HOURS: 'none',
    PORT: '0',
    ...more,
  };

  return {
    ...{ prisma, pool, bots, town, env, webhookSecret },
    url: test.url,
    /** What the log of the processes inside would show an operator: warnings and errors, as JSON lines. */
    log: log as readonly string[],

    /** Inside this process. */
    async start(role: Role): Promise<{ app: App; url: string }> {
      const parsed = parseConfig({ ...env, ROLE: role });
      if (!parsed.ok) throw new Error(parsed.faults.join(', '));
      const app = createApp(parsed.config, {
        log: createLogger({ level: 'warn', destination: { write: (line) => void log.push(line) } }),
        ...(limits && { limits }),
      });
      ends.push(() => app.stop());
      const { port } = await app.start();
      return { app, url: `http://127.0.0.1:${port}` };
    },

    /** As `npm start` does, in a process of its own. Resolves when it is ready. */
    async spawn(role: Role): Promise<{ process: ChildProcess; url: string }> {
      const port = await freePort();
      const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
        cwd: root,
        env: { PATH: process.env['PATH'], LOG_LEVEL: 'fatal', ...env, ROLE: role, PORT: `${port}` },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      ends.push(() => kill(child));
      await said(child, 'Fengdian');
      return { process: child, url: `http://127.0.0.1:${port}` };
    },

    async close(): Promise<void> {
      for (const end of ends.reverse()) await end();
      await api.close();
      await test.drop();
    },
  };
}

export async function kill(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

/** Resolves when the child has said the word. */
export async function said(child: ChildProcess, word: string): Promise<void> {
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  await vi.waitFor(
    () => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error('the process has ended');
      if (!text.includes(word)) throw new Error(`nothing but 「${text}」`);
    },
    { timeout: 60_000, interval: 20 },
  );
}

async function createOwnDatabase(postgres: OwnPostgres) {
  const url = postgres.url('live');
  const database = await createDatabase({ url, poolSize: 5, createMissing: true });
  await migrate({ pool: database.pool });
  return { url, database, drop: () => database.close() };
}
