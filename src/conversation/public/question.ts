// 提问: a question for the speaker of one of the person's talks. Without a talk it becomes a request for advice.

import { requesterCard } from '../../domain/cards/requester-card.ts';
import { maxText } from '../../domain/draft.ts';
import type { OrderId } from '../../domain/ids.ts';
import { type Choice, text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice, type Dialogue, type Reply } from '../dialogue.ts';
import { residentNav } from '../nav.ts';
import { isOpen, notFound } from './acted.ts';
import { orderLabel } from './orders.ts';

interface Questioning {
  readonly orderId?: OrderId;
  /** Buttons of the talks to choose from. */
  readonly among?: readonly Choice[];
}

export const question: Dialogue<Questioning> = {
  name: 'question',
  start({ args: [order] }) {
    if (order === undefined) return { state: {}, replies: [], command: { type: 'list-orders' } };
    const orderId = idFrom(order);
    return orderId === undefined ? lost : asked({ orderId }, ask({ orderId }));
  },
  step(questioning, input) {
    if (input.kind === 'choice' && input.id === 'back') return handOver('/menu');
    const { orderId, among } = questioning;
    if (orderId === undefined) {
      const chosen =
        input.kind === 'choice' && among?.some(({ id }) => id === input.id) ? idFrom(input.id.slice(2)) : undefined;
      return chosen === undefined
        ? askedAgain(questioning, text('more.tap'), ask(questioning))
        : asked({ orderId: chosen }, ask({ orderId: chosen }));
    }
    if (input.kind !== 'text') return askedAgain(questioning, text('more.type'), ask(questioning));
    if ([...input.text].length > maxText)
      return askedAgain(questioning, text('text.too_long', { most: maxText }), ask(questioning));
    return { state: questioning, replies: [], command: { type: 'add-question', orderId, text: input.text } };
  },
  ask,
  conclude(_, outcome) {
    if (outcome.type === 'list-orders') return choose(outcome.result.orders.filter(({ state }) => isOpen(state)));
    if (outcome.type !== 'add-question') return lost;
    const { result } = outcome;
    if (result.ok) return ended(requesterCard(result.order, text('question.noted')));
    return ended(
      result.reason === 'not_found' ? notFound : { ...requesterCard(result.order, text('question.closed')) },
    );
  },
};

function choose(orders: Parameters<typeof orderLabel>[0][]) {
  const [only] = orders;
  if (!only)
    return ended(
      told(
        text('question.no_talk'),
        choice('/request advice', text('question.as_request')),
        choice('/order', text('menu.order')),
      ),
    );
  if (orders.length === 1) return asked({ orderId: only.id }, ask({ orderId: only.id }));
  const among = orders.map((order) => choice(`o:${order.id}`, orderLabel(order)));
  return asked({ among }, ask({ among }));
}

function ask({ orderId, among = [] }: Questioning): Reply {
  if (orderId === undefined)
    return { text: text('question.which'), choices: [...among.map((one) => [one]), residentNav] };
  return { text: text('question.ask', { most: maxText }), choices: [residentNav] };
}
