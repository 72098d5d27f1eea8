// What a school sees of its 法治副校长, with the buttons that fit where things stand: one card for the school, and one
// for each person where there are several.

import { addDays, type LocalDay } from '../../../domain/calendar.ts';
import type { CommandTable } from '../../../domain/commands.ts';
import { defaultDeputyRules } from '../../../domain/deputy/rules.ts';
import type { AppointmentState, AppointmentView } from '../../../domain/deputy/views.ts';
import { blankLine, type Choice, type Message, type Text, text } from '../../../domain/message.ts';
import { menuButton } from '../../answers.ts';
import { choice, type Reply } from '../../dialogue.ts';
import { appointmentLines, nameAndState, requestLine } from './lines.ts';

export type MySchool = CommandTable['my-schools']['result']['schools'][number];

export const deputyButton = choice('/deputy', text('school.menu'));

export function schoolCard(mine: MySchool, today: LocalDay): Reply {
  const { school, requests } = mine;
  const shown = mine.appointments.filter(({ state }) => isShown(state));
  const open = requests.filter(isOpen);
  // Whoever is the only one has their buttons here; others have a card of their own.
  const living = shown.filter((one) => isLiving(one) && !isComing(one, today));
  const [only] = living.length === 1 ? living : [];
  return {
    text: {
      lines: [
        text('school.title', { school: { names: school.names } }),
        ...(shown.some(isLiving) ? [] : [text('school.nobody')]),
        ...shown.flatMap((one) => [blankLine, ...appointmentLines(one, today)]),
        ...(open.length > 0 ? [blankLine, ...open.map(requestLine)] : []),
      ],
    },
    choices: [
      ...(only ? personButtons(only, mine, today) : living.some(isActive) ? [[orderButton(mine)]] : []),
      ...shown
        .filter((one) => one !== only && !isComing(one, today))
        .map((one) => [choice(`/deputy ${school.id} ${one.id}`, nameAndState(one, today))]),
      ...open
        .filter(({ state }) => state === 'open')
        .map(({ id, version, number }) => [
          choice(`/withdraw_deputy_request ${id} ${version}`, text('school.withdraw', { number })),
        ]),
      ...(freePosts(mine) > 0
        ? [
            [
              choice(
                `/request_deputy ${school.id} first`,
                text(shown.some(isLiving) ? 'school.ask_more' : 'school.ask_first'),
              ),
            ],
          ]
        : []),
      [menuButton],
    ],
    ...letters(shown),
  };
}

/** One of several people at the school. */
export function personCard(appointment: AppointmentView, mine: MySchool, today: LocalDay): Reply {
  const { school } = mine;
  return {
    text: {
      lines: [text('school.title', { school: { names: school.names } }), ...appointmentLines(appointment, today)],
    },
    choices: [
      ...personButtons(appointment, mine, today),
      [choice(`/deputy ${school.id}`, { names: school.names }), menuButton],
    ],
    ...letters([appointment]),
  };
}

/** So many days before its end a term can be renewed. */
const renewable = 180;

function personButtons(appointment: AppointmentView, mine: MySchool, today: LocalDay): (readonly Choice[])[] {
  const { id, version, state, post, until, speaker } = appointment;
  const { name } = speaker;
  const ask = (kind: string, label: Text): Choice => choice(`/request_deputy ${mine.school.id} ${kind} ${id}`, label);
  // One open request for a post, and one to come after: the next one has to wait.
  const asked =
    mine.requests.some((request) => isOpen(request) && request.post === post) ||
    mine.appointments.some((one) => one.id !== id && one.post === post && isLiving(one));
  const judge = [
    choice(`/evaluate_deputy ${id}`, text('school.evaluate')),
    choice(`/tally_deputy ${id}`, text('school.tally')),
  ];
  if (state === 'accepted')
    return [
      [choice(`/confirm_deputy ${id} ${version}`, text('school.confirm', { name }))],
      [choice(`/refuse_deputy ${id} ${version}`, text('school.refuse'))],
    ];
  if (state === 'ended') return [judge];
  if (state !== 'active') return [];
  const ends = until <= addDays(today, renewable);
  return [
    [orderButton(mine)],
    judge,
    ...(asked
      ? []
      : [
          ...(ends ? [[ask('renewal', text('school.renew', { name }))]] : []),
          [ask('replacement', text('school.replace')), ask('left', text('school.left'))],
        ]),
  ];
}

const orderButton = ({ school }: MySchool): Choice => choice(`/order school ${school.id}`, text('school.order'));

const letters = (appointments: readonly AppointmentView[]): Pick<Message, 'links'> => {
  const links = appointments.flatMap(({ letterUrl, speaker }) =>
    letterUrl === undefined ? [] : [{ label: text('school.letter', { name: speaker.name }), url: letterUrl }],
  );
  return links.length > 0 ? { links } : {};
};

/** Whom the school has, is about to have, or has had: who said no is not its concern. */
const isShown = (state: AppointmentState): boolean => state !== 'declined' && state !== 'refused';
const isActive = ({ state }: AppointmentView): boolean => state === 'active';
const isLiving = ({ state }: AppointmentView): boolean => isShown(state) && state !== 'ended';
/** Renewed, or appointed from a later day on. */
const isComing = ({ state, from }: AppointmentView, today: LocalDay): boolean => state === 'active' && from > today;
export const isOpen = ({ state }: { readonly state: string }): boolean => state === 'open' || state === 'placed';

/** Counted from what is shown where the services do not say. */
export function freePosts({ appointments, requests, postsFree }: MySchool): number {
  if (postsFree !== undefined) return postsFree;
  const taken = [...appointments.filter(isLiving), ...requests.filter(isOpen)];
  return Math.max(0, defaultDeputyRules.postsMax - new Set(taken.map(({ post }) => post)).size);
}
