// A small police station to test against: coordinators, speakers and residents, all with web chats, in the small
// district of places.ts on a real database. Time stands still until a test moves it.

import { randomBytes } from 'node:crypto';
import { addDays, localTime } from '../../src/domain/calendar.ts';
import type { Command, CommandTable, CommandType, Outcome } from '../../src/domain/commands.ts';
import type { DeputyRules } from '../../src/domain/deputy/rules.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { defaultLimits } from '../../src/domain/limits.ts';
import { defaultTiming, type Timing } from '../../src/domain/timers.ts';
import type { Solve } from '../../src/matching/program.ts';
import { execute } from '../../src/services/commands.ts';
import { fireTimer } from '../../src/services/order/fire-timer.ts';
import { dueTimers } from '../../src/services/order/schedule.ts';
import { proposeOrder, unproposedOrders } from '../../src/services/staffing/propose-order.ts';
import { createRunWork, type RunWork, type Who } from '../../src/services/work.ts';
import type { Database } from '../../src/store/database.ts';
import { createPlaces } from './places.ts';

export const timeZone = 'Asia/Shanghai';

export type Station = Awaited<ReturnType<typeof createStation>>;

export async function createStation(
  database: Database,
  timing: Timing = defaultTiming,
  solve?: Solve,
  deputyRules?: DeputyRules,
) {
  const { prisma } = database;
  // Monday, 9 o'clock.
  let now = new Date('2026-11-23T01:00:00Z');
  const clock = () => now;
  const woken: number[] = [];
  const planned: ({ readonly coordinatorId: number } | undefined)[] = [];
  // All that a test's people do, they do at one moment.
  const limits = { ...defaultLimits, orders: { most: 1_000_000, seconds: 60 } };
  const runWork: RunWork = createRunWork(
    database,
    { wake: (chatId) => woken.push(chatId), match: () => {}, plan: (asked) => planned.push(asked) },
    {
      ...{ timeZone, timing, limits, baseUrl: () => 'http://127.0.0.1:3000', travelKmh: 40, roadFactor: 1.3, clock },
      ...(solve && { solve }),
      ...(deputyRules && { deputyRules }),
    },
  );

  const places = await createPlaces(prisma);
  const { topic, format, district, village } = places;

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
    const { id } = await places.speaker(name, { personId: who.personId, ...more });
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
    /** What came with the update. */
    given: Parameters<RunWork>[1] = {},
  ): Promise<CommandTable[K]['result']> {
    const command: Command = { type, ...args } as Command;
    const outcome: Outcome = await runWork((work) => execute(work, who, command), given);
    return outcome.result as CommandTable[K]['result'];
  }

  /** Finds a speaker for everything that waits, as the job would. */
  async function match(): Promise<void> {
    for (const { orderId } of await unproposedOrders(prisma)) await runWork((work) => proposeOrder(work, orderId));
  }

  /** Does what is due by now, as the sweeper and its jobs would. */
  async function passTime(instant?: string): Promise<void> {
    if (instant !== undefined) now = new Date(instant);
    for (const { timerId } of await dueTimers(prisma, now)) await runWork((work) => fireTimer(work, timerId));
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
    ...places,
    ...{
      person,
      speaker,
      coordinator,
      draft,
      act,
      match,
      passTime,
      order,
      reload,
      messages,
      runWork,
      clock,
      woken,
      planned,
      prisma,
    },
    at(instant: string) {
      now = new Date(instant);
    },
  };
}
