// A school's yes or no to the person proposed, and taking back a request. What has changed meanwhile is shown as it is.

import type { LocalDay } from '../../../domain/calendar.ts';
import type { Appointed } from '../../../domain/commands-deputy.ts';
import { type Text, text } from '../../../domain/message.ts';
import { told } from '../../answers.ts';
import { targetFrom } from '../../arguments.ts';
import { requestLine } from '../../deputy-request/standing.ts';
import { choice, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { createTextDialogue } from '../../free-text.ts';
import { residentNav } from '../../nav.ts';
import { deputyButton } from './card.ts';
import { appointmentLines } from './lines.ts';

interface Target {
  readonly appointmentId: number;
  readonly version: number;
}

function appointmentFrom(args: readonly string[]): Target | undefined {
  const target = targetFrom(args);
  return target && { appointmentId: target.orderId, version: target.version };
}

/** The letter of appointment is issued by this. */
export const confirmDeputy = createErrand<Target>({
  name: 'confirm_deputy',
  target: appointmentFrom,
  command: (target) => ({ type: 'confirm-deputy', ...target }),
  tell: (outcome, _, { today }) =>
    outcome.type === 'confirm-deputy' ? tellAppointed(outcome.result, text('school.confirmed'), today) : undefined,
});

export const refuseDeputy = createTextDialogue<Target>({
  name: 'refuse_deputy',
  question: text('school.why_not'),
  nav: residentNav,
  target: appointmentFrom,
  home: () => '/deputy',
  command: (target, reason) => ({ type: 'refuse-deputy', ...target, reason }),
  tell: (outcome, { today }) =>
    outcome.type === 'refuse-deputy' ? tellAppointed(outcome.result, text('school.refused'), today) : undefined,
});

export const withdrawDeputyRequest = createErrand<{ readonly requestId: number; readonly version: number }>({
  name: 'withdraw_deputy_request',
  target(args) {
    const target = targetFrom(args);
    return target && { requestId: target.orderId, version: target.version };
  },
  command: (target) => ({ type: 'withdraw-deputy-request', ...target }),
  tell(outcome) {
    if (outcome.type !== 'withdraw-deputy-request') return undefined;
    const { result } = outcome;
    if (result.ok || result.reason === 'already')
      return told(
        { lines: [text(result.ok ? 'school.withdrawn' : 'school.changed'), requestLine(result.request)] },
        deputyButton,
      );
    return told(text('school.request_not_found'), deputyButton);
  },
});

export function tellAppointed(result: Appointed, news: Text, today: LocalDay): Reply {
  if (!result.ok && result.reason !== 'already') return told(text(`school.not_${result.reason}`), deputyButton);
  const { appointment } = result;
  const { letterUrl, speaker, school } = appointment;
  return {
    ...told(
      { lines: [result.ok ? news : text('school.changed'), ...appointmentLines(appointment, today)] },
      choice(`/deputy ${school.id}`, text('school.menu')),
    ),
    ...(letterUrl !== undefined && {
      links: [{ label: text('school.letter', { name: speaker.name }), url: letterUrl }],
    }),
  };
}
