// The staff bot's main menu: what a coordinator does, what a speaker does, what the education bureau does.

import { type Choice, type TextKey, text } from '../../domain/message.ts';
import { ended, handOver } from '../answers.ts';
import { choice, type Dialogue, type Facts, type Reply } from '../dialogue.ts';
import { rows } from '../nav.ts';

export interface Roles {
  readonly coordinator: boolean;
  readonly speaker: boolean;
  readonly bureau: boolean;
  /** A speaker who serves a school, or is asked to. */
  readonly deputy: boolean;
}

export const menu: Dialogue<never> = {
  name: 'menu',
  start({ args, said }, facts) {
    const roles = rolesOf(facts);
    if (!isMember(roles)) return handOver('/start');
    // What was said and led nowhere is not passed over.
    return ended(menuReply(roles, facts, args[0] === 'cancelled' ? 'menu.cancelled' : said && 'staff_menu.hint'));
  },
  // The menu's buttons are commands: nothing is ever said to the menu itself.
  step: (_, __, facts) => ended(menuReply(rolesOf(facts), facts)),
  ask: (_, facts) => menuReply(rolesOf(facts), facts),
};

export const rolesOf = ({ person }: Facts): Roles => ({
  coordinator: person.coordinatorId !== undefined,
  speaker: person.speakerId !== undefined,
  bureau: person.bureauId !== undefined,
  deputy: person.deputy === true,
});

export const isMember = ({ coordinator, speaker, bureau }: Roles): boolean => coordinator || speaker || bureau;

export function menuReply({ coordinator, speaker, bureau, deputy }: Roles, { locale }: Facts, news?: TextKey): Reply {
  const other = locale === 'en' ? 'zh' : 'en';
  return {
    text: { lines: [news === undefined ? '' : text(news), text('staff_menu.ask')] },
    choices: [
      ...(coordinator ? coordinatorRows : []),
      ...(speaker ? speakerRows : []),
      ...(deputy ? [[button('appointments', 'deputy.my_schools_button')]] : []),
      ...(bureau ? bureauRows : []),
      [choice('/help', text('staff_menu.help')), choice(`/language ${other}`, text('menu.language'))],
    ],
  };
}

const button = (command: string, key: TextKey): Choice => choice(`/${command}`, text(key));

const coordinatorRows = rows(
  [
    button('queue', 'staff_menu.queue'),
    button('today', 'staff_menu.today'),
    button('enter', 'staff_menu.enter'),
    button('requests', 'staff_menu.requests'),
    button('phone_list', 'staff_menu.phone_list'),
    button('recall_speaker', 'staff_menu.duty'),
    button('team', 'roster.team'),
    button('cases', 'staff_menu.cases'),
    button('deputies', 'deputy.menu_overview'),
    button('plan', 'staff_menu.plan'),
    button('kits', 'staff_menu.kits'),
    button('edit_menu', 'staff_menu.edit_menu'),
  ],
  2,
);

const speakerRows = rows(
  [
    button('agenda', 'staff_menu.agenda'),
    button('walkin', 'staff_menu.walkin'),
    button('log', 'staff_menu.log'),
    button('away', 'staff_menu.away'),
    button('owed', 'staff_menu.owed'),
    button('courses', 'staff_menu.courses'),
    button('me', 'roster.me'),
  ],
  2,
);

const bureauRows = rows(
  [
    button('to_decide', 'deputy.menu_decide'),
    button('deputies', 'deputy.overview'),
    button('deputy_report', 'deputy.menu_report'),
  ],
  2,
);
