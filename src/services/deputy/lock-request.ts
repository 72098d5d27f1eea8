// A request as it stands under its locks, for whoever may decide about it.

import type { RequestPlaced } from '../../domain/commands-deputy.ts';
import { pending } from '../../domain/deputy/lifecycle.ts';
import type { DeputyRequestState } from '../../domain/deputy/views.ts';
import type { Who, Work } from '../work.ts';
import { type Acting, actingFor } from './rights.ts';
import { type AppointmentRow, loadRequest, lockFor, type RequestRow, reloadRequest } from './rows.ts';
import { requestView } from './views.ts';

interface Wanted {
  readonly side: 'school' | 'coordinator';
  /** In these it can be done. */
  readonly states: readonly DeputyRequestState[];
  /** Who is to be asked. */
  readonly speakerId?: number;
}

type Locked =
  | { readonly ok: true; readonly request: RequestRow; readonly acting: Acting; readonly asked?: AppointmentRow }
  | { readonly ok: false; readonly why: RequestPlaced };

/** `asked`: who is being asked for it. Else what to answer: it is not there for them, or has moved on. */
export async function lockRequest(
  work: Work,
  who: Who,
  { requestId, version }: { readonly requestId: number; readonly version: number },
  { side, states, speakerId }: Wanted,
): Promise<Locked> {
  const known = await loadRequest(work, requestId);
  const acting = known && (await actingFor(work, who, known, side));
  if (!known || acting?.actor !== side) return { ok: false, why: { ok: false, reason: 'not_found' } };
  const { schoolId } = known;
  const before = pendingOf(known);
  await lockFor(work, { schoolId, requestId, speakerId: speakerId ?? before?.speakerId, appointmentId: before?.id });
  const request = await reloadRequest(work, requestId);
  if (request.version !== version || !states.includes(request.state))
    return { ok: false, why: { ok: false, reason: 'already', request: await requestView(work, who, request) } };
  const asked = pendingOf(request);
  return { ok: true, request, acting, ...(asked && { asked }) };
}

const pendingOf = ({ appointments }: RequestRow) => appointments.find(({ state }) => pending.includes(state));
