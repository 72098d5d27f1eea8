// 我的学校: where a speaker is legal deputy principal or is asked to be, the year's hours, and what to do next.

import type { AppointmentView } from '../../../domain/deputy/views.ts';
import { blankLine, type Choice, type Text, text } from '../../../domain/message.ts';
import { menuButton, told } from '../../answers.ts';
import { choice, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { rows } from '../../nav.ts';
import { evaluateButtons } from './appointment.ts';
import { appointmentText, needsPlanning } from './lines.ts';

export const appointments = createErrand({
  name: 'appointments',
  target: () => ({}),
  command: () => ({ type: 'my-appointments' }),
  tell: (outcome) => (outcome.type === 'my-appointments' ? own(outcome.result.appointments) : undefined),
});

function own(views: readonly AppointmentView[]): Reply {
  if (views.length === 0) return told(text('deputy.no_appointments'));
  const ordered = views.toSorted((one, other) => rank(one) - rank(other));
  // Who has been renewed has two letters of one school.
  const served = views.filter(({ state }) => state === 'active');
  return {
    text: {
      lines: [
        text('deputy.my_schools', { many: new Set(served.map(({ school }) => school.id)).size }),
        ...ordered.flatMap((view): Text[] => [
          blankLine,
          appointmentText(withoutPhone(view)),
          view.state === 'approved' ? text('deputy.please_answer') : '',
        ]),
      ],
    },
    choices: [...ordered.flatMap(buttons), [menuButton]],
    links: ordered.flatMap(({ letterUrl, school, state }) =>
      letterUrl === undefined || state !== 'active'
        ? []
        : [{ label: text('deputy.letter_of', { school: { names: school.names } }), url: letterUrl }],
    ),
  };
}

/** Nobody needs to be told their own. */
function withoutPhone(view: AppointmentView): AppointmentView {
  const { phone: _, ...speaker } = view.speaker;
  return { ...view, speaker };
}

/** What waits for an answer comes first. */
const rank = ({ state }: AppointmentView): number => order.indexOf(state);
const order: readonly AppointmentView['state'][] = ['approved', 'active', 'accepted', 'ended'];

function buttons(view: AppointmentView): Choice[][] {
  const { id, version, state, coming, school } = view;
  const of = { school: { names: school.names } };
  if (state === 'approved')
    return [
      [choice(`/accept_appointment ${id} ${version}`, text('deputy.accept', of))],
      [choice(`/decline_appointment ${id} ${version}`, text('deputy.decline', of))],
    ];
  // What was done stands there to be read.
  if (state === 'ended') return [[choice(`/hour_entries ${id}`, text('deputy.entries_of', of))]];
  if (state !== 'active' || coming) return [];
  return [
    ...(needsPlanning(view) ? [[choice(`/walkin school ${school.id}`, text('deputy.plan_class', of))]] : []),
    [choice(`/log_hours ${id}`, text('deputy.log', of)), choice(`/hour_entries ${id}`, text('deputy.entries_of', of))],
    ...rows(evaluateButtons(view, true), 2),
  ];
}
