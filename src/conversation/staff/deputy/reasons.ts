// Saying no about an appointment, with one of a few reasons as a button: the person asked, the education bureau, or a
// coordinator as they were told on the phone; and a coordinator's who withdraws a recommendation.

import type { Outcome } from '../../../domain/commands.ts';
import type { Appointed } from '../../../domain/commands-deputy.ts';
import { declineReasons, refuseReasons, withdrawReasons } from '../../../domain/deputy/lifecycle.ts';
import type { AppointmentView } from '../../../domain/deputy/views.ts';
import { type Text, text } from '../../../domain/message.ts';
import type { Dialogue } from '../../dialogue.ts';
import { createReasonDialogue, type ReasonQuestion } from '../reason-dialogue.ts';
import { tellAppointed } from './acted.ts';
import { type AppointmentTarget, appointmentFrom } from './arguments.ts';

export const declineAppointment = ofAppointment({
  name: 'decline_appointment',
  question: 'deputy.ask_decline',
  reasons: declineReasons,
  label: (reason) => `deputy.decline_reason.${reason}`,
  command: (target, reason) => ({ type: 'decline-appointment', ...target, reason }),
  result: (outcome) => (outcome.type === 'decline-appointment' ? outcome.result : undefined),
  done: ({ school }) => text('deputy.declined', { school: { names: school.names } }),
});

const refusing = (name: string) =>
  ofAppointment({
    name,
    question: 'deputy.ask_disapprove',
    reasons: refuseReasons,
    label: (reason) => `deputy.refuse_reason.${reason}`,
    command: (target, reason) => ({ type: 'bureau-refuse', ...target, reason }),
    result: (outcome) => (outcome.type === 'bureau-refuse' ? outcome.result : undefined),
    done: ({ speaker }) => text('deputy.disapproved', { name: speaker.name }),
  });

export const bureauRefuse = refusing('bureau_refuse');
/** Said by an education bureau that has nobody in chat. */
export const refuseForBureau = refusing('refuse_for_bureau');

/** A coordinator's, who does not wait for the answer. */
export const withdrawRecommendation = ofAppointment({
  name: 'withdraw_recommendation',
  question: 'deputy.ask_withdraw',
  reasons: withdrawReasons,
  label: (reason) => `deputy.withdraw_reason.${reason}`,
  command: (target, reason) => ({ type: 'withdraw-recommendation', ...target, reason }),
  result: (outcome) => (outcome.type === 'withdraw-recommendation' ? outcome.result : undefined),
  done: ({ speaker, school }) => text('deputy.withdrawn', { name: speaker.name, school: { names: school.names } }),
});

/** Said by the school on the phone. */
export const refuseForSchool = ofAppointment({
  name: 'refuse_deputy',
  question: 'deputy.ask_disapprove',
  reasons: ['not_suitable', 'other_person', 'other'],
  label: (reason) => `deputy.refuse_reason.${reason}`,
  command: (target, reason) => ({ type: 'refuse-deputy', ...target, reason }),
  result: (outcome) => (outcome.type === 'refuse-deputy' ? outcome.result : undefined),
  done: ({ speaker }) => text('deputy.disapproved', { name: speaker.name }),
});

interface OfAppointment<Reason extends string> extends ReasonQuestion<AppointmentTarget, Reason> {
  result(outcome: Outcome): Appointed | undefined;
  done(view: AppointmentView): Text;
}

function ofAppointment<Reason extends string>(is: OfAppointment<Reason>): Dialogue<AppointmentTarget> {
  return createReasonDialogue({
    ...is,
    targetFrom: appointmentFrom,
    back: ({ appointmentId }) => `/appointment ${appointmentId}`,
    tell(outcome) {
      const result = is.result(outcome);
      return result && tellAppointed(result, is.done);
    },
  });
}
