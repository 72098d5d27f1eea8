// /export of those who have to do with 法治副校长: each gets what is theirs, and nobody else's name.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultKeeping } from '../../../src/domain/keeping.ts';
import { cleanUp } from '../../../src/store/clean-up.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createSetting, type Setting } from './setting.ts';

let home: TestDatabase;
let setting: Setting;
let at: Awaited<ReturnType<typeof served>>;

beforeAll(async () => {
  home = await createTestDatabase({ poolSize: 10 });
  setting = await createSetting(home.database);
  setting.at('2026-11-23T01:00:00Z');
  at = await served();
});
afterAll(() => home.drop());

async function served() {
  const school = await setting.newSchool();
  await setting.prisma.schoolContact.updateMany({ data: { name: '马老师' } });
  const person = await setting.deputy('李警官');
  const { id: appointmentId } = await setting.appoint(school, person);
  const target = { appointmentId, year: 2026 };
  await setting.act(school.contact, 'evaluate-deputy', { ...target, score: 95, comment: '讲得清楚' });
  await setting.act(school.contact, 'tally-deputy', { ...target, group: '7-3', counts: [0, 0, 0, 10, 20] });
  await setting.act(person, 'evaluate-as-staff', { ...target, score: 80, comment: '还要多讲' });
  const entry = { kind: 'taught', duty: 'safety', day: '2026-11-23', tenths: 15, group: '7', heads: 45 } as const;
  expect(await setting.act(person, 'log-hours', { appointmentId, ...entry })).toMatchObject({ ok: true });
  return { school, person, appointmentId, entry };
}

it('a school’s contact’s own places are named once each', async () => {
  const { contact } = at.school;
  await setting.prisma.person.update({
    where: { id: contact.personId },
    data: {
      areaId: setting.village.id,
      recentPlaces: [{ areaId: setting.village.id }, { areaId: setting.otherVillage.id }],
    },
  });
  const { person } = await setting.act(contact, 'export-data', {});
  expect(person.places.map(({ zh }) => zh)).toEqual([setting.village.name, setting.otherVillage.name]);
});

const exported = async (who: Parameters<Setting['act']>[0]) => (await setting.act(who, 'export-data', {})).deputy;
const nothing = {
  contactOf: [],
  requests: [],
  refusals: [],
  evaluations: [],
  training: [],
  appointments: [],
  hours: [],
};

it('a school’s contact gets their school, requests and evaluations', async () => {
  const school = { zh: '第1小学', en: null };
  const own = await exported(at.school.contact);
  expect(own).toEqual({
    ...nothing,
    contactOf: [{ school, name: '马老师', active: true }],
    requests: [{ school, number: expect.any(String), kind: 'first', state: 'fulfilled', need: '需要一位' }],
    evaluations: [
      { school, year: 2026, score: 95, comment: '讲得清楚' },
      { school, year: 2026, group: '7-3', hands: 30 },
    ],
  });
  expect(JSON.stringify(own)).not.toContain('李警官');
});

it('a deputy gets profile, training, appointments, entries of hours and their own evaluation', async () => {
  const school = { zh: '第1小学', en: null };
  await setting.prisma.deputyProfile.update({
    where: { speakerId: at.person.speakerId },
    data: { retired: true, retiredOn: new Date('2026-10-01') },
  });
  const own = await exported(at.person);
  expect(own).toMatchObject({
    ...nothing,
    evaluations: [{ school, year: 2026, score: 80, comment: '还要多讲' }],
    profile: { agency: 'police', bornOn: '1985-05-01', retired: true, retiredOn: '2026-10-01' },
    training: [{ day: '2026-01-10', tenths: 80 }],
    appointments: [{ school, state: 'active', from: '2026-11-23', letterNumber: expect.any(String) }],
    hours: [{ school, ...at.entry }],
  });
  expect(JSON.stringify(own)).not.toMatch(/马老师|讲得清楚/);
});

it('a member of the bureau gets their place in it, and who has no part in it nothing', async () => {
  expect(await exported(await setting.bureau('赵科长'))).toMatchObject({
    ...nothing,
    bureau: { name: '赵科长', active: true, area: { zh: expect.any(String) } },
  });
  expect(await exported(await setting.newSchool().then(({ contact }) => contact))).toMatchObject({
    ...{ ...nothing, contactOf: [{ active: true }] },
  });
  expect(await exported(await setting.person('public', '居民'))).toEqual(nothing);
});

it('what a contact wrote against somebody is theirs, goes with them, and after a year', async () => {
  const refused = async () => {
    const school = await setting.newSchool();
    const person = await setting.deputy(`警官${school.id}`);
    const { id, version } = await setting.recommend(school, person);
    await setting.act(person, 'accept-appointment', { appointmentId: id, version });
    const why = { appointmentId: id, version: version + 1, reason: `秘密原因${school.id}` };
    expect(await setting.act(school.contact, 'refuse-deputy', why)).toMatchObject({ ok: true });
    return { ...school, reason: why.reason, id };
  };
  const reasonOf = async ({ id }: { readonly id: number }) =>
    (await setting.prisma.deputyPrincipalAppointment.findUniqueOrThrow({ where: { id } })).endReason;
  const [one, other] = [await refused(), await refused()];
  expect((await exported(one.contact)).refusals).toMatchObject([{ reason: one.reason }]);
  const told = async () => JSON.stringify((await setting.messages(setting.chief)).map(({ message }) => message));
  expect(await told()).toContain(one.reason);
  await setting.act(one.contact, 'forget', {});
  expect(await told()).not.toContain(one.reason);
  expect(await told()).toContain(other.reason);
  expect([await reasonOf(one), await reasonOf(other)]).toEqual([null, other.reason]);
  const after = (days: number) => new Date(setting.clock().getTime() + days * 86_400_000);
  await cleanUp(home.database.pool, defaultKeeping, after(364));
  expect(await reasonOf(other)).toBe(other.reason);
  await cleanUp(home.database.pool, defaultKeeping, after(366));
  expect(await reasonOf(other)).toBeNull();
});
