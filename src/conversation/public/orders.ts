// 我的订单: the list, and one of them with what can still be done.

import { topicText } from '../../domain/cards/order-lines.ts';
import { counterCard, inquiryCard, requesterCard } from '../../domain/cards/requester-card.ts';
import { type Choice, text } from '../../domain/message.ts';
import type { OrderView } from '../../domain/order-view.ts';
import { menuButton } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice, type Reply } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { pageFrom, pageOf } from '../pages.ts';
import { notFound } from './acted.ts';

export const orders = createErrand({
  name: 'orders',
  target: ([page]) => ({ page: pageFrom(page) }),
  command: () => ({ type: 'list-orders' }),
  tell(outcome, { page }) {
    if (outcome.type !== 'list-orders') return undefined;
    const mine = outcome.result.orders;
    const { shown, turn } = pageOf(mine, page, pageSize, (at) => `/orders ${at}`);
    return {
      text: text(mine.length > 0 ? 'my.list' : 'my.none'),
      choices: [
        ...shown.map((order) => [choice(`/my ${order.id}`, orderLabel(order))]),
        ...turn,
        [choice('/order', text('menu.order'))],
        [choice('/find', text('my.find'))],
        [menuButton],
      ],
    };
  },
});

export const myOrder = createErrand({
  name: 'my',
  target: ([order]) => idFrom(order),
  command: (orderId) => ({ type: 'show-order', orderId }),
  tell(outcome) {
    if (outcome.type !== 'show-order') return undefined;
    const { order } = outcome.result;
    return order ? withQuestions(order) : notFound;
  },
});

/** The place tells the orders of several villages apart; a narrow button cuts the topic off first. */
export const orderLabel = (order: OrderView) =>
  text('my.line', {
    number: order.number,
    state: text(`state.${order.state}`),
    place: { names: order.placeName },
    topic: topicText(order),
  });

const pageSize = 8;

/** The order, and below it what the coordinator still waits to hear. */
function withQuestions(order: OrderView): Reply {
  const card = requesterCard(order);
  const asked = [
    ...(order.counterOffer ? [counterCard(order, order.counterOffer)] : []),
    ...(order.inquiry && order.inquiry.answer === undefined ? [inquiryCard(order, order.inquiry)] : []),
  ];
  const buttons: (readonly Choice[])[] = asked.flatMap(({ choices }) => choices ?? []);
  return {
    text: { lines: [card.text, ...asked.flatMap((question) => ['', question.text])] },
    choices: [...buttons, ...(card.choices ?? []), [menuButton]],
  };
}
