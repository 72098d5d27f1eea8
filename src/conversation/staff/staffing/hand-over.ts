// 请同事代讲: a speaker proposes a colleague, a coordinator says yes or no. No question stays open.

import { text } from '../../../domain/message.ts';
import { told } from '../../answers.ts';
import { idFrom, targetFrom } from '../../arguments.ts';
import { choice } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { rows } from '../../nav.ts';
import { pageFrom, pageOf } from '../../pages.ts';
import { lookButton, notDone, notFreeText, whatHappened } from '../acted.ts';

const pageSize = 10;

export const handOverList = createErrand({
  name: 'hand_over',
  target([order, page]) {
    const orderId = idFrom(order);
    return orderId === undefined ? undefined : { orderId, page: pageFrom(page) };
  },
  command: ({ orderId }) => ({ type: 'list-colleagues', orderId }),
  tell(outcome, { page }) {
    if (outcome.type !== 'list-colleagues') return undefined;
    const { order, colleagues, waiting } = outcome.result;
    if (!order) return told(text('staff.not_found'));
    const look = lookButton(order, 'talk');
    if (order.state !== 'confirmed') return told(whatHappened(order), look);
    if (waiting !== undefined) return told(text('handover.waiting', { number: order.number, name: waiting }), look);
    if (colleagues.length === 0) return told(text('handover.nobody'), look);
    const { shown, turn } = pageOf(colleagues, page, pageSize, (at) => `/hand_over ${order.id} ${at}`);
    const buttons = shown.map(({ id, name }) => choice(`/hand_to ${order.id} ${order.version} ${id}`, name));
    return {
      text: text('handover.ask', { number: order.number }),
      choices: [...rows(buttons, 2), ...turn, [look]],
    };
  },
});

export const handTo = createErrand({
  name: 'hand_to',
  target(args) {
    const target = targetFrom(args);
    const toId = idFrom(args[2]);
    return target && toId !== undefined ? { ...target, toId } : undefined;
  },
  command: (target) => ({ type: 'ask-hand-over', ...target }),
  tell(outcome) {
    if (outcome.type !== 'ask-hand-over') return undefined;
    const { result } = outcome;
    if (result.ok) {
      const { order, to } = result;
      return told(text('handover.asked', { number: order.number, name: to }), lookButton(order, 'talk'));
    }
    if (result.reason === 'not_free') {
      const { order } = result;
      const again = choice(`/hand_over ${order.id}`, text('handover.button'));
      return told(text('handover.no_longer'), again, lookButton(order, 'talk'));
    }
    if (result.reason === 'waiting') return told(text('handover.one_waits'), lookButton(result.order, 'talk'));
    return notDone(result, 'talk');
  },
});

export const grantHandOver = decision(true);
export const denyHandOver = decision(false);

function decision(grant: boolean) {
  return createErrand({
    name: grant ? 'grant_hand_over' : 'deny_hand_over',
    target: ([id]) => idFrom(id),
    command: (handOverId) => ({ type: 'decide-hand-over', handOverId, grant }),
    tell(outcome) {
      if (outcome.type !== 'decide-hand-over') return undefined;
      const { result } = outcome;
      if (result.ok) {
        const { order, from, to } = result;
        const key = grant ? 'handover.granted' : 'handover.denied_done';
        return told(text(key, { number: order.number, from, to }), lookButton(order, 'card'));
      }
      if (result.reason === 'decided') {
        const key = result.granted ? 'handover.already_granted' : 'handover.already_denied';
        return told(text(key, { number: result.order.number }), lookButton(result.order, 'card'));
      }
      if (result.reason === 'not_free') return told(notFreeText(result), lookButton(result.order, 'card'));
      return notDone(result, 'card');
    },
  });
}
