// 解聘: an appointment ends before its term, with a reason and on a day, and somebody else is asked for; or with its
// term. A speaker who leaves the team leaves all their schools.

import { isDay } from '../../domain/calendar.ts';
import type { CommandTable } from '../../domain/commands.ts';
import type { Appointed } from '../../domain/commands-deputy.ts';
import { pending } from '../../domain/deputy/lifecycle.ts';
import type { Who, Work } from '../work.ts';
import { clipped } from './clipped.ts';
import { openRequest } from './open-request.ts';
import { reopen } from './reopen.ts';
import { type Acting, actingFor } from './rights.ts';
import {
  type AppointmentRow,
  dateOf,
  dayOf,
  loadAppointments,
  lockAppointment,
  lockFor,
  reloadAppointment,
  servedSpan,
  today,
} from './rows.ts';
import { step } from './step.ts';
import { tellEnded, tellPaused } from './tell.ts';
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
  const ends = { ...acting, reason: clipped(reason, 200) || 'other' };
  // A letter that is called off before its first day stands in nobody's way until then.
  if (on <= today(work) || on === from) await endNow(work, row, { ...ends, on });
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
  /** Whoever did it has their answer already. */
  readonly by?: number;
}

export async function endNow(work: Work, row: AppointmentRow, { on, quiet, by, ...ends }: Ending): Promise<void> {
  // Whoever has not begun yet is served no day.
  const day = on ?? (today(work) > dayOf(row.from) ? today(work) : dayOf(row.from));
  if (!(await step(work, row, { ...ends, action: 'end', data: { endedOn: dateOf(day) } }))) return;
  await endRenewals(work, row, ends);
  const after = await reloadAppointment(work, row.id);
  await tellEnded(work, after, by);
  if (!quiet) await askForSuccessor(work, after);
}

/** Whoever leaves does not come back with a new letter: it ends before its first day, or is asked for no more. */
export async function endRenewals(
  work: Work,
  { id }: AppointmentRow,
  ends: Omit<Ending, 'on' | 'quiet' | 'by'>,
): Promise<void> {
  for (const row of await loadAppointments(work, { renewsId: id, state: 'active' })) {
    await step(work, row, { ...ends, action: 'end', data: { endedOn: row.from } });
    await endRenewals(work, row, ends);
  }
  for (const row of await loadAppointments(work, { renewsId: id, state: { in: [...pending] } }))
    if (await step(work, row, { ...ends, action: 'withdraw' })) await reopen(work, row.id);
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
  const personId = await personFor(work, row);
  if (personId !== undefined) await openRequest(work, { schoolId, post, kind: 'replacement', personId });
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
 * they were only asked for is asked of others. Under `lockSchoolsOf`.
 */
export async function pauseSchoolsOf(work: Work, speakerId: number): Promise<void> {
  for (const row of await loadAppointments(work, { speakerId, state: { in: ['active', ...pending] } })) {
    if (row.state === 'active') await tellPaused(work, row);
    else await withdraw(work, row, 'other');
  }
}

/** 离队: what they serve ends, and what they were asked for is asked of others. Under `lockSchoolsOf`. */
export async function endAllOf(work: Work, speakerId: number): Promise<void> {
  const rows = await loadAppointments(work, { speakerId, state: { in: ['active', ...pending] } });
  // Of what came in between those locks and the speaker's a school is locked late here: PostgreSQL breaks such a tie.
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
  if (await step(work, row, { actor: 'system', action: 'withdraw', reason })) await reopen(work, id);
}
