// The life of an order through the services, on real PostgreSQL: who may do what, and who wins.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../../../src/services/work.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createStation, type Station } from '../../fakes/station.ts';

let test: TestDatabase;
let station: Station;
let resident: Who;
let coordinator: Awaited<ReturnType<Station['coordinator']>>;
let speaker: Awaited<ReturnType<Station['speaker']>>;

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 20 });
  station = await createStation(test.database);
  resident = await station.person('public', '居民');
  coordinator = await station.coordinator('张三');
  speaker = await station.speaker('李警官');
});
afterAll(() => test.drop());

describe('an order that is not taken', () => {
  it('leaves none of its batch behind, where one of the places fits no format', async () => {
    const { prisma } = test.database;
    await prisma.format.updateMany({ where: { venue: { not: 'school' } }, data: { active: false } });
    const places = [{ areaId: station.village.id, schoolId: station.school.id }, { areaId: station.otherVillage.id }];
    const result = await station.act(resident, 'submit-order', { draft: station.draft({ places }) });
    await prisma.format.updateMany({ data: { active: true } });
    expect(result).toEqual({ ok: false, reason: 'incomplete' });
    expect(await prisma.order.count({ where: { requesterId: resident.personId } })).toBe(0);
  });

  it('leaves nobody behind for whom it was to be', async () => {
    const draft = station.draft({
      windows: [{ day: '2026-11-01', half: 'morning' }],
      contactName: '来电人',
      phone: '13700000001',
    });
    expect(await station.act(coordinator, 'enter-order', { draft })).toEqual({ ok: false, reason: 'past' });
    expect(await station.act(speaker, 'walk-in-order', { draft })).toEqual({ ok: false, reason: 'past' });
    expect(await test.database.prisma.person.count({ where: { phone: '13700000001' } })).toBe(0);
  });
});

describe('the whole life', () => {
  it('goes from submitted to rated, each step with one event and everybody told', async () => {
    const submitted = await station.order(resident);
    expect(submitted.state).toBe('proposed');
    expect(await keys(coordinator)).toContain('card.title');

    const approved = await station.act(coordinator, 'approve', { orderId: submitted.id, version: submitted.version });
    expect(approved).toMatchObject({ ok: true, order: { state: 'offered', speaker: { name: '李警官' } } });
    expect(await keys(speaker)).toContain('offer.title');
    expect((await station.reload(submitted.number)).bookings.filter(({ active }) => active)).toHaveLength(1);

    const accepted = await station.act(speaker, 'accept-offer', {
      orderId: submitted.id,
      version: submitted.version + 1,
    });
    expect(accepted).toMatchObject({ ok: true, order: { state: 'confirmed', contact: { phone: '13812345678' } } });
    expect(await keys(resident)).toContain('news.confirmed');

    expect(
      await station.act(speaker, 'deliver', { orderId: submitted.id, version: submitted.version + 2, report }),
    ).toEqual({ ok: false, reason: 'too_early' });
    station.at('2026-11-26T10:00:00Z');
    const delivered = await station.act(speaker, 'deliver', {
      orderId: submitted.id,
      version: submitted.version + 2,
      report,
    });
    expect(delivered).toMatchObject({ ok: true, order: { state: 'delivered', record: { headMin: 21, headMax: 50 } } });
    await station.passTime('2026-11-26T11:00:00Z');
    expect(await keys(resident)).toContain('rate.please');

    const rated = await station.act(resident, 'rate-order', { orderId: submitted.id, score: 5 });
    expect(rated).toMatchObject({ ok: true, order: { rating: { mean: 5, count: 1, own: 5 } } });

    const { events } = await station.reload(submitted.number);
    expect(events.map(({ action, version }) => [action, version])).toEqual([
      ['submit', 1],
      ['propose', 2],
      ['approve', 3],
      ['accept', 4],
      ['deliver', 5],
    ]);
    station.at('2026-11-23T01:00:00Z');
  });

  it('hides the contact from the speaker until the acceptance', async () => {
    const order = await approved();
    const before = await station.act(speaker, 'show-talk', { orderId: order.id });
    expect(before.order).not.toHaveProperty('contact');
    await station.act(speaker, 'accept-offer', { orderId: order.id, version: order.version });
    const after = await station.act(speaker, 'show-talk', { orderId: order.id });
    // Neither is it over before it begins.
    expect([before.ahead, after.ahead]).toEqual([undefined, true]);
    expect(after.order).toHaveProperty('contact.phone', '13812345678');
    await cancel(order.id);
  });

  it('goes back to the coordinators when the speaker declines, who is then not proposed again', async () => {
    const order = await approved();
    const declined = await station.act(speaker, 'decline-offer', {
      orderId: order.id,
      version: order.version,
      reason: 'on_duty',
    });
    expect(declined).toMatchObject({ ok: true, order: { state: 'submitted' } });
    const row = await station.reload(order.number);
    expect(row.bookings.some(({ active }) => active)).toBe(false);
    expect(row.startsAt).toBeNull();
    await station.match();
    const { order: card } = await station.act(coordinator, 'show-card', { orderId: order.id });
    expect(card?.proposal?.candidates.map(({ speakerId }) => speakerId)).not.toContain(speaker.speakerId);
    await cancel(order.id);
  });

  it('takes the talk back from the speaker when the requester cancels, and says so', async () => {
    const order = await approved();
    await station.act(speaker, 'accept-offer', { orderId: order.id, version: order.version });
    const cancelled = await station.act(resident, 'cancel-order', {
      orderId: order.id,
      version: order.version + 1,
      reason: 'clashes',
    });
    expect(cancelled).toMatchObject({ ok: true, order: { state: 'cancelled' } });
    expect((await station.reload(order.number)).bookings.some(({ active }) => active)).toBe(false);
    expect((await station.messages(speaker)).at(-1)?.message).toMatchObject({
      text: { lines: expect.arrayContaining([expect.objectContaining({ key: 'card.done_by_because' })]) },
    });
  });

  it('moves to another time at the wish of the requester, and is matched anew', async () => {
    const order = await approved();
    const window = { day: '2026-12-01', half: 'morning' } as const;
    expect(
      await station.act(resident, 'move-order', { orderId: order.id, version: order.version, window }),
    ).toMatchObject({ ok: true, order: { state: 'submitted', windows: [window] } });
    await station.match();
    expect((await station.reload(order.number)).state).toBe('proposed');
    await cancel(order.id);
  });

  it('refuses a time that is past', async () => {
    expect(
      await station.act(resident, 'submit-order', {
        draft: station.draft({ windows: [{ day: '2026-11-22', half: 'morning' }] }),
      }),
    ).toEqual({ ok: false, reason: 'past' });
  });
});

describe('a speaker without a chat', () => {
  it('is rung, and the coordinator enters the answer and the end of the talk', async () => {
    const { id: speakerId } = await test.database.prisma.speaker.create({
      data: {
        name: '老周',
        phone: '13900000009',
        kind: 'volunteer',
        homeAreaId: station.township.id,
        topics: { create: [{ topicId: station.topic.id }] },
        formats: { create: [{ formatId: station.format.id }] },
      },
    });
    const order = await station.order(resident, { windows: [{ day: '2026-12-03', half: 'morning' }] });
    const offered = { orderId: order.id, version: order.version + 1 };
    await station.act(coordinator, 'approve', { orderId: order.id, version: order.version, speakerId });
    const { tasks } = await station.act(coordinator, 'phone-list', {});
    expect(tasks).toMatchObject([{ name: '老周', phone: '13900000009' }]);
    expect(await station.act(speaker, 'answer-for-speaker', { ...offered, answer: 'accept' })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    expect(await station.act(coordinator, 'answer-for-speaker', { ...offered, answer: 'accept' })).toMatchObject({
      ok: true,
      order: { state: 'confirmed', speaker: { name: '老周', byPhone: true } },
    });
    expect((await station.act(coordinator, 'phone-list', {})).tasks).toEqual([]);
    const confirmed = { orderId: order.id, version: order.version + 2 };
    expect(await station.act(coordinator, 'deliver-for-speaker', confirmed)).toEqual({
      ok: false,
      reason: 'too_early',
    });
    station.at('2026-12-03T10:00:00Z');
    expect(await station.act(coordinator, 'deliver-for-speaker', confirmed)).toMatchObject({
      ok: true,
      order: { state: 'delivered' },
    });
    station.at('2026-11-23T01:00:00Z');
    await test.database.prisma.speaker.update({ where: { id: speakerId }, data: { active: false } });
  });
});

describe('another time', () => {
  it('is offered by the coordinator, and taken by the requester with one tap', async () => {
    const order = await station.order(resident);
    const window = { day: '2026-12-02', half: 'morning', clock: 600 } as const;
    const args = { orderId: order.id, version: order.version, window };
    expect(await station.act(coordinator, 'counter-offer', args)).toMatchObject({ ok: true });
    expect(await station.act(coordinator, 'counter-offer', args)).toEqual({ ok: false, reason: 'waiting' });
    const { order: card } = await station.act(coordinator, 'show-card', { orderId: order.id });
    const counterOfferId = card?.counterOffer?.id ?? 0;
    const stranger = await station.person('public', '别人');
    expect(await station.act(stranger, 'answer-counter', { counterOfferId, yes: true })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    expect(await station.act(resident, 'answer-counter', { counterOfferId, yes: true })).toMatchObject({
      ok: true,
      order: { state: 'submitted', windows: [window] },
    });
    expect(await station.act(resident, 'answer-counter', { counterOfferId, yes: false })).toMatchObject({
      ok: false,
      reason: 'already',
    });
    await cancel(order.id);
  });

  it('is not taken once it has gone by, which the coordinator is told', async () => {
    const order = await station.order(resident);
    const args = { orderId: order.id, version: order.version, window: { day: '2026-11-24', half: 'morning' } } as const;
    const asked = await station.act(coordinator, 'counter-offer', args);
    if (!asked.ok) throw new Error(asked.reason);
    const counterOfferId = asked.order.counterOffer?.id ?? 0;
    station.at('2026-11-25T01:00:00Z');
    const answered = await station.act(resident, 'answer-counter', { counterOfferId, yes: true });
    station.at('2026-11-23T01:00:00Z');
    expect(answered).toMatchObject({ ok: false, reason: 'already', order: { version: order.version } });
    expect(answered).not.toHaveProperty('order.counterOffer');
    expect(await keys(coordinator)).toContain('counter.too_late');
    await cancel(order.id);
  });

  it('is not offered by day for what needs the dark', async () => {
    const cinema = await test.database.prisma.format.findFirstOrThrow({ where: { code: 'cinema' } });
    const order = await station.order(resident, {
      formatId: cinema.id,
      windows: [{ day: '2026-11-27', half: 'evening' }],
    });
    const args = { orderId: order.id, version: order.version, window: { day: '2026-12-02', half: 'morning' } } as const;
    expect(await station.act(coordinator, 'counter-offer', args)).toEqual({
      ok: false,
      reason: 'dusk',
    });
    await cancel(order.id);
  });
});

describe('somebody else’s order', () => {
  it('can be neither seen nor touched by a stranger', async () => {
    const order = await approved();
    const stranger = await station.person('public', '别人');
    const gone = { ok: false, reason: 'not_found' };
    expect(await station.act(stranger, 'show-order', { orderId: order.id })).toEqual({});
    expect(
      await station.act(stranger, 'cancel-order', { orderId: order.id, version: order.version, reason: 'other' }),
    ).toEqual(gone);
    expect(await station.act(stranger, 'add-question', { orderId: order.id, text: '?' })).toEqual(gone);
    expect(await station.act(stranger, 'rate-order', { orderId: order.id, score: 1 })).toEqual(gone);
    expect(
      await station.act(stranger, 'move-order', {
        orderId: order.id,
        version: order.version,
        window: { day: '2026-12-01', half: 'morning' },
      }),
    ).toEqual(gone);
    expect(await station.act(stranger, 'find-order', { number: order.number, phone: '13800000000' })).toEqual({
      found: false,
    });
    await cancel(order.id);
  });

  it('is found with its number and phone together', async () => {
    const order = await approved();
    const stranger = await station.person('public', '别人');
    expect(await station.act(stranger, 'find-order', { number: order.number, phone: '138 1234 5678' })).toMatchObject({
      found: true,
      order: { number: order.number },
    });
    await cancel(order.id);
  });

  it('stays closed to a coordinator of another township and to another speaker', async () => {
    const order = await approved();
    const elsewhere = await station.coordinator('王五', station.otherTownship.id);
    const other = await station.speaker('赵警官');
    expect(await station.act(elsewhere, 'show-card', { orderId: order.id })).toEqual({});
    expect(await station.act(elsewhere, 'recall', { orderId: order.id, version: order.version })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    expect(await station.act(other, 'accept-offer', { orderId: order.id, version: order.version })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    expect(await station.act(resident, 'approve', { orderId: order.id, version: order.version })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    await test.database.prisma.speaker.update({ where: { id: other.speakerId }, data: { active: false } });
    await test.database.prisma.coordinator.update({ where: { id: elsewhere.coordinator.id }, data: { active: false } });
    await cancel(order.id);
  });
});

describe('two at once', () => {
  it('makes one booking of 100 parallel approvals of one slot, and 99 clear conflicts', async () => {
    const window = [{ day: '2026-12-07', half: 'morning' }] as const;
    // A talk of an hour with setting up fills the slot; the lesson fixes the start, so every order wants the same hour.
    const fixed = { windows: [{ ...window[0], period: 3 }] };
    const orders = [];
    for (let index = 0; index < 100; index += 1) orders.push(await submitted(fixed));
    await station.match();
    const rows = await Promise.all(orders.map((number) => station.reload(number)));
    const results = await Promise.all(
      rows.map((row) =>
        station.act(coordinator, 'approve', { orderId: row.id, version: row.version, speakerId: speaker.speakerId }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(
      results.filter((result) => !result.ok && result.reason === 'not_free' && result.rules.includes('overlap')),
    ).toHaveLength(99);
    expect(
      await test.database.prisma.booking.count({
        where: {
          active: true,
          speakerId: speaker.speakerId,
          from: { gte: new Date('2026-12-06T16:00:00Z'), lt: new Date('2026-12-07T16:00:00Z') },
        },
      }),
    ).toBe(1);
    // Cleared away at once: a hundred proper cancellations would take longer than the race itself.
    const all = { in: rows.map(({ id }) => id) };
    await test.database.prisma.booking.updateMany({ where: { orderId: all }, data: { active: false } });
    await test.database.prisma.order.updateMany({ where: { id: all }, data: { state: 'cancelled' } });
  }, 120_000);

  it('lets adjacent slots of one place both succeed', async () => {
    // Lessons 1 and 3 are 115 minutes apart; a class lesson with setting up and clearing away takes an hour.
    const lesson = await test.database.prisma.format.findFirstOrThrow({ where: { code: 'class' } });
    const inClass = { formatId: lesson.id, places: [{ areaId: station.village.id, schoolId: station.school.id }] };
    const first = await station.reload(
      await submitted({ ...inClass, windows: [{ day: '2026-12-08', half: 'morning', period: 1 }] }),
    );
    const second = await station.reload(
      await submitted({ ...inClass, windows: [{ day: '2026-12-08', half: 'morning', period: 3 }] }),
    );
    await station.match();
    const results = await Promise.all(
      [first, second].map((row) =>
        station.act(coordinator, 'approve', { orderId: row.id, version: 2, speakerId: speaker.speakerId }),
      ),
    );
    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
    await Promise.all([first, second].map((row) => cancel(row.id)));
  });

  it('lets approving and cancelling race with one winner', async () => {
    const order = await station.order(resident);
    const [approval, cancellation] = await Promise.all([
      station.act(coordinator, 'approve', { orderId: order.id, version: order.version }),
      station.act(resident, 'cancel-order', { orderId: order.id, version: order.version, reason: 'other' }),
    ]);
    expect([approval.ok, cancellation.ok].filter(Boolean)).toHaveLength(1);
    expect(
      (await station.reload(order.number)).events.filter(({ version }) => version === order.version + 1),
    ).toHaveLength(1);
    await cancel(order.id);
  });

  it('takes twenty taps on accept as one', async () => {
    const order = await approved();
    const results = await Promise.all(
      Array.from({ length: 20 }, () =>
        station.act(speaker, 'accept-offer', { orderId: order.id, version: order.version }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.reason === 'already')).toHaveLength(19);
    expect((await station.reload(order.number)).events.filter(({ action }) => action === 'accept')).toHaveLength(1);
    await cancel(order.id);
  });
});

const report = { headMin: 21, headMax: 50, answered: [], owed: [] };

async function submitted(more: Parameters<Station['draft']>[0]): Promise<string> {
  const result = await station.act(resident, 'submit-order', { draft: station.draft(more) });
  if (!result.ok) throw new Error(result.reason);
  return result.numbers[0] ?? '';
}

async function approved() {
  const order = await station.order(resident);
  const result = await station.act(coordinator, 'approve', {
    orderId: order.id,
    version: order.version,
    speakerId: speaker.speakerId,
  });
  if (!result.ok) throw new Error(result.reason);
  return station.reload(order.number);
}

/** Leaves the slot to the next test. */
async function cancel(orderId: number): Promise<void> {
  const { version } = await test.database.prisma.order.findUniqueOrThrow({ where: { id: orderId } });
  await station.act(coordinator, 'coordinator-cancel', { orderId, version, reason: 'other' });
}

/** Keys of all texts that a person was sent. */
async function keys(who: Who): Promise<string[]> {
  return [
    ...JSON.stringify((await station.messages(who)).map(({ message }) => message)).matchAll(/"key":"([^"]+)"/g),
  ].map(([, key]) => key ?? '');
}
