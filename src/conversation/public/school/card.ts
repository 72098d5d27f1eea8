// What a school sees of its 法治副校长, with the buttons that fit where things stand: one card for the school, and one
// for each person where there are several.

import type { LocalDay } from '../../../domain/calendar.ts';
import type { AppointmentView } from '../../../domain/deputy/views.ts';
import { blankLine, type Choice, type Message, text } from '../../../domain/message.ts';
import { menuButton } from '../../answers.ts';
import {
  asksAbout,
  isActive,
  isLiving,
  isOpen,
  isShown,
  type MySchool,
  requestLine,
  waitsFor,
} from '../../deputy-request/standing.ts';
import { choice, type Reply } from '../../dialogue.ts';
import { appointmentLines, nameAndState } from './lines.ts';

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
        ...(shown.some(isLiving) ? [] : [text(waitsFor(mine).length > 0 ? 'school.nobody_waiting' : 'school.nobody')]),
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
      ...(mine.postsFree > 0 && waitsFor(mine).length === 0
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

function personButtons(appointment: AppointmentView, mine: MySchool, today: LocalDay): (readonly Choice[])[] {
  const { id, version, state, speaker } = appointment;
  const { name } = speaker;
  const labels = {
    renewal: text('school.renew', { name }),
    replacement: text('school.replace'),
    left: text('school.left'),
  };
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
  const asks = asksAbout(appointment, mine, today).map((kind) => ({
    renewal: kind === 'renewal',
    button: choice(`/request_deputy ${mine.school.id} ${kind} ${id}`, labels[kind]),
  }));
  const inRow = (renewal: boolean) => asks.filter((one) => one.renewal === renewal).map(({ button }) => button);
  return [[orderButton(mine)], judge, inRow(true), inRow(false)].filter((row) => row.length > 0);
}

const orderButton = ({ school }: MySchool): Choice => choice(`/order school ${school.id}`, text('school.order'));

const letters = (appointments: readonly AppointmentView[]): Pick<Message, 'links'> => {
  const links = appointments.flatMap(({ letterUrl, speaker }) =>
    letterUrl === undefined ? [] : [{ label: text('school.letter', { name: speaker.name }), url: letterUrl }],
  );
  return links.length > 0 ? { links } : {};
};

/** Renewed, or appointed from a later day on. */
const isComing = ({ state, from }: AppointmentView, today: LocalDay): boolean => state === 'active' && from > today;
