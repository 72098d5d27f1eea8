// 抢单: a coordinator opens an order to all who could give it. Asked once more, with how many that is, since all of them
// are told.

import type { ClaimOpened } from '../../../domain/commands-staffing.ts';
import { text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { type OrderTarget, targetFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Reply } from '../../dialogue.ts';
import { staffNav } from '../../nav.ts';
import { lookButton, notDone } from '../acted.ts';

interface Claim extends OrderTarget {
  /** Unknown until it is looked up. */
  readonly many?: number;
}

export const claim: Dialogue<Claim> = {
  name: 'claim',
  start({ args }) {
    const target = targetFrom(args);
    return target ? { state: target, replies: [], command: { type: 'preview-claim', ...target } } : lost;
  },
  step(state, input) {
    const { orderId, version } = state;
    if (input.kind === 'choice' && input.id === 'back') return handOver(`/card ${orderId}`);
    if (input.kind !== 'choice' || input.id !== 'yes') return askedAgain(state, text('claim.tap'), ask(state));
    return { state, replies: [], command: { type: 'open-claim', orderId, version } };
  },
  ask,
  conclude(state, outcome) {
    if (!state || (outcome.type !== 'preview-claim' && outcome.type !== 'open-claim')) return lost;
    const { result } = outcome;
    if (!result.ok) return ended(notOpened(result));
    const { order, asked: many } = result;
    if (outcome.type === 'open-claim')
      return ended(told(text('claim.opened', { number: order.number, many }), lookButton(order, 'card')));
    const found = { ...state, many };
    return asked(found, ask(found));
  },
};

function notOpened(result: ClaimOpened & { ok: false }): Reply {
  if (result.reason === 'not_found' || result.reason === 'already') return notDone(result, 'card');
  const { order, reason } = result;
  return told(
    text(`claim.${reason}`, { number: order.number }),
    choice(`/reassign ${order.id}`, text('card.reassign')),
    lookButton(order, 'card'),
  );
}

function ask({ many = 0 }: Claim): Reply {
  return {
    text: text('claim.confirm', { count: many }),
    choices: [[choice('yes', text('claim.yes'))], staffNav],
  };
}
