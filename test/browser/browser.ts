// A real browser for tests: the Chromium out of @sparticuz/chromium, driven by playwright-core. Nothing is fetched.

import chromium from '@sparticuz/chromium';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as driver,
  type Page,
} from 'playwright-core';

export interface TestBrowser {
  /** A phone of 390 × 844 with a profile of its own. */
  openPhone(url: string, more?: BrowserContextOptions): Promise<Page>;
  /** A desktop window of 1280 × 800 with a profile of its own. */
  openDesktop(url: string, more?: BrowserContextOptions): Promise<Page>;
  /** What the opened pages complained of: errors in scripts, what the CSP refused, requests that failed. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export async function startBrowser(): Promise<TestBrowser> {
  const browser: Browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    // Run as root in containers, where Chromium's sandbox cannot be. Not the package's own arguments: they are made for
    // Lambda, with one process and one cookie jar for all, and web security switched off.
    args: ['--no-sandbox'],
    headless: true,
  });
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];

  async function open(url: string, options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options });
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(url);
    return page;
  }

  return {
    complaints,
    openPhone: (url, more = {}) =>
      open(url, {
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        isMobile: true,
        hasTouch: true,
        ...more,
      }),
    openDesktop: (url, more = {}) => open(url, { viewport: { width: 1280, height: 800 }, ...more }),
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
    },
  };
}
