// Becoming staff: an invite's link ('/start CODE') or its code typed. Staff who start again get their menu.

import { text } from '../../domain/message.ts';
import { asked, askedAgain, ended } from '../answers.ts';
import type { Dialogue, Reply } from '../dialogue.ts';
import { isMember, menuReply, rolesOf } from './menu.ts';

/** Nothing is kept but that the code is waited for. */
type Joining = { readonly waiting: true };

export const join: Dialogue<Joining> = {
  name: 'join',
  start({ args }, facts) {
    const code = args.join('');
    if (code !== '') return redeem(code);
    return isMember(rolesOf(facts)) ? ended(menuReply(rolesOf(facts), facts)) : asked(waiting, ask());
  },
  step: (_, input) => (input.kind === 'text' ? redeem(input.text) : askedAgain(waiting, text('join.type'), ask())),
  ask,
  conclude(_, outcome, facts) {
    if (outcome.type !== 'redeem-invite') return asked(waiting, ask());
    const { result } = outcome;
    const roles = rolesOf(facts);
    if (result.ok) {
      // The facts are those from before: the new role is not among them yet.
      const menu = menuReply({ ...roles, [result.role]: true }, facts);
      const welcome = text(welcomes[result.role], { name: result.name });
      return ended({ ...menu, text: { lines: [welcome, menu.text] } });
    }
    const why = text(`join.${result.reason}`);
    if (!isMember(roles)) return askedAgain(waiting, why, ask());
    const menu = menuReply(roles, facts);
    return ended({ ...menu, text: { lines: [why, menu.text] } });
  },
};

const waiting: Joining = { waiting: true };
const longestCode = 64;

const redeem = (code: string) => ({
  state: waiting,
  replies: [],
  command: { type: 'redeem-invite', code: [...code.trim()].slice(0, longestCode).join('') } as const,
});

/** A school's contact joins in the public chat: the services never make one here. */
const welcomes = {
  coordinator: 'join.welcome_coordinator',
  speaker: 'join.welcome_speaker',
  bureau: 'join.welcome_bureau',
  school_contact: 'join.welcome_speaker',
} as const;

function ask(): Reply {
  return { text: text('join.ask') };
}
