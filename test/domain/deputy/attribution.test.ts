import { describe, expect, test } from 'vitest';
import { attribute, talkTenths } from '../../../src/domain/deputy/attribution.ts';
import { defaultDeputyRules as rules } from '../../../src/domain/deputy/rules.ts';

const serving = [
  { appointmentId: 1, speakerId: 10 },
  { appointmentId: 2, speakerId: 20 },
];

describe('a talk at a school counts for', () => {
  test.each([
    ['the deputy who gives it', { speakerId: 20 }, { appointmentId: 2, kind: 'taught' }],
    [
      'the deputy who gives it, whoever passed it on',
      { speakerId: 20, handOvers: [{ fromId: 10, toId: 20 }] },
      { appointmentId: 2, kind: 'taught' },
    ],
    [
      'the deputy who gives it, whoever ordered it',
      { speakerId: 20, orderedBy: 10 },
      { appointmentId: 2, kind: 'taught' },
    ],
    ['the deputy who passed it on', { handOvers: [{ fromId: 20, toId: 99 }] }, { appointmentId: 2, kind: 'organised' }],
    ['the deputy who ordered it', { orderedBy: 20 }, { appointmentId: 2, kind: 'organised' }],
    [
      'the deputy who passed it on, before the one who ordered it',
      { orderedBy: 10, handOvers: [{ fromId: 20, toId: 99 }] },
      { appointmentId: 2, kind: 'organised' },
    ],
    ['nobody, where no deputy has a part in it', {}, undefined],
    ['nobody, where somebody else passed it on', { handOvers: [{ fromId: 30, toId: 99 }] }, undefined],
    ['nobody, where somebody else ordered it', { orderedBy: 30 }, undefined],
    [
      'nobody, where the one whom the deputy passed it on to does not give it either',
      { handOvers: [{ fromId: 20, toId: 98 }] },
      undefined,
    ],
  ] as const)('%s', (_, talk, is) => {
    const attributed = attribute({ speakerId: 99, handOvers: [], ...talk }, serving, rules);
    if (is) expect(attributed).toMatchObject(is);
    else expect(attributed).toBeUndefined();
  });

  test('nobody as organised, where the setting says so', () => {
    const own = { ...rules, organisedCounts: false };
    const handOvers = [{ fromId: 10, toId: 99 }];
    expect(attribute({ speakerId: 99, orderedBy: 10, handOvers }, serving, own)).toBeUndefined();
    expect(attribute({ speakerId: 10, handOvers: [] }, serving, own)).toMatchObject({ kind: 'taught' });
  });

  test('nobody at a school without a deputy', () => {
    expect(attribute({ speakerId: 99, orderedBy: 10, handOvers: [] }, [], rules)).toBeUndefined();
  });
});

test.each([
  [3, 40, 30],
  [0, 40, 0],
  [null, 40, 10],
  [null, 45, 10],
  [null, 50, 15],
  [null, 60, 15],
  [null, 90, 25],
  [null, 5, 5],
])('%s class hours reported, in %i minutes, are %i tenths', (reported, minutes, tenths) => {
  expect(talkTenths(reported, minutes)).toBe(tenths);
});
