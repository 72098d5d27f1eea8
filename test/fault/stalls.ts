// A worker that hangs in the middle of its first proposal for longer than its job's lock holds, then goes on.

import { createQueues } from '../../src/queue/queues.ts';
import { proposeOrder } from '../../src/services/staffing/propose-order.ts';
import { createRunWork } from '../../src/services/work.ts';
import { createDatabase } from '../../src/store/database.ts';
import { awakeTiming } from '../fakes/awake-timing.ts';

const { url, redisUrl } = JSON.parse(process.argv[2] ?? '{}');
const database = await createDatabase({ url, poolSize: 10 });
const queues = await createQueues({
  backend: redisUrl === undefined ? { kind: 'postgres', pool: database.pool } : { kind: 'redis', url: redisUrl },
  log: { warn: () => {}, error: () => {} },
  stalledAfterMs: 1_000,
});
const runWork = createRunWork(
  database,
  { wake: (chatId, bot) => void queues.wake(chatId, bot), match: () => {}, plan: () => {} },
  {
    ...{ timeZone: 'Asia/Shanghai', timing: awakeTiming, travelKmh: 40, roadFactor: 1.3 },
    ...{ baseUrl: () => 'https://talks.example', clock: () => new Date() },
  },
);
let stalled = false;
const nothing = async () => {};
await queues.startWorkers({
  // The other worker sends.
  wake: async () => ({ againInMs: 100 }),
  propose: async ({ orderId }) => {
    await runWork(async (work) => {
      await proposeOrder(work, orderId);
      if (stalled) return;
      stalled = true;
      console.log('stalled');
      // Let the word out, then nothing more: no lock is renewed, and the commit waits.
      await new Promise((resolve) => setTimeout(resolve, 50));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 12_000);
    });
    console.log('done');
  },
  timer: nothing,
  schedule: nothing,
  heartbeat: nothing,
  plan: nothing,
  robot: nothing,
  nightly: nothing,
});
console.log('ready');
