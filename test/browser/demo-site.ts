// The whole product as `npm start` brings it up, with its demo people, on a database of a test's own; and a browser.

import { createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { createTestDatabase } from '../database.ts';
import { startBrowser, type TestBrowser } from './browser.ts';

export interface DemoSite {
  readonly url: string;
  readonly browser: TestBrowser;
  readonly clock: { set(instant: Date): void };
  close(): Promise<void>;
}

export async function openDemoSite(start: Date): Promise<DemoSite> {
  const test = await createTestDatabase();
  const parsed = parseConfig({ PORT: '0', SEND_PER_SECOND: '1000', SEND_PER_CHAT_SECONDS: '0' });
  if (!parsed.ok) throw new Error(parsed.faults.join(', '));
  let ahead = start.getTime() - Date.now();
  const app = createApp(
    { ...parsed.config, databaseUrl: test.url },
    { clock: () => new Date(Date.now() + ahead), log: createLogger({ level: 'silent' }), sweepEveryMs: 500 },
  );
  const { url } = await app.start();
  const browser = await startBrowser();
  return {
    url,
    browser,
    clock: { set: (instant) => (ahead = instant.getTime() - Date.now()) },
    async close() {
      await browser.close();
      await app.stop();
      await test.drop();
    },
  };
}
