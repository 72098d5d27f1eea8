// How it is said that something about a deputy was done, or why not, or that somebody else was quicker.

import type { Appointed, RequestPlaced } from '../../../domain/commands-deputy.ts';
import type { AppointmentView, DeputyRequestView } from '../../../domain/deputy/views.ts';
import { type Choice, type Text, text } from '../../../domain/message.ts';
import { told } from '../../answers.ts';
import { choice, type Reply } from '../../dialogue.ts';
import { appointmentText, requestText } from './lines.ts';

export const appointmentButton = ({ id, school, speaker }: AppointmentView) =>
  choice(`/appointment ${id}`, text('deputy.look', { name: speaker.name, school: { names: school.names } }));

export const requestButton = ({ id, number }: DeputyRequestView) =>
  choice(`/deputy_request ${id}`, text('deputy.look_request', { number }));

export const overviewButton = choice('/deputies', text('deputy.overview'));

export function tellAppointed(result: Appointed, done: (view: AppointmentView) => Text): Reply {
  if (result.ok) return told(done(result.appointment), nextButton(result.appointment));
  if (result.reason !== 'already') return told(text(`deputy.not_${result.reason}`));
  const { appointment } = result;
  return told({ lines: [whoWas(appointment), appointmentText(appointment)] }, appointmentButton(appointment));
}

/** Once it is off, a coordinator looks for somebody else. */
const nextButton = (view: AppointmentView): Choice =>
  view.requestId !== undefined && (view.state === 'declined' || view.state === 'refused')
    ? choice(`/deputy_request ${view.requestId}`, text('deputy.others'))
    : appointmentButton(view);

export function tellPlaced(result: RequestPlaced, done: (view: DeputyRequestView) => Text): Reply {
  if (result.ok) return told(done(result.request), requestButton(result.request), overviewButton);
  if (result.reason !== 'already') return told(text(`deputy.not_${result.reason}`), overviewButton);
  const { request } = result;
  const who = request.appointment ? whoWas(request.appointment) : text('deputy.already');
  return told({ lines: [who, requestText(request)] }, requestButton(request), overviewButton);
}

const whoWas = ({ last }: AppointmentView): Text =>
  last?.name === undefined ? text('deputy.already') : text('deputy.already_by', { name: last.name });
