// The plan over everything that waits, on real PostgreSQL and with the real solver: what it moves, and what it leaves.

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { replan } from '../../../src/services/staffing/replan.ts';
import { unansweredPlans } from '../../../src/services/staffing/show-plan.ts';
import type { Who } from '../../../src/services/work.ts';
import { createSolver, type Solver } from '../../../src/solver/solver.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createStation, type Station } from '../../fakes/station.ts';

let test: TestDatabase;
let solver: Solver;
let station: Station;
let coordinator: Awaited<ReturnType<Station['coordinator']>>;
let resident: Who;

beforeAll(() => {
  solver = createSolver();
});
afterAll(() => solver.stop());
beforeEach(async () => {
  test = await createTestDatabase({ poolSize: 10 });
  station = await createStation(test.database);
  coordinator = await station.coordinator('张三');
  resident = await station.person('public', '王大爷');
  return () => test.drop();
});

const plan = (asked?: { readonly coordinatorId: number }) => replan(station.runWork, solver.solve, asked);
const proposedTo = async (number: string): Promise<number | undefined> => {
  const { id, version } = await station.reload(number);
  const row = await station.prisma.proposal.findUnique({
    where: { orderId_orderVersion: { orderId: id, orderVersion: version } },
  });
  const [first] = (row?.candidates ?? []) as { speakerId: number }[];
  return first?.speakerId;
};

/** One who lives here and knows two topics, one from elsewhere who knows the first only; and the same hour twice. */
async function twoForOneHour() {
  const both = await station.speaker('都会讲');
  const one = await station.speaker('会一样', { homeAreaId: station.district.id });
  const other = await station.prisma.topic.findFirstOrThrow({ where: { id: { not: station.topic.id } } });
  await station.prisma.speakerTopic.create({ data: { speakerId: both.speakerId, topicId: other.id } });
  const windows = [{ day: '2026-11-27', half: 'morning' as const, period: 3 }];
  const first = await station.order(resident, { windows });
  const second = await station.order(resident, { windows, topicId: other.id });
  return { both, one, first, second };
}

it('gives two orders a place each where, one by one, the first had taken the only speaker of the second', async () => {
  const { both, one, first, second } = await twoForOneHour();
  expect(await proposedTo(first.number)).toBe(both.speakerId);
  expect(second.state).toBe('submitted');
  expect(station.planned).toEqual([undefined]);

  await plan();

  expect(await proposedTo(first.number)).toBe(one.speakerId);
  expect(await proposedTo(second.number)).toBe(both.speakerId);
  const { events } = await station.reload(first.number);
  expect(events.map(({ action }) => action)).toEqual(['submit', 'propose', 'replan']);
  for (const { number, id } of [first, second]) {
    const { version } = await station.reload(number);
    expect(await station.act(coordinator, 'approve', { orderId: id, version })).toMatchObject({ ok: true });
  }
  expect(await station.prisma.booking.count({ where: { active: true } })).toBe(2);
});

it('keeps its proof, tells who asked, and finds nothing to change the second time', async () => {
  const { first, second } = await twoForOneHour();
  await station.act(coordinator, 'run-plan', {});
  await plan({ coordinatorId: coordinator.coordinator.id });
  const run = await station.prisma.planRun.findFirstOrThrow();
  expect(run).toMatchObject({ cause: 'asked', status: 'optimal', gap: 0, orders: 2, placed: 2, changed: 2 });
  expect(run.bound).toBe(run.objective);
  const proposals = await station.prisma.proposal.findMany({ where: { planRunId: run.id } });
  expect(proposals.map(({ orderId }) => orderId).toSorted()).toEqual([first.id, second.id].toSorted());
  expect(JSON.stringify((await station.messages(coordinator)).at(-1)?.message)).toContain('plan.done');

  const before = await Promise.all([first, second].map(({ number }) => station.reload(number)));
  await plan();
  expect(await Promise.all([first, second].map(({ number }) => station.reload(number)))).toEqual(before);
  expect(await station.prisma.planRun.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
    cause: 'needed',
    changed: 0,
  });
});

it('tells who asked once for each time, however often its job runs, and finds an asking whose job was lost', async () => {
  await twoForOneHour();
  const asked = { coordinatorId: coordinator.coordinator.id };
  const told = async () =>
    (await station.messages(coordinator)).filter(({ message }) => JSON.stringify(message).includes('plan.done')).length;
  const owed = async () =>
    (await unansweredPlans(station.prisma, station.clock())).map(({ coordinatorId }) => coordinatorId);
  await plan(asked);
  expect(await told()).toBe(0);

  await station.act(coordinator, 'run-plan', {});
  expect(await owed()).toEqual([]);
  station.at('2026-11-23T02:00:00Z');
  expect(await owed()).toEqual([asked.coordinatorId]);
  await Promise.all([plan(asked), plan(asked)]);
  expect(await told()).toBe(1);
  expect(await owed()).toEqual([]);

  // Asked once more while a plan is made.
  await station.act(coordinator, 'run-plan', {});
  await replan(
    station.runWork,
    async (...given) => {
      await station.act(coordinator, 'run-plan', {});
      return solver.solve(...given);
    },
    asked,
  );
  expect(await told()).toBe(2);
  await plan(asked);
  expect(await told()).toBe(3);
});

it('leaves alone what somebody was asked for', async () => {
  const { both, first, second } = await twoForOneHour();
  const { version } = await station.reload(first.number);
  const result = await station.act(coordinator, 'approve', { orderId: first.id, version });
  expect(result.ok).toBe(true);
  await plan();
  expect((await station.reload(first.number)).offers).toMatchObject([{ speakerId: both.speakerId, state: 'open' }]);
  expect((await station.reload(second.number)).state).toBe('submitted');
});

it('takes a proposal back where the speaker can no longer go, and says what would help', async () => {
  const speaker = await station.speaker('只有一人');
  const order = await station.order(resident);
  expect(order.state).toBe('proposed');
  await station.act(speaker, 'add-away', { from: '2026-11-24', until: '2026-11-28' });
  await plan();
  const after = await station.reload(order.number);
  expect(after.state).toBe('submitted');
  expect(after.events.at(-1)?.action).toBe('unplan');
  const row = await station.prisma.proposal.findFirstOrThrow({ where: { orderId: order.id }, orderBy: { id: 'desc' } });
  expect(row).toMatchObject({
    orderVersion: after.version,
    candidates: [],
    relaxations: { sets: [{ rules: ['away'] }] },
  });
  // Back again: the next plan finds them.
  await station.prisma.away.deleteMany({ where: { speakerId: speaker.speakerId } });
  await plan();
  expect(await proposedTo(order.number)).toBe(speaker.speakerId);
});

it('changes nothing of an order that was moved while it was thinking', async () => {
  const { first, second } = await twoForOneHour();
  const { version } = await station.reload(first.number);
  let moved = false;
  await replan(
    station.runWork,
    async (program, options) => {
      if (!moved)
        await station.act(resident, 'move-order', {
          orderId: first.id,
          version,
          window: { day: '2026-12-04', half: 'afternoon' },
        });
      moved = true;
      return solver.solve(program, options);
    },
    {},
  );
  const { events, state } = await station.reload(first.number);
  expect(events.map(({ action }) => action)).toEqual(['submit', 'propose', 'move']);
  expect(state).toBe('submitted');
  expect((await station.reload(second.number)).state).toBe('proposed');
});

it('does not make the coordinators’ time begin anew, not even where nobody can go any more', async () => {
  const { first, both, one } = await twoForOneHour();
  const due = async () => {
    const { id, version } = await station.reload(first.number);
    return station.prisma.timer.findFirstOrThrow({ where: { orderId: id, orderVersion: version, kind: 'escalate' } });
  };
  const before = await due();
  station.at('2026-11-23T03:00:00Z');
  await plan();
  for (const who of [both, one]) await station.act(who, 'add-away', { from: '2026-11-24', until: '2026-11-28' });
  const after = await due();
  await plan();
  const last = await due();
  expect((await station.reload(first.number)).events.at(-1)?.action).toBe('unplan');
  expect([after, last].map(({ orderVersion }) => orderVersion - before.orderVersion)).toEqual([1, 2]);
  expect([after, last].map(({ dueAt }) => dueAt)).toEqual([before.dueAt, before.dueAt]);
});

it('keeps everything where it runs twice at once', async () => {
  const { first, second, both, one } = await twoForOneHour();
  await Promise.all([plan(), plan()]);
  expect(await proposedTo(first.number)).toBe(one.speakerId);
  expect(await proposedTo(second.number)).toBe(both.speakerId);
  const { events } = await station.reload(first.number);
  expect(events.filter(({ action }) => action === 'replan')).toHaveLength(1);
});

it('tells a coordinator once, however many orders it finds a speaker for', async () => {
  await station.speaker('都会讲', { weeklyLimit: 7 });
  for (const period of [1, 2, 3, 4, 5, 6]) {
    const windows = [{ day: '2026-11-27', half: period < 4 ? ('morning' as const) : ('afternoon' as const), period }];
    await station.act(resident, 'submit-order', { draft: station.draft({ windows }) });
  }

  await plan();

  const { length } = await station.messages(coordinator);
  expect(length).toBe(1);
});
