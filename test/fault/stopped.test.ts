// SIGTERM under load, as every deployment sends it: the process is out within ten seconds, and nothing is lost.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect } from 'vitest';
import { backends, itOn, ownQueue } from './backends.ts';
import { createCrowd } from './crowd.ts';
import { kill, openProduct, type Product } from './product.ts';

let product: Product;
let queue: Awaited<ReturnType<typeof ownQueue>>;
afterEach(async () => {
  await product.close();
  await queue.remove();
});

describe.each(backends)('the queue in %s', (backend) => {
  itOn(backend)(
    '3 SIGTERMs under the load of 60 orders: out within 10 s each, nothing lost',
    { timeout: 500_000 },
    async () => {
      queue = await ownQueue(backend);
      product = await openProduct({ redisUrl: queue.url });
      let current = await product.spawn('all');
      const crowd = await createCrowd(product, () => current.url);
      const waves: Promise<void>[] = [];
      for (let round = 0; round < 3; round += 1) {
        waves.push(crowd.orders(20, 5));
        await sleep(300 + Math.random() * 1_500);
        const asked = performance.now();
        expect(await kill(current.process, 'SIGTERM')).toBe(0);
        expect(performance.now() - asked).toBeLessThan(10_000);
        current = await product.spawn('all');
      }
      await Promise.all(waves);
      expect(new Set(crowd.answers.map(({ status }) => status)).has(500)).toBe(false);
      // A process that leaves in good order leaves no lease or lock behind, and so repeats nothing.
      await crowd.expectAllWell();
      expect(await crowd.repeats()).toBe(0);
    },
  );
});
