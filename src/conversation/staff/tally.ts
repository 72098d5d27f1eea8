// 举手统计: the speaker asks for a show of hands, from 5 down to 1, and counts by tapping, or types the numbers.

import type { OrderId } from '../../domain/ids.ts';
import { text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice, type Dialogue, type Reply, type Step } from '../dialogue.ts';
import { staffNav } from '../nav.ts';
import { askHands, type Hands, handsBefore, handsUp, noHands, takeHands } from '../pickers/hands-picker.ts';
import { notDone } from './acted.ts';

interface Tally extends Hands {
  readonly orderId: OrderId;
}

export const tally: Dialogue<Tally> = {
  name: 'tally',
  start({ args: [order] }) {
    const orderId = idFrom(order);
    return orderId === undefined ? lost : open({ orderId, ...noHands });
  },
  step(tally, input) {
    const { orderId } = tally;
    if (input.kind === 'choice' && input.id === 'back') {
      const before = handsBefore(tally);
      return before ? open({ ...tally, ...before }) : handOver(`/talk ${orderId}`);
    }
    const taken = takeHands(tally, input);
    switch (taken.kind) {
      case 'stay':
        return open({ orderId, ...taken.hands });
      case 'problem':
        return askedAgain(tally, taken.text, ask(tally));
      case 'counted':
        return { state: tally, replies: [], command: { type: 'tally', orderId, counts: taken.counts } };
    }
  },
  ask,
  conclude(tally, outcome) {
    if (outcome.type !== 'tally' || !tally) return lost;
    const { result } = outcome;
    if (result.ok)
      return ended(
        told(text('tally.done', { hands: handsUp(tally.counts) }), choice(`/qr ${tally.orderId}`, text('talk.qr'))),
      );
    return ended(result.reason === 'not_open' ? told(text('tally.not_open')) : notDone(result, 'talk'));
  },
};

const open = (tally: Tally): Step<Tally> => asked(tally, ask(tally));

function ask(tally: Tally): Reply {
  return askHands(tally, staffNav);
}
