// Two coordinators who want the same person for two schools at the same moment: the third school is one too many. On a
// real PostgreSQL; whoever loses is told so, and what no lock has seen the database forbids. Beside them, whoever takes
// something back while somebody else says yes to it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptAppointment } from '../../src/services/deputy/answer.ts';
import { tendAppointments } from '../../src/services/deputy/chore.ts';
import { endMembership } from '../../src/services/roster/leave-team.ts';
import { isOverlap } from '../../src/store/database.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { createSetting, type Setting } from '../services/deputy/setting.ts';

let home: TestDatabase;
let setting: Setting;

beforeAll(async () => {
  home = await createTestDatabase({ poolSize: 20 });
  setting = await createSetting(home.database);
});
afterAll(() => home.drop());

describe('two coordinators appoint one person to a second and a third school at once, 40 times', () => {
  it('has one winner each time, and the loser is told why', { timeout: 120_000 }, async () => {
    const other = await setting.coordinator('李派单');
    for (let round = 0; round < 40; round += 1) {
      const person = await setting.deputy(`警官${round}`);
      await setting.recommend(await setting.newSchool(), person);
      const requests = [
        await setting.request(await setting.newSchool()),
        await setting.request(await setting.newSchool()),
      ];
      const results = await Promise.all(
        [setting.chief, other].map((who, index) => {
          const { id: requestId = 0, version = 0 } = requests[index] ?? {};
          return setting.act(who, 'recommend-deputy', { requestId, version, speakerId: person.speakerId });
        }),
      );
      expect(
        results.filter(({ ok }) => ok),
        `round ${round}`,
      ).toHaveLength(1);
      expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'too_many_schools' });
      const held = await setting.prisma.deputyPrincipalAppointment.findMany({ where: { speakerId: person.speakerId } });
      expect(held.map(({ slot }) => slot).sort()).toEqual([1, 2]);
    }
  });

  it('is forbidden by the database itself: no slot twice, no post twice', async () => {
    const [first, second] = [await setting.deputy('甲'), await setting.deputy('乙')];
    const [here, there] = [await setting.newSchool(), await setting.newSchool()];
    const term = { from: new Date('2026-11-23'), until: new Date('2029-11-23'), state: 'recommended' } as const;
    const appoint = (speakerId: number, schoolId: number, more: object = {}) =>
      setting.prisma.deputyPrincipalAppointment.create({ data: { ...term, speakerId, schoolId, ...more } });
    await appoint(first.speakerId, here.id);
    for (const broken of [
      () => appoint(first.speakerId, there.id),
      () => appoint(second.speakerId, here.id),
      () => appoint(first.speakerId, here.id, { slot: 2, post: 2 }),
    ])
      expect(isOverlap(await broken().catch((error: unknown) => error))).toBe(true);
    await appoint(first.speakerId, there.id, { slot: 2 });
  });
});

describe('two coordinators choose two people for one request at once', () => {
  it('has one winner, and the other is shown who was chosen', async () => {
    const other = await setting.coordinator('赵派单');
    for (let round = 0; round < 10; round += 1) {
      const people = [await setting.deputy(`丙${round}`), await setting.deputy(`丁${round}`)];
      const { id: requestId, version } = await setting.request(await setting.newSchool());
      const results = await Promise.all(
        [setting.chief, other].map((who, index) =>
          setting.act(who, 'recommend-deputy', { requestId, version, speakerId: people[index]?.speakerId ?? 0 }),
        ),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.find(({ ok }) => !ok)).toMatchObject({ reason: 'already', request: { state: 'placed' } });
    }
  });
});

describe('somebody takes back, at the same moment, what somebody else says yes to', () => {
  const rounds = 10;
  const tables = () => setting.prisma.deputyPrincipalAppointment;
  const stateOf = async (id: number) => (await tables().findUniqueOrThrow({ where: { id } })).state;
  const requestOf = async (schoolId: number) =>
    (await setting.prisma.deputyRequest.findFirstOrThrow({ where: { schoolId }, orderBy: { id: 'desc' } })).state;

  it('a request and the person’s yes: it is off, whoever comes first', { timeout: 60_000 }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const [school, person] = [await setting.newSchool(), await setting.deputy(`撤${round}`)];
      const asked = await setting.recommend(school, person);
      const request = await setting.prisma.deputyRequest.findFirstOrThrow({ where: { schoolId: school.id } });
      const [off] = await Promise.all([
        setting.act(school.contact, 'withdraw-deputy-request', { requestId: request.id, version: request.version }),
        setting.act(person, 'accept-appointment', { appointmentId: asked.id, version: asked.version }),
      ]);
      expect(off.ok).toBe(true);
      expect([await requestOf(school.id), await stateOf(asked.id)]).toEqual(['withdrawn', 'refused']);
    }
  });

  it('a request and the school’s yes: either the letter is issued, or nothing is', { timeout: 60_000 }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const [school, person] = [await setting.newSchool(), await setting.deputy(`定${round}`)];
      const asked = await setting.recommend(school, person);
      await setting.act(person, 'accept-appointment', { appointmentId: asked.id, version: asked.version });
      const request = await setting.prisma.deputyRequest.findFirstOrThrow({ where: { schoolId: school.id } });
      const results = await Promise.all([
        setting.act(school.contact, 'withdraw-deputy-request', { requestId: request.id, version: request.version }),
        setting.act(school.contact, 'confirm-deputy', { appointmentId: asked.id, version: asked.version + 1 }),
      ]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect([await requestOf(school.id), await stateOf(asked.id)]).toEqual(
        results[0].ok ? ['withdrawn', 'refused'] : ['fulfilled', 'active'],
      );
    }
  });

  it('an end and the successor’s confirmation: one serves, and the other has ended', { timeout: 60_000 }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const school = await setting.newSchool();
      const [first, second] = [await setting.deputy(`前${round}`), await setting.deputy(`后${round}`)];
      const old = await setting.appoint(school, first);
      const more = { kind: 'replacement', appointmentId: old.id } as const;
      const next = await setting.recommend(school, second, more);
      await setting.act(second, 'accept-appointment', { appointmentId: next.id, version: next.version });
      const ending = { appointmentId: old.id, version: old.version, reason: 'transferred', on: '2026-11-23' };
      const [, confirmed] = await Promise.all([
        setting.act(setting.chief, 'end-appointment', ending),
        setting.act(school.contact, 'confirm-deputy', { appointmentId: next.id, version: next.version + 1 }),
      ]);
      expect(confirmed.ok).toBe(true);
      expect([await stateOf(old.id), await stateOf(next.id)]).toEqual(['ended', 'active']);
      expect(await setting.prisma.deputyRequest.count({ where: { schoolId: school.id, state: 'open' } })).toBe(0);
    }
  });

  it('the person leaves the team, and says yes: nothing of theirs stands', { timeout: 60_000 }, async () => {
    let tries = 0;
    for (let round = 0; round < rounds; round += 1) {
      const [school, person] = [await setting.newSchool(), await setting.deputy(`离${round}`)];
      const served = await setting.appoint(await setting.newSchool(), person);
      const asked = await setting.recommend(school, person);
      await Promise.all([
        setting.runWork((work) => {
          tries += 1;
          return endMembership(work, person.speakerId);
        }),
        setting.runWork((work) => {
          tries += 1;
          return acceptAppointment(work, person, { appointmentId: asked.id, version: asked.version });
        }),
      ]);
      expect([await stateOf(served.id), await stateOf(asked.id)]).toEqual(['ended', 'refused']);
      expect(await requestOf(school.id)).toBe('open');
    }
    // Neither was ended by PostgreSQL to break a tie: both lock the school before the person.
    expect(tries).toBe(2 * rounds);
  });

  it('the calendar ends a term while a coordinator does: it ends once', { timeout: 60_000 }, async () => {
    const ended = [];
    for (let round = 0; round < rounds; round += 1)
      ended.push(await setting.appoint(await setting.newSchool(), await setting.deputy(`夜${round}`)));
    setting.at('2029-11-22T22:00:00Z');
    const log = { error: (context: object) => expect.fail(JSON.stringify(context)) };
    await Promise.all([
      tendAppointments(setting.runWork, log),
      tendAppointments(setting.runWork, log),
      ...ended.map(({ id, version }) => {
        const ending = { appointmentId: id, version, reason: 'other', on: '2029-11-01' };
        return setting.act(setting.chief, 'end-appointment', ending);
      }),
    ]);
    for (const { id } of ended) {
      expect(await stateOf(id)).toBe('ended');
      const events = await setting.prisma.appointmentEvent.count({ where: { appointmentId: id, action: 'end' } });
      expect(events).toBe(1);
    }
  });
});
