// 请同事代讲 as a coordinator sees it: who, for whom, which talk, and the two answers.

import type { HandOverView } from '../commands-staffing.ts';
import { blankLine, type Message, type Text, text } from '../message.ts';
import { orderLines } from './order-lines.ts';

export const handOverCard = (view: HandOverView): Message => ({
  text: { lines: lines(view) },
  choices: [
    [
      { id: `/grant_hand_over ${view.id}`, label: text('handover.grant') },
      { id: `/deny_hand_over ${view.id}`, label: text('handover.deny') },
    ],
    [{ id: `/card ${view.order.id}`, label: text('staff.look', { number: view.order.number }) }],
  ],
});

/** Denied, by whom. */
export const settledHandOver = (view: HandOverView, by: Text): Message => ({
  text: { lines: [...lines(view), blankLine, text('handover.denied_by', { who: by })] },
});

const lines = ({ from, to, order }: HandOverView): Text[] => [
  text('handover.title', { from, to, number: order.number }),
  ...orderLines(order),
];
