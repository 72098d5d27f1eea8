// An order for whoever may see or change it: its requester, a coordinator of its area, the speaker it is with. Whoever
// may not gets nothing, as if it did not exist. To change an order is to lock it first, so that whoever acts second
// sees what the first one did.

import type { Acted } from '../../domain/acted.ts';
import { inArea } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import { loadOrder, type OrderRow, openClaims, type Viewer, viewOf } from './order-view.ts';
import { isRung } from './rung.ts';
import { lockOrder } from './transition.ts';

type Access = (work: Work, who: Who, orderId: number) => Promise<OrderRow | undefined>;

/** The requester's own order. */
export const ownOrder: Access = async (work, who, orderId) => {
  const row = await loadOrder(work, orderId);
  return row && row.requesterId === who.personId ? row : undefined;
};

/** An order in the coordinator's area. */
export const coordinatedOrder: Access = async (work, who, orderId) => {
  if (!who.coordinator) return undefined;
  const row = await loadOrder(work, orderId);
  return row && (await inArea(work, row.areaId, who.coordinator.areaId)) ? row : undefined;
};

/** An order that was offered to this speaker, or accepted or given by them. */
export const spokenOrder: Access = async (work, who, orderId) => {
  if (who.speakerId === undefined) return undefined;
  const row = await loadOrder(work, orderId);
  return row?.offers.some(({ speakerId }) => speakerId === who.speakerId) ? row : undefined;
};

/** An order that is open to all, this speaker among them. */
export const claimedOrder: Access = async (work, who, orderId) => {
  if (who.speakerId === undefined) return undefined;
  const asked = await work.tx.offer.count({ where: { orderId, speakerId: who.speakerId, ...openClaims } });
  return asked > 0 ? ((await loadOrder(work, orderId)) ?? undefined) : undefined;
};

export const lockOwn = locked(ownOrder);
export const lockCoordinated = locked(coordinatedOrder);
export const lockSpoken = locked(spokenOrder);

/** For an answer: by the requester, or, where no chat reaches them, by a coordinator who has them on the phone. */
export const lockAsked: Access = async (work, who, orderId) => {
  if (who.bot === 'public') return lockOwn(work, who, orderId);
  const row = await lockCoordinated(work, who, orderId);
  return row && (await isRung(work, row)) ? row : undefined;
};

function locked(access: Access): Access {
  return async (work, who, orderId) => ((await lockOrder(work, orderId)) ? access(work, who, orderId) : undefined);
}

/** The order after this transaction changed it. */
export async function reload(work: Work, orderId: number): Promise<OrderRow> {
  const row = await loadOrder(work, orderId);
  if (!row) throw new Error('an order disappeared inside its own transaction');
  return row;
}

/** Somebody else was quicker, or the button is from before a change: the order as it is. */
export async function already(
  work: Work,
  row: OrderRow,
  viewer: Viewer,
): Promise<Extract<Acted, { readonly reason: 'already' }>> {
  return { ok: false, reason: 'already', order: await viewOf(work, row, viewer) };
}
