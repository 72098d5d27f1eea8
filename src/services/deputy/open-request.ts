// A request for a legal deputy principal comes into being: by the school, by a coordinator for it, or by itself where
// somebody leaves.

import type { DeputyRequestView } from '../../domain/deputy/views.ts';
import type { Work } from '../work.ts';
import { type RequestRow, reloadRequest } from './rows.ts';
import { announceRequest } from './tell.ts';

export interface NewRequest {
  readonly schoolId: number;
  readonly post: number;
  readonly kind: DeputyRequestView['kind'];
  /** Whose words they are. */
  readonly personId: number;
  /** Where a coordinator enters it for the school. */
  readonly coordinatorId?: number | null;
  readonly need?: string | null;
  readonly wishSpeakerId?: number | null;
  readonly wishField?: string | null;
}

/** Under the school's lock. The coordinators in charge are told, but for whoever does it. */
export async function openRequest(work: Work, request: NewRequest, by?: number): Promise<RequestRow> {
  const [{ number } = { number: '' }] = await work.tx.$queryRaw<{ number: string }[]>`
    SELECT nextval('deputy_request_number')::text AS number`;
  const { id } = await work.tx.deputyRequest.create({
    data: { ...request, number: `F${number}`, createdAt: work.now },
  });
  const row = await reloadRequest(work, id);
  await announceRequest(work, row, by === undefined ? {} : { by });
  return row;
}
