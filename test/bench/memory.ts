// Resident memory of one process that does everything: after 1,000 updates and after 10,000, and over ten minutes of
// updates without a break.

import type { Ground } from './ground.ts';
import { median, rate } from './measure.ts';
import { createWalker, openPeople } from './people.ts';
import { startProduct, withBots } from './product.ts';
import { megabytes, type Row } from './table.ts';
import { planWalk, walkLength } from './walk.ts';

const atATime = 20;

export async function benchMemory(ground: Ground): Promise<Row[]> {
  const load = await openLoad(ground);
  try {
    const early = await load.memoryAfter(1_000);
    const late = await load.memoryAfter(9_000);
    return [growth('memory after 10,000 updates, against 1,000', late, early, '≤ 1.10')];
  } finally {
    await load.close();
  }
}

const soakMinutes = 10;

export async function benchSoak(ground: Ground): Promise<Row[]> {
  const load = await openLoad(ground);
  try {
    const perMinute: number[] = [];
    const begin = performance.now();
    let updates = 0;
    while (perMinute.length <= soakMinutes) {
      const memory = await load.memoryAfter(1_000);
      updates += 1_000;
      const minute = Math.floor((performance.now() - begin) / 60_000);
      if (minute < perMinute.length) continue;
      perMinute.push(memory);
      console.error(`  minute ${minute}: ${updates} updates, ${megabytes(memory)}`);
    }
    const [, early = 0] = perMinute;
    return [
      growth(
        `memory after ${soakMinutes} minutes and ${updates} updates, against one minute`,
        perMinute.at(-1) ?? 0,
        early,
      ),
    ];
  } finally {
    await load.close();
  }
}

const growth = (what: string, late: number, early: number, goal?: string): Row => ({
  what,
  ours: megabytes(late),
  base: megabytes(early),
  ratio: late / early,
  ...(goal && { goal }),
});

async function openLoad(ground: Ground) {
  const database = await ground.database();
  const people = await openPeople();
  const product = await startProduct(withBots(people.api.root, database.url, ground.redisUrl));
  const walk = await planWalk(database);
  // As many chats as a walk needs: one chat that taps for ever would be asked to slow down.
  const newcomer = () => ({ id: people.newChats(1)[0] ?? 0, next: createWalker(walk), left: walkLength });
  const slots = Array.from({ length: atATime }, newcomer);
  return {
    /** Every update is answered before its chat sends the next. What swings with the collector is evened out by a median. */
    async memoryAfter(updates: number): Promise<number> {
      const seen: number[] = [];
      await rate(updates, atATime, async (index) => {
        let person = slots.pop() ?? newcomer();
        if (person.left === 0) person = newcomer();
        person.left -= 1;
        const answered = people.answer(person.id);
        await people.post(product.url, 'public', person.id, person.next());
        await answered;
        slots.push(person);
        if (index >= updates - 500 && index % 20 === 0) seen.push(await product.memory());
      });
      return median(seen);
    },
    async close() {
      await product.stop();
      await people.close();
      await database.close();
    },
  };
}
