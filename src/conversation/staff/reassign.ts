// 换人: everybody who could give the talk, with reasons, one button each, and of everybody else which rules stand in the
// way.

import { reasonLines, refusalLines } from '../../domain/cards/coordinator-card.ts';
import { lackingName, relaxationLine, verdictLine } from '../../domain/cards/why-lines.ts';
import { type Text, text } from '../../domain/message.ts';
import { holdsBooking } from '../../domain/order-lifecycle.ts';
import type { NamedCandidate, OrderView } from '../../domain/order-view.ts';
import type { Verdict } from '../../domain/proposal.ts';
import { menuButton, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice, type Reply } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { rows } from '../nav.ts';
import { pageFrom, pageOf } from '../pages.ts';
import { lookButton, whatHappened } from './acted.ts';
import { orderLine } from './order-line.ts';

type NamedVerdict = Verdict & { readonly name: string };

export const reassign = createErrand({
  name: 'reassign',
  target([order, page]) {
    const orderId = idFrom(order);
    return orderId === undefined ? undefined : { orderId, page: pageFrom(page) };
  },
  command: ({ orderId }) => ({ type: 'list-eligible', orderId }),
  tell(outcome, { page }) {
    if (outcome.type !== 'list-eligible') return undefined;
    const { order, candidates, others } = outcome.result;
    if (!order) return told(text('staff.not_found'));
    if (holdsBooking(order.state)) return mustRecall(order);
    if (order.state !== 'submitted' && order.state !== 'proposed')
      return told(whatHappened(order), lookButton(order, 'card'));
    return list(order, candidates, others, page);
  },
});

const pageSize = 8;

function list(
  order: OrderView,
  candidates: readonly NamedCandidate[],
  others: readonly NamedVerdict[],
  wanted: number,
): Reply {
  const everybody = [...candidates.map((able) => ({ able })), ...others.map((unable) => ({ unable }))];
  const { shown, turn } = pageOf(everybody, wanted, pageSize, (page) => `/reassign ${order.id} ${page}`);
  const able = shown.flatMap((one) => ('able' in one ? one.able : []));
  const unable = shown.flatMap((one) => ('unable' in one ? one.unable : []));
  const buttons = able.map(({ name, speakerId }) => choice(`/approve ${order.id} ${order.version} ${speakerId}`, name));
  return {
    text: {
      lines: [
        ...(candidates.length > 0 ? [text('reassign.ask'), orderLine(order)] : nobody(order)),
        ...able.map((candidate) => candidateText(candidate, candidates[0] ?? candidate)),
        unable.length > 0 && candidates.length > 0 ? text('reassign.others') : '',
        ...unable.map(verdictLine),
      ],
    },
    choices: [...rows(buttons, 2), ...turn, ...otherWays(order)],
  };
}

const candidateText = (candidate: NamedCandidate, best: NamedCandidate): Text => ({
  lines: [
    text('reassign.candidate', {
      name: candidate === best ? candidate.name : lackingName(candidate, best),
      when: { instant: candidate.startsAt, style: 'day-time' },
    }),
    ...reasonLines(candidate),
  ],
});

/** What would have to change, and why nobody, rule by rule, with counts. */
const nobody = (order: OrderView): Text[] => [
  text('card.nobody'),
  orderLine(order),
  ...(order.proposal ? [relaxationLine(order, order.proposal), ...refusalLines(order.proposal)] : []),
];

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
