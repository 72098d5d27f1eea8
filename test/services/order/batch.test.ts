// Many villages at once: one batch is matched as a whole, so that all of it can be approved with one tap.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createStation, type Station } from '../../fakes/station.ts';

let test: TestDatabase;
let station: Station;
beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 10 });
  station = await createStation(test.database);
});
afterAll(() => test.drop());

it('gives the villages of a batch different speakers or times, and approves all of them together', async () => {
  const director = await station.person('public', '治保主任');
  const coordinator = await station.coordinator('张三');
  for (const name of ['李警官', '王警官', '赵警官']) await station.speaker(name);
  const villages = await Promise.all(
    ['甲村', '乙村', '丙村'].map((name) =>
      station.prisma.area.create({ data: { kind: 'village', name, parentId: station.village.parentId } }),
    ),
  );
  const draft = station.draft({ places: villages.map(({ id }) => ({ areaId: id })) });
  const submitted = await station.act(director, 'submit-order', { draft });
  if (!submitted.ok || submitted.batchNumber === undefined) throw new Error('no batch was made');
  await station.match();

  const approved = await station.act(coordinator, 'approve-all', { batchNumber: submitted.batchNumber });

  expect(approved).toEqual({ approved: submitted.numbers, left: [] });
  const bookings = await station.prisma.booking.findMany({ where: { active: true } });
  expect(new Set(bookings.map(({ speakerId, from }) => `${speakerId} ${from.toISOString()}`)).size).toBe(3);
});
