import { describe, expect, it } from 'vitest';
import type { RuleCode } from '../../src/domain/proposal.ts';
import type { OrderToMatch, SpeakerToMatch } from '../../src/matching/facts.ts';
import { checkSpeaker } from '../../src/matching/place.ts';
import { aBooking, anOrder, aSpeaker, aTeam, at, kmNorth, lecture } from './fixtures.ts';

const start = at('2026-11-27', '14:00');
const check = (order: Partial<OrderToMatch>, speaker: Partial<SpeakerToMatch>, startsAt = start) =>
  checkSpeaker(
    anOrder(order),
    { speakerId: 1, kitIds: [], startsAt: startsAt.toISOString() },
    aTeam([aSpeaker(1, speaker)]),
  );

const excluding: [RuleCode, string, Partial<OrderToMatch>, Partial<SpeakerToMatch>, Date?][] = [
  ['past', 'the time is over', {}, {}, at('2026-11-25', '08:30')],
  ['past', 'the talk would begin in less than two hours', {}, {}, at('2026-11-25', '10:59')],
  ['inactive', 'the speaker is switched off', {}, { active: false }],
  ['topic', 'the speaker does not hold the topic', {}, { topicIds: [2] }],
  ['format', 'the speaker does not give the format', {}, { formatIds: [2] }],
  ['language', 'the speaker does not speak the language', { language: 'tibetan' }, {}],
  ['not_cleared', 'pupils listen and the speaker is not cleared', { audience: 'pupils' }, {}],
  ['not_deputy', 'a deputy principal is wanted and the speaker is none', { wantsDeputy: true }, {}],
  ['declined_before', 'the speaker has declined the order', { excludedSpeakerIds: [1] }, {}],
  [
    'weekly_limit',
    'the week is full',
    {},
    { weeklyLimit: 1, bookings: [aBooking('08:30', '09:30', {}, '2026-11-29')] },
  ],
  [
    'away',
    'the speaker is away',
    {},
    { away: [{ from: at('2026-11-27', '15:10'), until: at('2026-11-28', '08:00') }] },
  ],
  ['overlap', 'another talk lasts until the set-up has begun', {}, { bookings: [aBooking('12:30', '13:46')] }],
  ['overlap', 'another talk begins before everything is cleared away', {}, { bookings: [aBooking('15:14', '17:00')] }],
  // 20 km are 26 km of road, 39 minutes at 40 km/h.
  [
    'overlap',
    'the way from the talk before is too long',
    {},
    { bookings: [aBooking('12:00', '13:10', { point: kmNorth(20) })] },
  ],
  [
    'overlap',
    'the way to the talk after is too long',
    {},
    { bookings: [aBooking('15:50', '17:00', { point: kmNorth(20) })] },
  ],
];

describe('the hard rules', () => {
  it('let an ordinary speaker give an ordinary talk', () => {
    expect(check({}, {})).toEqual([]);
  });

  it.each(excluding)('%s alone excludes where %s', (code, _where, order, speaker, startsAt) => {
    expect(check(order, speaker, startsAt)).toEqual([code]);
  });

  it.each<[string, Partial<OrderToMatch>, Partial<SpeakerToMatch>, Date?]>([
    ['a talk in exactly two hours', {}, {}, at('2026-11-25', '11:00')],
    ['pupils before a cleared speaker', { audience: 'pupils' }, { clearedForMinors: true }],
    [
      'a time away that ends when the set-up begins',
      {},
      { away: [{ from: at('2026-11-26', '08:00'), until: at('2026-11-27', '13:45') }] },
    ],
    ['adjacent talks at one place', {}, { bookings: [aBooking('12:30', '13:45'), aBooking('15:15', '17:00')] }],
    ['a journey that just fits', {}, { bookings: [aBooking('12:00', '13:05', { point: kmNorth(20) })] }],
    [
      'an online talk just before, wherever its audience sits',
      {},
      { bookings: [aBooking('12:30', '13:45', { online: true, point: kmNorth(30) })] },
    ],
    ['a full week before this one', {}, { weeklyLimit: 1, bookings: [aBooking('08:30', '09:30', {}, '2026-11-22')] }],
    ['a full week after this one', {}, { weeklyLimit: 1, bookings: [aBooking('08:30', '09:30', {}, '2026-11-30')] }],
  ])('allow %s', (_what, order, speaker, startsAt) => {
    expect(check(order, speaker, startsAt)).toEqual([]);
  });

  it('refuse everybody an order that has no topic yet', () => {
    const { topicId: _none, ...wish } = anOrder();
    expect(
      checkSpeaker(wish, { speakerId: 1, kitIds: [], startsAt: start.toISOString() }, aTeam([aSpeaker(1)])),
    ).toEqual(['topic']);
  });

  it('want half an hour for a journey whose ends the map does not know', () => {
    const { point: _none, ...unknown } = aBooking('12:00', '13:16');
    expect(check({}, { bookings: [unknown] })).toEqual(['overlap']);
    expect(check({}, { bookings: [{ ...unknown, until: at('2026-11-27', '13:15') }] })).toEqual([]);
  });

  it('leave an online talk no time to be held on the road between two others', () => {
    // 39 minutes of road between the two; the online talk takes 60 of the 90 minutes in between.
    const bookings = [aBooking('12:00', '13:30'), aBooking('15:00', '16:00', { point: kmNorth(20) })];
    const online = { ...lecture, setupMinutes: 0, clearMinutes: 0, online: true };
    expect(check({ format: online }, { bookings })).toEqual(['overlap']);
    expect(check({ format: { ...online, talkMinutes: 50 } }, { bookings })).toEqual([]);
  });

  it('ignore that two other bookings leave too little time between them', () => {
    const others = [aBooking('08:30', '09:30'), aBooking('09:35', '10:30', { point: kmNorth(20) })];
    expect(check({}, { bookings: others })).toEqual([]);
  });

  it('count a talk given on Monday at 00:30 to the new week, though it is still Sunday in London', () => {
    const bookings = [aBooking('00:30', '01:30', {}, '2026-11-23')];
    expect(check({}, { weeklyLimit: 1, bookings })).toEqual(['weekly_limit']);
  });
});

describe('a wish for a deputy principal', () => {
  const school = { areaId: 100, townshipId: 10, areaIds: [100, 10], schoolId: 7 };
  const years = { from: '2024-09-01', until: '2027-09-01' };
  const wish: Partial<OrderToMatch> = { wantsDeputy: true, place: school };

  it('is met only by those of the school where it has one', () => {
    const order = { ...wish, schoolTerms: [years] };
    expect(check(order, { appointments: [{ schoolId: 7, ...years }] })).toEqual([]);
    expect(check(order, { appointments: [{ schoolId: 8, ...years }] })).toEqual(['not_deputy']);
  });

  it('is met by one of any school where it has none', () => {
    expect(check(wish, { appointments: [{ schoolId: 8, ...years }] })).toEqual([]);
  });

  it('looks at the day of the talk: an appointment is half open', () => {
    const ending = (until: string) => ({ appointments: [{ schoolId: 7, from: '2024-09-01', until }] });
    expect(check(wish, ending('2026-11-27'))).toEqual(['not_deputy']);
    expect(check(wish, ending('2026-11-28'))).toEqual([]);
  });
});
