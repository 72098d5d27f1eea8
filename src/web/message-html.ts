// One message of a chat as HTML, the same for the page and for the stream. Plain text in, escaped text out.

import { randomBytes } from 'node:crypto';
import { html } from 'hono/html';
import type { Rendered } from '../channels/channel.ts';
import type { Locale } from '../domain/locale.ts';
import { inertId } from '../domain/message.ts';
import type { ShownMessage } from '../store/web-transcript.ts';
import type { Say } from './context.ts';
import type { Html } from './layout.ts';
import type { WebOptions } from './options.ts';

/**
 * 'bound': the buttons answer a question; 'free': they start something; 'thing': they act on a certain order or request,
 * and stay alive until a later message does; 'card': they stay alive until edited.
 */
export type ButtonKind = 'none' | 'bound' | 'free' | 'thing' | 'card';

export interface Reader {
  readonly base: string;
  readonly locale: Locale;
  readonly say: Say;
}

export interface Drawn {
  readonly shown: ShownMessage;
  readonly rendered: Rendered;
  readonly buttons: ButtonKind;
}

/** Only what a person sees now: an attachment's bytes come by an address of their own. */
export async function draw(
  shown: ShownMessage,
  { render }: Pick<WebOptions, 'render'>,
  { locale }: Reader,
): Promise<Drawn> {
  const { picture, ...message } = shown.message;
  const rendered = await render(picture && 'qr' in picture ? shown.message : message, locale);
  return { shown, rendered, buttons: buttonKind(shown, rendered) };
}

/** The message whose buttons answer the question that is open now, the last about each thing, and the cards. */
export function liveOnes(drawn: readonly Drawn[]): Set<Drawn> {
  const byVersion = drawn.toSorted((a, b) => Number(b.shown.version - a.shown.version));
  const question = byVersion.find(({ buttons }) => buttons === 'bound');
  const newest = byVersion.find(({ buttons }) => buttons !== 'none' && buttons !== 'card');
  const live = new Set<Drawn>();
  const told = new Set<string>();
  for (const one of byVersion) {
    const things = thingsOf(one);
    const lasts = one.buttons === 'card' || (one.buttons === 'thing' && things.some((thing) => !told.has(thing)));
    if (lasts || one === question || one === newest) live.add(one);
    if (one.buttons === 'thing') for (const thing of things) told.add(thing);
  }
  return live;
}

/** The ids that the buttons act on: '/deliver 42 5' acts on 42. */
const thingsOf = ({ rendered }: Drawn): string[] =>
  rendered.buttons.flat().flatMap(({ data }) => /^\/\w+ (\d+)/.exec(data)?.[1] ?? []);

export function messageHtml({ shown, rendered, buttons }: Drawn, live: boolean, reader: Reader): Html {
  if (shown.said) {
    return html`<li id="m${shown.id}" data-version="${shown.version}" class="message said"><p class="bubble">${rendered.text}</p></li>`;
  }
  return html`<li id="m${shown.id}" data-version="${shown.version}" class="message bot ${buttons} ${live ? 'live' : ''}">
<div class="bubble">${pictureHtml(shown, rendered, reader)}${rendered.text && html`<p class="words">${rendered.text}</p>`}${
    rendered.links.length > 0 && html`<p class="links">${rendered.links.map(linkHtml)}</p>`
  }</div>
${rendered.buttons.length > 0 && buttonsHtml(shown, rendered, reader)}
${typeof rendered.contact === 'object' && contactHtml(rendered.contact, rendered.buttons, reader)}
</li>`;
}

export const nonceField = (): Html =>
  html`<input type="hidden" name="nonce" value="${randomBytes(16).toString('base64url')}">`;

function buttonKind(shown: ShownMessage, { buttons, contact }: Rendered): ButtonKind {
  if (shown.said) return 'none';
  if (typeof contact === 'object') return 'bound';
  const all = buttons.flat();
  if (all.length === 0) return 'none';
  if (shown.card) return 'card';
  if (all.some(({ data }) => !data.startsWith('/'))) return 'bound';
  return all.some(({ data }) => /^\/\w+ \d+/.test(data)) ? 'thing' : 'free';
}

const buttonsHtml = (
  { id }: ShownMessage,
  { buttons }: Rendered,
  { base }: Reader,
): Html => html`<form class="buttons" method="post" action="${base}/tap">
${nonceField()}<input type="hidden" name="message" value="${id}">
${buttons.map((row) => html`<div class="row n${row.length}">${row.map(buttonHtml)}</div>`)}
</form>`;

/** What can't be chosen doesn't look like a button: the empty places of a calendar, its headings. */
const buttonHtml = ({ label, data }: { label: string; data: string }): Html =>
  data.endsWith(`:${inertId}`)
    ? html`<span class="inert">${label}</span>`
    : html`<button name="data" value="${data}">${label}</button>`;

/** The way back stands under the question already, where it has buttons. */
const contactHtml = (
  { back }: { back: string },
  buttons: Rendered['buttons'],
  { base, say }: Reader,
): Html => html`<form class="contact" method="post" action="${base}/say">
${nonceField()}<input type="tel" name="text" required maxlength="40" autocomplete="tel" inputmode="tel" aria-label="${say('web.phone')}" placeholder="${say('web.phone')}">
<button class="primary">${say('web.send')}</button>
</form>
${
  buttons.flat().some(({ label }) => label === back)
    ? ''
    : html`<form class="buttons" method="post" action="${base}/say">${nonceField()}<div class="row n1"><button name="text" value="${back}">${back}</button></div></form>`
}`;

const linkHtml = ({ label, url }: { label: string; url: string }): Html =>
  /^https?:\/\//i.test(url)
    ? html`<a href="${url}" target="_blank" rel="noopener noreferrer">${label}</a>`
    : html`<span>${label}</span>`;

function pictureHtml({ message }: ShownMessage, { picture }: Rendered, { base, say }: Reader): Html | '' {
  if (message.picture && 'attachment' in message.picture) {
    return html`<img class="photo" src="${base}/attachments/${message.picture.attachment}" alt="${say('web.photo')}" loading="lazy">`;
  }
  if (!picture) return '';
  const data = Buffer.from(picture.bytes).toString('base64');
  return html`<img class="qr" src="data:${picture.mime};base64,${data}" alt="${say('web.qr')}">`;
}
