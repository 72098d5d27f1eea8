// A resident's own requests: the list, one of them, and a word added to it.

import { kindText, ownRequestCard } from '../../domain/cards/request-card.ts';
import { maxText } from '../../domain/draft.ts';
import { text } from '../../domain/message.ts';
import { told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { createTextDialogue } from '../free-text.ts';
import { residentNav } from '../nav.ts';
import { allButton } from './make.ts';

export const myRequests = createErrand({
  name: 'my_requests',
  target: () => ({}),
  command: () => ({ type: 'list-my-requests' }),
  tell(outcome) {
    if (outcome.type !== 'list-my-requests') return undefined;
    const { requests } = outcome.result;
    return told(
      text(requests.length > 0 ? 'my_request.list' : 'my_request.none'),
      ...requests.slice(0, mostShown).map((request) =>
        choice(
          `/my_request ${request.id}`,
          text('my_request.title', {
            number: request.number,
            kind: kindText(request),
            state: text(`my_request.${request.state}`),
          }),
        ),
      ),
      choice('/request', text('my_request.new')),
    );
  },
});

export const myRequest = createErrand({
  name: 'my_request',
  target: ([request]) => idFrom(request),
  command: () => ({ type: 'list-my-requests' }),
  tell(outcome, id) {
    if (outcome.type !== 'list-my-requests') return undefined;
    const request = outcome.result.requests.find((mine) => mine.id === id);
    return request ? ownRequestCard(request) : told(text('my_request.not_found'), allButton);
  },
});

export const addWords = createTextDialogue<{ readonly requestId: number }>({
  name: 'add_words',
  question: text('my_request.ask_more', { most: maxText }),
  nav: residentNav,
  target([request]) {
    const requestId = idFrom(request);
    return requestId === undefined ? undefined : { requestId };
  },
  home: ({ requestId }) => `/my_request ${requestId}`,
  command: ({ requestId }, words) => ({ type: 'add-to-request', requestId, text: words }),
  tell(outcome) {
    if (outcome.type !== 'add-to-request') return undefined;
    const { result } = outcome;
    if (result.ok) return ownRequestCard(result.request, text('my_request.noted'));
    if (result.reason === 'not_found') return told(text('my_request.not_found'), allButton);
    return ownRequestCard(result.request, text('my_request.is_closed'));
  },
});

const mostShown = 8;
