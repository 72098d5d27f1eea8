// /start: the greeting, or with an invite's code a school's contact joins.

import { text } from '../../../domain/message.ts';
import { ended, lost } from '../../answers.ts';
import type { Dialogue } from '../../dialogue.ts';
import { greeting, menuReply } from '../menu.ts';

/** The code is used in the same turn; nothing is left waiting. */
type Joining = { readonly joining: true };

export const start: Dialogue<Joining> = {
  name: 'start',
  start(opening, facts) {
    const code = [...opening.args.join('')].slice(0, longestCode).join('');
    if (code === '') return greeting.start({ args: [], halfMade: opening.halfMade ?? false }, facts);
    return { state: { joining: true }, replies: [], command: { type: 'redeem-invite', code } };
  },
  step: (_, __, facts) => ended(menuReply(facts)),
  ask: (_, facts) => menuReply(facts),
  conclude(_, outcome, facts) {
    if (outcome.type !== 'redeem-invite') return lost;
    const { result } = outcome;
    if (!result.ok) {
      const menu = menuReply(facts);
      return ended({ ...menu, text: { lines: [text(`school.join_${result.reason}`), menu.text] } });
    }
    const { schoolId = 0, name } = result;
    const school = facts.catalogue.schools.find(({ id }) => id === schoolId);
    // The facts are those from before: the new school is not among them yet.
    const { person } = facts;
    const menu = menuReply({ ...facts, person: { ...person, schoolIds: [...(person.schoolIds ?? []), schoolId] } });
    const welcome = text('school.welcome', {
      name,
      school: school ? { names: school.names } : text('school.your_school'),
    });
    return ended({ ...menu, text: { lines: [welcome, text('school.can_do'), menu.text] } });
  },
};

const longestCode = 64;
