// A speaker's way in: the code and the page that takes it. Shown once, to whoever is to have it or hand it on.

import type { Invitation } from '../commands-roster.ts';
import { blankLine, type Message, type Text, text } from '../message.ts';

export const invitationCard = ({ name, code, url, days }: Invitation, news: Text): Message => ({
  text: {
    lines: [news, blankLine, text('roster.invite_code', { code }), text('roster.invite_terms', { name, days })],
  },
  links: [{ label: text('roster.invite_open'), url }],
});
