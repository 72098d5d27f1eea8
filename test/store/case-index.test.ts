import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCaseIndex } from '../../src/store/case-index.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { createPlaces, type Places } from '../fakes/places.ts';

const now = new Date('2026-11-22T03:00:00Z');
let test: TestDatabase;
let places: Places;
let drugs: number;

beforeAll(async () => {
  test = await createTestDatabase();
  const { prisma } = test.database;
  places = await createPlaces(prisma);
  drugs = (await prisma.topic.findUniqueOrThrow({ where: { code: 'drugs' } })).id;
  const { topic, township, otherTownship, otherVillage } = places;
  const count = (areaId: number, topicId: number, month: string, cases: number) => ({
    ...{ areaId, topicId, cases },
    month: new Date(`${month}-01T00:00:00Z`),
  });
  await prisma.caseCount.createMany({
    data: [
      count(township.id, topic.id, '2025-10', 1000),
      count(township.id, topic.id, '2025-11', 10),
      count(township.id, topic.id, '2026-10', 20),
      count(otherTownship.id, topic.id, '2026-10', 40),
      // Villages are measured by villages alone.
      count(otherVillage.id, topic.id, '2026-10', 2),
      count(otherTownship.id, drugs, '2026-10', 0),
    ],
  });
});
afterAll(() => test.drop());

describe('the case index of a place', () => {
  const load = () => loadCaseIndex(test.database.prisma, now);

  it('is that of the nearest area above with counts, against the highest of its kind, over twelve months', async () => {
    const index = await load();
    const { topic, village, township, otherTownship, district } = places;
    expect(index([village.id, township.id, district.id], topic.id)).toBe(30 / 40);
    expect(index([otherTownship.id, district.id], topic.id)).toBe(1);
  });

  it('is the own one where the place itself has counts', async () => {
    const { topic, otherVillage, otherTownship } = places;
    expect((await load())([otherVillage.id, otherTownship.id], topic.id)).toBe(1);
  });

  it('is 0 where nothing was counted, for another topic, and where the highest is 0', async () => {
    const index = await load();
    const { topic, village, township, otherTownship, district } = places;
    expect(index([district.id], topic.id)).toBe(0);
    expect(index([village.id, township.id], drugs)).toBe(0);
    expect(index([otherTownship.id], drugs)).toBe(0);
  });
});
