// What the coordinator asked: another time, with one tap for yes or no; or a question, answered in the person's words.

import { maxText } from '../../domain/draft.ts';
import { text } from '../../domain/message.ts';
import { idFrom } from '../arguments.ts';
import { createErrand } from '../errand.ts';
import { createTextDialogue } from '../free-text.ts';
import { residentNav } from '../nav.ts';
import { tellActed } from './acted.ts';

export const answerCounter = createErrand({
  name: 'counter',
  target([id, word]) {
    const counterOfferId = idFrom(id);
    if (counterOfferId === undefined || (word !== 'yes' && word !== 'no')) return undefined;
    return { counterOfferId, yes: word === 'yes' };
  },
  command: (answer) => ({ type: 'answer-counter', ...answer }),
  tell(outcome, { yes }) {
    if (outcome.type !== 'answer-counter') return undefined;
    return tellActed(outcome.result, text(yes ? 'counter.moved' : 'counter.kept'));
  },
});

export const answerInquiry = createTextDialogue<{ readonly inquiryId: number }>({
  name: 'answer',
  question: text('inquiry.type', { most: maxText }),
  nav: residentNav,
  target([inquiry]) {
    const inquiryId = idFrom(inquiry);
    return inquiryId === undefined ? undefined : { inquiryId };
  },
  home: () => '/orders',
  command: ({ inquiryId }, words) => ({ type: 'answer-inquiry', inquiryId, text: words }),
  tell: (outcome) => (outcome.type === 'answer-inquiry' ? tellActed(outcome.result, text('inquiry.noted')) : undefined),
});
