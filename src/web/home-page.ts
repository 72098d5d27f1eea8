// The first page: what this is, and the way to the public chat.

import type { Context } from 'hono';
import { html } from 'hono/html';
import { type Persona, personas } from './chat-room.ts';
import { sayIn, type WebContext } from './context.ts';
import { pageLocale } from './cookies.ts';
import { plainPage } from './layout.ts';

export const homePage = (context: WebContext) => (c: Context) => {
  const locale = pageLocale(c, context);
  const say = sayIn(context, locale);
  const steps = [
    ['web.step_order.name', 'web.step_order.what'],
    ['web.step_assign.name', 'web.step_assign.what'],
    ['web.step_accept.name', 'web.step_accept.what'],
    ['web.step_rate.name', 'web.step_rate.what'],
  ] as const;
  return c.html(
    plainPage(
      { say, locale, title: say('web.home_title') },
      html`<section class="hero">
<h1>${say('web.home_title')}</h1>
<p>${say('web.home_what')}</p>
<p><a class="big" href="/chat">${say('web.open_chat')}</a></p>
<p class="languages"><a href="/?lang=zh-CN" lang="zh-CN" ${locale === 'zh-CN' ? html`aria-current="true"` : ''}>中文</a> · <a href="/?lang=en" lang="en" ${locale === 'en' ? html`aria-current="true"` : ''}>English</a></p>
</section>
<ol class="steps">${steps.map(([name, what]) => html`<li><strong>${say(name)}</strong><span>${say(what)}</span></li>`)}</ol>
<p class="other"><a href="/find">${say('web.find_title')}</a></p>
${
  context.config.demo
    ? html`<section class="card demo"><h2>${say('web.demo_title')}</h2><p>${say('web.demo_what')}</p>
<ul>${(Object.keys(personas) as Persona[]).map((name) => html`<li><a href="/demo/${name}">${say(`web.persona_${name}`)}</a></li>`)}</ul></section>`
    : ''
}`,
    ),
  );
};
