// Orders that have just come in, so that matching proposes them at the first start and the queue is not empty: one from
// a school, one for something that is not on the menu. Fewer than make a digest: the next order still gets its own card.

import { randomBytes } from 'node:crypto';
import { addDays, type Half, localTime, weekday } from '../../domain/calendar.ts';
import type { Audience } from '../../domain/menu.ts';
import type { Tx } from '../database.ts';
import { insertRows, insertWithIds } from './insert-rows.ts';
import type { Time } from './plan-talks.ts';
import type { DemoPeople, SeededRequester } from './seed-people.ts';

interface Waiting {
  readonly requester: SeededRequester;
  readonly topic?: string;
  readonly wish?: string;
  readonly format: string;
  readonly audience: Audience;
  readonly size: number;
  readonly wantsDeputy: boolean;
  /** At least so many days from now, on a working day. */
  readonly inDays: number;
  readonly half: Half;
  readonly period?: number;
  readonly spot?: string;
  readonly question: string;
  readonly minutesAgo: number;
}

export async function seedWaiting(tx: Tx, people: DemoPeople, { now, timeZone }: Time): Promise<void> {
  const waiting = waitingOrders(people);
  const today = localTime(now, timeZone).day;
  const numbers = await tx.$queryRaw<{ number: string }[]>`
    SELECT nextval('order_number')::text AS number FROM generate_series(1, ${waiting.length}::int)`;
  const orders = await insertWithIds(
    tx,
    'orders',
    waiting.map(({ requester, topic, format, audience, size, wantsDeputy, minutesAgo }, index) => ({
      ...{ number: numbers[index]?.number ?? '', state: 'submitted', version: 1, audience, size, wantsDeputy },
      ...{ requesterId: requester.id, areaId: requester.areaId, schoolId: requester.schoolId ?? null },
      topicId: topic === undefined ? null : idOf(people.topics, topic),
      formatId: idOf(people.formats, format),
      ratingToken: randomBytes(9).toString('base64url'),
      createdAt: ago(now, minutesAgo),
      updatedAt: ago(now, minutesAgo),
    })),
  );
  const made = waiting.map((order, index) => ({ ...order, orderId: orders[index]?.id ?? 0 }));
  await insertRows(
    tx,
    'order_details',
    made.map(({ orderId, requester, wish, spot }) => ({
      ...{ orderId, wish: wish ?? null, spot: spot ?? null },
      ...{ contactName: requester.name, contactPhone: requester.phone },
    })),
  );
  await insertRows(
    tx,
    'order_window',
    made.map(({ orderId, inDays, half, period }) => ({
      ...{ orderId, rank: 0, half, period: period ?? null },
      day: new Date(`${workday(addDays(today, inDays))}T00:00:00Z`),
    })),
  );
  await insertRows(
    tx,
    'question',
    made.map(({ orderId, requester, question, minutesAgo }) => ({
      ...{ orderId, askerId: requester.id, text: question, createdAt: ago(now, minutesAgo) },
    })),
  );
  await insertRows(
    tx,
    'order_event',
    made.map(({ orderId, requester, minutesAgo }) => ({
      ...{ orderId, action: 'submit', fromState: null, toState: 'submitted', at: ago(now, minutesAgo), version: 1 },
      ...{ actor: 'requester', actorId: requester.id },
    })),
  );
}

function waitingOrders({ requesters }: DemoPeople): readonly Waiting[] {
  const school = requesters.find(({ persona }) => persona === 'school');
  const neighbour = requesters.find(({ persona, schoolId }) => persona === undefined && schoolId === undefined);
  if (!school || !neighbour) throw new Error('the demo has nobody who orders');
  return [
    {
      ...{ requester: school, topic: 'campus', format: 'class', audience: 'pupils', size: 45, wantsDeputy: true },
      ...{ inDays: 8, half: 'morning', period: 3, spot: '五年级2班教室', question: '放学路上有陌生人搭话怎么办？' },
      minutesAgo: 95,
    },
    {
      ...{ requester: neighbour, wish: '怎样识别保健品骗局，想请民警来讲讲', format: 'lecture', wantsDeputy: false },
      ...{ audience: 'elderly', size: 60, inDays: 10, half: 'afternoon', question: '已经买了的还能退钱吗？' },
      minutesAgo: 40,
    },
  ];
}

function idOf(rows: readonly { readonly id: number; readonly code: string }[], code: string): number {
  const found = rows.find((row) => row.code === code);
  if (!found) throw new Error(`the menu has no ${code}`);
  return found.id;
}

const workday = (day: string): string => (weekday(day) > 5 ? addDays(day, 8 - weekday(day)) : day);

const ago = (now: Date, minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
