// /callback: 请民警回电话. One tap where the number is known, one number where it is not.

import { text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../answers.ts';
import { choice, type Dialogue, type Reply, type Step } from '../dialogue.ts';
import { cancel } from '../nav.ts';
import { phoneFrom } from '../order/step-contact.ts';
import { allButton } from './make.ts';

interface Calling {
  readonly phone?: string;
}

export const callback: Dialogue<Calling> = {
  name: 'callback',
  start(_, { person: { phone } }) {
    const calling = phone === undefined ? {} : { phone };
    return asked(calling, ask(calling));
  },
  step(calling, input) {
    if (input.kind === 'choice' && input.id === 'back') return handOver('/menu');
    if (input.kind === 'choice' && input.id === 'other') return asked({}, ask({}));
    if (input.kind === 'choice' && input.id === 'yes' && calling.phone !== undefined) return ring(calling.phone);
    const phone = phoneFrom(input);
    if (phone !== undefined) return ring(phone, [{ text: text('phone.noted'), contact: 'remove' }]);
    return askedAgain(calling, text(calling.phone === undefined ? 'phone.wrong' : 'callback.tap'), ask(calling));
  },
  ask,
  conclude(_, outcome) {
    if (outcome.type !== 'submit-request') return lost;
    return ended({ ...told(text('callback.received', { number: outcome.result.number }), allButton) });
  },
};

function ask({ phone }: Calling): Reply {
  if (phone === undefined) return { text: text('phone.ask'), choices: [nav], contact: 'ask' };
  return {
    text: text('callback.confirm', { phone }),
    choices: [[choice('yes', text('callback.yes'))], [choice('other', text('callback.other'))], nav],
  };
}

const nav = [choice('back', text('nav.back')), cancel];

const ring = (phone: string, replies: readonly Reply[] = []): Step<Calling> => ({
  state: { phone },
  replies,
  command: { type: 'submit-request', kind: 'callback', phone },
});
