// Takes the README's pictures anew: `npm run screenshots`. A first start with its demo people, in a folder that goes again.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { startBrowser } from './browser.ts';

const folder = await mkdtemp(join(tmpdir(), 'fengdian-screenshots-'));
const parsed = parseConfig({ PORT: '0', DATA_DIR: folder });
if (!parsed.ok) throw new Error(parsed.faults.join(', '));
const app = createApp(parsed.config, { log: createLogger({ level: 'warn' }) });
const file = (name: string): string => new URL(`screenshots/${name}.png`, import.meta.url).pathname;

try {
  const { url } = await app.start();
  const browser = await startBrowser();
  const resident = await browser.openPhone(`${url}/demo/resident`);
  await resident.locator('#say textarea').fill('下周三下午三点想在乐都路社区约一场防诈骗讲座，大概80人');
  await resident.keyboard.press('Enter');
  const submit = resident.locator('button', { hasText: '确认提交' });
  await submit.waitFor();
  await resident.evaluate('document.activeElement.blur()');
  // Until the page has come to rest at the newest message.
  await resident.waitForTimeout(800);
  await resident.screenshot({ path: file('order') });
  await submit.click();

  const coordinator = await browser.openPhone(`${url}/demo/coordinator`);
  await coordinator.locator('li', { hasText: '15:00 左右' }).filter({ hasText: '理由：' }).waitFor();
  await coordinator.waitForTimeout(800);
  await coordinator.screenshot({ path: file('card') });
  await browser.close();
} finally {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
}
