// The roster through the services, on real PostgreSQL: who may change what of whom, and what is never self-granted.

import { afterAll, describe, expect, test } from 'vitest';
import type { ProfileEdit } from '../../../src/domain/commands-roster.ts';
import { redeemInvite } from '../../../src/services/invites.ts';
import type { Who } from '../../../src/services/work.ts';
import type { Station } from '../../fakes/station.ts';
import { createTownships } from './townships.ts';

type Speaker = Awaited<ReturnType<Station['speaker']>>;

const { drop, station, first, second, elsewhere, traffic } = await createTownships();
afterAll(drop);

let names = 0;
const someone = (more: Parameters<Station['speaker']>[1] = {}): Promise<Speaker> => {
  names += 1;
  return station.speaker(`宣讲员${names}`, more);
};
const edit = (who: Who, wanted: ProfileEdit, speakerId?: number) =>
  station.act(who, 'edit-profile', { edit: wanted, ...(speakerId !== undefined && { speakerId }) });
const stored = (speakerId: number) =>
  station.prisma.speaker.findUniqueOrThrow({
    where: { id: speakerId },
    include: { topics: true, formats: true, hours: { orderBy: { weekday: 'asc' } }, serves: true },
  });
const told = async (who: Who) => JSON.stringify((await station.messages(who)).map(({ message }) => message));
const cards = (id: number) => station.prisma.outbox.findMany({ where: { card: `topic_request:${id}` } });

describe('a speaker', () => {
  test('changes formats, languages, hours, areas, limits and assisting, each at once', async () => {
    const me = await someone();
    const [format] = await station.prisma.format.findMany({ where: { code: 'field' } });
    const monday = { weekday: 1, from: 510, until: 720 };
    await edit(me, { what: 'formats', formatIds: [format?.id ?? 0] });
    await edit(me, { what: 'languages', languages: ['tibetan', 'putonghua'] });
    await edit(me, { what: 'hours', hours: [{ ...monday, from: 720, until: 780 }, monday] });
    await edit(me, { what: 'areas', areaIds: [station.township.id] });
    await edit(me, { what: 'weekly', most: 5 });
    await edit(me, { what: 'daily', most: 1 });
    const last = await edit(me, { what: 'assist', yes: false });
    expect(await stored(me.speakerId)).toMatchObject({
      formats: [{ formatId: format?.id }],
      languages: ['putonghua', 'tibetan'],
      hours: [{ weekday: 1, fromMinutes: 510, untilMinutes: 780 }],
      serves: [{ areaId: station.township.id }],
      weeklyLimit: 5,
      dailyLimit: 1,
      canAssist: false,
    });
    expect(last).toMatchObject({
      ok: true,
      profile: { own: true, weeklyLimit: 5, areas: [{ names: { zh: '小峡街道' } }] },
    });
    await edit(me, { what: 'hours', hours: [] });
    await edit(me, { what: 'areas', areaIds: [] });
    expect(await stored(me.speakerId)).toMatchObject({ hours: [], serves: [] });
  });

  test('is refused what is out of bounds, and nothing changes', async () => {
    const me = await someone();
    const before = await stored(me.speakerId);
    const wrong: [ProfileEdit, string][] = [
      [{ what: 'weekly', most: 0 }, 'range'],
      [{ what: 'weekly', most: 22 }, 'range'],
      [{ what: 'weekly', most: 1.5 }, 'range'],
      [{ what: 'daily', most: 6 }, 'range'],
      [{ what: 'hours', hours: [{ weekday: 8, from: 0, until: 10 }] }, 'range'],
      [{ what: 'hours', hours: [{ weekday: 1, from: 700, until: 700 }] }, 'range'],
      [{ what: 'formats', formatIds: [] }, 'nothing'],
      [{ what: 'formats', formatIds: [9999] }, 'unknown'],
      [{ what: 'languages', languages: [] }, 'nothing'],
      [{ what: 'areas', areaIds: [9999] }, 'unknown'],
    ];
    for (const [one, reason] of wrong)
      expect(await edit(me, one), JSON.stringify(one)).toMatchObject({ ok: false, reason });
    expect(await stored(me.speakerId)).toEqual(before);
  });

  test('gives topics up, and takes none, no clearance, no share and no leave', async () => {
    const me = await someone();
    for (const one of [
      { what: 'topics', topicIds: [station.topic.id, traffic.id] },
      { what: 'minors', yes: true },
      { what: 'share', share: 0.1 },
      { what: 'active', yes: false },
    ] satisfies ProfileEdit[])
      expect(await edit(me, one), one.what).toMatchObject({ ok: false, reason: 'own' });
    expect(await edit(me, { what: 'topics', topicIds: [] })).toMatchObject({ ok: true, profile: { topics: [] } });
  });

  test('neither sees nor changes anybody else', async () => {
    const [me, other] = [await someone(), await someone()];
    expect(await station.act(me, 'show-profile', { speakerId: other.speakerId })).toEqual({});
    expect(await edit(me, { what: 'weekly', most: 1 }, other.speakerId)).toEqual({ ok: false, reason: 'not_found' });
    const stranger = await station.person('staff', '路人');
    expect(await station.act(stranger, 'show-profile', {})).toEqual({});
    expect(await edit(stranger, { what: 'weekly', most: 1 })).toEqual({ ok: false, reason: 'not_found' });
  });

  test('keeps what is no longer on the menu, though nobody can tick it', async () => {
    const me = await someone();
    const old = await station.prisma.topic.create({
      data: { code: `old${names}`, nameZh: '旧主题', nameEn: 'Old', active: false },
    });
    await station.prisma.speakerTopic.create({ data: { speakerId: me.speakerId, topicId: old.id } });
    await edit(first, { what: 'topics', topicIds: [traffic.id] }, me.speakerId);
    expect((await stored(me.speakerId)).topics.map(({ topicId }) => topicId).sort()).toEqual(
      [old.id, traffic.id].sort(),
    );
  });
});

describe('asking for a topic', () => {
  const ask = (who: Who) => station.act(who, 'request-topic', { topicId: traffic.id });
  const openOf = (speakerId: number) =>
    station.prisma.topicRequest.findFirstOrThrow({ where: { speakerId }, orderBy: { id: 'desc' } });

  test('goes to the coordinators of the speaker’s area, once', async () => {
    const me = await someone();
    expect(await ask(me)).toMatchObject({ ok: true, profile: { requested: [{ id: traffic.id }] } });
    const { id } = await openOf(me.speakerId);
    expect((await cards(id)).map(({ chatId }) => chatId).sort()).toEqual([first.chatId, second.chatId].sort());
    expect(await ask(me)).toMatchObject({ ok: false, reason: 'waiting' });
    expect(await station.act(me, 'request-topic', { topicId: station.topic.id })).toMatchObject({ reason: 'held' });
    expect(await station.act(me, 'request-topic', { topicId: 9999 })).toMatchObject({ reason: 'unknown' });
  });

  test('ten times at once is once', async () => {
    const me = await someone();
    const results = await Promise.all(Array.from({ length: 10 }, () => ask(me)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await station.prisma.topicRequest.count({ where: { speakerId: me.speakerId } })).toBe(1);
  });

  test('is granted by one of several, the others hear what became of it', async () => {
    const me = await someone();
    await ask(me);
    const { id } = await openOf(me.speakerId);
    const team = [first, second];
    const results = await Promise.all(
      team.map((who) => station.act(who, 'decide-topic', { requestId: id, grant: true })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ reason: 'already', request: { granted: true } });
    expect((await stored(me.speakerId)).topics).toContainEqual({ speakerId: me.speakerId, topicId: traffic.id });
    expect(await told(me)).toContain('roster.news_granted');
    expect(await cards(id)).toEqual([]);
    for (const who of team) {
      const edits = (await station.messages(who)).filter(({ kind }) => kind === 'edit');
      expect(JSON.stringify(edits.at(-1)?.message)).toContain('roster.request_granted');
      expect(edits.at(-1)?.message).not.toHaveProperty('choices');
    }
  });

  test('is denied, and can be asked for again', async () => {
    const me = await someone();
    await ask(me);
    const { id } = await openOf(me.speakerId);
    expect(await station.act(first, 'decide-topic', { requestId: id, grant: false })).toMatchObject({ ok: true });
    expect((await stored(me.speakerId)).topics).toHaveLength(1);
    expect(await told(me)).toContain('roster.news_denied');
    expect(await ask(me)).toMatchObject({ ok: true });
  });

  test('is nobody’s to decide in another area, or for themselves', async () => {
    const me = await someone();
    await ask(me);
    const { id } = await openOf(me.speakerId);
    const nothing = { ok: false, reason: 'not_found' };
    expect(await station.act(elsewhere, 'decide-topic', { requestId: id, grant: true })).toEqual(nothing);
    expect(await station.act(me, 'decide-topic', { requestId: id, grant: true })).toEqual(nothing);
    const both = await bothRoles(me);
    expect(await station.act(both, 'decide-topic', { requestId: id, grant: true })).toMatchObject({ reason: 'own' });
    expect((await stored(me.speakerId)).topics).toHaveLength(1);
  });

  test('goes one area up where there is nobody else to decide', async () => {
    const area = await station.prisma.area.create({
      data: { kind: 'township', name: '沙沟回族乡', parentId: station.district.id },
    });
    const chief = await station.coordinator('区里', station.district.id);
    const me = await someone({ homeAreaId: area.id });
    const both = await bothRoles(me, area.id);
    await ask(both);
    expect((await cards((await openOf(me.speakerId)).id)).map(({ chatId }) => chatId)).toEqual([chief.chatId]);
  });

  test('is settled by granting the topic on the profile', async () => {
    const me = await someone();
    await ask(me);
    const { id } = await openOf(me.speakerId);
    await edit(first, { what: 'topics', topicIds: [station.topic.id, traffic.id] }, me.speakerId);
    expect(await station.prisma.topicRequest.findUnique({ where: { id } })).toMatchObject({ granted: true });
    expect(await station.act(second, 'decide-topic', { requestId: id, grant: false })).toMatchObject({
      reason: 'already',
    });
  });
});

describe('a coordinator', () => {
  test('sets topics, clearance and share in the own area, and the speaker is told who did', async () => {
    const me = await someone();
    expect(await edit(first, { what: 'minors', yes: false }, me.speakerId)).toMatchObject({
      ok: true,
      profile: { own: false, clearedForMinors: false },
    });
    await edit(first, { what: 'share', share: 0.5 }, me.speakerId);
    await edit(first, { what: 'topics', topicIds: [traffic.id] }, me.speakerId);
    expect(await stored(me.speakerId)).toMatchObject({
      clearedForMinors: false,
      targetShare: 0.5,
      topics: [{ topicId: traffic.id }],
    });
    expect(await told(me)).toContain('"name":"张三"');
    for (const share of [0, 0.05, 3.5, -1, Number.NaN])
      expect(await edit(first, { what: 'share', share }, me.speakerId)).toMatchObject({ reason: 'range' });
  });

  test('changes nothing of a speaker outside the area, and does not see them', async () => {
    const me = await someone();
    const before = await stored(me.speakerId);
    for (const one of [
      { what: 'topics', topicIds: [] },
      { what: 'formats', formatIds: [station.format.id] },
      { what: 'languages', languages: ['tibetan'] },
      { what: 'hours', hours: [{ weekday: 1, from: 0, until: 60 }] },
      { what: 'areas', areaIds: [station.township.id] },
      { what: 'weekly', most: 1 },
      { what: 'daily', most: 1 },
      { what: 'assist', yes: false },
      { what: 'minors', yes: false },
      { what: 'active', yes: false },
      { what: 'share', share: 0.5 },
    ] satisfies ProfileEdit[])
      expect(await edit(elsewhere, one, me.speakerId), one.what).toEqual({ ok: false, reason: 'not_found' });
    expect(await stored(me.speakerId)).toEqual(before);
    expect(await station.act(elsewhere, 'show-profile', { speakerId: me.speakerId })).toEqual({});
    const { members } = await station.act(elsewhere, 'list-team', {});
    expect(members.map(({ id }) => id)).not.toContain(me.speakerId);
    expect((await station.act(first, 'list-team', {})).members.map(({ id }) => id)).toContain(me.speakerId);
  });

  test('who is a speaker as well decides nothing for themselves', async () => {
    const both = await bothRoles(await someone());
    await station.prisma.speaker.update({ where: { id: both.speakerId }, data: { clearedForMinors: false } });
    for (const one of [
      { what: 'minors', yes: true },
      { what: 'share', share: 0.1 },
      { what: 'topics', topicIds: [station.topic.id, traffic.id] },
    ] satisfies ProfileEdit[])
      expect(await edit(both, one, both.speakerId), one.what).toMatchObject({ ok: false, reason: 'own' });
    expect(await stored(both.speakerId)).toMatchObject({ clearedForMinors: false, targetShare: 1 });
    expect(await station.act(both, 'show-profile', { speakerId: both.speakerId })).toMatchObject({
      profile: { own: true },
    });
  });

  test('pauses somebody without a talk and brings them back, and nobody with one', async () => {
    const me = await someone();
    const now = station.clock();
    const from = new Date('2026-09-21T01:00:00Z');
    station.at(from.toISOString());
    await edit(first, { what: 'active', yes: false }, me.speakerId);
    expect(await stored(me.speakerId)).toMatchObject({ active: false });
    station.at(now.toISOString());
    for (const yes of [true, true]) await edit(first, { what: 'active', yes }, me.speakerId);
    expect(await stored(me.speakerId)).toMatchObject({ active: true, leftAt: null });
    // What they could not give meanwhile is not missed: it counts as time away.
    expect(await station.prisma.away.findMany({ where: { speakerId: me.speakerId } })).toMatchObject([
      { from, until: now },
    ]);

    const resident = await station.person('public', '居民');
    const order = await station.order(resident);
    await station.act(first, 'approve', { orderId: order.id, version: order.version, speakerId: me.speakerId });
    expect(await edit(first, { what: 'active', yes: false }, me.speakerId)).toMatchObject({ reason: 'has_talks' });
    expect(await stored(me.speakerId)).toMatchObject({ active: true });
  });

  test('sees what waits in the area beside the list', async () => {
    const me = await someone();
    await station.act(me, 'request-topic', { topicId: traffic.id });
    const mine = (await station.act(first, 'list-team', {})).topicRequests.map(({ speakerId }) => speakerId);
    expect(mine).toContain(me.speakerId);
    expect((await station.act(elsewhere, 'list-team', {})).topicRequests).toEqual([]);
    expect((await station.act(first, 'queue', {})).team).toBe(mine.length);
    expect((await station.act(elsewhere, 'queue', {})).team).toBe(0);
  });

  test('has no guest of one talk in the team', async () => {
    const resident = await station.person('public', '居民');
    const { id } = await station.order(resident);
    const guest = await station.prisma.speaker.create({
      data: { name: '外请教授', kind: 'guest', homeAreaId: station.township.id, guestOrderId: id },
    });
    expect((await station.act(first, 'list-team', {})).members.map((one) => one.id)).not.toContain(guest.id);
    expect(await station.act(first, 'show-profile', { speakerId: guest.id })).toEqual({});
  });
});

describe('adding a speaker by hand', () => {
  const add = (who: Who, more: object = {}) =>
    station.act(who, 'add-speaker', {
      name: `新人${String.fromCodePoint(0x4e00 + names++)}`,
      kind: 'practitioner',
      joinedBy: 'branch',
      areaId: station.village.id,
      topicIds: [traffic.id],
      ...more,
    });

  test('makes the speaker and a way in, which works once', async () => {
    const result = await add(first, { name: '李伟', phone: '139 0000 0000' });
    if (!result.ok) throw new Error(result.reason);
    const formats = await station.prisma.format.count({ where: { active: true } });
    const speaker = await stored(result.speakerId);
    expect(speaker).toMatchObject({
      ...{ name: '李伟', phone: '13900000000', kind: 'practitioner', joinedBy: 'branch', personId: null },
      ...{ clearedForMinors: false, active: true, topics: [{ topicId: traffic.id }] },
    });
    expect(speaker.formats).toHaveLength(formats);
    expect(result.invitation.url).toContain(result.invitation.code);
    const joining = await station.person('staff', '李伟');
    const { code } = result.invitation;
    const redeem = () => station.runWork(({ tx, now }) => redeemInvite(tx, { code, personId: joining.personId, now }));
    expect(await redeem()).toMatchObject({ ok: true, role: 'speaker' });
    expect(await stored(result.speakerId)).toMatchObject({ personId: joining.personId });
    expect(await station.act(first, 'invite-speaker', { speakerId: result.speakerId })).toEqual({
      ok: false,
      reason: 'joined',
    });
  });

  test('is for the own area, for a name not yet there, and for what is on the menu', async () => {
    expect(await add(elsewhere)).toEqual({ ok: false, reason: 'not_found' });
    expect(await add(first, { areaId: station.district.id })).toEqual({ ok: false, reason: 'not_found' });
    expect(await add(await someone())).toEqual({ ok: false, reason: 'not_found' });
    expect(await add(first, { topicIds: [] })).toEqual({ ok: false, reason: 'incomplete' });
    expect(await add(first, { topicIds: [9999] })).toEqual({ ok: false, reason: 'incomplete' });
    expect(await add(first, { name: '  ' })).toEqual({ ok: false, reason: 'incomplete' });
    expect(await add(first, { kind: 'guest' })).toEqual({ ok: false, reason: 'incomplete' });
    const twice = await Promise.all([add(first, { name: '马·玉兰' }), add(second, { name: '马玉兰' })]);
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    expect(twice.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'namesake' });
  });

  test('has a new way in, after which the old one is void', async () => {
    const added = await add(first);
    if (!added.ok) throw new Error(added.reason);
    const { speakerId } = added;
    expect(await station.act(elsewhere, 'invite-speaker', { speakerId })).toEqual({ ok: false, reason: 'not_found' });
    const anew = await station.act(second, 'invite-speaker', { speakerId });
    if (!anew.ok) throw new Error(anew.reason);
    const { personId } = await station.person('staff', '某人');
    const redeem = (code: string) => station.runWork(({ tx, now }) => redeemInvite(tx, { code, personId, now }));
    expect(await redeem(added.invitation.code)).toEqual({ ok: false, reason: 'unknown' });
    expect(await redeem(anew.invitation.code)).toMatchObject({ ok: true });
  });
});

/** The speaker made a coordinator of the area as well. */
async function bothRoles(
  me: Speaker,
  within: number = station.township.id,
): Promise<Speaker & { coordinator: { id: number; areaId: number } }> {
  const { id, areaId } = await station.prisma.coordinator.create({
    data: { name: '身兼两职', personId: me.personId, areaId: within },
  });
  return { ...me, coordinator: { id, areaId } };
}
