// Who comes instead, and whom a coordinator may ask all the same.

import { afterAll, describe, expect, test } from 'vitest';
import { withoutSolver } from '../../src/matching/program.ts';
import { type RestaffFacts, restaff } from '../../src/matching/restaff.ts';
import { listByHand } from '../../src/matching/soft.ts';
import { substitutes } from '../../src/matching/substitutes.ts';
import { createSolver } from '../../src/solver/solver.ts';
import { aBooking, aKit, anOrder, aSpeaker, aTeam, at, cinema, kmNorth } from '../matching/fixtures.ts';

const solver = createSolver();
afterAll(() => solver.stop());

const agreed = at('2026-11-27', '14:00');
const alone = { speakerId: 1, kitIds: [], startsAt: agreed };
const facts = (team: ReturnType<typeof aTeam>, holds: RestaffFacts['holds'] = []): RestaffFacts => ({ ...team, holds });

describe('substitutes', () => {
  test('come at the agreed time or not at all, best first, and never the one who is gone', () => {
    const team = aTeam([
      aSpeaker(1),
      aSpeaker(2),
      aSpeaker(3, { homeAreaId: 10, homeTownshipId: 10 }),
      aSpeaker(4, { bookings: [aBooking('13:30', '15:00')] }),
    ]);
    const found = substitutes(anOrder(), team, alone, 1);
    expect(found.map(({ speakerId, startsAt }) => [speakerId, startsAt])).toEqual([
      [3, agreed.toISOString()],
      [2, agreed.toISOString()],
    ]);
  });

  test('may come at a time that was never among the wishes: it was agreed later', () => {
    const startsAt = at('2026-11-29', '09:15');
    const found = substitutes(anOrder(), aTeam([aSpeaker(2)]), { ...alone, startsAt }, 1);
    expect(found).toMatchObject([{ speakerId: 2, startsAt: startsAt.toISOString(), windowRank: 0 }]);
  });

  const evening = at('2026-11-27', '19:00');
  const film = anOrder({ format: cinema, windows: [{ rank: 0, day: '2026-11-27', half: 'evening' }] });
  const kits = [aKit(1, 'projector'), aKit(2, 'projector'), aKit(3, 'screen')];
  const booked = { speakerId: 1, assistantId: 2, kitIds: [2, 3], startsAt: evening };
  const able = (id: number) => aSpeaker(id, { canAssist: true });

  test('for the lead, the assistant and the kits that are booked stay', () => {
    const team = aTeam([able(1), able(2), able(3), able(4)], { kits });
    const found = substitutes(film, team, booked, 1);
    expect(found.map(({ speakerId, assistantId, kitIds }) => [speakerId, assistantId, kitIds])).toEqual([
      [3, 2, [2, 3]],
      [4, 2, [2, 3]],
      // The assistant could lead as well, with somebody else to assist.
      [2, 3, [1, 3]],
    ]);
  });

  test('for the assistant, the lead stays', () => {
    const team = aTeam([able(1), able(2), able(3), aSpeaker(4)], { kits });
    expect(substitutes(film, team, booked, 2)).toMatchObject([{ speakerId: 1, assistantId: 3, kitIds: [2, 3] }]);
  });
});

describe('all talks of one speaker together', () => {
  // Two talks of the same hour. Anybody can give the first, only 3 the second; 3 is the better one for both.
  const here = { homeAreaId: 10, homeTownshipId: 10 };
  const first = { order: anOrder({ id: 11 }), team: alone };
  const second = { order: anOrder({ id: 12, topicId: 2 }), team: alone };
  const team = aTeam([aSpeaker(1), aSpeaker(2), aSpeaker(3, { ...here, topicIds: [1, 2] })]);
  const who = (found: ReadonlyMap<number, { readonly speakerId: number }>) =>
    [...found].map(([id, { speakerId }]) => [id, speakerId]).sort();

  test('both are served, whatever their order', async () => {
    for (const talks of [
      [first, second],
      [second, first],
    ])
      expect(who(await restaff(talks, 1, facts(team), solver.solve))).toEqual([
        [11, 2],
        [12, 3],
      ]);
  });

  test('a solver that fails, or none, still gives an answer', async () => {
    const failing = () => Promise.reject(new Error('the thread died'));
    for (const solve of [failing, withoutSolver]) {
      const found = await restaff([first, second], 1, facts(team), solve);
      expect(found.size).toBeGreaterThan(0);
      expect([...found.values()].map(({ speakerId }) => speakerId)).not.toContain(1);
    }
  });

  test('what is proposed to others stands, unless nobody else is left', async () => {
    const hold = (speakerId: number) => ({
      order: anOrder({ id: 20 }),
      candidate: { speakerId, kitIds: [], startsAt: agreed.toISOString() },
    });
    const held = await restaff([first], 1, facts(team, [hold(3)]), solver.solve);
    expect(who(held)).toEqual([[11, 2]]);
    const giving = await restaff([second], 1, facts(team, [hold(3)]), solver.solve);
    expect(who(giving)).toEqual([[12, 3]]);
  });

  test('nobody is found where a hard rule keeps everybody away', async () => {
    const away = [{ from: at('2026-11-27', '00:00'), until: at('2026-11-28', '00:00') }];
    const gone = aTeam([aSpeaker(1), aSpeaker(2, { away })]);
    expect(await restaff([first], 1, facts(gone), solver.solve)).toEqual(new Map());
  });
});

describe('by hand', () => {
  const softOf = (order: ReturnType<typeof anOrder>, team: ReturnType<typeof aTeam>) =>
    listByHand(order, team).map(({ candidate, soft }) => [candidate.speakerId, soft]);

  test('whoever has declined comes last and only here; what else stands against them is said, too', () => {
    const order = anOrder({ excludedSpeakerIds: [2] });
    expect(softOf(order, aTeam([aSpeaker(2), aSpeaker(3)]))).toEqual([
      [3, []],
      [2, ['declined_before']],
    ]);
    const far = aSpeaker(2, { homePoint: kmNorth(60) });
    expect(softOf(order, aTeam([far]))).toEqual([[2, ['declined_before', 'far']]]);
  });

  test('a hard rule keeps them away all the same', () => {
    const order = anOrder({ excludedSpeakerIds: [2] });
    expect(softOf(order, aTeam([aSpeaker(2, { active: false })]))).toEqual([]);
  });

  test('another than the one asked for needs a reason only where that one is free', () => {
    const order = anOrder({ preferredSpeakerId: 2 });
    expect(softOf(order, aTeam([aSpeaker(2), aSpeaker(3)]))).toEqual([
      [2, []],
      [3, ['not_preferred']],
    ]);
    expect(softOf(order, aTeam([aSpeaker(2, { active: false }), aSpeaker(3)]))).toEqual([[3, []]]);
  });

  test('more than two talks above the fair share is said', () => {
    const team = aTeam([aSpeaker(2, { talksLast90Days: 9 }), aSpeaker(3)]);
    expect(softOf(anOrder(), team)).toEqual([
      [3, []],
      [2, ['over_share']],
    ]);
  });
});
