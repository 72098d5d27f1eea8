// A station with two coordinators and two speakers of one kind, for the tests of who gives a talk.

import { createTestDatabase } from '../../database.ts';
import { staffingOf } from '../../fakes/staffing.ts';
import { createStation } from '../../fakes/station.ts';

export async function createDesk() {
  const { database, drop } = await createTestDatabase({ poolSize: 10 });
  const station = await createStation(database);
  const coordinator = await station.coordinator('张三');
  return {
    ...{ drop, station, coordinator, staff: staffingOf(station, coordinator) },
    second: await station.coordinator('李四'),
    li: await station.speaker('李警官'),
    wang: await station.speaker('王警官'),
  };
}
