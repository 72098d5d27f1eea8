import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { createQueues } from '../../src/queue/queues.ts';
import { createTestDatabase } from '../database.ts';
import { queueContract } from './contract.ts';

queueContract('PostgreSQL', async () => {
  const { database, url, drop } = await createTestDatabase({ poolSize: 10 });
  return { backend: { kind: 'postgres', pool: database.pool }, forChild: { kind: 'postgres', url }, remove: drop };
});

const redisUrl = inject('redisUrl');
if (redisUrl) {
  queueContract('Redis', async () => {
    // The server may be shared: every test has keys of its own, and BullMQ lets them age.
    const place = { kind: 'redis' as const, url: redisUrl, prefix: `test-${randomUUID()}` };
    return { backend: place, forChild: place, remove: async () => {} };
  });
} else {
  test.skip('queues on Redis: no Redis here', () => {});
}

describe('a queue that is gone', () => {
  test('PostgreSQL: never fails whoever queues, and says so in the log', async () => {
    const { database, drop } = await createTestDatabase({ poolSize: 5 });
    const { log, warned } = createLog();
    const queues = await createQueues({ backend: { kind: 'postgres', pool: database.pool }, log });
    await database.close();
    await queues.wake(7, 'public');
    await queues.enqueue('propose', { orderId: 1 }, { id: 'propose-1-1' });
    expect(warned).toContainEqual({ where: 'enqueue', err: expect.any(Error) });
    await queues.stop();
    await drop();
  });

  test('Redis: never fails whoever queues, and says so in the log', async () => {
    const { log, warned } = createLog();
    const queues = await createQueues({ backend: { kind: 'redis', url: 'redis://127.0.0.1:1' }, log });
    await queues.wake(7, 'public');
    expect(warned).toContainEqual({ where: 'enqueue', err: expect.any(Error) });
    await queues.stop();
  });
});

function createLog() {
  const warned: object[] = [];
  return { warned, log: { warn: (fields: object) => void warned.push(fields), error: () => {} } };
}
