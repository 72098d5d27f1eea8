// 法治副校长 from the school's wish to the bureau's report, through both bots and the pages: a coordinator takes somebody
// into the pool and lets the school's contact in; the school asks; the police recommend, the education bureau approves, the
// person accepts, the school confirms; a talk is given and counts; the year is evaluated and reported.

import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInvite } from '../../src/services/invites.ts';
import { findRows } from '../find-rows.ts';
import type { Actor } from './actor.ts';
import { type Flow, openFlow } from './harness.ts';
import { accept, approve, card, numberIn } from './life.ts';

const school = '小峡小学';

let flow: Flow;
let coordinator: Actor;
let bureau: Actor;
let speaker: Actor;
let contact: Actor;
beforeAll(async () => {
  flow = await openFlow({ telegram: 'polling', env: { DEPUTY_APPOINTED_BY: 'bureau' } });
  coordinator = await flow.coordinator('张主任');
  speaker = await flow.speaker('李警官');
  bureau = flow.outsider();
  contact = flow.resident();
});
afterAll(() => flow.close());

/** The link of the newest message that says this, as a page of this machine. */
async function open(actor: Actor, label: string, ...on: readonly string[]) {
  const { buttons } = await actor.sees(...on);
  const url = buttons.flat().find((one) => one.label === label)?.url ?? '';
  expect(url.startsWith(`${flow.publicUrl}/deputy/`)).toBe(true);
  return flow.visitor().get(url.slice(flow.publicUrl.length));
}

it('the education bureau joins by an invite, and has a menu of its own', async () => {
  const { code } = await createInvite(flow.prisma, { role: 'bureau', name: '陈科长', now: flow.clock.now() });
  bureau.say(code);
  const { buttons } = await bureau.sees('陈科长，欢迎加入', '教育局');
  expect(buttons.flat().map(({ label }) => label)).not.toContain('📥 待派单');
  bureau.say('/menu');
  await bureau.tap('待决定', '请问要办什么');
  await bureau.sees('没有等您处理的申请');
});

it('a coordinator enters who is eligible, with training', async () => {
  coordinator.say('人才库');
  await coordinator.tap('加人', '还是空的');
  await coordinator.tap('李警官', '把谁加进');
  await coordinator.tap('公安', '派出单位');
  await coordinator.tap('不填', '资格');
  await coordinator.sees('法律领域');
  coordinator.say('未成年人保护');
  await coordinator.sees('哪天出生');
  coordinator.say('1985-05-01');
  await coordinator.tap('在职', '在职还是退休');
  await coordinator.tap('记培训', '资料已保存');
  await coordinator.sees('几学时');
  coordinator.say('7.5');
  await coordinator.tap('今天', '哪一天培训');
  await coordinator.sees('培训的内容');
  coordinator.say('岗前培训');
  await coordinator.sees('培训已记下');
  coordinator.say('/pool');
  await coordinator.sees('李警官（公安，41 岁）：任 0 所，培训 7.5 学时');
});

it('and lets the school’s contact in, by a code shown once', async () => {
  coordinator.say('法治副校长');
  await coordinator.tap(school, '1 所学校，0 所已聘', '没有法治副校长');
  await coordinator.tap('邀请学校联系人', school);
  await coordinator.sees('联系人叫什么名字');
  coordinator.say('王老师');
  const { text } = await coordinator.sees('只显示这一次');
  contact.say(`/start ${/邀请码：([0-9A-Z-]{17})/.exec(text)?.[1]}`);
  await contact.sees('王老师，欢迎', school);
});

it('the school asks, and the request lies before the coordinator with a name and reasons', async () => {
  await contact.tap('法治副校长', '王老师，欢迎');
  await contact.tap('申请法治副校长', '还没有法治副校长');
  await contact.tap('1', '要几位');
  await contact.sees('学校需要什么');
  contact.say('五年级常有欺凌');
  await contact.sees('想请谁');
  contact.say('未成年人保护');
  await contact.tap('提交申请', '请核对您的申请');
  await contact.sees('收到申请');
  await coordinator.tap('选', school, '五年级常有欺凌');
  await coordinator.sees('申请', '1. 李警官（公安）', '领域对口', '先培训，还差 0.5 学时');
});

it('two taps recommend who still needs training; the bureau approves, the person accepts', async () => {
  await coordinator.tap('推荐 李警官', '1. 李警官（公安）');
  await coordinator.tap('仍推荐', '还差 0.5 学时');
  await coordinator.sees('已推荐 李警官，等教育局决定');
  const old = bureau.dataOf('同意', '李警官', school);
  await bureau.tap('同意', '李警官', school);
  await bureau.sees('已同意，正在问 李警官 本人');
  bureau.sendTap(old);
  await bureau.sees('已由陈科长处理');
  speaker.say('/menu');
  await speaker.tap('我的学校', '请问要办什么');
  await speaker.tap('接受', '待本人答复', '岗前培训还差 0.5 学时');
  await speaker.sees('已告诉学校');
});

it('the school confirms once the training is done: the letter has a number, a term and a seal’s place', async () => {
  await contact.tap('确认', '李警官', school);
  await contact.sees('培训');
  const { id } = await flow.prisma.speaker.findFirstOrThrow({ where: { name: '李警官' } });
  coordinator.say(`/add_training ${id}`);
  await coordinator.sees('几学时');
  coordinator.say('0.5');
  await coordinator.tap('今天', '哪一天培训');
  await coordinator.sees('培训的内容');
  coordinator.say('补训');
  await coordinator.sees('培训已记下');
  contact.say('/deputy');
  await contact.tap('确认', '李警官', school);
  await contact.sees('2026-0001');
  speaker.say('/appointments');
  const { status, body } = await open(speaker, `聘书（${school}）`, '在任', '聘书编号：2026-0001');
  expect(status).toBe(200);
  for (const words of ['李警官 同志', '教育局同意', `担任${school}法治副校长`, '2026年11月23日起至2029年11月22日止'])
    expect(body).toContain(words);
  const receipt = /href="(\/deputy\/receipt\/[^"]+)"/.exec(body)?.[1] ?? '';
  expect((await flow.visitor().get(receipt.replaceAll('&amp;', '&'))).body).toContain('一式三份');
});

it('an address that is changed, borrowed or a week old opens nothing', async () => {
  const { buttons } = await speaker.sees('在任', '聘书编号：2026-0001');
  const url = new URL(buttons.flat().find(({ label }) => label.startsWith('聘书'))?.url ?? '');
  const [until = '', whom = '', signature = ''] = (url.searchParams.get('t') ?? '').split('.');
  const visitor = flow.visitor();
  for (const [path, token] of [
    [url.pathname, ''],
    [url.pathname, `${until}.${whom}.${'A'.repeat(43)}`],
    [url.pathname, `${(Number.parseInt(until, 36) + 86_400).toString(36)}.${whom}.${signature}`],
    [url.pathname, `${until}.${(Number.parseInt(whom, 36) + 1).toString(36)}.${signature}`],
    [url.pathname.replace('letter', 'receipt'), `${until}.${whom}.${signature}`],
    ['/deputy/report', `${until}.${whom}.${signature}`],
  ] as const) {
    const page = await visitor.get(`${path}?t=${token}`);
    expect(page.status, path).toBe(404);
    expect(page.body).toContain('请在对话里重新打开');
  }
  await flow.prisma.speaker.updateMany({ where: { name: '李警官' }, data: { active: false } });
  expect((await visitor.get(`${url.pathname}${url.search}`)).status).toBe(404);
  await flow.prisma.speaker.updateMany({ where: { name: '李警官' }, data: { active: true } });
  expect((await visitor.get(`${url.pathname}${url.search}`)).status).toBe(200);
  flow.clock.set('2026-12-01T09:00:00+08:00');
  expect((await visitor.get(`${url.pathname}${url.search}`)).status).toBe(404);
});

it('a class that the school orders goes to its deputy, and counts once it is given', async () => {
  contact.say('/deputy');
  await contact.tap('点一节课', school);
  await contact.tap('防范电信网络诈骗', '您想听什么');
  await contact.sees('哪一天');
  contact.say('12月3日下午');
  await contact.sees('请留一个电话');
  contact.say('13812345678');
  await contact.tap('确认提交', '请核对', '法治副校长');
  const number = numberIn((await contact.sees('已收到，订单号')).text);
  await coordinator.sees(card(number), '建议派给：李警官');
  await approve(coordinator, number);
  await accept(speaker, number);
  flow.clock.set('2026-12-03T20:00:00+08:00');
  await speaker.tap('讲完了', card(number));
  await speaker.tap('21~50 人');
  await speaker.tap('2', '课时');
  await speaker.tap('讲完了', '请核对');
  await speaker.sees(`订单 ${number} 已讲完`);
  speaker.say('/appointments');
  await speaker.sees('讲课 2，组织 0');
});

it('what was done beside talks is logged in three taps, and put right without changing what stood', async () => {
  await speaker.tap('记课时', '讲课 2，组织 0');
  await speaker.tap('学生权益', '做了哪一项');
  await speaker.tap('2 课时', '讲了几课时');
  await speaker.tap('今天', '哪一天');
  await speaker.sees('已记', '学生权益，2 课时', '讲课 4');
  await speaker.tap('课时台账', '学生权益，2 课时');
  await speaker.tap('更正 12-03（2）', '课时台账', '学生权益');
  await speaker.sees('实际是多少课时');
  speaker.say('1');
  await speaker.sees('已更正', '讲课 3');
  const entries = await flow.prisma.hourEntry.findMany({ orderBy: { id: 'asc' } });
  expect(entries.reduce((sum, { tenths }) => sum + tenths, 0)).toBe(30);
  expect(entries).toHaveLength(3);
});

it('a class is its grade and number: a pupil’s name gets no further than the question', async () => {
  speaker.say('/appointments');
  await speaker.tap('记课时', '讲课 3，组织 0');
  await speaker.tap('安全管理', '做了哪一项');
  await speaker.sees('讲了几课时');
  speaker.say('99');
  await speaker.sees('不超过 8');
  speaker.say('0.5');
  await speaker.sees('哪一天');
  speaker.say('七（3）班李小明 45人');
  await speaker.sees('没看懂', '「七（3）班」', '不要写学生姓名');
  speaker.say('初一3班 45人');
  await speaker.tap('今天', '已记：七年级（3）班、45 人');
  await speaker.tap('课时台账', '已记', '安全管理，0.5 课时', '七年级（3）班、45 人');
  await speaker.tap('更正 12-03（0.5）', '课时台账', '七年级（3）班');
  await speaker.sees('实际是多少课时');
  speaker.say('0');
  await speaker.sees('已更正', '讲课 3');
  speaker.say('/export');
  await speaker.sees('课时记录：5 笔', '七年级（3）班', '聘书编号');
  expect(await findRows(flow.pool, '李小明')).toEqual([]);
});

it('all three evaluate the year', async () => {
  contact.say('/deputy');
  await contact.tap('年度评价', '李警官');
  await contact.tap('95', '请打分');
  await contact.tap('不说了', '95 分');
  await contact.sees('评价已记下');
  speaker.say('/appointments');
  await speaker.tap('评价 2026', '在任');
  await speaker.tap('90', '满分 100');
  await speaker.tap('不写了', '90 分');
  await speaker.sees('已记下');
  coordinator.say('/deputies');
  await coordinator.tap(school, '1 所已聘');
  await coordinator.tap('看 李警官', school);
  await coordinator.tap('评价（2026）', '在任');
  await coordinator.sees('满分 100');
  coordinator.say('88');
  await coordinator.sees('想说点什么');
  coordinator.say('到得很勤');
  await coordinator.tap('看 李警官', '已记下');
  await coordinator.sees('学校：95 分', '派单员：88 分，「到得很勤」');
});

it('the bureau has it all as a page and a workbook', async () => {
  bureau.say('报表');
  const { status, body } = await open(bureau, '📄 报表', '链接一天内有效');
  expect(status).toBe(200);
  for (const words of [school, '李警官', '公安', '2029-11-22', '95']) expect(body).toContain(words);
  const path = /href="(\/deputy\/report\.xlsx[^"]+)"/.exec(body)?.[1] ?? '';
  const file = await fetch(`${flow.url}${path.replaceAll('&amp;', '&')}`);
  expect(file.headers.get('content-type')).toContain('spreadsheetml');
  expect(JSON.stringify(await readXlsx(Buffer.from(await file.arrayBuffer())))).toContain('李警官');
});

it('leaves nothing in the log for the operator to worry about', () => {
  expect(flow.faults).toEqual([]);
});
