// A wished time as it lies in a row (order_window, counter_offer), and back.

import type { Half } from '../domain/calendar.ts';
import type { TalkWindow } from '../domain/draft.ts';

interface WindowRow {
  /** Midnight in UTC of the local day. */
  readonly day: Date;
  readonly half: Half;
  readonly period: number | null;
  readonly clock: number | null;
}

export const toWindow = ({ day, half, period, clock }: WindowRow): TalkWindow => ({
  day: day.toISOString().slice(0, 10),
  half,
  ...(period !== null && { period }),
  ...(clock !== null && { clock }),
});

export const toWindowRow = ({ day, half, period, clock }: TalkWindow): WindowRow => ({
  day: new Date(`${day}T00:00:00Z`),
  half,
  period: period ?? null,
  clock: clock ?? null,
});
