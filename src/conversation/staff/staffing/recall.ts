// 换人 after the approval: the offer or the accepted talk is taken back. Asked once more, since the speaker is told.

import { text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { type OrderTarget, targetFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Reply } from '../../dialogue.ts';
import { staffNav } from '../../nav.ts';
import { lookButton, notDone } from '../acted.ts';

export const recall: Dialogue<OrderTarget> = {
  name: 'recall',
  start({ args }) {
    const target = targetFrom(args);
    return target ? asked(target, ask()) : lost;
  },
  step(target, input) {
    if (input.kind === 'choice' && input.id === 'back') return handOver(`/card ${target.orderId}`);
    if (input.kind !== 'choice' || input.id !== 'yes') return askedAgain(target, text('recall.tap'), ask());
    return { state: target, replies: [], command: { type: 'recall', ...target } };
  },
  ask,
  conclude(_, outcome) {
    if (outcome.type !== 'recall') return lost;
    const { result } = outcome;
    if (!result.ok) return ended(notDone(result, 'card'));
    const { order } = result;
    return ended(
      told(
        text('recall.done', { number: order.number }),
        choice(`/reassign ${order.id}`, text('card.reassign')),
        lookButton(order, 'card'),
      ),
    );
  },
};

function ask(): Reply {
  return { text: text('recall.ask'), choices: [[choice('yes', text('recall.yes'))], staffNav] };
}
