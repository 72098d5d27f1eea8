import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importAreas } from '../../../src/services/import/areas.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { xlsx } from '../../fakes/xlsx.ts';

let folder: string;
let home: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fengdian-areas-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  home = await createTestDatabase();
});
afterEach(() => home.drop());

async function load(content: string | Buffer, name = 'areas.csv') {
  const path = join(folder, name);
  await writeFile(path, content);
  return importAreas(home.database, path);
}

const district = `类型,名称,上级,别名,纬度,经度
村,乐都路社区,平安街道,乐都路,36.5,102.1
区,平安区,,,,
街道,平安街道,平安区,平安,,
派出所,城关派出所,平安区,,,
村,第1村,平安街道,,,
学校,枫林小学,乐都路社区,枫小;枫林小学校,36.51,102.11
`;

describe('importing areas', () => {
  test('keeps the tree and the schools, in whatever order the file names them', async () => {
    expect(await load(district)).toEqual({ ok: true, added: 6, updated: 0, unchanged: 0, ignoredColumns: [] });
    const community = await home.database.prisma.area.findFirstOrThrow({
      where: { name: '乐都路社区' },
      include: { parent: { include: { parent: true } }, schools: true },
    });
    expect(community).toMatchObject({
      kind: 'village',
      latitude: 36.5,
      longitude: 102.1,
      aliases: ['乐都路'],
      madeUp: false,
    });
    expect(community.parent).toMatchObject({ kind: 'township', name: '平安街道', parent: { kind: 'district' } });
    expect(community.schools).toMatchObject([{ name: '枫林小学', aliases: ['枫小', '枫林小学校'], latitude: 36.51 }]);
  });

  test('changes nothing when the same file comes again, and updates what is new', async () => {
    await load(district);
    expect(await load(district)).toMatchObject({ ok: true, added: 0, updated: 0, unchanged: 6 });
    const moved = district.replace('36.5,102.1\n', '36.52,102.12\n').replace('枫林小学,乐都路社区', '枫林小学,第1村');
    expect(await load(moved)).toMatchObject({ ok: true, added: 0, updated: 2, unchanged: 4 });
    const school = await home.database.prisma.school.findFirstOrThrow({ include: { area: true } });
    expect(school.area.name).toBe('第1村');
  });

  test('brings a retired area back', async () => {
    await load(district);
    await home.database.prisma.area.updateMany({ where: { name: '第1村' }, data: { retiredAt: new Date() } });
    expect(await load(district)).toMatchObject({ ok: true, updated: 1, unchanged: 5 });
    expect(await home.database.prisma.area.count({ where: { retiredAt: { not: null } } })).toBe(0);
  });

  test('takes a path where several areas have one name, and says so where the name alone is given', async () => {
    const twins = `${district}乡,沙沟乡,平安区,,,
村,第1村,沙沟乡,,,
网格,一组,第1村,,,
网格,二组,沙沟乡/第1村,,,
`;
    expect(await load(twins)).toEqual({
      ok: false,
      reason: 'rows',
      faults: [{ line: 10, column: '上级', reason: 'ambiguous_area', value: '第1村' }],
    });
    expect(await load(twins.replace('一组,第1村', '一组,平安街道/第1村'))).toMatchObject({ ok: true, added: 10 });
  });

  test('reports every faulty line as Excel numbers it, and keeps nothing', async () => {
    const result = await load(`kind,name,parent,latitude,longitude
district,Ping'an,,,

galaxy,Andromeda,Ping'an,,
township,,Ping'an,,
township,Xiaoxia,Nowhere,,
village,Village 1,Ping'an,102.1,36.5
township,Gucheng,Ping'an,36.4,
township,gucheng,Ping'an,,
`);
    expect(result).toMatchObject({ ok: false, reason: 'rows' });
    const faults = !result.ok && result.reason === 'rows' ? result.faults : [];
    expect(faults.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [4, 'kind', 'unknown_word'],
      [5, 'name', 'missing'],
      [6, 'parent', 'unknown_area'],
      [7, 'latitude', 'bad_coordinates'],
      [7, 'longitude', 'bad_coordinates'],
      [7, 'parent', 'wrong_parent'],
      [8, 'longitude', 'bad_coordinates'],
      [9, 'name', 'duplicate'],
    ]);
    expect(await home.database.prisma.area.count()).toBe(0);
  });

  test('reads numbers out of .xlsx cells', async () => {
    const rows = [
      ['类型', '名称', '上级', '纬度', '经度'],
      ['区', '平安区'],
      ['镇', '三合镇', '平安区'],
      ['村', '新村', '三合镇', 36.45, 102.04],
    ];
    expect(await load(xlsx(rows), 'areas.xlsx')).toMatchObject({ ok: true, added: 3 });
    expect(await home.database.prisma.area.findFirst({ where: { name: '新村' } })).toMatchObject({ latitude: 36.45 });
  });
});
