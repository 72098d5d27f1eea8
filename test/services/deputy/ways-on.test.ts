// Whoever is to answer may be out of reach, and a school may have no chat: a coordinator takes the answer on the phone,
// asks somebody else, or asks for the school.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createSetting, type Setting } from './setting.ts';

let home: TestDatabase;
let setting: Setting;

beforeAll(async () => {
  home = await createTestDatabase({ poolSize: 10 });
  setting = await createSetting(home.database);
});
afterAll(() => home.drop());

type Told = Parameters<Setting['messages']>[0];
const newest = async (who: Told) => JSON.stringify((await setting.messages(who)).at(-1)?.message ?? {});
const told = async (who: Told, key: string): Promise<number> =>
  (await setting.messages(who)).filter(
    ({ kind, message }) => kind === 'send' && JSON.stringify(message).includes(`"${key}"`),
  ).length;
const events = (appointmentId: number) =>
  setting.prisma.appointmentEvent.findMany({ where: { appointmentId }, orderBy: { id: 'asc' } });
const lastEvent = async (appointmentId: number) => (await events(appointmentId)).at(-1);

async function recommended() {
  const school = await setting.newSchool();
  const person = await setting.deputy(`警官${school.id}`);
  const asked = await setting.recommend(school, person);
  return { school, person, target: { appointmentId: asked.id, version: asked.version } };
}

describe('an answer on the phone', () => {
  it('of the person, and of the school, is entered by a coordinator, said so in the history, and read by them', async () => {
    const { school, person, target } = await recommended();
    const shown = async () => (await setting.act(setting.chief, 'show-appointment', target)).appointment;
    expect(await shown()).toMatchObject({ answerFor: 'speaker' });
    expect(await setting.act(setting.chief, 'accept-appointment', target)).toMatchObject({ ok: true });
    expect(await lastEvent(target.appointmentId)).toMatchObject({
      ...{ action: 'accept', actor: 'coordinator', actorId: setting.chief.coordinator.id, reason: 'by_phone' },
    });
    expect(await told(person, 'appointment.noted')).toBe(1);
    // Their own button is dead, and says who was first.
    expect(await setting.act(person, 'decline-appointment', { ...target, reason: 'no_time' })).toMatchObject({
      ok: false,
      reason: 'already',
      appointment: { state: 'accepted', last: { name: '王派单' } },
    });
    expect(await shown()).toMatchObject({ answerFor: 'school' });
    const confirmed = await setting.act(setting.chief, 'confirm-deputy', { ...target, version: 2 });
    expect(confirmed).toMatchObject({ ok: true, appointment: { state: 'active' } });
    expect(await lastEvent(target.appointmentId)).toMatchObject({ actor: 'coordinator', reason: 'by_phone' });
    expect(await told(school.contact, 'appointment.issued')).toBe(1);
  });

  it('that is a no is told to them as well, and the request is open again', async () => {
    const { school, person, target } = await recommended();
    const no = { ...target, reason: 'too_far' };
    expect(await setting.act(setting.chief, 'decline-appointment', no)).toMatchObject({ ok: true });
    expect(await lastEvent(target.appointmentId)).toMatchObject({ action: 'decline', reason: 'by_phone' });
    expect(await told(person, 'appointment.noted')).toBe(1);
    expect(await setting.prisma.deputyRequest.findFirst({ where: { schoolId: school.id } })).toMatchObject({
      state: 'open',
    });
  });
});

describe('a recommendation', () => {
  it('is withdrawn with a reason: who was asked is told, their button is dead, and somebody else is taken', async () => {
    const { school, person, target } = await recommended();
    const other = await setting.coordinator('李派单');
    const since = await told(setting.chief, 'appointment.reopened');
    const done = await setting.act(setting.chief, 'withdraw-recommendation', { ...target, reason: 'no_answer' });
    expect(done).toMatchObject({ ok: true, appointment: { state: 'refused', requestId: expect.any(Number) } });
    expect(await lastEvent(target.appointmentId)).toMatchObject({
      ...{ action: 'withdraw', actor: 'coordinator', reason: 'no_answer' },
    });
    expect(await newest(person)).toContain('appointment.called_off');
    expect(await setting.act(person, 'accept-appointment', target)).toMatchObject({ ok: false, reason: 'already' });
    // The other coordinators hear of it; whoever did it knows.
    expect(await told(other, 'appointment.reopened')).toBe(1);
    expect(await told(setting.chief, 'appointment.reopened')).toBe(since);
    expect(await newest(other)).toContain('deputy.withdraw_reason.no_answer');

    const requestId = done.ok ? (done.appointment.requestId ?? 0) : 0;
    const { request, candidates } = await setting.act(setting.chief, 'show-deputy-request', { requestId });
    expect(request).toMatchObject({ state: 'open', school: { id: school.id } });
    // Who was asked in vain comes after everybody who was not.
    const ranked = candidates.filter(({ bar }) => bar === undefined);
    expect(ranked.at(-1)).toMatchObject({ speakerId: person.speakerId });
    expect(ranked.at(-1)?.reasons[0]).toEqual({ code: 'asked_before', params: {} });
    expect(ranked.length).toBeGreaterThan(1);
    const next = await setting.deputy(`后备${school.id}`);
    const again = { requestId, version: request?.version ?? 0, speakerId: next.speakerId };
    expect(await setting.act(setting.chief, 'recommend-deputy', again)).toMatchObject({ ok: true });
    await setting.prisma.coordinator.update({ where: { id: other.coordinator.id }, data: { active: false } });
  });

  it('that the school does not want comes back to the coordinators with the school’s words', async () => {
    const { school, person, target } = await recommended();
    await setting.act(person, 'accept-appointment', target);
    const no = { appointmentId: target.appointmentId, version: 2, reason: '想请熟悉网络的' };
    expect(await setting.act(school.contact, 'refuse-deputy', no)).toMatchObject({ ok: true });
    expect(await newest(setting.chief)).toContain('想请熟悉网络的');
    expect(await newest(person)).not.toContain('想请熟悉网络的');
  });

  it('that the school is to confirm is withdrawn too; who answered meanwhile, or is nobody’s to withdraw, stays', async () => {
    const { school, person, target } = await recommended();
    await setting.act(person, 'accept-appointment', target);
    const late = { ...target, reason: 'other' };
    expect(await setting.act(setting.chief, 'withdraw-recommendation', late)).toMatchObject({ reason: 'already' });
    const now = { ...late, version: 2 };
    for (const who of [person, school.contact])
      expect(await setting.act(who, 'withdraw-recommendation', now)).toEqual({ ok: false, reason: 'not_found' });
    expect(await setting.act(setting.chief, 'withdraw-recommendation', now)).toMatchObject({ ok: true });
    expect(await newest(school.contact)).toContain('appointment.called_off');
    expect(await setting.act(school.contact, 'confirm-deputy', { ...target, version: 2 })).toMatchObject({
      ok: false,
      reason: 'already',
    });
  });

  it('of a request that the school takes back is off, and the coordinators know', async () => {
    const { school, person, target } = await recommended();
    const { schools } = await setting.act(school.contact, 'my-schools', {});
    const [request] = schools[0]?.requests ?? [];
    const since = await told(setting.chief, 'appointment.taken_back');
    await setting.act(school.contact, 'withdraw-deputy-request', {
      ...{ requestId: request?.id ?? 0, version: request?.version ?? 0 },
    });
    expect(
      await setting.prisma.deputyPrincipalAppointment.findUnique({ where: { id: target.appointmentId } }),
    ).toMatchObject({ state: 'refused' });
    expect(await newest(person)).toContain('appointment.called_off');
    expect(await told(setting.chief, 'appointment.taken_back')).toBe(since + 1);
  });

  it('for another term falls with the term that ends early', async () => {
    const school = await setting.newSchool();
    const person = await setting.deputy(`连任${school.id}`);
    const serving = await setting.appoint(school, person);
    const renewal = await setting.recommend(school, person, { kind: 'renewal', appointmentId: serving.id });
    await setting.act(setting.chief, 'end-appointment', {
      ...{ appointmentId: serving.id, version: serving.version, reason: 'transferred', on: '2026-12-31' },
    });
    expect(await lastEvent(renewal.id)).toMatchObject({ action: 'withdraw', reason: 'transferred' });
    expect(
      await setting.prisma.deputyRequest.findFirst({ where: { schoolId: school.id, state: 'open' } }),
    ).toMatchObject({
      kind: 'renewal',
    });
  });
});

describe('the education bureau', () => {
  it('decides itself where it is in chat; where nobody of it is, a coordinator enters what it said', async () => {
    const bureauHome = await createTestDatabase({ poolSize: 10 });
    try {
      const station = await createSetting(bureauHome.database, { appointedBy: 'bureau' });
      const member = await station.bureau();
      const school = await station.newSchool();
      const person = await station.deputy('张警官');
      const asked = await station.recommend(school, person);
      const target = { appointmentId: asked.id, version: 1 };
      const shown = async () => (await station.act(station.chief, 'show-appointment', target)).appointment;
      expect((await shown())?.answerFor).toBeUndefined();
      expect(await station.act(station.chief, 'bureau-approve', target)).toEqual({ ok: false, reason: 'not_found' });
      // A way on there is all the same.
      const off = await station.act(station.chief, 'withdraw-recommendation', { ...target, reason: 'no_answer' });
      expect(off).toMatchObject({ ok: true });
      expect(JSON.stringify((await station.messages(member)).at(-1)?.message)).toContain('appointment.called_off');

      await station.prisma.chat.updateMany({
        where: { personId: member.personId },
        data: { closedAt: station.clock() },
      });
      const requestId = off.ok ? (off.appointment.requestId ?? 0) : 0;
      const { request } = await station.act(station.chief, 'show-deputy-request', { requestId });
      const again = await station.act(station.chief, 'recommend-deputy', {
        ...{ requestId, version: request?.version ?? 0, speakerId: person.speakerId },
      });
      const appointmentId = again.ok ? (again.request.appointment?.id ?? 0) : 0;
      expect(again).toMatchObject({ request: { appointment: { state: 'recommended', answerFor: 'bureau' } } });
      expect(await station.act(station.chief, 'bureau-approve', { appointmentId, version: 1 })).toMatchObject({
        ok: true,
        appointment: { state: 'approved' },
      });
      const history = await station.prisma.appointmentEvent.findMany({
        where: { appointmentId },
        orderBy: { id: 'asc' },
      });
      expect(history.at(-1)).toMatchObject({ action: 'approve', actor: 'coordinator', reason: 'by_phone' });
    } finally {
      await bureauHome.drop();
    }
  });
});

describe('a coordinator asks for a school', () => {
  it('that has no chat: request, renewal, answer and confirmation, all recorded as theirs', async () => {
    const school = await setting.newSchool();
    await setting.prisma.schoolContact.deleteMany({ where: { schoolId: school.id } });
    const person = await setting.deputy(`无聊天${school.id}`);
    const { chief } = setting;
    const asking = { schoolId: school.id, posts: 1, need: '电话申请' } as const;
    const afar = await setting.coordinator('外乡派单', setting.otherTownship.id);
    for (const who of [afar, person, await setting.bureau(`局${school.id}`)])
      expect(await setting.act(who, 'request-deputy', { ...asking, kind: 'first' })).toMatchObject({ ok: false });
    expect(await setting.act(afar, 'my-schools', { schoolId: school.id })).toEqual({ schools: [] });
    expect((await setting.act(chief, 'my-schools', { schoolId: school.id })).schools).toHaveLength(1);
    expect((await setting.act(chief, 'list-deputies-for', { schoolId: school.id })).people).not.toEqual([]);

    const sent = await setting.act(chief, 'request-deputy', { ...asking, kind: 'first' });
    expect(sent).toMatchObject({ ok: true, requests: [{ enteredBy: '王派单', state: 'open', need: '电话申请' }] });
    const [request] = sent.ok ? sent.requests : [];
    const placed = await setting.act(chief, 'recommend-deputy', {
      ...{ requestId: request?.id ?? 0, version: 1, speakerId: person.speakerId },
    });
    const appointmentId = placed.ok ? (placed.request.appointment?.id ?? 0) : 0;
    await setting.act(person, 'accept-appointment', { appointmentId, version: 1 });
    expect(await setting.act(chief, 'confirm-deputy', { appointmentId, version: 2 })).toMatchObject({ ok: true });
    const renewal = { ...asking, kind: 'renewal', appointmentId } as const;
    expect(await setting.act(chief, 'request-deputy', renewal)).toMatchObject({
      ok: true,
      requests: [{ kind: 'renewal', wish: `无聊天${school.id}` }],
    });
    expect(await setting.act(chief, 'request-deputy', renewal)).toEqual({ ok: false, reason: 'already_open' });
  });

  it('that has one: its contacts read of it, and the coordinator is not told of their own request', async () => {
    const school = await setting.newSchool();
    const since = await told(setting.chief, 'appointment.new_request');
    const asking = { schoolId: school.id, kind: 'first', posts: 1, need: '' } as const;
    expect(await setting.act(setting.chief, 'request-deputy', asking)).toMatchObject({ ok: true });
    expect(await told(school.contact, 'appointment.asked_for')).toBe(1);
    expect(await told(setting.chief, 'appointment.new_request')).toBe(since);
  });
});

it('who confirms is answered once, and the school’s other contact is told', async () => {
  const school = await setting.newSchool();
  const second = await setting.person('public', '第二联系人');
  await setting.prisma.schoolContact.create({ data: { schoolId: school.id, personId: second.personId } });
  await setting.appoint(school, await setting.deputy(`两位${school.id}`));
  expect(await told(school.contact, 'appointment.issued')).toBe(0);
  expect(await told(second, 'appointment.issued')).toBe(1);
});
