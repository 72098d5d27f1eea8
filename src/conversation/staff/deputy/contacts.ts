// A school's people as coordinators see them: who speaks for it, letting somebody in, and putting out who has left.

import type { SchoolContacts } from '../../../domain/commands-deputy.ts';
import type { SchoolId } from '../../../domain/ids.ts';
import { blankLine, type Text, text } from '../../../domain/message.ts';
import { menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { createTextDialogue } from '../../free-text.ts';
import { rows } from '../../nav.ts';
import { overviewButton } from './acted.ts';

export const schoolContacts = createErrand({
  name: 'school_contacts',
  target: ([id]) => idFrom(id),
  command: (schoolId) => ({ type: 'school-contacts', schoolId }),
  tell: (outcome) => (outcome.type === 'school-contacts' ? list(outcome.result) : undefined),
});

export const removeContact = createErrand({
  name: 'remove_contact',
  target: ([id]) => idFrom(id),
  command: (contactId) => ({ type: 'remove-school-contact', contactId }),
  tell: (outcome) =>
    outcome.type === 'remove-school-contact' ? list(outcome.result, text('deputy.contact_removed')) : undefined,
});

function list({ school, contacts }: SchoolContacts, news: Text = ''): Reply {
  if (!school) return told(text('deputy.school_gone'), overviewButton);
  return {
    text: {
      lines: [
        news,
        text(contacts.length > 0 ? 'deputy.contacts_of' : 'deputy.no_contacts', { school: { names: school.names } }),
        ...contacts.map(({ name }): Text => name ?? text('deputy.contact_nameless')),
      ],
    },
    choices: [
      ...rows(
        contacts.map(({ id, name }) =>
          choice(
            `/remove_contact ${id}`,
            text('deputy.contact_remove', { name: name ?? text('deputy.contact_nameless') }),
          ),
        ),
        2,
      ),
      [choice(`/invite_contact ${school.id}`, text('deputy.invite_contact'))],
      [choice(`/deputy_school ${school.id}`, { names: school.names }), menuButton],
    ],
  };
}

const longestName = 30;

export const inviteContact = createTextDialogue<{ readonly schoolId: SchoolId }>({
  name: 'invite_contact',
  question: text('deputy.ask_contact', { most: longestName }),
  target([id]) {
    const schoolId = idFrom(id);
    return schoolId === undefined ? undefined : { schoolId };
  },
  home: ({ schoolId }) => `/deputy_school ${schoolId}`,
  command: ({ schoolId }, name) =>
    [...name].length > longestName
      ? text('text.too_long', { most: longestName })
      : { type: 'invite-school-contact', schoolId, name },
  tell(outcome) {
    if (outcome.type !== 'invite-school-contact') return undefined;
    const { result } = outcome;
    if (!result.ok) return told(text('deputy.school_gone'), overviewButton);
    return {
      text: { lines: [text('deputy.contact_invited'), blankLine, text('roster.invite_code', { code: result.code })] },
      choices: [[overviewButton, menuButton]],
      links: [{ label: text('deputy.contact_open'), url: result.url }],
    };
  },
});
