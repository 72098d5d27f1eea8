// Who is asked and told what when an appointment or a request moves on: the school's contacts, the person, coordinators
// and the education bureau. Who can't be reached in chat is to be rung up.

import * as cards from '../../domain/cards/appointment-card.ts';
import { trainingMissing } from '../../domain/deputy/eligible.ts';
import { byPhone, pending } from '../../domain/deputy/lifecycle.ts';
import type { Message } from '../../domain/message.ts';
import { json, notify, retireCard } from '../notify.ts';
import { coordinatorsAbove, coordinatorsOf, pathOf } from '../scope.ts';
import type { Work } from '../work.ts';
import { type AppointmentRow, dayOf, type RequestRow } from './rows.ts';
import { toldTerm } from './told-term.ts';

const cardOf = {
  request: (id: number) => `deputy_request:${id}`,
  appointment: (id: number) => `appointment:${id}`,
} as const;

interface Announcing {
  /** Who was asked for it before. */
  readonly after?: cards.CameToNothing;
  /** Whoever did it has their answer already. */
  readonly by?: number;
}

export async function announceRequest(work: Work, row: RequestRow, { after, by }: Announcing = {}): Promise<void> {
  const message = cards.requestNews(requestNews(row), after);
  for (const { personId } of await coordinatorsOf(work, row.school.areaId))
    if (personId !== by)
      await notify(work, { personId, bot: 'staff' }, message, { card: cardOf.request(row.id), chatOnly: true });
}

/** Somebody was asked already: their card says no more than that, and coordinators think it goes on. */
export async function tellTakenBack(work: Work, row: RequestRow, asked: AppointmentRow): Promise<void> {
  const message = cards.takenBack(requestNews(row), asked.speaker.name);
  for (const { personId } of await coordinatorsOf(work, row.school.areaId))
    await notify(work, { personId, bot: 'staff' }, message, { chatOnly: true });
}

/** A coordinator asks for the school: its contacts, if there are any, hear of it. */
export const tellAskedFor = (work: Work, row: RequestRow): Promise<void> =>
  tellSchool(work, row, cards.askedFor(requestNews(row)), { chatOnly: true });

/** The coordinators' cards of it say what became of it. */
export const settleRequest = (work: Work, row: RequestRow): Promise<void> =>
  retireCard(work, cardOf.request(row.id), cards.settledRequest(requestNews(row)));

export const tellRequestRefused = (work: Work, row: RequestRow): Promise<void> =>
  tellSchool(work, row, cards.requestRefused(requestNews(row)));

/** Whoever's turn it is; `waited`: once more, after so many days. */
export async function askNext(work: Work, row: AppointmentRow, waited?: number): Promise<void> {
  const news = {
    ...appointmentNews(work, row),
    ...(await toldTerm(work, row)),
    ...(waited !== undefined && { waited }),
  };
  const options = { card: cardOf.appointment(row.id) };
  if (row.state === 'recommended') await tellBureau(work, row, cards.askBureau(news), options);
  if (row.state === 'approved') await tellPerson(work, row, cards.askPerson(news), options);
  if (row.state === 'accepted') await tellSchool(work, row, cards.askSchool(news), options);
}

export const settleAsked = (work: Work, row: AppointmentRow): Promise<void> =>
  retireCard(work, cardOf.appointment(row.id), cards.settledAppointment(appointmentNews(work, row)));

/** It is off, for whoever was asked or had decided already; not for whoever put it off. */
export async function tellOff(work: Work, row: AppointmentRow): Promise<void> {
  const { action, actor, fromState } = row.events[0] ?? {};
  const message = cards.calledOff(appointmentNews(work, row));
  const withdrawn = action === 'withdraw';
  if (action !== 'decline' && fromState !== 'recommended') await tellPerson(work, row, message);
  if (withdrawn && fromState === 'accepted' && actor !== 'school') await tellSchool(work, row, message);
  if (work.deputyRules.appointedBy === 'bureau' && (withdrawn || fromState !== 'recommended'))
    await tellBureau(work, row, message, { chatOnly: true });
}

/** Whoever is said to have answered on the phone reads what was entered for them. */
export async function tellNoted(work: Work, row: AppointmentRow, side: 'bureau' | 'speaker' | 'school'): Promise<void> {
  const message = cards.noted(appointmentNews(work, row));
  const tell = { bureau: tellBureau, speaker: tellPerson, school: tellSchool }[side];
  await tell(work, row, message, { chatOnly: true });
}

interface Issued {
  readonly replaced?: AppointmentRow | undefined;
  readonly by?: number;
}

export async function tellIssued(work: Work, row: AppointmentRow, { replaced, by }: Issued): Promise<void> {
  await tellAll(work, row, (reader) => cards.issued(appointmentNews(work, row), reader), by);
  if (work.deputyRules.appointedBy === 'bureau')
    await tellBureau(work, row, { text: cards.issued(appointmentNews(work, row), 'person').text });
  if (replaced) await tellPerson(work, replaced, cards.ended(appointmentNews(work, replaced), 'person'));
}

/** `by`: whoever of the school did it has their answer already. */
export const tellEnded = (work: Work, row: AppointmentRow, by?: number): Promise<void> =>
  tellAll(work, row, (reader) => cards.ended(appointmentNews(work, row), reader), by);

/** The coordinators in charge of the school. */
export async function tellPaused(work: Work, row: AppointmentRow): Promise<void> {
  for (const { personId } of await coordinatorsOf(work, row.school.areaId))
    await notify(work, { personId, bot: 'staff' }, cards.paused(appointmentNews(work, row)), { chatOnly: true });
}

export const tellReminder = (work: Work, row: AppointmentRow, days: number): Promise<void> =>
  tellAll(work, row, (reader) => cards.reminder(appointmentNews(work, row), days, reader));

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
async function tellAll(
  work: Work,
  row: AppointmentRow,
  message: (reader: cards.Reader) => Message,
  by?: number,
): Promise<void> {
  await tellSchool(work, row, message('school'), by === undefined ? {} : { by });
  await tellPerson(work, row, message('person'));
  for (const { personId } of await coordinatorsOf(work, row.school.areaId))
    await notify(work, { personId, bot: 'staff' }, message('coordinator'), { chatOnly: true });
}

interface Options {
  readonly card?: string;
  /** Nobody is rung up for it. */
  readonly chatOnly?: boolean;
  /** Whoever did it. */
  readonly by?: number;
}

async function tellSchool(
  work: Work,
  { schoolId }: { readonly schoolId: number },
  message: Message,
  { by, ...options }: Options = {},
): Promise<void> {
  const contacts = await work.tx.schoolContact.findMany({
    where: { schoolId, active: true },
    select: { personId: true },
    orderBy: { id: 'asc' },
  });
  for (const { personId } of contacts)
    if (personId !== by) await notify(work, { personId, bot: 'public' }, message, options);
}

async function tellPerson(
  work: Work,
  { speakerId, speaker }: AppointmentRow,
  message: Message,
  options: Options = {},
): Promise<void> {
  if (speaker.personId !== null) return notify(work, { personId: speaker.personId, bot: 'staff' }, message, options);
  if (!options.chatOnly) await work.tx.phoneTask.create({ data: { speakerId, message: json({ text: message.text }) } });
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
  ...{ id: row.id, schoolId: row.schoolId, number: row.number, state: row.state },
  ...{ school: { zh: row.school.name, en: row.school.nameEn } },
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
    ...(row.speaker.deputyProfile && { agency: row.speaker.deputyProfile.agency }),
    ...(row.events[0]?.reason === byPhone && { byPhone: true }),
    ...(row.letterNumber !== null && { letterNumber: row.letterNumber }),
    trainingMissing: pending.includes(row.state) ? trainingMissing(trained, deputyRules) : 0,
  };
}
