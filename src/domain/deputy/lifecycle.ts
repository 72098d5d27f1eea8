// How an appointment may go on, as data: who may do what in which state.

import { endReasons } from './rules.ts';
import type { AppointmentState } from './views.ts';

export type AppointmentAction =
  | 'recommend'
  | 'approve'
  | 'accept'
  | 'decline'
  | 'refuse'
  | 'withdraw'
  | 'confirm'
  | 'set_end'
  | 'end';

/** Coordinators also enter what a person, a school or the education bureau has answered on the phone. */
export type AppointmentActor = 'school' | 'coordinator' | 'bureau' | 'speaker' | 'system';

interface Transition {
  readonly from: readonly AppointmentState[];
  readonly to: AppointmentState;
}

export const appointmentTransitions: Readonly<Record<Exclude<AppointmentAction, 'recommend'>, Transition>> = {
  approve: { from: ['recommended'], to: 'approved' },
  accept: { from: ['approved'], to: 'accepted' },
  decline: { from: ['approved'], to: 'declined' },
  refuse: { from: ['recommended', 'accepted'], to: 'refused' },
  /** The request is off, somebody else is to be asked, or the person has left the team. */
  withdraw: { from: ['recommended', 'approved', 'accepted'], to: 'refused' },
  confirm: { from: ['accepted'], to: 'active' },
  /** A day to come. */
  set_end: { from: ['active'], to: 'active' },
  end: { from: ['active'], to: 'ended' },
};

/** In these a person's time and a school's post are taken. */
export const holding: readonly AppointmentState[] = ['recommended', 'approved', 'accepted', 'active'];

/** Nobody has confirmed yet. */
export const pending: readonly AppointmentState[] = ['recommended', 'approved', 'accepted'];

/** Why the person would rather not; why the education bureau, or the school, would not have them. */
export const declineReasons = ['no_time', 'too_far', 'enough_schools', 'other'] as const;
export const refuseReasons = ['not_suitable', 'other_person', 'papers', 'other'] as const;

/** Why a recommendation is withdrawn before all have answered. */
export const withdrawReasons = ['no_answer', 'cannot_serve', 'other_person', 'other'] as const;

/** What a coordinator was told on the phone, and entered for whoever said it. */
export const byPhone = 'by_phone';

const codes: readonly string[] = [...endReasons, ...declineReasons, ...refuseReasons, ...withdrawReasons, byPhone];
/** Whether nobody wrote it in words of their own. */
export const isReasonCode = (reason: string): boolean => codes.includes(reason);
