// The connection on which a process hears of new messages, where something stands between it and the database that
// answers for a database that is away, as proxies do: it takes a connection and hangs up.

import { createServer, connect as dial, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPageNotices } from '../../src/web/page-notices.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

it('begins anew once at a time, however often the database hangs up', async () => {
  const { pool } = test.database;
  const proxy = await createProxy(new URL(test.url));
  const notices = createPageNotices({ connectionString: proxy.url }, { warn: () => undefined });
  await notices.start();
  await new Promise<void>((resolve) => {
    notices.subscribe(7, resolve);
    proxy.hangUp(3);
  });
  // The one from before may still be ending.
  const listening = async () => (await pool.query(listeners)).rowCount;
  await expect.poll(listening).toBe(1);
  expect(proxy.refused).toBe(3);
  await notices.stop();
  await proxy.close();
});

const listeners = `
  SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'fengdian-pages'`;

async function createProxy(database: URL) {
  const open = new Set<Socket>();
  let refusing = 0;
  let refused = 0;
  const server = createServer((near) => {
    near.on('error', () => undefined);
    if (refusing > 0) {
      refusing -= 1;
      refused += 1;
      near.resume().end();
      return;
    }
    const far = dial(Number(database.port), database.hostname);
    far.on('error', () => undefined);
    near.on('close', () => far.destroy());
    near.pipe(far).pipe(near);
    open.add(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(database);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: url.href,
    get refused() {
      return refused;
    },
    /** Ends what is open, and hangs up on the next so many. */
    hangUp(times: number) {
      refusing = times;
      for (const socket of open) socket.destroy();
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
