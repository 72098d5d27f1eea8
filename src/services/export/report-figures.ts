// The report's figures: how many schools have somebody, and whether the year's hours are done. Pure; the printed page
// shows the same ones.

import type { AppointmentView, OverviewRow } from '../../domain/deputy/views.ts';

export interface ReportFigures {
  readonly schools: number;
  readonly served: number;
  readonly unserved: number;
  /** People, each once, at however many schools. */
  readonly deputies: number;
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
  const active = rows.flatMap(({ appointments }) => appointments.filter(isActive));
  const sum = (figure: 'owed' | 'taught' | 'organised' | 'planned'): number =>
    rows
      .flatMap(({ appointments }) => firstTerms(appointments.filter(isActive)))
      .reduce((total, { ledger }) => total + (ledger?.[figure] ?? 0), 0);
  const flagged = (flag: OverviewRow['flags'][number]): number =>
    rows.filter(({ flags }) => flags.includes(flag)).length;
  const served = rows.filter(({ appointments }) => appointments.some(isActive)).length;
  return {
    schools: rows.length,
    served,
    unserved: rows.length - served,
    deputies: new Set(active.map(({ speaker }) => speaker.id)).size,
    owed: sum('owed'),
    taught: sum('taught'),
    organised: sum('organised'),
    planned: sum('planned'),
    behind: flagged('behind'),
    endingSoon: flagged('ends_soon'),
    notEvaluated: flagged('not_evaluated'),
  };
}

/** Who goes on with a new letter has two terms at a school, and one ledger there. */
export const firstTerms = (appointments: readonly AppointmentView[]): AppointmentView[] =>
  appointments.filter(
    ({ speaker }, at) => appointments.findIndex((other) => other.ledger && other.speaker.id === speaker.id) === at,
  );

export const isActive = ({ state }: AppointmentView): boolean => state === 'active';
