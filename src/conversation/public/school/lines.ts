// 法治副校长 as a school reads of them: who, for how long, the hours of the year with what to do next, and requests.

import { addDays, type LocalDay } from '../../../domain/calendar.ts';
import { endReasons } from '../../../domain/deputy/rules.ts';
import type { AppointmentView, EvaluationView, LedgerView } from '../../../domain/deputy/views.ts';
import { type Text, text } from '../../../domain/message.ts';

export function appointmentLines(appointment: AppointmentView, today: LocalDay): Text[] {
  const { speaker, state, from, until, letterNumber, ledger, endedOn, endReason, afterTraining } = appointment;
  const missing = appointment.trainingMissing ?? 0;
  return [
    nameAndState(appointment, today),
    speaker.agency ? text('school.agency', { value: text(`school.agency_${speaker.agency}`) }) : '',
    state === 'active' && speaker.phone !== undefined ? text('line.phone', { value: speaker.phone }) : '',
    // The year matters, the weekday does not.
    text('school.term', { from, until: addDays(until, -1) }),
    letterNumber === undefined ? '' : text('school.letter_number', { value: letterNumber }),
    afterTraining && missing > 0 ? text('school.after_training', { hours: inHours(missing) }) : '',
    endedOn === undefined ? '' : text('school.ended_on', { day: { day: endedOn }, reason: endReasonText(endReason) }),
    ...(ledger && state === 'active' && from <= today ? ledgerLines(ledger) : []),
    ...(appointment.evaluation ? evaluationLines(appointment.evaluation) : []),
  ];
}

export const nameAndState = ({ speaker, state, from }: AppointmentView, today: LocalDay): Text =>
  text('school.person', {
    name: speaker.name,
    state: text(state === 'active' && from > today ? 'school.state_coming' : `school.state_${state}`),
  });

/** A code, or words that somebody wrote. */
function endReasonText(reason: string | undefined): Text {
  const code = endReasons.find((known) => known === reason);
  return code ? text(`deputy.end_reason.${code}`) : (reason ?? text('school.no_reason'));
}

/** 「本年度：已完成 2 课时（讲课 1，组织 1），应完成 4，已约 1」 and whether that is enough. */
function ledgerLines(ledger: LedgerView): Text[] {
  const { owed, taught, organised, planned, light } = ledger;
  return [
    text('school.hours', {
      light: lights[light],
      year: yearText(ledger),
      done: inHours(taught + organised),
      taught: inHours(taught),
      organised: inHours(organised),
      owed: inHours(owed),
      planned: inHours(planned),
    }),
    planText(ledger),
  ];
}

const lights = { red: '🔴', amber: '🟡', green: '🟢' } as const;

/** What is still to be done: nothing, to wait for what is agreed, or to order. */
function planText({ owed, taught, organised, planned, weeksLeft }: LedgerView): Text {
  const missing = owed - taught - organised;
  if (missing <= 0) return text('school.plan_done');
  const numbers = { missing: inHours(missing), planned: inHours(planned), weeks: weeksLeft };
  return text(planned >= missing ? 'school.plan_enough' : 'school.plan', numbers);
}

/** 「2026 年」, or 「2026–2027 学年」 where the counting year begins in autumn. */
export const yearText = ({ year, from }: Pick<LedgerView, 'year' | 'from'>): Text =>
  from.endsWith('-01-01') ? text('school.year', { year }) : text('school.year_of_school', { year, next: year + 1 });

const evaluationLines = ({ year, from, school, classes }: EvaluationView): Text[] => [
  school ? text('school.evaluated', { year: yearText({ year, from }), score: school.score }) : '',
  classes && classes.hands > 0
    ? text('school.class_mean', { mean: Math.round(classes.mean * 10) / 10, hands: classes.hands })
    : '',
  classes && classes.suppressed > 0 ? text('school.classes_small', { many: classes.suppressed }) : '',
];

/** Tenths of a class hour as a number to be read: 25 is 2.5. */
const inHours = (tenths: number): number => tenths / 10;
