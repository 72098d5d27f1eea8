// Two web processes and two workers against one of each, on the same load: taps that are answered on the screen, and how
// much of the processors the product took. All share their processors with PostgreSQL and the load itself.

import { cpus } from 'node:os';
import type { Ground } from './ground.ts';
import { inTurn, rate } from './measure.ts';
import { createWalker, openPeople, type People } from './people.ts';
import { type Product, startProduct, withBots } from './product.ts';
import { perSecond, type Row } from './table.ts';
import { planWalk, type WalkStep } from './walk.ts';

const atATime = 40;
const steps = 10;
const rounds = 3;

export async function benchTwoOfEach(ground: Ground): Promise<Row[]> {
  const people = await openPeople();
  const one = await openSetting(ground, people, 1);
  const two = await openSetting(ground, people, 2);
  try {
    const { single, double } = await inTurn(rounds, { single: one.run, double: two.run });
    return [
      {
        what: 'two web and two worker processes, taps answered, against one of each',
        ours: perSecond(double),
        base: perSecond(single),
        ratio: double / single,
      },
      {
        what: `processor time of the product (of ${cpus().length} processors, shared with PostgreSQL)`,
        ours: await two.use(),
        base: await one.use(),
      },
    ];
  } finally {
    await two.close();
    await one.close();
    await people.close();
  }
}

async function openSetting(ground: Ground, people: People, ofEach: number) {
  const database = await ground.database();
  // Each has a Redis database of its own: the ids in one's jobs mean nothing to the other.
  const settings = withBots(people.api.root, database.url, ground.redisUrl && `${ground.redisUrl}/${ofEach}`);
  const products: Product[] = [];
  const webs: Product[] = [];
  for (let count = 0; count < ofEach; count += 1) {
    const web = await startProduct({ ...settings, ROLE: 'web' });
    webs.push(web);
    products.push(web, await startProduct({ ...settings, ROLE: 'worker' }));
  }
  const walk = await planWalk(database);
  let used = 0;
  let wall = 0;
  const processors = async () =>
    (await Promise.all(products.map((one) => one.processorSeconds()))).reduce((sum, seconds) => sum + seconds, 0);
  return {
    async run(): Promise<number> {
      const before = await processors();
      const begin = performance.now();
      const perChat = await rate(atATime, atATime, (index) =>
        walkOnce(people, walk, webs[index % webs.length]?.url ?? ''),
      );
      wall += (performance.now() - begin) / 1000;
      used += (await processors()) - before;
      return perChat * steps;
    },
    use: async () => (Number.isNaN(used) ? 'unknown' : `${((100 * used) / wall).toFixed(0)} % of one`),
    async close() {
      for (const product of products) await product.stop();
      await database.close();
    },
  };
}

async function walkOnce(people: People, walk: readonly WalkStep[], url: string): Promise<void> {
  const [chat = 0] = people.newChats(1);
  const next = createWalker(walk);
  for (let step = 0; step < steps; step += 1) {
    const answered = people.answer(chat);
    await people.post(url, 'public', chat, next());
    await answered;
  }
}
