// PostgreSQL gone for ten seconds while orders come in. What was answered with 200 is kept; what was not comes again.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../src/store/database.ts';
import { backends, itOn, ownQueue } from './backends.ts';
import { createCrowd } from './crowd.ts';
import { type OwnPostgres, startOwnPostgres } from './own-postgres.ts';
import { openProduct, type Product } from './product.ts';

let postgres: OwnPostgres;
let product: Product | undefined;
let queue: Awaited<ReturnType<typeof ownQueue>> | undefined;
afterEach(async () => {
  await product?.close();
  await postgres.remove();
  await queue?.remove();
  product = undefined;
  queue = undefined;
});

describe.each(backends)('the queue in %s', (backend) => {
  itOn(backend)(
    'PostgreSQL stopped for 10 s under the load of 60 orders: 503 meanwhile, none lost, none doubled',
    { timeout: 500_000 },
    async () => {
      queue = await ownQueue(backend);
      postgres = await startOwnPostgres();
      product = await openProduct({ postgres, redisUrl: queue.url });
      const { url } = await product.start('all');
      const crowd = await createCrowd(product, () => url);
      const before = crowd.orders(30, 6);
      await sleep(500);
      await postgres.halt();
      const halted = performance.now();
      const meanwhile = crowd.orders(30, 6);
      await sleep(10_000);
      const resumed = performance.now();
      await postgres.resume();
      await Promise.all([before, meanwhile]);
      const answers = crowd.answers.filter(({ at }) => at > halted + 1_000 && at < resumed);
      expect(answers.length).toBeGreaterThan(0);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
      // Nobody was refused or met a fault at any time either.
      expect(new Set(crowd.answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
      await crowd.expectAllWell();
      expect(crowd.people).toHaveLength(60);
      expect(product.log.some((line) => line.includes('"level":"warn"'))).toBe(true);
    },
  );
});

it('an embedded PostgreSQL that crashed gives no number twice, as new jobs would get the ids of old ones', {
  timeout: 120_000,
}, async () => {
  postgres = await startOwnPostgres();
  const { pool, close } = await createDatabase({ url: postgres.url('live'), poolSize: 1, createMissing: true });
  const next = async () => Number((await pool.query(`SELECT nextval('job_ids') AS id`)).rows[0].id);
  // Made and used in one transaction, as BullMQ does.
  await pool.query(`CREATE SEQUENCE job_ids; SELECT nextval('job_ids')`);
  const before = await next();
  await postgres.halt();
  await postgres.resume();
  expect(await next()).toBeGreaterThan(before);
  await close();
});
