// Another process with workers: "hang" never finishes its job, "stop" stops its queues and has to end by itself.

import pg from 'pg';
import { createQueues } from '../../src/queue/queues.ts';

const [mode, where] = process.argv.slice(2);
const { kind, url, prefix } = JSON.parse(where ?? '{}');
const pool = new pg.Pool({ connectionString: url, options: '-c search_path=public,bullmq' });
const queues = await createQueues({
  backend: kind === 'postgres' ? { kind, pool } : { kind, url, prefix },
  log: { warn: console.error, error: console.error },
  stalledAfterMs: 1_000,
});
await queues.startWorkers({
  wake: () => {
    console.log('woken');
    return new Promise(() => {});
  },
  propose: async () => {},
  timer: async () => {},
  schedule: async () => {},
  heartbeat: async () => {},
  nightly: async () => {},
  plan: async () => {},
  robot: async () => {},
});
console.log('ready');
if (mode === 'stop') {
  await queues.enqueue('propose', { orderId: 1 }, { id: 'propose-1-1' });
  await queues.stop();
  await pool.end();
  console.log('stopped');
}
