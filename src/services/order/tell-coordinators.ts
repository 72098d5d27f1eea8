// News of an order for the coordinators in charge, without buttons: what is to be done comes as a card of its own.

import { settledCard } from '../../domain/cards/coordinator-card.ts';
import { notify, retireCard } from '../notify.ts';
import { coordinatorsOf } from '../scope.ts';
import type { Work } from '../work.ts';
import { cardNames } from './card-names.ts';
import { type OrderRow, viewOf } from './order-view.ts';

export async function tellCoordinators(work: Work, row: OrderRow): Promise<void> {
  const message = settledCard(await viewOf(work, row, 'coordinator'));
  // Whatever card of it still stands is from before.
  await retireCard(work, cardNames.order(row.id), message);
  for (const { personId } of await coordinatorsOf(work, row.areaId))
    await notify(work, { personId, bot: 'staff' }, message, { chatOnly: true });
}
