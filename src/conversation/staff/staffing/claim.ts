// 抢单: a coordinator opens an order to all who could give it. Asked once more, since many people are told.

import { text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { type OrderTarget, targetFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Reply } from '../../dialogue.ts';
import { staffNav } from '../../nav.ts';
import { lookButton, notDone } from '../acted.ts';

export const claim: Dialogue<OrderTarget> = {
  name: 'claim',
  start({ args }) {
    const target = targetFrom(args);
    return target ? asked(target, ask()) : lost;
  },
  step(target, input) {
    if (input.kind === 'choice' && input.id === 'back') return handOver(`/card ${target.orderId}`);
    if (input.kind !== 'choice' || input.id !== 'yes') return askedAgain(target, text('claim.tap'), ask());
    return { state: target, replies: [], command: { type: 'open-claim', ...target } };
  },
  ask,
  conclude(_, outcome) {
    if (outcome.type !== 'open-claim') return lost;
    const { result } = outcome;
    if (result.ok) {
      const { order, asked: many } = result;
      return ended(told(text('claim.opened', { number: order.number, many }), lookButton(order, 'card')));
    }
    if (result.reason === 'not_found' || result.reason === 'already') return ended(notDone(result, 'card'));
    const { order, reason } = result;
    return ended(
      told(
        text(`claim.${reason}`, { number: order.number }),
        choice(`/reassign ${order.id}`, text('card.reassign')),
        lookButton(order, 'card'),
      ),
    );
  },
};

function ask(): Reply {
  return { text: text('claim.confirm'), choices: [[choice('yes', text('claim.yes'))], staffNav] };
}
