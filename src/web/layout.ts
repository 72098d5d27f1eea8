// The frame of every page.

import { html } from 'hono/html';
import type { Locale } from '../domain/locale.ts';
import type { Say } from './context.ts';

export type Html = ReturnType<typeof html>;

export interface Frame {
  readonly say: Say;
  readonly locale: Locale;
  readonly title: string;
  /** The whole window for itself: a chat, or a page made to be printed. */
  readonly wide?: 'chat' | 'sheet';
  readonly script?: boolean;
}

export const page = ({ say, locale, title, wide, script }: Frame, body: Html): Html => html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · ${say('web.name')}</title>
<link rel="stylesheet" href="/assets/base.css">
<link rel="stylesheet" href="/assets/${wide ?? 'pages'}.css">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${script ? html`<script src="/assets/chat.js" defer></script>` : ''}
</head>
<body class="${wide ?? 'plain'}">
${body}
</body>
</html>`;

/** A page with the product's name on top and the emergency numbers below. */
export const plainPage = (frame: Frame, body: Html): Html =>
  page(
    frame,
    html`<header class="top"><a href="/" class="brand">${frame.say('web.name')}</a></header>
<main>${body}</main>
<footer>${emergency(frame.say)}</footer>`,
  );

export const emergency = (
  say: Say,
): Html => html`<p class="emergency"><span>${say('web.emergency')} <a href="tel:110">110</a></span>
<span>${say('web.anti_fraud')} <a href="tel:96110">96110</a></span></p>`;

export const notice = (frame: Frame, text: string, more: Html = html``): Html =>
  plainPage(
    frame,
    html`<section class="card notice"><h1>${frame.title}</h1><p>${text}</p>${more}
<p><a href="/">${frame.say('web.to_start')}</a></p></section>`,
  );
