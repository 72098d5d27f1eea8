// From a school's request to the letter: who is asked in turn, who may answer, and what the rule forbids.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execute } from '../../../src/services/commands.ts';
import { freePosts } from '../../../src/services/deputy/school-desk.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { buttonsIn } from '../../fakes/staffing.ts';
import { createSetting, type Setting } from './setting.ts';

let home: TestDatabase;
let setting: Setting;

beforeAll(async () => {
  home = await createTestDatabase({ poolSize: 10 });
  setting = await createSetting(home.database);
});
afterAll(() => home.drop());

const lastButtons = async (who: Parameters<Setting['messages']>[0]) =>
  buttonsIn(JSON.stringify((await setting.messages(who)).filter(({ kind }) => kind === 'send').at(-1)?.message ?? {}));

describe('an appointment', () => {
  it('goes from request to letter: coordinator, person, school, each asked with buttons', async () => {
    const school = await setting.newSchool();
    const person = await setting.deputy('张警官');
    const asked = await setting.recommend(school, person);
    expect(asked).toMatchObject({ state: 'approved', from: '2026-11-23', until: '2029-11-23' });
    expect(await lastButtons(setting.chief)).toEqual([expect.stringMatching(/^\/deputy_request \d+$/)]);
    expect(await lastButtons(person)).toEqual([
      `/accept_appointment ${asked.id} 1`,
      `/decline_appointment ${asked.id} 1`,
    ]);

    const target = { appointmentId: asked.id, version: asked.version };
    expect(await setting.act(school.contact, 'confirm-deputy', target)).toMatchObject({ ok: false, reason: 'already' });
    expect(await setting.act(person, 'accept-appointment', target)).toMatchObject({ ok: true });
    expect(await setting.act(person, 'accept-appointment', target)).toMatchObject({ ok: false, reason: 'already' });
    expect(await lastButtons(school.contact)).toEqual([
      `/confirm_deputy ${asked.id} 2`,
      `/refuse_deputy ${asked.id} 2`,
    ]);

    const confirmed = await setting.act(school.contact, 'confirm-deputy', { ...target, version: 2 });
    expect(confirmed).toMatchObject({
      ok: true,
      appointment: {
        state: 'active',
        letterNumber: expect.stringMatching(/^2026-\d{4}$/),
        letterUrl: expect.stringContaining(`/deputy/letter/${asked.id}?t=`),
        ledger: { year: 2026, taught: 0, planned: 0 },
      },
    });
    const events = await setting.prisma.appointmentEvent.findMany({
      where: { appointmentId: asked.id },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ action, actor, version }) => [action, actor, version])).toEqual([
      ['recommend', 'coordinator', 1],
      ['accept', 'speaker', 2],
      ['confirm', 'school', 3],
    ]);
    const { schools } = await setting.act(school.contact, 'my-schools', {});
    expect(schools).toMatchObject([{ requests: [], postsFree: 4, appointments: [{ state: 'active' }] }]);
  });

  it('leaves as many posts to be asked for as the setting has, for the school and in the coordinators’ overview', async () => {
    const school = await setting.newSchool();
    await setting.appoint(school, await setting.deputy('孙警官'));
    await setting.request(school);
    for (const postsMax of [1, 2, 3, 7]) {
      const run = (type: 'my-schools' | 'deputy-overview') =>
        setting.runWork((work) => {
          const rules = { ...work, deputyRules: { ...work.deputyRules, postsMax } };
          return execute(rules, setting.chief, { type, schoolId: school.id });
        });
      const [mine, overview] = [await run('my-schools'), await run('deputy-overview')];
      if (mine.type !== 'my-schools' || overview.type !== 'deputy-overview') throw new Error('another answer');
      const row = overview.result.rows.find((one) => one.school.id === school.id);
      const free = Math.max(0, postsMax - 2);
      expect([mine.result.schools[0]?.postsFree, row?.postsFree]).toEqual([free, free]);
    }
  });

  it('leaves none where more are held than the setting has now, be there a number between them', async () => {
    const school = await setting.newSchool();
    const first = await setting.appoint(school, await setting.deputy('周警官'));
    for (const name of ['吴警官', '郑警官']) await setting.appoint(school, await setting.deputy(name));
    const ending = { appointmentId: first.id, version: first.version, reason: 'left', on: '2026-11-23' };
    await setting.act(setting.chief, 'end-appointment', ending);
    await setting.prisma.deputyRequest.updateMany({ where: { schoolId: school.id }, data: { state: 'withdrawn' } });
    for (const [postsMax, free] of [
      [2, []],
      [3, [1]],
    ] as const) {
      const found = await setting.runWork((work) =>
        freePosts({ ...work, deputyRules: { ...work.deputyRules, postsMax } }, school.id),
      );
      expect(found).toEqual(free);
    }
  });

  it('is nobody else’s to answer', async () => {
    const school = await setting.newSchool();
    const person = await setting.deputy('李警官');
    const stranger = await setting.deputy('赵警官');
    const elsewhere = await setting.newSchool();
    const afar = await setting.coordinator('外区派单', setting.otherTownship.id);
    const asked = await setting.recommend(school, person);
    const target = { appointmentId: asked.id, version: 1 };
    for (const who of [stranger, elsewhere.contact, afar])
      expect(await setting.act(who, 'accept-appointment', target)).toEqual({ ok: false, reason: 'not_found' });
    await setting.act(person, 'accept-appointment', target);
    for (const who of [person, elsewhere.contact, afar])
      expect(await setting.act(who, 'confirm-deputy', { ...target, version: 2 })).toEqual({
        ok: false,
        reason: 'not_found',
      });
    expect(
      await setting.act(elsewhere.contact, 'request-deputy', {
        schoolId: school.id,
        kind: 'first',
        posts: 1,
        need: '',
      }),
    ).toEqual({
      ok: false,
      reason: 'not_yours',
    });
  });

  it('is no answer of whom it is about for anybody else, be it while they rest from talks', async () => {
    const school = await setting.newSchool();
    const person = await setting.deputy('休警官');
    const { coordinator } = setting.chief;
    const { speakerId, ...chat } = person;
    const resting = { ...chat, coordinator };
    const teacher = { ...chat, bot: 'public' } as const;
    await setting.prisma.schoolContact.create({ data: { schoolId: school.id, personId: person.personId } });
    const asked = await setting.recommend(school, person);
    const target = { appointmentId: asked.id, version: 1 };
    const refused = { ok: false, reason: 'not_found' };
    expect(await setting.act(resting, 'accept-appointment', target)).toEqual(refused);
    await setting.act({ ...chat, speakerId }, 'accept-appointment', target);
    for (const who of [resting, teacher])
      expect(await setting.act(who, 'confirm-deputy', { ...target, version: 2 })).toEqual(refused);
    await setting.act(school.contact, 'confirm-deputy', { ...target, version: 2 });
    const judged = { appointmentId: asked.id, year: 2026, score: 100 };
    expect(await setting.act(teacher, 'evaluate-deputy', judged)).toEqual(refused);
    expect(await setting.act(resting, 'evaluate-as-staff', judged)).toEqual(refused);
    const ending = { ...target, version: 3, reason: 'other', on: '2026-12-31' };
    expect(await setting.act(resting, 'end-appointment', ending)).toEqual(refused);
  });

  it('that the person declines opens the request again, for somebody else', async () => {
    const school = await setting.newSchool();
    const first = await setting.deputy('甲警官');
    const second = await setting.deputy('乙警官');
    const asked = await setting.recommend(school, first);
    await setting.act(first, 'decline-appointment', {
      appointmentId: asked.id,
      version: 1,
      reason: '太忙'.repeat(300),
    });
    expect(await setting.prisma.deputyPrincipalAppointment.findUnique({ where: { id: asked.id } })).toMatchObject({
      endReason: '太忙'.repeat(250),
    });
    const { requests } = await setting.act(setting.chief, 'deputy-overview', {});
    const again = requests.find((one) => one.school.id === school.id);
    expect(again).toMatchObject({ state: 'open', version: 3 });
    const target = { requestId: again?.id ?? 0, version: 3, speakerId: second.speakerId };
    expect(await setting.act(setting.chief, 'recommend-deputy', target)).toMatchObject({ ok: true });
    expect(await setting.act(setting.chief, 'recommend-deputy', target)).toMatchObject({
      ok: false,
      reason: 'already',
    });
  });

  it('needs the training before the letter, and says what is missing', async () => {
    const school = await setting.newSchool();
    const person = await setting.deputy('新警官', { trained: 79 });
    const asked = await setting.recommend(school, person);
    expect(asked).toMatchObject({ afterTraining: true, trainingMissing: 1 });
    await setting.act(person, 'accept-appointment', { appointmentId: asked.id, version: 1 });
    const target = { appointmentId: asked.id, version: 2 };
    expect(await setting.act(school.contact, 'confirm-deputy', target)).toEqual({ ok: false, reason: 'untrained' });
    const training = { speakerId: person.speakerId, day: '2026-11-20', tenths: 1, title: '补训' };
    expect(await setting.act(person, 'add-training', training)).toEqual({ ok: false });
    expect(await setting.act(setting.chief, 'add-training', training)).toEqual({ ok: true });
    expect(await setting.act(school.contact, 'confirm-deputy', target)).toMatchObject({ ok: true });
  });

  it('does not count training that a coordinator has taken back, which is kept', async () => {
    const school = await setting.newSchool();
    const person = await setting.deputy('错警官', { trained: 30 });
    const asked = await setting.recommend(school, person);
    await setting.act(person, 'accept-appointment', { appointmentId: asked.id, version: 1 });
    const { speakerId } = person;
    const training = { speakerId, day: '2026-11-20', tenths: 80, title: '记错了' };
    expect(await setting.act(setting.chief, 'add-training', training)).toEqual({ ok: true });
    const listed = await setting.act(setting.chief, 'list-training', { speakerId });
    expect(listed).toMatchObject({
      person: { id: speakerId, name: '错警官', own: false },
      entries: [
        { day: '2026-11-20', tenths: 80, title: '记错了' },
        { day: '2026-01-10', tenths: 30 },
      ],
    });
    const wrong = { trainingId: listed.entries[0]?.id ?? 0 };
    expect(await setting.act(person, 'list-training', { speakerId })).toEqual({ entries: [] });
    expect(await setting.act(person, 'take-back-training', wrong)).toEqual({ entries: [] });
    const left = { entries: [{ day: '2026-01-10', tenths: 30 }] };
    expect(await setting.act(setting.chief, 'take-back-training', wrong)).toMatchObject(left);
    expect(await setting.act(setting.chief, 'take-back-training', wrong)).toMatchObject(left);
    const target = { appointmentId: asked.id, version: 2 };
    expect(await setting.act(school.contact, 'confirm-deputy', target)).toEqual({ ok: false, reason: 'untrained' });
    const shown = await setting.act(setting.chief, 'show-appointment', { appointmentId: asked.id });
    expect(shown.appointment).toMatchObject({ trainingMissing: 50 });
    const { deputy: own } = await setting.act(person, 'export-data', {});
    expect(own?.training).toEqual([
      { day: '2026-01-10', tenths: 30 },
      { day: '2026-11-20', tenths: 80, title: '记错了', takenBack: true },
    ]);
  });

  it('at a third school, of a person too old, or of auxiliaries is refused with what bars it', async () => {
    const person = await setting.deputy('忙警官');
    for (const school of [await setting.newSchool(), await setting.newSchool()]) await setting.appoint(school, person);
    const old = await setting.deputy('老警官', { bornOn: '1963-11-22', retired: true });
    const young = await setting.deputy('退休警官', { bornOn: '1963-11-23', retired: true });
    const auxiliary = await setting.deputy('辅警', { kind: 'auxiliary' });
    const { id, version } = await setting.request(await setting.newSchool());
    const recommend = (who: typeof person) =>
      setting.act(setting.chief, 'recommend-deputy', { requestId: id, version, speakerId: who.speakerId });
    expect(await recommend(person)).toEqual({ ok: false, reason: 'too_many_schools' });
    expect(await recommend(old)).toEqual({ ok: false, reason: 'too_old' });
    expect(await recommend(auxiliary)).toEqual({ ok: false, reason: 'not_eligible' });
    const { candidates } = await setting.act(setting.chief, 'show-deputy-request', { requestId: id });
    const bar = (who: typeof person) => candidates.find(({ speakerId }) => speakerId === who.speakerId)?.bar;
    expect([person, old, auxiliary, young].map(bar)).toEqual([
      'too_many_schools',
      'too_old',
      'not_eligible',
      undefined,
    ]);
    expect(await recommend(young)).toMatchObject({ ok: true });
  });

  it('is asked for once a post; more posts than the rule allows are refused', async () => {
    const school = await setting.newSchool();
    const ask = (posts: number) =>
      setting.act(school.contact, 'request-deputy', { schoolId: school.id, kind: 'first', posts, need: '' });
    expect(await ask(6)).toEqual({ ok: false, reason: 'too_many_posts' });
    expect(await ask(5)).toMatchObject({ ok: true, requests: [1, 2, 3, 4, 5].map((post) => ({ post })) });
    expect(await ask(1)).toEqual({ ok: false, reason: 'already_open' });
  });

  it('is taken back with its request, and whoever was asked is told', async () => {
    const school = await setting.newSchool();
    const person = await setting.deputy('丙警官');
    const asked = await setting.recommend(school, person);
    const { schools } = await setting.act(school.contact, 'my-schools', {});
    const [request] = schools[0]?.requests ?? [];
    const target = { requestId: request?.id ?? 0, version: request?.version ?? 0 };
    expect(await setting.act(school.contact, 'withdraw-deputy-request', target)).toMatchObject({
      ok: true,
      request: { state: 'withdrawn' },
    });
    expect(await setting.act(person, 'accept-appointment', { appointmentId: asked.id, version: 1 })).toMatchObject({
      ok: false,
      reason: 'already',
      appointment: { state: 'refused' },
    });
    expect(JSON.stringify((await setting.messages(person)).at(-1)?.message)).toContain('appointment.called_off');
  });
});
