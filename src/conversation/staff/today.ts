// 今天: the talks of a day, with a button each, and the days before and after.

import { addDays, isDay, type LocalDay } from '../../domain/calendar.ts';
import { text } from '../../domain/message.ts';
import type { OrderView } from '../../domain/order-view.ts';
import { menuButton } from '../answers.ts';
import { choice, type Reply } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { rows } from '../nav.ts';
import { orderButton, orderLineWithState } from './order-line.ts';

export const today = createErrand<LocalDay>({
  name: 'today',
  target: ([day], facts) => (day === undefined ? facts.today : isNear(day, facts.today) ? day : undefined),
  command: (day) => ({ type: 'today', day }),
  tell: (outcome, day, facts) => (outcome.type === 'today' ? page(day, outcome.result.orders, facts.today) : undefined),
});

/** A year to either side: what is typed may be any day, and the calendar ends somewhere. */
const isNear = (day: string, today: LocalDay): boolean =>
  isDay(day) && day >= addDays(today, -366) && day <= addDays(today, 366);

/** More buttons than that are no list any more; the rest is in the text and can be opened by number. */
const mostButtons = 24;

function page(day: LocalDay, orders: readonly OrderView[], now: LocalDay): Reply {
  const title =
    orders.length > 0
      ? text('today.title', { day: { day }, many: orders.length })
      : text('today.empty', { day: { day } });
  const turn = [
    choice(`/today ${addDays(day, -1)}`, text('today.before')),
    ...(day === now ? [] : [choice('/today', text('staff_menu.today'))]),
    choice(`/today ${addDays(day, 1)}`, text('today.after')),
  ];
  return {
    text: { lines: [title, ...orders.map(orderLineWithState)] },
    choices: [
      ...rows(
        orders.slice(0, mostButtons).map((order) => orderButton(order, 'card')),
        2,
      ),
      turn,
      [menuButton],
    ],
  };
}
