import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defaultDeputyRules } from '../../../src/domain/deputy/rules.ts';
import type { ImportResult } from '../../../src/services/import/rows.ts';
import { importSpeakers } from '../../../src/services/import/speakers.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { type Cell, xlsx } from '../../fakes/xlsx.ts';

let folder: string;
let home: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fengdian-speakers-'));
  home = await createTestDatabase();
  const { prisma } = home.database;
  const district = await prisma.area.create({ data: { kind: 'district', name: '平安区' } });
  for (const [name, alias] of [
    ['小峡街道', '小峡'],
    ['沙沟回族乡', '沙沟'],
  ] as const) {
    await prisma.area.create({
      data: {
        ...{ kind: 'township', name, aliases: [alias], parentId: district.id },
        children: { create: { kind: 'village', name: '第3村', schools: { create: { name: `${alias}小学` } } } },
      },
    });
  }
});
afterAll(async () => {
  await home?.drop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await prisma().speakerTopic.deleteMany();
  await prisma().speakerFormat.deleteMany();
  await prisma().deputyPrincipalAppointment.deleteMany();
  await prisma().deputyTraining.deleteMany();
  await prisma().deputyProfile.deleteMany();
  await prisma().speaker.deleteMany();
});

const clock = {
  ...{ now: new Date('2026-11-24T03:00:00Z'), timeZone: 'Asia/Shanghai' },
  deputyRules: { ...defaultDeputyRules, termYears: 2, postsMax: 3 },
};
const prisma = () => home.database.prisma;

async function load(content: string | Buffer, name = 'speakers.csv'): Promise<ImportResult> {
  const path = join(folder, name);
  await writeFile(path, content);
  return importSpeakers(home.database, path, clock);
}

const faultsOf = (result: ImportResult) =>
  !result.ok && result.reason === 'rows'
    ? result.faults.map(({ line, column, reason }) => [line, column, reason])
    : result;

const warningsOf = (result: ImportResult) => (result.ok ? (result.warnings ?? []).map(({ reason }) => reason) : result);

const header = '姓名,别名,电话,类别,来源,片区,主题,形式,语言,可进校,每周上限,法治副校长学校';
const rows = [
  '马·阿卜杜拉,阿卜杜拉、老马,13900000001,民警,组织选派,小峡街道,防诈骗、两卡,社区讲座、线上,普通话、青海话,是,4,小峡小学',
  '李春燕,,0972-8612345,义警,个人自荐,沙沟/第3村,全部,,,否,,',
];
const file = [header, ...rows, ''].join('\r\n');
const twoAdded = {
  ...{ ok: true, added: 2, updated: 0, unchanged: 0, ignoredColumns: [] },
  warnings: [{ line: 2, column: '法治副校长学校', reason: 'no_profile', value: '小峡小学' }],
};

describe('importing speakers', () => {
  test('knows who left and came back as the one who is in the team; two who are there are a fault', async () => {
    await load(file);
    const row = await prisma().speaker.findFirstOrThrow({ where: { name: '李春燕' } });
    const { id: back } = await prisma().speaker.create({
      data: { name: '李春燕', kind: 'volunteer', homeAreaId: row.homeAreaId },
    });
    await prisma().speaker.update({ where: { id: row.id }, data: { active: false, leftAt: clock.now } });
    expect(await load(file)).toMatchObject({ ok: true, added: 0 });
    expect(await prisma().speaker.findUnique({ where: { id: back } })).toMatchObject({ phone: '0972-8612345' });
    await prisma().speaker.update({ where: { id: row.id }, data: { active: true } });
    expect(faultsOf(await load(file))).toEqual([[3, '姓名', 'several_speakers']]);
  });

  test('keeps everything a line says, and sensible values for what it does not say', async () => {
    expect(await load(file)).toEqual(twoAdded);
    const include = { topics: { include: { topic: true } }, formats: true, appointments: true, homeArea: true };
    const [first, second] = await prisma().speaker.findMany({ include, orderBy: { id: 'asc' } });
    expect(first).toMatchObject({
      ...{
        name: '马·阿卜杜拉',
        aliases: ['阿卜杜拉', '老马'],
        phone: '13900000001',
        kind: 'police',
        joinedBy: 'organisation',
      },
      ...{ languages: ['putonghua', 'qinghai'], clearedForMinors: true, weeklyLimit: 4, madeUp: false, personId: null },
    });
    expect(first?.topics.map(({ topic }) => topic.code)).toEqual(['fraud', 'cards']);
    expect(first?.formats).toHaveLength(2);
    expect(first?.appointments).toMatchObject([{ from: new Date('2026-11-24'), until: new Date('2028-11-24') }]);
    expect(second).toMatchObject({
      phone: '0972-8612345',
      languages: ['putonghua'],
      weeklyLimit: 3,
      homeArea: { name: '第3村' },
    });
    expect(second?.topics).toHaveLength(8);
    expect(second?.formats).toHaveLength(7);
  });

  test('reads .xlsx with numbers for phones, full-width digits, empty lines and columns it does not know', async () => {
    const cells: Cell[][] = [
      ['姓名', '序号', '电话', '类别', '片区', '主题', '每周上限', '聘任日期'],
      ['马国栋', 1, 13900000002, '辅警', '小峡', '交通安全', 5, new Date('2026-03-01')],
      [],
      ['张海宁', 2, '１３９０００００００３', '辅警', '小峡', '手机卡、银行卡不外借("两卡")', '２'],
      ['', undefined, '', ''],
    ];
    expect(await load(xlsx(cells), 'speakers.xlsx')).toMatchObject({
      ok: true,
      added: 2,
      ignoredColumns: ['序号', '聘任日期'],
    });
    const speakers = await prisma().speaker.findMany({ orderBy: { id: 'asc' } });
    expect(speakers).toMatchObject([
      { phone: '13900000002', weeklyLimit: 5 },
      { phone: '13900000003', weeklyLimit: 2 },
    ]);
  });

  test('changes nothing when the same file comes again, however the names are spelt', async () => {
    await load(file);
    expect(await load(file)).toMatchObject({ ok: true, added: 0, updated: 0, unchanged: 2 });
    for (const spelling of ['马•阿卜杜拉', '马・阿卜杜拉', '马 阿卜杜拉', '马阿卜杜拉', '老马']) {
      expect(await load(file.replace('马·阿卜杜拉', spelling).replace('、老马', ''))).toMatchObject({
        ok: true,
        added: 0,
      });
      await load(file);
    }
    expect(await prisma().speaker.count()).toBe(2);
  });

  test('updates what a line says, and leaves what it does not say', async () => {
    await load(file);
    const result = await load('name,kind,area,topics,weekly limit\n李春燕,auxiliary,小峡街道,drugs,2\n');
    expect(result).toMatchObject({ ok: true, updated: 1 });
    const speaker = await prisma().speaker.findFirst({
      where: { name: '李春燕' },
      include: { topics: { include: { topic: true } }, formats: true },
    });
    expect(speaker).toMatchObject({
      kind: 'auxiliary',
      phone: '0972-8612345',
      weeklyLimit: 2,
      topics: [{ topic: { code: 'drugs' } }],
    });
    expect(speaker?.formats).toHaveLength(7);
  });

  test('reports all faulty lines with column and reason, and keeps none of the good ones', async () => {
    const bad = [
      header,
      rows[0],
      '',
      '王五,,12345,警察,组织选派,小峡街道,防诈骗,,,,,',
      ',,,民警,,第3村,,,,,,',
      '赵六,,,民警,,火星,天文,,英语,也许,99,火星小学',
      '马阿卜杜拉,,,民警,,小峡,防诈骗,,,,,',
    ].join('\n');
    expect(faultsOf(await load(bad))).toEqual([
      [4, '类别', 'unknown_word'],
      [4, '电话', 'bad_phone'],
      [5, '姓名', 'missing'],
      [5, '片区', 'ambiguous_area'],
      [5, '主题', 'missing'],
      [6, '片区', 'unknown_area'],
      [6, '主题', 'unknown_word'],
      [6, '语言', 'unknown_word'],
      [6, '可进校', 'unknown_word'],
      [6, '每周上限', 'bad_number'],
      [6, '法治副校长学校', 'unknown_school'],
      [7, '姓名', 'duplicate'],
    ]);
    expect(await prisma().speaker.count()).toBe(0);
  });

  test('two imports of one file at once make each speaker once', async () => {
    await writeFile(join(folder, 'twice.csv'), file);
    const results = await Promise.all(
      [1, 2].map(() => importSpeakers(home.database, join(folder, 'twice.csv'), clock)),
    );
    expect(results).toEqual(expect.arrayContaining([twoAdded, expect.objectContaining({ added: 0, unchanged: 2 })]));
  });

  test('gives deputies of one school posts of their own, and a person who has a school already the next place', async () => {
    const schools = ['姓名,类别,片区,主题,法治副校长学校'];
    await load([...schools, '甲,民警,小峡街道,全部,小峡小学', '乙,民警,小峡街道,全部,小峡小学'].join('\n'));
    expect(await load([...schools, '甲,民警,小峡街道,全部,小峡小学、沙沟小学'].join('\n'))).toMatchObject({ ok: true });
    const rows = await prisma().deputyPrincipalAppointment.findMany({
      include: { speaker: true, school: true },
      orderBy: { id: 'asc' },
    });
    expect(rows.map(({ speaker, school, slot, post }) => [speaker.name, school.name, slot, post])).toEqual([
      ['甲', '小峡小学', 1, 1],
      ['乙', '小峡小学', 1, 2],
      ['甲', '沙沟小学', 2, 1],
    ]);
  });

  test('appoints nobody again who left before the term was over, though the file still names the school', async () => {
    const lines = ['姓名,类别,片区,主题,法治副校长学校', '甲,民警,小峡街道,全部,小峡小学'].join('\n');
    await load(lines);
    await prisma().deputyPrincipalAppointment.updateMany({
      data: { state: 'ended', endedOn: new Date('2026-11-24'), endReason: 'transferred' },
    });
    expect(warningsOf(await load(lines))).toEqual(['left_school']);
    await prisma().deputyPrincipalAppointment.updateMany({
      data: { from: new Date('2023-11-24'), until: new Date('2026-11-24') },
    });
    await prisma().speaker.updateMany({ data: { active: false } });
    const again = await load(lines);
    expect(again).toMatchObject({ ok: true, unchanged: 1 });
    expect(warningsOf(again)).toEqual(['left_team']);
    expect(await prisma().deputyPrincipalAppointment.count()).toBe(1);
  });

  test('counts the schools somebody has already: a third one is refused, and so is the file', async () => {
    const district = await prisma().area.findFirstOrThrow({ where: { kind: 'village' } });
    const third = await prisma().school.create({ data: { name: '第三小学', areaId: district.id } });
    const schools = ['姓名,类别,片区,主题,法治副校长学校'];
    await load([...schools, '甲,民警,小峡街道,全部,小峡小学、沙沟小学'].join('\n'));
    const more = [...schools, '甲,民警,小峡街道,全部,第三小学'].join('\n');
    expect(faultsOf(await load(more))).toEqual([[2, '法治副校长学校', 'too_many_schools']]);
    expect(await prisma().deputyPrincipalAppointment.count({ where: { schoolId: third.id } })).toBe(0);
    await prisma().deputyPrincipalAppointment.updateMany({
      where: { slot: 2 },
      data: { state: 'ended', endedOn: new Date('2026-11-24') },
    });
    expect(await load(more)).toMatchObject({ ok: true, updated: 1 });
  });

  test('refuses as deputies who is no staff of the four agencies, and one more than the school has posts for', async () => {
    const line = (name: string, kind: string) => `${name},${kind},小峡街道,全部,小峡小学`;
    const all = ['甲', '乙', '丙'].map((name) => line(name, '民警'));
    const schools = '姓名,类别,片区,主题,法治副校长学校';
    const kinds = ['辅警', '村警', '义警', '志愿者'].map((kind) => line(kind, kind));
    expect(faultsOf(await load([schools, ...kinds.slice(0, 3)].join('\n')))).toEqual(
      [2, 3, 4].map((at) => [at, '法治副校长学校', 'no_deputy_kind']),
    );
    expect(faultsOf(await load([schools, ...all, line('丁', '特邀')].join('\n')))).toEqual([
      [5, '法治副校长学校', 'no_post'],
    ]);
    expect(await load([schools, ...all].join('\n'))).toMatchObject({ ok: true, added: 3 });
    expect(faultsOf(await load([schools, line('丁', '民警')].join('\n')))).toEqual([[2, '法治副校长学校', 'no_post']]);
  });

  test.each([
    ['64 on the last day, trained', '1963-11-24', true, 80, null, []],
    ['66 on the last day', '1962-11-23', true, 80, null, ['too_old']],
    ['retired, with a term since', '1970-01-01', true, 80, '2020-01-01', ['retiree_term']],
    ['retired after that term began', '1970-01-01', true, 80, '2021-01-02', []],
    ['not trained enough', '1970-01-01', false, 79, null, ['untrained']],
    ['66, but in service', '1962-11-23', false, 80, null, []],
  ] as const)('keeps who serves on paper, and says what the rule has against it: %s', async (...given) => {
    const [, bornOn, retired, tenths, retiredOn, reasons] = given;
    const lines = (at: string) => `姓名,类别,片区,主题,法治副校长学校\n甲,民警,小峡街道,全部,${at}`;
    await load(lines(''));
    const { id: speakerId } = await prisma().speaker.findFirstOrThrow();
    const training = { create: { day: new Date('2026-01-01'), tenths } };
    const since = retiredOn === null ? null : new Date(retiredOn);
    await prisma().deputyProfile.create({
      data: { speakerId, agency: 'police', bornOn: new Date(bornOn), retired, retiredOn: since, training },
    });
    if (retiredOn !== null) {
      const { id: schoolId } = await prisma().school.findFirstOrThrow({ where: { name: '沙沟小学' } });
      const term = { from: new Date('2021-01-01'), until: new Date('2024-01-01') };
      await prisma().deputyPrincipalAppointment.create({ data: { speakerId, schoolId, ...term, state: 'ended' } });
    }
    expect(warningsOf(await load(lines('小峡小学')))).toEqual(reasons);
    expect(await prisma().deputyPrincipalAppointment.count({ where: { state: 'active' } })).toBe(1);
  });

  test('passes on what is wrong with the file, and takes no line for nobody', async () => {
    expect(await load(file, 'speakers.txt')).toEqual({ ok: false, reason: 'file', fault: 'wrong_extension' });
    expect(await load(header)).toEqual({ ok: false, reason: 'file', fault: 'empty' });
  });

  test('names the columns that are missing or stand there twice', async () => {
    expect(await load('姓名,name,电话\n马,马,1\n')).toEqual({
      ...{ ok: false, reason: 'columns', doubled: ['name'] },
      missing: ['类别 / kind', '片区 / area', '主题 / topics'],
    });
  });
});
