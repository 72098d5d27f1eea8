// 教育局的报表: every school with its 法治副校长 and hours as a workbook, with the figures on a sheet of their own. A pure
// function of the overview and of the reader's language.

import { addDays } from '../../domain/calendar.ts';
import type { AppointmentView, OverviewRow } from '../../domain/deputy/views.ts';
import { type Text, text } from '../../domain/message.ts';
import { linesOf, type ReportLine, reportFigures } from './report-figures.ts';
import { type SheetColumn, tableSheet, type WorkbookSheet, writeWorkbook } from './workbook.ts';

export interface ReportTexts {
  /** In the reader's language. */
  say(piece: Text): string;
}

export const buildReport = (rows: readonly OverviewRow[], texts: ReportTexts): Promise<Uint8Array> =>
  writeWorkbook([
    figuresSheet(rows, texts),
    tableSheet(texts.say(text('deputy_report.sheet')), columnsIn(texts), rows.flatMap(linesOf)),
  ]);

function figuresSheet(rows: readonly OverviewRow[], { say }: ReportTexts): WorkbookSheet {
  const figures = reportFigures(rows);
  const hours = { owed: figures.owed, done: figures.taught + figures.organised };
  const [year] = rows.flatMap(({ appointments }) => appointments.flatMap(({ ledger }) => ledger ?? []));
  return {
    name: say(text('deputy_report.figures')),
    widths: [36, 14],
    lines: [
      [{ header: say(text('deputy_report.title')) }, { header: '' }],
      ...(year
        ? [
            [say(text('deputy_report.year_from')), { day: year.from }],
            [say(text('deputy_report.year_until')), { day: addDays(year.until, -1) }],
          ]
        : []),
      [say(text('deputy_report.schools')), figures.schools],
      [say(text('deputy_report.served')), figures.served],
      [say(text('deputy_report.unserved')), figures.unserved],
      [say(text('deputy_report.deputies')), figures.deputies],
      [say(text('deputy_report.ended_this_year')), figures.endedThisYear],
      [say(text('deputy_report.owed')), inHours(hours.owed)],
      [say(text('deputy_report.done')), inHours(hours.done)],
      [say(text('deputy_report.taught')), inHours(figures.taught)],
      [say(text('deputy_report.organised')), inHours(figures.organised)],
      [say(text('deputy_report.planned')), inHours(figures.planned)],
      [say(text('deputy_report.behind')), figures.behind],
      [say(text('deputy_report.ending_soon')), figures.endingSoon],
      [say(text('deputy_report.not_evaluated')), figures.notEvaluated],
    ],
  };
}

function columnsIn({ say }: ReportTexts): SheetColumn<ReportLine>[] {
  const yes = (said: boolean): string => (said ? say(text('deputy_report.yes')) : '');
  const hours = (figure: 'owed' | 'taught' | 'organised' | 'planned') => (line: ReportLine) => {
    const tenths = line.ledger?.[figure];
    return tenths === undefined ? undefined : inHours(tenths);
  };
  const column = (
    key: Parameters<typeof text>[0],
    width: number,
    value: (line: ReportLine) => string | number | undefined,
    day = false,
  ): SheetColumn<ReportLine> => ({ header: say(text(key)), width, value, day });
  return [
    column('deputy_report.school', 26, ({ row }) => say({ names: row.school.names })),
    column('deputy_report.area', 20, ({ row }) => say({ names: row.school.area })),
    column('deputy_report.kind', 12, ({ row }) => say(text(`deputy_report.kind_${row.school.kind}`))),
    column('deputy_report.level', 10, ({ row }) => say(text(`deputy_report.level_${row.school.level}`))),
    column('deputy_report.students', 10, ({ row }) => row.school.students),
    column('deputy_report.rural', 8, ({ row }) => yes(row.school.rural)),
    column('deputy_report.remote', 8, ({ row }) => yes(row.school.remote)),
    column('deputy_report.weak', 8, ({ row }) => yes(row.school.weak)),
    column('deputy_report.deputy', 16, ({ one }) => one?.speaker.name),
    column('deputy_report.agency', 14, ({ one }) =>
      one?.speaker.agency ? say(text(`school.agency_${one.speaker.agency}`)) : undefined,
    ),
    column('deputy_report.state', 18, ({ one }) => (one ? say(text(`school.state_${one.state}`)) : undefined)),
    column('deputy_report.letter', 14, ({ one }) => one?.letterNumber),
    column('deputy_report.from', 12, ({ one }) => one?.from, true),
    column('deputy_report.until', 12, ({ one }) => one && addDays(one.until, -1), true),
    column('deputy_report.ended_on', 12, ({ one }) => one?.endedOn, true),
    column('deputy_report.owed', 10, hours('owed')),
    column('deputy_report.taught', 10, hours('taught')),
    column('deputy_report.organised', 10, hours('organised')),
    column('deputy_report.planned', 10, hours('planned')),
    column('deputy_report.pace', 10, ({ ledger }) =>
      ledger ? say(text(`deputy_report.light_${ledger.light}`)) : undefined,
    ),
    column('deputy_report.by_school', 10, ({ one }) => one?.evaluation?.school?.score),
    column('deputy_report.by_deputy', 10, ({ one }) => one?.evaluation?.deputy?.score),
    column('deputy_report.by_coordinator', 10, ({ one }) => one?.evaluation?.coordinator?.score),
    column('deputy_report.by_classes', 12, ({ one }) => meanOf(one)),
    column('deputy_report.hands', 10, ({ one }) => one?.evaluation?.classes?.hands),
    column('deputy_report.flags', 36, ({ row }) =>
      say({ list: row.flags.map((flag) => text(`deputy_report.flag_${flag}`)) }),
    ),
  ];
}

/** To one decimal; nothing where every class was too small to be shown. */
function meanOf(one: AppointmentView | undefined): number | undefined {
  const classes = one?.evaluation?.classes;
  return classes && classes.hands > 0 ? Math.round(classes.mean * 10) / 10 : undefined;
}

const inHours = (tenths: number): number => tenths / 10;
