// A small police station to test against: two townships with villages, a school, a coordinator, speakers and a
// resident, all with web chats, on a real database. Time stands still until a test moves it.

import { randomBytes } from 'node:crypto';
import { addDays, localTime } from '../../src/domain/calendar.ts';
import type { Command, CommandTable, CommandType, Outcome } from '../../src/domain/commands.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { execute } from '../../src/services/commands.ts';
import { proposeOrder, unproposedOrders } from '../../src/services/propose-order.ts';
import { createRunWork, type RunWork, type Who } from '../../src/services/work.ts';
import type { Database } from '../../src/store/database.ts';

export const timeZone = 'Asia/Shanghai';

export type Station = Awaited<ReturnType<typeof createStation>>;

export async function createStation(database: Database) {
  const { prisma } = database;
  // Monday, 9 o'clock.
  let now = new Date('2026-11-23T01:00:00Z');
  const clock = () => now;
  const woken: number[] = [];
  const runWork: RunWork = createRunWork(
    database,
    { wake: (chatId) => woken.push(chatId), match: () => {} },
    { timeZone, baseUrl: () => 'http://127.0.0.1:3000', travelKmh: 40, clock },
  );

  const topic = await prisma.topic.findFirstOrThrow({ where: { code: 'fraud' } });
  const format = await prisma.format.findFirstOrThrow({ where: { code: 'lecture' } });
  const district = await prisma.area.create({ data: { kind: 'district', name: '平安区' } });
  const township = await prisma.area.create({ data: { kind: 'township', name: '小峡街道', parentId: district.id } });
  const otherTownship = await prisma.area.create({ data: { kind: 'township', name: '三合镇', parentId: district.id } });
  const village = await prisma.area.create({
    data: { kind: 'village', name: '小峡街道第1村', parentId: township.id, latitude: 36.5, longitude: 102.1 },
  });
  const otherVillage = await prisma.area.create({
    data: { kind: 'village', name: '三合镇第1村', parentId: otherTownship.id, latitude: 36.45, longitude: 102.2 },
  });
  const school = await prisma.school.create({
    data: { name: '小峡小学', areaId: village.id, latitude: 36.5, longitude: 102.1 },
  });

  async function person(bot: 'public' | 'staff', name: string): Promise<Who> {
    const { id } = await prisma.person.create({ data: { name } });
    const chat = await prisma.chat.create({
      data: { bot, channel: 'web', address: randomBytes(8).toString('hex'), personId: id, locale: 'zh-CN' },
    });
    return { personId: id, chatId: chat.id, bot, locale: 'zh-CN' };
  }

  async function speaker(
    name: string,
    more: { weeklyLimit?: number; homeAreaId?: number } = {},
  ): Promise<Who & { speakerId: number }> {
    const who = await person('staff', name);
    const { id } = await prisma.speaker.create({
      data: {
        name,
        personId: who.personId,
        phone: '13900000001',
        kind: 'police',
        homeAreaId: township.id,
        clearedForMinors: true,
        weeklyLimit: 20,
        ...more,
        topics: { create: [{ topicId: topic.id }] },
        formats: { create: (await prisma.format.findMany()).map((one) => ({ formatId: one.id })) },
      },
    });
    return { ...who, speakerId: id };
  }

  async function coordinator(
    name: string,
    areaId: number = district.id,
  ): Promise<Who & { coordinator: { id: number; areaId: number } }> {
    const who = await person('staff', name);
    const { id } = await prisma.coordinator.create({ data: { name, personId: who.personId, areaId } });
    return { ...who, coordinator: { id, areaId } };
  }

  const draft = (more: Partial<Draft> = {}): Draft => ({
    topicId: topic.id,
    formatId: format.id,
    places: [{ areaId: village.id }],
    windows: [{ day: addDays(localTime(now, timeZone).day, 3), half: 'afternoon' }],
    phone: '13812345678',
    questions: [],
    ...more,
  });

  async function act<K extends CommandType>(
    who: Who,
    type: K,
    args: CommandTable[K]['args'],
  ): Promise<CommandTable[K]['result']> {
    const command: Command = { type, ...args } as Command;
    const outcome: Outcome = await runWork((work) => execute(work, who, command));
    return outcome.result as CommandTable[K]['result'];
  }

  /** Finds a speaker for everything that waits, as the job would. */
  async function match(): Promise<void> {
    for (const { orderId } of await unproposedOrders(prisma)) await runWork((work) => proposeOrder(work, orderId));
  }

  /** Orders, matches, and returns the order's row. */
  async function order(who: Who, more: Partial<Draft> = {}) {
    const result = await act(who, 'submit-order', { draft: draft(more) });
    if (!result.ok) throw new Error(`not submitted: ${result.reason}`);
    await match();
    return reload(result.numbers[0] ?? '');
  }

  const reload = (number: string) =>
    prisma.order.findUniqueOrThrow({
      where: { number },
      include: { bookings: true, offers: true, events: { orderBy: { id: 'asc' } } },
    });

  /** What a person's chats were sent, oldest first, as stored. */
  const messages = (who: Who) => prisma.outbox.findMany({ where: { chatId: who.chatId }, orderBy: { id: 'asc' } });

  return {
    ...{ topic, format, district, township, otherTownship, village, otherVillage, school },
    ...{ person, speaker, coordinator, draft, act, match, order, reload, messages, runWork, clock, woken, prisma },
    at(instant: string) {
      now = new Date(instant);
    },
  };
}
