// What speakers and kits are booked for, and what speakers have given lately, as matching counts it.

import type { BookingFacts, SpeakerToMatch } from '../matching/facts.ts';
import { blockedTime } from '../matching/schedule.ts';
import type { Tx } from './database.ts';
import type { District } from './district.ts';

export type Workload = Pick<SpeakerToMatch, 'bookings' | 'talksLast90Days' | 'served'>;

export interface Diaries {
  ofSpeaker(speakerId: number): Workload;
  ofKit(kitId: number): readonly BookingFacts[];
}

interface Asked {
  readonly district: District;
  /** The orders that are being matched do not stand in their own way. */
  readonly exceptOrderIds: readonly number[];
  readonly thisMonday: Date;
  readonly now: Date;
}

/** Bookings from this week on, talks given this week among them (their bookings are switched off at delivery). */
export async function loadDiaries(tx: Tx, asked: Asked): Promise<Diaries> {
  const { district, exceptOrderIds, thisMonday, now } = asked;
  const others = { orderId: { notIn: [...exceptOrderIds] } };
  const booked = await tx.booking.findMany({
    where: { active: true, until: { gt: thisMonday }, ...others },
    select: { orderId: true, speakerId: true, kitId: true, from: true, until: true, order: { select: talk } },
  });
  const delivered = await tx.talkRecord.findMany({
    where: {
      ...others,
      order: { state: { in: ['delivered', 'closed'] }, startsAt: { gte: yearBefore(now), lte: now } },
    },
    select: { orderId: true, speakerId: true, assistantId: true, order: { select: talk } },
  });
  const still = new Set(booked.map(({ orderId }) => orderId));
  const since = now.getTime() - loadMs;

  const ofSpeaker = new Map<number, Diary>();
  const ofKit = new Map<number, BookingFacts[]>();
  const diaryOf = (speakerId: number): Diary => {
    const diary = ofSpeaker.get(speakerId) ?? { bookings: [], talks: 0, served: new Map() };
    ofSpeaker.set(speakerId, diary);
    return diary;
  };
  for (const { speakerId, kitId, from, until, order } of booked) {
    const booking = { from, until, startsAt: order.startsAt ?? from, ...venue(order, district) };
    if (kitId !== null) ofKit.set(kitId, [...(ofKit.get(kitId) ?? []), booking]);
    if (speakerId === null) continue;
    const diary = diaryOf(speakerId);
    diary.bookings.push(booking);
    diary.talks += 1;
  }
  for (const { orderId, speakerId, assistantId, order } of delivered) {
    const { startsAt } = order;
    if (!startsAt || still.has(orderId)) continue;
    const given = { startsAt, ...blockedTime(lasting(order), startsAt), ...venue(order, district) };
    for (const id of [speakerId, assistantId]) {
      if (id === null) continue;
      const diary = diaryOf(id);
      if (startsAt >= thisMonday) diary.bookings.push(given);
      if (startsAt.getTime() >= since) diary.talks += 1;
    }
    countServed(diaryOf(speakerId).served, order);
  }
  return {
    ofSpeaker(speakerId) {
      const { bookings = [], talks = 0, served = new Map<string, Served>() } = ofSpeaker.get(speakerId) ?? {};
      return { bookings, talksLast90Days: talks, served: [...served.values()] };
    },
    ofKit: (kitId) => ofKit.get(kitId) ?? [],
  };
}

interface Diary {
  readonly bookings: BookingFacts[];
  talks: number;
  readonly served: Map<string, Served>;
}

const dayMs = 86_400_000;
const loadMs = 90 * dayMs;
const yearBefore = (now: Date): Date => new Date(now.getTime() - 365 * dayMs);

const talk = {
  ...{ areaId: true, schoolId: true, startsAt: true, format: true },
  course: { select: { talkMinutes: true } },
} as const;

/** A course lasts as long as its speaker says. */
const lasting = <Format>({ format, course }: { format: Format; course: { talkMinutes: number } | null }) => ({
  format: { ...format, ...course },
});

type Served = SpeakerToMatch['served'][number];

function countServed(served: Map<string, Served>, { areaId, schoolId }: Venue): void {
  const key = `${areaId}/${schoolId}`;
  const talks = (served.get(key)?.talks ?? 0) + 1;
  served.set(key, { areaId, ...(schoolId !== null && { schoolId }), talks });
}

interface Venue {
  readonly areaId: number;
  readonly schoolId: number | null;
  readonly format: { readonly online: boolean };
}

function venue(order: Venue, district: District): Pick<BookingFacts, 'online' | 'point'> {
  const point = district.point(order);
  return { online: order.format.online, ...(point && { point }) };
}
