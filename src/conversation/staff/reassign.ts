// 换人: everybody who could give the talk, with reasons, one button each; nobody: which rules stand in the way.

import { reasonLines, refusalLines } from '../../domain/cards/coordinator-card.ts';
import { type Text, text } from '../../domain/message.ts';
import { holdsBooking } from '../../domain/order-lifecycle.ts';
import type { OrderView } from '../../domain/order-view.ts';
import type { Candidate } from '../../domain/proposal.ts';
import { menuButton, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice, type Reply } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { rows } from '../nav.ts';
import { pageFrom, pageOf } from '../pages.ts';
import { lookButton, whatHappened } from './acted.ts';
import { orderLine } from './order-line.ts';

type Named = Candidate & { readonly name: string };

export const reassign = createErrand({
  name: 'reassign',
  target([order, page]) {
    const orderId = idFrom(order);
    return orderId === undefined ? undefined : { orderId, page: pageFrom(page) };
  },
  command: ({ orderId }) => ({ type: 'list-eligible', orderId }),
  tell(outcome, { page }) {
    if (outcome.type !== 'list-eligible') return undefined;
    const { order, candidates } = outcome.result;
    if (!order) return told(text('staff.not_found'));
    if (holdsBooking(order.state)) return mustRecall(order);
    if (order.state !== 'submitted' && order.state !== 'proposed')
      return told(whatHappened(order), lookButton(order, 'card'));
    return candidates.length > 0 ? list(order, candidates, page) : nobody(order);
  },
});

const pageSize = 8;

function list(order: OrderView, candidates: readonly Named[], wanted: number): Reply {
  const { shown, turn } = pageOf(candidates, wanted, pageSize, (page) => `/reassign ${order.id} ${page}`);
  const buttons = shown.map(({ name, speakerId }) =>
    choice(`/approve ${order.id} ${order.version} ${speakerId}`, name),
  );
  return {
    text: { lines: [text('reassign.ask'), orderLine(order), ...shown.map(candidateText)] },
    choices: [...rows(buttons, 2), ...turn, ...otherWays(order)],
  };
}

const candidateText = (candidate: Named): Text => ({
  lines: [
    text('reassign.candidate', { name: candidate.name, when: { instant: candidate.startsAt, style: 'day-time' } }),
    ...reasonLines(candidate),
  ],
});

/** Why nobody, rule by rule, with counts. */
function nobody(order: OrderView): Reply {
  const refusals = order.proposal ? refusalLines(order.proposal) : [];
  return { text: { lines: [text('card.nobody'), orderLine(order), ...refusals] }, choices: otherWays(order) };
}

const otherWays = (order: OrderView) => [
  [choice(`/retime ${order.id} ${order.version}`, text('card.retime')), choice(`/ask ${order.id}`, text('card.ask'))],
  [lookButton(order, 'card'), menuButton],
];

const mustRecall = (order: OrderView): Reply =>
  told(
    { lines: [whatHappened(order), text('reassign.must_recall')] },
    choice(`/recall ${order.id} ${order.version}`, text('recall.yes')),
    lookButton(order, 'card'),
  );
