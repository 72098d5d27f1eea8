// 诉求 for coordinators: what waits in their area, taking one, answering and closing it.

import { kindText, requestCard } from '../../domain/cards/request-card.ts';
import type { Command, Outcome } from '../../domain/commands.ts';
import type { RequestActed, RequestView } from '../../domain/commands-request.ts';
import { maxText } from '../../domain/draft.ts';
import { type Message, type Text, type TextKey, text } from '../../domain/message.ts';
import { menuButton, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice, type Reply } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { createTextDialogue } from '../free-text.ts';
import { rows } from '../nav.ts';
import { pageFrom, pageOf } from '../pages.ts';

export const requests = createErrand({
  name: 'requests',
  target: ([page]) => ({ page: pageFrom(page) }),
  command: () => ({ type: 'list-requests' }),
  tell(outcome, { page }) {
    if (outcome.type !== 'list-requests') return undefined;
    const all = outcome.result.requests;
    if (all.length === 0) return told(text('requests.empty'));
    const { shown, turn } = pageOf(all, page, pageSize, (at) => `/requests ${at}`);
    return {
      text: { lines: [text('requests.title', { many: all.length }), ...shown.map(line)] },
      choices: [
        ...rows(
          shown.map(({ id, number }) => choice(`/request ${id}`, number)),
          4,
        ),
        ...turn,
        [menuButton],
      ],
    };
  },
});

export const request = createErrand({
  name: 'request',
  target: ([id]) => idFrom(id),
  command: (requestId) => ({ type: 'show-request', requestId }),
  tell(outcome) {
    if (outcome.type !== 'show-request') return undefined;
    const { request: found } = outcome.result;
    return found ? withMenu(requestCard(found)) : told(text('staff.not_found'), allButton);
  },
});

export const take = createActing('take', (requestId) => ({ type: 'take-request', requestId }), 'requests.taken');
export const close = createActing('close', (requestId) => ({ type: 'close-request', requestId }), 'requests.closed');

export const reply = createTextDialogue<{ readonly requestId: number }>({
  name: 'reply',
  question: text('requests.ask_reply', { most: maxText }),
  target([id]) {
    const requestId = idFrom(id);
    return requestId === undefined ? undefined : { requestId };
  },
  home: ({ requestId }) => `/request ${requestId}`,
  command: ({ requestId }, words) => ({ type: 'answer-request', requestId, text: words }),
  tell: (outcome) => tellActed(outcome, 'requests.answered'),
});

function createActing(name: string, command: (requestId: number) => Command, done: TextKey) {
  return createErrand({
    name: `${name}_request`,
    target: ([id]) => idFrom(id),
    command,
    tell: (outcome) => tellActed(outcome, done),
  });
}

function tellActed(outcome: Outcome, done: TextKey): Reply | undefined {
  const result = actedFrom(outcome);
  if (!result) return undefined;
  if (!result.ok && result.reason === 'not_found') return told(text('staff.not_found'), allButton);
  const { request: now } = result;
  return withMenu(requestCard(now, result.ok ? text(done, { number: now.number }) : text('requests.too_late')));
}

function actedFrom(outcome: Outcome): RequestActed | undefined {
  switch (outcome.type) {
    case 'take-request':
    case 'answer-request':
    case 'close-request':
      return outcome.result;
    default:
      return undefined;
  }
}

const line = (shown: RequestView): Text =>
  text('requests.line', {
    number: shown.number,
    kind: kindText(shown),
    place: shown.placeName ? { names: shown.placeName } : text('requests.no_place'),
    state: text(`request_state.${shown.state}`),
  });

const withMenu = (message: Message): Message => ({
  ...message,
  choices: [...(message.choices ?? []), [allButton, menuButton]],
});

const allButton = choice('/requests', text('requests.all'));
const pageSize = 8;
