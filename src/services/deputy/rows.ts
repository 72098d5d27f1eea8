// Appointments, requests and schools of 法治副校长 as they are read. To change one is to lock it first: school, then
// request, then speaker, then appointment, as everywhere.

import type { LocalDay } from '../../domain/calendar.ts';
import { localTime } from '../../domain/calendar.ts';
import { holding } from '../../domain/deputy/lifecycle.ts';
import type { Prisma } from '../../store/generated/client.ts';
import type { Work } from '../work.ts';

const withArea = { include: { area: true } } as const;

/** A profile with the training that counts. */
export const withTraining = {
  include: { training: { where: { takenBackAt: null }, select: { tenths: true } } },
} satisfies Prisma.DeputyProfileDefaultArgs;

const appointmentParts = {
  school: withArea,
  speaker: { include: { deputyProfile: withTraining } },
  events: { orderBy: { id: 'desc' }, take: 1 },
  request: { select: { kind: true } },
} satisfies Prisma.DeputyPrincipalAppointmentInclude;

const requestParts = {
  school: withArea,
  wish: { select: { name: true } },
  coordinator: { select: { name: true } },
  appointments: { orderBy: { id: 'desc' }, take: 1, include: appointmentParts },
} satisfies Prisma.DeputyRequestInclude;

export type AppointmentRow = Prisma.DeputyPrincipalAppointmentGetPayload<{ include: typeof appointmentParts }>;
export type RequestRow = Prisma.DeputyRequestGetPayload<{ include: typeof requestParts }>;
export type SchoolRow = Prisma.SchoolGetPayload<typeof withArea>;

export const loadAppointments = (
  { tx }: Pick<Work, 'tx'>,
  where: Prisma.DeputyPrincipalAppointmentWhereInput,
): Promise<AppointmentRow[]> =>
  tx.deputyPrincipalAppointment.findMany({
    where,
    include: appointmentParts,
    orderBy: [{ schoolId: 'asc' }, { post: 'asc' }, { from: 'asc' }, { id: 'asc' }],
  });

export async function loadAppointment(work: Pick<Work, 'tx'>, id: number): Promise<AppointmentRow | undefined> {
  return (await loadAppointments(work, { id }))[0];
}

export async function reloadAppointment(work: Work, id: number): Promise<AppointmentRow> {
  const row = await loadAppointment(work, id);
  if (!row) throw new Error('an appointment disappeared inside its own transaction');
  return row;
}

export const loadRequests = ({ tx }: Work, where: Prisma.DeputyRequestWhereInput): Promise<RequestRow[]> =>
  tx.deputyRequest.findMany({ where, include: requestParts, orderBy: { id: 'asc' } });

export async function loadRequest(work: Work, id: number): Promise<RequestRow | undefined> {
  return (await loadRequests(work, { id }))[0];
}

export async function reloadRequest(work: Work, id: number): Promise<RequestRow> {
  const row = await loadRequest(work, id);
  if (!row) throw new Error('a request disappeared inside its own transaction');
  return row;
}

interface Locks {
  readonly schoolId?: number | undefined;
  readonly requestId?: number | null | undefined;
  readonly speakerId?: number | undefined;
  readonly appointmentId?: number | undefined;
}

/** In this order, whatever is named. */
export async function lockFor({ tx }: Work, { schoolId, requestId, speakerId, appointmentId }: Locks): Promise<void> {
  if (schoolId !== undefined) await tx.$queryRaw`SELECT 1 FROM school WHERE id = ${schoolId} FOR NO KEY UPDATE`;
  if (requestId) await tx.$queryRaw`SELECT 1 FROM deputy_request WHERE id = ${requestId} FOR NO KEY UPDATE`;
  if (speakerId !== undefined) await tx.$queryRaw`SELECT 1 FROM speaker WHERE id = ${speakerId} FOR NO KEY UPDATE`;
  if (appointmentId !== undefined)
    await tx.$queryRaw`SELECT 1 FROM deputy_principal_appointment WHERE id = ${appointmentId} FOR NO KEY UPDATE`;
}

/** Before the speaker's own row is touched, by whoever ends or pauses all that they serve or are asked for. */
export async function lockSchoolsOf({ tx }: Work, speakerId: number): Promise<void> {
  const rows = await tx.deputyPrincipalAppointment.findMany({
    where: { speakerId, state: { in: [...holding] } },
    select: { schoolId: true, requestId: true },
  });
  if (rows.length === 0) return;
  const schoolIds = rows.map(({ schoolId }) => schoolId);
  const requestIds = rows.flatMap(({ requestId }) => requestId ?? []);
  await tx.$queryRaw`SELECT 1 FROM school WHERE id = ANY(${schoolIds}) ORDER BY id FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM deputy_request WHERE id = ANY(${requestIds}) ORDER BY id FOR NO KEY UPDATE`;
}

/** The appointment under its locks, as it is now. */
export async function lockAppointment(work: Work, id: number): Promise<AppointmentRow | undefined> {
  const known = await work.tx.deputyPrincipalAppointment.findUnique({
    where: { id },
    select: { schoolId: true, requestId: true, speakerId: true },
  });
  if (!known) return undefined;
  await lockFor(work, { ...known, appointmentId: id });
  return loadAppointment(work, id);
}

export const today = ({ now, timeZone }: Pick<Work, 'now' | 'timeZone'>): LocalDay => localTime(now, timeZone).day;

/** Far from every place that somebody has. */
const aside = 1000;

/**
 * Under the person's lock. PostgreSQL looks at each place as it is written: all that move are put aside first, and with
 * them `own`, whose place the caller writes.
 */
export async function movePlaces(
  { tx }: Work,
  moved: readonly { readonly id: number; readonly number: number }[],
  own: readonly number[] = [],
): Promise<void> {
  if (moved.length === 0) return;
  await tx.deputyPrincipalAppointment.updateMany({
    where: { id: { in: [...moved.map(({ id }) => id), ...own] } },
    data: { slot: { increment: aside } },
  });
  for (const { id, number } of moved)
    await tx.deputyPrincipalAppointment.update({ where: { id }, data: { slot: number } });
}

/** A DATE column comes, and is given, as midnight in UTC. */
export const dayOf = (date: Date): LocalDay => date.toISOString().slice(0, 10);
export const dateOf = (day: LocalDay): Date => new Date(`${day}T00:00:00Z`);

/** Whether somebody can have counted it: a whole number, none below zero. */
export const isUpTo = (most: number, count: number): boolean => Number.isInteger(count) && count >= 0 && count <= most;

/** The days the appointment really has, or had. */
export const servedSpan = ({ from, until, endedOn }: { from: Date; until: Date; endedOn: Date | null }) => ({
  from: dayOf(from),
  until: dayOf(endedOn ?? until),
});
