// An order in one line, for lists and for the labels of their buttons.

import { topicText, whenText } from '../../domain/cards/order-lines.ts';
import { type Choice, type Text, text } from '../../domain/message.ts';
import type { OrderView } from '../../domain/order-view.ts';
import { choice } from '../dialogue.ts';
import type { Look } from './acted.ts';

export const orderLine = (order: OrderView): Text =>
  text('brief.line', {
    number: order.number,
    topic: topicText(order),
    place: { names: order.placeName },
    when: whenText(order),
  });

/** With its state: for the speaker who gives it. */
export const ownOrderLine = (order: OrderView): Text =>
  text('brief.line_with_state', { line: orderLine(order), state: text(`staff_state.${order.state}`) });

/** With its state and who gives it. */
export const orderLineWithState = (order: OrderView): Text =>
  text('brief.line_with_state', {
    line: orderLine(order),
    state: { list: [text(`staff_state.${order.state}`), order.speaker?.name ?? ''] },
  });

export const orderButton = (order: OrderView, look: Look): Choice =>
  choice(`/${look} ${order.id}`, text('brief.button', { number: order.number, place: { names: order.placeName } }));
