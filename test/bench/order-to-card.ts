// From the tap on 确认提交 to the coordinator's card on the screen, ten orders at a time, on both queue backends: through
// the product's own process, matching and sending included. Held against BullMQ alone with as many jobs.

import { randomBytes } from 'node:crypto';
import type { BackendOptions } from '../../src/queue/backend.ts';
import { createBackend } from '../../src/queue/backend.ts';
import type { Database } from '../../src/store/database.ts';
import type { Ground } from './ground.ts';
import { inTurn, percentile, rate } from './measure.ts';
import { openPeople, type People } from './people.ts';
import { startProduct, withBots } from './product.ts';
import { milliseconds, perSecond, type Row } from './table.ts';
import { insertChats, planOrders } from './walk.ts';

const atATime = 10;
const rounds = 3;
/** For each order: matching, the answer to the resident, the card. */
const jobsPerOrder = 3;

export async function benchOrderToCard(ground: Ground): Promise<Row[]> {
  const rows = await onBackend(ground, 'PostgreSQL', undefined);
  return ground.redisUrl === undefined ? rows : [...rows, ...(await onBackend(ground, 'Redis', ground.redisUrl))];
}

async function onBackend(ground: Ground, name: string, redisUrl: string | undefined): Promise<Row[]> {
  const database = await ground.database();
  const people = await openPeople();
  const product = await startProduct(withBots(people.api.root, database.url, redisUrl));
  const bare = await openBare(
    redisUrl === undefined
      ? { kind: 'postgres', pool: database.pool }
      : { kind: 'redis', url: redisUrl, prefix: 'bare' },
  );
  const latencies: number[] = [];
  try {
    const { ours, jobs } = await inTurn(rounds, {
      ours: () => ordering(database, people, product.url, latencies),
      jobs: () => bare.run(ordersPerRound * jobsPerOrder),
    });
    const counted = latencies.slice(-rounds * ordersPerRound);
    const spread = `p50 ${milliseconds(percentile(counted, 50))}, p95 ${milliseconds(percentile(counted, 95))}`;
    return [
      { what: `orders, tap to coordinator's card, queue in ${name}`, ours: spread },
      {
        what: `the same a second, ${jobsPerOrder} jobs each, against bare BullMQ`,
        ours: perSecond(ours),
        base: `${perSecond(jobs)} jobs`,
        ratio: (ours * jobsPerOrder) / jobs,
      },
    ];
  } finally {
    await product.stop();
    await bare.close();
    await people.close();
    await database.close();
  }
}

const ordersPerRound = 60;

/** Every village has a coordinator of its own, so that every order brings a card and none a digest. */
async function ordering(database: Database, people: People, url: string, latencies: number[]): Promise<number> {
  const orders = (await planOrders(database)).slice(0, ordersPerRound);
  const residents = people.newChats(orders.length);
  const coordinators = people.newChats(orders.length);
  const states = orders.map(({ state }) => state);
  await insertChats(database, 'public', residents.map(String), states);
  const staff = await insertChats(database, 'staff', coordinators.map(String));
  await database.pool.query(
    `WITH retired AS (UPDATE coordinator SET active = false)
     INSERT INTO coordinator (person_id, name, area_id) SELECT person_id, 'Coordinator', area_id
     FROM unnest($1::int[], $2::int[]) AS given(person_id, area_id)`,
    [staff.map(({ personId }) => personId), orders.map(({ villageId }) => villageId)],
  );
  // What waits from the round before would make a digest of the next card.
  await database.pool.query(`UPDATE orders SET state = 'cancelled' WHERE state IN ('submitted', 'proposed')`);
  return rate(orders.length, atATime, async (index) => {
    const begin = performance.now();
    const card = people.answer(coordinators[index] ?? 0);
    const data = orders[index]?.submit ?? '';
    await people.post(url, 'public', residents[index] ?? 0, { kind: 'tap', data, messageId: '1' });
    await card;
    latencies.push(performance.now() - begin);
  });
}

/** BullMQ with jobs that do nothing: added ten at a time, done when the last of them has run. */
async function openBare(options: BackendOptions) {
  const backend = await createBackend(options);
  const queue = backend.queue<{ id: string }>('bare');
  let onJob = () => {};
  const worker = backend.worker<{ id: string }>('bare', async () => onJob(), { concurrency: 16 });
  worker.on('error', () => {});
  queue.on('error', () => {});
  await worker.waitUntilReady();
  return {
    async run(count: number): Promise<number> {
      let left = count;
      const begin = performance.now();
      const done = new Promise<void>((resolve) => {
        onJob = () => {
          left -= 1;
          if (left === 0) resolve();
        };
      });
      await rate(count, atATime, () =>
        queue.add('job', { id: randomBytes(4).toString('hex') }, { removeOnComplete: true }),
      );
      await done;
      return (count * 1000) / (performance.now() - begin);
    },
    async close() {
      await worker.close();
      await queue.close();
    },
  };
}
