// 评一评: one to five stars, then a word if the person likes. Both can be changed for as long as ratings are open.

import { maxText } from '../../domain/draft.ts';
import type { OrderId } from '../../domain/ids.ts';
import { text } from '../../domain/message.ts';
import { asked, askedAgain, ended, lost, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice, type Dialogue, type Reply, type Step } from '../dialogue.ts';
import { cancel } from '../nav.ts';
import { notFound, ordersButton, tooLate } from './acted.ts';

interface Rating {
  readonly orderId: OrderId;
  /** Given and kept: the comment is what is asked now. */
  readonly score?: number;
  readonly commented?: boolean;
}

export const rate: Dialogue<Rating> = {
  name: 'rate',
  start({ args: [order, stars] }) {
    const orderId = idFrom(order);
    if (orderId === undefined) return lost;
    const score = scoreFrom(stars);
    return score === undefined ? asked({ orderId }, ask({ orderId })) : give({ orderId }, score);
  },
  step(rating, input) {
    const { orderId } = rating;
    if (rating.score === undefined) {
      const score = scoreFrom(input.kind === 'choice' ? input.id : input.kind === 'text' ? input.text : undefined);
      return score === undefined ? askedAgain(rating, text('rate.tap'), ask(rating)) : give(rating, score);
    }
    if (input.kind === 'choice') return ended(thanks(rating.score));
    if (input.kind !== 'text') return askedAgain(rating, text('more.type'), ask(rating));
    if ([...input.text].length > maxText)
      return askedAgain(rating, text('text.too_long', { most: maxText }), ask(rating));
    return {
      state: { ...rating, commented: true },
      replies: [],
      command: { type: 'rate-order', orderId, comment: input.text },
    };
  },
  ask,
  conclude(rating, outcome) {
    if (outcome.type !== 'rate-order' || !rating) return lost;
    const { result } = outcome;
    if (!result.ok) {
      if (result.reason === 'not_found') return ended(notFound);
      return ended(result.reason === 'already' ? tooLate(result.order) : told(text('rate.not_open'), ordersButton));
    }
    return rating.commented && rating.score !== undefined ? ended(thanks(rating.score)) : asked(rating, ask(rating));
  },
};

const give = ({ orderId }: Rating, score: number): Step<Rating> => ({
  state: { orderId, score },
  replies: [],
  command: { type: 'rate-order', orderId, score },
});

function ask({ score }: Rating): Reply {
  if (score !== undefined)
    return { text: text('rate.ask_comment', { score, most: maxText }), choices: [[choice('skip', text('rate.skip'))]] };
  return {
    text: text('rate.ask'),
    choices: [[5, 4, 3, 2, 1].map((stars) => choice(String(stars), text('rate.stars', { score: stars }))), [cancel]],
  };
}

const thanks = (score: number): Reply => told(text('rate.thanks', { score }), ordersButton);

const scoreFrom = (word: string | undefined): number | undefined => {
  const plain = word?.normalize('NFKC').trim();
  return plain !== undefined && /^[1-5]\s*(?:分|星)?$/.test(plain) ? Number(plain[0]) : undefined;
};
