// An order found by number and phone, for people without the account. Both come in a form's body, never in an address.

import type { Context } from 'hono';
import { html } from 'hono/html';
import { windowText } from '../domain/cards/order-lines.ts';
import { defaultLimits } from '../domain/limits.ts';
import type { Locale } from '../domain/locale.ts';
import { type FoundOrder, findOrderByPhone, triesOf } from '../services/order/find-order.ts';
import { createTries } from '../store/tries.ts';
import { clientAddress } from './client-address.ts';
import { type Say, sayIn, type WebContext } from './context.ts';
import { pageLocale } from './cookies.ts';
import { readFields } from './form.ts';
import { type Html, plainPage } from './layout.ts';
import { clean } from './security.ts';

export function findPages(context: WebContext) {
  const tries = createTries(context.database.pool, 'find', (context.limits ?? defaultLimits).finds);
  return {
    show: (c: Context) => {
      const locale = pageLocale(c, context);
      const say = sayIn(context, locale);
      return c.html(findPage(say, locale, html``));
    },

    search: async (c: Context) => {
      const locale = pageLocale(c, context);
      const say = sayIn(context, locale);
      const fields = await readFields(c);
      const number = clean(fields['number']).slice(0, 40);
      const phone = clean(fields['phone']).slice(0, 40);
      const whose = triesOf(`address ${clientAddress(c, context.config)}`, number, phone);
      if (!(await tries.take(...whose)))
        return c.html(findPage(say, locale, html`<p role="alert" class="trouble">${say('web.find_wait')}</p>`), 429);
      const orders = await findOrderByPhone(context.database.prisma, number, phone);
      if (orders.length === 0) {
        return c.html(findPage(say, locale, html`<p role="alert" class="trouble">${say('web.find_none')}</p>`), 404);
      }
      await tries.giveBack(...whose);
      return c.html(findPage(say, locale, html`${orders.map((order) => orderHtml(order, context, locale, say))}`));
    },
  };
}

const findPage = (say: Say, locale: Locale, answer: Html): Html =>
  plainPage(
    { say, locale, title: say('web.find_title') },
    html`<section class="card"><h1>${say('web.find_title')}</h1><p>${say('web.find_what')}</p>
<form method="post" action="/find" autocomplete="off">
<label class="field">${say('web.find_number')}<input name="number" required maxlength="40" inputmode="numeric"></label>
<label class="field">${say('web.phone')}<input name="phone" type="tel" required maxlength="40"></label>
<button class="big">${say('web.find_button')}</button>
</form></section>${answer}`,
  );

function orderHtml(order: FoundOrder, { translator }: WebContext, locale: Locale, say: Say): Html {
  const words = (text: Parameters<typeof translator.text>[0]): string => translator.text(text, locale);
  const when = order.startsAt
    ? [words({ instant: order.startsAt.toISOString(), style: 'day-time' })]
    : order.windows.map((window) => words(windowText(window)));
  return html`<section class="card found"><h2>${say('web.order', { number: order.number })}</h2>
<p class="state ${order.state}">${say(`web.state_${order.state}`)}</p>
<dl><dt>${say('web.topic')}</dt><dd>${order.topic ? words({ names: order.topic }) : say('web.own_topic')}</dd>
<dt>${say('web.place')}</dt><dd>${words({ names: order.place })}</dd>
<dt>${say(order.startsAt ? 'web.time' : 'web.wished_time')}</dt><dd>${when.map((line) => html`${line}<br>`)}</dd>
${order.speaker ? html`<dt>${say('web.speaker')}</dt><dd>${order.speaker}</dd>` : ''}</dl></section>`;
}
