// 合并重复单: the number is typed by hand, so what plainly is no repetition is not merged.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { createStation, type Station } from '../fakes/station.ts';

let test: TestDatabase;
let station: Station;

beforeAll(async () => {
  test = await createTestDatabase();
  station = await createStation(test.database);
  await station.speaker('李警官');
});
afterAll(() => test.drop());

it('an order is merged into one at the same place only', async () => {
  const coordinator = await station.coordinator('张主任');
  const asker = await station.person('public', '甲');
  const repeated = await station.order(asker, { questions: ['被骗了怎么办？'] });
  const elsewhere = await station.order(await station.person('public', '乙'), {
    places: [{ areaId: station.township.id }],
  });
  const kept = await station.order(await station.person('public', '丙'));
  const merge = (intoNumber: string) =>
    station.act(coordinator, 'merge', { orderId: repeated.id, version: repeated.version, intoNumber });
  expect(await merge(elsewhere.number)).toEqual({ ok: false, reason: 'no_target' });
  expect((await station.reload(repeated.number)).state).toBe('proposed');
  expect(await merge(kept.number)).toMatchObject({ ok: true });
  expect(await station.reload(repeated.number)).toMatchObject({ state: 'cancelled', mergedIntoId: kept.id });
  // What was asked went along, and is still the asker's own.
  const exported = await station.act(asker, 'export-data', {});
  expect(exported.orders).toMatchObject([
    { view: { number: repeated.number, questions: [{ text: '被骗了怎么办？' }] } },
  ]);
});
