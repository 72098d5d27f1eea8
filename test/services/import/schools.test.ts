import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportSchools } from '../../../src/services/export/schools.ts';
import { readTableBytes } from '../../../src/services/import/read-table.ts';
import type { ImportResult } from '../../../src/services/import/rows.ts';
import { importSchools } from '../../../src/services/import/schools.ts';
import { createInvite, inviteDays, redeemInvite } from '../../../src/services/invites.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { type Cell, xlsx } from '../../fakes/xlsx.ts';

let folder: string;
let home: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fengdian-schools-'));
  home = await createTestDatabase();
  const { prisma } = home.database;
  const district = await prisma.area.create({ data: { kind: 'district', name: '平安区' } });
  for (const name of ['小峡街道', '沙沟回族乡'])
    await prisma.area.create({
      data: { kind: 'township', name, parentId: district.id, children: { create: { kind: 'village', name: '第3村' } } },
    });
});
afterAll(async () => {
  await home?.drop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await prisma().deputyPrincipalAppointment.deleteMany();
  await prisma().schoolContact.deleteMany();
  await prisma().invite.deleteMany();
  await prisma().school.deleteMany();
});

const now = new Date('2026-11-24T03:00:00Z');
const prisma = () => home.database.prisma;

async function load(content: string | Uint8Array, name = 'schools.csv', at = now): Promise<ImportResult> {
  const path = join(folder, name);
  await writeFile(path, content);
  return importSchools(home.database, path, { now: at });
}

const faultsOf = (result: ImportResult) =>
  !result.ok && result.reason === 'rows'
    ? result.faults.map(({ line, column, reason }) => [line, column, reason])
    : result;
const invitesOf = (result: ImportResult) => (result.ok ? (result.invites ?? []) : []);

const header = '学校,英文名,区域,类型,学段,学生数,农村,偏远,薄弱,联系人';
const rows = [
  '小峡小学,Xiaoxia Primary,小峡街道,小学,小学,８６０,否,否,否,王老师、马主任',
  '沙沟中学,,沙沟/第3村,中学,初中,320,是,yes,√,',
];
const file = [header, ...rows].join('\n').replace('沙沟/', '沙沟回族乡/');

describe('importing schools', () => {
  test('keeps everything a line says, and the same file twice changes nothing', async () => {
    const first = await load(file);
    expect(first).toMatchObject({ ok: true, added: 2, updated: 0, unchanged: 0, ignoredColumns: [] });
    const schools = await prisma().school.findMany({ orderBy: { id: 'asc' }, include: { area: true } });
    expect(schools).toMatchObject([
      {
        ...{ name: '小峡小学', nameEn: 'Xiaoxia Primary', kind: 'primary', level: 'primary', students: 860 },
        ...{ rural: false, remote: false, weak: false, area: { name: '小峡街道' } },
      },
      {
        ...{ name: '沙沟中学', nameEn: null, kind: 'secondary', level: 'junior', students: 320 },
        ...{ rural: true, remote: true, weak: true, area: { name: '第3村' } },
      },
    ]);
    const again = await load(file);
    expect(again).toMatchObject({ ok: true, added: 0, updated: 0, unchanged: 2 });
    expect(invitesOf(again)).toEqual([]);
  });

  test('a known school is found however it is spelt, and empty cells leave it as it is', async () => {
    await load(file);
    expect(await load('name,students,weak\n小峡 小学,900,\n')).toMatchObject({ ok: true, updated: 1 });
    const school = await prisma().school.findUniqueOrThrow({ where: { name: '小峡小学' } });
    expect(school).toMatchObject({ students: 900, weak: false, nameEn: 'Xiaoxia Primary' });
  });

  test('reads English .xlsx with numbers', async () => {
    const cells: Cell[][] = [
      ['School', 'Area', 'Kind', 'Level', 'Students', 'Rural', 'Contacts'],
      ['Third School', '小峡街道', 'special school', 'mixed', 45, true, 'Ann; Bob'],
    ];
    const result = await load(xlsx(cells), 'schools.xlsx');
    expect(result).toMatchObject({ ok: true, added: 1 });
    expect(invitesOf(result).map(({ name }) => name)).toEqual(['Ann', 'Bob']);
    expect(await prisma().school.findFirst()).toMatchObject({
      kind: 'special',
      level: 'mixed',
      students: 45,
      rural: true,
    });
  });

  test('every fault is told, and nothing is kept', async () => {
    const faulty = [
      header,
      ',,小峡街道,,,,,,,',
      '一校,,火星,幼儿园,大学,很多,也许,,,',
      '二校,,,,,20001,,,,',
      '三校,,第3村,,,,,,,',
      '四校,,小峡街道,,,-1,,,,',
      '四 校,,小峡街道,,,,,,,',
      `${'长'.repeat(51)},,平安区,,,,,,,${'名'.repeat(51)}`,
    ].join('\n');
    expect(faultsOf(await load(faulty))).toEqual([
      [2, '学校', 'missing'],
      [3, '类型', 'unknown_word'],
      [3, '学段', 'unknown_word'],
      [3, '学生数', 'bad_number'],
      [3, '农村', 'unknown_word'],
      [3, '区域', 'unknown_area'],
      [4, '学生数', 'bad_number'],
      [4, '区域', 'missing'],
      [5, '区域', 'ambiguous_area'],
      [6, '学生数', 'bad_number'],
      [7, '学校', 'duplicate'],
      [8, '学校', 'too_long'],
      [8, '联系人', 'too_long'],
      [8, '区域', 'unknown_area'],
    ]);
    expect(await prisma().school.count()).toBe(0);
    expect(await load('区域\n小峡街道\n')).toMatchObject({ ok: false, reason: 'columns' });
  });

  test('each contact gets one code, which makes them speak for the school; nobody gets a second while it holds', async () => {
    const invites = invitesOf(await load(file));
    expect(invites).toMatchObject([
      { school: '小峡小学', name: '王老师' },
      { school: '小峡小学', name: '马主任' },
    ]);
    const person = await prisma().person.create({ data: {} });
    const code = invites[0]?.code ?? '';
    const joined = await prisma().$transaction((tx) =>
      redeemInvite(tx, { code, personId: person.id, bot: 'public', now }),
    );
    expect(joined).toMatchObject({ ok: true, role: 'school_contact', name: '王老师' });
    expect(await prisma().schoolContact.findMany()).toMatchObject([{ personId: person.id, name: '王老师' }]);
    expect(invitesOf(await load(file))).toEqual([]);
    // The other code has run out, and its owner has not joined.
    const later = new Date(now.getTime() + (inviteDays * 24 + 1) * 3_600_000);
    expect(invitesOf(await load(file, 'schools.csv', later)).map(({ name }) => name)).toEqual(['马主任']);
  });
});

describe('exporting schools', () => {
  const options = { now, timeZone: 'Asia/Shanghai' } as const;

  test('writes what the import reads: nothing changes when it is imported again, in either language', async () => {
    await load(file);
    for (const locale of ['zh-CN', 'en'] as const) {
      const { bytes, count } = await exportSchools(home.database, { ...options, locale });
      expect(count).toBe(2);
      expect(await load(bytes, `export-${locale}.xlsx`)).toMatchObject({
        ...{ ok: true, added: 0, updated: 0, unchanged: 2, ignoredColumns: [] },
      });
    }
  });

  test('finds a school again whose name has a stroke in it, which is no path', async () => {
    const both = '学校,区域\n小峡小学/分校,小峡街道\n小峡小学 分校,小峡街道\n';
    expect(await load(both)).toMatchObject({ ok: true, added: 2 });
    expect(await load(both)).toMatchObject({ ok: true, unchanged: 2 });
    const { bytes } = await exportSchools(home.database, { ...options, locale: 'zh-CN' });
    expect(await load(bytes, 'export-stroke.xlsx')).toMatchObject({ ok: true, unchanged: 2 });
  });

  test('invites nobody by the parts of a contact’s name', async () => {
    await load('学校,区域\n小峡小学,小峡街道\n');
    const { id: schoolId, areaId } = await prisma().school.findFirstOrThrow();
    for (const name of ['王老师（教务处/德育处）', 'Smith, John', null]) {
      const person = await prisma().person.create({ data: { name } });
      await prisma().schoolContact.create({ data: { personId: person.id, schoolId, name } });
    }
    await createInvite(prisma(), { role: 'school_contact', name: '张三、李四', areaId, schoolId, now });
    const { bytes } = await exportSchools(home.database, { ...options, locale: 'zh-CN' });
    expect(invitesOf(await load(bytes, 'export-contacts.xlsx'))).toEqual([]);
    expect(invitesOf(await load('学校,联系人\n小峡小学,张三、Smith、马主任\n'))).toMatchObject([{ name: '马主任' }]);
  });

  test('names those who serve today, and keeps words words', async () => {
    await load('学校,区域\n"=1+1<&>""校",小峡街道\n');
    const school = await prisma().school.findFirstOrThrow();
    const homeArea = await prisma().area.findFirstOrThrow();
    for (const [at, name, from, until] of [
      [1, '李警官', '2026-01-01', '2029-01-01'],
      [2, '前任', '2023-01-01', '2026-11-24'],
    ] as const) {
      const speaker = await prisma().speaker.create({ data: { name, kind: 'police', homeAreaId: homeArea.id } });
      const term = { from: new Date(from), until: new Date(until), post: at };
      await prisma().deputyPrincipalAppointment.create({
        data: { speakerId: speaker.id, schoolId: school.id, ...term },
      });
    }
    const { bytes } = await exportSchools(home.database, { ...options, locale: 'zh-CN' });
    const read = await readTableBytes(bytes);
    expect(read.ok && read.table.map(({ cells }) => [cells[0], cells.at(-1)])).toEqual([
      ['学校', '法治副校长'],
      ['=1+1<&>"校', '李警官'],
    ]);
  });
});
