// Two coordinators who want the same person for two schools at the same moment: the third school is one too many. On a
// real PostgreSQL; whoever loses is told so, and what no lock has seen the database forbids.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
