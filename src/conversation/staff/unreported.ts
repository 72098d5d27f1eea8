// 未报告: talks that should be over and that nobody has reported, with whom to ask.

import { unreportedCard } from '../../domain/cards/time-card.ts';
import { text } from '../../domain/message.ts';
import { menuButton, told } from '../answers.ts';
import { createErrand } from '../errand.ts';

export const unreported = createErrand({
  name: 'unreported',
  target: () => ({}),
  command: () => ({ type: 'unreported' }),
  tell(outcome) {
    if (outcome.type !== 'unreported') return undefined;
    const { orders } = outcome.result;
    if (orders.length === 0) return told(text('unreported.none'));
    const card = unreportedCard(orders);
    return { ...card, choices: [...(card.choices ?? []), [menuButton]] };
  },
});
