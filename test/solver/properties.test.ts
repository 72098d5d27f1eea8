import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { addDays, localTime } from '../../src/domain/calendar.ts';
import type { Candidate, RuleCode } from '../../src/domain/proposal.ts';
import { isOwnDeputy } from '../../src/matching/eligible.ts';
import type { BookingFacts, SpeakerToMatch, TeamFacts, WindowFacts } from '../../src/matching/facts.ts';
import { type Hold, withHolds } from '../../src/matching/holds.ts';
import { checkSpeaker, listEligible, place } from '../../src/matching/place.ts';
import { countTargets } from '../../src/matching/targets.ts';
import { aKit, anOrder, aSpeaker, aTeam, at, lecture } from '../matching/fixtures.ts';

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
    people: fc.constantFrom(1 as const, 1 as const, 2 as const),
    kits: fc.constantFrom([], [], ['projector'], ['projector', 'screen']),
    school: fc.constantFrom({}, {}, { schoolId: 7 }),
    audience: fc.constantFrom('residents', 'residents', 'pupils'),
  })
  .map(({ windows, point, online, talkMinutes, topicId, people, kits, school, audience }) =>
    anOrder({
      windows,
      topicId,
      audience,
      format: { ...lecture, talkMinutes, online, people, kits },
      place: { areaId: 100, townshipId: 10, areaIds: [100, 10, 1], point, ...school },
    }),
  );
const traits = fc.record({
  topicIds: fc.subarray([1, 2]),
  homePoint: point,
  homeTownshipId: fc.constantFrom(10, 20),
  talksLast90Days: fc.integer({ min: 0, max: 12 }),
  dailyLimit: fc.integer({ min: 1, max: 3 }),
  weeklyLimit: fc.integer({ min: 1, max: 6 }),
  canAssist: fc.boolean(),
  clearedForMinors: fc.boolean(),
  serviceAreaIds: fc.constantFrom([], [], [10], [11]),
  targetShare: fc.constantFrom(0.5, 1, 2),
  presentShare: fc.constantFrom(0, 0.5, 1),
  workingHours: fc.constantFrom(
    [],
    [],
    [4, 5].map((weekday) => ({ weekday, from: 8 * 60, until: 22 * 60 })),
  ),
  appointments: fc.constantFrom([], [], [], [{ schoolId: 7, from: '2026-01-01', until: '2026-11-28' }]),
  away: fc.constantFrom([], [], [{ from: at('2026-11-26', '12:00'), until: at('2026-11-27', '12:00') }]),
});
const kits = fc.subarray([aKit(1, 'projector'), aKit(2, 'screen'), aKit(3, 'projector')]);
const team = fc.record({ members: fc.array(traits, { minLength: 1, maxLength: 6 }), kits }).map(({ members, kits }) =>
  aTeam(
    members.map((one, index) => aSpeaker(index + 1, one)),
    { kits },
  ),
);

it('never puts a person or a kit into two places at once, nor where there is too little time for the way', () => {
  fc.assert(
    fc.property(fc.array(order, { minLength: 2, maxLength: 10 }), team, (orders, facts) => {
      const holds: Hold[] = [];
      for (const wanted of orders) {
        const [candidate] = place(wanted, withHolds(facts, holds)).candidates;
        if (candidate) holds.push({ order: wanted, candidate });
      }
      const { speakers, kits } = withHolds(facts, holds);
      for (const { bookings } of [...speakers, ...kits]) expectPossible(bookings);
      for (const { bookings, dailyLimit, weeklyLimit } of speakers) {
        expect(bookings.length).toBeLessThanOrEqual(Math.min(weeklyLimit, 3 * dailyLimit));
      }
    }),
    { numRuns: 60 },
  );
});

it('gives the same answer whatever the order of speakers, kits and windows', () => {
  fc.assert(
    fc.property(order, team, (wanted, facts) => {
      const turned = { ...facts, speakers: facts.speakers.toReversed(), kits: facts.kits.toReversed() };
      expect(place({ ...wanted, windows: wanted.windows.toReversed() }, turned)).toEqual(place(wanted, facts));
    }),
  );
});

it('proposes nobody whom the approval would then refuse, and lists nobody else who could be asked', () => {
  fc.assert(
    fc.property(order, team, (wanted, facts) => {
      const { candidates: listed } = listEligible(wanted, facts);
      for (const chosen of listed) expect(checkSpeaker(wanted, chosen, facts)).toEqual([]);
      const { candidates } = place(wanted, facts);
      expect(candidates).toEqual(listed.slice(0, candidates.length));
    }),
  );
});

it('says of every speaker either that they are the first, or why they are not', () => {
  fc.assert(
    fc.property(order, team, (wanted, facts) => {
      const { candidates, refusals, verdicts } = place(wanted, facts);
      const refused = Object.values(refusals.first).reduce((total, count) => total + count, 0);
      expect(refused + listEligible(wanted, facts).candidates.length).toBe(facts.speakers.length);
      const told = [...candidates.slice(0, 1), ...verdicts].map(({ speakerId }) => speakerId);
      expect(told.toSorted()).toEqual(facts.speakers.map(({ id }) => id));
      for (const { lacks, rule, rules } of verdicts) {
        if (lacks === undefined) expect(rule).toBe(rules?.[0]);
        else expect(lacks).toBeGreaterThanOrEqual(0);
        expect(rule === undefined).toBe(lacks !== undefined);
      }
    }),
  );
});

it('names rules to relax that free exactly as many speakers as it says', () => {
  fc.assert(
    fc.property(order, team, (any, facts) => {
      // Alone, and not at a school: there, one freed speaker can decide over the others.
      const { schoolId: _none, ...elsewhere } = any.place;
      const wanted = { ...any, format: { ...any.format, people: 1 as const }, place: elsewhere };
      for (const { rules, speakers } of place(wanted, facts).relaxations?.sets ?? []) {
        const freed = rules.reduce((all, code) => lifted[code]?.(all) ?? all, facts);
        expect(listEligible(wanted, freed).candidates.length).toBe(speakers);
      }
    }),
    { numRuns: 300 },
  );
});

it('finds a worse first when a speaker joins and the targets stay only where that lets the own deputy principal go', () => {
  fc.assert(
    fc.property(order, team, traits, (wanted, facts, joining) => {
      // Another deputy principal would change who may go at all.
      const newcomer = aSpeaker(99, { ...joining, appointments: [] });
      const speakers = [...facts.speakers, newcomer];
      const targets = countTargets(speakers, 1);
      const ranked = (some: readonly SpeakerToMatch[]) =>
        listEligible(wanted, { ...facts, speakers: some, targets }).candidates;
      const asDeputy = ({ speakerId, startsAt }: Candidate): boolean => {
        const speaker = speakers.find(({ id }) => id === speakerId);
        return !!speaker && isOwnDeputy(wanted, speaker, localTime(new Date(startsAt), 'Asia/Shanghai').day);
      };
      const before = ranked(facts.speakers);
      const [first] = ranked(speakers);
      if (!before[0] || (first && first.score >= before[0].score)) return;
      // Nobody else could be their second person at those times: now they can go, and whoever can goes before colleagues.
      expect(before.some(asDeputy)).toBe(false);
      expect(first && asDeputy(first)).toBe(true);
      expect(first?.assistantId).toBe(newcomer.id);
    }),
    { numRuns: 300 },
  );
});

it('keeps its choice when somebody who left the team is among the facts', () => {
  fc.assert(
    fc.property(order, team, traits, (wanted, facts, leaving) => {
      const speakers = [...facts.speakers, aSpeaker(99, { ...leaving, active: false })];
      expect(place(wanted, { ...facts, speakers }).candidates).toEqual(place(wanted, facts).candidates);
    }),
  );
});

/** The rules that the facts above can break. */
const lifted: Partial<Record<RuleCode, (facts: TeamFacts) => TeamFacts>> = {
  area: everybody({ serviceAreaIds: [] }),
  working_hours: everybody({ workingHours: [] }),
  away: everybody({ away: [] }),
  no_kit: (facts) => ({ ...facts, kits: [aKit(8, 'projector'), aKit(9, 'screen')] }),
};

function everybody(changes: Partial<SpeakerToMatch>) {
  return (facts: TeamFacts): TeamFacts => ({
    ...facts,
    speakers: facts.speakers.map((one) => ({ ...one, ...changes })),
  });
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
