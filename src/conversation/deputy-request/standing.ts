// Where a school stands: what it has asked for, and what it can ask for next. Pure.

import { addDays, type LocalDay } from '../../domain/calendar.ts';
import type { CommandTable } from '../../domain/commands.ts';
import type {
  AppointmentState,
  AppointmentView,
  DeputyRequestKind,
  DeputyRequestView,
} from '../../domain/deputy/views.ts';
import { type Text, text } from '../../domain/message.ts';

export type MySchool = CommandTable['my-schools']['result']['schools'][number];
type Standing = Pick<MySchool, 'appointments' | 'requests'>;

/** Whom the school has, is about to have, or has had: who said no is not its concern. */
export const isShown = (state: AppointmentState): boolean => state !== 'declined' && state !== 'refused';
export const isActive = ({ state }: AppointmentView): boolean => state === 'active';
export const isLiving = ({ state }: AppointmentView): boolean => isShown(state) && state !== 'ended';
export const isOpen = ({ state }: Pick<DeputyRequestView, 'state'>): boolean => state === 'open' || state === 'placed';

/** Who has nobody and has asked already is told how far that is; another one can be asked for beside who serves. */
export const waitsFor = ({ appointments, requests }: Standing): readonly DeputyRequestView[] =>
  appointments.some(isActive) ? [] : requests.filter(isOpen);

/** So many days before its end a term can be renewed. */
const renewable = 180;

/** About somebody who serves: one open request for a post, and one to come after: the next one has to wait. */
export function asksAbout(
  { id, post, state, until }: AppointmentView,
  { appointments, requests }: Standing,
  today: LocalDay,
): readonly Exclude<DeputyRequestKind, 'first'>[] {
  const asked =
    requests.some((request) => isOpen(request) && request.post === post) || isFollowed({ id, post }, { appointments });
  if (state !== 'active' || asked) return [];
  return until <= addDays(today, renewable) ? ['renewal', 'replacement', 'left'] : ['replacement', 'left'];
}

/** Somebody else, or a new letter, is at the same post already. */
export const isFollowed = (
  { id, post }: Pick<AppointmentView, 'id' | 'post'>,
  { appointments }: Pick<Standing, 'appointments'>,
): boolean => appointments.some((one) => one.id !== id && one.post === post && isLiving(one));

export const requestLine = ({ number, kind, state, appointment }: DeputyRequestView): Text =>
  text(appointment ? 'school.request_line_with' : 'school.request_line', {
    number,
    kind: text(`school.kind_${kind}`),
    state: text(`school.request_${state}`),
    name: appointment?.speaker.name ?? '',
  });
