import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isOverlap } from '../../src/store/database.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';

let scratch: TestDatabase;
let orderId: number;
let speakerId: number;

beforeAll(async () => {
  scratch = await createTestDatabase({ poolSize: 10 });
});
afterAll(() => scratch.drop());
beforeEach(async () => {
  ({ orderId, speakerId } = await newOrder());
});

describe('bookings of one speaker', () => {
  test('refuses a booking that overlaps another, from a model and from raw SQL alike', async () => {
    await book('09:00', '11:00');
    const byModel = await book('10:59', '12:00').catch((error: unknown) => error);
    expect(byModel).toMatchObject({ code: 'P2039' });
    expect(isOverlap(byModel)).toBe(true);
    const byHand = await scratch.database.prisma.$executeRaw`
      INSERT INTO booking (order_id, speaker_id, from_at, until_at)
      VALUES (${orderId}, ${speakerId}, ${at('08:00')}, ${at('09:30')})`.catch((error: unknown) => error);
    expect(byHand).toMatchObject({ code: 'P2010' });
    expect(isOverlap(byHand)).toBe(true);
    expect(await scratch.database.prisma.booking.count({ where: { speakerId } })).toBe(1);
  });

  test('allows adjacent bookings', async () => {
    await book('09:00', '10:00');
    await book('10:00', '11:00');
    await book('08:00', '09:00');
    expect(await scratch.database.prisma.booking.count({ where: { speakerId } })).toBe(3);
  });

  test('allows the slot again once the booking is switched off', async () => {
    const { id } = await book('09:00', '10:00');
    await scratch.database.prisma.booking.update({
      where: { id },
      data: { active: false },
    });
    await expect(book('09:00', '10:00')).resolves.toBeDefined();
  });

  test('leaves another speaker free at the same time', async () => {
    await book('09:00', '10:00');
    ({ orderId, speakerId } = await newOrder());
    await expect(book('09:00', '10:00')).resolves.toBeDefined();
  });

  test('refuses a reversed or empty booking, and does not call it an overlap', async () => {
    for (const until of ['08:00', '09:00']) {
      const error = await book('09:00', until).catch((fault: unknown) => fault);
      expect(error).toBeInstanceOf(Error);
      expect(isOverlap(error)).toBe(false);
    }
  });

  test('keeps one of many that race for a slot, and every other is a clear overlap', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, () =>
        scratch.database.prisma.$transaction(async (tx) => {
          await tx.$queryRaw`SELECT id FROM speaker WHERE id = ${speakerId} FOR UPDATE`;
          return tx.booking.create({
            data: { orderId, speakerId, from: at('09:00'), until: at('10:00') },
          });
        }),
      ),
    );
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refused).toHaveLength(39);
    expect(refused.every(isOverlap)).toBe(true);
  });
});

describe('the history of an order', () => {
  test('can be added to, but not changed, deleted or emptied', async () => {
    const { prisma } = scratch.database;
    const { id } = await prisma.orderEvent.create({
      data: {
        orderId,
        action: 'submit',
        toState: 'submitted',
        version: 1,
        actor: 'requester',
      },
    });
    await expect(prisma.orderEvent.update({ where: { id }, data: { reason: 'x' } })).rejects.toThrow();
    await expect(prisma.orderEvent.delete({ where: { id } })).rejects.toThrow();
    await expect(prisma.$executeRaw`TRUNCATE order_event`).rejects.toThrow();
    expect(await prisma.orderEvent.findUniqueOrThrow({ where: { id } })).toMatchObject({ reason: null });
  });
});

function at(time: string): Date {
  return new Date(`2030-05-06T${time}:00+08:00`);
}

function book(from: string, until: string) {
  return scratch.database.prisma.booking.create({
    data: { orderId, speakerId, from: at(from), until: at(until) },
  });
}

let serial = 0;

async function newOrder(): Promise<{ orderId: number; speakerId: number }> {
  const { prisma } = scratch.database;
  serial += 1;
  const area = await prisma.area.create({
    data: { kind: 'village', name: `village ${serial}` },
  });
  const person = await prisma.person.create({ data: { name: 'somebody' } });
  const format = await prisma.format.create({
    data: {
      code: `format-${serial}`,
      nameZh: '讲座',
      nameEn: 'lecture',
      talkMinutes: 60,
    },
  });
  const speaker = await prisma.speaker.create({
    data: {
      personId: person.id,
      name: 'speaker',
      kind: 'police',
      homeAreaId: area.id,
    },
  });
  const order = await prisma.order.create({
    data: {
      number: String(serial),
      state: 'offered',
      requesterId: person.id,
      formatId: format.id,
      areaId: area.id,
      audience: 'villagers',
      ratingToken: `token-${serial}`,
    },
  });
  return { orderId: order.id, speakerId: speaker.id };
}
