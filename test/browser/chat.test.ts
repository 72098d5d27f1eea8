// The chat's page in a real browser, with and without its script.

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/web/cookies.ts';
import { createTestWeb, type TestWeb } from '../fakes/web.ts';
import { startBrowser, type TestBrowser } from './browser.ts';

describe('the chat in a browser', () => {
  let web: TestWeb;
  let browser: TestBrowser;
  let origin: string;
  beforeAll(async () => {
    web = await createTestWeb();
    browser = await startBrowser();
    origin = `http://127.0.0.1:${(await web.start(0, '')).port}`;
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  const addressOf = async (page: Page, name = 'fengdian_public') => {
    const cookie = (await page.context().cookies()).find((one) => one.name === name);
    return sha256(cookie?.value ?? '');
  };
  const say = async (page: Page, text: string) => {
    await page.getByRole('textbox').fill(text);
    await page.getByRole('button', { name: '发送' }).click();
  };
  const scripted = (page: Page) => page.locator('html.scripted').waitFor({ state: 'attached' });
  const bottomOf = async (one: Locator) => {
    const box = await one.boundingBox();
    return box ? box.y + box.height : Number.POSITIVE_INFINITY;
  };
  const said = (address: string) => web.database.prisma.outbox.count({ where: { kind: 'said', chat: { address } } });

  it.each([
    ['with its script', true],
    ['without a script', false],
  ])('says and taps %s', async (_, javaScriptEnabled) => {
    const page = await browser.openPhone(`${origin}/chat`, { javaScriptEnabled });
    await page.getByText('您好').waitFor();
    if (javaScriptEnabled) await scripted(page);
    await say(page, '<img src=x onerror=alert(1)>');
    await page.getByText('您说：<img src=x onerror=alert(1)>').waitFor();
    await page.locator('.live').getByRole('button', { name: '不用' }).click();
    await page.getByText('您说：q1:no').waitFor();
    expect(await page.locator('.message.live').count()).toBe(1);
    expect(await said(await addressOf(page))).toBe(2);
  });

  it('counts a double tap once', async () => {
    const page = await browser.openPhone(`${origin}/chat`);
    await scripted(page);
    await page.getByRole('button', { name: '好的' }).dblclick();
    await page.getByText('您说：q1:yes').waitFor();
    await say(page, '后来');
    await page.getByText('您说：后来').waitFor();
    expect(await page.getByText('您说：q1:yes').count()).toBe(1);
  });

  it('shows at once what the bot sends and edits, and scrolls to it', async () => {
    const page = await browser.openPhone(`${origin}/chat`);
    await scripted(page);
    const address = await addressOf(page);
    const id = await web.tell(address, { text: '待派单\n'.repeat(40) });
    await page.getByText('待派单').waitFor();
    await web.tell(address, { text: '已派单' }, { edits: id });
    await page.getByText('已派单').waitFor();
    expect(await page.getByText('待派单').count()).toBe(0);
    await web.tell(address, { text: '最后一条' });
    const last = page.getByText('最后一条');
    await last.waitFor();
    await expect.poll(async () => bottomOf(last)).toBeLessThanOrEqual(844);
  });

  it('goes on hearing where it was turned away while the server started anew', async () => {
    const page = await browser.openPhone(`${origin}/chat`);
    const address = await addressOf(page);
    const stream = '**/chat/stream?*';
    await page.route(stream, (route) => route.fulfill({ status: 204 }));
    await page.reload();
    await page.getByText('正在重连').waitFor();
    await web.tell(address, { text: '重启以后' });
    await page.unroute(stream);
    await page.getByText('重启以后').waitFor();
    await page.getByText('正在重连').waitFor({ state: 'hidden' });
  });

  it('follows messages that come while it is still scrolling', async () => {
    const page = await browser.openPhone(`${origin}/chat`);
    await scripted(page);
    const address = await addressOf(page);
    for (const words of ['第一条', '第二条', '第三条']) await web.tell(address, { text: `${words}\n`.repeat(30) });
    const last = page.getByText('第三条');
    await last.waitFor();
    await expect.poll(async () => bottomOf(last)).toBeLessThanOrEqual(844);
  });

  it('sends several lines as they were pasted', async () => {
    const page = await browser.openPhone(`${origin}/chat`);
    await scripted(page);
    await page.getByRole('textbox').fill('第一村\n第二村');
    await page.keyboard.press('Enter');
    await page.getByText('您说：第一村\n第二村').waitFor();
    await expect.poll(() => page.getByRole('textbox').inputValue()).toBe('');
  });

  it('is easy to hit and to read on the smallest phone', async () => {
    const page = await browser.openPhone(`${origin}/chat`, { viewport: { width: 360, height: 640 } });
    const address = await addressOf(page);
    await web.tell(address, {
      text: '日历',
      choices: [Array.from({ length: 7 }, (_, day) => ({ id: `q2:${day}`, label: `${day + 20}` }))],
    });
    await page.getByText('日历').waitFor();
    const sizes = await page.evaluate<{ wide: number; low: number[]; small: number[] }>(`({
      wide: document.documentElement.scrollWidth,
      low: [...document.querySelectorAll('button:not([hidden]), #say textarea')].map((one) => one.getBoundingClientRect().height),
      small: [...document.querySelectorAll('.bubble, button, input')].map((one) => parseFloat(getComputedStyle(one).fontSize)),
    })`);
    expect(sizes.wide).toBeLessThanOrEqual(360);
    expect(Math.min(...sizes.low)).toBeGreaterThanOrEqual(44);
    expect(Math.min(...sizes.small)).toBeGreaterThanOrEqual(16);
  });

  it('says who may send files, to whoever may not', async () => {
    // On a browser of its own, where being refused is a complaint.
    const strange = await startBrowser();
    try {
      const page = await strange.openPhone(`${origin}/staff`);
      await scripted(page);
      await page.locator('#file input[type=file]').setInputFiles({
        name: '照片.png',
        mimeType: 'image/png',
        buffer: Buffer.from('iVBORw0KGgo=', 'base64'),
      });
      await page.getByText('只有宣讲员和派单员').waitFor();
    } finally {
      await strange.close();
    }
  });

  it('has nothing to complain of', () => {
    expect(browser.complaints).toEqual([]);
  });
});
