// People and places for hundreds of orders: ten townships with a coordinator each, and speakers for them all. The staff
// have joined their bot already.

import type { PrismaClient } from '../../src/store/generated/client.ts';
import type { FakeBot } from '../fakes/bot-api.ts';

export type Town = Awaited<ReturnType<typeof createTown>>;

const names = ['甲山', '乙山', '丙山', '丁山', '戊山', '己山', '庚山', '辛山', '壬山', '癸山'];

export async function createTown(prisma: PrismaClient, bots: { readonly staff: FakeBot }) {
  const topic = await prisma.topic.findFirstOrThrow({ where: { code: 'fraud' } });
  const formats = await prisma.format.findMany();
  const district = await prisma.area.create({ data: { kind: 'district', name: '平安区' } });
  let address = 4_300_000_000;

  /** Somebody of the staff, by their chat's address. */
  async function joined(name: string): Promise<{ personId: number; address: number }> {
    address += 1;
    bots.staff.open(address);
    const { id: personId } = await prisma.person.create({ data: { name } });
    await prisma.chat.create({
      data: { bot: 'staff', channel: 'telegram', address: `${address}`, personId, locale: 'zh-CN' },
    });
    return { personId, address };
  }

  const villages: string[] = [];
  const coordinators: number[] = [];
  const speakers: { id: number; address: number }[] = [];
  for (const name of names) {
    const township = await prisma.area.create({ data: { kind: 'township', name: `${name}镇`, parentId: district.id } });
    const village = await prisma.area.create({
      data: { kind: 'village', name: `${name}村`, parentId: township.id, latitude: 36.5, longitude: 102.1 },
    });
    villages.push(village.name);
    const coordinator = await joined(`${name}派单`);
    await prisma.coordinator.create({
      data: { name: `${name}派单`, personId: coordinator.personId, areaId: township.id },
    });
    coordinators.push(coordinator.address);
    const speaker = await joined(`${name}宣讲`);
    const { id } = await prisma.speaker.create({
      data: {
        name: `${name}宣讲`,
        phone: '13900000001',
        kind: 'police',
        homeAreaId: township.id,
        clearedForMinors: true,
        weeklyLimit: 100,
        personId: speaker.personId,
        topics: { create: [{ topicId: topic.id }] },
        formats: { create: formats.map((one) => ({ formatId: one.id })) },
      },
    });
    speakers.push({ id, address: speaker.address });
  }
  return { villages, coordinators, speakers };
}
