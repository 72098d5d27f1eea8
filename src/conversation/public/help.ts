// What the bot can do for a resident.

import { text } from '../../domain/message.ts';
import { ended, told } from '../answers.ts';
import { choice, type Dialogue, type Facts, type Reply } from '../dialogue.ts';

export const help: Dialogue<never> = {
  name: 'help',
  start: (_, facts) => ended(reply(facts)),
  step: (_, __, facts) => ended(reply(facts)),
  ask: (_, facts) => reply(facts),
};

const reply = ({ person }: Facts): Reply =>
  told(
    { lines: [text('help.resident'), person.schoolIds?.length ? text('school.help') : ''] },
    choice('/order', text('menu.order')),
    choice('/callback', text('menu.callback')),
  );
