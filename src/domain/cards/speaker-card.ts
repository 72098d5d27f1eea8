// What a speaker sees: the offer to accept or decline with one tap, and later the talk with the contact on the spot.

import { blankLine, type Choice, type Message, type Text, text } from '../message.ts';
import type { OrderView } from '../order-view.ts';
import { lastText } from './coordinator-card.ts';
import { optional, orderLines, questionLines, recordLines } from './order-lines.ts';

export function offerCard(order: OrderView): Message {
  const on = (command: string, label: Text): Choice => ({ id: `/${command} ${order.id} ${order.version}`, label });
  return {
    text: {
      lines: [
        text(order.own?.part === 'assistant' ? 'offer.title_assistant' : 'offer.title', { number: order.number }),
        ...companionLines(order),
        ...orderLines(order),
        ...questionLines(order),
        blankLine,
        text('offer.ask'),
        order.answerBy ? text('offer.answer_by', { at: { instant: order.answerBy, style: 'day-time' } }) : '',
      ],
    },
    choices: [[on('accept', text('offer.accept')), on('decline', text('offer.decline'))]],
    ...mapLink(order),
  };
}

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
  text: { lines: [text('offer.settled', { number: order.number }), ...orderLines(order), blankLine, lastText(order)] },
});

/** Who goes along, with the number to arrange things by. */
function companionLines({ own, speaker, assistant }: OrderView): Text[] {
  const other = own?.part === 'assistant' ? speaker : assistant;
  if (!own || !other) return [];
  const value = { list: [other.name, ...(other.phone ? [other.phone] : [])] };
  return [text(own.part === 'assistant' ? 'line.lead' : 'line.assistant', { value })];
}

function buttons({ id, version, state, own }: OrderView): Choice[][] {
  const on = (command: string, label: Text): Choice => ({ id: `/${command} ${id} ${version}`, label });
  const plain = (command: string, label: Text): Choice => ({ id: `/${command} ${id}`, label });
  switch (state) {
    case 'offered':
      return own?.accepted
        ? [[on('decline', text('offer.decline'))]]
        : [[on('accept', text('offer.accept')), on('decline', text('offer.decline'))]];
    case 'confirmed':
      return [
        [on('deliver', text('talk.deliver'))],
        [plain('note', text('talk.note'))],
        [plain('qr', text('talk.qr')), on('withdraw', text('talk.withdraw'))],
      ];
    case 'delivered':
      return [
        [plain('qr', text('talk.qr')), plain('tally', text('talk.tally'))],
        [plain('photo', text('deliver.photo')), plain('undo_deliver', text('talk.undo'))],
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
