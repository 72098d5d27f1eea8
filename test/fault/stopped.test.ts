// SIGTERM under load, as every deployment sends it: the process is out within ten seconds, and nothing is lost, neither
// what it was doing nor what it was to do later.

import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { backends, itOn, ownQueue } from './backends.ts';
import { createCrowd } from './crowd.ts';
import { kill, openProduct, type Product } from './product.ts';
import { ordersWithTimers } from './timers.ts';

let product: Product;
let queue: Awaited<ReturnType<typeof ownQueue>>;
afterEach(async () => {
  await product.close();
  await queue.remove();
});

describe.each(backends)('the queue in %s', (backend) => {
  itOn(backend)(
    '2 SIGTERMs under the load of 30 orders: out within 10 s each, nothing lost',
    { timeout: 500_000 },
    async () => {
      queue = await ownQueue(backend);
      product = await openProduct({ redisUrl: queue.url });
      let current = await product.spawn('all');
      const crowd = await createCrowd(product, () => current.url);
      const waves: Promise<void>[] = [];
      for (let round = 0; round < 2; round += 1) {
        waves.push(crowd.orders(15, 5));
        await sleep(300 + Math.random() * 1_500);
        // It gives itself ten seconds, and ends with 1 where they are not enough.
        expect(await kill(current.process, 'SIGTERM')).toBe(0);
        current = await product.spawn('all');
      }
      await Promise.all(waves);
      expect(new Set(crowd.answers.map(({ status }) => status)).has(500)).toBe(false);
      // A process that leaves in good order leaves no lease or lock behind, and so repeats nothing.
      await crowd.expectAllWell();
      expect(await crowd.repeats()).toBe(0);
    },
  );

  itOn(backend)(
    'stopped with timers pending: what came due meanwhile is done after the start, once',
    { timeout: 300_000 },
    async () => {
      queue = await ownQueue(backend);
      product = await openProduct({ redisUrl: queue.url });
      const first = await product.start('all');
      const crowd = await createCrowd(product, () => first.url);
      const timers = await ordersWithTimers(product, crowd);
      await first.app.stop();
      await timers.comeDue();
      expect(await timers.undone()).toBeGreaterThan(0);
      await product.start('all');
      await timers.expectDone(60_000);
    },
  );
});

it('a proxy is told to let go of the connection that it keeps alive, or it would be served on and on', {
  timeout: 120_000,
}, async () => {
  queue = await ownQueue('PostgreSQL');
  product = await openProduct();
  const { app, url } = await product.start('web');
  const agent = new Agent({ keepAlive: true });
  const headers = { expect: '100-continue', 'content-length': 2 };
  const call = request(`${url}/telegram/public`, { method: 'POST', agent, headers });
  call.flushHeaders();
  await once(call, 'continue');
  const stopped = app.stop();
  call.end('{}');
  const [response]: IncomingMessage[] = await once(call, 'response');
  expect(response?.headers.connection).toBe('close');
  response?.resume();
  await stopped;
  agent.destroy();
});

it('stopped while it starts, it is stopped once it stands, and nothing is left of it', {
  timeout: 120_000,
}, async () => {
  queue = await ownQueue('PostgreSQL');
  product = await openProduct();
  const parsed = parseConfig({ ...product.env, ROLE: 'web' });
  if (!parsed.ok) throw new Error(parsed.faults.join(', '));
  const app = createApp(parsed.config, { log: createLogger({ level: 'silent' }) });
  const [{ port }] = await Promise.all([app.start(), app.stop()]);
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
});
