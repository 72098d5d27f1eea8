// A request (诉求) as a coordinator sees it, and as the person who made it does.

import type { RequestView } from '../commands-request.ts';
import { blankLine, type Choice, type Message, type Text, text } from '../message.ts';
import { optional } from './order-lines.ts';

/** For coordinators, with what can be done. `news` is the line on top that says what has just happened. */
export function requestCard(request: RequestView, news?: Text): Message {
  return {
    text: { lines: [...(news === undefined ? [] : [news, blankLine]), ...staffLines(request)] },
    choices: staffButtons(request),
  };
}

/** Once somebody took it: what it was and who did, without a live button. */
export const settledRequestCard = (request: RequestView): Message => ({ text: { lines: staffLines(request) } });

/** For the person who made it: never a coordinator's number, never their own again. */
export function ownRequestCard(request: RequestView, news?: Text): Message {
  const { id, number, state } = request;
  return {
    text: {
      lines: [
        ...(news === undefined ? [] : [news, blankLine]),
        text('my_request.title', { number, kind: kindText(request), state: text(`my_request.${state}`) }),
        ...contentLines(request),
        ...request.messages.map(({ fromStaff, text: words }) =>
          words === '' ? '' : text(fromStaff ? 'my_request.answer' : 'my_request.added', { words }),
        ),
      ],
    },
    choices: [
      ...(state === 'closed' ? [] : [[{ id: `/add_words ${id}`, label: text('my_request.add') }]]),
      [
        { id: '/requests', label: text('my_request.all') },
        { id: '/menu', label: text('menu.open') },
      ],
    ],
  };
}

export const kindText = ({ kind }: Pick<RequestView, 'kind'>): Text => text(`request_kind.${kind}`);

function staffLines(request: RequestView): Text[] {
  const { number, state, takenBy } = request;
  return [
    text('request_card.title', { number, kind: kindText(request), state: text(`request_state.${state}`) }),
    ...contentLines(request),
    optional('request_card.who', request.name),
    optional('line.phone', request.phone),
    ...request.messages.map(({ fromStaff, text: words }) =>
      words === '' ? '' : text(fromStaff ? 'request_card.answer' : 'request_card.added', { words }),
    ),
    takenBy === undefined
      ? ''
      : text(`request_card.${state === 'closed' ? 'closed_by' : 'taken_by'}`, { name: takenBy }),
  ];
}

const contentLines = ({ placeName, text: words }: RequestView): Text[] => [
  optional('line.place', placeName && { names: placeName }),
  optional('request_card.words', words),
];

function staffButtons({ id, state, mine }: RequestView): Choice[][] {
  const on = (command: string, label: Text): Choice => ({ id: `/${command} ${id}`, label });
  const close = on('close', text('request_card.close'));
  if (state === 'open') return [[on('take', text('request_card.take')), close]];
  if (state === 'taken' && mine) return [[on('reply', text('request_card.reply')), close]];
  return [];
}
