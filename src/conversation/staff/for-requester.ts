// 电话答复: a coordinator enters what a requester without a chat said on the phone to what they were asked.

import { maxText } from '../../domain/draft.ts';
import { text } from '../../domain/message.ts';
import type { OrderView } from '../../domain/order-view.ts';
import { told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import type { Reply } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { createTextDialogue } from '../free-text.ts';
import { lookButton, notDone } from './acted.ts';

/** Where nobody is told by a message: the coordinator is to ring. */
export const toBeRung = (order: OrderView): Reply | undefined =>
  order.askedByPhone
    ? told(text('for_requester.ring', { number: order.number }), lookButton(order, 'card'))
    : undefined;

export const counterFor = createErrand({
  name: 'counter_for',
  target([id, word]) {
    const counterOfferId = idFrom(id);
    if (counterOfferId === undefined || (word !== 'yes' && word !== 'no')) return undefined;
    return { counterOfferId, yes: word === 'yes' };
  },
  command: (answer) => ({ type: 'answer-counter', ...answer }),
  tell(outcome, { yes }) {
    if (outcome.type !== 'answer-counter') return undefined;
    const { result } = outcome;
    if (!result.ok) return notDone(result, 'card');
    const { number } = result.order;
    return told(text(yes ? 'for_requester.moved' : 'for_requester.kept', { number }), lookButton(result.order, 'card'));
  },
});

export const answerFor = createTextDialogue<{ readonly inquiryId: number }>({
  name: 'answer_for',
  question: text('for_requester.type', { most: maxText }),
  target([inquiry]) {
    const inquiryId = idFrom(inquiry);
    return inquiryId === undefined ? undefined : { inquiryId };
  },
  home: () => '/queue',
  command: ({ inquiryId }, words) => ({ type: 'answer-inquiry', inquiryId, text: words }),
  tell(outcome) {
    if (outcome.type !== 'answer-inquiry') return undefined;
    const { result } = outcome;
    if (!result.ok) return notDone(result, 'card');
    return told(text('for_requester.noted', { number: result.order.number }), lookButton(result.order, 'card'));
  },
});
