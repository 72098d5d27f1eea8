// The product as `npm start` runs it, in processes of its own: started with settings, watched from outside, stopped.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/store/free-port.ts';
import { noonZone } from './ground.ts';

export interface Product {
  /** Where its pages stand. */
  readonly url: string;
  /** From the call to the line that says where it is. */
  readonly readyAfterMs: number;
  /** Resident memory in bytes. */
  memory(): Promise<number>;
  /** Seconds of processor time since the start. */
  processorSeconds(): Promise<number>;
  stop(): Promise<void>;
}

export const secret = 'the-secret-of-the-benchmarks';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const folder = fileURLToPath(new URL('../..', import.meta.url));

/** Nothing of this process's own settings goes along but what a start needs. */
export async function startProduct(settings: Readonly<Record<string, string | undefined>>): Promise<Product> {
  const port = await freePort();
  const begin = performance.now();
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['--max-old-space-size=512', '--import', 'tsx', main], {
    cwd: folder,
    env: { PATH, HOME, PORT: String(port), TIME_ZONE: noonZone, LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Ctrl-C in the middle leaves none behind.
  const end = () => void child.kill();
  process.once('exit', end);
  await readiness(child);
  const readyAfterMs = performance.now() - begin;
  return {
    url: `http://127.0.0.1:${port}`,
    readyAfterMs,
    memory: async () => Number(/VmRSS:\s+(\d+) kB/.exec(await processFile(child, 'status'))?.[1] ?? Number.NaN) * 1024,
    processorSeconds: async () => {
      // After the name in brackets: the 12th and the 13th are user and system time, in hundredths.
      const fields = (await processFile(child, 'stat')).replace(/^.*\) /, '').split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    async stop() {
      process.off('exit', end);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Both bots by webhook, against a Bot API without limits. */
export const withBots = (apiRoot: string, databaseUrl: string, redisUrl?: string) => ({
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
  RESIDENT_BOT_TOKEN: '1:resident',
  STAFF_BOT_TOKEN: '2:staff',
  TELEGRAM_API_ROOT: apiRoot,
  TELEGRAM_MODE: 'webhook',
  PUBLIC_URL: 'https://talks.example',
  WEBHOOK_SECRET: secret,
  SEND_PER_SECOND: '1000',
  SEND_PER_CHAT_SECONDS: '0',
});

const readiness = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => String(chunk).includes('Fengdian') && resolve());
    child.once('exit', (code) => reject(new Error(`the product ended with ${code} before it was ready`)));
  });

/** Linux only: elsewhere the figure is missing. */
const processFile = ({ pid }: ChildProcess, name: string): Promise<string> =>
  readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
