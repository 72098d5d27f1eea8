// /forget: says what is erased and what is kept, and does it only after that.

import type { Outcome } from '../../domain/commands.ts';
import { text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../answers.ts';
import { choice, type Dialogue, type Reply } from '../dialogue.ts';
import { ordersButton } from './acted.ts';

interface Forgetting {
  readonly sure?: true;
}

export const forget: Dialogue<Forgetting> = {
  name: 'forget',
  start: () => asked({}, ask()),
  step(forgetting, input) {
    if (input.kind !== 'choice') return askedAgain(forgetting, text('more.tap'), ask());
    if (input.id === 'yes') return { state: { sure: true }, replies: [], command: { type: 'forget' } };
    return handOver('/menu');
  },
  ask,
  conclude(_, outcome) {
    if (outcome.type !== 'forget') return lost;
    const { openOrders } = outcome.result;
    if (openOrders.length > 0) return ended(standInTheWay(openOrders));
    return { ...ended(told(text('forget.done'))), forgets: true };
  },
};

/** Each can be cancelled from here; for many there is the list. */
const standInTheWay = (open: Extract<Outcome, { type: 'forget' }>['result']['openOrders']): Reply =>
  told(
    text('forget.open_orders', { many: open.length }),
    ...open
      .slice(0, 5)
      .map(({ id, number, version }) => choice(`/cancel_order ${id} ${version}`, text('forget.cancel', { number }))),
    ordersButton,
    choice('/forget', text('forget.again')),
  );

function ask(): Reply {
  return {
    text: text('forget.ask'),
    choices: [[choice('yes', text('forget.yes'))], [choice('back', text('forget.no'))]],
  };
}
