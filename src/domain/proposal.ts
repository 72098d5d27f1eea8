// 派单's proposal: who could give the talk, when, and why, in codes and numbers. Matching produces it, the store
// keeps it as JSON, the dialogues put it into words ("rule.…", "term.…", "warning.…").

import type { Half, LocalDay } from './calendar.ts';
import type { KitId, SpeakerId } from './ids.ts';

/** Why a speaker can't give a talk, the hardest to change first: a past time stays past, an overlap can be moved. */
export const ruleCodes = [
  'past',
  'inactive',
  'guest',
  'topic',
  'format',
  'course',
  'language',
  'not_cleared',
  'not_deputy',
  'own_deputy_first',
  'area',
  'declined_before',
  'daily_limit',
  'weekly_limit',
  'working_hours',
  'away',
  'overlap',
  'no_kit',
  'no_assistant',
] as const;
export type RuleCode = (typeof ruleCodes)[number];

/** What speaks for serving an order at all, whoever goes. */
export const orderTermCodes = ['served', 'waiting', 'deadline', 'coverage'] as const;

/** What speaks for or against a speaker and a time, in the order in which a coordinator reads it. */
export const choiceTermCodes = [
  'preference',
  'own_area',
  'load',
  'rating',
  'distance',
  'continuity',
  'stability',
  'window',
  'clock',
  'assistant_load',
  'assistant_distance',
] as const;
export const termCodes = [...orderTermCodes, ...choiceTermCodes] as const;
export type TermCode = (typeof termCodes)[number];

/** Why a coordinator should look twice before approving. */
export const warningCodes = [
  'no_topic',
  'no_start',
  'nobody_free',
  'second_choice_time',
  'other_clock',
  'preferred_not_free',
  'no_own_deputy',
  'only_one_candidate',
  'over_share',
  'far',
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** `params` are what the term's text shows: km, talks and share, mean and count, days. */
export interface Term {
  readonly code: TermCode;
  readonly points: number;
  readonly params: Readonly<Record<string, number>>;
}

export interface Candidate {
  readonly speakerId: SpeakerId;
  /** The second person, where the format needs two. */
  readonly assistantId?: SpeakerId;
  /** One for each kind that the format needs, in its order. */
  readonly kitIds: readonly KitId[];
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

/** Why not this one: the rules in the way at the time they came nearest, or how many points they lack. */
export interface Verdict {
  readonly speakerId: SpeakerId;
  /** The hardest of `rules`. */
  readonly rule?: RuleCode;
  readonly rules?: readonly RuleCode[];
  /** Points less than the first candidate; they could go, too. Below 0: a plan over all orders chose somebody else. */
  readonly lacks?: number;
}

/** What would have to change for anybody to be free. */
export interface Relaxations {
  /** The fewest rules that would do, most speakers first; empty where no change helps. */
  readonly sets: readonly RelaxedSet[];
  /** Other days on which somebody could, at the half-day that was wished first. */
  readonly days: readonly { readonly day: LocalDay; readonly half: Half; readonly speakers: number }[];
}

export interface RelaxedSet {
  readonly rules: readonly RuleCode[];
  /** How many could go then. */
  readonly speakers: number;
  /** True where these rules stand in the way of everybody whom nothing else rules out. */
  readonly all: boolean;
}

export interface Match {
  /** Best first, at most three; empty where nobody is eligible. */
  readonly candidates: readonly Candidate[];
  readonly refusals: Refusals;
  readonly warnings: readonly WarningCode[];
  /** Everybody but the first candidate. */
  readonly verdicts: readonly Verdict[];
  /** Only where nobody is eligible. */
  readonly relaxations?: Relaxations;
}

/** What is compared: what speaks for serving the order at all is the same for everybody. */
export const choicePoints = ({ terms }: Candidate): number =>
  terms.reduce((total, { code, points }) => (isOrderTerm(code) ? total : total + points), 0);

const isOrderTerm = (code: TermCode): boolean => orderTermCodes.some((one) => one === code);
