import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantAt } from '../../src/domain/calendar.ts';
import { matchRules } from '../../src/matching/facts.ts';
import { place } from '../../src/matching/place.ts';
import { blockedTime } from '../../src/matching/schedule.ts';
import type { Prisma } from '../../src/store/generated/client.ts';
import { loadMatchFacts } from '../../src/store/match-facts.ts';
import { fromStoredMatch, toStoredMatch } from '../../src/store/stored-match.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';

const timeZone = 'Asia/Shanghai';
/** Wednesday. */
const now = instantAt('2026-11-25', 9 * 60, timeZone);
const date = (day: string) => new Date(`${day}T00:00:00Z`);

let test: TestDatabase;
let district: Awaited<ReturnType<typeof makeDistrict>>;
const tx = () => test.database.prisma;

beforeAll(async () => {
  test = await createTestDatabase();
  district = await makeDistrict();
});
afterAll(() => test.drop());

describe('the facts of an order', () => {
  it('hold what was ordered, where, and the times in their order', async () => {
    const orderId = await anOrder({
      schoolId: district.school.id,
      audience: 'pupils',
      size: 80,
      wantsDeputy: true,
      windows: {
        create: [
          { rank: 1, day: date('2026-12-02'), half: 'afternoon' },
          { rank: 0, day: date('2026-11-27'), half: 'morning', period: 3 },
        ],
      },
    });
    const facts = await load(orderId);
    expect(facts.version).toBe(1);
    expect(facts.order).toMatchObject({
      id: orderId,
      topicId: district.topicId,
      format: { talkMinutes: 60, setupMinutes: 15, clearMinutes: 15, afterDusk: false, online: false },
      place: {
        areaId: district.village.id,
        townshipId: district.township.id,
        schoolId: district.school.id,
        point: { latitude: 36.51, longitude: 102.12 },
      },
      windows: [
        { rank: 0, day: '2026-11-27', half: 'morning', period: 3 },
        { rank: 1, day: '2026-12-02', half: 'afternoon' },
      ],
      audience: 'pupils',
      size: 80,
      wantsDeputy: true,
    });
    expect(facts.order.place.stationId).toBeUndefined();
  });

  it('leave the topic of a free wish out, and take the village where there is no school', async () => {
    const { order } = await load(await anOrder({ topicId: null }));
    expect(order).not.toHaveProperty('topicId');
    expect(order.place.point).toEqual({ latitude: 36.5, longitude: 102.11 });
  });

  it('know when the school has an active deputy principal of its own', async () => {
    const years = { schoolId: district.school.id, from: date('2025-09-01'), until: date('2028-09-01') };
    const deputy = await aSpeaker({ appointments: { create: years } });
    await aSpeaker({ active: false, appointments: { create: { ...years, from: date('2020-09-01'), post: 2 } } });
    // Asked and not confirmed, declined, ended: none of them is the school's own.
    for (const [index, state] of (['approved', 'accepted', 'declined', 'ended'] as const).entries())
      await aSpeaker({ appointments: { create: { ...years, state, post: index + 3 } } });
    const { order, speakers } = await load(await anOrder({ schoolId: district.school.id }));
    expect(order.schoolTerms).toEqual([{ from: '2025-09-01', until: '2028-09-01' }]);
    expect(speakers.find(({ id }) => id === deputy)?.appointments).toEqual([
      { schoolId: district.school.id, from: '2025-09-01', until: '2028-09-01' },
    ]);
  });

  it('know until when a deputy principal serves whose end is set before the term’s', async () => {
    const school = await tx().school.create({ data: { name: '另一小学', areaId: district.village.id } });
    const years = { schoolId: school.id, from: date('2025-09-01'), until: date('2028-09-01') };
    await aSpeaker({ appointments: { create: { ...years, endedOn: date('2026-12-01') } } });
    const { order } = await load(await anOrder({ schoolId: school.id }));
    expect(order.schoolTerms).toEqual([{ from: '2025-09-01', until: '2026-12-01' }]);
  });

  it('name who declined, did not answer or stepped back, but not whom a coordinator exchanged', async () => {
    const [declined, silent, stepped, exchanged] = [
      await aSpeaker(),
      await aSpeaker(),
      await aSpeaker(),
      await aSpeaker(),
    ];
    const offer = { deadlineAt: now, createdAt: new Date(now.getTime() - 3_600_000) };
    const orderId = await anOrder({
      offers: {
        create: [
          { ...offer, speakerId: declined, state: 'declined', reason: 'too_far' },
          { ...offer, speakerId: silent, state: 'expired' },
          { ...offer, speakerId: stepped, state: 'withdrawn', reason: 'clashes' },
          { ...offer, speakerId: exchanged, state: 'withdrawn' },
        ],
      },
    });
    expect((await load(orderId)).order.excludedSpeakerIds.toSorted()).toEqual([declined, silent, stepped].toSorted());

    const event = { orderId, at: now, toState: 'submitted' as const };
    await tx().orderEvent.create({ data: { ...event, action: 'amend', version: 2, actor: 'system' } });
    expect((await load(orderId)).order.excludedSpeakerIds).toHaveLength(3);
    await tx().orderEvent.create({ data: { ...event, action: 'move', version: 3, actor: 'requester' } });
    expect((await load(orderId)).order.excludedSpeakerIds).toEqual([]);
  });

  it('do not exist for an order that does not', async () => {
    expect(await loadMatchFacts(tx(), 999_999, { now, timeZone })).toBeUndefined();
  });
});

describe('the facts of a speaker', () => {
  it('hold the home township and a point on the map, the middle of the township where only that is known', async () => {
    const id = await aSpeaker({ homeAreaId: district.township.id, aliases: ['别名'], weeklyLimit: 2 });
    expect(await factsOf(id)).toMatchObject({
      homeAreaId: district.township.id,
      homeTownshipId: district.township.id,
      homePoint: { latitude: expect.closeTo(36.52), longitude: expect.closeTo(102.13) },
      weeklyLimit: 2,
      topicIds: [district.topicId],
      formatIds: [district.formatId],
    });
  });

  it('hold active bookings of other orders from this week on, and times away that are not over', async () => {
    const id = await aSpeaker({
      away: {
        create: [
          { from: date('2026-11-01'), until: date('2026-11-02') },
          { from: date('2026-12-01'), until: date('2026-12-02') },
        ],
      },
    });
    const own = await anOrder();
    const startsAt = instantAt('2026-11-27', 14 * 60, timeZone);
    await book(own, id, startsAt);
    await book(
      await anOrder({ startsAt: instantAt('2026-11-23', 9 * 60, timeZone) }),
      id,
      instantAt('2026-11-23', 9 * 60, timeZone),
    );
    await book(await anOrder(), id, instantAt('2026-12-10', 9 * 60, timeZone), false);
    await book(await anOrder(), id, instantAt('2026-11-20', 9 * 60, timeZone));

    const speaker = await factsOf(id, own);
    expect(speaker?.bookings).toMatchObject([
      {
        from: instantAt('2026-11-23', 9 * 60 - 15, timeZone),
        until: instantAt('2026-11-23', 10 * 60 + 15, timeZone),
        startsAt: instantAt('2026-11-23', 9 * 60, timeZone),
        online: false,
        point: { latitude: 36.5, longitude: 102.11 },
      },
    ]);
    expect(speaker?.away).toEqual([{ from: date('2026-12-01'), until: date('2026-12-02') }]);
    expect(speaker?.talksLast90Days).toBe(1);
    expect((await factsOf(id))?.bookings).toHaveLength(2);
  });

  it('count talks given in the last 90 days, and keep this week’s for the weekly limit', async () => {
    const id = await aSpeaker();
    for (const day of ['2026-08-20', '2026-09-10', '2026-11-24']) await given(id, day);
    const speaker = await factsOf(id);
    expect(speaker?.talksLast90Days).toBe(2);
    expect(speaker?.bookings.map(({ startsAt }) => startsAt)).toEqual([instantAt('2026-11-24', 14 * 60, timeZone)]);
  });

  it('hold the mean of the ratings on all topics, every raised hand counted', async () => {
    const id = await aSpeaker();
    const orderId = await given(id, '2026-10-01');
    await given(id, '2026-10-02', { topicId: district.otherTopicId, score: 1 });
    await tx().rating.createMany({
      data: [
        { orderId, source: 'requester', raterKey: 'requester', score: 3 },
        { orderId, source: 'listener', raterKey: 'a', score: 4 },
        { orderId, source: 'tally', raterKey: 'tally', counts: [0, 0, 0, 1, 2] },
      ],
    });
    expect((await factsOf(id))?.rating).toEqual({ mean: 22 / 6, count: 6 });
  });
});

describe('the facts of coverage, help and presence', () => {
  it('know whether this village, or this school, has heard of the topic this year, the order itself aside', async () => {
    const village = await tx().area.create({
      data: { kind: 'village', name: '未讲过的村', parentId: district.township.id },
    });
    const here = { areaId: village.id };
    const asked = await anOrder(here);
    const coveredNow = async () => (await load(asked)).order.covered;
    expect(await coveredNow()).toBe(false);
    const id = await aSpeaker();
    await given(id, '2025-12-31', here);
    await given(id, '2026-03-01', { ...here, topicId: district.otherTopicId });
    await given(id, '2026-03-02', { ...here, schoolId: district.school.id });
    expect(await coveredNow()).toBe(false);
    await given(id, '2026-03-03', here);
    expect(await coveredNow()).toBe(true);
  });

  it('hold hours, areas, limits, and where the speaker has been this last year', async () => {
    const id = await aSpeaker({
      dailyLimit: 1,
      targetShare: 0.5,
      canAssist: false,
      hours: { create: { weekday: 5, fromMinutes: 480, untilMinutes: 720 } },
      serves: { create: { areaId: district.township.id } },
    });
    await given(id, '2025-11-20');
    await given(id, '2026-01-10');
    await given(id, '2026-02-10');
    await given(id, '2026-03-10', { schoolId: district.school.id });
    expect(await factsOf(id)).toMatchObject({
      dailyLimit: 1,
      targetShare: 0.5,
      canAssist: false,
      workingHours: [{ weekday: 5, from: 480, until: 720 }],
      serviceAreaIds: [district.township.id],
      served: [
        { areaId: district.village.id, talks: 2 },
        { areaId: district.village.id, schoolId: district.school.id, talks: 1 },
      ],
    });
  });

  it('count an assistant’s talk as theirs as well, and a kit’s bookings as the kit’s', async () => {
    const [id, helper] = [await aSpeaker(), await aSpeaker()];
    const orderId = await given(id, '2026-10-10');
    await tx().talkRecord.update({ where: { orderId }, data: { assistantId: helper } });
    expect((await factsOf(helper))?.talksLast90Days).toBe(1);

    const kit = await tx().kit.create({ data: { kind: 'projector', name: '一号投影仪' } });
    await tx().kit.create({ data: { kind: 'screen', name: '坏了的幕布', active: false } });
    const startsAt = instantAt('2026-12-03', 19 * 60, timeZone);
    const format = await tx().format.findUniqueOrThrow({ where: { code: 'cinema' } });
    const film = await anOrder({ formatId: format.id, startsAt });
    await tx().booking.create({ data: { orderId: film, kitId: kit.id, ...blockedTime({ format }, startsAt) } });
    const { kits, order } = await load(await anOrder({ formatId: format.id }));
    expect(order.format).toMatchObject({ people: 2, kits: ['projector', 'screen'] });
    expect(kits).toMatchObject([{ id: kit.id, kind: 'projector', bookings: [{ startsAt }] }]);
  });

  it('measure how much of the last 90 days somebody was there for, overlapping times away counted once', async () => {
    const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
    const share = async (over: Partial<Prisma.SpeakerUncheckedCreateInput>) =>
      (await factsOf(await aSpeaker(over)))?.presentShare;
    expect(await share({ createdAt: daysAgo(400) })).toBe(1);
    expect(await share({ createdAt: daysAgo(45) })).toBeCloseTo(0.5);
    const away = {
      create: [
        { from: daysAgo(60), until: daysAgo(30) },
        { from: daysAgo(45), until: daysAgo(15) },
        { from: daysAgo(200), until: daysAgo(90) },
      ],
    };
    expect(await share({ createdAt: daysAgo(400), away })).toBeCloseTo(0.5);
  });

  it('hold what stands proposed for the others that wait, and not for the order itself', async () => {
    const id = await aSpeaker();
    const startsAt = '2026-12-04T06:00:00.000Z';
    const candidate = { speakerId: id, kitIds: [], startsAt, endsAt: '2026-12-04T07:00:00.000Z', windowRank: 0 };
    const match = {
      candidates: [{ ...candidate, score: 1, terms: [] }],
      refusals: { first: {}, total: {} },
      warnings: [],
      verdicts: [],
    };
    const proposed = await anOrder({ state: 'proposed', version: 2 });
    await tx().proposal.create({ data: { orderId: proposed, orderVersion: 2, ...toStoredMatch(match) } });
    const outdated = await anOrder({ state: 'proposed', version: 4 });
    await tx().proposal.create({ data: { orderId: outdated, orderVersion: 3, ...toStoredMatch(match) } });
    const other = await load(await anOrder());
    expect(other.holds.map(({ candidate: held }) => held)).toMatchObject([candidate]);
    const itself = await load(proposed);
    expect(itself.holds).toEqual([]);
    expect(itself.order.standing).toEqual({ speakerId: id, startsAt: new Date(startsAt) });
  });
});

it('takes the same few queries for a team of five and of fifty', async () => {
  const orderId = await anOrder();
  const before = await countQueries(orderId);
  for (let more = 0; more < 45; more += 1) await aSpeaker();
  expect(await countQueries(orderId)).toBe(before);
  expect(before).toBeLessThanOrEqual(20);
});

it('feeds a proposal', async () => {
  const id = await aSpeaker({ homeAreaId: district.village.id, languages: ['tibetan'] });
  const orderId = await anOrder({
    language: 'tibetan',
    createdAt: now,
    windows: { create: { rank: 0, day: date('2026-11-27'), half: 'afternoon' } },
  });
  const { order, speakers, kits } = await load(orderId);
  const found = place(order, { speakers, kits, rules: matchRules({ now, timeZone }) });
  expect(found.candidates.map(({ speakerId }) => speakerId)).toEqual([id]);
  expect(found.candidates[0]?.terms.map(({ code }) => code)).toEqual([
    'served',
    'deadline',
    'own_area',
    'load',
    'distance',
  ]);
  expect(found.refusals.total.language).toBe(speakers.length - 1);

  const row = await tx().proposal.create({ data: { orderId, orderVersion: 1, ...toStoredMatch(found) } });
  expect(fromStoredMatch(row)).toEqual(found);
  expect(found.verdicts).toHaveLength(speakers.length - 1);
});

async function load(orderId: number) {
  const facts = await test.database.prisma.$transaction((inside) => loadMatchFacts(inside, orderId, { now, timeZone }));
  if (!facts) throw new Error('no such order');
  return facts;
}

async function factsOf(speakerId: number, orderId?: number) {
  const { speakers } = await load(orderId ?? (await anOrder()));
  return speakers.find(({ id }) => id === speakerId);
}

async function countQueries(orderId: number): Promise<number> {
  const query = test.database.pool.query.bind(test.database.pool);
  let count = 0;
  const { pool } = test.database;
  pool.query = new Proxy(pool.query, {
    apply: (_target, _self, args) => {
      count += 1;
      return Reflect.apply(query, pool, args);
    },
  });
  try {
    await loadMatchFacts(tx(), orderId, { now, timeZone });
  } finally {
    pool.query = query;
  }
  return count;
}

async function makeDistrict() {
  const root = await tx().area.create({ data: { kind: 'district', name: '平安区' } });
  const township = await tx().area.create({ data: { kind: 'township', name: '平安街道', parentId: root.id } });
  const below = { kind: 'village' as const, parentId: township.id };
  const village = await tx().area.create({ data: { ...below, name: '乐都路社区', latitude: 36.5, longitude: 102.11 } });
  await tx().area.create({ data: { ...below, name: '第1村', latitude: 36.54, longitude: 102.15 } });
  const school = await tx().school.create({
    data: { areaId: village.id, name: '某小学', latitude: 36.51, longitude: 102.12 },
  });
  const requester = await tx().person.create({ data: {} });
  const [topic, other] = await tx().topic.findMany({ orderBy: { sort: 'asc' }, take: 2 });
  const format = await tx().format.findUniqueOrThrow({ where: { code: 'lecture' } });
  if (!topic || !other) throw new Error('the menu is empty');
  return { township, village, school, requester, topicId: topic.id, otherTopicId: other.id, formatId: format.id };
}

let numbers = 0;

async function anOrder(over: Partial<Prisma.OrderUncheckedCreateInput> = {}): Promise<number> {
  numbers += 1;
  const { id } = await tx().order.create({
    data: {
      number: `t${numbers}`,
      ratingToken: `token${numbers}`,
      state: 'submitted',
      requesterId: district.requester.id,
      topicId: district.topicId,
      formatId: district.formatId,
      areaId: district.village.id,
      audience: 'residents',
      ...over,
    },
  });
  return id;
}

async function aSpeaker(over: Partial<Prisma.SpeakerUncheckedCreateInput> = {}): Promise<number> {
  const { id } = await tx().speaker.create({
    data: {
      name: '某某',
      kind: 'police',
      homeAreaId: district.village.id,
      topics: { create: { topicId: district.topicId } },
      formats: { create: { formatId: district.formatId } },
      ...over,
    },
  });
  return id;
}

async function book(orderId: number, speakerId: number, startsAt: Date, active = true): Promise<void> {
  const format = await tx().format.findUniqueOrThrow({ where: { id: district.formatId } });
  await tx().booking.create({ data: { orderId, speakerId, active, ...blockedTime({ format }, startsAt) } });
}

async function given(
  speakerId: number,
  day: string,
  over: { topicId?: number; areaId?: number; schoolId?: number; score?: number } = {},
): Promise<number> {
  const { score, ...rest } = over;
  const startsAt = instantAt(day, 14 * 60, timeZone);
  const orderId = await anOrder({
    ...rest,
    state: 'closed',
    startsAt,
    endsAt: new Date(startsAt.getTime() + 3_600_000),
  });
  await tx().talkRecord.create({ data: { orderId, speakerId } });
  if (score) await tx().rating.create({ data: { orderId, source: 'listener', raterKey: 'x', score } });
  return orderId;
}
