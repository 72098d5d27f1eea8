// 聘书 and 回执: a letter of appointment in the school's name and the receipt for its file, made to be printed on A4.

import type { Context } from 'hono';
import { html } from 'hono/html';
import type { LocalDay } from '../domain/calendar.ts';
import { addDays } from '../domain/calendar.ts';
import type { Locale } from '../domain/locale.ts';
import { writeDate } from '../i18n/dates.ts';
import type { Letter } from '../services/deputy/pages.ts';
import { type Say, sayIn, type WebContext } from './context.ts';
import { pageLocale } from './cookies.ts';
import { type Html, notice, page } from './layout.ts';

interface Sheet {
  readonly say: Say;
  readonly locale: Locale;
  /** In the page's language, where there is a name in it. */
  readonly school: string;
  day(day: LocalDay): string;
}

export const deputyPage = (context: WebContext, kind: 'letter' | 'receipt') => async (c: Context) => {
  const locale = pageLocale(c, context);
  const say = sayIn(context, locale);
  const id = /^[1-9]\d{0,8}$/.exec(c.req.param('id') ?? '')?.[0];
  const letter = id && (await context.deputies?.letter(kind, Number(id), c.req.query('t') ?? ''));
  if (!letter) return gone(c, { say, locale });
  const school = context.translator.text({ names: letter.appointment.school.names }, locale);
  const sheet: Sheet = { say, locale, school, day: (day) => writeDate(day, locale) };
  return c.html(
    page(
      { say, locale, title: say(`deputy.page.${kind}`), wide: 'sheet' },
      kind === 'letter' ? letterSheet(letter, sheet) : receiptSheet(letter, sheet),
    ),
  );
};

/** An address that is wrong, too old, or not for this person any more: all the same from outside. */
export const gone = (c: Context, { say, locale }: Pick<Sheet, 'say' | 'locale'>) =>
  c.html(notice({ say, locale, title: say('web.not_found_title') }, say('deputy.page.gone')), 404);

function letterSheet(letter: Letter, { say, school, day }: Sheet): Html {
  const { appointment, number, issuedOn, appointedBy, links } = letter;
  const { speaker, state, from, until, endedOn } = appointment;
  const agency = speaker.agency && say(`deputy.agency_${speaker.agency}`);
  const said = { name: speaker.name, school, from: day(from), until: day(addDays(until, -1)) };
  return html`<nav class="tools"><a href="${links.receipt}">${say('deputy.page.receipt')}</a><span>${say('deputy.page.how_to_print')}</span></nav>
<main class="paper letter">
<h1>${say('deputy.page.letter')}</h1>
<p class="to">${say('deputy.page.to', said)}</p>
<p class="words">${say(appointedBy === 'bureau' ? 'deputy.page.words_bureau' : 'deputy.page.words_school', { ...said, agency: agency ?? '' })}</p>
<p class="words">${say('deputy.page.duties')}</p>
<div class="signed"><p>${school}</p><p class="seal">${say('deputy.page.seal')}</p><p>${day(issuedOn)}</p></div>
<p class="number">${say('deputy.page.number', { number })}</p>
${endedOn === undefined ? '' : html`<p class="ended">${say(state === 'ended' ? 'deputy.page.ended' : 'deputy.page.ends', { day: day(endedOn) })}</p>`}
</main>`;
}

function receiptSheet(letter: Letter, { say, school, day }: Sheet): Html {
  const { appointment, number, issuedOn, links } = letter;
  const { speaker, from, until, post } = appointment;
  const rows = [
    [say('deputy.page.school'), school],
    [say('deputy.page.name'), speaker.name],
    [say('deputy.page.agency'), speaker.agency ? say(`deputy.agency_${speaker.agency}`) : '—'],
    [say('deputy.page.letter_number'), number],
    [say('deputy.page.post'), String(post)],
    [say('deputy.page.term'), `${day(from)} – ${day(addDays(until, -1))}`],
    [say('deputy.page.issued'), day(issuedOn)],
  ];
  const signs = ['deputy.page.sign_deputy', 'deputy.page.sign_school', 'deputy.page.sign_agency'] as const;
  return html`<nav class="tools"><a href="${links.letter}">${say('deputy.page.letter')}</a><span>${say('deputy.page.how_to_print')}</span></nav>
<main class="paper receipt">
<h1>${say('deputy.page.receipt_title')}</h1>
<table><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>
<p class="words">${say('deputy.page.receipt_words', { school, number })}</p>
<div class="signs">${signs.map((key) => html`<div><p>${say(key)}</p><p class="line"></p><p>${say('deputy.page.date_line')}</p></div>`)}</div>
</main>`;
}
