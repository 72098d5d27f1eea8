// Saying no about an appointment, with one of a few reasons as a button: the person asked, the education bureau, or a
// coordinator for a school that has no chat.

import type { Command, Outcome } from '../../../domain/commands.ts';
import type { Appointed } from '../../../domain/commands-deputy.ts';
import type { AppointmentView } from '../../../domain/deputy/views.ts';
import { type Text, type TextKey, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost } from '../../answers.ts';
import { choice, type Dialogue, type Reply } from '../../dialogue.ts';
import { rows, staffNav } from '../../nav.ts';
import { tellAppointed } from './acted.ts';
import { type AppointmentTarget, appointmentFrom } from './arguments.ts';

interface ReasonQuestion<Reason extends string> {
  readonly name: string;
  readonly question: TextKey;
  readonly reasons: readonly Reason[];
  label(reason: Reason): TextKey;
  command(target: AppointmentTarget, reason: Reason): Command;
  result(outcome: Outcome): Appointed | undefined;
  done(view: AppointmentView): Text;
}

export const declineAppointment = createReasonDialogue({
  name: 'decline_appointment',
  question: 'deputy.ask_decline',
  reasons: ['no_time', 'too_far', 'enough_schools', 'other'],
  label: (reason) => `deputy.decline_reason.${reason}`,
  command: (target, reason) => ({ type: 'decline-appointment', ...target, reason }),
  result: (outcome) => (outcome.type === 'decline-appointment' ? outcome.result : undefined),
  done: ({ school }) => text('deputy.declined', { school: { names: school.names } }),
});

export const bureauRefuse = createReasonDialogue({
  name: 'bureau_refuse',
  question: 'deputy.ask_disapprove',
  reasons: ['not_suitable', 'other_person', 'papers', 'other'],
  label: (reason) => `deputy.refuse_reason.${reason}`,
  command: (target, reason) => ({ type: 'bureau-refuse', ...target, reason }),
  result: (outcome) => (outcome.type === 'bureau-refuse' ? outcome.result : undefined),
  done: ({ speaker }) => text('deputy.disapproved', { name: speaker.name }),
});

/** Said by the school on the phone. */
export const refuseForSchool = createReasonDialogue({
  name: 'refuse_deputy',
  question: 'deputy.ask_disapprove',
  reasons: ['not_suitable', 'other_person', 'other'],
  label: (reason) => `deputy.refuse_reason.${reason}`,
  command: (target, reason) => ({ type: 'refuse-deputy', ...target, reason }),
  result: (outcome) => (outcome.type === 'refuse-deputy' ? outcome.result : undefined),
  done: ({ speaker }) => text('deputy.disapproved', { name: speaker.name }),
});

function createReasonDialogue<Reason extends string>(is: ReasonQuestion<Reason>): Dialogue<AppointmentTarget> {
  const ask = (): Reply => ({
    text: text(is.question),
    choices: [
      ...rows(
        is.reasons.map((reason) => choice(reason, text(is.label(reason)))),
        2,
      ),
      staffNav,
    ],
  });
  return {
    name: is.name,
    start({ args }) {
      const target = appointmentFrom(args);
      return target ? asked(target, ask()) : lost;
    },
    step(target, input) {
      if (input.kind === 'choice' && input.id === 'back') return handOver(`/appointment ${target.appointmentId}`);
      const reason = input.kind === 'choice' ? is.reasons.find((known) => known === input.id) : undefined;
      if (!reason) return askedAgain(target, text('reason.tap'), ask());
      return { state: target, replies: [], command: is.command(target, reason) };
    },
    ask,
    conclude(_, outcome) {
      const result = is.result(outcome);
      return result ? ended(tellAppointed(result, is.done)) : lost;
    },
  };
}
