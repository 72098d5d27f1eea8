// As compose.yaml runs it: pages and updates in one process, messages and matching in another, PostgreSQL and Redis between.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort } from '../../src/store/free-port.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { accept, approve, order } from '../flow/life.ts';
import { gatherPeople, startTelegram, type Telegram } from './people.ts';
import { type Product, root, startProduct } from './product-process.ts';

const redisUrl = inject('redisUrl');

describe.skipIf(redisUrl === undefined)('a web and a worker process on one PostgreSQL and one Redis', () => {
  const opened: (() => Promise<unknown>)[] = [];
  let home: TestDatabase;
  let telegram: Telegram;
  let web: Product;
  let worker: Product;
  beforeAll(async () => {
    home = await createTestDatabase();
    opened.push(home.drop);
    telegram = await startTelegram();
    opened.push(telegram.api.close);
    // A database of Redis' own: other tests use the first.
    const queue = `${redisUrl}/9`;
    const redis = new Redis(queue);
    await redis.flushdb();
    redis.disconnect();
    const env = { DATABASE_URL: home.url, REDIS_URL: queue, ...telegram.env };
    web = await startProduct({ ...env, ROLE: 'web' });
    opened.push(web.stop);
    worker = await startProduct({ ...env, ROLE: 'worker' });
    opened.push(worker.stop);
  }, 240_000);
  afterAll(async () => {
    for (const undo of opened.reverse()) await undo();
  });

  test('serve an order from the sentence to the speaker’s yes', async () => {
    const { resident, coordinator, speaker } = await gatherPeople(home.database, telegram);
    const number = await order(resident, { when: '下周三下午' });
    await approve(coordinator, number);
    await accept(speaker, number);
    await resident.sees('宣讲已定好');
  }, 90_000);

  test('are both ready, and the worker serves no pages', async () => {
    for (const { url } of [web, worker]) {
      await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 30_000 }).toBe(200);
    }
    expect((await fetch(`${worker.url}/chat`)).status).toBe(404);
    const metrics = await (await fetch(`${worker.url}/metrics`)).text();
    expect(metrics).toMatch(/^fengdian_open_orders\{state="confirmed"\} 1$/m);
    expect(metrics).not.toMatch(/李警官|张主任|13812345678|4300000/);
  }, 60_000);

  test('are found healthy by the container’s own command, and a dead one is not', async () => {
    const dockerfile = await readFile(`${root}/Dockerfile`, 'utf8');
    const [program = '', ...args]: string[] = JSON.parse(
      /HEALTHCHECK[\s\S]*?CMD (\[.*\])/.exec(dockerfile)?.[1] ?? '[]',
    );
    const check = (env: Record<string, string>) =>
      promisify(execFile)(program, args, { env: { PATH: process.env['PATH'], ...env } }).then(
        () => 'healthy',
        ({ code }: { code: number }) => code,
      );
    expect(await check({ PORT: `${web.port}` })).toBe('healthy');
    expect(await check({ ROLE: 'worker', WORKER_PORT: `${worker.port}`, PORT: '1' })).toBe('healthy');
    expect(await check({ PORT: `${await freePort()}` })).toBe(1);
  });

  test('end cleanly when they are told to', async () => {
    expect(await Promise.all([web.stop(), worker.stop()])).toEqual([0, 0]);
  }, 30_000);
});
