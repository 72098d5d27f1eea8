import { setTimeout as sleep } from 'node:timers/promises';
import { it } from 'vitest';
import { createCrowd } from './crowd.ts';
import { startOwnPostgres } from './own-postgres.ts';
import { openProduct } from './product.ts';

it('debug', { timeout: 400_000 }, async () => {
  const postgres = await startOwnPostgres();
  const product = await openProduct({ postgres });
  const { url } = await product.start('all');
  const crowd = await createCrowd(product, () => url);
  let t = Date.now();
  const mark = (what: string) => {
    process.stderr.write(`${what} ${Date.now() - t}\n`);
    t = Date.now();
  };
  const before = crowd.orders(30, 6);
  await sleep(500);
  await postgres.halt();
  mark('halted');
  const meanwhile = crowd.orders(30, 6);
  await sleep(10_000);
  await postgres.resume();
  mark('resumed');
  await Promise.all([before, meanwhile]);
  mark('accepted');
  let n = 0;
  const timer = setInterval(async () => {
    const { rows } =
      await product.pool.query(`SELECT (SELECT count(*)::int FROM orders o WHERE NOT EXISTS (SELECT FROM proposal p WHERE p.order_id = o.id)) AS unproposed,
           (SELECT count(*)::int FROM outbox WHERE sent_at IS NULL AND dropped_at IS NULL) AS unsent`);
    const act = await product.pool.query(
      `select count(*), state from pg_stat_activity where datname=current_database() group by state`,
    );
    process.stderr.write(`${n++} ${JSON.stringify(rows[0])} ${JSON.stringify(act.rows)}\n`);
  }, 2000);
  await crowd.expectAllWell();
  clearInterval(timer);
  mark('well');
  process.stderr.write(product.log.join(''));
  await product.close();
  await postgres.remove();
});
