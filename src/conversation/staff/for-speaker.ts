// 电话答复: a coordinator enters what a speaker without a chat said on the phone.

import { text } from '../../domain/message.ts';
import { told } from '../answers.ts';
import { idFrom, type OrderTarget, targetFrom } from '../arguments.ts';
import { createErrand } from '../errand.ts';
import { lookButton, notDone } from './acted.ts';

export const acceptFor = answerFor('accept');
export const declineFor = answerFor('decline');

interface AnswerTarget extends OrderTarget {
  readonly speakerId?: number;
}

function answerFrom(args: readonly string[]): AnswerTarget | undefined {
  const order = targetFrom(args);
  const speakerId = idFrom(args[2]);
  return order && { ...order, ...(speakerId !== undefined && { speakerId }) };
}

function answerFor(answer: 'accept' | 'decline') {
  return createErrand<AnswerTarget>({
    name: `${answer}_for`,
    target: answerFrom,
    command: (target) => ({ type: 'answer-for-speaker', ...target, answer }),
    tell(outcome) {
      if (outcome.type !== 'answer-for-speaker') return undefined;
      const { result } = outcome;
      if (!result.ok) return notDone(result, 'card');
      const done = answer === 'accept' ? 'for_speaker.accepted' : 'for_speaker.declined';
      return told(text(done, { number: result.order.number }), lookButton(result.order, 'card'));
    },
  });
}

export const deliverFor = createErrand<OrderTarget>({
  name: 'deliver_for',
  target: targetFrom,
  command: (target) => ({ type: 'deliver-for-speaker', ...target }),
  tell(outcome) {
    if (outcome.type !== 'deliver-for-speaker') return undefined;
    const { result } = outcome;
    if (result.ok) return told(text('for_speaker.delivered', { number: result.order.number }));
    return result.reason === 'too_early' ? told(text('deliver.too_early')) : notDone(result, 'card');
  },
});
