import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { addDays } from '../../src/domain/calendar.ts';
import type { BookingFacts, OrderToMatch, SpeakerToMatch, WindowFacts } from '../../src/matching/facts.ts';
import { checkSpeaker, listEligible, place } from '../../src/matching/place.ts';
import { blockedTime } from '../../src/matching/schedule.ts';
import { anOrder, aSpeaker, aTeam, lecture } from './fixtures.ts';

vi.setConfig({ testTimeout: 30_000 });

const point = fc.record({
  latitude: fc.double({ min: 36.33, max: 36.65, noNaN: true }),
  longitude: fc.double({ min: 101.98, max: 102.24, noNaN: true }),
});
const half = fc.constantFrom('morning' as const, 'afternoon' as const, 'evening' as const);
const windows = fc
  .array(fc.record({ ahead: fc.integer({ min: 1, max: 3 }), half }), { minLength: 1, maxLength: 3 })
  .map((chosen) =>
    chosen.map(({ ahead, half }, rank): WindowFacts => ({ rank, half, day: addDays('2026-11-25', ahead) })),
  );
const order = fc
  .record({
    windows,
    point,
    online: fc.boolean(),
    talkMinutes: fc.integer({ min: 30, max: 120 }),
    topicId: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ windows, point, online, talkMinutes, topicId }) =>
    anOrder({
      windows,
      topicId,
      format: { ...lecture, talkMinutes, online },
      place: { areaId: 100, townshipId: 10, areaIds: [100, 10], point },
    }),
  );
const traits = fc.record({
  topicIds: fc.subarray([1, 2]),
  homePoint: point,
  homeTownshipId: fc.constantFrom(10, 20),
  talksLast90Days: fc.integer({ min: 0, max: 12 }),
  weeklyLimit: fc.integer({ min: 1, max: 6 }),
});
const team = fc
  .array(traits, { minLength: 1, maxLength: 6 })
  .map((all) => all.map((one, index) => aSpeaker(index + 1, one)));

it('never gives one speaker two talks that overlap, or that leave too little time for the way between them', () => {
  fc.assert(
    fc.property(fc.array(order, { minLength: 2, maxLength: 10 }), team, (orders, speakers) => {
      const diary = new Map<number, BookingFacts[]>(speakers.map(({ id }) => [id, []]));
      for (const wanted of orders) {
        const current = speakers.map((speaker) => ({ ...speaker, bookings: diary.get(speaker.id) ?? [] }));
        const [best] = place(wanted, aTeam(current)).candidates;
        if (best) diary.get(best.speakerId)?.push(booking(wanted, new Date(best.startsAt)));
      }
      for (const bookings of diary.values()) expectPossible(bookings);
    }),
    { numRuns: 30 },
  );
});

it('gives the same answer whatever the order of the speakers', () => {
  fc.assert(
    fc.property(order, team, (wanted, speakers) => {
      expect(place(wanted, aTeam(speakers.toReversed()))).toEqual(place(wanted, aTeam(speakers)));
    }),
  );
});

it('proposes nobody whom the approval would then refuse, and lists nobody else who could be asked', () => {
  fc.assert(
    fc.property(order, team, (wanted, speakers) => {
      const { candidates: listed } = listEligible(wanted, aTeam(speakers));
      for (const chosen of listed) expect(checkSpeaker(wanted, chosen, aTeam(speakers))).toEqual([]);
      const { candidates } = place(wanted, aTeam(speakers));
      expect(candidates).toEqual(listed.slice(0, candidates.length));
    }),
  );
});

it('counts every speaker who is not free exactly once', () => {
  fc.assert(
    fc.property(order, team, (wanted, speakers) => {
      const { refusals } = place(wanted, aTeam(speakers));
      const refused = Object.values(refusals.first).reduce((total, count) => total + count, 0);
      expect(refused + listEligible(wanted, aTeam(speakers)).candidates.length).toBe(speakers.length);
    }),
  );
});

it('keeps its choice when a speaker joins who could not give the talk', () => {
  fc.assert(
    fc.property(order, team, traits, (wanted, speakers, joining) => {
      const useless = aSpeaker(99, { ...joining, topicIds: [] });
      const choice = (all: readonly SpeakerToMatch[]) =>
        place(wanted, aTeam(all)).candidates.map(({ speakerId, startsAt }) => ({ speakerId, startsAt }));
      expect(choice([...speakers, useless])).toEqual(choice(speakers));
      // Who is not in the team any more does not even change the average.
      const gone = { ...useless, active: false };
      expect(place(wanted, aTeam([...speakers, gone])).candidates).toEqual(place(wanted, aTeam(speakers)).candidates);
    }),
  );
});

function booking(wanted: OrderToMatch, startsAt: Date): BookingFacts {
  const { point } = wanted.place;
  return { ...blockedTime(wanted, startsAt), startsAt, online: wanted.format.online, ...(point && { point }) };
}

/** Looks at all pairs, and measures flat: at this size a plane is the earth to within a few metres. */
function expectPossible(bookings: readonly BookingFacts[]): void {
  const sorted = bookings.toSorted((a, b) => a.from.getTime() - b.from.getTime());
  sorted.forEach((earlier, index) => {
    for (const later of sorted.slice(index + 1)) {
      const gap = (later.from.getTime() - earlier.until.getTime()) / 60_000;
      expect(gap).toBeGreaterThanOrEqual(0);
      if (earlier.online || later.online || !earlier.point || !later.point) continue;
      const north = (later.point.latitude - earlier.point.latitude) * 111.195;
      const east = (later.point.longitude - earlier.point.longitude) * 111.195 * Math.cos((36.5 * Math.PI) / 180);
      const minutes = ((Math.hypot(north, east) * 1.3) / 40) * 60;
      expect(gap).toBeGreaterThan(minutes - 0.5);
    }
  });
}
