// Somebody else is to be asked: the one who was can't, is not wanted, or does not answer. Who was asked is told, and the
// request is the coordinators' again.

import type { CommandTable } from '../../domain/commands.ts';
import type { Appointed } from '../../domain/commands-deputy.ts';
import type { Who, Work } from '../work.ts';
import { clipped } from './clipped.ts';
import { actingFor } from './rights.ts';
import { type AppointmentRow, lockAppointment, reloadAppointment, reloadRequest } from './rows.ts';
import { moveRequest, step } from './step.ts';
import { announceRequest, settleAsked, settleRequest, tellOff } from './tell.ts';
import { appointmentView } from './views.ts';

export async function withdrawRecommendation(
  work: Work,
  who: Who,
  { appointmentId, version, reason }: CommandTable['withdraw-recommendation']['args'],
): Promise<Appointed> {
  const row = await lockAppointment(work, appointmentId);
  const acting = row && (await actingFor(work, who, row, 'coordinator'));
  if (!row || acting?.actor !== 'coordinator') return { ok: false, reason: 'not_found' };
  const given = clipped(reason, 200) || 'other';
  if (row.version !== version || !(await step(work, row, { ...acting, action: 'withdraw', reason: given })))
    return { ok: false, reason: 'already', appointment: await appointmentView(work, who, row) };
  const off = await reopen(work, row.id, who.personId);
  return { ok: true, appointment: await appointmentView(work, who, off) };
}

/** Under the appointment's locks, once it is off. `by`: whoever did it has their answer already. */
export async function reopen(work: Work, appointmentId: number, by?: number): Promise<AppointmentRow> {
  const off = await reloadAppointment(work, appointmentId);
  await settleAsked(work, off);
  await tellOff(work, off);
  const request = off.requestId === null ? undefined : await reloadRequest(work, off.requestId);
  if (request?.state !== 'placed') return off;
  await moveRequest(work, request, 'open');
  const open = await reloadRequest(work, request.id);
  await settleRequest(work, open);
  await announceRequest(work, open, {
    after: { name: off.speaker.name, ...(off.endReason !== null && { reason: off.endReason }) },
    ...(by !== undefined && { by }),
  });
  return off;
}
