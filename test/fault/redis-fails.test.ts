// Redis away, empty or full. Orders are kept in PostgreSQL, so they go on being taken; what the queue has lost is found
// again within a minute of its return, and the log tells the operator.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { redisHere } from './backends.ts';
import { type Crowd, createCrowd } from './crowd.ts';
import { type OwnRedis, startOwnRedis } from './own-redis.ts';
import { openProduct, type Product } from './product.ts';
import { ordersWithTimers } from './timers.ts';

let redis: OwnRedis;
let product: Product;
let crowd: Crowd;
afterEach(async () => {
  await product.close();
  await redis.remove();
});

async function open(orders = 5): Promise<void> {
  redis = await startOwnRedis();
  product = await openProduct({ redisUrl: redis.url });
  const { url } = await product.start('all');
  crowd = await createCrowd(product, () => url);
  await crowd.orders(orders);
  await crowd.expectAllWell();
}

interface Failure {
  readonly name: string;
  begin(): Promise<unknown>;
  end(): Promise<unknown>;
}

const away = (seconds: number): Failure => ({
  name: `away for ${seconds} s`,
  begin: () => redis.kill(),
  end: async () => {
    await sleep(seconds * 1_000);
    await redis.start();
  },
});

const failures: readonly Failure[] = [
  away(3),
  away(60),
  {
    name: 'hung for 8 s',
    begin: async () => redis.freeze(),
    end: async () => {
      await sleep(8_000);
      redis.thaw();
    },
  },
  { name: 'restarted empty', begin: () => redis.kill(), end: () => redis.start({ wiped: true }) },
  {
    name: 'full',
    begin: () => redis.tell('CONFIG', 'SET', 'maxmemory', '1'),
    end: async () => {
      await sleep(3_000);
      await redis.tell('CONFIG', 'SET', 'maxmemory', '0');
    },
  },
];

describe.skipIf(!redisHere())('a Redis that fails while 20 orders come in', () => {
  it.each(failures)(
    '$name: all are taken, and done within 60 s of its return',
    { timeout: 300_000 },
    async (failure) => {
      await open();
      const faultsBefore = product.log.length;
      const answersBefore = crowd.answers.length;
      await failure.begin();
      await crowd.orders(20);
      expect(new Set(crowd.answers.slice(answersBefore).map(({ status }) => status))).toEqual(new Set([200]));
      await failure.end();
      await crowd.expectAllWell({ withinMs: 60_000 });
      const warnings = product.log.slice(faultsBefore);
      expect(warnings.some((line) => line.includes('queue fault'))).toBe(true);
    },
  );

  it('wiped with jobs waiting in it: what was due is found in the database', { timeout: 300_000 }, async () => {
    redis = await startOwnRedis();
    product = await openProduct({ redisUrl: redis.url });
    // Nobody works yet, so every wake and every order's job lies in Redis.
    const { url } = await product.start('web');
    crowd = await createCrowd(product, () => url);
    await crowd.orders(20);
    expect(Number(await redis.tell('DBSIZE'))).toBeGreaterThan(20);
    await redis.tell('FLUSHALL');
    await product.start('worker');
    await crowd.expectAllWell({ withinMs: 60_000 });
  });

  it('wiped with timers pending: what came due meanwhile is done within 60 s of its return, once', {
    timeout: 300_000,
  }, async () => {
    await open(0);
    const timers = await ordersWithTimers(product, crowd);
    await redis.kill();
    await timers.comeDue();
    // Long enough for the sweeper to try in vain.
    await sleep(4_000);
    expect(await timers.undone()).toBeGreaterThan(0);
    await redis.start({ wiped: true });
    await timers.expectDone(60_000);
  });
});
