// What a speaker's absence touches: talks they were asked to give or have agreed to, and proposals that name them before
// anybody was asked.

import { fromStoredMatch } from '../../store/stored-match.ts';
import { loadOrders, type OrderRow } from '../order/order-view.ts';
import type { Work } from '../work.ts';

/** Without an end: for good. */
export interface Absence {
  readonly from: Date;
  readonly until?: Date;
}

const mostTalks = 100;

/** Those that have not begun yet. */
export const talksWithin = (work: Work, speakerId: number, { from, until }: Absence): Promise<OrderRow[]> =>
  loadOrders(
    work,
    {
      state: { in: ['offered', 'confirmed'] },
      startsAt: { gt: work.now },
      bookings: {
        some: { speakerId, active: true, until: { gt: from }, ...(until && { from: { lt: until } }) },
      },
    },
    { startsAt: 'asc' },
    mostTalks,
  );

/** Orders that wait, and whose first choice is this speaker, as lead or to assist, at a time they are gone. */
export async function waitingFor(
  work: Work,
  speakerId: number,
  { from, until }: Absence,
): Promise<{ id: number; version: number }[]> {
  const rows = await work.tx.order.findMany({
    where: { state: 'proposed' },
    select: { id: true, version: true, proposals: { orderBy: { id: 'desc' }, take: 1 } },
    orderBy: { id: 'asc' },
  });
  return rows.filter(({ version, proposals: [stored] }) => {
    const first = stored?.orderVersion === version ? fromStoredMatch(stored)?.candidates[0] : undefined;
    if (!first || (first.speakerId !== speakerId && first.assistantId !== speakerId)) return false;
    const [startsAt, endsAt] = [new Date(first.startsAt), new Date(first.endsAt)];
    return endsAt > from && (until === undefined || startsAt < until);
  });
}

/** Open to all, this speaker among them, at a time they are gone. */
export const claimsWithin = (work: Work, speakerId: number, { from, until }: Absence): Promise<OrderRow[]> =>
  loadOrders(
    work,
    {
      state: 'offered',
      endsAt: { gt: from },
      ...(until && { startsAt: { lt: until } }),
      offers: { some: { speakerId, claim: true, state: 'open' } },
    },
    { id: 'asc' },
    mostTalks,
  );
