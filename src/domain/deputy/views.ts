// What people see of schools, requests, appointments, the ledger of hours and the evaluation. Services fill in only what
// the viewer may know. Hours are tenths of a class hour (课时): 40 is four.

import type { LocalDay } from '../calendar.ts';
import type { AppointmentId, DeputyRequestId, HourEntryId, SchoolId, SpeakerId } from '../ids.ts';
import type { Names } from '../message.ts';
import type { ClassGroup } from './class-group.ts';
import type { Agency, Duty, SchoolKind, SchoolLevel } from './rules.ts';

export type AppointmentState = 'recommended' | 'approved' | 'accepted' | 'active' | 'declined' | 'refused' | 'ended';
export type DeputyRequestKind = 'first' | 'renewal' | 'replacement' | 'left';
export type DeputyRequestState = 'open' | 'placed' | 'fulfilled' | 'withdrawn' | 'refused';
export type Light = 'red' | 'amber' | 'green';

export interface SchoolView {
  readonly id: SchoolId;
  readonly names: Names;
  readonly area: Names;
  readonly kind: SchoolKind;
  readonly level: SchoolLevel;
  readonly students?: number;
  readonly rural: boolean;
  readonly remote: boolean;
  readonly weak: boolean;
}

export interface LedgerView {
  /** The calendar year in which the counting year begins, its first day and the day after its last. */
  readonly year: number;
  readonly from: LocalDay;
  readonly until: LocalDay;
  readonly owed: number;
  readonly taught: number;
  readonly organised: number;
  /** What talks that are agreed will add. */
  readonly planned: number;
  /** School weeks left in the year. */
  readonly weeksLeft: number;
  readonly light: Light;
}

export interface AppointmentView {
  readonly id: AppointmentId;
  readonly version: number;
  readonly state: AppointmentState;
  readonly school: SchoolView;
  readonly post: number;
  readonly speaker: {
    readonly id: SpeakerId;
    readonly name: string;
    readonly phone?: string;
    readonly agency?: Agency;
    /** Rests from talks (暂停派单). */
    readonly paused?: boolean;
  };
  readonly from: LocalDay;
  /** The last day of the term is the day before. */
  readonly until: LocalDay;
  /** The first day served without a break, where earlier letters go before this one. */
  readonly since?: LocalDay;
  /** Appointed, from a day to come: there are no hours yet. */
  readonly coming?: boolean;
  readonly afterTraining: boolean;
  /** Training still missing, in tenths of an hour. */
  readonly trainingMissing?: number;
  readonly letterNumber?: string;
  readonly letterUrl?: string;
  readonly endedOn?: LocalDay;
  readonly endReason?: string;
  readonly ledger?: LedgerView;
  readonly evaluation?: EvaluationView;
  /** For coordinators: what the school asked for. */
  readonly requestId?: DeputyRequestId;
  /** Whose answer a coordinator may enter, as they were told on the phone: whose turn it is. */
  readonly answerFor?: 'bureau' | 'speaker' | 'school';
  /** Since when whoever's turn it is has not answered. */
  readonly waitingSince?: LocalDay;
  /** Who did the last thing. */
  readonly last?: { readonly action: string; readonly actor: string; readonly name?: string; readonly at: string };
}

export interface DeputyRequestView {
  readonly id: DeputyRequestId;
  readonly number: string;
  readonly version: number;
  readonly kind: DeputyRequestKind;
  readonly state: DeputyRequestState;
  readonly school: SchoolView;
  readonly post: number;
  readonly need?: string;
  readonly wish?: string;
  readonly wishField?: string;
  readonly createdAt: string;
  /** The coordinator who entered it for the school. */
  readonly enteredBy?: string;
  /** Who is being asked. */
  readonly appointment?: AppointmentView;
}

/** Why somebody comes before others, or can't be. */
export type DeputyReason =
  | {
      readonly code: 'asked_before' | 'wished' | 'continuity' | 'wished_field' | 'distance_unknown';
      readonly params: object;
    }
  | { readonly code: 'distance'; readonly params: { readonly km: number } }
  | { readonly code: 'load'; readonly params: { readonly schools: number; readonly talks: number } }
  | { readonly code: 'after_training'; readonly params: { readonly missing: number } };
export type DeputyBar = 'not_eligible' | 'too_many_schools' | 'too_old' | 'retiree_term' | 'inactive' | 'here_already';

export interface DeputyCandidate {
  readonly speakerId: SpeakerId;
  readonly name: string;
  readonly agency: Agency;
  readonly schools: number;
  readonly trainingTenths: number;
  readonly fields: readonly string[];
  /** Today, in years. */
  readonly age?: number;
  readonly qualification?: string;
  readonly retired?: boolean;
  readonly score: number;
  readonly reasons: readonly DeputyReason[];
  /** Undefined: can be proposed. */
  readonly bar?: DeputyBar;
}

/** Hours of training before taking post, in tenths. */
export interface TrainingView {
  readonly id: number;
  readonly day: LocalDay;
  readonly tenths: number;
  readonly title?: string;
}

/** What somebody did at a school, in tenths of a class hour; below zero in a correction. */
export interface HourFacts {
  readonly kind: 'taught' | 'organised';
  readonly duty: Duty;
  readonly day: LocalDay;
  readonly tenths: number;
  readonly group?: ClassGroup;
  readonly heads?: number;
}

export interface HourEntryView extends HourFacts {
  readonly id: HourEntryId;
  /** The order it fell out of. */
  readonly number?: string;
  readonly corrects?: HourEntryId;
}

export interface EvaluationView {
  readonly year: number;
  /** The year's first day. */
  readonly from: LocalDay;
  /** 0 to 100, with what was said. */
  readonly school?: { readonly score: number; readonly comment?: string };
  readonly deputy?: { readonly score: number; readonly comment?: string };
  readonly coordinator?: { readonly score: number; readonly comment?: string };
  /** Totals of the classes; groups under 10 are left out and only counted. */
  readonly classes?: { readonly mean: number; readonly hands: number; readonly suppressed: number };
}

export interface OverviewRow {
  readonly school: SchoolView;
  readonly appointments: readonly AppointmentView[];
  /** How many more may be asked for. */
  readonly postsFree: number;
  /** Without anybody, with fewer than the rule asks for, a term that ends within 90 days, hours behind pace, evaluation missing. */
  readonly flags: readonly ('no_deputy' | 'too_few' | 'ends_soon' | 'behind' | 'not_evaluated' | 'request_open')[];
  readonly light: Light;
}
