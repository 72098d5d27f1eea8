// Day, half-day and lesson together, and the pieces of the sentence that said so.

import { addDays, type Half, halfHours, type LocalDay } from '../domain/calendar.ts';
import { readDay } from './day.ts';
import { readHalf } from './half.ts';
import type { Span } from './text.ts';

export interface When {
  readonly day?: LocalDay;
  /** The only day named is over. */
  readonly pastDay?: LocalDay;
  readonly half?: Half;
  readonly period?: number;
  readonly clock?: number;
  readonly otherwise?: { readonly half: Half; readonly clock: number };
  readonly spans: readonly Span[];
}

export function readWhen(text: string, today: LocalDay, minutes: number): When {
  const { day: named, past: pastDay, spans: daySpans } = readDay(text, today);
  const { half, period, clock, otherwise, spans: halfSpans } = readHalf(text, named?.start ?? 0);
  const over = half === undefined ? halfHours.evening.until : halfHours[half].until;
  // 周三下午, said on a Wednesday evening, is next week's.
  const day = named?.bareWeekday && named.day === today && minutes >= over ? addDays(today, 7) : named?.day;
  return {
    ...(day !== undefined && { day }),
    ...(pastDay !== undefined && { pastDay }),
    ...(half !== undefined && { half }),
    ...(period !== undefined && { period }),
    ...(clock !== undefined && { clock }),
    ...(otherwise && { otherwise }),
    spans: [...daySpans, ...halfSpans],
  };
}
