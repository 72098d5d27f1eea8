// A small district for tests. The menu is the one every installation begins with, read from its migration, so that
// sentences are understood with the very keywords that people will meet.

import { readFileSync } from 'node:fs';
import type { Area, Catalogue, Format, School, Topic } from '../../src/domain/menu.ts';

const migration = readFileSync(
  new URL('../../prisma/migrations/20261122043100_default_menu/migration.sql', import.meta.url),
  'utf8',
);

const row = /^ {2}\('(\w+)', '([^']+)', '([^']+)', '\{(.*)\}', (.+)\)[,;]$/gm;
const rows = [...migration.matchAll(row)].map(([, code = '', zh = '', en = '', keywords = '', rest = '']) => ({
  code,
  names: { zh, en },
  keywords: keywords.split(','),
  rest: rest.split(', '),
}));

const topics: Topic[] = rows
  .filter(({ rest }) => rest.length === 1)
  .map(({ code, names, keywords }, index) => ({ id: index + 1, code, names, keywords }));

const formats: Format[] = rows
  .filter(({ rest }) => rest.length > 1)
  .map(({ code, names, keywords, rest: [talk, setup, clear, dusk, venue, online] }, index) => ({
    id: index + 1,
    code,
    names,
    keywords,
    talkMinutes: Number(talk),
    setupMinutes: Number(setup),
    clearMinutes: Number(clear),
    afterDusk: dusk === 'true',
    venue: venue === "'school'" ? 'school' : venue === "'village'" ? 'village' : 'any',
    online: online === 'true',
  }));

const townships: readonly (readonly [number, string, string])[] = [
  [10, '平安街道', "Ping'an Subdistrict"],
  [20, '小峡街道', 'Xiaoxia Subdistrict'],
  [30, '三合镇', 'Sanhe Town'],
  [40, '洪水泉回族乡', 'Hongshuiquan Hui Township'],
  [50, '石灰窑回族乡', 'Shihuiyao Hui Township'],
  [60, '古城回族乡', 'Gucheng Hui Township'],
  [70, '沙沟回族乡', 'Shagou Hui Township'],
  [80, '巴藏沟回族乡', 'Bazanggou Hui Township'],
];

/** Ids: the township's × 100 + the village's number. 小峡 and 沙沟 say their township in the name, the others do not. */
const villages: readonly Area[] = [20, 30, 70, 80].flatMap((townshipId) =>
  [1, 2, 3, 13].map((number): Area => {
    const [, zh, en] = townships.find(([id]) => id === townshipId) ?? [0, '', ''];
    const long = townshipId === 20 || townshipId === 70;
    return {
      id: townshipId * 100 + number,
      parentId: townshipId,
      kind: 'village',
      names: { zh: `${long ? zh : ''}第${number}村`, en: `${en}, Village ${number}` },
      aliases: [],
    };
  }),
);

export const ledu = 1001;
export const sanhe = 3050;
export const gucheng = 6001;

const areas: Area[] = [
  { id: 1, parentId: null, kind: 'district', names: { zh: '平安区', en: "Ping'an District" }, aliases: [] },
  ...townships.map(([id, zh, en]): Area => ({ id, parentId: 1, kind: 'township', names: { zh, en }, aliases: [] })),
  {
    id: ledu,
    parentId: 10,
    kind: 'village',
    names: { zh: '乐都路社区', en: 'Ledu Road Community' },
    aliases: ['乐都路'],
  },
  { id: sanhe, parentId: 30, kind: 'village', names: { zh: '三合村' }, aliases: [] },
  { id: gucheng, parentId: 60, kind: 'village', names: { zh: '阿·伊山村' }, aliases: ['伊山·上庄'] },
  ...villages,
];

export const fenglin = 1;
export const yunshan = 2;
const schools: School[] = [
  { id: fenglin, areaId: ledu, names: { zh: '平安枫林小学', en: 'Fenglin Primary School' }, aliases: ['枫林小学'] },
  { id: yunshan, areaId: 2003, names: { zh: '小峡云杉中学', en: 'Yunshan Middle School' }, aliases: ['云杉中学'] },
];

export const catalogue: Catalogue = { topics, formats, areas, schools, speakers: [], courses: [] };

export const topicId = (code: string): number => idOf(topics, code);
export const formatId = (code: string): number => idOf(formats, code);

function idOf(menu: readonly { readonly id: number; readonly code: string }[], wanted: string): number {
  const found = menu.find(({ code }) => code === wanted);
  if (!found) throw new Error(`nothing on the menu has the code ${wanted}`);
  return found.id;
}
