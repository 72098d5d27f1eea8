// Two townships with their coordinators, for the tests of the roster.

import { createTestDatabase } from '../../database.ts';
import { createStation, type Station } from '../../fakes/station.ts';

export type Coordinator = Awaited<ReturnType<Station['coordinator']>>;

export async function createTownships() {
  const { database, drop } = await createTestDatabase({ poolSize: 20 });
  const station = await createStation(database);
  return {
    ...{ database, drop, station },
    /** Of 小峡街道 (two), of 三合镇. */
    first: await station.coordinator('张三', station.township.id),
    second: await station.coordinator('李四', station.township.id),
    elsewhere: await station.coordinator('王五', station.otherTownship.id),
    traffic: await station.prisma.topic.findFirstOrThrow({ where: { code: 'traffic' } }),
  };
}
