// 用订单号查询: for people who ordered elsewhere, by phone or from another chat. Number and phone must belong together;
// which of the two is wrong is not said.

import { requesterCard } from '../../domain/cards/requester-card.ts';
import { text } from '../../domain/message.ts';
import { parsePhone } from '../../domain/phone.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../answers.ts';
import { numberFrom } from '../arguments.ts';
import { choice, type Dialogue, type Reply } from '../dialogue.ts';
import { residentNav } from '../nav.ts';

interface Finding {
  readonly number?: string;
}

export const find: Dialogue<Finding> = {
  name: 'find',
  start({ args: [typed] }) {
    const number = numberFrom(typed);
    const finding = number === undefined ? {} : { number };
    return asked(finding, ask(finding));
  },
  step(finding, input) {
    if (input.kind === 'choice' && input.id === 'back')
      return finding.number === undefined ? handOver('/menu') : asked({}, ask({}));
    if (finding.number === undefined) {
      const number = input.kind === 'text' ? numberFrom(input.text) : undefined;
      return number === undefined
        ? askedAgain(finding, text('find.wrong_number'), ask(finding))
        : asked({ number }, ask({ number }));
    }
    const phone =
      input.kind === 'text'
        ? parsePhone(input.text)
        : input.kind === 'contact' && input.own
          ? parsePhone(input.phone)
          : undefined;
    if (phone === undefined) return askedAgain(finding, text('phone.wrong'), ask(finding));
    return { state: finding, replies: [], command: { type: 'find-order', number: finding.number, phone } };
  },
  ask,
  conclude(_, outcome) {
    if (outcome.type !== 'find-order') return lost;
    const { result } = outcome;
    if (!result.found)
      return ended(told(text(result.wait ? 'find.wait' : 'find.none'), choice('/find', text('find.again'))));
    // To look is all the number and the phone allow: what changes an order is for the chat that made it.
    return ended(
      told(
        { lines: [requesterCard(result.order.view).text, text('find.only_look')] },
        choice('/callback', text('menu.callback')),
      ),
    );
  },
};

function ask({ number }: Finding): Reply {
  return { text: text(number === undefined ? 'find.ask_number' : 'find.ask_phone'), choices: [residentNav] };
}
