// Who is asked and told what when an appointment or a request moves on: the school's contacts, the person, coordinators
// and the education bureau. Who can't be reached in chat is to be rung up.

import * as cards from '../../domain/cards/appointment-card.ts';
import { trainingMissing } from '../../domain/deputy/eligible.ts';
import { pending } from '../../domain/deputy/lifecycle.ts';
import type { Message } from '../../domain/message.ts';
import { json, notify, retireCard } from '../notify.ts';
import { coordinatorsAbove, coordinatorsOf, pathOf } from '../scope.ts';
import type { Work } from '../work.ts';
import { type AppointmentRow, dayOf, type RequestRow, reloadRequest } from './rows.ts';
import { moveRequest } from './step.ts';

const cardOf = {
  request: (id: number) => `deputy_request:${id}`,
  appointment: (id: number) => `appointment:${id}`,
} as const;

export async function announceRequest(work: Work, row: RequestRow, after?: string): Promise<void> {
  const message = cards.requestNews(requestNews(row), after);
  for (const { personId } of await coordinatorsOf(work, row.school.areaId))
    await notify(work, { personId, bot: 'staff' }, message, { card: cardOf.request(row.id), chatOnly: true });
}

/** The coordinators' cards of it say what became of it. */
export const settleRequest = (work: Work, row: RequestRow): Promise<void> =>
  retireCard(work, cardOf.request(row.id), cards.settledRequest(requestNews(row)));

export const tellRequestRefused = (work: Work, row: RequestRow): Promise<void> =>
  tellSchool(work, row, cards.requestRefused(requestNews(row)));

/** Whoever's turn it is; `waited`: once more, after so many days. */
export async function askNext(work: Work, row: AppointmentRow, waited?: number): Promise<void> {
  const news = { ...appointmentNews(work, row), ...(waited !== undefined && { waited }) };
  const options = { card: cardOf.appointment(row.id) };
  if (row.state === 'recommended') await tellBureau(work, row, cards.askBureau(news), options);
  if (row.state === 'approved') await tellPerson(work, row, cards.askPerson(news), options);
  if (row.state === 'accepted') await tellSchool(work, row, cards.askSchool(news), options);
}

export const settleAsked = (work: Work, row: AppointmentRow): Promise<void> =>
  retireCard(work, cardOf.appointment(row.id), cards.settledAppointment(appointmentNews(work, row)));

/** Somebody said no: the request is open again, and the coordinators are to choose somebody else. */
export async function reopened(work: Work, row: AppointmentRow): Promise<void> {
  if (row.state === 'refused' && row.events[0]?.fromState !== 'recommended')
    await tellPerson(work, row, cards.calledOff(appointmentNews(work, row)));
  if (row.requestId === null) return;
  const request = await reloadRequest(work, row.requestId);
  if (request.state === 'placed') await moveRequest(work, request, 'open');
  await announceRequest(work, await reloadRequest(work, row.requestId), row.speaker.name);
}

/** It is off: for who was asked already. */
export async function tellWithdrawn(work: Work, row: AppointmentRow): Promise<void> {
  const asked = row.events[0]?.fromState;
  const message = cards.calledOff(appointmentNews(work, row));
  if (asked === 'approved' || asked === 'accepted') await tellPerson(work, row, message);
  if (asked === 'accepted' && row.events[0]?.actor !== 'school') await tellSchool(work, row, message);
}

export async function tellIssued(work: Work, row: AppointmentRow, replaced?: AppointmentRow): Promise<void> {
  await tellAll(work, row, (staff) => cards.issued(appointmentNews(work, row), staff));
  if (work.deputyRules.appointedBy === 'bureau')
    await tellBureau(work, row, { text: cards.issued(appointmentNews(work, row), true).text });
  if (replaced) await tellPerson(work, replaced, cards.ended(appointmentNews(work, replaced), true));
}

export const tellEnded = (work: Work, row: AppointmentRow): Promise<void> =>
  tellAll(work, row, (staff) => cards.ended(appointmentNews(work, row), staff));

/** The coordinators in charge of the school. */
export async function tellPaused(work: Work, row: AppointmentRow): Promise<void> {
  for (const { personId } of await coordinatorsOf(work, row.school.areaId))
    await notify(work, { personId, bot: 'staff' }, cards.paused(appointmentNews(work, row)), { chatOnly: true });
}

export const tellReminder = (work: Work, row: AppointmentRow, days: number): Promise<void> =>
  tellAll(work, row, (staff) => cards.reminder(appointmentNews(work, row), days, staff));

/** Everybody in charge of the school, up to the district: this has waited for so many days. */
export async function tellWaiting(work: Work, row: AppointmentRow | RequestRow, days: number): Promise<void> {
  const [message, card] =
    'speaker' in row
      ? [cards.waiting(appointmentNews(work, row), days), cardOf.appointment(row.id)]
      : [cards.requestWaiting(requestNews(row), days), cardOf.request(row.id)];
  for (const { personId } of await coordinatorsAbove(work, row.school.areaId))
    await notify(work, { personId, bot: 'staff' }, message, { card, chatOnly: true });
}

/** All three: the school, the person and the coordinators. */
async function tellAll(work: Work, row: AppointmentRow, message: (staff: boolean) => Message): Promise<void> {
  await tellSchool(work, row, message(false));
  await tellPerson(work, row, message(true));
  for (const { personId } of await coordinatorsOf(work, row.school.areaId))
    await notify(work, { personId, bot: 'staff' }, message(true), { chatOnly: true });
}

interface Options {
  readonly card?: string;
}

async function tellSchool(
  work: Work,
  { schoolId }: { readonly schoolId: number },
  message: Message,
  options: Options = {},
): Promise<void> {
  const contacts = await work.tx.schoolContact.findMany({
    where: { schoolId, active: true },
    select: { personId: true },
    orderBy: { id: 'asc' },
  });
  for (const { personId } of contacts) await notify(work, { personId, bot: 'public' }, message, options);
}

async function tellPerson(
  work: Work,
  { speakerId, speaker }: AppointmentRow,
  message: Message,
  options: Options = {},
): Promise<void> {
  if (speaker.personId !== null) return notify(work, { personId: speaker.personId, bot: 'staff' }, message, options);
  await work.tx.phoneTask.create({ data: { speakerId, message: json({ text: message.text }) } });
}

async function tellBureau(work: Work, row: AppointmentRow, message: Message, options: Options = {}): Promise<void> {
  const members = await work.tx.bureauMember.findMany({
    where: { active: true, areaId: { in: await pathOf(work, row.school.areaId) } },
    select: { personId: true },
    orderBy: { id: 'asc' },
  });
  for (const { personId } of members) await notify(work, { personId, bot: 'staff' }, message, options);
}

const requestNews = (row: RequestRow): cards.RequestNews => ({
  ...{ id: row.id, number: row.number, state: row.state, school: { zh: row.school.name, en: row.school.nameEn } },
  ...(row.need !== null && { need: row.need }),
  ...(row.reason !== null && { reason: row.reason }),
});

function appointmentNews({ deputyRules }: Work, row: AppointmentRow): cards.AppointmentNews {
  const trained = row.speaker.deputyProfile?.training.reduce((sum, { tenths }) => sum + tenths, 0) ?? 0;
  return {
    ...{ id: row.id, version: row.version, state: row.state, schoolId: row.schoolId, name: row.speaker.name },
    school: { zh: row.school.name, en: row.school.nameEn },
    ...{ from: dayOf(row.from), until: dayOf(row.until), owed: deputyRules.tenthsPerYear },
    ...(row.endedOn && { endedOn: dayOf(row.endedOn) }),
    ...(row.letterNumber !== null && { letterNumber: row.letterNumber }),
    trainingMissing: pending.includes(row.state) ? trainingMissing(trained, deputyRules) : 0,
  };
}
