// PostgreSQL gone for ten seconds while orders come in. What was answered with 200 is kept; what was not comes again.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect } from 'vitest';
import { backends, itOn, ownQueue } from './backends.ts';
import { createCrowd } from './crowd.ts';
import { type OwnPostgres, startOwnPostgres } from './own-postgres.ts';
import { openProduct, type Product } from './product.ts';

let postgres: OwnPostgres;
let product: Product;
let queue: Awaited<ReturnType<typeof ownQueue>>;
afterEach(async () => {
  await product.close();
  await postgres.remove();
  await queue.remove();
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
