// A coordinator asks for a school that does not do so in chat, and goes on to choose somebody at once.

import { text } from '../../../domain/message.ts';
import { menuButton, told } from '../../answers.ts';
import { createRequestDialogue } from '../../deputy-request/request.ts';
import { asksAbout, isActive, type MySchool, requestLine, waitsFor } from '../../deputy-request/standing.ts';
import { choice, type Facts } from '../../dialogue.ts';
import { rows, staffNav } from '../../nav.ts';
import { overviewButton, requestButton } from './acted.ts';

const gone = told(text('deputy.school_gone'), overviewButton);

export const requestForSchool = createRequestDialogue({
  nav: staffNav,
  load: (schoolId) => (schoolId === undefined ? undefined : { type: 'my-schools', schoolId }),
  home: (schoolId) => choice(`/deputy_school ${schoolId}`, text('deputy.to_school')),
  which: () => gone,
  none: gone,
  notYours: gone,
  sent: (requests) => ({
    text: { lines: [text('deputy.requested_for'), ...requests.map(requestLine)] },
    choices: [...rows(requests.map(requestButton), 1), [overviewButton, menuButton]],
  }),
});

/** What can be asked for a school: nobody else's concern than a coordinator's. */
export function askButtons(
  mine: Pick<MySchool, 'school' | 'appointments' | 'requests' | 'postsFree'>,
  { person, today }: Facts,
) {
  if (person.coordinatorId === undefined) return [];
  const { school, appointments } = mine;
  const served = appointments.filter(isActive);
  const about = served.flatMap((one) =>
    asksAbout(one, mine, today).flatMap((kind) =>
      // Who has left is ended, with the reason and the day, on their own card.
      kind === 'left'
        ? []
        : [
            choice(
              `/request_deputy ${school.id} ${kind} ${one.id}`,
              text(`deputy.ask_${kind}`, { name: one.speaker.name }),
            ),
          ],
    ),
  );
  const more = mine.postsFree > 0 && waitsFor(mine).length === 0;
  const first = choice(
    `/request_deputy ${school.id} first`,
    text(served.length > 0 ? 'deputy.ask_more_for' : 'deputy.ask_first_for'),
  );
  return [...rows(about, 2), ...(more ? [[first]] : [])];
}
