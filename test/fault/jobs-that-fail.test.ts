// A job that fails whenever it is tried, and a worker that hangs in the middle of one.

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, vi } from 'vitest';
import { runCli } from '../../src/cli/run.ts';
import { backends, itOn, ownQueue } from './backends.ts';
import { createCrowd } from './crowd.ts';
import { kill, openProduct, type Product, said } from './product.ts';
import { promoteDelayed } from './promote-delayed.ts';

let product: Product;
let queue: Awaited<ReturnType<typeof ownQueue>>;
let child: ChildProcess | undefined;
afterEach(async () => {
  if (child) await kill(child);
  child = undefined;
  await product.close();
  await queue.remove();
});

describe.each(backends)('the queue in %s', (backend) => {
  itOn(backend)(
    'a job that always fails ends in the dead letters, is retried by hand, and slows nobody',
    { timeout: 300_000 },
    async () => {
      queue = await ownQueue(backend);
      product = await openProduct({ redisUrl: queue.url });
      const { prisma, env } = product;
      const { url } = await product.start('all');
      const crowd = await createCrowd(product, () => url);
      await crowd.orders(3);
      await crowd.expectAllWell();
      // No proposal for the next order can be kept, for a reason that no other order has.
      await prisma.$executeRawUnsafe(`
      CREATE FUNCTION refuse_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION '王小明 13812345678' USING ERRCODE = 'FD001'; END $$`);
      const { id: last } = await prisma.order.findFirstOrThrow({ orderBy: { id: 'desc' } });
      await prisma.$executeRawUnsafe(`
      CREATE TRIGGER refuse_proposal BEFORE INSERT ON proposal FOR EACH ROW
      WHEN (NEW.order_id = ${last + 1}) EXECUTE FUNCTION refuse_proposal()`);
      await crowd.order();
      // Others are served while it is tried again and again.
      await crowd.orders(10);
      const others = { NOT: { id: last + 1 } };
      await vi.waitFor(
        async () => expect(await prisma.order.count({ where: { ...others, proposals: { none: {} } } })).toBe(0),
        { timeout: 60_000, interval: 200 },
      );
      expect(await prisma.proposal.count({ where: { orderId: last + 1 } })).toBe(0);
      const cli = async (...args: readonly string[]) => {
        const lines: string[] = [];
        const say = (line: string) => void lines.push(line);
        await runCli(args, { env, now: new Date(), out: say, err: say });
        return lines.join('\n');
      };
      await vi.waitFor(
        async () => {
          await promoteDelayed(product, queue.url);
          expect(await cli('failed-jobs')).toContain(`propose-${last + 1}-1`);
        },
        { timeout: 120_000, interval: 200 },
      );
      // The operator is told which error it was, and nothing of what it said.
      const listed = await cli('failed-jobs');
      expect(listed).toContain('FD001');
      expect(listed).not.toMatch(/王小明|13812345678/);
      expect(product.log.filter((line) => line.includes('job failed')).length).toBeGreaterThan(0);
      expect(product.log.join()).not.toMatch(/王小明|13812345678/);

      await prisma.$executeRawUnsafe('DROP TRIGGER refuse_proposal ON proposal');
      expect(await cli('retry-jobs')).not.toBe('');
      await crowd.expectAllWell();
      expect(await cli('failed-jobs')).not.toContain(`propose-${last + 1}-1`);
    },
  );

  itOn(backend)(
    'a worker whose event loop stalls past its lock changes no state twice',
    { timeout: 300_000 },
    async () => {
      queue = await ownQueue(backend);
      product = await openProduct({ redisUrl: queue.url });
      const { prisma } = product;
      const web = await product.start('web');
      const crowd = await createCrowd(product, () => web.url);
      const script = fileURLToPath(new URL('./stalls.ts', import.meta.url));
      const where = JSON.stringify({ url: product.url, redisUrl: queue.url });
      child = spawn(process.execPath, ['--import', 'tsx', script, where], { stdio: ['ignore', 'pipe', 'inherit'] });
      await said(child, 'ready');
      const stalled = said(child, 'stalled');
      const done = said(child, 'done');
      await crowd.order();
      await stalled;
      // Another worker takes over what the first one has lost.
      await product.start('worker');
      await crowd.expectAllWell();
      await done;
      const order = await prisma.order.findFirstOrThrow({
        orderBy: { id: 'desc' },
        include: { proposals: true, events: { orderBy: { id: 'asc' } } },
      });
      expect(order.events.map(({ action }) => action)).toEqual(['submit', 'propose']);
      expect(order.proposals).toHaveLength(1);
      await crowd.expectAllWell();
      expect(await crowd.repeats()).toBe(0);
    },
  );
});
