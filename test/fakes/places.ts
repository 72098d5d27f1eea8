// A small district in a test's database: two townships with a village each, a school, and speakers on the list who have
// not joined yet.

import type { PrismaClient } from '../../src/store/generated/client.ts';

export type Places = Awaited<ReturnType<typeof createPlaces>>;

export async function createPlaces(prisma: PrismaClient) {
  const topic = await prisma.topic.findFirstOrThrow({ where: { code: 'fraud' } });
  const format = await prisma.format.findFirstOrThrow({ where: { code: 'lecture' } });
  const district = await prisma.area.create({ data: { kind: 'district', name: '平安区' } });
  const township = await prisma.area.create({ data: { kind: 'township', name: '小峡街道', parentId: district.id } });
  const otherTownship = await prisma.area.create({ data: { kind: 'township', name: '三合镇', parentId: district.id } });
  const village = await prisma.area.create({
    data: { kind: 'village', name: '小峡街道第1村', parentId: township.id, latitude: 36.5, longitude: 102.1 },
  });
  const otherVillage = await prisma.area.create({
    data: { kind: 'village', name: '三合镇第1村', parentId: otherTownship.id, latitude: 36.45, longitude: 102.2 },
  });
  const school = await prisma.school.create({
    data: { name: '小峡小学', areaId: village.id, latitude: 36.5, longitude: 102.1 },
  });

  return {
    ...{ topic, format, district, township, otherTownship, village, otherVillage, school },

    /** Holds one topic and every format. */
    async speaker(name: string, more: { personId?: number; weeklyLimit?: number; homeAreaId?: number } = {}) {
      return prisma.speaker.create({
        data: {
          name,
          phone: '13900000001',
          kind: 'police',
          homeAreaId: township.id,
          clearedForMinors: true,
          weeklyLimit: 20,
          ...more,
          topics: { create: [{ topicId: topic.id }] },
          formats: { create: (await prisma.format.findMany()).map((one) => ({ formatId: one.id })) },
        },
      });
    },
  };
}
