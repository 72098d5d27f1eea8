// What each speaker is booked for and has given lately, as matching counts it.

import type { BookingFacts, SpeakerToMatch } from '../matching/facts.ts';
import { blockedTime } from '../matching/schedule.ts';
import type { Tx } from './database.ts';
import type { District } from './district.ts';

export type Workload = Pick<SpeakerToMatch, 'bookings' | 'talksLast90Days'>;

interface Asked {
  readonly district: District;
  /** The order that is being matched does not stand in its own way. */
  readonly exceptOrderId: number;
  readonly thisMonday: Date;
  readonly now: Date;
}

/** Bookings from this week on, talks given this week among them (their bookings are switched off at delivery). */
export async function loadWorkload(tx: Tx, asked: Asked): Promise<(speakerId: number) => Workload> {
  const { district, exceptOrderId, thisMonday, now } = asked;
  const booked = await tx.booking.findMany({
    where: { active: true, until: { gt: thisMonday }, orderId: { not: exceptOrderId } },
    select: { orderId: true, speakerId: true, from: true, until: true, order: { select: talk } },
  });
  const delivered = await tx.talkRecord.findMany({
    where: {
      orderId: { not: exceptOrderId },
      order: { state: { in: ['delivered', 'closed'] }, startsAt: { gte: new Date(now.getTime() - loadMs), lte: now } },
    },
    select: { orderId: true, speakerId: true, order: { select: talk } },
  });
  const still = new Set(booked.map(({ orderId }) => orderId));
  const given = delivered.filter(({ orderId }) => !still.has(orderId));

  const bookings: (BookingFacts & { speakerId: number | null })[] = booked.map(({ speakerId, from, until, order }) => ({
    ...{ speakerId, from, until, startsAt: order.startsAt ?? from },
    ...venue(order, district),
  }));
  for (const { speakerId, order } of given) {
    const { startsAt } = order;
    if (!startsAt || startsAt < thisMonday) continue;
    bookings.push({ speakerId, startsAt, ...blockedTime(order, startsAt), ...venue(order, district) });
  }
  const talks = [...booked, ...given];
  return (speakerId) => ({
    bookings: bookings.filter((booking) => booking.speakerId === speakerId),
    talksLast90Days: talks.filter((one) => one.speakerId === speakerId).length,
  });
}

const loadMs = 90 * 86_400_000;

const talk = { areaId: true, schoolId: true, startsAt: true, format: true } as const;

interface Venue {
  readonly areaId: number;
  readonly schoolId: number | null;
  readonly format: { readonly online: boolean };
}

function venue(order: Venue, district: District): Pick<BookingFacts, 'online' | 'point'> {
  const point = district.point(order);
  return { online: order.format.online, ...(point && { point }) };
}
