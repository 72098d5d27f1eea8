// Who goes to a talk as it is booked now.

import type { AgreedTeam } from '../../matching/substitutes.ts';
import type { OrderRow } from '../order/order-view.ts';
import type { Work } from '../work.ts';
import { leadOf } from './offers.ts';

/** For an order whose time is agreed. */
export async function teamNow({ tx }: Work, row: OrderRow): Promise<AgreedTeam> {
  if (!row.startsAt) throw new Error('an order whose time is agreed has none');
  const booked = await tx.booking.findMany({
    where: { orderId: row.id, active: true, kitId: { not: null } },
    orderBy: { kitId: 'asc' },
    select: { kitId: true },
  });
  const lead = leadOf(row);
  const assistant = row.offers.find(({ part }) => part === 'assistant');
  return {
    ...(lead && { speakerId: lead.speakerId }),
    ...(assistant && { assistantId: assistant.speakerId }),
    kitIds: booked.flatMap(({ kitId }) => kitId ?? []),
    startsAt: row.startsAt,
  };
}
