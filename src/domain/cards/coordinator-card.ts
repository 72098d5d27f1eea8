// What a coordinator sees of an order: who is proposed and why, who else, and what can be done.

import { blankLine, type Choice, type Message, type Text, type TextKey, text } from '../message.ts';
import { cancelReasons, declineReasons, type OrderAction, refuseReasons } from '../order-lifecycle.ts';
import type { OrderView, ProposalView, WaitingOrder } from '../order-view.ts';
import { choiceTermCodes, ruleCodes } from '../proposal.ts';
import { optional, orderLines, questionLines, recordLines, topicText, windowText } from './order-lines.ts';
import { lackingName, relaxationLine, whyLine } from './why-lines.ts';

export function coordinatorCard(order: OrderView): Message {
  return { text: { lines: [...headLines(order), ...proposalLines(order)] }, choices: buttons(order) };
}

/** The card after somebody acted: what it was, who did what, and no live buttons. */
export function settledCard(order: OrderView): Message {
  return {
    text: {
      lines: [
        text('card.title', { number: order.number, state: text(`staff_state.${order.state}`) }),
        ...orderLines(order),
        blankLine,
        lastText(order),
        claimLine(order),
        askedLine(order),
      ],
    },
  };
}

/** 「已由张三同意派单」, 「已由李四表示接不了，原因：时间冲突」 */
export function lastText({ last }: OrderView): Text {
  if (!last) return '';
  const why = last.reason === undefined ? undefined : reasonKey(last.action, last.reason);
  const who =
    last.name ??
    text(
      `actor.${last.actor === 'requester' || last.actor === 'coordinator' || last.actor === 'speaker' ? last.actor : 'system'}`,
    );
  const entered = last.actor === 'coordinator' && (last.action === 'accept' || last.action === 'decline');
  const what = text(entered ? `action.${last.action}_for` : `action.${last.action}`);
  return why ? text('card.done_by_because', { who, what, reason: text(why) }) : text('card.done_by', { who, what });
}

/** What people chose from; codes of the system's own say nothing to anybody. */
function reasonKey(action: OrderAction, reason: string): TextKey | undefined {
  const refused = refuseReasons.find((known) => known === reason);
  const cancelled = cancelReasons.find((known) => known === reason);
  const declined = declineReasons.find((known) => known === reason);
  if (action === 'refuse' && refused) return `reason.refuse.${refused}`;
  if (action === 'cancel' && cancelled) return `reason.cancel.${cancelled}`;
  return (action === 'decline' || action === 'withdraw') && declined ? `reason.decline.${declined}` : undefined;
}

function headLines(order: OrderView): Text[] {
  const { contact } = order;
  return [
    text('card.title', { number: order.number, state: text(`staff_state.${order.state}`) }),
    ...orderLines(order),
    order.wantsDeputy
      ? text('line.speaker', { value: text('card.deputy') })
      : optional('line.speaker', order.preferredSpeaker),
    optional('line.who', contact?.name),
    optional('line.phone', contact?.phone),
    optional('line.access', order.access),
    ...questionLines(order),
    order.inquiry
      ? text(order.inquiry.answer === undefined ? 'card.inquiry' : 'card.inquiry_answered', {
          question: order.inquiry.text,
          answer: order.inquiry.answer ?? '',
        })
      : '',
    order.counterOffer ? text('card.counter_waiting', { when: windowText(order.counterOffer.window) }) : '',
  ];
}

function proposalLines(order: OrderView): Text[] {
  const { state, proposal, speaker, topic, claim } = order;
  if (state === 'offered' && (claim || speaker))
    return [blankLine, claimLine(order), askedLine(order), phoneLine(order), companionLine(order), noteLine(order)];
  if (state === 'confirmed' && speaker)
    return [
      blankLine,
      text('card.accepted_by', { name: speaker.name }),
      phoneLine(order),
      companionLine(order),
      noteLine(order),
    ];
  if (state === 'delivered' || state === 'closed')
    return [optional('my.speaker', speaker?.name), ...recordLines(order)];
  if (!proposal || (state !== 'submitted' && state !== 'proposed')) return [];
  const [first, ...others] = proposal.candidates;
  // Without a topic nobody can be found, which says nothing of the speakers.
  const nobody = topic ? [text('card.nobody'), relaxationLine(order, proposal), ...refusalLines(proposal)] : [];
  if (!first) return [blankLine, ...nobody, ...warningLines(proposal)];
  return [
    blankLine,
    text('card.proposed', { name: first.name, at: { instant: first.startsAt, style: 'day-time' } }),
    first.assistant === undefined ? '' : text('why.with', { name: first.assistant }),
    optional('line.kits', first.kits && { list: first.kits }),
    whyLine(proposal.candidates),
    ...others.map((other) => text('card.runner_up', { name: lackingName(other, first) })),
    ...warningLines(proposal),
  ];
}

const askedLine = ({ state, speaker }: OrderView): Text =>
  state === 'offered' && speaker ? text('card.asked', { name: speaker.name }) : '';

/** 「已开放抢单，5 人可抢」 */
const claimLine = ({ claim }: OrderView): Text =>
  claim ? text('claim.open', { count: claim.asked, at: { instant: claim.answerBy, style: 'day-time' } }) : '';

/** The number to ring those at who have no chat here: a guest from outside, above all. */
const phoneLine = ({ speaker, assistant }: OrderView): Text => ({
  lines: [speaker, assistant].flatMap((one) =>
    one?.byPhone && one.phone !== undefined ? [text('card.ring', { name: one.name, phone: one.phone })] : [],
  ),
});

const companionLine = ({ assistant }: OrderView): Text => (assistant ? text('why.with', { name: assistant.name }) : '');

const noteLine = ({ note }: OrderView): Text => (note === undefined ? '' : text('move.note', { note }));

/** Everything that speaks for or against a speaker. */
export function reasonLines({ terms }: ProposalView['candidates'][number]): Text[] {
  const reasons = choiceTermCodes.flatMap((code) => terms.filter((term) => term.code === code));
  return reasons.length === 0
    ? []
    : [text('card.reasons', { reasons: { list: reasons.map(({ code, params }) => text(`term.${code}`, params)) } })];
}

/** Why nobody can, rule by rule, with counts. */
export const refusalLines = ({ refusals }: ProposalView): Text[] =>
  ruleCodes.flatMap((code) => {
    const count = refusals[code];
    return count ? [text('card.refusal', { rule: text(`rule.${code}`), count })] : [];
  });

const warningLines = ({ warnings }: ProposalView): Text[] =>
  // That there is nobody stands above, with the reasons.
  warnings
    .filter((code) => code !== 'nobody_free')
    .map((code) => text('card.warning', { warning: text(`warning.${code}`) }));

function buttons(order: OrderView): Choice[][] {
  const { id, version, state, proposal } = order;
  const on = (command: string, label: Text): Choice => ({ id: `/${command} ${id} ${version}`, label });
  if (state === 'submitted' || state === 'proposed') {
    const approve = proposal?.candidates[0] ? [[on('approve', text('card.approve'))]] : [];
    const complete = order.topic ? [] : [[on('complete', text('card.complete'))]];
    return [
      ...answersByPhone(order),
      ...approve,
      ...complete,
      [{ id: `/reassign ${id}`, label: text('card.reassign') }, on('retime', text('card.retime'))],
      [{ id: `/ask ${id}`, label: text('card.ask') }, on('refuse', text('card.refuse'))],
      ...(order.course ? [[{ id: `/course ${order.course.id}`, label: text('card.course') }]] : []),
      // A course is its speaker's own: nobody else could take it. Where nobody can go there is nobody to ask.
      ...(order.topic && !order.course && proposal?.candidates.length !== 0
        ? [[on('claim', text('claim.button'))]]
        : []),
    ];
  }
  if (state === 'offered' || state === 'confirmed') {
    return [
      ...answersByPhone(order),
      ...byPhone(order),
      [{ id: `/reassign ${id}`, label: text('card.reassign') }, on('staff_cancel', text('card.cancel'))],
    ];
  }
  return [];
}

/** What a requester without a chat says on the phone to what they were asked. */
function answersByPhone({ askedByPhone, counterOffer, inquiry }: OrderView): Choice[][] {
  if (!askedByPhone) return [];
  const said = (answer: 'yes' | 'no'): Choice => ({
    id: `/counter_for ${counterOffer?.id} ${answer}`,
    label: text(`card.counter_for_${answer}`),
  });
  return [
    ...(counterOffer ? [[said('yes'), said('no')]] : []),
    ...(inquiry && inquiry.answer === undefined
      ? [[{ id: `/answer_for ${inquiry.id}`, label: text('card.answer_for') }]]
      : []),
  ];
}

/** For people without a chat the coordinator enters what was said on the phone, by each of them. */
function byPhone({ id, version, state, speaker, assistant }: OrderView): Choice[][] {
  if (state === 'confirmed')
    return speaker?.byPhone ? [[{ id: `/deliver_for ${id} ${version}`, label: text('card.deliver_for') }]] : [];
  const rung = [speaker ?? [], assistant ?? []].flat().filter((one) => one.byPhone && !one.accepted);
  return rung.map((one): Choice[] => {
    const said = (answer: 'accept' | 'decline'): Choice => ({
      id: `/${answer}_for ${id} ${version} ${one.id}`,
      label: assistant ? text(`card.${answer}_for_person`, { name: one.name }) : text(`card.${answer}_for`),
    });
    return [said('accept'), said('decline')];
  });
}

/** Everything that waits, in one message: the clean ones can be approved together. */
export function digestCard(waiting: readonly WaitingOrder[], clean: number, batchNumber?: string): Message {
  const shown = waiting.slice(0, 20);
  return {
    text: {
      lines: [
        batchNumber === undefined
          ? text('digest.title', { count: waiting.length })
          : text('digest.batch', { number: batchNumber, count: waiting.length }),
        ...shown.map((order) =>
          text(isClean(order) ? 'digest.clean' : 'digest.warned', {
            number: order.number,
            topic: topicText(order),
            place: { names: order.placeName },
            name:
              order.proposal?.candidates[0]?.name ?? text(order.topic ? 'card.nobody_short' : 'card.no_topic_short'),
          }),
        ),
        waiting.length > shown.length ? text('digest.rest', { count: waiting.length - shown.length }) : '',
      ],
    },
    choices: [
      ...(clean > 0
        ? [
            [
              {
                id: batchNumber === undefined ? '/approve_all' : `/approve_all ${batchNumber}`,
                label: text('digest.approve_all', { count: clean }),
              },
            ],
          ]
        : []),
      ...rowsOf(shown.map((order) => ({ id: `/card ${order.id}`, label: order.number }))),
    ],
  };
}

/** Proposed, and nothing to look at twice. */
export const isClean = ({ state, proposal }: Pick<OrderView, 'state' | 'proposal'>): boolean =>
  state === 'proposed' && proposal !== undefined && proposal.candidates.length > 0 && proposal.warnings.length === 0;

function rowsOf(choices: Choice[]): Choice[][] {
  const found: Choice[][] = [];
  for (let at = 0; at < choices.length; at += 4) found.push(choices.slice(at, at + 4));
  return found;
}
