// The report of a counting year that is over: who served on its last day, and all that has been entered of it since.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDeputyPages } from '../../../src/services/deputy/pages.ts';
import type { Report } from '../../../src/services/deputy/report.ts';
import type { Who } from '../../../src/services/work.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createSetting, type Setting } from './setting.ts';

let home: TestDatabase;
let setting: Setting;
beforeAll(async () => {
  home = await createTestDatabase({ poolSize: 10 });
  setting = await createSetting(home.database);
});
afterAll(() => home.drop());

async function reportFor(who: Who, year?: number) {
  const { reportUrl = '' } = await setting.act(who, 'deputy-overview', {});
  const token = new URL(reportUrl, 'http://127.0.0.1').searchParams.get('t') ?? '';
  const report = await createDeputyPages(setting.runWork).report(token, year);
  if (!report) throw new Error('no report');
  return report;
}

it('says in January what last year was, whatever has changed since', async () => {
  setting.at('2026-01-01T01:00:00Z');
  const school = await setting.newSchool();
  const rowOf = ({ rows }: Report) => rows.find((row) => row.school.id === school.id);
  const [stays, leaves, comes] = [
    await setting.deputy('李警官'),
    await setting.deputy('王警官'),
    await setting.deputy('赵警官'),
  ];
  const staying = await setting.appoint(school, stays);
  const leaving = await setting.appoint(school, leaves);
  setting.at('2026-12-20T01:00:00Z');
  const taught = { kind: 'taught', duty: 'safety' } as const;
  const log = (who: Who, appointmentId: number, day: string, tenths: number) =>
    setting.act(who, 'log-hours', { ...taught, appointmentId, day, tenths });
  expect(await log(stays, staying.id, '2026-12-18', 40)).toMatchObject({ ok: true });
  expect(await log(leaves, leaving.id, '2026-12-18', 20)).toMatchObject({ ok: true });

  setting.at('2027-01-11T01:00:00Z');
  // Entered late, and judged late: both are last year's.
  expect(await log(leaves, leaving.id, '2026-12-30', 15)).toMatchObject({ ok: true });
  expect(await log(stays, staying.id, '2027-01-08', 10)).toMatchObject({ ok: true });
  const judged = { appointmentId: staying.id, year: 2026, score: 92 };
  expect(await setting.act(school.contact, 'evaluate-deputy', judged)).toMatchObject({ ok: true });
  const ending = { appointmentId: leaving.id, version: leaving.version, reason: 'transferred', on: '2027-01-11' };
  expect(await setting.act(setting.chief, 'end-appointment', ending)).toMatchObject({ ok: true });
  await setting.appoint(school, comes);

  const now = await reportFor(setting.chief);
  expect(now).toMatchObject({ day: '2027-01-11', year: { year: 2027 } });
  expect(now.years.map(({ year }) => year)).toEqual([2027, 2026]);
  expect(rowOf(now)?.appointments.map(({ speaker, state }) => [speaker.name, state])).toEqual([
    ['李警官', 'active'],
    ['王警官', 'ended'],
    ['赵警官', 'active'],
  ]);

  const last = await reportFor(setting.chief, 2026);
  expect(last).toMatchObject({ day: '2026-12-31', year: { from: '2026-01-01', until: '2027-01-01' } });
  // What is not done by then is not done.
  expect(rowOf(last)).toMatchObject({
    light: 'red',
    flags: ['behind', 'not_evaluated'],
    appointments: [
      { id: staying.id, state: 'active', ledger: { owed: 40, taught: 40, light: 'green' } },
      { id: leaving.id, state: 'active', ledger: { owed: 40, taught: 35, light: 'red' } },
    ],
  });
  expect(rowOf(last)?.appointments.map(({ evaluation }) => evaluation?.school?.score)).toEqual([92, undefined]);
  expect(rowOf(last)?.appointments.map(({ endedOn }) => endedOn)).toEqual([undefined, undefined]);
});

it('keeps hours of a year that an end set for a day before it takes all days from', async () => {
  setting.at('2026-11-23T01:00:00Z');
  const school = await setting.newSchool();
  const person = await setting.deputy('孙警官');
  const { id, version } = await setting.appoint(school, person);
  setting.at('2027-01-06T01:00:00Z');
  const entry = { appointmentId: id, kind: 'taught', duty: 'safety', day: '2027-01-05', tenths: 20 } as const;
  expect(await setting.act(person, 'log-hours', entry)).toMatchObject({ ok: true });
  const own = async () => (await setting.act(person, 'my-appointments', {})).appointments;
  const row = async () => (await reportFor(setting.chief)).rows.find((one) => one.school.id === school.id);
  const ends = { appointmentId: id, reason: 'transferred' };
  for (const [at, on] of ['2027-01-01', '2026-12-20'].entries()) {
    const ending = { ...ends, version: version + at, on };
    if (at > 0) await setting.prisma.deputyPrincipalAppointment.update({ where: { id }, data: { state: 'active' } });
    expect(await setting.act(setting.chief, 'end-appointment', ending)).toMatchObject({ ok: true });
    const line = { id, state: 'ended', ledger: { owed: 0, taught: 20 } };
    expect(await row()).toMatchObject({ appointments: [line] });
    expect(await own()).toMatchObject([line]);
  }
});

it('has no line for a letter that was called off before its first day, and the school none to judge', async () => {
  setting.at('2027-01-06T01:00:00Z');
  const school = await setting.newSchool();
  const { id, version } = await setting.appoint(school, await setting.deputy('钱警官'));
  const ending = { appointmentId: id, version, reason: 'other', on: '2027-01-06' };
  expect(await setting.act(setting.chief, 'end-appointment', ending)).toMatchObject({ ok: true });
  const { rows } = await reportFor(setting.chief);
  expect(rows.find((one) => one.school.id === school.id)).toMatchObject({ appointments: [] });
  const { schools } = await setting.act(school.contact, 'my-schools', {});
  expect(schools[0]).toMatchObject({ appointments: [] });
});

it.each([2025, 2028, 0, Number.NaN, 1e9])(
  'of the year %d, of which there is none, is of the one under way',
  async (year) => {
    expect(await reportFor(setting.chief, year)).toMatchObject({ year: { year: 2027 } });
  },
);
