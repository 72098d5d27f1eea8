// 200 updates a second, come what may: how long until each is kept and until its answer is on the screen, and whether
// every one of them is in the database, and every answer out, at the end.

import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchDatabase, Ground } from './ground.ts';
import type { BenchOptions } from './main.ts';
import { percentile } from './measure.ts';
import { createWalker, openPeople } from './people.ts';
import { startProduct, withBots } from './product.ts';
import { milliseconds, type Row } from './table.ts';
import { planWalk } from './walk.ts';

const perSecond = 200;
/** Each of them taps twice a second at most. */
const chats = 1000;

export async function benchSteady(ground: Ground, { full }: BenchOptions): Promise<Row[]> {
  const seconds = full ? 60 : 15;
  const database = await ground.database();
  const people = await openPeople();
  const product = await startProduct(withBots(people.api.root, database.url, ground.redisUrl));
  try {
    const walk = await planWalk(database);
    const walkers = people.newChats(chats).map((id) => ({ id, next: createWalker(walk) }));
    const kept: number[] = [];
    const shown: number[] = [];
    const flights: Promise<unknown>[] = [];
    const warmUp = 3 * perSecond;
    const begin = performance.now();
    for (let sent = 0; sent < warmUp + perSecond * seconds; sent += 1) {
      await sleep(begin + (sent * 1000) / perSecond - performance.now());
      const { id, next } = walkers[sent % chats] ?? { id: 0, next: createWalker(walk) };
      const due = performance.now();
      const answered = people.answer(id).then(() => void (sent >= warmUp && shown.push(performance.now() - due)));
      const taken = people.post(product.url, 'public', id, next()).then(({ keptMs }) => {
        if (sent >= warmUp) kept.push(keptMs);
      });
      flights.push(Promise.allSettled([taken, answered]));
    }
    await Promise.all(flights);
    const { rows } = await database.pool.query<{ count: string }>('SELECT count(*) FROM inbound_update');
    const lost = warmUp + perSecond * seconds - Number(rows[0]?.count);
    const late = perSecond * seconds - shown.length;
    return [
      { what: `${perSecond} updates a second for ${seconds} s: kept`, ours: spread(kept) },
      { what: 'the same: answer on the screen', ours: `${spread(shown)}; ${late} after more than a minute` },
      {
        what: 'the same: lost, of all updates and answers',
        ours: `${lost} and ${await unsentInTheEnd(database)}`,
        goal: '0',
      },
    ];
  } finally {
    await product.stop();
    await people.close();
    await database.close();
  }
}

/** Answers that are not out when nothing more goes out. */
async function unsentInTheEnd({ pool }: BenchDatabase): Promise<number> {
  for (let before = Number.POSITIVE_INFINITY; ; ) {
    const { rows } = await pool.query<{ count: string }>(
      `SELECT count(*) FROM outbox WHERE kind <> 'said' AND sent_at IS NULL`,
    );
    const unsent = Number(rows[0]?.count);
    if (unsent === 0 || unsent === before) return unsent;
    before = unsent;
    await sleep(5_000);
  }
}

const spread = (figures: readonly number[]): string =>
  [50, 95, 99].map((percent) => `p${percent} ${milliseconds(percentile(figures, percent))}`).join(', ');
