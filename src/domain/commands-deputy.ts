// 法治副校长: what schools, coordinators, the education bureau and deputies can have done.

import type { LocalDay } from './calendar.ts';
import type { ClassGroup } from './deputy/class-group.ts';
import type {
  AppointmentView,
  DeputyCandidate,
  DeputyRequestKind,
  DeputyRequestView,
  HourEntryView,
  HourFacts,
  LedgerView,
  OverviewRow,
  SchoolView,
  TrainingView,
} from './deputy/views.ts';
import type { AppointmentId, DeputyRequestId, HourEntryId, SchoolId, SpeakerId } from './ids.ts';

interface Target {
  readonly appointmentId: AppointmentId;
  readonly version: number;
}

/** As wanted now, or why not. */
export type Appointed =
  | { readonly ok: true; readonly appointment: AppointmentView }
  | {
      readonly ok: false;
      readonly reason: 'not_found' | 'past' | 'too_many_schools' | 'too_old' | 'untrained' | 'retiree_term';
    }
  | { readonly ok: false; readonly reason: 'already'; readonly appointment: AppointmentView };

export type RequestPlaced =
  | { readonly ok: true; readonly request: DeputyRequestView }
  | {
      readonly ok: false;
      readonly reason: 'not_found' | 'not_eligible' | 'too_many_schools' | 'too_old' | 'retiree_term' | 'post_taken';
    }
  | { readonly ok: false; readonly reason: 'already'; readonly request: DeputyRequestView };

/** For each post one request, or why none. */
export type RequestSent =
  | { readonly ok: true; readonly requests: readonly DeputyRequestView[] }
  | { readonly ok: false; readonly reason: 'not_yours' | 'already_open' | 'too_many_posts' };

/** Without a school: it is not there, or not the coordinator's. */
export interface SchoolContacts {
  readonly school?: Pick<SchoolView, 'id' | 'names'>;
  readonly contacts: readonly { readonly id: number; readonly name?: string }[];
}

/** What counts of somebody's training. Without a person: not there, or not the coordinator's. */
export interface TrainingOf {
  /** `own`: nobody changes their own. */
  readonly person?: { readonly id: SpeakerId; readonly name: string; readonly own: boolean };
  readonly entries: readonly TrainingView[];
}

export interface SchoolCommands {
  /**
   * The schools that the person speaks for, with their deputies, open requests and hours. `schoolId`: this one, which a
   * coordinator in charge may look at as well.
   */
  'my-schools': {
    args: { readonly schoolId?: SchoolId };
    result: {
      readonly schools: readonly {
        readonly school: SchoolView;
        readonly appointments: readonly AppointmentView[];
        readonly requests: readonly DeputyRequestView[];
        /** How many more may be asked for. */
        readonly postsFree: number;
        /** What the school said it needs when it asked last. */
        readonly lastNeed?: string;
      }[];
    };
  };
  /** Names to wish for: everybody who could be appointed here. */
  'list-deputies-for': {
    args: { readonly schoolId: SchoolId };
    result: { readonly people: readonly { readonly id: SpeakerId; readonly name: string }[] };
  };
  /** `posts`: how many people; for each post one request. A coordinator in charge may ask for the school. */
  'request-deputy': {
    args: {
      readonly schoolId: SchoolId;
      readonly kind: DeputyRequestKind;
      readonly posts: number;
      readonly need: string;
      readonly wishSpeakerId?: SpeakerId;
      readonly wishField?: string;
      /** Which appointment is to be renewed or replaced. */
      readonly appointmentId?: AppointmentId;
    };
    result: RequestSent;
  };
  'withdraw-deputy-request': {
    args: { readonly requestId: DeputyRequestId; readonly version: number };
    result: RequestPlaced;
  };
  /** The school confirms whom it was proposed: the letter is issued. Or does not want them, with a reason. */
  'confirm-deputy': { args: Target; result: Appointed };
  'refuse-deputy': { args: Target & { readonly reason: string }; result: Appointed };
  /** Of the counting year that is over or under way; comes again: replaced. */
  'evaluate-deputy': {
    args: {
      readonly appointmentId: AppointmentId;
      readonly year: number;
      readonly score: number;
      readonly comment?: string;
    };
    result: Appointed;
  };
  /** A show of hands in one class or grade: how many for 1 to 5. */
  'tally-deputy': {
    args: {
      readonly appointmentId: AppointmentId;
      readonly year: number;
      readonly group: ClassGroup;
      readonly counts: readonly number[];
    };
    result: Appointed;
  };
}

export interface DeputyCommands {
  /** The speaker's own, with ledgers and what to do next. */
  'my-appointments': { args: object; result: { readonly appointments: readonly AppointmentView[] } };
  'accept-appointment': { args: Target; result: Appointed };
  'decline-appointment': { args: Target & { readonly reason: string }; result: Appointed };
  'log-hours': {
    args: HourFacts & { readonly appointmentId: AppointmentId };
    result:
      | { readonly ok: true; readonly ledger: LedgerView; readonly entry: HourEntryView }
      | { readonly ok: false; readonly reason: 'not_found' | 'future' | 'too_old' | 'outside_term' | 'too_much' };
  };
  /** With the ledger of that counting year; left out: the one under way. */
  'hour-entries': {
    args: { readonly appointmentId: AppointmentId; readonly year?: number };
    result: { readonly appointment?: AppointmentView; readonly entries: readonly HourEntryView[] };
  };
  /** The entry is to be `tenths`: the difference is entered. */
  'correct-hours': {
    args: { readonly entryId: HourEntryId; readonly tenths: number };
    result:
      | { readonly ok: true; readonly ledger: LedgerView }
      | { readonly ok: false; readonly reason: 'not_found' | 'same' | 'too_much' };
  };
}

export interface DeputyStaffCommands {
  /** Coordinators and the education bureau. */
  'deputy-overview': {
    args: object;
    result: {
      readonly rows: readonly OverviewRow[];
      readonly requests: readonly DeputyRequestView[];
      readonly toDecide: readonly AppointmentView[];
      readonly reportUrl?: string;
    };
  };
  'show-deputy-request': {
    args: { readonly requestId: DeputyRequestId };
    result: { readonly request?: DeputyRequestView; readonly candidates: readonly DeputyCandidate[] };
  };
  /** The coordinator's yes to one of the candidates; the education bureau decides, or the person is asked at once. */
  'recommend-deputy': {
    args: { readonly requestId: DeputyRequestId; readonly version: number; readonly speakerId: SpeakerId };
    result: RequestPlaced;
  };
  'refuse-deputy-request': {
    args: { readonly requestId: DeputyRequestId; readonly version: number; readonly reason: string };
    result: RequestPlaced;
  };
  /** Somebody else is to be asked: the request is open again. */
  'withdraw-recommendation': { args: Target & { readonly reason: string }; result: Appointed };
  /** The education bureau, or as it told a coordinator on the phone. */
  'bureau-approve': { args: Target; result: Appointed };
  'bureau-refuse': { args: Target & { readonly reason: string }; result: Appointed };
  'show-appointment': {
    args: { readonly appointmentId: AppointmentId };
    result: { readonly appointment?: AppointmentView };
  };
  'end-appointment': { args: Target & { readonly reason: string; readonly on: LocalDay }; result: Appointed };
  'deputy-pool': { args: object; result: { readonly people: readonly DeputyCandidate[] } };
  'set-deputy-profile': {
    args: {
      readonly speakerId: SpeakerId;
      readonly agency: DeputyCandidate['agency'];
      readonly qualification: string;
      readonly fields: readonly string[];
      readonly bornOn: LocalDay;
      readonly retired: boolean;
      /** Not known: every term that is over counts as a retired person's. */
      readonly retiredOn?: LocalDay;
    };
    result: { readonly ok: boolean };
  };
  'add-training': {
    args: { readonly speakerId: SpeakerId; readonly day: LocalDay; readonly tenths: number; readonly title: string };
    result: { readonly ok: boolean };
  };
  'list-training': { args: { readonly speakerId: SpeakerId }; result: TrainingOf };
  /** Entered wrongly: it counts no more. What is left is told. */
  'take-back-training': { args: { readonly trainingId: number }; result: TrainingOf };
  'list-schools': { args: object; result: { readonly schools: readonly SchoolView[] } };
  /** A one-time link for a contact of the school. */
  'invite-school-contact': {
    args: { readonly schoolId: SchoolId; readonly name: string };
    result: { readonly ok: true; readonly code: string; readonly url: string } | { readonly ok: false };
  };
  /** Who speaks for the school in chat. */
  'school-contacts': { args: { readonly schoolId: SchoolId }; result: SchoolContacts };
  /** They speak for the school no longer. */
  'remove-school-contact': { args: { readonly contactId: number }; result: SchoolContacts };
  /** The coordinator's own part of the yearly evaluation, or the deputy's. */
  'evaluate-as-staff': {
    args: {
      readonly appointmentId: AppointmentId;
      readonly year: number;
      readonly score: number;
      readonly comment?: string;
    };
    result: Appointed;
  };
}
