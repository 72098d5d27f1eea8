// Where hours are counted by the school year: it ends with August, and what is owed, done and judged goes by it.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createSetting, type Setting } from './setting.ts';

let home: TestDatabase;
let setting: Setting;
beforeAll(async () => {
  home = await createTestDatabase({ poolSize: 10 });
  setting = await createSetting(home.database, { countingYear: 'school' });
});
afterAll(() => home.drop());

it('the last of August is of the year before, the first of September of the new one', async () => {
  setting.at('2026-11-23T01:00:00Z');
  const school = await setting.newSchool();
  const person = await setting.deputy('李警官');
  const { id: appointmentId } = await setting.appoint(school, person);
  const ledger = async (year: number) =>
    (await setting.act(person, 'hour-entries', { appointmentId, year })).appointment?.ledger;
  // 282 days of 365.
  expect(await ledger(2026)).toMatchObject({ from: '2026-09-01', until: '2027-09-01', owed: 31 });

  setting.at('2027-09-01T01:00:00Z');
  const entry = { appointmentId, kind: 'taught', duty: 'safety' } as const;
  const last = await setting.act(person, 'log-hours', { ...entry, day: '2027-08-31', tenths: 30 });
  expect(last).toMatchObject({ ok: true, ledger: { year: 2026, taught: 30, light: 'red' } });
  const first = await setting.act(person, 'log-hours', { ...entry, day: '2027-09-01', tenths: 10 });
  expect(first).toMatchObject({ ok: true, ledger: { year: 2027, owed: 40, taught: 10, light: 'green' } });
  const right = { entryId: last.ok ? last.entry.id : 0, tenths: 31 };
  expect(await setting.act(person, 'correct-hours', right)).toMatchObject({ ok: true, ledger: { light: 'green' } });
  expect(await ledger(2027)).toMatchObject({ taught: 10 });

  // The year that is over is judged, until the new one is nearly over as well.
  const { schools } = await setting.act(school.contact, 'my-schools', {});
  expect(schools[0]?.appointments).toMatchObject([{ ledger: { year: 2027 }, evaluation: { year: 2026 } }]);
});

it('who left in January is judged for the school year that they left in, in the next one as well', async () => {
  setting.at('2026-11-23T01:00:00Z');
  const school = await setting.newSchool();
  const { id, version } = await setting.appoint(school, await setting.deputy('王警官'));
  setting.at('2027-01-31T01:00:00Z');
  const ending = { appointmentId: id, version, reason: 'transferred', on: '2027-01-31' };
  await setting.act(setting.chief, 'end-appointment', ending);
  setting.at('2027-10-01T01:00:00Z');
  const { schools } = await setting.act(school.contact, 'my-schools', {});
  const [left] = schools[0]?.appointments ?? [];
  expect(left).toMatchObject({ id, state: 'ended', evaluation: { year: 2026 } });
  const judged = { appointmentId: id, year: left?.evaluation?.year ?? 0, score: 90 };
  expect(await setting.act(school.contact, 'evaluate-deputy', judged)).toMatchObject({
    ok: true,
    appointment: { evaluation: { year: 2026, school: { score: 90 } } },
  });
});
