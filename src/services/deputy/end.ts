// 解聘: an appointment ends before its term, with a reason and on a day, and somebody else is asked for; or with its
// term. A speaker who leaves the team leaves all their schools.

import { isDay } from '../../domain/calendar.ts';
import type { CommandTable } from '../../domain/commands.ts';
import type { Appointed } from '../../domain/commands-deputy.ts';
import { pending } from '../../domain/deputy/lifecycle.ts';
import type { Who, Work } from '../work.ts';
import { type Acting, actingFor } from './rights.ts';
import {
  type AppointmentRow,
  dateOf,
  dayOf,
  loadAppointments,
  lockAppointment,
  lockFor,
  reloadAppointment,
  reloadRequest,
  servedSpan,
  today,
} from './rows.ts';
import { moveRequest, step } from './step.ts';
import { announceRequest, settleAsked, settleRequest, tellEnded, tellPaused, tellWithdrawn } from './tell.ts';
import { appointmentView } from './views.ts';

export async function endAppointment(
  work: Work,
  who: Who,
  { appointmentId, version, reason, on }: CommandTable['end-appointment']['args'],
): Promise<Appointed> {
  const row = await lockAppointment(work, appointmentId);
  const acting = row && (await actingFor(work, who, row));
  if (!row || acting?.actor !== 'coordinator') return { ok: false, reason: 'not_found' };
  if (row.version !== version || row.state !== 'active')
    return { ok: false, reason: 'already', appointment: await appointmentView(work, who, row) };
  const { from, until } = servedSpan(row);
  if (!isDay(on) || on < from || on >= until) return { ok: false, reason: 'past' };
  const ends = { ...acting, reason: [...reason.trim()].slice(0, 200).join('') || 'other' };
  if (on <= today(work)) await endNow(work, row, { ...ends, on });
  else {
    await step(work, row, { ...ends, action: 'set_end', data: { endedOn: dateOf(on) } });
    await endRenewals(work, row, ends);
    const after = await reloadAppointment(work, row.id);
    await tellEnded(work, after);
    await askForSuccessor(work, after);
  }
  return { ok: true, appointment: await appointmentView(work, who, await reloadAppointment(work, row.id)) };
}

interface Ending extends Omit<Acting, 'actorId'> {
  readonly actorId?: number;
  readonly reason: string;
  /** Today, where left out. */
  readonly on?: string;
  /** Whoever calls asks for a successor. */
  readonly quiet?: boolean;
}

export async function endNow(work: Work, row: AppointmentRow, { on, quiet, ...ends }: Ending): Promise<void> {
  // Whoever has not begun yet is served no day.
  const day = on ?? (today(work) > dayOf(row.from) ? today(work) : dayOf(row.from));
  if (!(await step(work, row, { ...ends, action: 'end', data: { endedOn: dateOf(day) } }))) return;
  await endRenewals(work, row, ends);
  const after = await reloadAppointment(work, row.id);
  await tellEnded(work, after);
  if (!quiet) await askForSuccessor(work, after);
}

/** Whoever leaves does not come back with a new letter: it ends before its first day. */
export async function endRenewals(
  work: Work,
  { id }: AppointmentRow,
  ends: Omit<Ending, 'on' | 'quiet'>,
): Promise<void> {
  for (const row of await loadAppointments(work, { renewsId: id, state: 'active' })) {
    await step(work, row, { ...ends, action: 'end', data: { endedOn: row.from } });
    await endRenewals(work, row, ends);
  }
}

/** Unless somebody is being asked for at that post already. On behalf of the school, in its first contact's name. */
async function askForSuccessor(work: Work, row: AppointmentRow): Promise<void> {
  const { schoolId, post } = row;
  if ((await work.tx.deputyRequest.count({ where: { schoolId, post, state: { in: ['open', 'placed'] } } })) > 0) return;
  const next = await loadAppointments(work, {
    schoolId,
    post,
    state: 'active',
    from: { gte: row.endedOn ?? row.until },
  });
  if (next.length > 0) return;
  const person = await personFor(work, row);
  if (person === undefined) return;
  const [{ number } = { number: '' }] = await work.tx.$queryRaw<{ number: string }[]>`
    SELECT nextval('deputy_request_number')::text AS number`;
  const { id } = await work.tx.deputyRequest.create({
    data: { schoolId, post, kind: 'replacement', personId: person, number: `F${number}`, createdAt: work.now },
  });
  await announceRequest(work, await reloadRequest(work, id));
}

async function personFor({ tx }: Work, { schoolId, requestId }: AppointmentRow): Promise<number | undefined> {
  const contact = await tx.schoolContact.findFirst({ where: { schoolId, active: true }, orderBy: { id: 'asc' } });
  if (contact) return contact.personId;
  const request = requestId === null ? null : await tx.deputyRequest.findUnique({ where: { id: requestId } });
  if (request) return request.personId;
  return (await tx.coordinator.findFirst({ where: { active: true }, orderBy: { id: 'asc' } }))?.personId;
}

/**
 * 暂停派单: who rests keeps the schools that they serve, and the coordinators in charge are told so, who can end that; what
 * they were only asked for is asked of others.
 */
export async function pauseSchoolsOf(work: Work, speakerId: number): Promise<void> {
  for (const row of await loadAppointments(work, { speakerId, state: { in: ['active', ...pending] } })) {
    if (row.state === 'active') await tellPaused(work, row);
    else await withdraw(work, row, 'other');
  }
}

/** 离队: what they serve ends, and what they were asked for is asked of others. */
export async function endAllOf(work: Work, speakerId: number): Promise<void> {
  const rows = await loadAppointments(work, { speakerId, state: { in: ['active', ...pending] } });
  // The speaker's row is held by whoever calls; schools come before speakers elsewhere, so a tie is broken by PostgreSQL.
  for (const { id, schoolId, requestId } of rows) {
    await lockFor(work, { schoolId, requestId, appointmentId: id });
    const row = await reloadAppointment(work, id);
    if (row.state === 'active') await endNow(work, row, { actor: 'system', reason: 'left' });
    else await withdraw(work, row, 'left');
  }
}

async function withdraw(work: Work, known: AppointmentRow, reason: string): Promise<void> {
  const { id, schoolId, requestId } = known;
  await lockFor(work, { schoolId, requestId, appointmentId: id });
  const row = await reloadAppointment(work, id);
  if (!(await step(work, row, { actor: 'system', action: 'withdraw', reason }))) return;
  const off = await reloadAppointment(work, id);
  await settleAsked(work, off);
  await tellWithdrawn(work, off);
  if (requestId === null) return;
  const request = await reloadRequest(work, requestId);
  await moveRequest(work, request, 'open');
  await settleRequest(work, await reloadRequest(work, requestId));
  await announceRequest(work, await reloadRequest(work, requestId));
}
