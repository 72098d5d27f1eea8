// 临时任务 and leaving: all talks of one speaker at once, one approval, everybody told once. On real PostgreSQL, with the
// real solver.

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSolver } from '../../../src/solver/solver.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { type Coordinator, type Speaker, staffingOf } from '../../fakes/staffing.ts';
import { createStation, type Station } from '../../fakes/station.ts';

const solver = createSolver();
let test: TestDatabase;
let station: Station;
let coordinator: Coordinator;
let second: Coordinator;
let li: Speaker;
let wang: Speaker;
let staff: ReturnType<typeof staffingOf>;

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 10 });
  station = await createStation(test.database, undefined, solver.solve);
  coordinator = await station.coordinator('张三');
  second = await station.coordinator('李四');
  staff = staffingOf(station, coordinator);
});
afterAll(async () => {
  await solver.stop();
  await test.drop();
});
beforeEach(async () => {
  station.at('2026-11-23T01:00:00Z');
  await station.prisma.speaker.updateMany({ data: { active: false } });
  li = await station.speaker('李警官');
  wang = await station.speaker('王警官');
});

const thursday = { day: '2026-11-26', half: 'afternoon' as const };
const friday = { day: '2026-11-27', half: 'morning' as const };
const span = { from: '2026-11-26', until: '2026-11-27' };

async function preview(days: typeof span | null = span) {
  const result = await station.act(coordinator, 'preview-recall', {
    speakerId: li.speakerId,
    ...(days && { span: days }),
  });
  if (!result.ok) throw new Error(result.reason);
  return result.recall;
}

async function approve(recallId: number) {
  const result = await station.act(coordinator, 'approve-recall', { recallId });
  if (!result.ok) throw new Error(result.reason);
  return result.recalled;
}

describe('the preview', () => {
  it('names everybody’s replacement at the agreed time and place, and changes nothing', async () => {
    const first = await staff.confirmed(li, { windows: [thursday] });
    const other = await staff.offered(li, { windows: [friday], places: [{ areaId: station.otherVillage.id }] });
    const later = await staff.confirmed(li, { windows: [{ day: '2026-11-30', half: 'morning' }] });
    const since = await staff.mark();
    const { talks, speaker } = await preview();
    expect(speaker).toBe('李警官');
    expect(talks.map(({ order, instead }) => [order.number, instead?.name, instead?.startsAt])).toEqual([
      [first.number, '王警官', first.startsAt?.toISOString()],
      [other.number, '王警官', other.startsAt?.toISOString()],
    ]);
    expect(talks[0]?.order).not.toHaveProperty('contact');
    expect(await staff.booked(first.number)).toEqual([li.speakerId]);
    expect(await staff.mark()).toBe(since);
    for (const { number } of [first, other, later]) await staff.cancel(number);
  });

  it('says why, where nobody can', async () => {
    const order = await staff.confirmed(li, { windows: [thursday] });
    await station.prisma.speaker.update({ where: { id: wang.speakerId }, data: { clearedForMinors: false } });
    await station.prisma.speakerTopic.deleteMany({ where: { speakerId: wang.speakerId } });
    const { talks } = await preview();
    expect(talks).toMatchObject([{ nobody: { refusals: { topic: 1 } } }]);
    expect(talks[0]).not.toHaveProperty('instead');
    await staff.cancel(order.number);
  });

  it('chooses together: who alone can take the second talk is not spent on the first', async () => {
    const cleared = await station.speaker('赵警官');
    const lesson = {
      places: [{ areaId: station.village.id, schoolId: station.school.id }],
      audience: 'pupils' as const,
    };
    const format = await station.prisma.format.findFirstOrThrow({ where: { code: 'class' } });
    const fixed = { ...thursday, period: 6 };
    // At the same hour: anybody can give the one, only 赵警官 the other.
    const village = await staff.confirmed(li, { windows: [thursday] });
    const school = await staff.confirmed(wang, { ...lesson, formatId: format.id, windows: [fixed] });
    await station.prisma.speaker.update({ where: { id: wang.speakerId }, data: { clearedForMinors: false } });
    const startsAt = school.startsAt ?? new Date(0);
    const endsAt = new Date(startsAt.getTime() + 3_600_000);
    await station.prisma.order.update({ where: { id: village.id }, data: { startsAt, endsAt } });
    // As if li were on both; what matters is who takes them over.
    await station.prisma.booking.updateMany({
      where: { orderId: { in: [village.id, school.id] } },
      data: { active: false },
    });
    const slot = { active: true, speakerId: li.speakerId };
    await station.prisma.booking.create({
      data: { ...slot, orderId: village.id, from: startsAt, until: new Date(startsAt.getTime() + 600_000) },
    });
    await station.prisma.booking.create({
      data: { ...slot, orderId: school.id, from: new Date(startsAt.getTime() + 600_000), until: endsAt },
    });
    await station.prisma.offer.updateMany({ where: { orderId: school.id }, data: { speakerId: li.speakerId } });
    const { talks } = await preview();
    const by = new Map(talks.map(({ order, instead }) => [order.number, instead?.name]));
    expect(by.get(village.number)).toBe('王警官');
    expect(by.get(school.number)).toBe('赵警官');
    expect(cleared.speakerId).toBeGreaterThan(0);
    await station.prisma.booking.updateMany({ data: { active: false } });
    for (const { number } of [village, school]) await staff.cancel(number);
  });

  it('is refused for days gone by, days the wrong way round, and a speaker of another area', async () => {
    const ask = (days: typeof span, speakerId = li.speakerId, who = coordinator) =>
      station.act(who, 'preview-recall', { speakerId, span: days });
    expect(await ask({ from: '2026-11-20', until: '2026-11-22' })).toEqual({ ok: false, reason: 'past' });
    expect(await ask({ from: '2026-11-27', until: '2026-11-26' })).toEqual({ ok: false, reason: 'reversed' });
    const elsewhere = await station.coordinator('王五', station.otherTownship.id);
    expect(await ask(span, li.speakerId, elsewhere)).toEqual({ ok: false, reason: 'not_found' });
    expect(await station.act(elsewhere, 'list-recallable', {})).toEqual({ speakers: [] });
    await station.prisma.coordinator.update({ where: { id: elsewhere.coordinator.id }, data: { active: false } });
  });

  it('finds speakers by a part of the name', async () => {
    const all = await station.act(coordinator, 'list-recallable', {});
    expect(all.speakers.map(({ name }) => name).toSorted()).toEqual(['李警官', '王警官']);
    const some = await station.act(coordinator, 'list-recallable', { search: '王' });
    expect(some.speakers).toMatchObject([{ name: '王警官', talks: 0 }]);
  });
});

describe('the approval', () => {
  it('enters the duty, moves every talk, and tells everybody once, at night as well', async () => {
    const requester = await station.person('public', '点单人');
    const first = await staff.confirmed(li, { windows: [thursday] }, requester);
    const other = await staff.confirmed(li, { windows: [friday] }, requester);
    station.at('2026-11-23T16:00:00Z');
    const { id } = await preview();
    const since = await staff.mark();
    const { talks, skipped } = await approve(id);
    expect(talks.map(({ order, instead }) => [order.number, instead])).toEqual([
      [first.number, ['王警官']],
      [other.number, ['王警官']],
    ]);
    expect(skipped).toEqual([]);
    for (const { number } of [first, other]) {
      expect(await staff.booked(number)).toEqual([wang.speakerId]);
      expect((await station.reload(number)).events.at(-1)).toMatchObject({ action: 'reassign', reason: 'duty' });
    }
    const away = await station.prisma.away.findMany({ where: { speakerId: li.speakerId } });
    expect(away).toMatchObject([{ from: new Date('2026-11-25T16:00:00Z'), until: new Date('2026-11-27T16:00:00Z') }]);

    const [list, ...more] = await staff.told(li, since);
    expect(more).toEqual([]);
    for (const words of ['duty.told', first.number, other.number, '王警官']) expect(list).toContain(words);
    const offers = await staff.told(wang, since);
    expect(offers).toHaveLength(2);
    for (const offer of offers) expect(offer).toContain('offer.title');
    const [news, ...moreNews] = await staff.told(requester, since);
    expect(moreNews).toEqual([]);
    for (const words of ['duty.news_instead', first.number, other.number, '王警官']) expect(news).toContain(words);
    expect(await staff.told(second, since)).toHaveLength(1);
    expect(await staff.told(coordinator, since)).toEqual([]);
    const waiting = await station.prisma.outbox.count({ where: { id: { gt: since }, dueAt: { gt: station.clock() } } });
    expect(waiting).toBe(0);
    for (const { number } of [first, other]) await staff.cancel(number);
  });

  it('sends what nobody can take back to be matched anew, and says so to who was promised somebody', async () => {
    const promised = await staff.confirmed(li, { windows: [thursday] });
    const unpromised = await staff.offered(li, { windows: [friday] });
    await station.prisma.speaker.update({ where: { id: wang.speakerId }, data: { active: false } });
    const { id } = await preview();
    const since = await staff.mark();
    const { talks } = await approve(id);
    expect(talks.map(({ instead }) => instead)).toEqual([[], []]);
    expect(await staff.told(promised.requester, since)).toEqual([expect.stringContaining('news.back')]);
    expect(await staff.told(unpromised.requester, since)).toEqual([]);
    for (const { number } of [promised, unpromised]) {
      expect(await station.reload(number)).toMatchObject({ state: 'submitted', startsAt: null });
      expect(await staff.booked(number)).toEqual([]);
    }
    await station.match();
    const { candidates } = await station.act(coordinator, 'list-eligible', { orderId: promised.id });
    expect(candidates).toEqual([]);
    for (const { number } of [promised, unpromised]) await staff.cancel(number);
  });

  it('leaves alone what has changed since the preview, and lists it with what is new', async () => {
    const changed = await staff.confirmed(li, { windows: [thursday] });
    const { id } = await preview();
    await station.act(changed.requester, 'cancel-order', {
      ...{ orderId: changed.id, version: changed.version, reason: 'clashes' },
    });
    const late = await staff.confirmed(li, { windows: [friday] });
    const { talks, skipped } = await approve(id);
    expect(talks).toEqual([]);
    expect(skipped.map(({ number }) => number)).toEqual([changed.number, late.number]);
    expect((await station.reload(changed.number)).state).toBe('cancelled');
    expect(await staff.booked(late.number)).toEqual([li.speakerId]);
    await staff.cancel(late.number);
  });

  it('sends a talk back whose replacement is no longer free', async () => {
    const order = await staff.confirmed(li, { windows: [thursday] });
    const { id } = await preview();
    await station.prisma.speaker.update({ where: { id: wang.speakerId }, data: { active: false } });
    const { talks } = await approve(id);
    expect(talks).toMatchObject([{ order: { state: 'submitted' }, instead: [] }]);
    await staff.cancel(order.number);
  });

  it('leaves one call for a speaker who has no chat, in place of one for each talk', async () => {
    const { id: speakerId } = await station.speaker('老周').then(async (zhou) => {
      await station.prisma.speaker.update({ where: { id: zhou.speakerId }, data: { personId: null } });
      return { id: zhou.speakerId };
    });
    const first = await staff.offered({ speakerId }, { windows: [thursday] });
    const other = await staff.offered({ speakerId }, { windows: [friday] });
    const result = await station.act(coordinator, 'preview-recall', { speakerId, span });
    if (!result.ok) throw new Error(result.reason);
    await approve(result.recall.id);
    const open = await station.prisma.phoneTask.findMany({ where: { speakerId, doneAt: null } });
    expect(open).toHaveLength(1);
    for (const number of [first.number, other.number]) expect(JSON.stringify(open[0]?.message)).toContain(number);
    for (const { number } of [first, other]) await staff.cancel(number);
  });

  it('tells the requester that somebody is looked for, where whoever came instead never answers', async () => {
    const order = await staff.confirmed(li, { windows: [thursday] });
    const { id } = await preview();
    await approve(id);
    const since = await staff.mark();
    await station.passTime('2026-11-24T12:00:00Z');
    expect((await station.reload(order.number)).state).toBe('submitted');
    expect(await staff.told(order.requester, since)).toEqual([expect.stringContaining('news.back')]);
    await staff.cancel(order.number);
  });

  it('has the proposals made anew that name the speaker in those days, and no others', async () => {
    await station.prisma.speaker.update({ where: { id: wang.speakerId }, data: { active: false } });
    const soon = await staff.proposed({ windows: [thursday] });
    const later = await staff.proposed({ windows: [{ day: '2026-11-30', half: 'morning' }] });
    const recall = await preview();
    expect(recall.proposals).toBe(1);
    await approve(recall.id);
    expect((await station.reload(soon.number)).version).toBe(soon.version + 1);
    expect((await station.reload(later.number)).version).toBe(later.version);
    await station.match();
    expect((await station.reload(soon.number)).state).toBe('submitted');
    for (const { number } of [soon, later]) await staff.cancel(number);
  });

  it('is done once, by whoever saw the preview', async () => {
    const order = await staff.confirmed(li, { windows: [thursday] });
    const before = await preview();
    const { id } = await preview();
    expect(await station.act(coordinator, 'approve-recall', { recallId: before.id })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    expect(await station.act(second, 'approve-recall', { recallId: id })).toEqual({ ok: false, reason: 'not_found' });
    const results = await Promise.all(
      Array.from({ length: 10 }, () => station.act(coordinator, 'approve-recall', { recallId: id })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.reason === 'done')).toHaveLength(9);
    await staff.cancel(order.number);
  });

  it('replaces an assistant only, and the lead stays', async () => {
    await bringKits();
    const zhao = await station.speaker('赵警官');
    const format = await station.prisma.format.findFirstOrThrow({ where: { code: 'cinema' } });
    const evening = { day: '2026-11-27', half: 'evening' as const };
    await station.prisma.speaker.update({ where: { id: zhao.speakerId }, data: { active: false } });
    const order = await staff.offered(wang, { formatId: format.id, windows: [evening] });
    for (const one of [wang, li]) await station.act(one, 'accept-offer', { orderId: order.id, version: order.version });
    await station.prisma.speaker.update({ where: { id: zhao.speakerId }, data: { active: true } });
    expect((await station.reload(order.number)).state).toBe('confirmed');
    const recall = await preview();
    expect(recall.talks).toMatchObject([{ part: 'assistant', instead: { name: '王警官', assistant: '赵警官' } }]);
    const since = await staff.mark();
    await approve(recall.id);
    expect((await staff.booked(order.number)).toSorted()).toEqual([wang.speakerId, zhao.speakerId].toSorted());
    expect(await staff.told(wang, since)).toEqual([expect.stringContaining('move.companion')]);
    expect(await staff.told(zhao, since)).toEqual([expect.stringContaining('offer.title_assistant')]);
    // Whom they were promised comes.
    expect(await staff.told(order.requester, since)).toEqual([]);
    expect(await station.act(zhao, 'accept-offer', { orderId: order.id, version: order.version + 2 })).toMatchObject({
      ok: true,
      order: { state: 'confirmed' },
    });
    await staff.cancel(order.number);
  });

  it('replaces a lead by somebody else than the assistant, where there is anybody; and names both where there is not', async () => {
    await bringKits();
    const format = await station.prisma.format.findFirstOrThrow({ where: { code: 'cinema' } });
    const order = await staff.offered(li, { formatId: format.id, windows: [{ ...friday, half: 'evening' }] });
    for (const one of [li, wang]) await station.act(one, 'accept-offer', { orderId: order.id, version: order.version });
    const [zhao, sun] = [await station.speaker('赵警官'), await station.speaker('孙警官')];
    const { talks } = await preview();
    expect(talks).toMatchObject([{ part: 'lead', instead: { assistant: '王警官' } }]);

    // Only the assistant could lead: somebody new goes along with them.
    for (const { speakerId } of [zhao, sun])
      await station.prisma.speakerTopic.deleteMany({ where: { speakerId, topicId: station.topic.id } });
    const { id } = await preview();
    const since = await staff.mark();
    const recalled = await approve(id);
    const [talk] = recalled.talks;
    expect(talk?.instead[0]).toBe('王警官');
    expect(talk?.instead).toHaveLength(2);
    expect(await staff.told(order.requester, since)).toEqual([expect.stringMatching(/move\.news.*王警官/)]);
    await staff.cancel(order.number);
  });
});

async function bringKits(): Promise<void> {
  await station.prisma.kit.deleteMany({ where: { bookings: { none: {} } } });
  await station.prisma.kit.createMany({
    data: [
      { kind: 'projector', name: '投影机' },
      { kind: 'screen', name: '幕布' },
    ],
    skipDuplicates: true,
  });
}

describe('a time on duty', () => {
  const listed = async () => (await station.act(li, 'list-away', {})).away;

  it('is not a leave of one’s own: the speaker sees it, and can’t take it back', async () => {
    await approve((await preview()).id);
    const duty = (await listed()).find((span) => span.duty);
    expect(await station.act(li, 'remove-away', { id: duty?.id ?? 0 })).toEqual({ ok: false });
    expect(await listed()).toContainEqual(duty);
  });

  it('is called off by a coordinator of the area, once; what has begun ends now, and the speaker is told', async () => {
    await approve((await preview()).id);
    const find = async () => {
      const { speakers } = await station.act(coordinator, 'list-recallable', { search: '李警官' });
      return speakers.find(({ id }) => id === li.speakerId)?.duties;
    };
    const [duty] = (await find()) ?? [];
    expect(duty).toMatchObject(span);
    const end = (who: Coordinator, awayId = duty?.id ?? 0) => station.act(who, 'end-duty', { awayId });
    const elsewhere = await station.coordinator('别处', station.otherTownship.id);
    expect(await end(elsewhere)).toEqual({ ok: false });
    const since = await staff.mark();
    expect(await end(second)).toEqual({ ok: true, speaker: '李警官', span });
    expect(await end(coordinator)).toEqual({ ok: false });
    expect(await find()).toBeUndefined();
    expect(await listed()).toEqual([]);
    expect(await staff.told(li, since)).toEqual([expect.stringContaining('duty.ended_news')]);

    await approve((await preview()).id);
    const [begun] = (await find()) ?? [];
    station.at('2026-11-26T10:00:00Z');
    expect(await end(coordinator, begun?.id)).toMatchObject({ ok: true, span });
    expect(await station.prisma.away.findMany({ where: { speakerId: li.speakerId } })).toMatchObject([
      { until: station.clock() },
    ]);
    // A leave of one's own is nobody else's to end.
    await station.act(li, 'add-away', span);
    const [own] = await listed();
    expect(await end(coordinator, own?.id)).toEqual({ ok: false });
  });

  it('takes the place of a leave for the same time, and of no other', async () => {
    const others = { from: '2026-11-26', until: '2026-11-26' };
    await station.act(li, 'add-away', { from: '2026-11-26', until: '2026-11-27' });
    await station.act(li, 'add-away', others);
    await approve((await preview()).id);
    const away = await listed();
    expect(away.map(({ duty }) => duty)).toEqual(expect.arrayContaining([true, undefined]));
    expect(away).toHaveLength(2);
    const own = away.find(({ duty }) => !duty);
    expect(own).toMatchObject(others);
    expect(await station.act(li, 'remove-away', { id: own?.id ?? 0 })).toEqual({ ok: true });
  });

  it('is known for what it is where it was entered before absences named their duty', async () => {
    const { id } = await preview();
    await approve(id);
    await station.act(li, 'add-away', { from: '2026-11-26', until: '2026-11-26' });
    const before = await listed();
    await station.prisma.away.updateMany({ data: { recallId: null } });
    const script = new URL(
      '../../../prisma/migrations/20261122090000_recall_of_absence/migration.sql',
      import.meta.url,
    );
    const sql = await readFile(script, 'utf8');
    await test.database.pool.query(sql.slice(sql.indexOf('\nUPDATE')));
    expect(await listed()).toEqual(before);
  });
});

describe('a speaker who leaves the team', () => {
  it('is replaced in everything ahead, can’t come back in, and stays on record', async () => {
    const soon = await staff.confirmed(li, { windows: [thursday] });
    const later = await staff.confirmed(li, { windows: [{ day: '2026-12-20', half: 'morning' }] });
    const { id, talks } = await preview(null);
    expect(talks).toHaveLength(2);
    const since = await staff.mark();
    await approve(id);
    const row = await station.prisma.speaker.findUniqueOrThrow({ where: { id: li.speakerId } });
    expect(row).toMatchObject({ active: false, leftAt: station.clock() });
    expect(await station.prisma.away.count({ where: { speakerId: li.speakerId } })).toBe(0);
    expect(await staff.told(li, since)).toEqual([expect.stringContaining('leave.told')]);
    for (const { number } of [soon, later]) {
      expect(await staff.booked(number)).toEqual([wang.speakerId]);
      const { events, offers } = await station.reload(number);
      expect(events.at(-1)).toMatchObject({ action: 'reassign', reason: 'left' });
      expect(offers.find(({ speakerId }) => speakerId === li.speakerId)).toMatchObject({ state: 'withdrawn' });
    }
    expect(await station.act(coordinator, 'preview-recall', { speakerId: li.speakerId })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    for (const { number } of [soon, later]) await staff.cancel(number);
  });

  it('does not leave with a talk that has come since the preview', async () => {
    const { id } = await preview(null);
    const order = await staff.confirmed(li, { windows: [thursday] });
    expect(await station.act(coordinator, 'approve-recall', { recallId: id })).toEqual({
      ok: false,
      reason: 'changed',
    });
    expect(await station.prisma.speaker.findUnique({ where: { id: li.speakerId } })).toMatchObject({ active: true });
    await staff.cancel(order.number);
  });

  it('is no longer asked in orders that are open to all', async () => {
    const order = await staff.proposed({ windows: [thursday] });
    await station.act(coordinator, 'open-claim', { orderId: order.id, version: order.version });
    const { id } = await preview(null);
    await approve(id);
    const open = await station.prisma.offer.findMany({ where: { orderId: order.id, state: 'open' } });
    expect(open.map(({ speakerId }) => speakerId)).toEqual([wang.speakerId]);
    await staff.cancel(order.number);
  });
});
