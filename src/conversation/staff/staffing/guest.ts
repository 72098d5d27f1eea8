// 请外部讲师: name, phone and organisation of somebody from outside, who is given this one order.

import type { OrderId } from '../../../domain/ids.ts';
import { isForMinors } from '../../../domain/menu.ts';
import { type Text, text } from '../../../domain/message.ts';
import type { OrderView } from '../../../domain/order-view.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { targetFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Input, type Reply, type Step } from '../../dialogue.ts';
import { staffNav } from '../../nav.ts';
import { phoneFrom } from '../../order/step-contact.ts';
import { lookButton, notDone, whatHappened } from '../acted.ts';

const steps = ['name', 'phone', 'organisation', 'check'] as const;
const longest = 30;

interface Guest {
  readonly at: (typeof steps)[number];
  readonly orderId: OrderId;
  readonly version: number;
  readonly number: string;
  /** Pupils listen: somebody has to vouch for the lecturer. */
  readonly minors: boolean;
  readonly name?: string;
  readonly phone?: string;
  readonly organisation?: string;
}

export const guest: Dialogue<Guest> = {
  name: 'guest',
  start({ args }) {
    const target = targetFrom(args);
    if (!target) return lost;
    const state: Guest = { ...target, at: 'name', number: '', minors: false };
    return { state, replies: [], command: { type: 'show-card', orderId: target.orderId } };
  },
  step(state, input) {
    if (input.kind === 'choice' && input.id === 'back') {
      const before = steps[steps.indexOf(state.at) - 1];
      return before ? open({ ...state, at: before }) : handOver(`/card ${state.orderId}`);
    }
    return state.at === 'check' ? takeCheck(state, input) : takeAnswer(state, input);
  },
  ask,
  conclude(state, outcome) {
    if (outcome.type === 'show-card') return opened(state, outcome.result.order);
    if (outcome.type !== 'invite-guest') return lost;
    const { result } = outcome;
    if (result.ok) {
      const { number, speaker } = result.order;
      const words = text('guest.done', { number, name: speaker?.name ?? '' });
      return ended(told(words, lookButton(result.order, 'card')));
    }
    if (result.reason !== 'not_free') return ended(notDone(result, 'card'));
    const rules = { list: result.rules.map((rule) => text(`rule.${rule}`)) };
    const { order } = result;
    return ended(told(text('guest.not_free', { number: order.number, rules }), lookButton(order, 'card')));
  },
};

/** The order as it is now decides, not the button. */
function opened(state: Guest | undefined, order: OrderView | undefined): Step<Guest> {
  if (!state || !order) return ended(told(text('staff.not_found')));
  if (order.state !== 'submitted' && order.state !== 'proposed')
    return ended(told(whatHappened(order), lookButton(order, 'card')));
  if (!order.topic)
    return ended(told(text('guest.no_topic'), choice(`/complete ${order.id} ${order.version}`, text('card.complete'))));
  const { number, version, audience } = order;
  return open({ ...state, version, number, minors: isForMinors(audience) });
}

function takeAnswer(state: Guest, input: Input): Step<Guest> {
  const next = steps[steps.indexOf(state.at) + 1] ?? 'check';
  if (state.at === 'phone') {
    const { phone: _, ...bare } = state;
    if (input.kind === 'choice' && input.id === 'skip') return open({ ...bare, at: next });
    const phone = phoneFrom(input);
    return phone === undefined ? again(state, text('phone.wrong')) : open({ ...bare, phone, at: next });
  }
  const words = input.kind === 'text' ? input.text.replace(/\s+/g, ' ').trim() : '';
  const size = [...words].length;
  if (size < 2 || size > longest || !/\p{L}/u.test(words))
    return again(state, text('guest.wrong_name', { most: longest }));
  return open({ ...state, [state.at]: words, at: next });
}

function takeCheck(state: Guest, input: Input): Step<Guest> {
  const { orderId, version, name, phone, organisation } = state;
  if (input.kind !== 'choice' || input.id !== 'invite') return again(state, text('guest.tap_invite'));
  if (name === undefined || organisation === undefined) return open({ ...state, at: 'name' });
  const guestOf = { orderId, version, name, organisation, ...(phone !== undefined && { phone }) };
  return { state, replies: [], command: { type: 'invite-guest', ...guestOf } };
}

const open = (state: Guest): Step<Guest> => asked(state, ask(state));
const again = (state: Guest, why: Text): Step<Guest> => askedAgain(state, why, ask(state));

function ask({ at, number, minors, name = '', phone, organisation = '' }: Guest): Reply {
  if (at === 'phone')
    return { text: text('guest.ask_phone'), choices: [[choice('skip', text('guest.skip'))], staffNav] };
  if (at !== 'check') return { text: text(`guest.ask_${at}`), choices: [staffNav] };
  return {
    text: {
      lines: [
        text('guest.check', { number }),
        text('guest.line_name', { value: name }),
        text('guest.line_organisation', { value: organisation }),
        phone === undefined ? '' : text('line.phone', { value: phone }),
        minors ? text('guest.minors') : '',
      ],
    },
    choices: [[choice('invite', text('guest.invite'))], staffNav],
  };
}
