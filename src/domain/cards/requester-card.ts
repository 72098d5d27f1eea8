// What the person who ordered sees: plain words for the state, the speaker once confirmed, and what can still be done.

import { blankLine, type Choice, type Message, type Text, text } from '../message.ts';
import type { OrderView } from '../order-view.ts';
import { optional, orderLines, questionLines, topicText, windowText } from './order-lines.ts';

/** `news` is the line on top that says what has just happened. */
export function requesterCard(order: OrderView, news?: Text): Message {
  return {
    text: {
      lines: [
        ...(news === undefined ? [] : [news, blankLine]),
        text('my.title', { number: order.number, state: text(`state.${order.state}`) }),
        ...orderLines(order),
        order.state === 'confirmed' || order.state === 'delivered' ? optional('my.speaker', order.speaker?.name) : '',
        optional('my.phone', order.contact?.phone),
        ...questionLines(order),
        order.state === 'refused' && order.last?.reason
          ? text('my.refused_because', { reason: text(refuseKey(order.last.reason)) })
          : '',
        order.rating?.own === undefined ? '' : text('my.rated', { score: order.rating.own }),
      ],
    },
    choices: buttons(order),
  };
}

/** 「周三下午可以吗?」, answered with one tap. */
export function counterCard(order: OrderView, counter: NonNullable<OrderView['counterOffer']>): Message {
  return {
    text: text('counter.ask', {
      number: order.number,
      topic: topicText(order),
      place: { names: order.placeName },
      when: windowText(counter.window),
    }),
    choices: [
      [
        { id: `/counter ${counter.id} yes`, label: text('counter.yes') },
        { id: `/counter ${counter.id} no`, label: text('counter.no') },
      ],
    ],
  };
}

export const inquiryCard = (order: OrderView, inquiry: NonNullable<OrderView['inquiry']>): Message => ({
  text: text('inquiry.ask', {
    number: order.number,
    topic: topicText(order),
    place: { names: order.placeName },
    question: inquiry.text,
  }),
  choices: [[{ id: `/answer ${inquiry.id}`, label: text('inquiry.answer') }]],
});

export const rateCard = (order: OrderView): Message => ({
  text: { lines: [text('rate.please', { number: order.number }), ...orderLines(order)] },
  choices: [
    [5, 4, 3, 2, 1].map((score) => ({ id: `/rate ${order.id} ${score}`, label: text('rate.stars', { score }) })),
  ],
});

function buttons({ id, version, state }: OrderView): Choice[][] {
  switch (state) {
    case 'submitted':
    case 'proposed':
    case 'offered':
    case 'confirmed':
      return [
        [
          { id: `/move ${id} ${version}`, label: text('my.move') },
          { id: `/cancel_order ${id} ${version}`, label: text('my.cancel') },
        ],
        [
          { id: `/question ${id}`, label: text('my.question') },
          { id: '/orders', label: text('menu.orders') },
        ],
      ];
    case 'delivered':
      return [
        [
          { id: `/rate ${id}`, label: text('my.rate') },
          { id: '/order again', label: text('order.again') },
        ],
      ];
    // Closed too: seven days later nothing can be rated, and 和上次一样 would mean another order than this old one.
    default:
      return [
        [
          { id: '/order', label: text('menu.order') },
          { id: '/orders', label: text('menu.orders') },
        ],
      ];
  }
}

function refuseKey(reason: string) {
  switch (reason) {
    case 'not_our_topic':
    case 'not_our_area':
    case 'no_capacity':
    case 'not_serious':
      return `reason.refuse.${reason}` as const;
    default:
      return 'reason.refuse.other';
  }
}
