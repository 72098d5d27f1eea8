// A speaker's talks: the card of one, the QR code to be shown at its end, the list of what is to come.

import { offerCard, talkCard } from '../../domain/cards/speaker-card.ts';
import { text } from '../../domain/message.ts';
import { menuButton, told } from '../answers.ts';
import { idFrom, targetFrom } from '../arguments.ts';
import { choice } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { rows } from '../nav.ts';
import { pageFrom, pageOf } from '../pages.ts';
import { lookButton, notDone } from './acted.ts';
import { orderButton, ownOrderLine } from './order-line.ts';

/** 接单 */
export const accept = createErrand({
  name: 'accept',
  target: targetFrom,
  command: (target) => ({ type: 'accept-offer', ...target }),
  tell(outcome) {
    if (outcome.type !== 'accept-offer') return undefined;
    const { result } = outcome;
    if (result.ok) return told(text('accept.done', { number: result.order.number }));
    if (result.reason !== 'not_free') return notDone(result, 'talk');
    const rules = { list: result.rules.map((rule) => text(`rule.${rule}`)) };
    return told(text('claim.not_free', { number: result.order.number, rules }), lookButton(result.order, 'talk'));
  },
});

export const talk = createErrand({
  name: 'talk',
  target: ([order]) => idFrom(order),
  command: (orderId) => ({ type: 'show-talk', orderId }),
  tell(outcome) {
    if (outcome.type !== 'show-talk') return undefined;
    const { order } = outcome.result;
    if (!order) return told(text('staff.not_found'));
    return order.state === 'offered' ? offerCard(order) : talkCard(order);
  },
});

/** 二维码: listeners scan it from the speaker's phone and rate without an account. */
export const qr = createErrand({
  name: 'qr',
  target: ([order]) => idFrom(order),
  command: (orderId) => ({ type: 'show-talk', orderId }),
  tell(outcome) {
    if (outcome.type !== 'show-talk') return undefined;
    const { order } = outcome.result;
    if (!order) return told(text('staff.not_found'));
    if (order.ratingUrl === undefined) return told(text('qr.not_yet'), lookButton(order, 'talk'));
    return {
      ...told(
        text('qr.show', { number: order.number }),
        choice(`/tally ${order.id}`, text('talk.tally')),
        lookButton(order, 'talk'),
      ),
      picture: { qr: order.ratingUrl },
      links: [{ label: text('qr.link'), url: order.ratingUrl }],
    };
  },
});

export const agenda = createErrand({
  name: 'agenda',
  target: ([page]) => ({ page: pageFrom(page) }),
  command: () => ({ type: 'agenda' }),
  tell(outcome, { page }) {
    if (outcome.type !== 'agenda') return undefined;
    const { orders } = outcome.result;
    const { shown, turn } = pageOf(orders, page, pageSize, (at) => `/agenda ${at}`);
    const title = orders.length > 0 ? text('agenda.title', { many: orders.length }) : text('agenda.empty');
    return {
      text: { lines: [title, ...shown.map(ownOrderLine)] },
      choices: [
        ...rows(
          shown.map((order) => orderButton(order, 'talk')),
          1,
        ),
        ...turn,
        [choice('/away', text('staff_menu.away')), choice('/owed', text('staff_menu.owed'))],
        [menuButton],
      ],
    };
  },
});

const pageSize = 10;
