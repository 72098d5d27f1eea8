// What people are asked and told about an appointment or a request of 法治副校长 when it comes to them unasked, each with
// the buttons that it is answered by.

import { addDays, type LocalDay } from '../calendar.ts';
import { declineReasons, refuseReasons, withdrawReasons } from '../deputy/lifecycle.ts';
import type { Agency } from '../deputy/rules.ts';
import type { AppointmentState, DeputyRequestState } from '../deputy/views.ts';
import { type Choice, type Message, type Names, type Text, text } from '../message.ts';

export interface AppointmentNews {
  readonly id: number;
  readonly version: number;
  readonly state: AppointmentState;
  readonly schoolId: number;
  readonly school: Names;
  readonly name: string;
  /** Whose recommendation it is: that of the person's own agency. */
  readonly agency?: Agency;
  /** The last answer was given on the phone, and a coordinator entered it. */
  readonly byPhone?: boolean;
  readonly from: LocalDay;
  readonly until: LocalDay;
  readonly endedOn?: LocalDay;
  readonly letterNumber?: string;
  /** Tenths of hours. */
  readonly trainingMissing: number;
  readonly owed: number;
  /** So many days nobody has answered. */
  readonly waited?: number;
}

export interface RequestNews {
  readonly id: number;
  readonly schoolId: number;
  readonly number: string;
  readonly state: DeputyRequestState;
  readonly school: Names;
  readonly need?: string;
  readonly reason?: string;
}

/** Who was asked last, and why nothing came of it: a code, or the school's own words. */
export interface CameToNothing {
  readonly name: string;
  readonly reason?: string;
}

/** For coordinators. `after`: it has been tried once. */
export const requestNews = (request: RequestNews, after?: CameToNothing): Message => ({
  text: {
    lines: [
      after === undefined
        ? text('appointment.new_request', requestParams(request))
        : text('appointment.reopened', { ...requestParams(request), name: after.name }),
      after?.reason === undefined ? '' : whyNot(after.reason),
      request.need === undefined ? '' : text('appointment.need', { words: request.need }),
    ],
  },
  choices: [[{ id: `/deputy_request ${request.id}`, label: text('appointment.choose') }]],
});

/** 原因: for coordinators and the education bureau. */
export function whyNot(reason: string): Text {
  const declined = declineReasons.find((known) => known === reason);
  const refused = refuseReasons.find((known) => known === reason);
  const withdrawn = withdrawReasons.find((known) => known === reason);
  const words: Text =
    (declined && text(`deputy.decline_reason.${declined}`)) ??
    (refused && text(`deputy.refuse_reason.${refused}`)) ??
    (withdrawn && text(`deputy.withdraw_reason.${withdrawn}`)) ??
    reason;
  return text('appointment.why_not', { reason: words });
}

/** For coordinators: nobody has been proposed for so many days. */
export const requestWaiting = (request: RequestNews, days: number): Message => ({
  text: text('appointment.request_waiting', { ...requestParams(request), days }),
  choices: [[{ id: `/deputy_request ${request.id}`, label: text('appointment.choose') }]],
});

export const settledRequest = (request: RequestNews): Message => ({
  text: text('appointment.request_settled', {
    ...requestParams(request),
    state: text(`appointment.request_${request.state}`),
  }),
});

export const requestRefused = (request: RequestNews): Message => ({
  text: text('appointment.request_refused_why', { ...requestParams(request), reason: request.reason ?? '—' }),
});

/** For coordinators: it is off, although somebody was being asked. */
export const takenBack = (request: RequestNews, name: string): Message => ({
  text: text('appointment.taken_back', { ...requestParams(request), name }),
});

/** For the school, whose request a coordinator has entered. */
export const askedFor = (request: RequestNews): Message => ({
  text: text('appointment.asked_for', requestParams(request)),
  choices: [[{ id: `/deputy ${request.schoolId}`, label: text('appointment.look') }]],
});

const requestParams = ({ number, school }: RequestNews) => ({ number, school: { names: school } });

export const askBureau = (one: AppointmentNews): Message =>
  asking(one, text('appointment.ask_bureau', { ...params(one), agency: agencyName(one) }), [
    [`/bureau_approve ${one.id} ${one.version}`, text('appointment.approve')],
    [`/bureau_refuse ${one.id} ${one.version}`, text('appointment.disapprove')],
  ]);

export const askPerson = (one: AppointmentNews): Message =>
  asking(one, text('appointment.ask_person', { ...params(one), hours: one.owed / 10 }), [
    [`/accept_appointment ${one.id} ${one.version}`, text('appointment.accept')],
    [`/decline_appointment ${one.id} ${one.version}`, text('appointment.decline')],
  ]);

export const askSchool = (one: AppointmentNews): Message =>
  asking(one, text('appointment.ask_school', params(one)), [
    [`/confirm_deputy ${one.id} ${one.version}`, text('appointment.confirm')],
    [`/refuse_deputy ${one.id} ${one.version}`, text('appointment.refuse')],
  ]);

const agencyName = ({ agency }: AppointmentNews): Text => text(`appointment.agency_${agency ?? 'police'}`);

const asking = (one: AppointmentNews, words: Text, buttons: readonly (readonly [string, Text])[]): Message => ({
  text: {
    lines: [
      one.waited === undefined ? '' : text('appointment.asked_again', { days: one.waited }),
      words,
      trainingLine(one),
    ],
  },
  choices: [buttons.map(([id, label]): Choice => ({ id, label }))],
});

const trainingLine = ({ trainingMissing }: AppointmentNews): Text =>
  trainingMissing > 0 ? text('appointment.training_missing', { hours: trainingMissing / 10 }) : '';

/** For coordinators: whose turn it is has not answered for so many days. */
export const waiting = (one: AppointmentNews, days: number): Message => ({
  text: text('appointment.waiting', { ...params(one), days, state: text(`appointment.state_${one.state}`) }),
  choices: [[lookAt(one, 'coordinator')]],
});

export const settledAppointment = (one: AppointmentNews): Message => ({
  text: { lines: [settledLine(one), one.byPhone ? text('appointment.by_phone') : ''] },
});

/** Whoever did not say so can object. */
export const noted = (one: AppointmentNews): Message => ({
  text: { lines: [settledLine(one), text('appointment.noted')] },
});

const settledLine = (one: AppointmentNews): Text =>
  text('appointment.settled', { ...params(one), state: text(`appointment.state_${one.state}`) });

/** Who reads it: a school has its own card, and coordinators can do more than the person. */
export type Reader = 'school' | 'person' | 'coordinator';

export const issued = (one: AppointmentNews, reader: Reader): Message => ({
  text: text('appointment.issued', { ...params(one), number: one.letterNumber ?? '—' }),
  choices: [[lookAt(one, reader)]],
});

export const ended = (one: AppointmentNews, reader: Reader): Message => ({
  text: text('appointment.ended', { ...params(one), day: { day: one.endedOn ?? one.until } }),
  choices: [[lookAt(one, reader)]],
});

/** For coordinators: who rests from talks serves the school still. */
export const paused = (one: AppointmentNews): Message => ({
  text: text('appointment.paused', params(one)),
  choices: [[lookAt(one, 'coordinator')]],
});

export const calledOff = (one: AppointmentNews): Message => ({ text: text('appointment.called_off', params(one)) });

/** So many days before the end of the term. */
export const reminder = (one: AppointmentNews, days: number, reader: Reader): Message => ({
  text: text('appointment.ends_in', { ...params(one), days }),
  choices: [
    ...(reader === 'person'
      ? []
      : [[{ id: `/request_deputy ${one.schoolId} renewal ${one.id}`, label: text('appointment.renew') }]]),
    [lookAt(one, reader)],
  ],
});

const lookAt = ({ id, schoolId }: AppointmentNews, reader: Reader): Choice => ({
  id: reader === 'school' ? `/deputy ${schoolId}` : `/appointment ${id}`,
  label: text('appointment.look'),
});

const params = ({ name, school, from, until }: AppointmentNews) => ({
  ...{ name, school: { names: school } },
  // The last day of a term is the day before its end. The year is always there, as in the letter.
  ...{ from, until: addDays(until, -1) },
});
