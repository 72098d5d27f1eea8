// The ledger: what falls out of delivered talks, and what is logged and corrected by hand.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../../../src/services/work.ts';
import type { Prisma } from '../../../src/store/generated/client.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { staffingOf } from '../../fakes/staffing.ts';
import { createSetting, type Setting } from './setting.ts';

let home: TestDatabase;
let setting: Setting;
let staffing: ReturnType<typeof staffingOf>;

beforeAll(async () => {
  home = await createTestDatabase({ poolSize: 10 });
  setting = await createSetting(home.database);
  staffing = staffingOf(setting, setting.chief);
});
afterAll(() => home.drop());

const monday = '2026-11-23T01:00:00Z';
const afterwards = '2026-11-26T12:00:00Z';
const report = { headMin: 30, headMax: 40, owed: [], answered: [] };
type Speaker = Awaited<ReturnType<Setting['deputy']>>;

async function serving() {
  setting.at(monday);
  const school = await setting.newSchool();
  const person = await setting.deputy(`警官${school.id}`);
  const appointment = await setting.appoint(school, person);
  return { school, person, appointmentId: appointment.id };
}
type Serving = Awaited<ReturnType<typeof serving>>;

/** Ordered by the school for Thursday, given by this speaker. */
async function talk({ school }: Serving, speaker: Speaker, more: { wantsDeputy?: boolean } = {}) {
  setting.at(monday);
  const places = [{ areaId: setting.village.id, schoolId: school.id }];
  return staffing.confirmed(speaker, { places, ...more }, school.contact);
}

async function deliver(speaker: Speaker, number: string, classHours?: number) {
  setting.at(afterwards);
  const { id: orderId, version } = await setting.reload(number);
  const given = { ...report, ...(classHours !== undefined && { classHours }) };
  const result = await setting.act(speaker, 'deliver', { orderId, version, report: given });
  if (!result.ok) throw new Error(result.reason);
}

async function ledger({ school }: Serving) {
  const { schools } = await setting.act(school.contact, 'my-schools', {});
  return schools[0]?.appointments.find(({ state }) => state === 'active')?.ledger;
}

describe('the ledger', () => {
  it('has the deputy’s own talk as taught once it is delivered, and as planned before', async () => {
    const at = await serving();
    const order = await talk(at, at.person);
    expect(await ledger(at)).toMatchObject({ taught: 0, organised: 0, planned: 10 });
    await deliver(at.person, order.number, 2);
    expect(await ledger(at)).toMatchObject({ taught: 20, organised: 0, planned: 0 });
    const { entries } = await setting.act(at.person, 'hour-entries', { appointmentId: at.appointmentId });
    expect(entries).toMatchObject([
      { kind: 'taught', duty: 'legal_education', day: '2026-11-26', tenths: 20, number: order.number, heads: 35 },
    ]);
  });

  it('has a talk that the deputy passed on to a colleague as organised', async () => {
    const at = await serving();
    const colleague = await setting.speaker(`同事${at.school.id}`);
    const order = await talk(at, at.person);
    const asked = { orderId: order.id, version: order.version, toId: colleague.speakerId };
    expect(await setting.act(at.person, 'ask-hand-over', asked)).toMatchObject({ ok: true });
    const { id: handOverId } = await setting.prisma.handOver.findFirstOrThrow({ where: { orderId: order.id } });
    await setting.act(setting.chief, 'decide-hand-over', { handOverId, grant: true });
    const { version } = await setting.reload(order.number);
    await setting.act(colleague, 'accept-offer', { orderId: order.id, version });
    expect(await ledger(at)).toMatchObject({ taught: 0, organised: 0, planned: 10 });
    await deliver(colleague, order.number, 1);
    expect(await ledger(at)).toMatchObject({ taught: 0, organised: 10, planned: 0 });
  });

  it('has a colleague’s talk that the deputy ordered as organised, and none that the school only wished them for', async () => {
    setting.at(monday);
    const school = await setting.newSchool();
    const person = await setting.deputy(`警官${school.id}`);
    const colleague = await setting.speaker(`同事${school.id}`);
    // Agreed before there was a deputy, who would have come first.
    const order = await talk({ school, person, appointmentId: 0 }, colleague);
    const at = { school, person, appointmentId: (await setting.appoint(school, person)).id };
    const planned = async (data: Prisma.OrderUncheckedUpdateInput) => {
      await setting.prisma.order.update({ where: { id: order.id }, data });
      return (await ledger(at))?.planned;
    };
    expect(await planned({ wantsDeputy: true })).toBe(0);
    expect(await planned({ source: 'walk_in', enteredById: at.person.personId })).toBe(10);
    // Entered at the coordinators' desk, it is the caller's.
    expect(await planned({ source: 'phone' })).toBe(0);
    await deliver(colleague, order.number, 2);
    expect(await ledger(at)).toMatchObject({ taught: 0, organised: 0 });
  });

  it('gives back what a talk brought when it is taken back, and has it once when it is reported again', async () => {
    const at = await serving();
    const order = await talk(at, at.person);
    await deliver(at.person, order.number, 2);
    await setting.act(at.person, 'undo-deliver', { orderId: order.id });
    expect(await ledger(at)).toMatchObject({ taught: 0, planned: 10 });
    await deliver(at.person, order.number, 3);
    expect(await ledger(at)).toMatchObject({ taught: 30, planned: 0 });
    const rows = await setting.prisma.hourEntry.findMany({ where: { orderId: order.id }, orderBy: { id: 'asc' } });
    expect(rows.map(({ tenths }) => tenths)).toEqual([20, -20, 30]);
    expect(rows.filter(({ correctsId }) => correctsId === null)).toHaveLength(1);
  });

  it('is logged by hand, within the term, not for days to come, and no more than eight a day', async () => {
    const at = await serving();
    setting.at(afterwards);
    const log = (more: object, who: Who = at.person) =>
      setting.act(who, 'log-hours', {
        ...{ appointmentId: at.appointmentId, kind: 'taught', duty: 'safety', day: '2026-11-26', tenths: 10 },
        ...more,
      });
    expect(await log({ group: '7-3', heads: 45 })).toMatchObject({
      ok: true,
      ledger: { taught: 10 },
      entry: { group: '7-3', heads: 45, tenths: 10 },
    });
    for (const other of [
      { group: '七（3）班李小明' },
      { group: '13' },
      { group: '7-0' },
      { heads: 20_001 },
      { heads: -1 },
    ])
      expect(await log(other), JSON.stringify(other)).toEqual({ ok: false, reason: 'not_found' });
    expect(await log({ kind: 'organised', tenths: 70 })).toMatchObject({
      ok: true,
      ledger: { taught: 10, organised: 70 },
    });
    expect(await log({ tenths: 1 })).toEqual({ ok: false, reason: 'too_much' });
    expect(await log({ day: '2026-11-27' })).toEqual({ ok: false, reason: 'future' });
    expect(await log({ day: '2026-11-22' })).toEqual({ ok: false, reason: 'outside_term' });
    expect(await log({ day: '2025-11-22' })).toEqual({ ok: false, reason: 'too_old' });
    expect(await log({}, await setting.deputy('别人'))).toEqual({ ok: false, reason: 'not_found' });
    expect(await log({}, at.school.contact)).toEqual({ ok: false, reason: 'not_found' });
  });

  it('has no place for a name beside grade and class, in the database neither', async () => {
    const { person, appointmentId, school } = await serving();
    const entry = {
      ...{ appointmentId, speakerId: person.speakerId, schoolId: school.id, day: new Date('2026-11-26'), tenths: 10 },
      ...({ kind: 'taught', duty: 'safety' } as const),
    };
    for (const classGroup of ['7-3', '12', 'school'])
      await setting.prisma.hourEntry.create({ data: { ...entry, classGroup } });
    for (const classGroup of ['七（3）班李小明', '7-3 李小明', '7-3\n', '13', '7-100', ''])
      await expect(setting.prisma.hourEntry.create({ data: { ...entry, classGroup } }), classGroup).rejects.toThrow();
    await expect(setting.prisma.hourEntry.create({ data: { ...entry, heads: 20_001 } })).rejects.toThrow();
    const tally = { appointmentId, year: 2026, source: 'class' } as const;
    await setting.prisma.deputyEvaluation.create({ data: { ...tally, raterKey: 'class:7-3' } });
    for (const raterKey of ['class:李小明', 'class:7-3李小明', 'class:'])
      await expect(
        setting.prisma.deputyEvaluation.create({ data: { ...tally, raterKey } }),
        raterKey,
      ).rejects.toThrow();
  });

  it('refuses to change or delete an entry; a correction is an entry with the difference', async () => {
    const at = await serving();
    setting.at(afterwards);
    const logged = await setting.act(at.person, 'log-hours', {
      ...{ appointmentId: at.appointmentId, kind: 'taught', duty: 'safety', day: '2026-11-26', tenths: 20 },
    });
    const entryId = logged.ok ? logged.entry.id : 0;
    expect(await setting.act(at.person, 'correct-hours', { entryId, tenths: 20 })).toEqual({
      ok: false,
      reason: 'same',
    });
    expect(await setting.act(at.person, 'correct-hours', { entryId, tenths: 15 })).toMatchObject({
      ok: true,
      ledger: { taught: 15 },
    });
    expect(await setting.act(at.person, 'correct-hours', { entryId, tenths: 30 })).toMatchObject({
      ok: true,
      ledger: { taught: 30 },
    });
    const rows = await setting.prisma.hourEntry.findMany({
      where: { appointmentId: at.appointmentId },
      orderBy: { id: 'asc' },
    });
    expect(rows.map(({ tenths }) => tenths)).toEqual([20, -5, 15]);
    await expect(setting.prisma.hourEntry.update({ where: { id: entryId }, data: { tenths: 1 } })).rejects.toThrow();
    await expect(setting.prisma.hourEntry.delete({ where: { id: rows.at(-1)?.id ?? 0 } })).rejects.toThrow();
  });

  it('takes off what is too much of a day that talks have filled beyond what can be logged', async () => {
    const at = await serving();
    for (const classHours of [8, 4]) {
      const order = await talk(at, at.person);
      await deliver(at.person, order.number, classHours);
      await setting.prisma.booking.updateMany({ where: { orderId: order.id }, data: { active: false } });
    }
    const { entries } = await setting.act(at.person, 'hour-entries', { appointmentId: at.appointmentId });
    const entryId = entries.find(({ tenths }) => tenths === 40)?.id ?? 0;
    const correct = (tenths: number) => setting.act(at.person, 'correct-hours', { entryId, tenths });
    expect(await correct(50)).toEqual({ ok: false, reason: 'too_much' });
    expect(await correct(20)).toMatchObject({ ok: true, ledger: { taught: 100 } });
    expect(await correct(30)).toEqual({ ok: false, reason: 'too_much' });
  });

  it('keeps what was done, and can put it right, where the end is set for a day before it', async () => {
    const at = await serving();
    setting.at('2027-02-10T01:00:00Z');
    const entry = { kind: 'taught', duty: 'safety', day: '2027-02-10', tenths: 10 } as const;
    const logged = await setting.act(at.person, 'log-hours', { appointmentId: at.appointmentId, ...entry });
    const { version } = await setting.prisma.deputyPrincipalAppointment.findUniqueOrThrow({
      where: { id: at.appointmentId },
    });
    const ending = { appointmentId: at.appointmentId, version, reason: 'transferred', on: '2026-12-31' };
    expect(await setting.act(setting.chief, 'end-appointment', ending)).toMatchObject({
      ok: true,
      appointment: { ledger: { year: 2027, owed: 0, taught: 10, light: 'green', weeksLeft: 0 } },
    });
    const right = { entryId: logged.ok ? logged.entry.id : 0, tenths: 0 };
    expect(await setting.act(setting.chief, 'correct-hours', right)).toMatchObject({ ok: true, ledger: { taught: 0 } });
  });

  it('is shown year by year, each with its own figures', async () => {
    const { person, appointmentId } = await serving();
    const entry = { appointmentId, kind: 'taught', duty: 'safety' } as const;
    setting.at('2027-01-20T01:00:00Z');
    for (const [day, tenths] of [
      ['2026-11-30', 20],
      ['2027-01-08', 15],
    ] as const)
      expect(await setting.act(person, 'log-hours', { ...entry, day, tenths })).toMatchObject({ ok: true });
    for (const [year, taught] of [
      [2026, 20],
      [2027, 15],
    ] as const)
      expect(await setting.act(setting.chief, 'hour-entries', { appointmentId, year })).toMatchObject({
        ...{ appointment: { ledger: { year, taught } }, entries: [{ tenths: taught }] },
      });
  });

  it('takes hours of a year long over from a coordinator, to whom the deputy is sent', async () => {
    const { person, appointmentId } = await serving();
    setting.at('2028-03-10T01:00:00Z');
    const entry = { appointmentId, kind: 'taught', duty: 'safety', day: '2026-12-30', tenths: 20 } as const;
    expect(await setting.act(person, 'log-hours', entry)).toEqual({ ok: false, reason: 'too_old' });
    expect(await setting.act(setting.chief, 'log-hours', entry)).toMatchObject({
      ok: true,
      ledger: { year: 2026, taught: 20 },
    });
    const early = { ...entry, day: '2025-12-30' };
    expect(await setting.act(setting.chief, 'log-hours', early)).toEqual({ ok: false, reason: 'outside_term' });
  });

  it('has nothing of a year that nobody can mean', async () => {
    const { person, appointmentId } = await serving();
    for (const year of [1999, 2026.5, 10_000, Number.NaN])
      expect(await setting.act(person, 'hour-entries', { appointmentId, year })).toEqual({ entries: [] });
  });

  it('does not correct a talk that was taken back: reported again, it brings its hours once', async () => {
    const at = await serving();
    const order = await talk(at, at.person);
    await deliver(at.person, order.number, 2);
    const { id: entryId } = await setting.prisma.hourEntry.findFirstOrThrow({ where: { orderId: order.id } });
    await setting.act(at.person, 'undo-deliver', { orderId: order.id });
    expect(await setting.act(at.person, 'correct-hours', { entryId, tenths: 40 })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    await deliver(at.person, order.number, 2);
    expect(await ledger(at)).toMatchObject({ taught: 20 });
  });

  it('corrects a talk on the day and for the person where it is now, by whoever keeps that ledger', async () => {
    const at = await serving();
    const order = await talk(at, at.person);
    await deliver(at.person, order.number, 2);
    const { id: entryId } = await setting.prisma.hourEntry.findFirstOrThrow({ where: { orderId: order.id } });
    await setting.act(at.person, 'undo-deliver', { orderId: order.id });
    setting.at(monday);
    const other = await setting.deputy(`另一位${at.school.id}`);
    const second = await setting.appoint(at.school, other);
    await setting.prisma.talkRecord.create({
      data: { orderId: order.id, speakerId: other.speakerId, reportedAt: new Date(afterwards) },
    });
    await setting.prisma.hourEntry.create({
      data: {
        ...{ appointmentId: second.id, speakerId: other.speakerId, schoolId: at.school.id, orderId: order.id },
        ...{ kind: 'taught', duty: 'legal_education', day: new Date('2026-11-27'), tenths: 20, correctsId: entryId },
      },
    });
    setting.at('2026-11-28T01:00:00Z');
    const target = { entryId, tenths: 10 };
    expect(await setting.act(at.person, 'correct-hours', target)).toEqual({ ok: false, reason: 'not_found' });
    expect(await setting.act(setting.chief, 'correct-hours', target)).toMatchObject({
      ok: true,
      ledger: { taught: 10 },
    });
    const last = await setting.prisma.hourEntry.findFirstOrThrow({
      where: { orderId: order.id },
      orderBy: { id: 'desc' },
    });
    expect(last).toMatchObject({ speakerId: other.speakerId, day: new Date('2026-11-27'), tenths: -10 });
  });
});
