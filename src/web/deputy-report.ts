// The report on legal deputy principals: a page to print on A4 across, and the same as a workbook.

import type { Context } from 'hono';
import { html } from 'hono/html';
import { addDays } from '../domain/calendar.ts';
import type { CountingYear } from '../domain/deputy/counting-year.ts';
import type { AppointmentView, OverviewRow } from '../domain/deputy/views.ts';
import type { Locale } from '../domain/locale.ts';
import { writeDate } from '../i18n/dates.ts';
import type { Report } from '../services/deputy/report.ts';
import { buildReport } from '../services/export/report.ts';
import { linesOf, type ReportLine, reportFigures } from '../services/export/report-figures.ts';
import { type Say, sayIn, type WebContext } from './context.ts';
import { pageLocale } from './cookies.ts';
import { gone } from './deputy-pages.ts';
import { type Html, page } from './layout.ts';

export const reportPage = (context: WebContext) => async (c: Context) => {
  const locale = pageLocale(c, context);
  const say = sayIn(context, locale);
  const token = c.req.query('t') ?? '';
  const report = await context.deputies?.report(token, yearIn(c));
  if (!report) return gone(c, { say, locale });
  const frame = { say, locale, title: say('deputy_report.title'), wide: 'sheet' } as const;
  const names: Names = (of) => context.translator.text({ names: of }, locale);
  return c.html(page(frame, sheet(report, { say, locale, names, token })));
};

export const reportBook = (context: WebContext) => async (c: Context) => {
  const locale = pageLocale(c, context);
  const report = await context.deputies?.report(c.req.query('t') ?? '', yearIn(c));
  if (!report) return gone(c, { say: sayIn(context, locale), locale });
  const bytes = await buildReport(report.rows, { say: (piece) => context.translator.text(piece, locale) });
  c.header('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  c.header('Content-Disposition', `attachment; filename="deputies-${report.day}.xlsx"`);
  return c.body(new Uint8Array(bytes));
};

/** One that is none is as good as no year: the report is of the one under way. */
const yearIn = (c: Context): number => Number(c.req.query('year'));

type Names = (of: OverviewRow['school']['names']) => string;

interface Reading {
  readonly say: Say;
  readonly locale: Locale;
  readonly names: Names;
  readonly token: string;
}

const heads = [
  'deputy_report.school',
  'deputy_report.area',
  'deputy_report.deputy',
  'deputy_report.agency',
  'deputy.page.term',
  'deputy_report.owed',
  'deputy_report.taught',
  'deputy_report.organised',
  'deputy_report.planned',
  'deputy_report.pace',
  'deputy_report.by_school',
  'deputy_report.flags',
] as const;

function sheet({ rows, day, year, years }: Report, reading: Reading): Html {
  const { say, locale, token } = reading;
  const { owed, taught, organised, ...figures } = reportFigures(rows);
  const sums = [
    [say('deputy_report.schools'), figures.schools],
    [say('deputy_report.served'), figures.served],
    [say('deputy_report.unserved'), figures.unserved],
    [say('deputy_report.deputies'), figures.deputies],
    [say('deputy_report.ended_this_year'), figures.endedThisYear],
    [say('deputy_report.owed'), owed / 10],
    [say('deputy_report.done'), (taught + organised) / 10],
    [say('deputy_report.behind'), figures.behind],
    [say('deputy_report.ending_soon'), figures.endingSoon],
    [say('deputy_report.not_evaluated'), figures.notEvaluated],
  ];
  const at = (path: string, of: number) => html`/deputy/${path}?t=${token}&amp;year=${of}`;
  const others = years.filter((one) => one.year !== year.year).slice(0, mostYears);
  return html`<nav class="tools"><a href="${at('report.xlsx', year.year)}" download>${say('deputy.page.download')}</a>${others.map((one) => html`<a href="${at('report', one.year)}">${yearName(one, say)}</a>`)}<span>${say('deputy.page.how_to_print')}</span></nav>
<main class="paper report">
<h1>${say('deputy_report.title')}</h1>
<p class="quiet">${yearName(year, say)} · ${say('deputy.page.as_of', { day: writeDate(day, locale) })}</p>
<dl class="sums">${sums.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<div class="across"><table><thead><tr>${heads.map((head) => html`<th scope="col">${say(head)}</th>`)}</tr></thead>
<tbody>${rows.flatMap(linesOf).map((line) => termRow(line, reading))}</tbody></table></div>
</main>`;
}

const mostYears = 5;

/** A year of school has two numbers. */
const yearName = ({ year, from }: CountingYear, say: Say): string =>
  from.endsWith('-01-01') ? say('school.year', { year }) : say('school.year_of_school', { year, next: year + 1 });

/** One line for each who serves the school, is to, or has served this year; one that says so where nobody does. */
function termRow({ row, one, ledger }: ReportLine, { say, names }: Reading): Html {
  const { school, flags } = row;
  const marks = (['rural', 'remote', 'weak'] as const).filter((mark) => school[mark]);
  const place = html`<th scope="row">${names(school.names)}${marks.length > 0 ? html`<br><small>${marks.map((mark) => say(`deputy.${mark}`)).join(' · ')}</small>` : ''}</th><td>${names(school.area)}</td>`;
  const notes = flags.map((flag) => say(`deputy_report.flag_${flag}`)).join(' · ');
  if (!one) return html`<tr>${place}<td colspan="9">—</td><td>${notes}</td></tr>`;
  return html`<tr>${place}${termCells({ row, one, ledger }, say)}<td>${notes}</td></tr>`;
}

function termCells({ one, ledger }: ReportLine & { readonly one: AppointmentView }, say: Say): Html {
  const { speaker, state, from, until, endedOn, evaluation } = one;
  const hours = (tenths: number | undefined): string => (tenths === undefined ? '—' : String(tenths / 10));
  const note =
    endedOn !== undefined
      ? say('deputy_report.ended_on_day', { day: endedOn })
      : state === 'active'
        ? undefined
        : say(`school.state_${state}`);
  const light =
    ledger && html`<span class="light ${ledger.light}">${say(`deputy_report.light_${ledger.light}`)}</span>`;
  return html`<td>${speaker.name}${note === undefined ? '' : html`<br><small>${note}</small>`}</td><td>${speaker.agency ? say(`deputy.agency_${speaker.agency}`) : '—'}</td>
<td class="day">${from}<br>${addDays(until, -1)}</td>
<td class="n">${hours(ledger?.owed)}</td><td class="n">${hours(ledger?.taught)}</td><td class="n">${hours(ledger?.organised)}</td><td class="n">${hours(ledger?.planned)}</td>
<td>${light ?? '—'}</td>
<td class="n">${evaluation?.school?.score ?? '—'}</td>`;
}
