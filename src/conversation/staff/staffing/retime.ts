// 另约时间: a counter-offer of another day and half-day, which the requester answers with one tap.

import { text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { type OrderTarget, targetFrom } from '../../arguments.ts';
import type { Dialogue, Facts, Reply } from '../../dialogue.ts';
import { staffNav } from '../../nav.ts';
import { pickWhen, type WhenPicker, whenChoices, whenQuestion } from '../../pickers/when-picker.ts';
import { notDone } from '../acted.ts';
import { toBeRung } from '../for-requester.ts';

interface Retime extends OrderTarget {
  readonly when: WhenPicker;
}

export const retime: Dialogue<Retime> = {
  name: 'retime',
  start({ args }, facts) {
    const target = targetFrom(args);
    return target ? again({ ...target, when: {} }, facts) : lost;
  },
  step(retime, input, facts) {
    if (input.kind === 'choice' && input.id === 'back') {
      if (retime.when.day !== undefined) return again({ ...retime, when: {} }, facts);
      return handOver(`/card ${retime.orderId}`);
    }
    const picked = pickWhen(retime.when, input, facts, anyHalf);
    if (picked.kind === 'problem') return askedAgain(retime, picked.text, ask(retime, facts));
    if (picked.kind === 'stay') return again({ ...retime, when: picked.picker }, facts);
    const { orderId, version } = retime;
    return { state: retime, replies: [], command: { type: 'counter-offer', orderId, version, window: picked.window } };
  },
  ask,
  conclude(retime, outcome, facts) {
    if (outcome.type !== 'counter-offer' || !retime) return lost;
    const { result } = outcome;
    if (result.ok) return ended(toBeRung(result.order) ?? told(text('retime.done', { number: result.order.number })));
    if (result.reason === 'not_found' || result.reason === 'already') return ended(notDone(result, 'card'));
    if (result.reason === 'waiting') return ended(told(text('retime.waiting')));
    const anew = { ...retime, when: {} };
    return askedAgain(anew, text(result.reason === 'dusk' ? 'when.dusk_only' : 'when.past'), ask(anew, facts));
  },
};

/** Whether the format needs the dark is for the service to say: the order is not read here. */
const anyHalf = () => true;

const again = (retime: Retime, facts: Facts) => asked(retime, ask(retime, facts));

function ask({ when }: Retime, facts: Facts): Reply {
  return {
    text: { lines: [text('retime.ask'), whenQuestion(when)] },
    choices: [...whenChoices(when, facts, anyHalf), staffNav],
  };
}
