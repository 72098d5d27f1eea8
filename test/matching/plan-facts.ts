// Random facts to plan for, small enough for every corner to be met: two people and kits, limits, diaries with talks in
// them, schools with a deputy principal, villages that several orders are for, a standing plan.

import fc from 'fast-check';
import { addDays } from '../../src/domain/calendar.ts';
import type {
  BookingFacts,
  KitToMatch,
  MatchFacts,
  OrderToMatch,
  SpeakerToMatch,
  WindowFacts,
} from '../../src/matching/facts.ts';
import { aBooking, aKit, anOrder, aSpeaker, at, kmNorth, lecture, now, rules } from './fixtures.ts';

export interface FactsSize {
  readonly orders: number;
  readonly speakers: number;
  /** Minutes; the longer, the fewer starts there are. */
  readonly talks: readonly number[];
}

export const planFacts = ({ orders, speakers, talks }: FactsSize): fc.Arbitrary<MatchFacts> =>
  fc
    .record({
      orders: fc.array(orderArbitrary(talks), { minLength: 1, maxLength: orders }),
      speakers: fc.array(speakerArbitrary, { minLength: 1, maxLength: speakers }),
      kits: fc.array(kitArbitrary, { maxLength: 3 }),
    })
    .map((drawn) => ({
      rules,
      orders: drawn.orders.map((order, index) => anOrder({ ...order, id: index + 1 })),
      speakers: drawn.speakers.map((speaker, index) => aSpeaker(index + 1, speaker)),
      kits: drawn.kits.map(({ kind, bookings }, index) => aKit(index + 1, kind, bookings)),
    }));

const friday = '2026-11-27';
const point = fc.integer({ min: -12, max: 12 }).map(kmNorth);
const rare = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 });

const booking: fc.Arbitrary<BookingFacts> = fc
  .record({ hour: fc.integer({ min: 8, max: 20 }), hours: fc.integer({ min: 1, max: 3 }), point, online: fc.boolean() })
  .map(({ hour, hours, ...over }) => aBooking(`${hour}:00`, `${hour + hours}:00`, over));

const kitArbitrary: fc.Arbitrary<Pick<KitToMatch, 'kind' | 'bookings'>> = fc.record({
  kind: fc.constantFrom('projector', 'screen'),
  bookings: fc.array(booking, { maxLength: 1 }),
});

const windows = fc
  .uniqueArray(
    fc.record({
      ahead: fc.integer({ min: 0, max: 1 }),
      half: fc.constantFrom('morning' as const, 'afternoon' as const, 'evening' as const),
      hour: rare(fc.integer({ min: 8, max: 21 })),
    }),
    { minLength: 1, maxLength: 2, selector: ({ ahead, half }) => `${ahead} ${half}` },
  )
  .map((chosen) =>
    chosen.map(
      ({ ahead, half, hour }, rank): WindowFacts => ({
        ...{ rank, half, day: addDays(friday, ahead) },
        ...(hour !== undefined && { clock: hour * 60 }),
      }),
    ),
  );

const orderArbitrary = (talks: readonly number[]): fc.Arbitrary<Partial<OrderToMatch>> =>
  fc
    .record({
      windows,
      point,
      talkMinutes: fc.constantFrom(...talks),
      online: fc.integer({ max: 6 }).map((drawn) => drawn === 0),
      two: fc.integer({ min: 0, max: 4 }).map((drawn) => drawn === 0),
      kits: fc.constantFrom([], [], [], ['projector'], ['projector', 'screen']),
      areaId: fc.integer({ min: 100, max: 101 }),
      atSchool: fc.integer({ min: 0, max: 4 }).map((drawn) => drawn === 0),
      topicId: fc.integer({ min: 1, max: 2 }),
      covered: fc.boolean(),
      waited: fc.integer({ min: 0, max: 40 }),
      caseIndex: fc.constantFrom(0, 0.3, 1),
      preferredSpeakerId: rare(fc.integer({ min: 1, max: 3 })),
      standing: rare(fc.record({ speakerId: fc.integer({ min: 1, max: 3 }), hour: fc.integer({ min: 9, max: 19 }) })),
    })
    .map(
      ({
        point,
        talkMinutes,
        online,
        two,
        kits,
        areaId,
        atSchool,
        waited,
        preferredSpeakerId,
        standing,
        ...order
      }) => ({
        ...order,
        createdAt: new Date(now.getTime() - waited * 24 * 3_600_000),
        format: { ...lecture, talkMinutes, online, people: two ? 2 : 1, kits },
        place: { areaId, areaIds: [areaId, 10, 1], townshipId: 10, point, ...(atSchool && { schoolId: areaId }) },
        ...(preferredSpeakerId !== undefined && { preferredSpeakerId }),
        ...(standing && { standing: { speakerId: standing.speakerId, startsAt: at(friday, `${standing.hour}:00`) } }),
      }),
    );

const speakerArbitrary: fc.Arbitrary<Partial<SpeakerToMatch>> = fc
  .record({
    topicIds: fc.constantFrom([1], [2], [1, 2], [1, 2]),
    homePoint: point,
    homeTownshipId: fc.constantFrom(10, 20),
    dailyLimit: fc.integer({ min: 1, max: 3 }),
    weeklyLimit: fc.integer({ min: 1, max: 4 }),
    targetShare: fc.constantFrom(0.5, 1, 1, 2),
    presentShare: fc.constantFrom(0.2, 1, 1),
    talksLast90Days: fc.integer({ min: 0, max: 12 }),
    canAssist: fc.boolean(),
    bookings: fc.array(booking, { maxLength: 1 }),
    served: fc.constantFrom([], [{ areaId: 100, talks: 2 }]),
    rating: rare(fc.record({ mean: fc.constantFrom(2.5, 4, 4.8), count: fc.integer({ min: 1, max: 20 }) })),
    deputy: fc.integer({ min: 0, max: 5 }).map((drawn) => drawn === 0),
    mornings: fc.integer({ min: 0, max: 5 }).map((drawn) => drawn === 0),
    away: fc.integer({ min: 0, max: 5 }).map((drawn) => drawn === 0),
  })
  .map(({ deputy, mornings, away, rating, ...speaker }) => ({
    ...speaker,
    ...(rating && { rating }),
    appointments: deputy ? [{ schoolId: 100, from: '2025-01-01', until: '2028-01-01' }] : [],
    workingHours: mornings ? [{ weekday: 5, from: 8 * 60, until: 13 * 60 }] : [],
    away: away ? [{ from: at(friday, '14:00'), until: at(friday, '19:00') }] : [],
  }));

/** What is said of the best plan holds of one that was found, and not of where the clock ended the search. */
export const unhurried = { seconds: 300 } as const;
