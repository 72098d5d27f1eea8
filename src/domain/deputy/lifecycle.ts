// How an appointment may go on, as data: who may do what in which state.

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

/** Coordinators also answer for a person, or a school, that can't be reached in chat. */
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
  /** The request is off, or the person has left the team. */
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

/** Why an appointment ended, where nobody wrote it in words of their own. */
export const endReasons = ['transferred', 'left', 'health', 'school_asked', 'not_fulfilled', 'other'] as const;
export const isEndReason = (reason: string): boolean => endReasons.some((known) => known === reason);
