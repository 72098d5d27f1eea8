// 派单's proposal: who could give the talk, when, and why, in codes and numbers. Matching produces it, the store
// keeps it as JSON, the dialogues put it into words ("rule.…", "term.…", "warning.…").

import type { SpeakerId } from './ids.ts';

/** Why a speaker can't give a talk, the hardest to change first: a past time stays past, an overlap can be moved. */
export const ruleCodes = [
  'past',
  'inactive',
  'topic',
  'format',
  'language',
  'not_cleared',
  'not_deputy',
  'declined_before',
  'weekly_limit',
  'away',
  'overlap',
] as const;
export type RuleCode = (typeof ruleCodes)[number];

/** What speaks for or against a speaker. */
export const termCodes = ['preference', 'own_area', 'load', 'rating', 'distance'] as const;
export type TermCode = (typeof termCodes)[number];

/** Why a coordinator should look twice before approving. */
export const warningCodes = [
  'no_topic',
  'no_start',
  'nobody_free',
  'second_choice_time',
  'preferred_not_free',
  'no_own_deputy',
  'only_one_candidate',
  'over_share',
  'far',
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** `params` are what the term's text shows: km, talks and share, mean and count. */
export interface Term {
  readonly code: TermCode;
  readonly points: number;
  readonly params: Readonly<Record<string, number>>;
}

export interface Candidate {
  readonly speakerId: SpeakerId;
  /** ISO instants of the talk itself, without setting up and clearing away. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** Which of the requester's times it is; 0 is the first choice. */
  readonly windowRank: number;
  /** The sum of the terms' points. */
  readonly score: number;
  readonly terms: readonly Term[];
}

/** How many speakers could not be proposed, as it lies in Proposal.refusals. */
export interface Refusals {
  /** Each speaker once, under the rule that would have to change for them. */
  readonly first: Readonly<Partial<Record<RuleCode, number>>>;
  /** Each speaker under every rule that touches them. */
  readonly total: Readonly<Partial<Record<RuleCode, number>>>;
}

export interface Match {
  /** Best first, at most three; empty where nobody is eligible. */
  readonly candidates: readonly Candidate[];
  readonly refusals: Refusals;
  readonly warnings: readonly WarningCode[];
}
