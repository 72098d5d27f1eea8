// 法治副校长 in lines, as coordinators, the education bureau and the deputies themselves read them. Knows no dialogue.

import { addDays, type LocalDay } from '../../../domain/calendar.ts';
import { endReasons } from '../../../domain/deputy/rules.ts';
import type {
  AppointmentView,
  DeputyBar,
  DeputyReason,
  DeputyRequestView,
  EvaluationView,
  LedgerView,
  Light,
  SchoolView,
} from '../../../domain/deputy/views.ts';
import { type Text, text } from '../../../domain/message.ts';
import { hoursText } from './hours.ts';

export const lights: Readonly<Record<Light, string>> = { red: '🔴', amber: '🟡', green: '🟢' };

/** 「农村、偏远」: what brings a school forward; nothing for others. */
export function schoolText({ names, area, kind, level, students, rural, remote, weak }: SchoolView): Text {
  const marks = [
    ...(rural ? [text('deputy.rural')] : []),
    ...(remote ? [text('deputy.remote')] : []),
    ...(weak ? [text('deputy.weak')] : []),
  ];
  return {
    lines: [
      text('deputy.school', { school: { names }, area: { names: area } }),
      {
        list: [
          text(`deputy.kind_${kind}`),
          ...(kind === 'secondary' ? [text(`deputy.level_${level}`)] : []),
          ...(students === undefined ? [] : [text('deputy.students', { students })]),
          ...marks,
        ],
      },
    ],
  };
}

export const stateText = ({ state, coming }: Pick<AppointmentView, 'state' | 'coming'>): Text =>
  text(coming ? 'deputy.state_coming' : `deputy.state_${state}`);

/** The last day of a term is the day before its end. */
export const termText = (from: LocalDay, until: LocalDay): Text =>
  text('deputy.term', { from, until: addDays(until, -1) });

/** One line: the name, the hours and the term, or how far it has come. */
export function appointmentLine(view: AppointmentView): Text {
  const { speaker, ledger, state, until, waitingSince } = view;
  const { name } = speaker;
  const said = { name, state: stateText(view) };
  if (waitingSince !== undefined) return text('deputy.line_waiting', { ...said, since: waitingSince });
  if (state !== 'active' || !ledger) return text('deputy.line_state', said);
  const done = hoursText(ledger.taught + ledger.organised);
  const light = lights[ledger.light];
  return text('deputy.line_active', { light, name, done, owed: hoursText(ledger.owed), until: addDays(until, -1) });
}

/** 「张三 到 2026-10-01，3/3.2 课时」 */
export const endedLine = ({ speaker: { name }, ledger, endedOn, until }: AppointmentView): Text =>
  text('deputy.line_ended_year', {
    ...{ name, day: endedOn ?? until },
    done: hoursText(ledger ? ledger.taught + ledger.organised : 0),
    owed: hoursText(ledger?.owed ?? 0),
  });

export function appointmentText(view: AppointmentView): Text {
  const { school, speaker, state, from, until, trainingMissing, letterNumber, endedOn, endReason, ledger } = view;
  return {
    lines: [
      text('deputy.title', { name: speaker.name, school: { names: school.names }, state: stateText(view) }),
      speaker.agency ? text('deputy.line_agency', { value: text(`deputy.agency_${speaker.agency}`) }) : '',
      text('deputy.line_term', { value: termText(from, until) }),
      speaker.phone === undefined ? '' : text('line.phone', { value: speaker.phone }),
      letterNumber === undefined ? '' : text('deputy.line_letter', { value: letterNumber }),
      speaker.paused ? text('deputy.speaker_paused') : '',
      trainingMissing ? text('deputy.training_missing', { hours: hoursText(trainingMissing) }) : '',
      endedOn === undefined ? '' : text('deputy.line_ended', { day: endedOn, reason: endReasonText(endReason) }),
      ...(ledger && (state === 'active' || state === 'ended') ? ledgerLines(ledger, state === 'active') : []),
      ...(view.evaluation ? evaluationLines(view.evaluation) : []),
    ],
  };
}

/** 2026, or 2026–2027 where the counting year begins in autumn. */
export const yearLabel = ({ year, from }: Pick<LedgerView, 'year' | 'from'>): string =>
  from.endsWith('-01-01') ? String(year) : `${year}–${year + 1}`;

/** `goesOn`: there is something left to plan. */
export const ledgerLines = (ledger: LedgerView, goesOn = true): Text[] => [
  text('deputy.ledger', {
    light: lights[ledger.light],
    year: yearLabel(ledger),
    owed: hoursText(ledger.owed),
    done: hoursText(ledger.taught + ledger.organised),
    taught: hoursText(ledger.taught),
    organised: hoursText(ledger.organised),
  }),
  goesOn ? planningText(ledger) : '',
];

/** 「还差 4 课时，已约 2 课时，还剩 9 个教学周」, and what follows from it. */
export function planningText({ owed, taught, organised, planned, weeksLeft }: LedgerView): Text {
  const missing = owed - taught - organised;
  if (missing <= 0)
    return planned > 0 ? text('deputy.plan_done_planned', { planned: hoursText(planned) }) : text('deputy.plan_done');
  const said = { missing: hoursText(missing), planned: hoursText(planned), weeks: weeksLeft };
  return text(planned >= missing ? 'deputy.plan_enough' : 'deputy.plan_now', said);
}

export const needsPlanning = ({ ledger }: AppointmentView): boolean =>
  ledger !== undefined && ledger.owed - ledger.taught - ledger.organised > ledger.planned;

function evaluationLines({ year, from, school, deputy, coordinator, classes }: EvaluationView): Text[] {
  const parts = { school, deputy, coordinator } as const;
  const given = (['school', 'deputy', 'coordinator'] as const).flatMap((side): Text[] => {
    const part = parts[side];
    if (!part) return [];
    const value = { side: text(`deputy.side_${side}`), score: part.score };
    return [
      part.comment === undefined
        ? text('deputy.score', value)
        : text('deputy.score_comment', { ...value, comment: part.comment }),
    ];
  });
  return [
    text('deputy.evaluation', { year: yearLabel({ year, from }) }),
    ...(given.length > 0 ? given : [text('deputy.evaluation_none')]),
    classes && classes.hands > 0 ? text('deputy.classes', { mean: classes.mean.toFixed(1), hands: classes.hands }) : '',
    classes && classes.suppressed > 0 ? text('deputy.classes_small', { many: classes.suppressed }) : '',
  ];
}

/** A code, or words that somebody wrote. */
function endReasonText(reason: string | undefined): Text {
  const code = endReasons.find((known) => known === reason);
  return code ? text(`deputy.end_reason.${code}`) : (reason ?? '');
}

export const requestLabel = ({ number, school, kind }: DeputyRequestView): Text =>
  text('deputy.request_label', { number, school: { names: school.names }, kind: text(`deputy.request_${kind}`) });

export const requestText = (request: DeputyRequestView): Text => ({
  lines: [
    text('deputy.request_title', { number: request.number, state: text(`deputy.request_state_${request.state}`) }),
    schoolText(request.school),
    text('deputy.request_line', { kind: text(`deputy.request_${request.kind}`), post: request.post }),
    request.need ? text('deputy.request_need', { value: request.need }) : '',
    request.wish ? text('deputy.request_wish', { value: request.wish }) : '',
    request.wishField ? text('deputy.request_field', { value: request.wishField }) : '',
    request.enteredBy ? text('deputy.request_by', { name: request.enteredBy }) : '',
    request.state === 'placed' && request.appointment ? askedText(request.appointment) : '',
  ],
});

const askedText = ({ speaker, state }: AppointmentView): Text =>
  text('deputy.request_asked', { name: speaker.name, state: stateText({ state }) });

export function reasonText(reason: DeputyReason): Text {
  switch (reason.code) {
    case 'distance':
      return text('deputy.why_distance', { km: reason.params.km });
    case 'load':
      return text('deputy.why_load', { schools: reason.params.schools, talks: reason.params.talks });
    case 'after_training':
      return text('deputy.why_after_training', { hours: hoursText(reason.params.missing) });
    default:
      return text(`deputy.why_${reason.code}`);
  }
}

export const barText = (bar: DeputyBar): Text => text(`deputy.bar_${bar}`);
