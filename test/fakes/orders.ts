// A small district with one order in it, for tests that need no more.

import type { Database } from '../../src/store/database.ts';
import type { Prisma } from '../../src/store/generated/client.ts';

export interface SmallDistrict {
  readonly townshipId: number;
  readonly villageId: number;
  readonly elsewhereId: number;
  readonly topicId: number;
  readonly formatId: number;
  order(
    number: string,
    data?: Partial<Prisma.OrderUncheckedCreateInput>,
    phone?: string,
  ): Promise<{ id: number; ratingToken: string }>;
}

export async function createSmallDistrict({ prisma }: Pick<Database, 'prisma'>): Promise<SmallDistrict> {
  const district = await prisma.area.create({ data: { kind: 'district', name: '平安区' } });
  const township = await prisma.area.create({ data: { kind: 'township', name: '小峡街道', parentId: district.id } });
  const elsewhere = await prisma.area.create({ data: { kind: 'township', name: '三合镇', parentId: district.id } });
  const village = await prisma.area.create({
    data: { kind: 'village', name: '第3村', nameEn: 'Village 3', parentId: township.id },
  });
  const topic = await prisma.topic.create({ data: { code: 'test_topic', nameZh: '测试主题', nameEn: 'A test topic' } });
  const format = await prisma.format.create({
    data: { code: 'test_format', nameZh: '讲座', nameEn: 'Lecture', talkMinutes: 60 },
  });
  const requester = await prisma.person.create({ data: { name: '点单人某某' } });
  return {
    townshipId: township.id,
    villageId: village.id,
    elsewhereId: elsewhere.id,
    topicId: topic.id,
    formatId: format.id,

    order: (number, data = {}, phone = '13800138000') =>
      prisma.order.create({
        data: {
          number,
          state: 'submitted',
          requesterId: requester.id,
          formatId: format.id,
          topicId: topic.id,
          areaId: village.id,
          audience: 'residents',
          ratingToken: `token-${number}`,
          details: { create: { contactName: '联系人某某', contactPhone: phone } },
          windows: { create: [{ rank: 0, day: new Date('2026-11-25T00:00:00Z'), half: 'afternoon' }] },
          ...data,
        },
        select: { id: true, ratingToken: true },
      }),
  };
}
