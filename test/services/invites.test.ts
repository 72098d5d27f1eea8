import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createInvite, type NewInvite, redeemInvite } from '../../src/services/invites.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';

const now = new Date('2026-11-24T03:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe('an invite', () => {
  let home: TestDatabase;
  let areaId: number;
  const prisma = () => home.database.prisma;
  const invite = async (fields: Partial<NewInvite> = {}) =>
    (await prisma().$transaction((tx) => createInvite(tx, { role: 'coordinator', name: '罗慧敏', now, ...fields })))
      .code;
  const newPerson = async () => (await prisma().person.create({ data: {} })).id;
  const redeem = (code: string, personId: number, at = now) =>
    prisma().$transaction((tx) => redeemInvite(tx, { code, personId, now: at }));

  beforeAll(async () => {
    home = await createTestDatabase({ poolSize: 10 });
    areaId = (await prisma().area.create({ data: { kind: 'district', name: '平安区' } })).id;
  });
  afterAll(() => home?.drop());
  beforeEach(async () => {
    await prisma().invite.deleteMany();
    await prisma().coordinator.deleteMany();
    await prisma().speaker.deleteMany();
  });

  test('makes a coordinator of the whole district once, and only its hash is kept', async () => {
    const code = await invite();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){2}[0-9A-HJKMNP-TV-Z]{5}$/);
    const kept = await prisma().invite.findFirstOrThrow();
    expect(kept.codeHash).toBe(createHash('sha256').update(code.replaceAll('-', '')).digest('hex'));
    expect(JSON.stringify(kept)).not.toContain(code.slice(0, 5));

    const personId = await newPerson();
    expect(await redeem(code, personId)).toEqual({ ok: true, role: 'coordinator', name: '罗慧敏' });
    expect(await prisma().coordinator.findMany()).toMatchObject([{ personId, name: '罗慧敏', areaId, active: true }]);
    expect(await redeem(code, await newPerson())).toEqual({ ok: false, reason: 'used' });
    expect(await prisma().coordinator.count()).toBe(1);
  });

  test('is taken in any case and width, with or without hyphens and spaces, and with O for 0', async () => {
    const write = [
      (code: string) => code.toLowerCase(),
      (code: string) => code.replaceAll('-', ''),
      (code: string) => ` ${code.replaceAll('-', ' ')} `,
      (code: string) => code.replaceAll('0', 'o').replaceAll('1', 'l'),
      (code: string) =>
        code.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).replaceAll('-', '－'),
    ];
    for (const spell of write) {
      expect(await redeem(spell(await invite()), await newPerson())).toMatchObject({ ok: true });
    }
  });

  test('says why it does not work: unknown, expired, or the person is a member already', async () => {
    const personId = await newPerson();
    for (const wrong of ['', '-', 'AAAAA-AAAAA-AAAAA', '派单员', "'; DROP TABLE invite"]) {
      expect(await redeem(wrong, personId)).toEqual({ ok: false, reason: 'unknown' });
    }
    const code = await invite();
    expect(await redeem(code, personId, later(7))).toEqual({ ok: false, reason: 'expired' });
    expect(await redeem(code, personId, later(6.9))).toMatchObject({ ok: true });
    const another = await invite();
    expect(await redeem(another, personId)).toEqual({ ok: false, reason: 'already_member' });
    expect(await redeem(another, await newPerson())).toMatchObject({ ok: true });
  });

  test('used fifty times at once by fifty people makes one member', async () => {
    for (const role of ['coordinator', 'speaker'] as const) {
      const code = await invite({ role, name: '马·哈桑' });
      const people = await Promise.all(Array.from({ length: 50 }, newPerson));
      const results = await Promise.all(people.map((personId) => redeem(code, personId)));
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.filter((result) => !result.ok && result.reason === 'used')).toHaveLength(49);
    }
    expect(await prisma().coordinator.count()).toBe(1);
    expect(await prisma().speaker.count()).toBe(1);
  });

  test('two codes used at once by one person make one member, and the other code stays good', async () => {
    const codes = await Promise.all([invite(), invite()]);
    const personId = await newPerson();
    const results = await Promise.all(codes.map((code) => redeem(code, personId)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results).toContainEqual({ ok: false, reason: 'already_member' });
    expect(await prisma().invite.count({ where: { usedAt: null } })).toBe(1);
  });

  test('for the education bureau makes a member of it, in the staff chat only', async () => {
    const code = await invite({ role: 'bureau', name: '马春梅' });
    const personId = await newPerson();
    const at = (bot: 'public' | 'staff') =>
      prisma().$transaction((tx) => redeemInvite(tx, { code, personId, bot, now }));
    expect(await at('public')).toEqual({ ok: false, reason: 'unknown' });
    expect(await at('staff')).toEqual({ ok: true, role: 'bureau', name: '马春梅' });
    expect(await prisma().bureauMember.findMany()).toMatchObject([{ personId, areaId, active: true }]);
    expect(await redeem(await invite({ role: 'bureau' }), personId)).toEqual({ ok: false, reason: 'already_member' });
  });

  test('for schools makes their contact in the public chat only; one person may speak for two', async () => {
    const schools = await Promise.all(
      ['甲小学', '乙小学'].map((name) => prisma().school.create({ data: { name, areaId } })),
    );
    const personId = await newPerson();
    const at = (code: string, bot: 'public' | 'staff') =>
      prisma().$transaction((tx) => redeemInvite(tx, { code, personId, bot, now }));
    for (const { id: schoolId } of schools) {
      const code = await invite({ role: 'school_contact', name: '徐老师', schoolId });
      expect(await at(code, 'staff')).toEqual({ ok: false, reason: 'unknown' });
      expect(await at(code, 'public')).toEqual({ ok: true, role: 'school_contact', name: '徐老师', schoolId });
      expect(await at(code, 'public')).toMatchObject({ ok: false });
    }
    expect(await prisma().schoolContact.count({ where: { personId, active: true } })).toBe(2);
    const person = await prisma().person.findUniqueOrThrow({ where: { id: personId } });
    expect(person).toMatchObject({ requesterKind: 'school_contact', schoolId: schools[0]?.id });
    expect(await prisma().speaker.count()).toBe(0);
  });

  describe('for a speaker', () => {
    const imported = (name: string, fields: { aliases?: string[]; homeAreaId?: number } = {}) =>
      prisma().speaker.create({ data: { name, kind: 'police', homeAreaId: areaId, ...fields } });

    test('binds the imported speaker of that name, however it is spelt', async () => {
      const speaker = await imported('马·哈桑');
      await imported('马国栋');
      const personId = await newPerson();
      expect(await redeem(await invite({ role: 'speaker', name: '马•哈桑' }), personId)).toMatchObject({
        ok: true,
        role: 'speaker',
      });
      expect(await prisma().speaker.findUnique({ where: { personId } })).toMatchObject({
        id: speaker.id,
        kind: 'police',
      });
      expect(await prisma().speaker.count()).toBe(2);
      expect(await prisma().person.findUnique({ where: { id: personId } })).toMatchObject({ name: '马•哈桑' });
    });

    test('binds the speaker it was made for, also among namesakes', async () => {
      await imported('张伟');
      const meant = await imported('张伟');
      const personId = await newPerson();
      await redeem(await invite({ role: 'speaker', name: '张伟', speakerId: meant.id }), personId);
      expect(await prisma().speaker.findUnique({ where: { personId } })).toMatchObject({ id: meant.id });
    });

    test('makes a new speaker without topics where nobody was imported', async () => {
      const personId = await newPerson();
      await redeem(await invite({ role: 'speaker', name: '新人' }), personId);
      expect(await prisma().speaker.findUnique({ where: { personId }, include: { topics: true } })).toMatchObject({
        ...{ name: '新人', homeAreaId: areaId, topics: [] },
      });
    });

    test('does not bind one speaker to two people, whichever of two codes is quicker', async () => {
      const speaker = await imported('马·哈桑');
      const codes = await Promise.all(
        [1, 2].map(() => invite({ role: 'speaker', name: '马·哈桑', speakerId: speaker.id })),
      );
      const people = [await newPerson(), await newPerson()];
      const results = await Promise.all(codes.map((code, index) => redeem(code, people[index] ?? 0)));
      expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
      expect(results).toContainEqual({ ok: false, reason: 'already_member' });
    });
  });
});
