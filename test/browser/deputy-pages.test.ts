// Letters, receipts and reports in Chromium: on the smallest phone, and on the paper that they are printed on.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWeb, type TestWeb } from '../fakes/web.ts';
import { somePages, token } from '../web/deputy-fixtures.ts';
import { startBrowser, type TestBrowser } from './browser.ts';

let web: TestWeb;
let browser: TestBrowser;
let origin: string;
beforeAll(async () => {
  web = await createTestWeb({ deputies: somePages() });
  browser = await startBrowser();
  origin = `http://127.0.0.1:${(await web.start(0, '')).port}`;
});
afterAll(async () => {
  await browser.close();
  await web.close();
});

/** The boxes of a PDF's pages, in points. */
function papersOf(pdf: Buffer): { width: number; height: number }[] {
  return [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map(
    ([, width, height]) => ({ width: Math.round(Number(width)), height: Math.round(Number(height)) }),
  );
}

const upright = { width: 595, height: 842 };
const across = { width: 842, height: 595 };

describe.each([
  ['letter/7', upright],
  ['receipt/7', upright],
  ['report', across],
] as const)('/deputy/%s', (path, paper) => {
  it.each(['zh-CN', 'en'])('fits a small phone in %s, with links big enough for a thumb', async (lang) => {
    const page = await browser.openPhone(`${origin}/deputy/${path}?t=${token}&lang=${lang}`, {
      viewport: { width: 360, height: 640 },
    });
    const sizes = await page.evaluate<{ sideways: number; low: number[] }>(`({
      sideways: document.documentElement.scrollWidth - innerWidth,
      low: [...document.querySelectorAll('a')].map((one) => one.getBoundingClientRect().height),
    })`);
    expect(sizes.sideways).toBeLessThanOrEqual(0);
    expect(Math.min(...sizes.low)).toBeGreaterThanOrEqual(44);
  });

  it.each(['zh-CN', 'en'])('is one sheet of A4 in %s, without what is for the screen', async (lang) => {
    const page = await browser.openDesktop(`${origin}/deputy/${path}?t=${token}&lang=${lang}`);
    const printed = papersOf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(printed).toEqual([paper]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.tools').isVisible()).toBe(false);
  });
});

it('has nothing to complain of', () => {
  expect(browser.complaints).toEqual([]);
});
