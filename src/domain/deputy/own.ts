// What is kept of a person about 法治副校长, for that person alone: of a school's contact, of the education bureau, of a
// deputy. Nobody else is named.

import type { LocalDay } from '../calendar.ts';
import type { Names } from '../message.ts';
import type { ClassGroup } from './class-group.ts';
import type { Agency } from './rules.ts';
import type { AppointmentState, DeputyRequestView, HourFacts, TrainingView } from './views.ts';

export interface OwnDeputy {
  readonly contactOf: readonly { readonly school: Names; readonly name?: string; readonly active: boolean }[];
  readonly bureau?: { readonly area: Names; readonly name: string; readonly active: boolean };
  readonly requests: readonly OwnDeputyRequest[];
  /** Why they would not have whom their school was to have. */
  readonly refusals: readonly { readonly school: Names; readonly reason: string }[];
  readonly evaluations: readonly OwnEvaluation[];
  readonly profile?: {
    readonly agency: Agency;
    readonly qualification?: string;
    readonly fields: readonly string[];
    readonly bornOn: LocalDay;
    readonly retired: boolean;
    /** Where that is known. */
    readonly retiredOn?: LocalDay;
  };
  readonly training: readonly OwnTraining[];
  readonly appointments: readonly OwnAppointment[];
  readonly hours: readonly OwnHours[];
}

export interface OwnTraining extends Omit<TrainingView, 'id'> {
  /** It was entered wrongly, and does not count. */
  readonly takenBack?: true;
}

export interface OwnDeputyRequest extends Pick<DeputyRequestView, 'number' | 'kind' | 'state'> {
  readonly school: Names;
  readonly need?: string;
  readonly wishField?: string;
  /** Why it was refused. */
  readonly reason?: string;
}

/** A score with a comment, or a show of hands. */
export interface OwnEvaluation {
  readonly school: Names;
  readonly year: number;
  readonly score?: number;
  readonly comment?: string;
  readonly group?: ClassGroup;
  readonly hands?: number;
}

export interface OwnAppointment {
  readonly school: Names;
  readonly state: AppointmentState;
  readonly from: LocalDay;
  /** The last day of the term is the day before. */
  readonly until: LocalDay;
  readonly letterNumber?: string;
  readonly endedOn?: LocalDay;
}

export interface OwnHours extends HourFacts {
  readonly school: Names;
}
