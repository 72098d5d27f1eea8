// 记课时: what a deputy did at the school, in three taps: duty, hours, day. Class and head count can be typed before the
// last one, since what is entered is never changed. Pupils' names are not asked.

import type { CommandTable } from '../../../domain/commands.ts';
import { mostTenths } from '../../../domain/deputy/attribution.ts';
import type { ClassGroup } from '../../../domain/deputy/class-group.ts';
import { type Duty, duties } from '../../../domain/deputy/rules.ts';
import type { AppointmentId } from '../../../domain/ids.ts';
import { mostHeads } from '../../../domain/menu.ts';
import { type Text, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { classGroupFrom, classGroupText } from '../../class-group.ts';
import { choice, type Dialogue, type Facts, type Input, type Reply, type Step } from '../../dialogue.ts';
import { rows, staffNav } from '../../nav.ts';
import { dayBehind, lateDays } from './days.ts';
import { hoursText, tenthsFrom } from './hours.ts';
import { ledgerLines } from './lines.ts';

interface Log {
  readonly appointmentId: AppointmentId;
  readonly kind: 'taught' | 'organised';
  readonly duty?: Duty;
  readonly tenths?: number;
  readonly group?: ClassGroup;
  readonly heads?: number;
}

export const logHours: Dialogue<Log> = {
  name: 'log_hours',
  start({ args: [id] }) {
    const appointmentId = idFrom(id);
    return appointmentId === undefined ? lost : open({ appointmentId, kind: 'taught' });
  },
  step(log, input, facts) {
    if (input.kind === 'choice' && input.id === 'back') return goBack(log, facts);
    if (log.duty === undefined) return takeDuty(log, input);
    if (log.tenths === undefined) return takeHours(log, input);
    return takeDay(log, log.duty, log.tenths, input, facts);
  },
  ask,
  conclude(log, outcome) {
    if (outcome.type !== 'log-hours' || !log) return lost;
    const { result } = outcome;
    if (result.ok) return ended(done(log.appointmentId, result));
    if (result.reason === 'not_found') return ended(told(text('deputy.not_not_found')));
    return askedAgain(log, text(`deputy.log_${result.reason}`), ask(log));
  },
};

const open = (log: Log): Step<Log> => asked(log, ask(log));

function goBack({ appointmentId, kind, duty, tenths }: Log, { person }: Facts): Step<Log> {
  if (duty === undefined)
    return handOver(person.speakerId === undefined ? `/appointment ${appointmentId}` : '/appointments');
  return open({ appointmentId, kind, ...(tenths !== undefined && { duty }) });
}

function takeDuty(log: Log, input: Input): Step<Log> {
  const duty = input.kind === 'choice' ? duties.find((known) => known === input.id) : undefined;
  return duty ? open({ ...log, duty }) : askedAgain(log, text('deputy.tap_duty'), ask(log));
}

function takeHours(log: Log, input: Input): Step<Log> {
  if (input.kind === 'choice' && input.id === 'kind')
    return open({ ...log, kind: log.kind === 'taught' ? 'organised' : 'taught' });
  const tenths = tenthsFrom(input, mostTenths);
  return tenths === undefined || tenths === 0
    ? askedAgain(log, text('deputy.wrong_hours', { most: hoursText(mostTenths) }), ask(log))
    : open({ ...log, tenths });
}

function takeDay(log: Log, duty: Duty, tenths: number, input: Input, facts: Facts): Step<Log> {
  const group = input.kind === 'text' ? groupFrom(input.text) : undefined;
  if (group) return open({ ...log, ...group });
  const day = dayBehind(input, facts);
  return day === undefined
    ? askedAgain(log, text('deputy.wrong_day', { most: mostHeads }), ask(log))
    : { state: log, replies: [], command: { type: 'log-hours', ...log, duty, tenths, day } };
}

/** 「七（3）班 45人」, 「七年级」, 「45人」: a class or grade and a head count, either of them or both. */
function groupFrom(said: string): Pick<Log, 'group' | 'heads'> | undefined {
  const words = said.normalize('NFKC').trim();
  const count = /(\d{1,5})\s*(?:人|名|位|people|pupils|students)$/i.exec(words);
  const heads = count === null ? undefined : Number(count[1]);
  const named = (count === null ? words : words.slice(0, count.index)).replace(/[\s,、;]+$/, '');
  if (heads !== undefined && heads > mostHeads) return undefined;
  if (named === '') return heads === undefined ? undefined : { heads };
  const group = classGroupFrom(named);
  return group && { group, ...(heads !== undefined && { heads }) };
}

function done(
  appointmentId: AppointmentId,
  { ledger, entry }: Extract<CommandTable['log-hours']['result'], { readonly ok: true }>,
): Reply {
  const { duty, tenths, day } = entry;
  return told(
    {
      lines: [
        text('deputy.logged', { duty: text(`deputy.duty_${duty}`), hours: hoursText(tenths), day: { day } }),
        groupText(entry),
        ...ledgerLines(ledger),
      ],
    },
    choice(`/log_hours ${appointmentId}`, text('deputy.log_more')),
    choice(`/hour_entries ${appointmentId} ${ledger.year}`, text('deputy.entries')),
  );
}

export const groupText = ({ group, heads }: Pick<Log, 'group' | 'heads'>): Text =>
  group === undefined && heads === undefined
    ? ''
    : {
        list: [
          group === undefined ? '' : classGroupText(group),
          heads === undefined ? '' : text('deputy.heads', { heads }),
        ],
      };

function ask({ kind, duty, tenths, ...about }: Log): Reply {
  if (duty === undefined)
    return {
      text: text('deputy.ask_duty'),
      choices: [
        ...rows(
          duties.map((known) => choice(known, text(`deputy.duty_${known}`))),
          2,
        ),
        staffNav,
      ],
    };
  if (tenths === undefined)
    return {
      text: text(kind === 'taught' ? 'deputy.ask_hours' : 'deputy.ask_hours_organised'),
      choices: [
        [10, 20, 30].map((of) => choice(`h:${of}`, text('deputy.hours', { hours: hoursText(of) }))),
        [choice('kind', text(kind === 'taught' ? 'deputy.to_organised' : 'deputy.to_taught'))],
        staffNav,
      ],
    };
  const group = groupText(about);
  return {
    text: { lines: [group === '' ? '' : text('deputy.group', { group }), text('deputy.ask_day')] },
    choices: [lateDays(), staffNav],
  };
}
