// Where the education bureau appoints: it decides between the police's recommendation and the person's answer, sees the
// overview, and nothing else. Beside it, the evaluation of a year.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClassGroup } from '../../../src/domain/deputy/class-group.ts';
import { execute } from '../../../src/services/commands.ts';
import { createDeputyPages } from '../../../src/services/deputy/pages.ts';
import type { RunWork, Who } from '../../../src/services/work.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { buttonsIn } from '../../fakes/staffing.ts';
import { createSetting, type Setting } from './setting.ts';

let home: TestDatabase;
let setting: Setting;
let bureau: Who;

beforeAll(async () => {
  home = await createTestDatabase({ poolSize: 10 });
  setting = await createSetting(home.database, { appointedBy: 'bureau' });
  bureau = await setting.bureau();
});
afterAll(() => home.drop());
beforeEach(() => setting.at('2026-11-23T01:00:00Z'));

async function recommended() {
  const school = await setting.newSchool();
  const person = await setting.deputy(`警官${school.id}`);
  return { school, person, asked: await setting.recommend(school, person) };
}

/** Decided, accepted, confirmed. */
async function serving() {
  const { school, person, asked } = await recommended();
  const target = { appointmentId: asked.id };
  await setting.act(bureau, 'bureau-approve', { ...target, version: 1 });
  await setting.act(person, 'accept-appointment', { ...target, version: 2 });
  const result = await setting.act(school.contact, 'confirm-deputy', { ...target, version: 3 });
  if (!result.ok) throw new Error(result.reason);
  return { school, person, appointment: result.appointment };
}

describe('the education bureau', () => {
  it('is asked first, and the person only once it has approved', async () => {
    const { person, asked } = await recommended();
    expect(asked).toMatchObject({ state: 'recommended', version: 1 });
    expect(await setting.messages(person)).toEqual([]);
    const target = { appointmentId: asked.id, version: 1 };
    expect(buttonsIn(JSON.stringify((await setting.messages(bureau)).at(-1)?.message))).toEqual([
      `/bureau_approve ${asked.id} 1`,
      `/bureau_refuse ${asked.id} 1`,
    ]);
    expect(await setting.act(setting.chief, 'bureau-approve', target)).toEqual({ ok: false, reason: 'not_found' });
    expect(await setting.act(person, 'accept-appointment', target)).toMatchObject({ ok: false, reason: 'already' });
    expect(await setting.act(bureau, 'bureau-approve', target)).toMatchObject({
      ok: true,
      appointment: { state: 'approved' },
    });
    expect(await setting.act(bureau, 'bureau-approve', target)).toMatchObject({ ok: false, reason: 'already' });
    expect(await setting.messages(person)).toHaveLength(1);
  });

  it('refuses with a reason, and somebody else is chosen', async () => {
    const { school, person, asked } = await recommended();
    const target = { appointmentId: asked.id, version: 1, reason: '另有安排' };
    expect(await setting.act(bureau, 'bureau-refuse', target)).toMatchObject({
      ok: true,
      appointment: { state: 'refused' },
    });
    expect(await setting.messages(person)).toEqual([]);
    expect(await setting.prisma.deputyRequest.findFirst({ where: { schoolId: school.id } })).toMatchObject({
      state: 'open',
    });
    // Words never go to the history.
    const events = await setting.prisma.appointmentEvent.findMany({ where: { appointmentId: asked.id } });
    expect(events.map(({ reason }) => reason)).toEqual([null, null]);
  });

  it('sees what is to be decided and the overview, and can do nothing else', async () => {
    const { school, asked, person } = await recommended();
    const overview = await setting.act(bureau, 'deputy-overview', {});
    expect(overview.toDecide.map(({ id }) => id)).toContain(asked.id);
    expect(overview.rows.find((row) => row.school.id === school.id)).toMatchObject({
      light: 'red',
      flags: ['no_deputy', 'request_open'],
    });
    expect(overview.reportUrl).toContain('/deputy/report?t=');
    const [request] = overview.requests.filter((one) => one.school.id === school.id);
    const target = { requestId: request?.id ?? 0, version: request?.version ?? 0 };
    expect(await setting.act(bureau, 'show-deputy-request', target)).toMatchObject({ candidates: [] });
    expect(await setting.act(bureau, 'recommend-deputy', { ...target, speakerId: person.speakerId })).toMatchObject({
      ok: false,
      reason: 'not_found',
    });
    expect(await setting.act(bureau, 'refuse-deputy-request', { ...target, reason: '不' })).toMatchObject({
      ok: false,
      reason: 'not_found',
    });
    expect(await setting.act(bureau, 'deputy-pool', {})).toEqual({ people: [] });
    const ending = { appointmentId: asked.id, version: 1, reason: 'other', on: '2026-12-01' };
    expect(await setting.act(bureau, 'end-appointment', ending)).toEqual({ ok: false, reason: 'not_found' });
  });

  it('can be a coordinator as well, who recommends and decides, each in their own area', async () => {
    const { asked, person } = await recommended();
    const { bureau: member } = bureau;
    if (!member || !setting.chief.coordinator) throw new Error('no roles');
    const both = { ...setting.chief, bureau: member };
    expect((await setting.act(both, 'deputy-overview', {})).toDecide.map(({ id }) => id)).toContain(asked.id);
    const elsewhere = { ...both, bureau: { ...member, areaId: setting.otherTownship.id } };
    expect((await setting.act(elsewhere, 'deputy-overview', {})).toDecide).toEqual([]);
    const target = { appointmentId: asked.id, version: 1 };
    expect(await setting.act(elsewhere, 'bureau-approve', target)).toEqual({ ok: false, reason: 'not_found' });
    // Nobody decides about themselves, whatever else they are.
    const own = { ...both, speakerId: person.speakerId };
    expect(await setting.act(own, 'bureau-approve', target)).toEqual({ ok: false, reason: 'not_found' });
    expect(await setting.act(both, 'bureau-approve', target)).toMatchObject({
      ok: true,
      appointment: { state: 'approved', last: { actor: 'bureau', name: '教育局' } },
    });
    const overseen = { ...both, coordinator: { ...setting.chief.coordinator, areaId: setting.otherTownship.id } };
    expect((await setting.act(overseen, 'list-schools', {})).schools).not.toEqual([]);
  });

  it('stands in the letters of those it decided about, whoever appoints later', async () => {
    const { appointment } = await serving();
    const token = new URL(appointment.letterUrl ?? '', 'http://127.0.0.1').searchParams.get('t') ?? '';
    const later: RunWork = (act, given) =>
      setting.runWork((work) => act({ ...work, deputyRules: { ...work.deputyRules, appointedBy: 'school' } }), given);
    const letter = await createDeputyPages(later).letter('letter', appointment.id, token);
    expect(letter).toMatchObject({ number: appointment.letterNumber, appointedBy: 'bureau' });
  });

  it('is shown letter and report in the language of its chat, as everybody is', async () => {
    const { appointment } = await serving();
    for (const locale of ['zh-CN', 'en'] as const) {
      const who = { ...bureau, locale };
      const shown = await setting.act(who, 'show-appointment', { appointmentId: appointment.id });
      const { reportUrl } = await setting.act(who, 'deputy-overview', {});
      for (const url of [shown.appointment?.letterUrl, reportUrl])
        expect(new URL(url ?? '').searchParams.get('lang')).toBe(locale);
    }
  });

  it('of another area sees nothing of it', async () => {
    const { asked } = await recommended();
    const elsewhere = { ...bureau, bureau: { id: 99, areaId: setting.otherTownship.id } };
    expect(await setting.act(elsewhere, 'bureau-approve', { appointmentId: asked.id, version: 1 })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    expect((await setting.act(elsewhere, 'deputy-overview', {})).rows).toEqual([]);
  });
});

describe('the overview', () => {
  it('puts schools without anybody first, then remote, rural and weak ones among the requests', async () => {
    const plain = await setting.newSchool();
    const remote = await setting.newSchool({ rural: true, remote: true });
    const { school: served } = await serving();
    for (const school of [served, plain, remote]) await setting.request(school);
    const { requests, rows } = await setting.act(setting.chief, 'deputy-overview', {});
    const order = requests.map(({ school }) => school.id).filter((id) => [plain.id, remote.id, served.id].includes(id));
    expect(order).toEqual([remote.id, plain.id, served.id]);
    expect(rows.at(-1)?.school.id).toBe(served.id);
  });

  it('does not say of a school with fewer than the setting asks for that it has nobody', async () => {
    const [{ school: alone }, empty] = [await serving(), await setting.newSchool()];
    const outcome = await setting.runWork((work) =>
      execute({ ...work, deputyRules: { ...work.deputyRules, postsMin: 2 } }, setting.chief, {
        type: 'deputy-overview',
      }),
    );
    if (outcome.type !== 'deputy-overview') throw new Error('another answer');
    const flagsOf = ({ id }: { id: number }) => outcome.result.rows.find(({ school }) => school.id === id)?.flags;
    expect([flagsOf(alone), flagsOf(empty)]).toEqual([['too_few'], ['no_deputy']]);
  });
});

describe('the evaluation', () => {
  it('has one word from each side, replaced when it comes again, and classes as totals', async () => {
    const { school, person, appointment } = await serving();
    const target = { appointmentId: appointment.id, year: 2026 };
    expect(await setting.act(school.contact, 'evaluate-deputy', { ...target, score: 80 })).toMatchObject({ ok: true });
    expect(
      await setting.act(school.contact, 'evaluate-deputy', { ...target, score: 95, comment: '很好' }),
    ).toMatchObject({
      ok: true,
      appointment: { evaluation: { year: 2026, school: { score: 95, comment: '很好' } } },
    });
    const tally = (group: string, counts: number[]) =>
      setting.act(school.contact, 'tally-deputy', { ...target, group: group as ClassGroup, counts });
    await tally('3-1', [0, 0, 0, 10, 10]);
    await tally('3-1', [0, 0, 0, 0, 30]);
    expect(await tally('3', [9, 0, 0, 0, 0])).toMatchObject({
      appointment: { evaluation: { classes: { mean: 5, hands: 30, suppressed: 1 } } },
    });
    for (const [group, counts] of [
      ['三（1）班', [1, 0, 0, 0, 9]],
      ['3-1', [0, 0, 0, 0, 5001]],
      ['3-1', [0, 0, 9]],
    ] as const)
      expect(await tally(group, [...counts])).toEqual({ ok: false, reason: 'not_found' });
    await setting.act(person, 'evaluate-as-staff', { ...target, score: 90 });
    await setting.act(setting.chief, 'evaluate-as-staff', { ...target, score: 85 });
    const shown = await setting.act(setting.chief, 'show-appointment', { appointmentId: appointment.id });
    expect(shown.appointment?.evaluation).toMatchObject({
      school: { score: 95 },
      deputy: { score: 90 },
      coordinator: { score: 85 },
    });
    const { schools } = await setting.act(school.contact, 'my-schools', {});
    expect(schools[0]?.appointments[0]?.evaluation).not.toHaveProperty('coordinator');
  });

  it('is of a year that has begun and was served, from 0 to 100', async () => {
    const { school, person, appointment } = await serving();
    const evaluate = (year: number, score: number, who: Who = school.contact) =>
      setting.act(who, 'evaluate-deputy', { appointmentId: appointment.id, year, score });
    expect(await evaluate(2025, 90)).toEqual({ ok: false, reason: 'past' });
    expect(await evaluate(2027, 90)).toEqual({ ok: false, reason: 'past' });
    for (const year of [2025.5, 2026.5, Number.NaN]) expect(await evaluate(year, 90)).toMatchObject({ reason: 'past' });
    for (const score of [-1, 101, 90.5])
      expect(await evaluate(2026, score)).toEqual({ ok: false, reason: 'not_found' });
    expect(await evaluate(2026, 90, person)).toEqual({ ok: false, reason: 'not_found' });
    for (const score of [0, 100]) expect(await evaluate(2026, score)).toMatchObject({ ok: true });
  });
});
