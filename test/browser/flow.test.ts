// The whole life of an order in Chromium, against the whole product with its demo people: what a resident, a coordinator,
// a speaker and a listener see and tap, on phones and on a desktop. Time stands at a Monday morning until a test moves it.

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, instantAt, type LocalDay } from '../../src/domain/calendar.ts';
import { type DemoSite, openDemoSite } from './demo-site.ts';

const timeZone = 'Asia/Shanghai';
const monday = '2026-11-23';

let site: DemoSite;
beforeAll(async () => {
  site = await openDemoSite(instantAt(monday, 9 * 60, timeZone));
});
afterAll(() => site.close());

/** The newest message with all of these words. */
function message(page: Page, ...words: readonly string[]): Locator {
  return words.reduce((found, hasText) => found.filter({ hasText }), page.locator('#transcript > li')).last();
}

async function sees(page: Page, ...words: readonly string[]): Promise<Locator> {
  const found = message(page, ...words);
  await found.waitFor();
  return found;
}

/** Taps a button that looks alive, under the newest message with these words. */
async function tap(page: Page, label: string, ...words: readonly string[]): Promise<void> {
  const under = message(page, ...words).and(page.locator('.live'));
  await under.locator('button', { hasText: label }).click();
}

async function say(page: Page, words: string): Promise<void> {
  await page.locator('#say textarea').fill(words);
  await page.keyboard.press('Enter');
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

/** Nothing to scroll sideways, and every button is big enough for a thumb. */
async function fitsTheScreen(page: Page): Promise<void> {
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  const heights = await page.locator('.live button').evaluateAll((all) => all.map((one) => one.clientHeight));
  expect(heights.length).toBeGreaterThan(0);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(40);
}

const orderByTaps = async (page: Page, day: LocalDay): Promise<void> => {
  await tap(page, '我要点单', '请问要办什么？');
  await tap(page, '防范电信网络诈骗', '您想听什么？');
  await tap(page, '乐都路社区', '在哪里讲？');
  const calendar = await sees(page, '哪一天？');
  await fitsTheScreen(page);
  await calendar.locator('button', { hasText: new RegExp(`^${Number(day.slice(8))}$`) }).click();
  await tap(page, '上午', '什么时候？');
};

const orderInASentence = async (page: Page): Promise<void> => {
  await say(page, '下周三上午想在乐都路社区约一场防诈骗讲座，大概80人');
  await sees(page, '请核对：', '约 80 人');
};

describe.each([
  { size: 'a phone', open: 'openPhone', order: orderByTaps, day: addDays(monday, 2), passedOver: false },
  { size: 'a desktop', open: 'openDesktop', order: orderInASentence, day: addDays(monday, 9), passedOver: true },
] as const)('an order on $size', ({ open, order, day, passedOver }) => {
  const pages = { resident: undefined, coordinator: undefined, speaker: undefined } as Record<string, Page | undefined>;
  const page = async (persona: 'resident' | 'coordinator' | 'speaker'): Promise<Page> => {
    const opened = pages[persona] ?? (await site.browser[open](`${site.url}/demo/${persona}`));
    opened.setDefaultTimeout(20_000);
    pages[persona] = opened;
    return opened;
  };
  let number = '';

  it('is seen as a whole before it is sent, and gets a number', async () => {
    const resident = await page('resident');
    await order(resident, day);
    await sees(
      resident,
      '请核对：',
      '防范电信网络诈骗',
      '乐都路社区',
      `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`,
    );
    await fitsTheScreen(resident);
    await tap(resident, '确认提交', '请核对：');
    // The answer takes the summary's place; an earlier order's may stand above.
    await message(resident, '请核对：').waitFor({ state: 'detached' });
    number = /订单号 (\d+)/.exec((await (await sees(resident, '已收到')).textContent()) ?? '')?.[1] ?? '';
    expect(number).not.toBe('');
  });

  it('lies before the coordinator with a name and reasons, and is approved', async () => {
    const coordinator = await page('coordinator');
    const card = await sees(coordinator, `订单 ${number} · 待派单`, '建议派给：', '本片区');
    await fitsTheScreen(coordinator);
    if (passedOver) {
      await tap(coordinator, '换人', `订单 ${number} · 待派单`);
      await tap(coordinator, '韩晓枫', '换谁去？');
    } else {
      expect(await card.textContent()).toContain('建议派给：韩晓枫');
      await tap(coordinator, '同意派单', `订单 ${number} · 待派单`);
    }
    const done = await sees(coordinator, `订单 ${number} · 待接单`, '已由郑爱民同意派单', '已派给 韩晓枫');
    expect(await done.locator('button').count()).toBe(0);
    // What was tapped can still be seen.
    await coordinator
      .locator('.said', { hasText: passedOver ? '韩晓枫' : '同意派单' })
      .last()
      .waitFor();
  });

  it('is accepted, and only then shows whom to ring', async () => {
    const speaker = await page('speaker');
    const offer = await sees(speaker, `新的宣讲任务，订单 ${number}`, '地图');
    expect(await offer.textContent()).not.toContain('13940000001');
    await tap(speaker, '接单', `新的宣讲任务，订单 ${number}`);
    await sees(speaker, `订单 ${number} · 已接单`, '电话：13940000001');
    await sees(await page('resident'), '宣讲已定好', `订单 ${number}`, '宣讲员：韩晓枫');
  });

  it('is reported as given on its day', async () => {
    const speaker = await page('speaker');
    await tap(speaker, '讲完了', `订单 ${number} · 已接单`);
    site.clock.set(instantAt(day, 12 * 60, timeZone));
    await tap(speaker, '51~100 人', '大概来了多少人？');
    await tap(speaker, '讲完了', '请核对：');
    await sees(speaker, `订单 ${number} 已讲完，辛苦了！`);
  });

  it('is rated by whoever ordered it', async () => {
    const resident = await page('resident');
    site.clock.set(instantAt(day, 15 * 60, timeZone));
    await tap(resident, '5 ⭐', `订单 ${number} 讲完了，请您评一评`);
    await tap(resident, '不说了', '谢谢，已记 5 分');
    await sees(resident, '谢谢您的评价（5 分）');
  });

  it('is rated by a listener who scans the code, without a name', async () => {
    const speaker = await page('speaker');
    await say(speaker, '我的日程');
    await tap(speaker, number, '您的宣讲');
    await tap(speaker, '评单二维码', `订单 ${number} · 已讲完`);
    const shown = await sees(speaker, `订单 ${number} 的评单二维码`);
    await shown.locator('img.qr').waitFor();
    const address = await shown.locator('a', { hasText: '打开评单页' }).getAttribute('href');

    const listener = await site.browser[open](address ?? '');
    await listener.getByText('评一评这场宣讲').first().waitFor();
    expect(await sideways(listener)).toBeLessThanOrEqual(0);
    await listener.locator('label[for=s4]').click();
    await listener.locator('textarea').fill('讲得很明白');
    await listener.getByRole('button', { name: '提交评价' }).click();
    await listener.getByText('谢谢您，已经记下了。').waitFor();
    expect(await listener.locator('#s4').isChecked()).toBe(true);
  });

  it('leaves no complaint in any page', () => {
    expect(site.browser.complaints).toEqual([]);
  });
});
