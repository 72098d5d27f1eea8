// 法治副校长 in the public chat: the state of the schools that the person speaks for. Which one is asked only where
// there are several.

import type { AppointmentId, SchoolId } from '../../../domain/ids.ts';
import { text } from '../../../domain/message.ts';
import { told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import type { MySchool } from '../../deputy-request/standing.ts';
import { choice, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { deputyButton, personCard, schoolCard } from './card.ts';

interface Wanted {
  readonly schoolId?: SchoolId;
  readonly appointmentId?: AppointmentId;
}

export const deputy = createErrand<Wanted>({
  name: 'deputy',
  target([school, appointment]) {
    const schoolId = idFrom(school);
    const appointmentId = idFrom(appointment);
    if (school !== undefined && schoolId === undefined) return undefined;
    return { ...(schoolId !== undefined && { schoolId }), ...(appointmentId !== undefined && { appointmentId }) };
  },
  command: () => ({ type: 'my-schools' }),
  tell(outcome, { schoolId, appointmentId }, { today }) {
    if (outcome.type !== 'my-schools') return undefined;
    const { schools } = outcome.result;
    const [first] = schools;
    if (!first) return notForYou;
    if (schoolId === undefined) return schools.length === 1 ? schoolCard(first, today) : which(schools, '/deputy');
    const mine = schools.find(({ school }) => school.id === schoolId);
    if (!mine) return notYours;
    const one = mine.appointments.find(({ id }) => id === appointmentId);
    return one ? personCard(one, mine, today) : schoolCard(mine, today);
  },
});

/** Who speaks for no school is told how to come to do so. */
export const notForYou: Reply = told(text('school.none'), choice('/order', text('menu.order')));
export const notYours: Reply = told(text('school.not_yours'), deputyButton);

/** The person's schools, each with a button: `line` and the school's number. */
export const which = (schools: readonly MySchool[], line: string): Reply =>
  told(
    text('school.which'),
    ...schools.map(({ school, appointments }) => {
      const names = appointments.filter(({ state }) => state === 'active').map(({ speaker }) => speaker.name);
      return choice(
        `${line} ${school.id}`,
        text('school.with', {
          school: { names: school.names },
          people: names.length > 0 ? { list: names } : text('school.nobody_yet'),
        }),
      );
    }),
  );
