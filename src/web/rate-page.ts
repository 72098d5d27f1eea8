// 评单 for listeners: one page behind a short link, no account, no name. A cookie keeps a listener to one rating.

import type { Context } from 'hono';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import type { Locale } from '../domain/locale.ts';
import { findTalkToRate, rateAsListener, type TalkToRate } from '../services/order/rate-as-listener.ts';
import { type Say, sayIn, type WebContext } from './context.ts';
import { ensureIdentity, pageLocale, readIdentity } from './cookies.ts';
import { readFields } from './form.ts';
import { type Html, notice, plainPage } from './layout.ts';
import { clean } from './security.ts';

export const ratePage = (context: WebContext) => async (c: Context) => {
  const locale = pageLocale(c, context);
  const say = sayIn(context, locale);
  const raterKey = readIdentity(c, 'fengdian_rater');
  const talk = await findTalkToRate(context.database.prisma, { token: token(c), raterKey, now: context.clock() });
  if (!talk) throw new HTTPException(404);
  // Given before the form is filled in, so that the same form sent twice is one rater.
  if (talk.phase === 'open') ensureIdentity(c, 'fengdian_rater', context);
  const frame = { say, locale, title: say('web.rate_title') };
  return c.html(
    plainPage(
      frame,
      html`<section class="card rate"><h1>${frame.title}</h1>${about(talk, context, locale, say)}
${talk.phase === 'open' ? form(talk, token(c), say, c.req.query('thanks') !== undefined) : html`<p>${say(talk.phase === 'before' ? 'web.rate_before' : 'web.rate_over')}</p>`}
</section>`,
    ),
  );
};

export const rateAction = (context: WebContext) => async (c: Context) => {
  const locale = pageLocale(c, context);
  const say = sayIn(context, locale);
  const title = say('web.rate_title');
  const raterKey = readIdentity(c, 'fengdian_rater');
  if (!raterKey)
    return c.html(notice({ say, locale, title: say('web.cookies_title') }, say('web.cookies_needed')), 400);
  const fields = await readFields(c);
  const score = /^[1-5]$/.test(clean(fields['score'])) ? Number(fields['score']) : undefined;
  const back = html`<p><a href="/r/${token(c)}">${say('web.back')}</a></p>`;
  if (score === undefined) return c.html(notice({ say, locale, title }, say('web.rate_choose'), back), 400);
  const comment = [...clean(fields['comment'])].slice(0, maxComment).join('') || undefined;
  const outcome = await context.database.prisma.$transaction((tx) =>
    rateAsListener(tx, { token: token(c), raterKey, score, comment, now: context.clock() }),
  );
  if (outcome.ok) return c.redirect(`/r/${token(c)}?thanks`, 303);
  if (outcome.reason === 'unknown') throw new HTTPException(404);
  return c.html(
    notice({ say, locale, title }, say(outcome.reason === 'before' ? 'web.rate_before' : 'web.rate_over')),
    409,
  );
};

const maxComment = 500;

function about({ topic, place, startsAt }: TalkToRate, { translator }: WebContext, locale: Locale, say: Say): Html {
  const when = startsAt && translator.text({ instant: startsAt.toISOString(), style: 'day-time' }, locale);
  return html`<dl><dt>${say('web.topic')}</dt><dd>${topic ? translator.text({ names: topic }, locale) : say('web.own_topic')}</dd>
<dt>${say('web.place')}</dt><dd>${translator.text({ names: place }, locale)}</dd>
${when && html`<dt>${say('web.time')}</dt><dd>${when}</dd>`}</dl>`;
}

const form = ({ mine }: TalkToRate, at: string, say: Say, thanks: boolean): Html => html`${
  mine && html`<p class="done" role="status">${say(thanks ? 'web.rate_thanks' : 'web.rate_again')}</p>`
}
<form method="post" action="/r/${at}">
<fieldset class="stars"><legend>${say('web.rate_how')}</legend>
<div class="row">${([5, 4, 3, 2, 1] as const).map(
  (score) =>
    html`<input type="radio" name="score" id="s${score}" value="${score}" required ${mine?.score === score ? html`checked` : ''}><label for="s${score}" title="${say(`web.score_${score}`)}"><span aria-hidden="true">★</span><span class="hidden">${say(`web.score_${score}`)}</span></label>`,
)}</div></fieldset>
<label class="field">${say('web.rate_comment')}<textarea name="comment" maxlength="${maxComment}" rows="3">${mine?.comment ?? ''}</textarea></label>
<p class="hint">${say('web.rate_anonymous')}</p>
<button class="big">${say(mine ? 'web.rate_change' : 'web.rate_send')}</button>
</form>`;

function token(c: Context): string {
  const given = c.req.param('token') ?? '';
  if (!/^[\w-]{4,64}$/.test(given)) throw new HTTPException(404);
  return given;
}
