import { expect, it } from 'vitest';
import type { Match } from '../../src/domain/proposal.ts';
import { place } from '../../src/matching/place.ts';
import { fromStoredMatch, toStoredMatch } from '../../src/store/stored-match.ts';
import { aKit, anOrder, aSpeaker, aTeam, at, cinema } from '../matching/fixtures.ts';

const away = [{ from: at('2026-11-27', '00:00'), until: at('2026-11-28', '00:00') }];

/** As the columns give it back. */
const stored = (match: Match) => fromStoredMatch(JSON.parse(JSON.stringify(toStoredMatch(match))));

it('keeps who goes with what, and of everybody else why not', () => {
  const film = anOrder({ format: cinema, windows: [{ rank: 0, day: '2026-11-27', half: 'evening' }] });
  const team = [aSpeaker(1), aSpeaker(2, { canAssist: true }), aSpeaker(3, { away }), aSpeaker(4)];
  const found = place(film, aTeam(team, { kits: [aKit(1, 'projector'), aKit(2, 'screen')] }));
  expect(found.candidates[0]).toMatchObject({ assistantId: 2, kitIds: [1, 2] });
  expect(found.verdicts).toHaveLength(3);
  expect(stored(found)).toEqual(found);
});

it('keeps what would help where nobody can', () => {
  const found = place(anOrder(), aTeam([aSpeaker(1, { away }), aSpeaker(2, { topicIds: [] })]));
  expect(found.relaxations?.sets).toEqual([{ rules: ['away'], speakers: 1, all: true }]);
  expect(stored(found)).toEqual(found);
});

it('reads a proposal of the first release, which knew no kits and gave no verdicts', () => {
  const term = { code: 'load', points: 2, params: { talks: 1, share: 2 } };
  const times = { startsAt: '2026-11-27T06:00:00.000Z', endsAt: '2026-11-27T07:00:00.000Z', windowRank: 0 };
  const candidate = { speakerId: 1, ...times, score: 2, terms: [term] };
  const row = { candidates: [candidate], refusals: { first: { topic: 3 }, total: { topic: 4 } }, warnings: ['far'] };
  expect(fromStoredMatch(row)).toEqual({ ...row, candidates: [{ ...candidate, kitIds: [] }], verdicts: [] });
});

it('does not read what is no proposal', () => {
  expect(fromStoredMatch({ candidates: 'none', refusals: {}, warnings: [] })).toBeUndefined();
});
