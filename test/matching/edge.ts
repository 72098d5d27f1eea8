// One edge of a hard rule: a case on either side of it. The cases stand in edges-person.ts, edges-time.ts and edges-team.ts.

import type { Candidate, RuleCode } from '../../src/domain/proposal.ts';
import type { OrderToMatch, SpeakerToMatch, TeamFacts } from '../../src/matching/facts.ts';
import { checkSpeaker } from '../../src/matching/place.ts';
import { aBooking, anOrder, aSpeaker, aTeam, at, kmNorth, lecture, village } from './fixtures.ts';

export interface Case {
  readonly order?: Partial<OrderToMatch>;
  /** Number 1, who is to give the talk. */
  readonly speaker?: Partial<SpeakerToMatch>;
  readonly others?: readonly SpeakerToMatch[];
  readonly kits?: TeamFacts['kits'];
  readonly choice?: Partial<Pick<Candidate, 'assistantId' | 'kitIds'>>;
  readonly startsAt?: Date;
}

export type Edge = readonly [RuleCode, string, { readonly broken: Case; readonly kept: Case }];

/** Friday. */
export const day = '2026-11-27';
export const start = at(day, '14:00');
export const years = { from: '2024-09-01', until: '2027-09-01' };
export const school = { ...village, schoolId: 7 };
export const two = { format: { ...lecture, people: 2 as const } };
export const sunday = aBooking('08:30', '09:30', {}, '2026-11-29');
/** 20 km are 26 km of road, 39 minutes at 40 km/h. */
export const north = { point: kmNorth(20) };
export const deputyUntil = (until: string) => ({ schoolId: 7, from: '2024-09-01', until });

export const check = ({ order, speaker, others = [], kits = [], choice, startsAt = start }: Case) =>
  checkSpeaker(
    anOrder(order),
    { speakerId: 1, kitIds: [], startsAt: startsAt.toISOString(), ...choice },
    aTeam([aSpeaker(1, speaker), ...others], { kits }),
  );
