// How it is said that an order was acted upon, or that somebody else was quicker and who.

import type { Acted, NotFree } from '../../domain/acted.ts';
import { lastText } from '../../domain/cards/coordinator-card.ts';
import type { Outcome } from '../../domain/commands.ts';
import { type Text, type TextKey, text } from '../../domain/message.ts';
import type { OrderView } from '../../domain/order-view.ts';
import { told } from '../answers.ts';
import { choice, type Reply } from '../dialogue.ts';

/** Where the order can be looked at: a coordinator's card or a speaker's talk. */
export type Look = 'card' | 'talk';

export const lookButton = (order: OrderView, look: Look) =>
  choice(`/${look} ${order.id}`, text('staff.look', { number: order.number }));

/** The result of a command that can only succeed, come too late, or concern an order that is not theirs. */
function actedFrom(outcome: Outcome): Acted | undefined {
  switch (outcome.type) {
    case 'refuse':
    case 'coordinator-cancel':
    case 'complete':
    case 'decline-offer':
    case 'withdraw':
      return outcome.result;
    default:
      return undefined;
  }
}

/** A short word of what was done; the services put the rest on the cards. */
export function tellActed(outcome: Outcome, done: TextKey, look: Look): Reply | undefined {
  const result = actedFrom(outcome);
  if (!result) return undefined;
  return result.ok ? told(text(done, { number: result.order.number })) : notDone(result, look);
}

export function notDone(result: Exclude<Acted, { readonly ok: true }>, look: Look): Reply {
  if (result.reason === 'not_found') return told(text('staff.not_found'));
  return told(whatHappened(result.order), lookButton(result.order, look));
}

/** Which hard rules stand in the way; without any, somebody else has been booked this moment. */
export const notFreeText = ({ order, rules }: NotFree): Text =>
  text('approve.not_free', {
    number: order.number,
    rules: rules.length > 0 ? { list: rules.map((rule) => text(`rule.${rule}`)) } : text('rule.overlap'),
  });

/** 「订单 1042 · 待接单」, 「已由张三同意派单」 */
export const whatHappened = (order: OrderView): Text => ({
  lines: [text('card.title', { number: order.number, state: text(`staff_state.${order.state}`) }), lastText(order)],
});
