import { describe, expect, it } from 'vitest';
import { listEligible, place, placed } from '../../src/matching/place.ts';
import { aBooking, aKit, anOrder, aSpeaker, aTeam, at, kmNorth, lecture } from './fixtures.ts';

const day = '2026-11-27';
const friday = [{ from: at(day, '00:00'), until: at('2026-11-28', '00:00') }];
const busyAllDay = { bookings: [aBooking('08:00', '22:00')] };

describe('a verdict', () => {
  it('says of everybody but the first which rule is in the way, or how many points they lack', () => {
    const team = [
      aSpeaker(5, { away: friday }),
      aSpeaker(4, { topicIds: [], languages: [] }),
      aSpeaker(3, { homePoint: kmNorth(8) }),
      aSpeaker(2, { homePoint: kmNorth(4) }),
      aSpeaker(1, { homePoint: kmNorth(2) }),
      aSpeaker(6, { homePoint: kmNorth(10) }),
    ];
    expect(place(anOrder(), aTeam(team)).verdicts).toEqual([
      { speakerId: 2, lacks: 1.3 },
      { speakerId: 3, lacks: 3.9 },
      { speakerId: 6, lacks: 5.2 },
      { speakerId: 4, rule: 'topic', rules: ['topic', 'language'] },
      { speakerId: 5, rule: 'away', rules: ['away'] },
    ]);
  });

  it('is of the time at which the speaker came nearest', () => {
    const away = [{ from: at(day, '13:00'), until: at(day, '15:00') }];
    const team = [aSpeaker(1), aSpeaker(2, { away, bookings: [aBooking('15:00', '19:00')] })];
    expect(place(anOrder(), aTeam(team)).verdicts).toEqual([{ speakerId: 2, rule: 'overlap', rules: ['overlap'] }]);
  });

  it('is by how much somebody is better for this order, where a plan over all orders has chosen another', () => {
    const team = aTeam([aSpeaker(1, { homePoint: kmNorth(2) }), aSpeaker(2, { homePoint: kmNorth(10) })]);
    const chosen = place(anOrder(), team).candidates[1];
    if (!chosen) throw new Error('nobody');
    const { candidates, verdicts } = placed(anOrder(), chosen, team);
    expect(candidates.map(({ speakerId }) => speakerId)).toEqual([2, 1]);
    expect(verdicts).toEqual([{ speakerId: 1, lacks: -5.2 }]);
  });

  it('is the same in the list of everybody who can', () => {
    const team = aTeam([1, 2, 3, 4, 5].map((id) => aSpeaker(id, { active: id !== 3 })));
    const { candidates, verdicts } = listEligible(anOrder(), team);
    expect(candidates.map(({ speakerId }) => speakerId)).toEqual([1, 2, 4, 5]);
    expect(verdicts).toEqual(place(anOrder(), team).verdicts);
    const standing = { speakerId: 5, startsAt: at(day, '14:00') };
    expect(listEligible(anOrder({ standing }), team)).toEqual({ candidates, verdicts });
  });
});

describe('where nobody fits', () => {
  const relaxed = (
    order: Parameters<typeof anOrder>[0],
    team: Parameters<typeof aTeam>[0],
    kits = [aKit(1, 'screen')],
  ) => place(anOrder(order), aTeam(team, { kits })).relaxations;

  it('everybody who holds the topic may be away, and some of them back another day', () => {
    const found = relaxed({}, [
      aSpeaker(1, { away: friday }),
      aSpeaker(2, { away: [{ from: at('2026-11-25', '00:00'), until: at('2026-12-09', '00:00') }] }),
      aSpeaker(3, { away: friday, weeklyLimit: 1, bookings: [aBooking('09:00', '10:00', {}, '2026-12-01')] }),
      aSpeaker(4, { topicIds: [] }),
    ]);
    expect(found?.sets).toEqual([{ rules: ['away'], speakers: 3, all: true }]);
    const afternoon = { half: 'afternoon' };
    expect(found?.days.slice(0, 4)).toEqual([
      { day: '2026-11-26', ...afternoon, speakers: 2 },
      { day: '2026-11-28', ...afternoon, speakers: 2 },
      { day: '2026-11-29', ...afternoon, speakers: 2 },
      { day: '2026-11-30', ...afternoon, speakers: 1 },
    ]);
    expect(found?.days.at(-1)).toEqual({ day: '2026-12-09', ...afternoon, speakers: 3 });
  });

  it('each of several single rules would do, those for most speakers first', () => {
    const found = relaxed({}, [
      aSpeaker(1, busyAllDay),
      aSpeaker(2, { away: friday }),
      aSpeaker(3, { away: friday }),
      aSpeaker(4, { away: friday, ...busyAllDay }),
    ]);
    expect(found?.sets).toEqual([
      { rules: ['away'], speakers: 2, all: false },
      { rules: ['overlap'], speakers: 1, all: false },
    ]);
  });

  it('two rules have to change where one is not enough', () => {
    const found = relaxed({}, [
      aSpeaker(1, { away: friday, ...busyAllDay }),
      aSpeaker(2, { topicIds: [], away: friday }),
    ]);
    expect(found?.sets).toEqual([{ rules: ['away', 'overlap'], speakers: 1, all: true }]);
  });

  it('no rule is bent about what somebody is able or permitted to do', () => {
    const found = relaxed({ audience: 'pupils' }, [aSpeaker(1), aSpeaker(2, { clearedForMinors: true, topicIds: [] })]);
    expect(found).toEqual({ sets: [], days: [] });
  });

  it('a kit may be all that lacks', () => {
    const found = relaxed({ format: { ...lecture, kits: ['projector'] } }, [aSpeaker(1), aSpeaker(2)]);
    expect(found).toEqual({ sets: [{ rules: ['no_kit'], speakers: 2, all: true }], days: [] });
  });

  it('a time that is past leaves the other days', () => {
    const windows = [{ rank: 0, day: '2026-11-24', half: 'morning' as const }];
    const found = relaxed({ windows }, [aSpeaker(1)]);
    expect(found?.sets).toEqual([]);
    expect(found?.days).toHaveLength(14);
    expect(found?.days[0]).toEqual({ day: '2026-11-26', half: 'morning', speakers: 1 });
  });

  it('nothing is said where somebody does', () => {
    expect(relaxed({}, [aSpeaker(1)])).toBeUndefined();
  });
});
