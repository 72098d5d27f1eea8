// The ledger always is the sum of its entries, and they are what was done: any sequence against a model that knows no
// database. All sequences happen at one school, each in a week of its own, so that none has to set anything up.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/calendar.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { staffingOf } from '../../fakes/staffing.ts';
import { createSetting, type Setting } from './setting.ts';

let home: TestDatabase;
let setting: Setting;
let staffing: ReturnType<typeof staffingOf>;
let school: Awaited<ReturnType<Setting['newSchool']>>;
let person: Awaited<ReturnType<Setting['deputy']>>;
let appointmentId: number;
/** Monday of the week that a sequence happens in. */
let monday = '2026-11-23';

beforeAll(async () => {
  home = await createTestDatabase({ poolSize: 10 });
  // Weeks enough for every sequence and whatever is tried to make a failing one smaller.
  setting = await createSetting(home.database, { termYears: 10 });
  staffing = staffingOf(setting, setting.chief);
  school = await setting.newSchool();
  person = await setting.deputy('李警官');
  appointmentId = (await setting.appoint(school, person)).id;
});
afterAll(() => home.drop());

const thursday = () => addDays(monday, 3);
const friday = () => addDays(monday, 4);
const begin = () => setting.at(`${monday}T01:00:00Z`);
const afterwards = () => setting.at(`${friday()}T12:00:00Z`);
const report = { headMin: 30, headMax: 40, owed: [], answered: [] };

interface Entry {
  readonly kind: 'taught' | 'organised';
  readonly day: string;
  readonly tenths: number;
}
type Model = Map<number, Entry>;

const sumOf = (model: Model, fits: (entry: Entry) => boolean): number =>
  [...model.values()].filter(fits).reduce((sum, { tenths }) => sum + tenths, 0);

const step = fc.oneof(
  fc.record({
    what: fc.constant('talk' as const),
    hours: fc.integer({ min: 1, max: 3 }),
    moved: fc.boolean(),
    undone: fc.constantFrom(0, 0, 1, 2),
  }),
  fc.record({ what: fc.constantFrom('cancel' as const, 'merge' as const, 'move' as const) }),
  fc.record({
    what: fc.constant('log' as const),
    kind: fc.constantFrom('taught' as const, 'organised' as const),
    tenths: fc.integer({ min: 1, max: 90 }),
  }),
  fc.record({ what: fc.constant('correct' as const), which: fc.nat(5), tenths: fc.integer({ min: 0, max: 90 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

it('equals a model after any sequence of talks, undoings, cancellations, merges, moves, logs and corrections', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      monday = addDays(monday, 7);
      // Both days in one counting year.
      if (monday.slice(0, 4) !== friday().slice(0, 4)) monday = addDays(monday, 7);
      afterwards();
      const before = await totals();
      const model: Model = new Map();
      for (const one of steps) await take(one, model);
      afterwards();
      const after = await totals();
      expect({ taught: after.taught - before.taught, organised: after.organised - before.organised }).toEqual({
        taught: sumOf(model, ({ kind }) => kind === 'taught'),
        organised: sumOf(model, ({ kind }) => kind === 'organised'),
      });
      for (const day of [thursday(), friday()]) {
        const stored = await setting.prisma.hourEntry.aggregate({
          where: { schoolId: school.id, day: new Date(day) },
          _sum: { tenths: true },
        });
        expect(stored._sum.tenths ?? 0).toBe(sumOf(model, (entry) => entry.day === day));
      }
    }),
    { numRuns: 100, seed: 5 },
  );
});

/** Of the counting year, as the coordinators see them. */
async function totals() {
  const { appointment } = await setting.act(setting.chief, 'show-appointment', { appointmentId });
  if (!appointment?.ledger) throw new Error('no ledger');
  return appointment.ledger;
}

async function take(one: Step, model: Model): Promise<void> {
  if (one.what === 'log') await log(one, model);
  else if (one.what === 'correct') await correct(one, model);
  else if (one.what === 'talk') await give(one, model);
  else await takeOff(one.what);
}

async function log({ kind, tenths }: Step & { what: 'log' }, model: Model): Promise<void> {
  afterwards();
  const day = thursday();
  const entry = { appointmentId, kind, duty: 'discipline', day, tenths } as const;
  const result = await setting.act(person, 'log-hours', entry);
  const sum = sumOf(model, (other) => other.day === day);
  expect(result.ok).toBe(tenths <= 80 && sum + tenths <= 80);
  if (result.ok) model.set(result.entry.id, { kind, day, tenths });
}

async function correct({ which, tenths }: Step & { what: 'correct' }, model: Model): Promise<void> {
  afterwards();
  const [entryId, entry] = [...model][which % Math.max(1, model.size)] ?? [];
  if (entryId === undefined || !entry) return;
  const result = await setting.act(person, 'correct-hours', { entryId, tenths });
  const others = sumOf(model, ({ day }) => day === entry.day) - entry.tenths;
  // Talks may fill a day beyond what can be logged; less is always possible.
  const fits = tenths < entry.tenths || others + tenths <= 80;
  expect(result.ok).toBe(tenths !== entry.tenths && tenths <= 80 && fits);
  if (result.ok) model.set(entryId, { ...entry, tenths });
}

async function give({ hours, moved, undone }: Step & { what: 'talk' }, model: Model): Promise<void> {
  const { number, id: orderId } = await confirmed();
  if (moved) {
    await move(number);
    await setting.match();
    const { version } = await setting.reload(number);
    const target = { orderId, version, speakerId: person.speakerId, note: '改了时间' };
    expect(await setting.act(setting.chief, 'assign', target)).toMatchObject({ ok: true });
    const offered = await setting.reload(number);
    const accepted = await setting.act(person, 'accept-offer', { orderId, version: offered.version });
    expect(accepted.ok).toBe(true);
  }
  for (let times = 0; times <= undone; times += 1) {
    if (times > 0) await setting.act(person, 'undo-deliver', { orderId });
    afterwards();
    const { version } = await setting.reload(number);
    const given = { ...report, classHours: hours + times };
    expect(await setting.act(person, 'deliver', { orderId, version, report: given })).toMatchObject({ ok: true });
  }
  const first = await setting.prisma.hourEntry.findFirstOrThrow({ where: { orderId, correctsId: null } });
  const day = moved ? friday() : thursday();
  model.set(first.id, { kind: 'taught', day, tenths: (hours + undone) * 10 });
  await free(orderId);
}

/** What is not given brings nothing. */
async function takeOff(what: 'cancel' | 'merge' | 'move'): Promise<void> {
  const { number, id: orderId } = await confirmed();
  if (what === 'cancel') await staffing.cancel(number);
  if (what === 'move') await move(number);
  if (what === 'merge') {
    const into = await staffing.proposed({ places: place() }, school.contact);
    const { version } = await setting.reload(number);
    const target = { orderId, version, intoNumber: into.number };
    expect(await setting.act(setting.chief, 'merge', target)).toMatchObject({ ok: true });
    await staffing.cancel(into.number);
  }
  if (what === 'move') await staffing.cancel(number);
  await free(orderId);
}

const place = () => [{ areaId: setting.village.id, schoolId: school.id }];

/** Ordered by the school for Thursday, accepted by its deputy; as it then stands in the database, which is quicker. */
async function confirmed() {
  begin();
  count += 1;
  const [startsAt, endsAt] = [new Date(`${thursday()}T06:00:00Z`), new Date(`${thursday()}T06:45:00Z`)];
  return setting.prisma.order.create({
    data: {
      ...{ number: `T${count}`, state: 'confirmed', version: 4, source: 'chat', ratingToken: `t${count}` },
      ...{ requesterId: school.contact.personId, topicId: setting.topic.id, formatId: setting.format.id },
      ...{ areaId: setting.village.id, schoolId: school.id, audience: 'pupils', startsAt, endsAt },
      details: { create: { contactPhone: '13812345678' } },
      windows: { create: { rank: 0, day: new Date(thursday()), half: 'afternoon' } },
      offers: { create: { speakerId: person.speakerId, state: 'accepted', deadlineAt: startsAt } },
    },
  });
}
let count = 0;

async function move(number: string): Promise<void> {
  begin();
  const { id: orderId, version } = await setting.reload(number);
  const window = { day: friday(), half: 'morning' } as const;
  expect(await setting.act(school.contact, 'move-order', { orderId, version, window })).toMatchObject({ ok: true });
}

/** The next talk of the same day needs the time. */
const free = (orderId: number) => setting.prisma.booking.updateMany({ where: { orderId }, data: { active: false } });
