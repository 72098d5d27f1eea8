import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { catalogue } from '../fakes/catalogue.ts';

describe('the default menu', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());

  it('holds the eight topics in their order, with the keywords that the sentences are tested with', async () => {
    const rows = await test.database.prisma.topic.findMany({ orderBy: { sort: 'asc' } });
    const codes = ['fraud', 'cards', 'drugs', 'bullying', 'campus', 'traffic', 'juvenile', 'mediation'];
    expect(rows.map(({ code }) => code)).toEqual(codes);
    expect(
      rows.map(({ code, keywords, nameZh, nameEn }) => ({ code, keywords, names: { zh: nameZh, en: nameEn } })),
    ).toEqual(catalogue.topics.map(({ id: _, ...topic }) => topic));
  });

  it('holds the seven formats in their order, the cinema after dusk only', async () => {
    const rows = await test.database.prisma.format.findMany({ orderBy: { sort: 'asc' } });
    const codes = ['lecture', 'assembly', 'class', 'field', 'cinema', 'market', 'online'];
    expect(rows.map(({ code }) => code)).toEqual(codes);
    expect(rows.filter(({ afterDusk }) => afterDusk).map(({ code }) => code)).toEqual(['cinema']);
    expect(rows.filter(({ online }) => online).map(({ code }) => code)).toEqual(['online']);
    expect(rows.filter(({ people }) => people > 1)).toMatchObject([
      { code: 'cinema', people: 2, kits: ['projector', 'screen'] },
    ]);
    expect(rows.filter(({ kits }) => kits.length > 0)).toHaveLength(1);
    expect(
      rows.map(({ nameZh, nameEn, id: _, sort: _sort, active: _active, people: _people, kits: _kits, ...row }) => ({
        ...row,
        names: { zh: nameZh, en: nameEn },
      })),
    ).toEqual(catalogue.formats.map(({ id: _, ...format }) => format));
  });
});
