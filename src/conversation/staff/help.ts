// What the bot can do for this person, by role.

import { text } from '../../domain/message.ts';
import { ended, told } from '../answers.ts';
import type { Dialogue, Facts, Reply } from '../dialogue.ts';
import { isMember, rolesOf } from './menu.ts';

export const help: Dialogue<never> = {
  name: 'help',
  start: (_, facts) => ended(reply(facts)),
  step: (_, __, facts) => ended(reply(facts)),
  ask: (_, facts) => reply(facts),
};

function reply(facts: Facts): Reply {
  const roles = rolesOf(facts);
  const { coordinator, speaker, bureau } = roles;
  if (!isMember(roles)) return told(text('staff_help.stranger'));
  return told({
    lines: [
      coordinator ? text('staff_help.coordinator') : '',
      speaker ? text('staff_help.speaker') : '',
      bureau ? text('staff_help.bureau') : '',
      text('staff_help.both'),
    ],
  });
}
