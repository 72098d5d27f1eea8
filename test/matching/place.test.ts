import { describe, expect, it } from 'vitest';
import type { OrderToMatch, SpeakerToMatch } from '../../src/matching/facts.ts';
import { listEligible, place } from '../../src/matching/place.ts';
import { aBooking, anOrder, aSpeaker, aTeam, at, kmNorth, lecture, village } from './fixtures.ts';

const match = (order: Partial<OrderToMatch>, ...speakers: SpeakerToMatch[]) => place(anOrder(order), aTeam(speakers));
/** Rated as most are, on a topic of their own. */
const average = aSpeaker(3, { topicIds: [], rating: { mean: 4, count: 100 } });
const ids = (found: { candidates: readonly { speakerId: number }[] }) =>
  found.candidates.map(({ speakerId }) => speakerId);

describe('a proposal', () => {
  it('names the best three, and says when the talk begins and ends', () => {
    const found = match({}, ...[1, 2, 3, 4].map((id) => aSpeaker(id, { homePoint: kmNorth(10 - id) })));
    expect(ids(found)).toEqual([4, 3, 2]);
    expect(found.candidates[0]).toMatchObject({
      startsAt: at('2026-11-27', '14:00').toISOString(),
      endsAt: at('2026-11-27', '15:00').toISOString(),
      windowRank: 0,
    });
    expect(found.warnings).toEqual([]);
    expect(found.refusals).toEqual({ first: {}, total: {} });
  });

  it.each<[string, Partial<OrderToMatch>, Partial<SpeakerToMatch>]>([
    ['serves the township', {}, { homeTownshipId: 10 }],
    ['belongs to the police station of the place', { place: { ...village, stationId: 5 } }, { homeAreaId: 5 }],
    ['has given fewer talks', {}, { talksLast90Days: -1 }],
    ['is rated better', {}, { rating: { mean: 4.8, count: 12 } }],
    ['has spoken here before', {}, { served: [{ areaId: 100, talks: 1 }] }],
    ['was planned for it', { standing: { speakerId: 2, startsAt: at('2026-11-27', '14:00') } }, {}],
    ['lives nearer', {}, { homePoint: kmNorth(2) }],
    ['was asked for', { preferredSpeakerId: 2 }, {}],
  ])('prefers the one who %s', (_what, order, better) => {
    expect(ids(match(order, aSpeaker(1), aSpeaker(2, better), average))).toEqual([2, 1]);
  });

  it('prefers the one asked for to everything else', () => {
    const star = aSpeaker(1, { homeTownshipId: 10, homePoint: kmNorth(0), rating: { mean: 5, count: 500 } });
    const asked = aSpeaker(2, { homePoint: kmNorth(30), talksLast90Days: 8 });
    expect(ids(match({ preferredSpeakerId: 2 }, star, asked))[0]).toBe(2);
  });

  it('adds up its terms, those of the order and those of the choice', () => {
    const [best] = match({ preferredSpeakerId: 1 }, aSpeaker(1, { homePoint: kmNorth(10) })).candidates;
    expect(best?.terms.map(({ code, points }) => [code, points])).toEqual([
      ['served', 100],
      // Two days are left of fourteen: 28 × 12/14
      ['deadline', 24],
      ['preference', 100],
      // One talk, this one, is everybody's share.
      ['load', 4],
      ['distance', -6.5],
    ]);
    expect(best?.score).toBe(221.5);
  });

  it('trusts one rating less than many', () => {
    const once = aSpeaker(1, { rating: { mean: 5, count: 1 } });
    const often = aSpeaker(2, { rating: { mean: 4.9, count: 40 } });
    expect(ids(match({}, once, often, average))).toEqual([2, 1]);
  });

  it('takes the first start at which the speaker is free', () => {
    const busy = aSpeaker(1, { bookings: [aBooking('13:00', '15:10')] });
    expect(match({}, busy).candidates[0]?.startsAt).toBe(at('2026-11-27', '15:30').toISOString());
  });
});

describe('an hour that was named', () => {
  const windows = [{ rank: 0, day: '2026-11-27', half: 'afternoon' as const, clock: 15 * 60 + 10 }];
  const starts = ({ candidates }: ReturnType<typeof match>) => candidates.map(({ startsAt }) => startsAt);
  const three = at('2026-11-27', '15:00').toISOString();

  it('is when the talk begins, to the half-hour', () => {
    const found = match({ windows }, aSpeaker(1));
    expect(starts(found)).toEqual([three]);
    expect(found.warnings).not.toContain('other_clock');
  });

  it('speaks for whoever can then, and against everybody else', () => {
    const busy = aSpeaker(1, { bookings: [aBooking('14:30', '15:30')], talksLast90Days: 4 });
    const found = match({ windows }, busy, aSpeaker(2, { talksLast90Days: 6 }));
    expect(ids(found)).toEqual([2, 1]);
    expect(starts(found)[0]).toBe(three);
    expect(found.warnings).toEqual([]);
  });

  it('gives way to what matters more, with a warning', () => {
    const busy = aSpeaker(1, { bookings: [aBooking('14:30', '15:30')] });
    const found = match({ windows, preferredSpeakerId: 1 }, busy, aSpeaker(2));
    expect(ids(found)).toEqual([1, 2]);
    expect(starts(found)[1]).toBe(three);
    expect(found.warnings).toEqual(['other_clock']);
  });

  it('is past once another time has been agreed', () => {
    const agreedAt = at('2026-11-27', '16:00');
    const [best] = match({ windows, agreedAt }, aSpeaker(1)).candidates;
    expect(best?.terms.map(({ code }) => code)).not.toContain('clock');
  });

  it('is the nearest there is where the talk would not end in time', () => {
    const late = [{ rank: 0, day: '2026-11-27', half: 'afternoon' as const, clock: 17 * 60 + 30 }];
    expect(starts(match({ windows: late }, aSpeaker(1)))).toEqual([at('2026-11-27', '17:00').toISOString()]);
  });
});

describe('the requester’s second choice of time', () => {
  const windows = [
    { rank: 0, day: '2026-11-27', half: 'afternoon' as const },
    { rank: 1, day: '2026-11-28', half: 'morning' as const },
  ];
  const awayFirst = { away: [{ from: at('2026-11-27', '00:00'), until: at('2026-11-28', '00:00') }] };

  it('counts less than the first, and more than a little nearness', () => {
    const found = match({ windows }, aSpeaker(1), aSpeaker(2, { ...awayFirst, homeTownshipId: 10 }));
    expect(found.candidates.map(({ speakerId, windowRank }) => [speakerId, windowRank])).toEqual([
      [1, 0],
      [2, 1],
    ]);
    expect(found.warnings).toEqual([]);
  });

  it('is better than the first without the speaker who was asked for', () => {
    const found = match({ windows, preferredSpeakerId: 2 }, aSpeaker(1), aSpeaker(2, awayFirst));
    expect(ids(found)).toEqual([2, 1]);
    expect(found.warnings).toEqual(['second_choice_time']);
  });

  it('is used, with a warning, when nobody is free at the first', () => {
    const found = match({ windows }, aSpeaker(1, awayFirst), aSpeaker(2, awayFirst));
    expect(found.candidates.map(({ windowRank }) => windowRank)).toEqual([1, 1]);
    expect(found.warnings).toEqual(['second_choice_time']);
  });

  it('follows the ranks, not the order of the list', () => {
    expect(match({ windows: windows.toReversed() }, aSpeaker(1)).candidates[0]?.windowRank).toBe(0);
  });

  it('stands below the first in the list of everybody who can', () => {
    const speakers = [aSpeaker(1, { ...awayFirst, homeTownshipId: 10 }), aSpeaker(2), aSpeaker(3, { active: false })];
    const all = listEligible(anOrder({ windows }), aTeam(speakers)).candidates;
    expect(all.map(({ speakerId, windowRank }) => [speakerId, windowRank])).toEqual([
      [2, 0],
      [1, 1],
    ]);
  });
});

describe('nobody eligible', () => {
  it('is explained rule by rule: each speaker once under the hardest, and under all that apply', () => {
    const found = match(
      { audience: 'pupils' },
      aSpeaker(1, { topicIds: [] }),
      aSpeaker(2),
      aSpeaker(3, { clearedForMinors: true, active: false, formatIds: [] }),
    );
    expect(found.candidates).toEqual([]);
    expect(found.refusals.first).toEqual({ topic: 1, not_cleared: 1, inactive: 1 });
    expect(found.refusals.total).toEqual({ topic: 1, not_cleared: 2, inactive: 1, format: 1 });
    expect(found.warnings).toEqual(['nobody_free']);
  });

  it('counts a speaker under what keeps them away at the time they come nearest', () => {
    const away = [{ from: at('2026-11-27', '13:00'), until: at('2026-11-27', '15:00') }];
    const found = match({}, aSpeaker(1, { away, bookings: [aBooking('15:00', '19:00')] }));
    expect(found.refusals).toEqual({ first: { overlap: 1 }, total: { away: 1, overlap: 1 } });
  });

  it('says that all times are past before it says anything of the speakers', () => {
    const windows = [{ rank: 0, day: '2026-11-24', half: 'morning' as const }];
    expect(match({ windows }, aSpeaker(1), aSpeaker(2, { topicIds: [] })).refusals.first).toEqual({ past: 2 });
  });

  it('says that the topic is missing', () => {
    const { topicId: _none, ...wish } = anOrder();
    const found = place(wish, aTeam([aSpeaker(1)]));
    expect(found.warnings).toEqual(['no_topic', 'nobody_free']);
    expect(found.refusals.first).toEqual({ topic: 1 });
  });

  it('says that the talk does not fit into the time, and still who could never give it', () => {
    const format = { ...lecture, talkMinutes: 300 };
    const found = match({ format }, aSpeaker(1), aSpeaker(2, { active: false }));
    expect(found.warnings).toEqual(['no_start', 'nobody_free']);
    expect(found.refusals.first).toEqual({ inactive: 1 });
  });
});

describe('a warning', () => {
  it('tells that the speaker asked for cannot come', () => {
    const found = match({ preferredSpeakerId: 3 }, aSpeaker(1), aSpeaker(2), aSpeaker(3, { active: false }));
    expect(found.warnings).toEqual(['preferred_not_free']);
  });

  it('tells that the best speaker has given far more than the others', () => {
    const idle = [3, 4, 5, 6].map((id) => aSpeaker(id, { topicIds: [] }));
    const found = match({}, aSpeaker(1, { talksLast90Days: 9 }), aSpeaker(2, { talksLast90Days: 9 }), ...idle);
    expect(found.warnings).toEqual(['over_share']);
  });

  it('tells that the way is long', () => {
    const far = { homePoint: kmNorth(30) };
    expect(match({}, aSpeaker(1, far), aSpeaker(2, far)).warnings).toEqual(['far']);
  });

  it('tells that another school’s deputy principal comes', () => {
    const appointments = [{ schoolId: 8, from: '2026-01-01', until: '2027-01-01' }];
    const found = match({ wantsDeputy: true }, aSpeaker(1, { appointments }), aSpeaker(2, { appointments }));
    expect(found.warnings).toEqual(['no_own_deputy']);
  });
});
