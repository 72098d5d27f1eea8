// The report's figures and lines: how many schools have somebody, and whether the year's hours are done, of those as well
// who served for a part of the year only. Pure; the printed page and the workbook show the same ones.

import type { AppointmentView, LedgerView, OverviewRow } from '../../domain/deputy/views.ts';

export interface ReportFigures {
  readonly schools: number;
  readonly served: number;
  readonly unserved: number;
  /** People, each once, at however many schools. */
  readonly deputies: number;
  /** Terms that ended in this counting year: their hours are counted with the others. */
  readonly endedThisYear: number;
  /** Tenths of a class hour. */
  readonly owed: number;
  readonly taught: number;
  readonly organised: number;
  readonly planned: number;
  readonly behind: number;
  readonly endingSoon: number;
  readonly notEvaluated: number;
}

export function reportFigures(rows: readonly OverviewRow[]): ReportFigures {
  const active = rows.flatMap(({ appointments }) => appointments.filter(serves));
  const sum = (figure: 'owed' | 'taught' | 'organised' | 'planned'): number =>
    rows.flatMap(linesOf).reduce((total, { ledger }) => total + (ledger?.[figure] ?? 0), 0);
  const flagged = (flag: OverviewRow['flags'][number]): number =>
    rows.filter(({ flags }) => flags.includes(flag)).length;
  const served = rows.filter(({ appointments }) => appointments.some(serves)).length;
  return {
    schools: rows.length,
    served,
    unserved: rows.length - served,
    deputies: new Set(active.map(({ speaker }) => speaker.id)).size,
    endedThisYear: rows.flatMap(linesOf).filter(({ one }) => one?.state === 'ended').length,
    owed: sum('owed'),
    taught: sum('taught'),
    organised: sum('organised'),
    planned: sum('planned'),
    behind: flagged('behind'),
    endingSoon: flagged('ends_soon'),
    notEvaluated: flagged('not_evaluated'),
  };
}

/** One line for each term at a school; a school without anybody has one as well. */
export interface ReportLine {
  readonly row: OverviewRow;
  readonly one: AppointmentView | undefined;
  /** Who goes on with a new letter has two terms at a school, and one ledger there: it stands in one line. */
  readonly ledger?: LedgerView | undefined;
}

/** Who serves, then who is to, then who has left. */
export function linesOf(row: OverviewRow): ReportLine[] {
  const kept = row.appointments.filter(({ state }) => state !== 'declined' && state !== 'refused');
  const terms = kept.toSorted((one, other) => place(one) - place(other));
  if (terms.length === 0) return [{ row, one: undefined }];
  return terms.map((one, at): ReportLine => {
    const first = terms.findIndex((other) => other.ledger && other.speaker.id === one.speaker.id) === at;
    return { row, one, ledger: first ? one.ledger : undefined };
  });
}

const place = (one: AppointmentView): number => (serves(one) ? 0 : one.state === 'ended' ? 2 : 1);

/** Today: whose term is still to begin serves nobody yet. */
const serves = ({ state, coming }: AppointmentView): boolean => state === 'active' && !coming;
