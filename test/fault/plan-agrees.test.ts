// Plan, approval and PostgreSQL agree: what is planned can be approved, and what breaks a rule can't, however it came to
// be broken. Every instance is made up in a transaction of its own that is rolled back.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Half, instantAt } from '../../src/domain/calendar.ts';
import { execute } from '../../src/services/commands.ts';
import { replan } from '../../src/services/staffing/replan.ts';
import type { Who, Work } from '../../src/services/work.ts';
import { createSolver, type Solver } from '../../src/solver/solver.ts';
import { fromStoredMatch } from '../../src/store/stored-match.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { createStation, type Station, timeZone } from '../fakes/station.ts';

let test: TestDatabase;
let station: Station;
let solver: Solver;
let coordinator: Who;
let world: { readonly topicIds: readonly number[]; readonly lecture: number; readonly cinema: number };

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 5 });
  station = await createStation(test.database);
  solver = createSolver();
  coordinator = await station.coordinator('张三');
  const topics = await station.prisma.topic.findMany({ orderBy: { id: 'asc' }, take: 2 });
  const cinema = await station.prisma.format.findUniqueOrThrow({ where: { code: 'cinema' } });
  world = { topicIds: topics.map(({ id }) => id), lecture: station.format.id, cinema: cinema.id };
});
afterAll(async () => {
  await solver.stop();
  await test.drop();
});

const days = ['2026-11-24', '2026-11-25', '2026-11-26'] as const;
const seldom = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
const often = fc.constantFrom(true, true, true, false);
const aSpeaker = fc.record({
  topics: fc.subarray([0, 1], { minLength: 1 }),
  films: often,
  weeklyLimit: fc.integer({ min: 1, max: 4 }),
  dailyLimit: fc.integer({ min: 1, max: 2 }),
  officeHours: fc.boolean(),
  servesOnly: seldom(fc.boolean()),
  clearedForMinors: often,
  awayOn: seldom(fc.constantFrom(...days)),
  homeElsewhere: fc.boolean(),
});
const anOrder = fc.record({
  topic: fc.constantFrom(0, 1),
  film: fc.boolean(),
  elsewhere: fc.boolean(),
  pupils: often.map((grown) => !grown),
  windows: fc.uniqueArray(
    fc.record({ day: fc.constantFrom(...days), half: fc.constantFrom<Half>('morning', 'afternoon', 'evening') }),
    { minLength: 1, maxLength: 2, selector: ({ day, half }) => `${day} ${half}` },
  ),
});
const anInstance = fc.record({
  speakers: fc.array(aSpeaker, { minLength: 3, maxLength: 5 }),
  orders: fc.array(anOrder, { minLength: 2, maxLength: 4 }),
  sets: fc.constantFrom(1, 1, 2, 0),
});
type Instance = typeof anInstance extends fc.Arbitrary<infer T> ? T : never;

class RolledBack extends Error {}

/** Runs `act` on the instance's rows; whatever it does is undone. */
async function within(instance: Instance, act: (work: Work, orderIds: readonly number[]) => Promise<void>) {
  const undone = station.runWork(async (work) => {
    await act(work, await insert(work, instance));
    throw new RolledBack();
  });
  await expect(undone).rejects.toThrow(RolledBack);
}

async function insert({ tx, now }: Work, { speakers, orders, sets }: Instance): Promise<number[]> {
  for (const one of speakers) {
    await tx.speaker.create({
      data: {
        ...{ name: '某某', kind: 'police', weeklyLimit: one.weeklyLimit, dailyLimit: one.dailyLimit },
        ...{ clearedForMinors: one.clearedForMinors, createdAt: new Date('2026-01-01T00:00:00Z') },
        homeAreaId: one.homeElsewhere ? station.otherTownship.id : station.township.id,
        topics: { create: one.topics.map((at) => ({ topicId: world.topicIds[at] ?? 0 })) },
        formats: {
          create: (one.films ? [world.lecture, world.cinema] : [world.lecture]).map((formatId) => ({ formatId })),
        },
        ...(one.officeHours && {
          hours: { create: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinutes: 480, untilMinutes: 1080 })) },
        }),
        ...(one.servesOnly !== null && {
          serves: { create: { areaId: one.servesOnly ? station.township.id : station.otherTownship.id } },
        }),
        ...(one.awayOn !== null && { away: { create: wholeDay(one.awayOn) } }),
      },
    });
  }
  for (let at = 0; at < sets; at += 1)
    await tx.kit.createMany({
      data: [
        { kind: 'projector', name: `p${at}` },
        { kind: 'screen', name: `s${at}` },
      ],
    });
  const person = await tx.person.create({ data: {} });
  const ids: number[] = [];
  for (const [index, { topic, film, elsewhere, pupils, windows }] of orders.entries()) {
    const { id } = await tx.order.create({
      data: {
        ...{
          number: `x${index}`,
          ratingToken: `x${index}`,
          state: 'submitted',
          requesterId: person.id,
          createdAt: now,
        },
        ...{ topicId: world.topicIds[topic] ?? 0, formatId: film ? world.cinema : world.lecture },
        areaId: elsewhere ? station.otherVillage.id : station.village.id,
        audience: pupils ? 'pupils' : 'residents',
        windows: {
          create: windows.map(({ day, half }, rank) => ({ rank, half, day: new Date(`${day}T00:00:00Z`) })),
        },
      },
    });
    ids.push(id);
  }
  return ids;
}

const wholeDay = (day: string) => ({ from: instantAt(day, 0, timeZone), until: instantAt(day, 1440, timeZone) });

const makePlan = (work: Work) => replan((act) => act(work), solver.solve);

async function approve(work: Work, orderId: number) {
  const { version } = await work.tx.order.findUniqueOrThrow({ where: { id: orderId } });
  const outcome = await execute(work, coordinator, { type: 'approve', orderId, version });
  if (outcome.type !== 'approve') throw new Error('approve answers for another');
  return outcome.result;
}

const proposed = async ({ tx }: Work, ids: readonly number[]): Promise<number[]> =>
  (await tx.order.findMany({ where: { id: { in: [...ids] }, state: 'proposed' }, orderBy: { id: 'asc' } })).map(
    ({ id }) => id,
  );

it('approves all that was planned, in 1,000 random plans', { timeout: 900_000 }, async () => {
  let approved = 0;
  let films = 0;
  await fc.assert(
    fc.asyncProperty(anInstance, (instance) =>
      within(instance, async (work, ids) => {
        await makePlan(work);
        for (const id of await proposed(work, ids)) {
          expect(await approve(work, id)).toMatchObject({ ok: true });
          approved += 1;
          films += await work.tx.booking.count({ where: { orderId: id, part: 'assistant' } });
        }
      }),
    ),
    { numRuns: 1_000, endOnFailure: true },
  );
  // Plans that place nothing would agree with anything.
  expect(approved).toBeGreaterThan(1_000);
  expect(films).toBeGreaterThan(50);
});

/** Each breaks one rule of what was planned for the order, after it was planned. */
const breaks = {
  topic: ({ tx }, { speakerId }) => tx.speakerTopic.deleteMany({ where: { speakerId } }),
  format: ({ tx }, { speakerId }) => tx.speakerFormat.deleteMany({ where: { speakerId } }),
  language: ({ tx }, { speakerId }) =>
    tx.speaker.update({ where: { id: speakerId }, data: { languages: ['tibetan'] } }),
  inactive: ({ tx }, { speakerId }) => tx.speaker.update({ where: { id: speakerId }, data: { active: false } }),
  away: ({ tx }, { speakerId, day }) => tx.away.create({ data: { speakerId, ...wholeDay(day) } }),
  working_hours: async ({ tx }, { speakerId }) => {
    await tx.speakerHours.deleteMany({ where: { speakerId } });
    await tx.speakerHours.create({ data: { speakerId, weekday: 7, fromMinutes: 0, untilMinutes: 1440 } });
  },
  area: async ({ tx }, { speakerId, elsewhere }) => {
    await tx.speakerArea.deleteMany({ where: { speakerId } });
    await tx.speakerArea.create({
      data: { speakerId, areaId: elsewhere ? station.township.id : station.otherTownship.id },
    });
  },
  declined_before: ({ tx, now }, { orderId, speakerId }) =>
    tx.offer.create({ data: { orderId, speakerId, state: 'declined', deadlineAt: now, createdAt: now } }),
  daily_limit: async (work, plan) => {
    await work.tx.speaker.update({ where: { id: plan.speakerId }, data: { dailyLimit: 1 } });
    await bookElsewhere(work, plan, farFrom(plan));
  },
  weekly_limit: async (work, plan) => {
    await work.tx.speaker.update({ where: { id: plan.speakerId }, data: { weeklyLimit: 1 } });
    await bookElsewhere(work, plan, farFrom(plan));
  },
  overlap: (work, plan) => bookElsewhere(work, plan, plan),
} satisfies Record<string, (work: Work, plan: Planned) => Promise<unknown>>;

/** Those that need more than one person. */
const breaksOfFilms = {
  no_assistant: ({ tx }, { assistantId = 0 }) =>
    tx.speaker.update({ where: { id: assistantId }, data: { canAssist: false } }),
  no_kit: async (work, plan) => {
    for (const kitId of plan.kitIds)
      await work.tx.booking.create({
        data: { orderId: await someOrder(work), kitId, from: plan.from, until: plan.until },
      });
  },
} satisfies Record<string, (work: Work, plan: Planned) => Promise<unknown>>;

interface Planned {
  readonly orderId: number;
  readonly speakerId: number;
  readonly assistantId?: number;
  readonly kitIds: readonly number[];
  readonly day: string;
  readonly elsewhere: boolean;
  readonly from: Date;
  readonly until: Date;
}

async function plannedFor({ tx }: Work, orderId: number): Promise<Planned> {
  const order = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { format: true, proposals: { orderBy: { id: 'desc' }, take: 1 } },
  });
  const [stored] = order.proposals;
  const [first] = (stored && fromStoredMatch(stored)?.candidates) ?? [];
  if (!first) throw new Error('nothing was proposed');
  const at = Date.parse(first.startsAt);
  const { setupMinutes, talkMinutes, clearMinutes } = order.format;
  return {
    ...{ orderId, speakerId: first.speakerId, kitIds: first.kitIds },
    ...(first.assistantId !== undefined && { assistantId: first.assistantId }),
    elsewhere: order.areaId === station.otherVillage.id,
    // Eight hours ahead of UTC, and no talk begins before eight.
    day: first.startsAt.slice(0, 10),
    from: new Date(at - setupMinutes * 60_000),
    until: new Date(at + (talkMinutes + clearMinutes) * 60_000),
  };
}

/** The other end of the same day: early in the morning or late in the evening. */
const farFrom = ({ day, from }: Planned) => {
  const minutes = from < instantAt(day, 14 * 60, timeZone) ? 23 * 60 : 60;
  return { from: instantAt(day, minutes, timeZone), until: instantAt(day, minutes + 30, timeZone) };
};

async function bookElsewhere(work: Work, { speakerId }: Planned, { from, until }: { from: Date; until: Date }) {
  const orderId = await someOrder(work, from);
  await work.tx.booking.create({ data: { orderId, speakerId, from, until } });
}

async function someOrder({ tx }: Work, startsAt?: Date): Promise<number> {
  const person = await tx.person.create({ data: {} });
  const { id } = await tx.order.create({
    data: {
      ...{ number: `other${person.id}`, ratingToken: `other${person.id}`, state: 'confirmed', requesterId: person.id },
      ...{
        topicId: world.topicIds[0] ?? 0,
        formatId: world.lecture,
        areaId: station.village.id,
        audience: 'residents',
      },
      startsAt: startsAt ?? null,
    },
  });
  return id;
}

describe('1,000 broken plans', () => {
  it('are refused by the approval, each for the rule that was broken', { timeout: 900_000 }, async () => {
    const seen = new Map<string, number>();
    const total = () => [...seen.values()].reduce((sum, count) => sum + count, 0);
    for (let seed = 1; total() < 1_000; seed += 1) {
      const [instance] = fc.sample(anInstance, { seed, numRuns: 1 });
      if (!instance) continue;
      await within(instance, async (work, ids) => {
        await makePlan(work);
        for (const orderId of await proposed(work, ids)) {
          const plan = await plannedFor(work, orderId);
          const kinds = Object.entries({ ...breaks, ...(plan.assistantId !== undefined && breaksOfFilms) });
          for (const [kind, breakIt] of kinds) {
            // Each on the plan as it was made.
            await work.tx.$executeRaw`SAVEPOINT planned`;
            await breakIt(work, plan);
            const result = await approve(work, orderId);
            expect(result, kind).toMatchObject({ ok: false, reason: 'not_free' });
            if (!result.ok && result.reason === 'not_free') expect(result.rules).toContain(kind);
            if (kind === 'overlap' || kind === 'no_kit') await refusedByPostgres(work, plan, kind);
            await work.tx.$executeRaw`ROLLBACK TO SAVEPOINT planned`;
            seen.set(kind, (seen.get(kind) ?? 0) + 1);
          }
        }
      });
    }
    for (const kind of [...Object.keys(breaks), ...Object.keys(breaksOfFilms)])
      expect(seen.get(kind), kind).toBeGreaterThan(5);
  });
});

/** The same rows without anybody asking a rule. */
async function refusedByPostgres({ tx }: Work, plan: Planned, kind: 'overlap' | 'no_kit'): Promise<void> {
  const { orderId, speakerId, from, until } = plan;
  const whose = kind === 'overlap' ? { speakerId } : { kitId: plan.kitIds[0] ?? 0 };
  const refused = tx.booking.create({ data: { orderId, from, until, ...whose } });
  await expect(refused).rejects.toThrow(/booking(_kit)?_no_overlap|exclusion constraint/);
}
