// An appointment that ends before its term does: why, and on which day. A successor is looked for by the services.

import { addDays, type LocalDay } from '../../../domain/calendar.ts';
import { endReasons } from '../../../domain/deputy/rules.ts';
import { text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost } from '../../answers.ts';
import { choice, type Dialogue, type Facts, type Input, type Reply, type Step } from '../../dialogue.ts';
import { rows, staffNav } from '../../nav.ts';
import { tellAppointed } from './acted.ts';
import { type AppointmentTarget, appointmentFrom } from './arguments.ts';
import { dateFrom } from './days.ts';

interface Ending extends AppointmentTarget {
  readonly reason?: (typeof endReasons)[number];
}

export const endAppointment: Dialogue<Ending> = {
  name: 'end_appointment',
  start({ args }) {
    const target = appointmentFrom(args);
    return target ? open(target) : lost;
  },
  step(ending, input, facts) {
    const { appointmentId, version, reason } = ending;
    if (input.kind === 'choice' && input.id === 'back')
      return reason === undefined ? handOver(`/appointment ${appointmentId}`) : open({ appointmentId, version });
    if (reason === undefined) {
      const found = input.kind === 'choice' ? endReasons.find((known) => known === input.id) : undefined;
      return found ? open({ ...ending, reason: found }) : askedAgain(ending, text('reason.tap'), ask(ending));
    }
    const on = dayOf(input, facts);
    if (on === undefined) return askedAgain(ending, text('deputy.wrong_end_day'), ask(ending));
    return {
      state: ending,
      replies: [],
      command: { type: 'end-appointment', appointmentId, version, reason, on },
    };
  },
  ask,
  conclude(ending, outcome) {
    if (outcome.type !== 'end-appointment') return lost;
    const { result } = outcome;
    if (!result.ok && result.reason === 'past' && ending)
      return askedAgain(ending, text('deputy.wrong_end_day'), ask(ending));
    return ended(
      tellAppointed(result, ({ speaker, school }) =>
        text('deputy.ended', { name: speaker.name, school: { names: school.names } }),
      ),
    );
  },
};

const open = (ending: Ending): Step<Ending> => asked(ending, ask(ending));

/** Today, tomorrow, the first of next month, or a day in words: the first that is not served any more. */
function dayOf(input: Input, { today }: Facts): LocalDay | undefined {
  if (input.kind === 'text') return dateFrom(input.text) ?? input.understood.day ?? input.understood.pastDay;
  if (input.kind !== 'choice') return undefined;
  if (input.id === 'today') return today;
  if (input.id === 'tomorrow') return addDays(today, 1);
  if (input.id === 'month') return `${addDays(`${today.slice(0, 7)}-01`, 31).slice(0, 7)}-01`;
  return undefined;
}

function ask({ reason }: Ending): Reply {
  if (reason !== undefined)
    return {
      text: text('deputy.ask_end_day'),
      choices: [
        [
          choice('today', text('deputy.today')),
          choice('tomorrow', text('deputy.tomorrow')),
          choice('month', text('deputy.first_of_next_month')),
        ],
        staffNav,
      ],
    };
  return {
    text: text('deputy.ask_end'),
    choices: [
      ...rows(
        endReasons.map((known) => choice(known, text(`deputy.end_reason.${known}`))),
        2,
      ),
      staffNav,
    ],
  };
}
