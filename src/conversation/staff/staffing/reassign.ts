// 换人: everybody who could give the talk, with reasons, one button each, and of everybody else which rules stand in the
// way. Where a time is agreed it is kept, unless another is asked for.

import { reasonLines, refusalLines } from '../../../domain/cards/coordinator-card.ts';
import { lackingName, relaxationLine, verdictLine } from '../../../domain/cards/why-lines.ts';
import type { Eligible } from '../../../domain/commands-staffing.ts';
import { type Text, text } from '../../../domain/message.ts';
import { holdsBooking } from '../../../domain/order-lifecycle.ts';
import type { NamedCandidate, OrderView } from '../../../domain/order-view.ts';
import type { Verdict } from '../../../domain/proposal.ts';
import { menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { rows } from '../../nav.ts';
import { pageFrom, pageOf } from '../../pages.ts';
import { lookButton, whatHappened } from '../acted.ts';
import { orderLine } from '../order-line.ts';
import { anyTimeWord } from './move.ts';

type NamedVerdict = Verdict & { readonly name: string };

export const reassign = createErrand({
  name: 'reassign',
  target([order, page, time]) {
    const orderId = idFrom(order);
    return orderId === undefined ? undefined : { orderId, page: pageFrom(page), anyTime: time === anyTimeWord };
  },
  command: ({ orderId, anyTime }) => ({ type: 'list-eligible', orderId, ...(anyTime && { anyTime }) }),
  tell(outcome, { page, anyTime }) {
    if (outcome.type !== 'list-eligible') return undefined;
    const { order, candidates, others } = outcome.result;
    if (!order) return told(text('staff.not_found'));
    const booked = holdsBooking(order.state);
    if (!booked && order.state !== 'submitted' && order.state !== 'proposed')
      return told(whatHappened(order), lookButton(order, 'card'));
    return list({ order, candidates, others, booked, anyTime: booked && anyTime }, page);
  },
});

interface Listed {
  readonly order: OrderView;
  readonly candidates: readonly Eligible[];
  readonly others: readonly NamedVerdict[];
  readonly booked: boolean;
  readonly anyTime: boolean;
}

const pageSize = 8;

function list(listed: Listed, wanted: number): Reply {
  const { order, candidates, others, booked, anyTime } = listed;
  const mode = anyTime ? ` ${anyTimeWord}` : '';
  const everybody = [...candidates.map((able) => ({ able })), ...others.map((unable) => ({ unable }))];
  const { shown, turn } = pageOf(everybody, wanted, pageSize, (page) => `/reassign ${order.id} ${page}${mode}`);
  const able = shown.flatMap((one) => ('able' in one ? one.able : []));
  const unable = shown.flatMap((one) => ('unable' in one ? one.unable : []));
  const buttons = able.map((one) => choice(lineFor(one, listed), one.name));
  return {
    text: {
      lines: [
        // A page of those alone who can't go asks for no tap.
        ...(able.length > 0 ? [text(booked ? 'move.ask' : 'reassign.ask')] : []),
        ...(candidates.length > 0 ? [orderLine(order)] : nobody(order, booked)),
        ...able.map((candidate) => candidateText(candidate, candidates[0] ?? candidate)),
        unable.length > 0 && candidates.length > 0 ? text('reassign.others') : '',
        ...unable.map(verdictLine),
      ],
    },
    choices: [...rows(buttons, 2), ...turn, ...(booked ? otherWaysWhereBooked(listed) : otherWays(order))],
  };
}

/** Where nothing speaks against it and nobody has to be told off, it is an approval like any other. */
const lineFor = ({ speakerId, soft = [] }: Eligible, { order, booked, anyTime }: Listed): string =>
  booked || soft.length > 0
    ? `/assign ${order.id} ${order.version} ${speakerId}${anyTime ? ` ${anyTimeWord}` : ''}`
    : `/approve ${order.id} ${order.version} ${speakerId}`;

const candidateText = (candidate: Eligible, best: NamedCandidate): Text => ({
  lines: [
    text('reassign.candidate', {
      name: candidate === best ? candidate.name : lackingName(candidate, best),
      when: { instant: candidate.startsAt, style: 'day-time' },
    }),
    ...reasonLines(candidate),
    ...(candidate.soft ?? []).map((code) => text('card.warning', { warning: text(`move.soft_${code}`) })),
  ],
});

/** What would have to change, and why nobody, rule by rule, with counts. */
const nobody = (order: OrderView, booked: boolean): Text[] => [
  text(booked ? 'move.nobody' : 'card.nobody'),
  orderLine(order),
  ...(order.proposal ? [relaxationLine(order, order.proposal), ...refusalLines(order.proposal)] : []),
];

const otherWays = (order: OrderView) => [
  [choice(`/retime ${order.id} ${order.version}`, text('card.retime')), choice(`/ask ${order.id}`, text('card.ask'))],
  ...(order.topic ? [[choice(`/guest ${order.id} ${order.version}`, text('guest.button'))]] : []),
  [lookButton(order, 'card'), menuButton],
];

const otherWaysWhereBooked = ({ order: { id, version }, anyTime, order }: Listed) => [
  [
    choice(
      `/reassign ${id} 0${anyTime ? '' : ` ${anyTimeWord}`}`,
      text(anyTime ? 'move.agreed_time' : 'move.any_time'),
    ),
  ],
  [choice(`/recall ${id} ${version}`, text('recall.yes'))],
  [lookButton(order, 'card'), menuButton],
];
