// SIGKILL, at moments that nobody chose: of the worker in the middle of its work, and of the process that takes orders
// between its commit and what it was going to queue.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect } from 'vitest';
import { backends, itOn, ownQueue } from './backends.ts';
import { createCrowd } from './crowd.ts';
import { kill, openProduct, type Product } from './product.ts';

const kills = 10;
const orders = 300;
/** Of each bot's wakes. */
const concurrency = 2 * 16;

let product: Product;
let queue: Awaited<ReturnType<typeof ownQueue>>;
afterEach(async () => {
  await product.close();
  await queue.remove();
});

describe.each(backends)('the queue in %s', (backend) => {
  const open = async (): Promise<void> => {
    queue = await ownQueue(backend);
    product = await openProduct({ redisUrl: queue.url });
  };

  itOn(backend)(
    `${kills} kills of the worker during ${orders} orders lose none and double none`,
    { timeout: 500_000 },
    async () => {
      await open();
      const web = await product.start('web');
      const crowd = await createCrowd(product, () => web.url);
      const waves: Promise<void>[] = [];
      for (let round = 0; round < kills; round += 1) {
        const worker = await product.spawn('worker');
        waves.push(crowd.orders(orders / kills, 4));
        await sleep(Math.random() * 2_000);
        await kill(worker.process);
      }
      await product.spawn('worker');
      await Promise.all(waves);
      expect(crowd.people).toHaveLength(orders);
      await crowd.expectAllWell();
      const repeats = await crowd.repeats();
      expect(repeats).toBeGreaterThanOrEqual(0);
      expect(repeats).toBeLessThanOrEqual(kills * concurrency);
    },
  );

  itOn(backend)('a kill between commit and enqueue: delivered within 60 s', { timeout: 200_000 }, async () => {
    await open();
    const worker = await product.spawn('worker');
    const web = await product.start('web');
    const crowd = await createCrowd(product, () => web.url);
    const id = crowd.somebody();
    await crowd.send(crowd.says(id, crowd.sentence('甲山村')));
    const script = fileURLToPath(new URL('./dies-after-commit.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, product.url, `${id}`, crowd.confirm], {
      stdio: 'inherit',
    });
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    expect(await product.prisma.order.count({ where: { requester: { chats: { some: { address: `${id}` } } } } })).toBe(
      1,
    );
    await crowd.expectAllWell({ withinMs: 60_000 });
    expect(product.bots.public.chat(id).some(({ text }) => text.includes('已收到'))).toBe(true);
    const coordinator = product.bots.staff.chat(product.town.coordinators[0] ?? 0);
    expect(coordinator.filter(({ text }) => text.includes('甲山村'))).toHaveLength(1);
    expect(worker.process.exitCode).toBeNull();
  });
});
