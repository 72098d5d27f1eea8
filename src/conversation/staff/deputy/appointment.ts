// One appointment as coordinators and the education bureau see it: how far it has come, and what can be done about it.

import { whyNot } from '../../../domain/cards/appointment-card.ts';
import type { AppointmentView } from '../../../domain/deputy/views.ts';
import { type Choice, type Text, text } from '../../../domain/message.ts';
import { handOver, menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Facts, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { rows } from '../../nav.ts';
import { overviewButton, tellAppointed } from './acted.ts';
import { appointmentFrom } from './arguments.ts';
import { appointmentText, yearLabel } from './lines.ts';
import { turnButtons } from './turn.ts';

const forStaff = createErrand({
  name: 'appointment',
  target: ([id]) => idFrom(id),
  command: (appointmentId) => ({ type: 'show-appointment', appointmentId }),
  tell(outcome, _, facts) {
    if (outcome.type !== 'show-appointment') return undefined;
    const { appointment } = outcome.result;
    return appointment ? card(appointment, facts) : told(text('deputy.not_not_found'), overviewButton);
  },
});

/** A deputy has all of theirs on one card. */
export const appointment: Dialogue<number> = {
  ...forStaff,
  start(opening, facts) {
    const { coordinatorId, bureauId } = facts.person;
    if (coordinatorId === undefined && bureauId === undefined) return handOver('/appointments');
    return forStaff.start(opening, facts);
  },
};

function card(view: AppointmentView, { person }: Facts): Reply {
  const { id, version, school, letterUrl } = view;
  const decide =
    person.bureauId !== undefined && view.state === 'recommended'
      ? [
          choice(`/bureau_approve ${id} ${version}`, text('deputy.approve')),
          choice(`/bureau_refuse ${id} ${version}`, text('deputy.disapprove')),
        ]
      : [];
  const manage =
    person.coordinatorId === undefined
      ? []
      : [...turnButtons(view), ...entriesButton(view), ...evaluateButtons(view), ...endButton(view)];
  return {
    text: { lines: [appointmentText(view), whyOff(view)] },
    choices: [
      ...(decide.length > 0 ? [decide] : []),
      ...rows(manage, 2),
      [choice(`/deputy_school ${school.id}`, { names: school.names }), overviewButton],
      [menuButton],
    ],
    ...(letterUrl !== undefined && { links: [{ label: text('deputy.letter'), url: letterUrl }] }),
  };
}

/** Who is asked does not read what was said of them. */
const whyOff = ({ state, endReason }: AppointmentView): Text =>
  endReason !== undefined && (state === 'declined' || state === 'refused') ? whyNot(endReason) : '';

const entriesButton = ({ id, ledger }: AppointmentView): Choice[] =>
  ledger ? [choice(`/hour_entries ${id}`, text('deputy.entries'))] : [];

const endButton = ({ id, version, state }: AppointmentView): Choice[] =>
  state === 'active' ? [choice(`/end_appointment ${id} ${version}`, text('deputy.end'))] : [];

/** This counting year's, and the last one's where the term began before this year did; `named` among those of other schools. */
export function evaluateButtons(
  { id, state, from, since = from, ledger, school }: AppointmentView,
  named = false,
): Choice[] {
  if (!ledger || (state !== 'active' && state !== 'ended')) return [];
  const years = since < ledger.from ? [ledger.year, ledger.year - 1] : [ledger.year];
  const label = (year: string): Text =>
    named ? text('deputy.evaluate_of', { year, school: { names: school.names } }) : text('deputy.evaluate', { year });
  return years.map((year) => {
    const words = yearLabel({ year, from: ledger.from });
    return choice(`/evaluate_deputy ${id} ${words.replace('–', ' ')}`, label(words));
  });
}

const approving = (name: string) =>
  createErrand({
    name,
    target: appointmentFrom,
    command: (target) => ({ type: 'bureau-approve', ...target }),
    tell: (outcome) =>
      outcome.type === 'bureau-approve'
        ? tellAppointed(outcome.result, ({ speaker }) => text('deputy.approved', { name: speaker.name }))
        : undefined,
  });

export const bureauApprove = approving('bureau_approve');
/** Said by an education bureau that has nobody in chat. */
export const approveForBureau = approving('approve_for_bureau');

export const acceptAppointment = createErrand({
  name: 'accept_appointment',
  target: appointmentFrom,
  command: (target) => ({ type: 'accept-appointment', ...target }),
  tell: (outcome) =>
    outcome.type === 'accept-appointment'
      ? tellAppointed(outcome.result, ({ school, answerFor }) =>
          // A coordinator took it on the phone, and can do so with the school's as well.
          text(answerFor === undefined ? 'deputy.accepted' : 'deputy.accepted_for', {
            school: { names: school.names },
          }),
        )
      : undefined,
});

/** Said by the school on the phone. */
export const confirmForSchool = createErrand({
  name: 'confirm_deputy',
  target: appointmentFrom,
  command: (target) => ({ type: 'confirm-deputy', ...target }),
  tell: (outcome) =>
    outcome.type === 'confirm-deputy'
      ? tellAppointed(outcome.result, ({ school, letterNumber }) =>
          text('deputy.confirmed', { school: { names: school.names }, number: letterNumber ?? '—' }),
        )
      : undefined,
});
