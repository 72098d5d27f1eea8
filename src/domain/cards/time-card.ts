// What time brings people: a reminder of a talk, a card that has waited too long, the question whether a talk was given.

import { type Choice, type Message, type Text, text } from '../message.ts';
import type { OrderView } from '../order-view.ts';
import { coordinatorCard } from './coordinator-card.ts';
import { orderLines, topicText, whenText } from './order-lines.ts';
import { requesterCard } from './requester-card.ts';
import { talkCard } from './speaker-card.ts';

export const requesterReminder = (order: OrderView): Message => requesterCard(order, text('news.reminder'));

export const speakerReminder = (order: OrderView): Message => under(text('talk.reminder'), talkCard(order));

/** The card once more, for everybody who could decide. */
export const waitingCard = (order: OrderView, hours: number): Message =>
  under(text('card.waiting_long', { hours }), coordinatorCard(order));

/** The morning after: 讲完了 with one tap. */
export const reportCard = (order: OrderView): Message => ({
  text: { lines: [text('report.ask', { number: order.number }), ...orderLines(order)] },
  choices: [[{ id: `/deliver ${order.id} ${order.version}`, label: text('talk.deliver') }]],
});

/** Talks that should be over and that nobody has reported, with whom to ask. */
export function unreportedCard(orders: readonly OrderView[]): Message {
  const shown = orders.slice(0, most);
  return {
    text: {
      lines: [
        text('unreported.title', { many: orders.length }),
        ...shown.map((order) =>
          text('unreported.line', {
            number: order.number,
            topic: topicText(order),
            place: { names: order.placeName },
            when: whenText(order),
            who: { list: [order.speaker?.name ?? '—', order.speaker?.phone ?? ''] },
          }),
        ),
      ],
    },
    choices: rowsOf(shown.map((order) => ({ id: `/card ${order.id}`, label: order.number }))),
  };
}

const most = 20;

const under = (news: Text, card: Message): Message => ({ ...card, text: { lines: [news, card.text] } });

function rowsOf(choices: readonly Choice[]): Choice[][] {
  const found: Choice[][] = [];
  for (let at = 0; at < choices.length; at += 4) found.push(choices.slice(at, at + 4));
  return found;
}
