// 取消订单: one reason, one tap. Where the order has changed meanwhile, the person says again whether to cancel it.

import { text } from '../../domain/message.ts';
import { type CancelReason, cancelReasons } from '../../domain/order-lifecycle.ts';
import { asked, askedAgain, ended, handOver, lost } from '../answers.ts';
import { type OrderTarget, targetFrom } from '../arguments.ts';
import { choice, type Dialogue, type Reply, type Step } from '../dialogue.ts';
import { backNav, rows } from '../nav.ts';
import { changed, isOpen, tellActed } from './acted.ts';

interface Cancelling extends OrderTarget {
  /** Given before the order was found to have changed. */
  readonly reason?: CancelReason;
}

export const cancelOrder: Dialogue<Cancelling> = {
  name: 'cancel_order',
  start({ args }) {
    const target = targetFrom(args);
    return target ? asked(target, ask(target)) : lost;
  },
  step(cancelling, input) {
    if (input.kind !== 'choice') return askedAgain(cancelling, text('more.tap'), ask(cancelling));
    if (input.id === 'back') return handOver(`/my ${cancelling.orderId}`);
    const reason = input.id === 'still' ? cancelling.reason : cancelReasons.find((known) => known === input.id);
    return reason ? cancelFor(cancelling, reason) : askedAgain(cancelling, text('more.tap'), ask(cancelling));
  },
  ask,
  conclude(cancelling, outcome) {
    if (outcome.type !== 'cancel-order' || !cancelling) return lost;
    const { result } = outcome;
    if (!result.ok && result.reason === 'already' && isOpen(result.order.state)) {
      const now = { ...cancelling, version: result.order.version };
      return askedAgain(now, changed(result.order), ask(now));
    }
    return ended(tellActed(result, text('my.cancelled')));
  },
};

function cancelFor({ orderId, version }: Cancelling, reason: CancelReason): Step<Cancelling> {
  return {
    state: { orderId, version, reason },
    replies: [],
    command: { type: 'cancel-order', orderId, version, reason },
  };
}

function ask({ reason }: Cancelling): Reply {
  if (reason) return { text: text('my.still_cancel'), choices: [[choice('still', text('my.cancel'))], backNav] };
  const reasons = cancelReasons.map((known) => choice(known, text(`reason.cancel.${known}`)));
  return { text: text('my.ask_cancel'), choices: [...rows(reasons, 2), backNav] };
}
