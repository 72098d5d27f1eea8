// How a requester is told that something was done to an order, or that it had changed before.

import type { Acted } from '../../domain/acted.ts';
import { requesterCard } from '../../domain/cards/requester-card.ts';
import { type Text, text } from '../../domain/message.ts';
import type { OrderState } from '../../domain/order-lifecycle.ts';
import type { OrderView } from '../../domain/order-view.ts';
import { told } from '../answers.ts';
import { choice, type Reply } from '../dialogue.ts';

export const ordersButton = choice('/orders', text('menu.orders'));

export const notFound: Reply = told(text('my.not_found'), ordersButton);

export function tellActed(result: Acted, news: Text): Reply {
  if (result.ok) return requesterCard(result.order, news);
  return result.reason === 'not_found' ? notFound : tooLate(result.order);
}

/** 「这张订单刚刚有变化,现在是:已取消」, with the order as it is now. */
export const tooLate = (order: OrderView): Reply => requesterCard(order, changed(order));

export const changed = ({ state }: OrderView): Text => text('my.changed', { state: text(`state.${state}`) });

/** Whether the requester may still move or cancel it. */
export const isOpen = (state: OrderState): boolean =>
  state === 'submitted' || state === 'proposed' || state === 'offered' || state === 'confirmed';
