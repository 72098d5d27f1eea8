// 法治副校长 in Chromium, on phones, against the whole product with its demo people: one term ends early, and the same
// school gets somebody again, from the proposal to the letter, the hours and the bureau's report.

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantAt } from '../../src/domain/calendar.ts';
import { type DemoSite, openDemoSite } from './demo-site.ts';

const school = '平安枫林小学';
const name = '韩晓枫';

let site: DemoSite;
const pages = new Map<string, Page>();
beforeAll(async () => {
  site = await openDemoSite(instantAt('2026-11-23', 9 * 60, 'Asia/Shanghai'));
  for (const persona of ['school', 'coordinator', 'speaker', 'bureau']) {
    const page = await site.browser.openPhone(`${site.url}/demo/${persona}`);
    page.setDefaultTimeout(20_000);
    pages.set(persona, page);
  }
});
afterAll(() => site.close());

function pageOf(persona: 'school' | 'coordinator' | 'speaker' | 'bureau'): Page {
  const page = pages.get(persona);
  if (!page) throw new Error(`no page of ${persona}`);
  return page;
}

/** The newest message with all of these words. */
const message = (page: Page, ...words: readonly string[]): Locator =>
  words.reduce((found, hasText) => found.filter({ hasText }), page.locator('#transcript > li')).last();
const sees = (page: Page, ...words: readonly string[]) => message(page, ...words).waitFor();
const tap = (page: Page, label: string, ...words: readonly string[]) =>
  message(page, ...words)
    .and(page.locator('.live'))
    .locator('button', { hasText: label })
    .first()
    .click();
async function say(page: Page, words: string): Promise<void> {
  await page.locator('#say textarea').fill(words);
  await page.keyboard.press('Enter');
}

/** Nothing to scroll sideways, and every button is big enough for a thumb. */
async function fitsTheScreen(page: Page): Promise<void> {
  const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(sideways).toBeLessThanOrEqual(0);
  const heights = await page.locator('.live button').evaluateAll((all) => all.map((one) => one.clientHeight));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(40);
}

/** Opens what the newest link with this label leads to. */
async function follow(page: Page, label: string): Promise<Page> {
  const url = await page.locator('#transcript a', { hasText: label }).last().getAttribute('href');
  return site.browser.openPhone(new URL(url ?? '', site.url).href);
}

it('the coordinator sees every school with its light, and ends a term early', async () => {
  const coordinator = pageOf('coordinator');
  await say(coordinator, '法治副校长');
  await sees(coordinator, '所已聘', '没有法治副校长');
  await fitsTheScreen(coordinator);
  // Past those in trouble there may be another page.
  if ((await message(coordinator, '所已聘').locator('button', { hasText: school }).count()) === 0)
    await tap(coordinator, '下一页', '所已聘');
  await tap(coordinator, school, '所已聘', school);
  await tap(coordinator, `看 ${name}`, school, '聘书编号');
  await tap(coordinator, '提前结束', `${name} · ${school} · 在任`);
  await tap(coordinator, '学校提出', '提前结束的原因');
  await tap(coordinator, '今天', '从哪一天起结束');
  await sees(coordinator, `已结束 ${name}`);
});

it('a successor is asked for at once, and one of those ranked is recommended', async () => {
  const coordinator = pageOf('coordinator');
  await tap(coordinator, '选', '申请', school);
  await sees(coordinator, '可以推荐', '公里');
  await fitsTheScreen(coordinator);
  await tap(coordinator, `推荐 ${name}`, '可以推荐');
  await sees(coordinator, `已推荐 ${name}，正在问本人`);
});

it('the person accepts, the school confirms, and the letter is there on both phones', async () => {
  const speaker = pageOf('speaker');
  await say(speaker, '我的学校');
  await fitsTheScreen(speaker);
  await tap(speaker, `接受（${school}）`, '待本人答复');
  await sees(speaker, '已告诉学校');
  const contact = pageOf('school');
  await say(contact, '/deputy');
  await tap(contact, '确认', name, school);
  // Not the card from before, with the letter of the term that has ended.
  await sees(contact, name, '聘书可以打印');
  await say(speaker, '我的学校');
  await sees(speaker, school, '在任', '任期：2026-11-23 至 2029-11-22');
  const letter = await follow(speaker, `聘书（${school}）`);
  await letter.getByText(`${name} 同志`).waitFor();
  await letter.getByText('2026年11月23日起至2029年11月22日止').waitFor();
  await letter.getByRole('link', { name: '回执' }).click();
  await letter.getByText('一式三份').waitFor();
});

it('three taps log what was done', async () => {
  const speaker = pageOf('speaker');
  await tap(speaker, `记课时（${school}）`, '任期：2026-11-23');
  await tap(speaker, '依法治理', '做了哪一项');
  await tap(speaker, '1 课时', '讲了几课时');
  await tap(speaker, '今天', '哪一天');
  await sees(speaker, '已记', '依法治理，1 课时', '2026 年度');
});

it('the bureau opens the report on a phone', async () => {
  const bureau = pageOf('bureau');
  await say(bureau, '/menu');
  await tap(bureau, '报表', '请问要办什么');
  await sees(bureau, '链接一天内有效');
  const report = await follow(bureau, '报表');
  await report.locator('tr', { hasText: school }).filter({ hasText: name }).waitFor();
  expect(await report.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
});

it('no page complained', () => {
  expect(site.browser.complaints).toEqual([]);
});
