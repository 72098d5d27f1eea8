// 主题申请: a speaker would like to talk on one topic more. A coordinator of the area decides.

import type { TopicRequestView } from '../commands-roster.ts';
import { type Message, type Text, text } from '../message.ts';
import { namesText } from './profile-card.ts';

export const topicRequestCard = (request: TopicRequestView): Message => ({
  text: { lines: linesOf(request) },
  choices:
    request.granted === undefined
      ? [
          [
            { id: `/grant ${request.id}`, label: text('roster.grant') },
            { id: `/deny ${request.id}`, label: text('roster.deny') },
          ],
          [{ id: `/member ${request.speakerId}`, label: text('roster.look') }],
        ]
      : [],
});

/** Once somebody decided: what it was and what came of it, without a live button. */
export const settledTopicRequest = (request: TopicRequestView): Message => ({ text: { lines: linesOf(request) } });

const linesOf = ({ speaker, topic, holds, granted }: TopicRequestView): Text[] => [
  text('roster.request_title', { name: speaker, topic: { names: topic } }),
  text('roster.request_holds', { value: namesText(holds) }),
  granted === undefined ? '' : text(granted ? 'roster.request_granted' : 'roster.request_denied'),
];
