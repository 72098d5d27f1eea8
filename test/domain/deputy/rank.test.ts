// Who is proposed to a school first, and which request comes first.

import { describe, expect, test } from 'vitest';
import { byRank, byUrgency, reasonsOf, type Standing } from '../../../src/domain/deputy/rank.ts';
import type { DeputyCandidate } from '../../../src/domain/deputy/views.ts';

const plain: Standing = {
  ...{ km: 10, schools: 0, talks: 0, trainingMissing: 0 },
  ...{ knows: false, wished: false, wishedField: false, askedBefore: false },
};
const score = (more: Partial<Standing>) => reasonsOf({ ...plain, ...more }).score;
const codes = (more: Partial<Standing>) => reasonsOf({ ...plain, ...more }).reasons.map(({ code }) => code);

describe('a candidate', () => {
  test.each<[keyof Standing, Partial<Standing>, string]>([
    ['wished', { wished: true }, 'wished'],
    ['knows', { knows: true }, 'continuity'],
    ['wishedField', { wishedField: true }, 'wished_field'],
    ['km', { km: 2 }, 'distance'],
  ])('%s speaks for them, and is said', (_, more, code) => {
    expect(score(more)).toBeGreaterThan(score({}));
    expect(codes(more)).toContain(code);
  });

  test.each<[keyof Standing, Partial<Standing>, string]>([
    ['schools', { schools: 1 }, 'load'],
    ['talks', { talks: 3 }, 'load'],
    ['trainingMissing', { trainingMissing: 5 }, 'after_training'],
    ['km', { km: 40 }, 'distance'],
  ])('%s speaks against them, and is said', (_, more, code) => {
    expect(score(more)).toBeLessThan(score({}));
    expect(codes(more)).toContain(code);
  });

  test('of whom the place is not known is not taken for near, and it is said that no distance is known', () => {
    const { km: _, ...unknown } = plain;
    expect(reasonsOf(unknown).score).toBeLessThan(score({ km: 1 }));
    expect(reasonsOf(unknown).reasons.map(({ code }) => code)).toEqual(['distance_unknown', 'load']);
  });

  test('who was asked in vain comes after anybody else who can, and who is barred comes last', () => {
    const one = (speakerId: number, standing: Partial<Standing>, more: Partial<DeputyCandidate> = {}) =>
      ({ speakerId, ...reasonsOf({ ...plain, ...standing }), ...more }) as DeputyCandidate;
    const candidates = [
      one(1, { wished: true, knows: true, km: 0 }, { bar: 'too_old' }),
      one(2, { wished: true, knows: true, km: 0, askedBefore: true }),
      one(4, { schools: 1, talks: 9, trainingMissing: 80, km: 30 }),
      one(3, { schools: 1, talks: 9, trainingMissing: 80, km: 30 }),
      one(5, {}),
    ];
    expect(candidates.sort(byRank).map(({ speakerId }) => speakerId)).toEqual([5, 3, 4, 2, 1]);
    const far = [one(6, { km: 80 }), one(7, { km: 45 }), one(8, { km: 45 })];
    expect(far.sort(byRank).map(({ speakerId }) => speakerId)).toEqual([7, 8, 6]);
  });
});

describe('a request', () => {
  const at = (createdAt: string, without: boolean, ...marks: ('rural' | 'remote' | 'weak')[]) => ({
    ...{ createdAt, without },
    school: { rural: marks.includes('rural'), remote: marks.includes('remote'), weak: marks.includes('weak') },
  });

  test('of a school without anybody comes first, then remote, rural and weak ones, then in turn', () => {
    const served = at('2026-01-01', false, 'rural', 'remote', 'weak');
    const late = at('2026-03-01', true);
    const early = at('2026-02-01', true);
    const rural = at('2026-04-01', true, 'rural');
    expect([served, late, early, rural].sort(byUrgency)).toEqual([rural, early, late, served]);
  });
});
