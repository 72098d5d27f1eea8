// 自荐 as a coordinator sees it, and as the person who made it does.

import type { ApplicationView } from '../commands-roster.ts';
import { blankLine, type Message, type Text, text } from '../message.ts';
import { optional } from './order-lines.ts';
import { kindText, languagesText, namesText } from './profile-card.ts';

export const applicationCard = (application: ApplicationView): Message => ({
  text: { lines: staffLines(application) },
  choices:
    application.state === 'open'
      ? [
          [
            { id: `/admit ${application.id}`, label: text('roster.admit') },
            { id: `/turn_down ${application.id}`, label: text('roster.turn_down') },
          ],
        ]
      : [],
});

/** Once it is decided or withdrawn: what it was and what came of it, without a live button. */
export const settledApplication = (application: ApplicationView): Message => ({
  text: { lines: staffLines(application) },
});

/** For the person who made it, under `news`. */
export const ownApplicationCard = (application: ApplicationView, news?: Text): Message => ({
  text: {
    lines: [
      ...(news === undefined ? [] : [news, blankLine]),
      text('apply.title', { state: text(`apply.state_${application.state}`) }),
      ...applicationLines(application),
    ],
  },
  choices: [
    ...(application.state === 'open'
      ? [[{ id: `/withdraw_application ${application.id}`, label: text('apply.withdraw') }]]
      : []),
    [{ id: '/menu', label: text('menu.open') }],
  ],
});

export const applicationLines = (
  said: Pick<ApplicationView, 'kind' | 'area' | 'topics' | 'languages' | 'name' | 'phone' | 'about'>,
): Text[] => [
  optional('apply.line_name', said.name),
  optional('line.phone', said.phone),
  text('apply.line_kind', { value: kindText(said.kind) }),
  text('apply.line_area', { value: { names: said.area } }),
  text('apply.line_topics', { value: namesText(said.topics.map(({ names }) => names)) }),
  text('apply.line_languages', { value: languagesText(said.languages) }),
  optional('apply.line_about', said.about),
];

const staffLines = (application: ApplicationView): Text[] => [
  text('roster.application_title', { state: text(`roster.application_${application.state}`) }),
  ...applicationLines(application),
];
