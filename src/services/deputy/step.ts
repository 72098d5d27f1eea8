// The one way an appointment changes state: compare and set, and one event with ids and codes only.

import {
  type AppointmentAction,
  type AppointmentActor,
  appointmentTransitions,
  isReasonCode,
} from '../../domain/deputy/lifecycle.ts';
import type { Prisma } from '../../store/generated/client.ts';
import type { AppointmentState, DeputyRequestState } from '../../store/generated/enums.ts';
import type { Work } from '../work.ts';

export interface Step {
  readonly action: Exclude<AppointmentAction, 'recommend'>;
  readonly actor: AppointmentActor;
  readonly actorId?: number;
  /** Words, or a code; only a code goes to the history. */
  readonly reason?: string;
  /** How it came about, for the history in the place of the reason. */
  readonly code?: string;
  readonly data?: Prisma.DeputyPrincipalAppointmentUncheckedUpdateManyInput;
}

/** False, with nothing changed, where it is no longer as it was or the step is not allowed. */
export async function step(
  work: Work,
  row: { readonly id: number; readonly state: AppointmentState; readonly version: number },
  { action, actor, actorId, reason, code, data }: Step,
): Promise<boolean> {
  const { from, to } = appointmentTransitions[action];
  if (!from.includes(row.state)) return false;
  const { count } = await work.tx.deputyPrincipalAppointment.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...data, ...(reason !== undefined && { endReason: reason }), state: to, version: row.version + 1 },
  });
  if (count !== 1) return false;
  await work.tx.appointmentEvent.create({
    data: {
      ...{ appointmentId: row.id, at: work.now, action, fromState: row.state, toState: to, version: row.version + 1 },
      ...{ actor, actorId: actorId ?? null },
      reason: code ?? (reason !== undefined && isReasonCode(reason) ? reason : null),
    },
  });
  return true;
}

/** The same for a request; it keeps no history of its own. */
export async function moveRequest(
  { tx, now }: Work,
  request: { readonly id: number; readonly state: DeputyRequestState; readonly version: number },
  to: DeputyRequestState,
  reason?: string,
): Promise<boolean> {
  const { count } = await tx.deputyRequest.updateMany({
    where: { id: request.id, state: request.state, version: request.version },
    data: {
      ...{ state: to, version: request.version + 1, closedAt: to === 'open' || to === 'placed' ? null : now },
      ...(reason !== undefined && { reason }),
    },
  });
  return count === 1;
}
