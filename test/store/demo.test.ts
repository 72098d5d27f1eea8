import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instantAt, localTime } from '../../src/domain/calendar.ts';
import { transitions } from '../../src/domain/order-lifecycle.ts';
import { demoAddress, demoPersonas, seedDemo } from '../../src/store/demo.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';

const timeZone = 'Asia/Shanghai';
const now = new Date('2026-11-24T03:00:00Z');

describe('the demo data', () => {
  let home: TestDatabase;
  const prisma = () => home.database.prisma;

  beforeAll(async () => {
    home = await createTestDatabase();
    expect(await seedDemo(home.database, { now, timeZone })).toBe(true);
  });
  afterAll(() => home?.drop());

  test('is there once, however often it is seeded, also at once', async () => {
    const before = await prisma().order.count();
    const again = await Promise.all([1, 2, 3].map(() => seedDemo(home.database, { now, timeZone })));
    expect(again).toEqual([false, false, false]);
    expect(await prisma().order.count()).toBe(before);
  });

  test('holds the district: 8 townships, 111 villages, 5 communities, schools, coordinates inside', async () => {
    const areas = await prisma().area.findMany();
    const villages = areas.filter(({ kind }) => kind === 'village');
    expect(areas.filter(({ kind }) => kind === 'township')).toHaveLength(8);
    expect(villages.filter(({ name }) => name.endsWith('村'))).toHaveLength(111);
    expect(villages.filter(({ name }) => name.endsWith('社区'))).toHaveLength(5);
    expect(villages.map(({ name }) => name)).toContain('乐都路社区');
    for (const { latitude, longitude, madeUp } of [...villages, ...(await prisma().school.findMany())]) {
      expect(madeUp).toBe(true);
      expect(Math.abs((latitude ?? 0) - 36.5)).toBeLessThan(0.152);
      expect(Math.abs((longitude ?? 0) - 102.11)).toBeLessThan(0.129);
    }
  });

  test('holds 33 speakers, 7 of them deputy principals at one or two schools', async () => {
    const speakers = await prisma().speaker.findMany({ include: { appointments: true, topics: true, formats: true } });
    expect(speakers).toHaveLength(33);
    expect(speakers.every(({ topics, formats, madeUp }) => topics.length > 0 && formats.length > 0 && madeUp)).toBe(
      true,
    );
    const schools = speakers.map(({ appointments }) => appointments.length).filter((count) => count > 0);
    expect(schools).toHaveLength(7);
    expect(new Set(schools)).toEqual(new Set([1, 2]));
    expect(new Set(speakers.map(({ name }) => name)).size).toBe(33);
    expect(speakers.some(({ name }) => name.includes('·'))).toBe(true);
  });

  test('has deputies whom the rule allows, with letters, training and hours; one behind, one whose term ends', async () => {
    const rows = await prisma().deputyPrincipalAppointment.findMany({
      include: {
        speaker: { include: { deputyProfile: { include: { training: true } } } },
        school: true,
        hours: true,
        events: true,
      },
    });
    expect(rows).toHaveLength(11);
    for (const { speaker, letterNumber, events, until } of rows) {
      expect(['police', 'guest']).toContain(speaker.kind);
      expect(speaker.deputyProfile?.training.reduce((sum, { tenths }) => sum + tenths, 0)).toBeGreaterThanOrEqual(80);
      expect(letterNumber).toMatch(/^20\d{2}-\d{4}$/);
      expect(events).toHaveLength(3);
      expect(until > now).toBe(true);
    }
    const soon = rows.filter(({ until }) => until.getTime() < now.getTime() + 90 * 86_400_000);
    expect(soon.map(({ school }) => school.name)).toEqual(['三合新芽中学']);
    const done = (row: (typeof rows)[number]) => row.hours.reduce((sum, { tenths }) => sum + tenths, 0);
    expect(rows.filter((row) => done(row) < 20).map(({ school }) => school.name)).toEqual(['小峡云杉中学']);
    const without = await prisma().school.findMany({ where: { appointments: { none: {} } } });
    expect(without).toMatchObject([{ name: '石灰窑白石小学', rural: true, remote: true }]);
    expect(await prisma().schoolContact.count()).toBe(5);
  });

  test('has a course on the menu and one that waits, each by somebody who may give its topic', async () => {
    const courses = await prisma().course.findMany({
      include: { speaker: { include: { topics: true } } },
      orderBy: { id: 'asc' },
    });
    expect(courses.map(({ state }) => state)).toEqual(['published', 'submitted']);
    expect(new Set(courses.map(({ speakerId }) => speakerId)).size).toBe(2);
    for (const { topicId, speaker } of courses) expect(speaker.topics.map((held) => held.topicId)).toContain(topicId);
  });

  test('gives every persona a web chat with the right to be who they are', async () => {
    const chats = await prisma().chat.findMany({
      where: { channel: 'web', address: { in: demoPersonas.map(demoAddress) } },
      include: { person: { include: { speaker: true, coordinator: { include: { area: true } } } } },
    });
    const of = (persona: string) => chats.find(({ address }) => address === demoAddress(persona));
    expect(chats).toHaveLength(6);
    expect(chats.every(({ person }) => person.madeUp)).toBe(true);
    expect(of('resident')).toMatchObject({ bot: 'public', person: { requesterKind: 'resident' } });
    expect(of('director')?.person).toMatchObject({ requesterKind: 'village_director', areaId: expect.any(Number) });
    expect(of('school')?.person).toMatchObject({ requesterKind: 'school_contact', schoolId: expect.any(Number) });
    expect(of('speaker')).toMatchObject({ bot: 'staff', person: { speaker: { active: true } } });
    expect(of('coordinator')?.person.coordinator?.area.kind).toBe('district');
  });

  test("tells the persona coordinator of every new order, and has some waiting: a school's and a wish", async () => {
    const reached = await prisma().coordinator.findMany({ where: { person: { chats: { some: { bot: 'staff' } } } } });
    expect(reached.map(({ name }) => name)).toEqual(['郑爱民']);
    const waiting = await prisma().order.findMany({
      where: { state: 'submitted' },
      include: { details: true, windows: true, school: true, events: true, questions: true },
      orderBy: { id: 'asc' },
    });
    expect(waiting).toMatchObject([
      { wantsDeputy: true, school: { name: expect.any(String) }, windows: [{ period: 3 }], version: 1 },
      { topicId: null, details: { wish: expect.any(String), contactPhone: expect.any(String) }, version: 1 },
    ]);
    for (const { events, windows, questions } of waiting) {
      expect(events).toMatchObject([{ action: 'submit', toState: 'submitted', version: 1 }]);
      expect(questions).toHaveLength(1);
      expect((windows[0]?.day ?? now) > now).toBe(true);
    }
  });

  test('has a history that the order lifecycle allows', async () => {
    const orders = await prisma().order.findMany({
      where: { state: { not: 'submitted' } },
      include: { events: { orderBy: { version: 'asc' } }, record: true, offers: true, bookings: true, ratings: true },
    });
    const closed = orders.filter(({ state }) => state === 'closed');
    expect(closed).toHaveLength(40);
    expect(orders.filter(({ state }) => state === 'confirmed').length).toBeGreaterThan(2);
    for (const order of orders) {
      let state: string | null = null;
      let at = 0;
      for (const [index, event] of order.events.entries()) {
        const rule = Object.entries(transitions).find(([action]) => action === event.action)?.[1];
        const from: readonly string[] = rule?.from ?? [];
        const by: readonly string[] = rule?.by ?? [];
        expect(event).toMatchObject({ version: index + 1, fromState: state, toState: rule?.to });
        expect(state === null ? from.length === 0 : from.includes(state)).toBe(true);
        expect(by).toContain(event.actor);
        expect(event.at.getTime()).toBeGreaterThanOrEqual(at);
        expect(event.at <= now).toBe(true);
        state = event.toState;
        at = event.at.getTime();
      }
      expect(order).toMatchObject({ state, version: order.events.length });
      expect(order.bookings.map(({ active }) => active)).toEqual([state === 'confirmed']);
      expect(order.record !== null).toBe(state !== 'confirmed');
      expect((order.startsAt ?? now) > now).toBe(state === 'confirmed');
    }
    expect(closed.some(({ ratings }) => ratings.length > 0)).toBe(true);
    const oldest = Math.min(...closed.map(({ startsAt }) => startsAt?.getTime() ?? 0));
    expect(oldest).toBeGreaterThan(now.getTime() - 121 * 86_400_000);
  });

  test('sends only speakers who may: topic, format, pupils, and one talk a day', async () => {
    const speakers = await prisma().speaker.findMany({ include: { topics: true, formats: true } });
    const orders = await prisma().order.findMany({ where: { state: { not: 'submitted' } }, include: { offers: true } });
    const days = new Set<string>();
    for (const { offers, topicId, formatId, schoolId, startsAt } of orders) {
      const speaker = speakers.find(({ id }) => id === offers[0]?.speakerId);
      expect(speaker?.topics.some((row) => row.topicId === topicId)).toBe(true);
      expect(speaker?.formats.some((row) => row.formatId === formatId)).toBe(true);
      if (schoolId !== null) expect(speaker?.clearedForMinors).toBe(true);
      days.add(`${speaker?.id} ${localTime(startsAt ?? now, timeZone).day}`);
    }
    expect(days.size).toBe(orders.length);
  });
});

test.each(['2026-02-28', '2026-03-01'])('the demo data fits a first start on a weekend too: %s', async (day) => {
  const { database, drop } = await createTestDatabase();
  try {
    expect(await seedDemo(database, { now: instantAt(day, 30, timeZone), timeZone })).toBe(true);
  } finally {
    await drop();
  }
});
