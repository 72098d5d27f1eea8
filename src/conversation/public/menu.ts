// The resident's main menu. Everything on it is a command, so a button works for as long as it stands there.

import { type TextKey, text } from '../../domain/message.ts';
import { ended } from '../answers.ts';
import { choice, type Dialogue, type Facts, type Reply } from '../dialogue.ts';

export const menu: Dialogue<never> = {
  name: 'menu',
  // What was said and led nowhere is not passed over: how it can be said comes with the menu.
  start: ({ args, halfMade, said }, facts) =>
    ended(menuReply(facts, args[0] === 'cancelled' ? 'menu.cancelled' : said && 'menu.hint', halfMade)),
  // Nothing is ever said to the menu itself.
  step: (_, __, facts) => ended(menuReply(facts)),
  ask: (_, facts) => menuReply(facts),
};

/** /start: the menu under a greeting. */
export const greeting: Dialogue<never> = {
  ...menu,
  name: 'start',
  start: ({ halfMade }, facts) => ended(menuReply(facts, 'menu.greeting', halfMade)),
};

export function menuReply({ person, locale, catalogue }: Facts, news?: TextKey, halfMade = false): Reply {
  const other = locale === 'en' ? 'zh' : 'en';
  return {
    text: { lines: [news === undefined ? '' : text(news), text('menu.ask')] },
    choices: [
      ...(halfMade ? [[choice('/order', text('menu.resume'))]] : []),
      [
        // With a half-made order waiting, this one begins anew.
        choice(halfMade ? '/order new' : '/order', text('menu.order')),
        ...(person.lastDraft ? [choice('/order again', text('order.again'))] : []),
      ],
      ...(person.schoolIds?.length ? [[choice('/deputy', text('school.menu'))]] : []),
      ...(catalogue.courses.length > 0 ? [[choice('/courses', text('menu.courses'))]] : []),
      [choice('/orders', text('menu.orders')), choice('/question', text('menu.question'))],
      [choice('/request', text('menu.request')), choice('/callback', text('menu.callback'))],
      [choice('/apply', text('apply.menu')), choice(`/language ${other}`, text('menu.language'))],
    ],
  };
}
