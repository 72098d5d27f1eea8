// While the education bureau, the person or the school is to answer: what a coordinator can do meanwhile. Whoever it is may
// be out of reach: their answer is taken on the phone, or somebody else is asked.

import { pending } from '../../../domain/deputy/lifecycle.ts';
import type { AppointmentView } from '../../../domain/deputy/views.ts';
import { type Choice, text } from '../../../domain/message.ts';
import { choice } from '../../dialogue.ts';

const answers = {
  bureau: ['approve_for_bureau', 'refuse_for_bureau'],
  speaker: ['accept_appointment', 'decline_appointment'],
  school: ['confirm_deputy', 'refuse_deputy'],
} as const;

/** Nothing where it is nobody's turn. */
export function turnButtons({ id, version, state, answerFor }: AppointmentView): Choice[] {
  if (!pending.includes(state)) return [];
  const withdraw = choice(`/withdraw_recommendation ${id} ${version}`, text('deputy.withdraw'));
  if (answerFor === undefined) return [withdraw];
  const [yes, no] = answers[answerFor];
  return [
    choice(`/${yes} ${id} ${version}`, text(`deputy.yes_of_${answerFor}`)),
    choice(`/${no} ${id} ${version}`, text(`deputy.no_of_${answerFor}`)),
    withdraw,
  ];
}
