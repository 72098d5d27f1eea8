// 法治副校长 in Chromium, on phones, against the whole product with its demo people: one term ends early, and a school that
// had nobody gets who is free now, from its request to the letter, the class, the evaluation and the bureau's report.

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantAt } from '../../src/domain/calendar.ts';
import { type DemoSite, openDemoSite } from './demo-site.ts';

const left = '平安枫林小学';
const school = '石灰窑白石小学';
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
  if ((await message(coordinator, '所已聘').locator('button', { hasText: left }).count()) === 0)
    await tap(coordinator, '下一页', '所已聘');
  await tap(coordinator, left, '所已聘', left);
  await tap(coordinator, `看 ${name}`, left, '聘书编号');
  await tap(coordinator, '提前结束', `${name} · ${left} · 在任`);
  await tap(coordinator, '学校提出', '提前结束的原因');
  await tap(coordinator, '今天', '从哪一天起结束');
  await sees(coordinator, `已结束 ${name}`);
});

it('the coordinator gives the contact of a school without anybody a way in', async () => {
  const coordinator = pageOf('coordinator');
  await say(coordinator, '法治副校长');
  await tap(coordinator, school, '所已聘', school);
  await tap(coordinator, '邀请学校联系人', school);
  await sees(coordinator, '联系人叫什么名字');
  await say(coordinator, '王老师');
  const shown = await message(coordinator, '只显示这一次').textContent();
  const contact = pageOf('school');
  await say(contact, /邀请码：([0-9A-Z-]{17})/.exec(shown ?? '')?.[1] ?? '');
  await sees(contact, '欢迎', school);
});

it('the school asks, and those who could serve are ranked with reasons', async () => {
  const contact = pageOf('school');
  await tap(contact, '法治副校长', '欢迎', school);
  await tap(contact, school, '哪一所学校');
  await tap(contact, '申请法治副校长', school, '还没有法治副校长');
  await tap(contact, '1', '要几位');
  await sees(contact, '学校需要什么');
  await say(contact, '高年级常有欺凌');
  await fitsTheScreen(contact);
  await tap(contact, name, '想请谁');
  await tap(contact, '提交申请', '请核对您的申请');
  await sees(contact, '收到申请');
  const coordinator = pageOf('coordinator');
  await tap(coordinator, '选', '申请', school, '高年级常有欺凌');
  await sees(coordinator, '可以推荐', '公里');
  await fitsTheScreen(coordinator);
  await tap(coordinator, `推荐 ${name}`, '可以推荐', school);
  await sees(coordinator, `已推荐 ${name}，正在问本人`);
});

it('the person accepts, the school confirms, and the letter is there on both phones', async () => {
  const speaker = pageOf('speaker');
  await say(speaker, '我的学校');
  await fitsTheScreen(speaker);
  await tap(speaker, `接受（${school}）`, '待本人答复');
  await sees(speaker, '已告诉学校');
  const contact = pageOf('school');
  await tap(contact, '确认', name, school);
  await sees(contact, name, '聘书可以打印');
  await say(speaker, '我的学校');
  await sees(speaker, school, '在任', '任期：2026-11-23 至 2029-11-22');
  const letter = await follow(speaker, `聘书（${school}）`);
  await letter.getByText(`${name} 同志`).waitFor();
  await letter.getByText('2026年11月23日起至2029年11月22日止').waitFor();
  await letter.getByRole('link', { name: '回执' }).click();
  await letter.getByText('一式三份').waitFor();
});

it('a class that the school orders goes to its deputy, and its hours count once it is given', async () => {
  const contact = pageOf('school');
  await say(contact, '/deputy');
  await tap(contact, school, '哪一所学校');
  await tap(contact, '点一节课', name, school);
  await tap(contact, '防范校园欺凌', '您想听什么');
  await sees(contact, '哪一天');
  await say(contact, '11月26日下午');
  await tap(contact, '确认提交', '请核对', '法治副校长');
  await message(contact, '请核对').waitFor({ state: 'detached' });
  const number = /订单号 (\d+)/.exec((await message(contact, '已收到').textContent()) ?? '')?.[1] ?? '';
  const coordinator = pageOf('coordinator');
  await sees(coordinator, `订单 ${number} · 待派单`, `建议派给：${name}`);
  await tap(coordinator, '同意派单', `订单 ${number} · 待派单`);
  const speaker = pageOf('speaker');
  await tap(speaker, '接单', `新的宣讲任务，订单 ${number}`);
  await sees(speaker, `订单 ${number} · 已接单`);
  site.clock.set(instantAt('2026-11-26', 20 * 60, 'Asia/Shanghai'));
  await tap(speaker, '讲完了', `订单 ${number} · 已接单`);
  await tap(speaker, '21~50 人', '大概来了多少人？');
  await tap(speaker, '2 课时', '算几个课时');
  await tap(speaker, '讲完了', '请核对');
  await sees(speaker, `订单 ${number} 已讲完`);
});

it('three taps log what was done beside it', async () => {
  const speaker = pageOf('speaker');
  await say(speaker, '我的学校');
  await tap(speaker, `记课时（${school}）`, school, '讲课 2');
  await tap(speaker, '依法治理', '做了哪一项');
  await tap(speaker, '1 课时', '讲了几课时');
  await tap(speaker, '今天', '哪一天');
  await sees(speaker, '已记', '依法治理，1 课时', '2026 年度');
});

it('the school evaluates, and the bureau reads hours and points on a phone', async () => {
  const contact = pageOf('school');
  await say(contact, '/deputy');
  await tap(contact, school, '哪一所学校');
  await tap(contact, '年度评价', name, school);
  await tap(contact, '95', '请打分');
  await tap(contact, '不说了', '95 分');
  await sees(contact, '评价已记下');
  const bureau = pageOf('bureau');
  await say(bureau, '/menu');
  await tap(bureau, '报表', '请问要办什么');
  await sees(bureau, '链接一天内有效');
  const report = await follow(bureau, '报表');
  const row = report.locator('tr', { hasText: school }).filter({ hasText: name });
  expect((await row.innerText()).split(/\s+/)).toEqual(expect.arrayContaining(['3', '95']));
  expect(await report.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
});

it('no page complained', () => {
  expect(site.browser.complaints).toEqual([]);
});
