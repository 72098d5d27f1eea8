// 宣讲员未到、未报告: talks that should be over and that nobody has reported. The speaker is asked, the coordinators get
// the list.

import { instantAt, localTime } from '../../domain/calendar.ts';
import { reportCard, unreportedCard } from '../../domain/cards/time-card.ts';
import type { CommandTable } from '../../domain/commands.ts';
import type { Prisma } from '../../store/generated/client.ts';
import { notify, retireCard, reviseCard } from '../notify.ts';
import { areasBelow, type Coordinating, coordinatorsOf } from '../scope.ts';
import { leadOf } from '../staffing/offers.ts';
import type { Who, Work } from '../work.ts';
import { cardNames } from './card-names.ts';
import { loadOrders, type OrderRow, viewOf, viewsOf } from './order-view.ts';

export async function unreported(work: Work, who: Who): Promise<CommandTable['unreported']['result']> {
  return { orders: who.coordinator ? await unreportedIn(work, who.coordinator.areaId) : [] };
}

export async function askReport(work: Work, order: OrderRow): Promise<void> {
  const lead = leadOf(order);
  if (lead && lead.speaker.personId !== null) {
    const report = reportCard(await viewOf(work, order, 'speaker', lead.speakerId));
    const card = cardNames.offer(order.id, lead.speakerId);
    // Without a chat the speaker stands on the coordinators' list, with the number to ring.
    await notify(work, { personId: lead.speaker.personId, bot: 'staff' }, report, { card, chatOnly: true });
  }
  for (const coordinator of await coordinatorsOf(work, order.areaId)) await tellList(work, coordinator);
}

/** One list a day, brought up to date by each talk of the same morning. */
async function tellList(work: Work, { id, personId, areaId }: Coordinating): Promise<void> {
  const card = cardNames.unreported(id);
  // One after the other: the second must find the list of the first.
  await work.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${card}))`;
  const list = unreportedCard(await unreportedIn(work, areaId));
  if (await reviseCard(work, card, list, startOfToday(work))) return;
  await retireCard(work, card, { text: list.text });
  await notify(work, { personId, bot: 'staff' }, list, { card, chatOnly: true });
}

async function unreportedIn(work: Work, areaId: number) {
  const rows = await loadOrders(work, await whereUnreported(work, areaId), { startsAt: 'asc' }, 100);
  return viewsOf(work, rows, 'coordinator');
}

/** Of the days before today: on the day itself a speaker may still be on the way home. */
export async function whereUnreported(work: Work, areaId: number): Promise<Prisma.OrderWhereInput> {
  return { areaId: { in: await areasBelow(work, areaId) }, state: 'confirmed', endsAt: { lt: startOfToday(work) } };
}

const startOfToday = ({ now, timeZone }: Work): Date => instantAt(localTime(now, timeZone).day, 0, timeZone);
