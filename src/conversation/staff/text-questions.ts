// What staff say in their own words: 问点单人, the number of the order that a duplicate repeats, a late answer.

import { maxText } from '../../domain/draft.ts';
import type { QuestionId } from '../../domain/ids.ts';
import { text } from '../../domain/message.ts';
import { told } from '../answers.ts';
import { idFrom, numberFrom, type OrderTarget, targetFrom } from '../arguments.ts';
import { choice } from '../dialogue.ts';
import { createTextDialogue } from '../free-text.ts';
import { notDone } from './acted.ts';
import { toBeRung } from './for-requester.ts';

/** 问点单人: goes to the requester, whose answer comes back to the card. */
export const askRequester = createTextDialogue<{ readonly orderId: number }>({
  name: 'ask',
  question: text('ask.ask', { most: maxText }),
  target([order]) {
    const orderId = idFrom(order);
    return orderId === undefined ? undefined : { orderId };
  },
  home: ({ orderId }) => `/card ${orderId}`,
  command: ({ orderId }, words) => ({ type: 'ask-requester', orderId, text: words }),
  tell(outcome) {
    if (outcome.type !== 'ask-requester') return undefined;
    const { result } = outcome;
    if (result.ok) return toBeRung(result.order) ?? told(text('ask.done', { number: result.order.number }));
    return result.reason === 'waiting' ? told(text('ask.waiting')) : notDone(result, 'card');
  },
});

/** Puts a duplicate into the order it repeats. */
export const merge = createTextDialogue<OrderTarget>({
  name: 'merge',
  question: text('merge.ask'),
  target: targetFrom,
  home: ({ orderId }) => `/card ${orderId}`,
  command(target, words) {
    const intoNumber = numberFrom(words);
    return intoNumber === undefined ? text('merge.wrong') : { type: 'merge', ...target, intoNumber };
  },
  tell(outcome) {
    if (outcome.type !== 'merge') return undefined;
    const { result } = outcome;
    if (result.ok) return told(text('merge.done', { number: result.order.number }));
    return result.reason === 'no_target' ? { problem: text('merge.no_target') } : notDone(result, 'card');
  },
});

/** 现场提问: what somebody in the hall asked. */
export const noteQuestion = createTextDialogue<{ readonly orderId: number }>({
  name: 'note',
  question: text('note.ask', { most: maxText }),
  target([order]) {
    const orderId = idFrom(order);
    return orderId === undefined ? undefined : { orderId };
  },
  home: ({ orderId }) => `/talk ${orderId}`,
  command: ({ orderId }, words) => ({ type: 'note-question', orderId, text: words }),
  tell(outcome) {
    if (outcome.type !== 'note-question') return undefined;
    const { result } = outcome;
    if (!result.ok) return notDone(result, 'talk');
    const { id, number } = result.order;
    return told(
      text('note.done', { number }),
      choice(`/note ${id}`, text('note.more')),
      choice(`/talk ${id}`, text('note.back')),
    );
  },
});

/** Sends the answer to a question that was left open at the talk. */
export const answerQuestion = createTextDialogue<{ readonly questionId: QuestionId }>({
  name: 'answer_question',
  question: text('owed.ask_answer', { most: maxText }),
  target([question]) {
    const questionId = idFrom(question);
    return questionId === undefined ? undefined : { questionId };
  },
  home: () => '/owed',
  command: ({ questionId }, words) => ({ type: 'answer-question', questionId, text: words }),
  tell(outcome) {
    if (outcome.type !== 'answer-question') return undefined;
    return told(text(outcome.result.ok ? 'owed.answered' : 'owed.gone'), choice('/owed', text('owed.more')));
  },
});
