// A school's own part, through the public bot and the web chat: its contacts join by link, ask for a 法治副校长, see how
// things stand, order a class with one tap, and evaluate the year. What the staff do is in deputy.test.ts.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importSchools } from '../../src/services/import/schools.ts';
import { field } from '../fakes/visitor.ts';
import type { Actor } from './actor.ts';
import { type Flow, openFlow } from './harness.ts';
import { createWebActor, type WebActor } from './web-actor.ts';

const first = '枫叶小学';
const second = '云杉中学';

let flow: Flow;
let coordinator: Actor;
let teacher: Actor;
let head: WebActor;
/** Code by name, as the import has told them. */
let codes: Map<string, string>;
beforeAll(async () => {
  flow = await openFlow({ telegram: 'polling' });
  coordinator = await flow.coordinator('张主任');
  codes = await importCodes();
  // What the dialogues know of places is kept for a few seconds.
  flow.clock.set('2026-11-23T09:01:00+08:00');
  teacher = flow.resident();
  head = createWebActor(flow.visitor(), '/chat');
});
afterAll(() => flow.close());

it('a teacher joins by the link in Telegram, once; before, the menu says nothing of it', async () => {
  teacher.say('/menu');
  const { buttons } = await teacher.sees('请问要办什么');
  expect(buttons.flat().map(({ label }) => label)).not.toContain('🏫 法治副校长');
  teacher.say('法治副校长');
  await teacher.sees('这里给学校联系人使用');
  teacher.say(`/start ${codes.get('王老师')}`);
  await teacher.sees('王老师，欢迎', first, '年度评价');
  const other = flow.resident();
  other.say(`/start ${codes.get('王老师')}`);
  await other.sees('这个邀请码已经用过了');
  const staff = flow.outsider();
  staff.say(codes.get('马校长') ?? '');
  await staff.sees('没有这个邀请码');
});

it('the head joins on the web, looking changes nothing', async () => {
  const path = `/join/school/${codes.get('马校长')}`;
  const page = await head.visitor.get(path);
  expect(page.body).toContain('学校联系人');
  expect(await flow.prisma.schoolContact.count()).toBe(1);
  await head.visitor.post(path, { nonce: field(page.body, 'nonce') });
  await head.sees('马校长，欢迎', first);
  expect(await flow.prisma.schoolContact.count()).toBe(2);
});

it('the teacher asks for a deputy principal; the coordinator hears of it, and both contacts see it', async () => {
  await teacher.tap('法治副校长', '王老师，欢迎');
  await teacher.sees(first, '还没有法治副校长');
  await teacher.tap('申请法治副校长', '还没有法治副校长');
  await teacher.tap('1', '要几位');
  await teacher.sees('学校需要什么');
  teacher.say('五年级常有欺凌，想每月讲一次');
  await teacher.sees('想请谁');
  teacher.say('未成年人保护');
  await teacher.tap('提交申请', '请核对您的申请', '未成年人保护');
  await teacher.sees('收到申请', '新聘', '正在等派单员推荐');
  await coordinator.sees(first, '五年级常有欺凌');
  await head.say('/deputy');
  await head.sees('现在没有法治副校长，申请在办', '正在等派单员推荐');
  const [request] = await flow.prisma.deputyRequest.findMany();
  expect(request).toMatchObject({ kind: 'first', state: 'open', post: 1, wishField: '未成年人保护' });
});

it('the head takes it back, and an old button says so', async () => {
  teacher.say('/deputy');
  await teacher.sees('正在等派单员推荐');
  const old = teacher.dataOf('撤回申请', '正在等派单员推荐');
  await head.tap('撤回申请', '正在等派单员推荐');
  await head.sees('申请已撤回');
  teacher.sendTap(old);
  await teacher.sees('刚刚有变化', '已撤回');
  teacher.say('申请法治副校长');
  await teacher.tap('1', '要几位');
  await teacher.tap('和上次一样', '学校需要什么');
  await teacher.tap('听从安排', '想请谁');
  await teacher.sees('请核对您的申请', '五年级常有欺凌');
  await teacher.tap('取消', '请核对您的申请');
});

it('with a deputy, the school sees the hours, and orders a class with one tap', async () => {
  await appointed();
  teacher.say('/deputy');
  await teacher.sees('李警官 · 在任', '已完成 0', '请现在就点一节课');
  await teacher.tap('点一节课', '李警官 · 在任');
  await teacher.tap('预防未成年人犯罪', '您想听什么');
  await teacher.sees('哪一天');
  teacher.say('下周三第3节');
  await teacher.sees('请留一个电话');
  teacher.say('13812345678');
  await teacher.tap('确认提交', '请核对', '想请：法治副校长', first);
  await teacher.sees('已收到');
  const order = await flow.prisma.order.findFirstOrThrow({ include: { format: true, school: true } });
  expect(order).toMatchObject({
    wantsDeputy: true,
    audience: 'pupils',
    format: { code: 'class' },
    school: { name: first },
  });
});

it('both contacts evaluate; the second word counts, and a small class is not shown by itself', async () => {
  teacher.say('/deputy');
  await teacher.tap('年度评价', '李警官 · 在任');
  await teacher.tap('95', '请打分');
  await teacher.tap('不说了', '95 分');
  await teacher.sees('评价已记下');
  await head.say('/deputy');
  await head.tap('年度评价', '李警官 · 在任');
  await head.sees('请打分');
  await head.say('88');
  await head.sees('88 分。');
  await head.say('讲得清楚');
  await head.sees('评价已记下', '学校评价：88 分');
  for (const [name, hands] of [
    ['五年级（1）班', '20 10 5 0 0'],
    ['五年级（2）班', '5 4 0 0 0'],
  ] as const) {
    await head.say('/deputy');
    await head.tap('班级举手', '李警官 · 在任');
    await head.sees('哪个班', '不要写学生姓名');
    await head.say(name);
    await head.sees('请觉得');
    await head.say(hands);
    await head.tap('提交', '请核对');
    await head.sees('记下了', name);
  }
  await head.say('/deputy');
  await head.sees('平均 4.4 分（35 人）', '另有 1 个班不满 10 人');
});

it('who speaks for two schools is asked which', async () => {
  await head.say(codes.get('马主任') ?? '');
  await head.sees('欢迎', second);
  await head.say('/deputy');
  await head.tap(second, '哪一所学校');
  await head.sees(second, '还没有法治副校长');
  expect(flow.faults).toEqual([]);
});

/** Two schools out of a file, with the codes for those who speak for them. */
async function importCodes(): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'fengdian-flow-'));
  const path = join(folder, 'schools.csv');
  const township = await flow.prisma.area.findFirstOrThrow({ where: { kind: 'township' } });
  const lines = [`${first},${township.name},小学,王老师、马校长`, `${second},${township.name},中学,马主任`];
  await writeFile(path, ['学校,区域,类型,联系人', ...lines].join('\n'));
  const result = await importSchools(flow.database, path, { now: flow.clock.now() });
  await rm(folder, { recursive: true });
  return new Map((result.ok ? (result.invites ?? []) : []).map(({ name, code }) => [name, code]));
}

/** In office since the beginning of the year. */
async function appointed(): Promise<void> {
  const { id: schoolId } = await flow.prisma.school.findFirstOrThrow({ where: { name: first } });
  const { id: speakerId } = await flow.prisma.speaker.create({
    data: { name: '李警官', kind: 'police', homeAreaId: flow.places.village.id },
  });
  await flow.prisma.deputyProfile.create({ data: { speakerId, agency: 'police', bornOn: new Date('1985-05-01') } });
  await flow.prisma.deputyPrincipalAppointment.create({
    data: { speakerId, schoolId, state: 'active', from: new Date('2026-01-01'), until: new Date('2029-01-01') },
  });
}
