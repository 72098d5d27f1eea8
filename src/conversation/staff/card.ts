// Shows an order's card again: by its button, or by the number that people say on the phone.

import { coordinatorCard } from '../../domain/cards/coordinator-card.ts';
import type { Outcome } from '../../domain/commands.ts';
import { type TextKey, text } from '../../domain/message.ts';
import type { OrderView } from '../../domain/order-view.ts';
import { menuButton, told } from '../answers.ts';
import { idFrom, numberFrom } from '../arguments.ts';
import { choice, type Reply } from '../dialogue.ts';
import { createErrand } from '../errand.ts';

export const card = createErrand({
  name: 'card',
  target: ([order]) => idFrom(order),
  command: (orderId) => ({ type: 'show-card', orderId }),
  tell,
});

export const orderByNumber = createErrand({
  name: 'order_by_number',
  target: (args) => numberFrom(args.join(' ')),
  command: (number) => ({ type: 'show-card', number }),
  tell,
});

function tell(outcome: Outcome): Reply | undefined {
  if (outcome.type !== 'show-card') return undefined;
  const { order } = outcome.result;
  if (!order) return told(text('staff.not_found'));
  const shown = coordinatorCard(order);
  return { ...shown, choices: [...(shown.choices ?? []), ...seldom(order), [menuButton]] };
}

/** What is needed once in a while, and so stands only where somebody asked for the order. */
function seldom({ id, version, state, topic, speaker }: OrderView) {
  const on = (command: string, key: TextKey) => choice(`/${command} ${id} ${version}`, text(key));
  // A speaker who forgot to report and was rung up; for one without a chat the button is on the card.
  if (state === 'confirmed' && !speaker?.byPhone) return [[on('deliver_for', 'card.deliver_for')]];
  if (state !== 'submitted' && state !== 'proposed') return [];
  return [
    [on('merge', 'merge.button'), on('staff_cancel', 'card.cancel')],
    // A free wish has its own button for this on the card.
    ...(topic ? [[on('complete', 'complete.button'), on('guest', 'guest.button')]] : []),
  ];
}
