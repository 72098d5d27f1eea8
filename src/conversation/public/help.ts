// What the bot can do for a resident.

import { text } from '../../domain/message.ts';
import { ended, told } from '../answers.ts';
import { choice, type Dialogue, type Reply } from '../dialogue.ts';

export const help: Dialogue<never> = {
  name: 'help',
  start: () => ended(reply()),
  step: () => ended(reply()),
  ask: () => reply(),
};

const reply = (): Reply =>
  told(text('help.resident'), choice('/order', text('menu.order')), choice('/callback', text('menu.callback')));
