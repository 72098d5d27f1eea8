// How a term goes on and ends: renewal, replacement, an early end, 离队, and what the calendar does by night.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tendAppointments } from '../../../src/services/deputy/chore.ts';
import { movePlaces } from '../../../src/services/deputy/rows.ts';
import { endMembership } from '../../../src/services/roster/leave-team.ts';
import type { Who } from '../../../src/services/work.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { storedMessage } from '../../fakes/stored-message.ts';
import { createSetting, type Setting } from './setting.ts';

let home: TestDatabase;
let setting: Setting;

beforeAll(async () => {
  home = await createTestDatabase({ poolSize: 10 });
  setting = await createSetting(home.database);
});
afterAll(() => home.drop());
beforeEach(() => setting.at('2026-11-23T01:00:00Z'));

const logged: object[] = [];
const log = { error: (context: object) => logged.push(context) };
const tend = (runWork = setting.runWork) => tendAppointments(runWork, log);
const reload = (id: number) => setting.prisma.deputyPrincipalAppointment.findUniqueOrThrow({ where: { id } });

async function serving() {
  const school = await setting.newSchool();
  const person = await setting.deputy(`警官${school.id}`);
  return { school, person, appointment: await setting.appoint(school, person) };
}

const told = async (who: Who, key: string) =>
  (await setting.messages(who)).filter(
    ({ kind, message }) => kind === 'send' && JSON.stringify(message).includes(`"${key}"`),
  ).length;

/** What stands in the question. */
const askedFor = async (who: Who, key: string) =>
  (await setting.messages(who))
    .map((row) => storedMessage(row).text)
    .flatMap((text) => (typeof text === 'object' && 'lines' in text ? text.lines : []))
    .flatMap((line) => (typeof line === 'object' && 'key' in line && line.key === key ? [line.params] : []))
    .at(-1);

const openRequests = (schoolId: number) =>
  setting.prisma.deputyRequest.findMany({ where: { schoolId, state: 'open' } });

const end = ({ id, version }: { id: number; version: number }, on: string) =>
  setting.act(setting.chief, 'end-appointment', { appointmentId: id, version, reason: 'transferred', on });

/** For the request that an end has opened. */
async function succeed({ school }: Awaited<ReturnType<typeof serving>>, who: Who & { speakerId: number }) {
  const [request] = await openRequests(school.id);
  const asked = { requestId: request?.id ?? 0, version: request?.version ?? 0, speakerId: who.speakerId };
  const placed = await setting.act(setting.chief, 'recommend-deputy', asked);
  if (!placed.ok) throw new Error(placed.reason);
  const target = { appointmentId: placed.request.appointment?.id ?? 0 };
  await setting.act(who, 'accept-appointment', { ...target, version: 1 });
  const result = await setting.act(school.contact, 'confirm-deputy', { ...target, version: 2 });
  if (!result.ok) throw new Error(result.reason);
  return result.appointment;
}

describe('a renewal', () => {
  it('is the same person’s new term from the old one’s end, at the same post', async () => {
    const { school, person, appointment } = await serving();
    setting.at('2029-09-01T01:00:00Z');
    const renewed = await setting.appoint(school, person, { kind: 'renewal', appointmentId: appointment.id });
    expect(renewed).toMatchObject({ from: '2029-11-23', until: '2032-11-23', post: 1, state: 'active', coming: true });
    expect(renewed.ledger).toBeUndefined();
    expect(await reload(renewed.id)).toMatchObject({ renewsId: appointment.id });
    setting.at('2029-11-22T22:00:00Z');
    await tend();
    expect(await reload(appointment.id)).toMatchObject({ state: 'ended' });
    expect(await told(school.contact, 'appointment.ended')).toBe(0);
    // Who goes on has not left: one term, with the hours of both.
    const mine = await setting.act(person, 'my-appointments', {});
    expect(mine.appointments).toMatchObject([{ id: renewed.id, ledger: { owed: 40 } }]);
    const { rows } = await setting.act(setting.chief, 'deputy-overview', {});
    expect(rows.find((row) => row.school.id === school.id)?.appointments).toMatchObject([{ id: renewed.id }]);
    const { schools } = await setting.act(school.contact, 'my-schools', {});
    expect(schools[0]?.appointments.find(({ id }) => id === renewed.id)?.ledger).toMatchObject({
      year: 2029,
      owed: 40,
    });
  });

  it('goes on where the first letter ended: the year’s days and what is said of it are those of both', async () => {
    const { school, person, appointment } = await serving();
    setting.at('2029-11-10T01:00:00Z');
    const judged = { year: 2029, score: 95 };
    await setting.act(school.contact, 'evaluate-deputy', { ...judged, appointmentId: appointment.id });
    const { id } = await setting.appoint(school, person, { kind: 'renewal', appointmentId: appointment.id });
    setting.at('2029-12-02T01:00:00Z');
    await tend();
    const entry = { appointmentId: id, kind: 'taught', duty: 'safety', tenths: 10 } as const;
    expect(await setting.act(person, 'log-hours', { ...entry, day: '2029-11-20' })).toMatchObject({
      ok: true,
      ledger: { year: 2029, taught: 10 },
    });
    expect(await setting.act(person, 'log-hours', { ...entry, day: '2026-11-22' })).toMatchObject({ ok: false });
    const mine = async () => (await setting.act(person, 'my-appointments', {})).appointments;
    expect(await mine()).toMatchObject([
      { id, since: '2026-11-23', evaluation: { year: 2029, school: { score: 95 } } },
    ]);

    // In January the year that is over is still to be judged, on the letter that stands there.
    setting.at('2030-01-10T01:00:00Z');
    const flags = async () => {
      const { rows } = await setting.act(setting.chief, 'deputy-overview', {});
      return rows.find((row) => row.school.id === school.id)?.flags;
    };
    expect(await flags()).not.toContain('not_evaluated');
    await setting.prisma.deputyEvaluation.deleteMany({ where: { appointmentId: appointment.id } });
    expect(await flags()).toContain('not_evaluated');
    const own = { appointmentId: id, year: 2028, score: 90 };
    expect(await setting.act(person, 'evaluate-as-staff', own)).toMatchObject({ ok: true });
    expect(await setting.act(person, 'evaluate-as-staff', { ...own, year: 2025 })).toEqual({
      ok: false,
      reason: 'past',
    });
  });

  it('takes the place of what was said on the letter before, and adds no class twice', async () => {
    const { school, person, appointment } = await serving();
    setting.at('2029-11-10T01:00:00Z');
    const { id } = await setting.appoint(school, person, { kind: 'renewal', appointmentId: appointment.id });
    const tally = { year: 2029, group: '8-3', counts: [0, 0, 0, 0, 12] } as const;
    for (const [day, appointmentId, score] of [
      ['2029-11-11', appointment.id, 70],
      ['2029-12-02', id, 88],
    ] as const) {
      setting.at(`${day}T01:00:00Z`);
      await setting.act(school.contact, 'evaluate-deputy', { appointmentId, year: 2029, score });
      await setting.act(school.contact, 'tally-deputy', { ...tally, appointmentId });
    }
    const { schools } = await setting.act(school.contact, 'my-schools', {});
    expect(schools[0]?.appointments.map(({ evaluation }) => evaluation)).toMatchObject([
      { school: { score: 88 }, classes: { hands: 12, mean: 5 } },
      { school: { score: 88 }, classes: { hands: 12, mean: 5 } },
    ]);
  });

  it('is asked for once, however late the button of a reminder is tapped', async () => {
    const { school, person, appointment } = await serving();
    setting.at('2029-09-01T01:00:00Z');
    await setting.appoint(school, person, { kind: 'renewal', appointmentId: appointment.id });
    const again = { schoolId: school.id, kind: 'renewal', posts: 1, need: '', appointmentId: appointment.id } as const;
    for (const who of [school.contact, setting.chief])
      expect(await setting.act(who, 'request-deputy', again)).toEqual({ ok: false, reason: 'too_many_posts' });
    expect(await openRequests(school.id)).toEqual([]);
  });

  it('is for who has retired during the first term: that was not a retired person’s', async () => {
    const { school, person, appointment } = await serving();
    const profile = (more: object) =>
      setting.act(setting.chief, 'set-deputy-profile', {
        ...{ speakerId: person.speakerId, agency: 'police', qualification: '', fields: [], bornOn: '1970-05-01' },
        ...{ retired: true, ...more },
      });
    setting.at('2029-09-01T01:00:00Z');
    const { id, version } = await setting.request(school, { kind: 'renewal', appointmentId: appointment.id });
    const recommend = () =>
      setting.act(setting.chief, 'recommend-deputy', { requestId: id, version, speakerId: person.speakerId });
    expect(await profile({ retiredOn: '2030-01-01' })).toEqual({ ok: false });
    // Not known, or retired when it began: the one term is served.
    for (const more of [{}, { retiredOn: '2026-11-23' }]) {
      expect(await profile(more)).toEqual({ ok: true });
      expect(await recommend()).toEqual({ ok: false, reason: 'retiree_term' });
    }
    expect(await profile({ retiredOn: '2026-11-24' })).toEqual({ ok: true });
    expect(await recommend()).toMatchObject({ ok: true });
  });

  it('is not for retired people, who serve one term', async () => {
    const school = await setting.newSchool();
    const person = await setting.deputy('退休', { retired: true, bornOn: '1968-01-01' });
    const { id: appointmentId } = await setting.appoint(school, person);
    const { id, version } = await setting.request(school, { kind: 'renewal', appointmentId });
    expect(
      await setting.act(setting.chief, 'recommend-deputy', { requestId: id, version, speakerId: person.speakerId }),
    ).toEqual({ ok: false, reason: 'retiree_term' });
  });
});

describe('a replacement', () => {
  it('leaves the one who serves until the successor is confirmed, and ends them on that day', async () => {
    const { school, person, appointment } = await serving();
    const next = await setting.deputy(`继任${school.id}`);
    setting.at('2027-03-01T01:00:00Z');
    const asked = await setting.recommend(school, next, { kind: 'replacement', appointmentId: appointment.id });
    expect(await reload(appointment.id)).toMatchObject({ state: 'active', endedOn: null });
    // Both are asked for the term that it will be, not for one behind the other's.
    const term = { from: '2027-03-01', until: '2030-03-01' };
    expect(asked).toMatchObject(term);
    expect(await askedFor(next, 'appointment.ask_person')).toMatchObject({ from: term.from, until: '2030-02-28' });
    await setting.act(next, 'accept-appointment', { appointmentId: asked.id, version: 1 });
    expect(await askedFor(school.contact, 'appointment.ask_school')).toMatchObject({ from: term.from });
    const confirmed = await setting.act(school.contact, 'confirm-deputy', { appointmentId: asked.id, version: 2 });
    expect(confirmed).toMatchObject({ ok: true, appointment: { from: '2027-03-01', until: '2030-03-01', post: 1 } });
    expect(await reload(appointment.id)).toMatchObject({ state: 'ended', endedOn: new Date('2027-03-01') });
    expect(await told(person, 'appointment.ended')).toBe(1);
    expect(await openRequests(school.id)).toEqual([]);
  });

  it('of who has a last day already begins on it, and says so', async () => {
    const { school, appointment } = await serving();
    const next = await setting.deputy(`随后${school.id}`);
    setting.at('2027-03-01T01:00:00Z');
    const ends = {
      appointmentId: appointment.id,
      version: appointment.version,
      reason: 'transferred',
      on: '2027-04-01',
    };
    expect(await setting.act(setting.chief, 'end-appointment', ends)).toMatchObject({ ok: true });
    const [request] = await openRequests(school.id);
    const target = { requestId: request?.id ?? 0, version: request?.version ?? 0, speakerId: next.speakerId };
    expect(await setting.act(setting.chief, 'recommend-deputy', target)).toMatchObject({
      request: { appointment: { from: '2027-04-01', until: '2030-04-01' } },
    });
  });

  it('is looked at for the term it will have, which begins with the school’s yes', async () => {
    const { school, appointment } = await serving();
    // 65 at the end of three years from now, older at the end of a term that began when this one is over.
    const old = await setting.deputy(`长者${school.id}`, { retired: true, bornOn: '1964-05-01' });
    setting.at('2027-03-01T01:00:00Z');
    const asked = await setting.recommend(school, old, { kind: 'replacement', appointmentId: appointment.id });
    await setting.act(old, 'accept-appointment', { appointmentId: asked.id, version: 1 });
    const target = { appointmentId: asked.id, version: 2 };
    setting.at('2027-05-02T01:00:00Z');
    expect(await setting.act(school.contact, 'confirm-deputy', target)).toEqual({ ok: false, reason: 'too_old' });
    setting.at('2027-05-01T01:00:00Z');
    expect(await setting.act(school.contact, 'confirm-deputy', target)).toMatchObject({ ok: true });
  });

  it('begins on the day of the school’s yes where the one who served has left meanwhile', async () => {
    const { school, person, appointment } = await serving();
    const next = await setting.deputy(`接任${school.id}`);
    setting.at('2027-03-01T01:00:00Z');
    const asked = await setting.recommend(school, next, { kind: 'replacement', appointmentId: appointment.id });
    await setting.act(next, 'accept-appointment', { appointmentId: asked.id, version: 1 });
    await setting.runWork((work) => endMembership(work, person.speakerId));
    setting.at('2027-03-09T01:00:00Z');
    expect(await setting.act(school.contact, 'confirm-deputy', { appointmentId: asked.id, version: 2 })).toMatchObject({
      ok: true,
      appointment: { from: '2027-03-09', until: '2030-03-09' },
    });
  });

  it('of who has a new letter already ends both', async () => {
    const { school, person, appointment } = await serving();
    const renewed = await setting.appoint(school, person, { kind: 'renewal', appointmentId: appointment.id });
    const next = await setting.deputy(`换人${school.id}`);
    setting.at('2027-03-01T01:00:00Z');
    const own = await setting.appoint(school, next, { kind: 'replacement', appointmentId: appointment.id });
    expect(own).toMatchObject({ from: '2027-03-01', post: 1 });
    expect(await reload(renewed.id)).toMatchObject({ state: 'ended', endedOn: new Date('2029-11-23') });
    // The letter that never began hides none of the year's hours.
    const mine = await setting.act(person, 'my-appointments', {});
    expect(mine.appointments).toMatchObject([{ id: appointment.id, state: 'ended', ledger: { year: 2027 } }]);
  });

  it('of who has left is asked for from that day on, whatever letter they had for later', async () => {
    const { school, person, appointment } = await serving();
    const renewed = await setting.appoint(school, person, { kind: 'renewal', appointmentId: appointment.id });
    setting.at('2027-03-01T01:00:00Z');
    const next = await setting.deputy(`补位${school.id}`);
    const own = await setting.appoint(school, next, { kind: 'left', appointmentId: appointment.id });
    expect(own).toMatchObject({ from: '2027-03-01', post: 1 });
    expect(await reload(renewed.id)).toMatchObject({ state: 'ended' });
  });

  it('of who has a last day and a successor is asked for no more', async () => {
    const there = await serving();
    setting.at('2027-03-01T01:00:00Z');
    await end(there.appointment, '2027-06-01');
    await succeed(there, await setting.deputy(`后任${there.school.id}`));
    const { school, appointment } = there;
    for (const kind of ['left', 'replacement'] as const) {
      const again = { schoolId: school.id, kind, posts: 1, need: '', appointmentId: appointment.id };
      expect(await setting.act(school.contact, 'request-deputy', again)).toEqual({
        ok: false,
        reason: 'too_many_posts',
      });
    }
    expect(await reload(appointment.id)).toMatchObject({ state: 'active', endedOn: new Date('2027-06-01') });
  });

  it('of who has left ends them at once, and is asked for in their place', async () => {
    const { school, appointment } = await serving();
    setting.at('2027-03-01T01:00:00Z');
    const request = await setting.request(school, { kind: 'left', appointmentId: appointment.id });
    expect(request).toMatchObject({ kind: 'left', state: 'open', post: 1 });
    expect(await reload(appointment.id)).toMatchObject({
      state: 'ended',
      endReason: 'left',
      endedOn: new Date('2027-03-01'),
    });
    expect(await openRequests(school.id)).toHaveLength(1);
    const again = { schoolId: school.id, kind: 'left', posts: 1, need: '', appointmentId: appointment.id } as const;
    expect(await setting.act(school.contact, 'request-deputy', again)).toEqual({ ok: false, reason: 'not_yours' });
  });
});

describe('an early end', () => {
  it('has a reason and a day, is told to all three, and asks for a successor from that day', async () => {
    const { school, person, appointment } = await serving();
    const target = { appointmentId: appointment.id, version: appointment.version, reason: 'transferred' };
    expect(await setting.act(school.contact, 'end-appointment', { ...target, on: '2026-12-31' })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    for (const on of ['2026-11-22', '2029-11-23', 'soon'])
      expect(await setting.act(setting.chief, 'end-appointment', { ...target, on })).toEqual({
        ok: false,
        reason: 'past',
      });
    const since = await told(setting.chief, 'appointment.ended');
    const result = await setting.act(setting.chief, 'end-appointment', { ...target, on: '2026-12-31' });
    expect(result).toMatchObject({
      ok: true,
      appointment: { state: 'active', endedOn: '2026-12-31', endReason: 'transferred' },
    });
    expect(await told(person, 'appointment.ended')).toBe(1);
    expect(await told(school.contact, 'appointment.ended')).toBe(1);
    expect(await told(setting.chief, 'appointment.ended')).toBe(since + 1);

    const [request] = await openRequests(school.id);
    expect(request).toMatchObject({ kind: 'replacement', post: 1 });
    const next = await setting.deputy(`后任${school.id}`);
    const placed = await setting.act(setting.chief, 'recommend-deputy', {
      ...{ requestId: request?.id ?? 0, version: 1, speakerId: next.speakerId },
    });
    expect(placed).toMatchObject({ ok: true, request: { appointment: { from: '2026-12-31' } } });
    setting.at('2026-12-30T22:00:00Z');
    await tend();
    expect(await reload(appointment.id)).toMatchObject({ state: 'ended' });
    expect(await told(person, 'appointment.ended')).toBe(1);
  });

  it('leaves what was done and owed this year in the overview and with the person, until the year is over', async () => {
    const { school, person, appointment } = await serving();
    setting.at('2027-05-10T01:00:00Z');
    const log = {
      appointmentId: appointment.id,
      kind: 'taught',
      duty: 'safety',
      day: '2027-05-10',
      tenths: 10,
    } as const;
    expect(await setting.act(person, 'log-hours', log)).toMatchObject({ ok: true });
    setting.at('2027-07-02T01:00:00Z');
    const ending = { appointmentId: appointment.id, version: appointment.version, reason: 'transferred' };
    await setting.act(setting.chief, 'end-appointment', { ...ending, on: '2027-07-02' });
    const row = async () =>
      (await setting.act(setting.chief, 'deputy-overview', {})).rows.find((one) => one.school.id === school.id);
    // Half of the year's days: 182 of 365.
    const left = { state: 'ended', endedOn: '2027-07-02', ledger: { owed: 20, taught: 10 } };
    expect(await row()).toMatchObject({ light: 'red', flags: ['no_deputy', 'request_open'], appointments: [left] });
    const mine = async () => (await setting.act(person, 'my-appointments', {})).appointments;
    expect(await mine()).toMatchObject([left]);
    // Asked for again, they are where they were.
    const [request] = await openRequests(school.id);
    const again = { requestId: request?.id ?? 0, version: 1, speakerId: person.speakerId };
    expect(await setting.act(setting.chief, 'recommend-deputy', again)).toMatchObject({ ok: true });
    expect((await row())?.appointments).toMatchObject([left, { state: 'approved' }]);
    expect(await mine()).toMatchObject([left, { state: 'approved' }]);
    setting.at('2028-01-01T01:00:00Z');
    expect((await row())?.appointments).toMatchObject([{ state: 'approved' }]);
    expect(await mine()).toMatchObject([{ state: 'approved' }]);
  });

  it('leaves it there as well for whom a later letter is to bring back', async () => {
    const at = await serving();
    const { person, appointment } = at;
    setting.at('2027-05-10T01:00:00Z');
    const log = { kind: 'taught', duty: 'safety', day: '2027-05-10', tenths: 10 } as const;
    await setting.act(person, 'log-hours', { appointmentId: appointment.id, ...log });
    setting.at('2027-07-02T01:00:00Z');
    await end(appointment, '2027-07-02');
    const next = await succeed(at, await setting.deputy(`代任${at.school.id}`));
    await end(next, '2027-10-01');
    const back = await succeed(at, person);
    expect(back).toMatchObject({ from: '2027-10-01', coming: true });
    const left = { id: appointment.id, state: 'ended', ledger: { owed: 30, taught: 10 } };
    const { rows } = await setting.act(setting.chief, 'deputy-overview', {});
    const row = rows.find(({ school }) => school.id === at.school.id);
    expect(row?.appointments.find(({ id }) => id === appointment.id)).toMatchObject(left);
    expect((await setting.act(person, 'my-appointments', {})).appointments).toMatchObject([left, { id: back.id }]);
    // Once it counts, both have the same hours.
    setting.at('2027-10-01T01:00:00Z');
    await tend();
    expect((await setting.act(person, 'my-appointments', {})).appointments).toMatchObject([
      { id: back.id, ledger: { owed: 30, taught: 10 } },
    ]);
  });

  it('of a letter before its first day has somebody else asked for, and leaves nobody who knows the school', async () => {
    const at = await serving();
    const never = await setting.deputy(`未任${at.school.id}`);
    await end(at.appointment, '2026-12-31');
    const coming = await succeed(at, never);
    expect(await end(coming, '2026-12-31')).toMatchObject({ ok: true, appointment: { state: 'ended' } });
    const [request] = await openRequests(at.school.id);
    expect(request).toMatchObject({ kind: 'replacement', post: 1 });
    const shown = await setting.act(setting.chief, 'show-deputy-request', { requestId: request?.id ?? 0 });
    const reasonsOf = (who: { speakerId: number }) =>
      shown.candidates.find(({ speakerId }) => speakerId === who.speakerId)?.reasons.map(({ code }) => code);
    expect(reasonsOf(at.person)).toContain('continuity');
    expect(reasonsOf(never)).not.toContain('continuity');
    const other = await succeed(at, await setting.deputy(`另任${at.school.id}`));
    expect(other).toMatchObject({ from: '2026-12-31', post: 1 });
  });

  it('comes with leaving the team: every school is free, and what was only asked is off', async () => {
    const { school, person, appointment } = await serving();
    const other = await setting.newSchool();
    const asked = await setting.recommend(other, person);
    setting.at('2027-03-01T01:00:00Z');
    // Those who approve it are told of how many; a duty takes none away.
    const { speakerId } = person;
    const span = { from: '2027-03-02', until: '2027-03-03' };
    expect(await setting.act(setting.chief, 'preview-recall', { speakerId })).toMatchObject({ recall: { schools: 1 } });
    expect(await setting.act(setting.chief, 'preview-recall', { speakerId, span })).toMatchObject({
      recall: { schools: 0 },
    });
    await setting.runWork((work) => endMembership(work, speakerId));
    expect(await reload(appointment.id)).toMatchObject({ state: 'ended', endReason: 'left' });
    expect(await reload(asked.id)).toMatchObject({ state: 'refused' });
    expect(await openRequests(school.id)).toMatchObject([{ kind: 'replacement' }]);
    expect(await openRequests(other.id)).toMatchObject([{ kind: 'first' }]);
  });
});

describe('who rests from talks', () => {
  it('keeps the schools, of which the coordinators are told; what was only asked goes to somebody else', async () => {
    const { school, person, appointment } = await serving();
    const other = await setting.newSchool();
    const asked = await setting.recommend(other, person);
    const since = await told(setting.chief, 'appointment.paused');
    const pause = (yes: boolean) =>
      setting.act(setting.chief, 'edit-profile', { speakerId: person.speakerId, edit: { what: 'active', yes } });
    expect(await pause(false)).toMatchObject({ ok: true, profile: { active: false, schools: 1 } });
    expect(await reload(appointment.id)).toMatchObject({ state: 'active', endedOn: null });
    expect(await told(setting.chief, 'appointment.paused')).toBe(since + 1);
    expect(await reload(asked.id)).toMatchObject({ state: 'refused' });
    expect(await openRequests(other.id)).toMatchObject([{ kind: 'first' }]);
    expect(await openRequests(school.id)).toEqual([]);
    const shown = () => setting.act(setting.chief, 'show-appointment', { appointmentId: appointment.id });
    expect((await shown()).appointment?.speaker).toMatchObject({ paused: true });
    await pause(false);
    expect(await told(setting.chief, 'appointment.paused')).toBe(since + 1);
    expect(await pause(true)).toMatchObject({ ok: true, profile: { active: true } });
    expect((await shown()).appointment?.speaker).not.toHaveProperty('paused');
  });
});

describe('by night', () => {
  it('all three are reminded 90 and 30 days before the end, once each, and it ends with its last day', async () => {
    const { school, person, appointment } = await serving();
    const reminded = async () => Promise.all([school.contact, person].map((who) => told(who, 'appointment.ends_in')));
    for (const [at, times] of [
      ['2029-08-24T22:00:00Z', 1],
      ['2029-08-25T22:00:00Z', 1],
      ['2029-10-23T22:00:00Z', 2],
      ['2029-11-21T22:00:00Z', 2],
    ] as const) {
      setting.at(at);
      await tend();
      await tend();
      expect(await reminded(), at).toEqual([times, times]);
      expect(await reload(appointment.id)).toMatchObject({ state: 'active' });
    }
    setting.at('2029-11-22T16:00:00Z');
    await Promise.all([tend(), tend()]);
    expect(await reload(appointment.id)).toMatchObject({ state: 'ended' });
    expect(await told(school.contact, 'appointment.ended')).toBe(1);
  });

  it('who is reminded late is told how many days are left', async () => {
    const { person } = await serving();
    setting.at('2029-11-12T22:00:00Z');
    await tend();
    expect(JSON.stringify((await setting.messages(person)).at(-1)?.message)).toContain('"days":10');
  });

  it('one that fails keeps no other from being done, and is done the next time', async () => {
    const both = [await serving(), await serving()];
    setting.at('2029-11-22T16:00:00Z');
    const first = both[0]?.appointment.id ?? 0;
    let failing = true;
    const broken: typeof setting.runWork = (act, given) =>
      setting.runWork(async (work) => {
        const result = await act(work);
        const ended = await work.tx.deputyPrincipalAppointment.count({ where: { id: first, state: 'ended' } });
        if (failing && ended > 0) {
          failing = false;
          throw Object.assign(new Error('警官 13800000000'), { code: 'X0001' });
        }
        return result;
      }, given);
    logged.length = 0;
    await expect(tend(broken)).rejects.toThrow('1 appointments or requests could not be tended');
    expect(logged).toMatchObject([{ code: 'deputy.chore', what: 'term', id: first }]);
    const states = async () => Promise.all(both.map(async ({ appointment: { id } }) => (await reload(id)).state));
    expect(await states()).toEqual(['active', 'ended']);
    await tend(broken);
    expect(await states()).toEqual(['ended', 'ended']);
    for (const { school } of both) expect(await told(school.contact, 'appointment.ended')).toBe(1);
  });

  it('who has not answered for a week is asked again, once a week, and the coordinators are told', async () => {
    // Whatever other tests have left unanswered.
    await setting.prisma.deputyRequest.updateMany({ where: { state: 'open' }, data: { state: 'withdrawn' } });
    const school = await setting.newSchool();
    const person = await setting.deputy(`沉默${school.id}`);
    const asked = await setting.recommend(school, person);
    const waiting = await setting.request(await setting.newSchool());
    const reminded = async () => [
      await told(person, 'appointment.asked_again'),
      await told(setting.chief, 'appointment.waiting'),
      await told(setting.chief, 'appointment.request_waiting'),
    ];
    const before = await reminded();
    const since = async () => (await reminded()).map((count, at) => count - (before[at] ?? 0));
    setting.at('2026-11-30T00:59:00Z');
    await tend();
    expect(await since()).toEqual([0, 0, 0]);
    for (const at of ['2026-11-30T01:00:00Z', '2026-12-07T00:59:00Z']) {
      setting.at(at);
      await tend();
      await tend();
      expect(await since(), at).toEqual([1, 1, 1]);
    }
    const rows = async () => (await setting.act(setting.chief, 'deputy-overview', {})).rows;
    const [shown] = (await rows()).filter((row) => row.school.id === school.id);
    expect(shown?.appointments).toMatchObject([{ state: 'approved', waitingSince: '2026-11-23' }]);
    // Whoever's turn it is next has as long again.
    setting.at('2026-12-06T01:00:00Z');
    await setting.act(person, 'accept-appointment', { appointmentId: asked.id, version: asked.version });
    const { version } = waiting;
    await setting.act(setting.chief, 'refuse-deputy-request', { requestId: waiting.id, version, reason: '名额已满' });
    setting.at('2026-12-12T01:00:00Z');
    await tend();
    expect(await since()).toEqual([1, 1, 1]);
    setting.at('2026-12-13T01:00:00Z');
    await tend();
    expect(await told(school.contact, 'appointment.asked_again')).toBe(1);
    expect(await since()).toEqual([1, 2, 1]);
  });
});

describe('places that early ends leave in pieces', () => {
  it('are laid anew for a further school, as long as nobody serves more at once than the rule allows', async () => {
    const { person, appointment: first } = await serving();
    const { school, appointment: theirs } = await serving();
    setting.at('2027-03-01T01:00:00Z');
    const end = (asked: { id: number; version: number }, on: string) =>
      setting.act(setting.chief, 'end-appointment', {
        ...{ appointmentId: asked.id, version: asked.version, reason: 'transferred', on },
      });
    await end(theirs, '2027-06-01');
    const { id: requestId, version } = (await openRequests(school.id))[0] ?? { id: 0, version: 0 };
    const { speakerId } = person;
    const chosen = await setting.act(setting.chief, 'recommend-deputy', { requestId, version, speakerId });
    expect(chosen).toMatchObject({ ok: true, request: { appointment: { from: '2027-06-01' } } });
    await end(first, '2027-05-01');
    const further = await setting.appoint(await setting.newSchool(), person);
    expect(further).toMatchObject({ state: 'active', from: '2027-03-01' });
    const places = await setting.prisma.deputyPrincipalAppointment.findMany({
      where: { speakerId },
      orderBy: { id: 'asc' },
      select: { id: true, slot: true },
    });
    expect(places.map(({ slot }) => slot)).toEqual([1, 1, 2]);
    // Two who serve at once change places, and PostgreSQL sees neither twice.
    const [, coming = { id: 0 }, now = { id: 0 }] = places;
    const swapped = [
      { id: first.id, number: 2 },
      { id: coming.id, number: 2 },
      { id: now.id, number: 1 },
    ];
    await setting.runWork((work) => movePlaces(work, swapped));
    expect((await reload(now.id)).slot).toBe(1);
    const third = await setting.request(await setting.newSchool());
    const refused = { requestId: third.id, version: third.version, speakerId };
    expect(await setting.act(setting.chief, 'recommend-deputy', refused)).toEqual({
      ok: false,
      reason: 'too_many_schools',
    });
  });
});
