import { describe, expect, it } from 'vitest';
import type { SpeakerToMatch } from '../../src/matching/facts.ts';
import { withHolds } from '../../src/matching/holds.ts';
import { checkSpeaker, place } from '../../src/matching/place.ts';
import { aBooking, aKit, anOrder, aSpeaker, aTeam, at, cinema, kmNorth, lecture } from './fixtures.ts';

const evening = [{ rank: 0, day: '2026-11-27', half: 'evening' as const }];
const film = anOrder({ format: cinema, windows: evening });
const kits = [aKit(4, 'screen'), aKit(7, 'projector'), aKit(6, 'projector'), aKit(5, 'vehicle')];
const helper = (id: number, over: Partial<SpeakerToMatch> = {}) =>
  aSpeaker(id, { canAssist: true, topicIds: [], ...over });

describe('a film in the village', () => {
  it('takes a speaker, the nearest who can assist, and of each kit that is needed the first', () => {
    const team = aTeam(
      [
        aSpeaker(1),
        helper(2, { homePoint: kmNorth(9) }),
        helper(3, { homePoint: kmNorth(2) }),
        helper(8, { homePoint: kmNorth(2) }),
      ],
      { kits },
    );
    const [best] = place(film, team).candidates;
    expect(best).toMatchObject({ speakerId: 1, assistantId: 3, kitIds: [6, 4] });
    expect(best?.startsAt).toBe(at('2026-11-27', '18:30').toISOString());
    expect(best?.terms.map(({ code }) => code)).toContain('assistant_distance');
  });

  it('takes the assistant who has given less, where the way is the same', () => {
    const busy = helper(2, { talksLast90Days: 3 });
    expect(place(film, aTeam([aSpeaker(1), busy, helper(3)], { kits })).candidates[0]?.assistantId).toBe(3);
  });

  it('begins when speaker, assistant and kits are all free', () => {
    const team = aTeam([aSpeaker(1, { bookings: [aBooking('17:00', '18:00')] }), helper(2)], {
      kits: [aKit(4, 'screen'), aKit(6, 'projector', [aBooking('17:00', '18:20')])],
    });
    expect(place(film, team).candidates[0]?.startsAt).toBe(at('2026-11-27', '19:00').toISOString());
  });

  it('takes the second projector where the first is out', () => {
    const out = [aKit(4, 'screen'), aKit(6, 'projector', [aBooking('15:00', '23:00')]), aKit(7, 'projector')];
    expect(place(film, aTeam([aSpeaker(1), helper(2)], { kits: out })).candidates[0]?.kitIds).toEqual([7, 4]);
  });

  it('does not take place where one of them lacks', () => {
    const { refusals, verdicts } = place(
      film,
      aTeam([aSpeaker(1, { canAssist: true })], { kits: [aKit(6, 'projector')] }),
    );
    expect(refusals.total).toEqual({ no_kit: 1, no_assistant: 1 });
    expect(verdicts).toEqual([{ speakerId: 1, rule: 'no_kit', rules: ['no_kit', 'no_assistant'] }]);
  });

  it('can be led by either of two who can both', () => {
    const both = (id: number) => aSpeaker(id, { canAssist: true });
    const { candidates } = place(film, aTeam([both(1), both(2)], { kits }));
    expect(candidates.map(({ speakerId, assistantId }) => [speakerId, assistantId])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });
});

describe('the standing plan', () => {
  const other = anOrder({ id: 2, place: { areaId: 101, areaIds: [101, 10, 1], point: kmNorth(20) } });
  const held = { speakerId: 1, kitIds: [], startsAt: at('2026-11-27', '14:00').toISOString() };

  it('holds the time of its speakers, the way included', () => {
    const facts = withHolds(aTeam([aSpeaker(1)]), [{ order: other, candidate: held }]);
    // Cleared away at 15:15, 39 minutes of road, set up 15 minutes before the talk.
    expect(place(anOrder(), facts).candidates[0]?.startsAt).toBe(at('2026-11-27', '16:30').toISOString());
  });

  it('counts as talks of theirs: the next order goes to somebody else', () => {
    const facts = aTeam([aSpeaker(1), aSpeaker(2)]);
    const nextWeek = { ...held, startsAt: at('2026-12-04', '14:00').toISOString() };
    expect(place(anOrder(), facts).candidates[0]?.speakerId).toBe(1);
    const after = withHolds(facts, [{ order: other, candidate: nextWeek }]);
    expect(place(anOrder(), after).candidates[0]?.speakerId).toBe(2);
    expect(facts.speakers[0]?.bookings).toEqual([]);
  });

  it('holds assistants and kits as well', () => {
    const facts = aTeam([aSpeaker(1), helper(2), helper(3)], { kits });
    const [first] = place(film, facts).candidates;
    if (!first) throw new Error('nobody');
    const after = withHolds(facts, [{ order: film, candidate: first }]);
    expect(after.speakers.map(({ bookings }) => bookings.length)).toEqual([1, 1, 0]);
    expect(checkSpeaker(film, { ...first, speakerId: 3 }, after)).toEqual(['topic', 'no_kit', 'no_assistant']);
  });

  it('keeps two online talks at one time apart, though nobody travels', () => {
    const online = anOrder({ format: { ...lecture, online: true } });
    const facts = withHolds(aTeam([aSpeaker(1)]), [{ order: online, candidate: held }]);
    expect(checkSpeaker(online, held, facts)).toEqual(['overlap']);
  });
});
