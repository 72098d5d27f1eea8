// What a speaker sees: the offer to accept or decline with one tap, and later the talk with the contact on the spot.

import { blankLine, type Choice, type Message, type Text, text } from '../message.ts';
import type { OrderView } from '../order-view.ts';
import { lastText } from './coordinator-card.ts';
import { optional, orderLines, questionLines, recordLines } from './order-lines.ts';

export function offerCard(order: OrderView): Message {
  const { number, own, claim, answerBy = own?.claim ? claim?.answerBy : undefined } = order;
  const title = own?.claim ? 'claim.title' : own?.part === 'assistant' ? 'offer.title_assistant' : 'offer.title';
  return {
    text: {
      lines: [
        text(title, { number }),
        ...companionLines(order),
        ...orderLines(order),
        ...questionLines(order),
        blankLine,
        text(own?.claim ? 'claim.ask' : 'offer.ask'),
        answerBy
          ? text(own?.claim ? 'claim.answer_by' : 'offer.answer_by', { at: { instant: answerBy, style: 'day-time' } })
          : '',
      ],
    },
    choices: [answerButtons(order)],
    ...mapLink(order),
  };
}

const answerButtons = ({ id, version, own }: OrderView): Choice[] => [
  { id: `/accept ${id} ${version}`, label: text(own?.claim ? 'claim.take' : 'offer.accept') },
  { id: `/decline ${id} ${version}`, label: text(own?.claim ? 'claim.pass' : 'offer.decline') },
];

/** A talk of the speaker's own, with everything needed on the day. */
export function talkCard(order: OrderView): Message {
  const { contact } = order;
  return {
    text: {
      lines: [
        text('card.title', { number: order.number, state: text(`staff_state.${order.state}`) }),
        order.state === 'offered' && order.own?.accepted ? text('offer.agreed') : '',
        ...companionLines(order),
        ...orderLines(order),
        optional('line.who', contact?.name),
        optional('line.phone', contact?.phone),
        optional('line.access', order.access),
        ...questionLines(order),
        ...recordLines(order),
      ],
    },
    choices: buttons(order),
    ...mapLink(order),
  };
}

/** The offer once it is answered or taken back. */
export const settledOffer = (order: OrderView): Message => ({
  text: { lines: [...settledLines(order), lastText(order)] },
});

const settledLines = (order: OrderView): Text[] => [
  text('offer.settled', { number: order.number }),
  ...orderLines(order),
  blankLine,
];

/** It went to somebody else in one step, who was asked and may not have answered. */
export const instead = (order: OrderView): Message => withLine(settledOffer(order), insteadLine(order));

const insteadLine = ({ speaker, assistant }: OrderView): Text =>
  speaker
    ? text('move.instead', {
        name: assistant ? { list: [speaker.name, assistant.name] } : speaker.name,
      })
    : '';

/** For whoever stays, with somebody else going along. */
export function companionCard(order: OrderView): Message {
  const talk = talkCard(order);
  return { ...talk, text: { lines: [text('move.companion', { number: order.number }), talk.text] } };
}

/** 抢单 that somebody else was quicker at. */
export const takenCard = (order: OrderView, name: string): Message => ({
  text: { lines: [...settledLines(order), text('claim.taken', { name })] },
});

/** The own answer to 抢单: not this one. */
export const passedCard = (order: OrderView): Message => ({
  text: { lines: [...settledLines(order), text('claim.passed')] },
});

const withLine = (message: Message, line: Text): Message => ({ ...message, text: { lines: [message.text, line] } });

/** Who goes along, with the number to arrange things by. */
function companionLines({ own, speaker, assistant }: OrderView): Text[] {
  const other = own?.part === 'assistant' ? speaker : assistant;
  if (!own || !other) return [];
  const value = { list: [other.name, ...(other.phone ? [other.phone] : [])] };
  return [text(own.part === 'assistant' ? 'line.lead' : 'line.assistant', { value })];
}

function buttons(order: OrderView): Choice[][] {
  const { id, version, state, own, last } = order;
  const on = (command: string, label: Text): Choice => ({ id: `/${command} ${id} ${version}`, label });
  const plain = (command: string, label: Text): Choice => ({ id: `/${command} ${id}`, label });
  switch (state) {
    case 'offered':
      return own?.accepted ? [[on('decline', text('offer.decline'))]] : [answerButtons(order)];
    case 'confirmed':
      return [
        [on('deliver', text('talk.deliver'))],
        [plain('note', text('talk.note'))],
        [plain('hand_over', text('handover.button')), on('withdraw', text('talk.withdraw'))],
        [plain('qr', text('talk.qr'))],
      ];
    case 'delivered':
      return [
        [plain('qr', text('talk.qr')), plain('tally', text('talk.tally'))],
        // 补录 begins its life delivered: there is nothing before it to go back to.
        [
          plain('photo', text('deliver.photo')),
          ...(last?.action === 'log' ? [] : [plain('undo_deliver', text('talk.undo'))]),
        ],
        [plain('note', text('talk.note'))],
      ];
    default:
      return [];
  }
}

/** Opens the phone's map. Amap's address works in a browser and in its app, without a key. */
function mapLink({ point, placeName }: OrderView): Pick<Message, 'links'> {
  if (!point) return {};
  const name = encodeURIComponent(placeName.zh);
  const url = `https://uri.amap.com/marker?position=${point.longitude},${point.latitude}&name=${name}&coordinate=wgs84`;
  return { links: [{ label: text('card.map'), url }] };
}
