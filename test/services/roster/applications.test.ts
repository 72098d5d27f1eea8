// 自荐 through the services, on real PostgreSQL: one at a time, one decision, a way in for who is accepted, and nothing
// left of who asks to be forgotten.

import { afterAll, describe, expect, test } from 'vitest';
import type { Application } from '../../../src/domain/commands-roster.ts';
import { defaultKeeping } from '../../../src/domain/keeping.ts';
import { redeemInvite } from '../../../src/services/invites.ts';
import type { Who } from '../../../src/services/work.ts';
import { cleanUp } from '../../../src/store/clean-up.ts';
import { findRows } from '../../find-rows.ts';
import { createTownships } from './townships.ts';

const { database, drop, station, first, second, elsewhere, traffic } = await createTownships();
afterAll(drop);

const said = (more: Partial<Application> = {}): Application => ({
  kind: 'volunteer',
  areaId: station.village.id,
  topicIds: [station.topic.id, traffic.id],
  languages: ['putonghua', 'tibetan'],
  name: '韩梅',
  phone: '138 1234 5678',
  about: '退休教师',
  ...more,
});

async function applied(who: Who, more: Partial<Application> = {}): Promise<number> {
  const result = await station.act(who, 'apply', said(more));
  if (!result.ok) throw new Error(result.reason);
  return result.application.id;
}

const stored = (id: number) =>
  station.prisma.speakerApplication.findUniqueOrThrow({
    where: { id },
    include: { speaker: { include: { topics: true } } },
  });
const told = async (who: Who) => JSON.stringify((await station.messages(who)).map(({ message }) => message));
const cards = (id: number) => station.prisma.outbox.findMany({ where: { card: `application:${id}` } });
const codeIn = (messages: string): string => /"code":"([0-9A-Z-]{17})"/.exec(messages)?.[1] ?? '';

describe('applying', () => {
  test('is kept as it was said, and goes to the nearest coordinators', async () => {
    const applicant = await station.person('public', '居民');
    const id = await applied(applicant);
    expect(await stored(id)).toMatchObject({
      ...{ state: 'open', kind: 'volunteer', areaId: station.village.id, name: '韩梅', phone: '13812345678' },
      ...{ topicIds: [station.topic.id, traffic.id], languages: ['putonghua', 'tibetan'], about: '退休教师' },
    });
    expect((await cards(id)).map(({ chatId }) => chatId).sort()).toEqual([first.chatId, second.chatId].sort());
    expect(await told(elsewhere)).not.toContain('韩梅');
    expect(await station.act(applicant, 'my-application', {})).toMatchObject({
      application: { id, state: 'open', phone: '13812345678' },
      again: false,
    });
    expect(await station.prisma.person.findUnique({ where: { id: applicant.personId } })).toMatchObject({
      phone: '13812345678',
    });
  });

  test('is one at a time, also of ten at once', async () => {
    const applicant = await station.person('public', '着急的');
    const results = await Promise.all(Array.from({ length: 10 }, () => station.act(applicant, 'apply', said())));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results.filter(({ ok }) => !ok))
      expect(result).toMatchObject({ reason: 'already', application: { state: 'open' } });
  });

  test('is a change of mind three times a day, and no game', async () => {
    const applicant = await station.person('public', '反复的');
    for (let times = 0; times < 3; times += 1) {
      const applicationId = await applied(applicant);
      expect(await station.act(applicant, 'withdraw-application', { applicationId })).toMatchObject({ ok: true });
    }
    expect(await station.act(applicant, 'apply', said())).toEqual({ ok: false, reason: 'too_many' });
  });

  test('is nothing that a coordinator can decide for themselves', async () => {
    const applicationId = await applied(first);
    expect(await station.act(first, 'accept-application', { applicationId, topicIds: [traffic.id] })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    expect(await station.act(second, 'decline-application', { applicationId })).toMatchObject({ ok: true });
  });

  test('is refused where something is missing or not to be had', async () => {
    const applicant = await station.person('public', '乱来的');
    for (const wrong of [
      { name: '123' },
      { name: '' },
      { phone: '12' },
      { kind: 'police' },
      { kind: 'guest' },
      { areaId: 9999 },
      { topicIds: [] },
      { topicIds: [9999] },
      { languages: [] },
    ] satisfies Partial<Application>[])
      expect(await station.act(applicant, 'apply', said(wrong)), JSON.stringify(wrong)).toEqual({
        ok: false,
        reason: 'incomplete',
      });
    expect(await station.act(applicant, 'my-application', {})).toEqual({ again: true });
  });

  test('can be taken back by its person alone, and made again', async () => {
    const applicant = await station.person('public', '犹豫的');
    const stranger = await station.person('public', '别人');
    const id = await applied(applicant);
    const withdraw = (who: Who) => station.act(who, 'withdraw-application', { applicationId: id });
    expect(await withdraw(stranger)).toEqual({ ok: false, reason: 'not_found' });
    expect(await withdraw(applicant)).toMatchObject({ ok: true, application: { state: 'withdrawn' } });
    expect(await withdraw(applicant)).toMatchObject({ ok: false, reason: 'already' });
    expect(await cards(id)).toEqual([]);
    expect(await station.act(first, 'accept-application', { applicationId: id, topicIds: [traffic.id] })).toMatchObject(
      {
        reason: 'already',
        application: { state: 'withdrawn' },
      },
    );
    expect(await applied(applicant)).not.toBe(id);
  });
});

describe('deciding', () => {
  test('makes a speaker with the topics granted, and sends the applicant a way in that works', async () => {
    const applicant = await station.person('public', '合适的');
    const id = await applied(applicant, { name: '祁志愿' });
    const result = await station.act(first, 'accept-application', { applicationId: id, topicIds: [traffic.id] });
    expect(result).toMatchObject({ ok: true, application: { state: 'accepted' } });
    const { speaker } = await stored(id);
    expect(speaker).toMatchObject({
      ...{ name: '祁志愿', phone: '13812345678', kind: 'volunteer', joinedBy: 'self', personId: null, active: true },
      ...{ homeAreaId: station.village.id, clearedForMinors: false, languages: ['putonghua', 'tibetan'] },
      topics: [{ topicId: traffic.id }],
    });
    const news = await told(applicant);
    expect(news).toContain('apply.news_accepted');
    expect(news).toContain(`/join/${codeIn(news)}`);
    for (const who of [first, second]) expect(await told(who)).not.toContain(codeIn(news));
    const { personId } = await station.person('staff', '祁志愿');
    expect(
      await station.runWork(({ tx, now }) => redeemInvite(tx, { code: codeIn(news), personId, now })),
    ).toMatchObject({ ok: true, role: 'speaker' });
    expect((await stored(id)).speaker).toMatchObject({ personId });
    // Who is in the team has no need of another.
    expect(await station.act(applicant, 'apply', said())).toMatchObject({ ok: false, reason: 'already' });
  });

  test('lets somebody who had left come back by the new way in; what they gave before stays on record', async () => {
    const applicant = await station.person('public', '回来的');
    const { personId } = await station.person('staff', '回来的');
    const joins = async () => {
      const id = await applied(applicant, { name: '回来的' });
      await station.act(first, 'accept-application', { applicationId: id, topicIds: [traffic.id] });
      const { message } = (await station.messages(applicant)).at(-1) ?? {};
      const code = codeIn(JSON.stringify(message));
      return station.runWork(({ tx, now }) => redeemInvite(tx, { code, personId, now }));
    };
    expect(await joins()).toMatchObject({ ok: true });
    const { id: before } = await station.prisma.speaker.findFirstOrThrow({ where: { personId } });
    const left = await station.act(first, 'preview-recall', { speakerId: before });
    if (!left.ok) throw new Error(left.reason);
    await station.act(first, 'approve-recall', { recallId: left.recall.id });
    expect(await joins()).toMatchObject({ ok: true });
    expect(await station.prisma.speaker.findUniqueOrThrow({ where: { personId } })).toMatchObject({ active: true });
    expect(await station.prisma.speaker.findUnique({ where: { id: before } })).toMatchObject({
      ...{ name: '回来的', active: false, personId: null },
    });
  });

  test('tells whoever has a name that the team has already apart from the other by the area', async () => {
    const names = [];
    for (const who of ['一', '二']) {
      const id = await applied(await station.person('public', who), { name: '同名人' });
      await station.act(first, 'accept-application', { applicationId: id, topicIds: [traffic.id] });
      names.push((await stored(id)).speaker?.name);
    }
    expect(names).toEqual(['同名人', `同名人（${station.village.name}）`]);
  });

  test('is done once: of two coordinators and the applicant at once, one is first', async () => {
    const applicant = await station.person('public', '三方');
    const id = await applied(applicant, { name: '争先' });
    const results = await Promise.all([
      station.act(first, 'accept-application', { applicationId: id, topicIds: [traffic.id] }),
      station.act(second, 'accept-application', { applicationId: id, topicIds: [traffic.id] }),
      station.act(second, 'decline-application', { applicationId: id }),
      station.act(applicant, 'withdraw-application', { applicationId: id }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const { state } = await stored(id);
    expect(await station.prisma.speaker.count({ where: { name: '争先' } })).toBe(state === 'accepted' ? 1 : 0);
    for (const who of [first, second]) {
      const last = (await station.messages(who)).filter(({ kind }) => kind === 'edit').at(-1);
      expect(JSON.stringify(last?.message)).toContain(`roster.application_${state}`);
      expect(last?.message).not.toHaveProperty('choices');
    }
  });

  test('turns down politely, after which one can apply again', async () => {
    const applicant = await station.person('public', '再来的');
    const id = await applied(applicant);
    expect(await station.act(first, 'decline-application', { applicationId: id })).toMatchObject({ ok: true });
    expect(await told(applicant)).toContain('apply.news_declined');
    expect(await station.act(applicant, 'my-application', {})).toMatchObject({ again: true });
    expect(await applied(applicant)).not.toBe(id);
  });

  test('grants at least one topic that is on the menu', async () => {
    const id = await applied(await station.person('public', '没主题的'));
    for (const topicIds of [[], [9999]])
      expect(await station.act(first, 'accept-application', { applicationId: id, topicIds })).toMatchObject({
        reason: 'no_topic',
      });
    expect(await stored(id)).toMatchObject({ state: 'open', speaker: null });
  });

  test('is for the coordinators of the area', async () => {
    const applicant = await station.person('public', '本区的');
    const id = await applied(applicant);
    const nothing = { ok: false, reason: 'not_found' };
    for (const who of [elsewhere, applicant, await station.speaker('只是宣讲员')]) {
      expect(await station.act(who, 'show-application', { applicationId: id })).toEqual({});
      expect((await station.act(who, 'list-applications', {})).applications).toEqual([]);
      expect(await station.act(who, 'accept-application', { applicationId: id, topicIds: [traffic.id] })).toEqual(
        nothing,
      );
      expect(await station.act(who, 'decline-application', { applicationId: id })).toEqual(nothing);
    }
    const { applications } = await station.act(first, 'list-applications', {});
    expect(applications.map((one) => one.id)).toContain(id);
    expect(await station.act(first, 'show-application', { applicationId: id })).toMatchObject({ application: { id } });
  });
});

describe('what was written', () => {
  test('is among what the person can export', async () => {
    const applicant = await station.person('public', '要看的');
    await applied(applicant, { about: '想帮忙' });
    expect(await station.act(applicant, 'export-data', {})).toMatchObject({
      applications: [{ name: '韩梅', phone: '13812345678', about: '想帮忙', state: 'open' }],
    });
  });

  test('is forgotten everywhere, and an open application is withdrawn', async () => {
    const applicant = await station.person('public', '秘密人');
    const secret = { name: '秘密姓名', phone: '13899990007', about: '秘密介绍' };
    const id = await applied(applicant, secret);
    await station.act(first, 'show-application', { applicationId: id });
    await station.prisma.outbox.updateMany({ where: { chatId: first.chatId }, data: { sentAt: new Date() } });
    expect(await rowsWith('秘密|13899990007')).toContain('public.speaker_application');
    await station.act(applicant, 'forget', {});
    expect(await rowsWith('秘密|13899990007')).toEqual([]);
    expect(await stored(id)).toMatchObject({ state: 'withdrawn', name: null, phone: null, about: null });
    expect(await cards(id)).toEqual([]);
  });

  test('goes with somebody accepted who has not joined, whose way in is shut', async () => {
    const applicant = await station.person('public', '暗号人');
    const id = await applied(applicant, { name: '暗号姓名', phone: '13899990008', about: '暗号介绍' });
    await station.act(first, 'accept-application', { applicationId: id, topicIds: [traffic.id] });
    const code = codeIn(await told(applicant));
    await station.act(applicant, 'forget', {});
    expect(await rowsWith('暗号|13899990008')).toEqual([]);
    expect((await stored(id)).speaker).toMatchObject({ active: false, phone: null });
    const { personId } = await station.person('staff', '拾到的人');
    expect(await station.runWork(({ tx, now }) => redeemInvite(tx, { code, personId, now }))).toEqual({
      ok: false,
      reason: 'unknown',
    });
  });

  test('goes but for the speaker, where they have joined', async () => {
    const applicant = await station.person('public', '已加入的');
    const id = await applied(applicant, { name: '在队姓名', about: '在队介绍' });
    await station.act(first, 'accept-application', { applicationId: id, topicIds: [traffic.id] });
    const { personId } = await station.person('staff', '在队姓名');
    const code = codeIn(await told(applicant));
    await station.runWork(({ tx, now }) => redeemInvite(tx, { code, personId, now }));
    await station.act(applicant, 'forget', {});
    expect(await rowsWith('在队介绍')).toEqual([]);
    const row = await stored(id);
    expect(row).toMatchObject({ name: null, about: null, speaker: { name: '在队姓名', active: true } });
  });

  test('goes a year after the decision, not while it waits', async () => {
    const decided = await applied(await station.person('public', '旧的'), { name: '旧姓名' });
    const open = await applied(await station.person('public', '新的'), { name: '新姓名' });
    await station.act(first, 'decline-application', { applicationId: decided });
    const cleanAfter = (days: number) =>
      cleanUp(database.pool, defaultKeeping, new Date(station.clock().getTime() + days * 86_400_000));
    await cleanAfter(364);
    expect(await stored(decided)).toMatchObject({ name: '旧姓名' });
    await cleanAfter(366);
    expect(await stored(decided)).toMatchObject({ state: 'declined', name: null, phone: null, about: null });
    expect(await stored(open)).toMatchObject({ name: '新姓名', phone: '13812345678' });
  });
});

const rowsWith = (pattern: string) => findRows(database.pool, pattern);
