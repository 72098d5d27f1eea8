// A talk's possible beginnings, with what local clocks and calendars say of each: asked once, for they are slow.

import { addDays, instantAt, type LocalDay, localTime, mondayOf } from '../domain/calendar.ts';
import type { Interval, OrderToMatch, WindowFacts } from './facts.ts';
import { startsIn } from './starts.ts';

export interface Moment {
  readonly startsAt: Date;
  readonly day: LocalDay;
  /** After midnight. */
  readonly minutes: number;
  /** From midnight to midnight. */
  readonly today: Interval;
  /** From Monday to Monday. */
  readonly week: Interval;
}

export interface Window {
  /** The requester's order of preference; 0 is the first choice. */
  readonly rank: number;
  /** An hour was named, and these are the other times of its half-day. */
  readonly offClock: boolean;
  /** Earliest first. */
  readonly moments: readonly Moment[];
}

/** The order's windows, best first. */
export function windowsOf(order: OrderToMatch, timeZone: string): Window[] {
  const wished = [...order.windows]
    .sort((a, b) => a.rank - b.rank)
    .flatMap((window) => byClock(window, momentsIn(window, order, timeZone)));
  return order.agreedAt ? [agreed(wished, momentAt(order.agreedAt, timeZone))] : wished;
}

/** The time nearest to the hour that was named comes before the rest of its half-day. */
function byClock({ rank, clock }: WindowFacts, moments: readonly Moment[]): Window[] {
  if (clock === undefined) return [{ rank, offClock: false, moments }];
  const away = ({ minutes }: Moment): number => Math.abs(minutes - clock);
  const [nearest] = moments.toSorted((a, b) => away(a) - away(b));
  return [
    { rank, offClock: false, moments: moments.filter((moment) => moment === nearest) },
    { rank, offClock: true, moments: moments.filter((moment) => moment !== nearest) },
  ];
}

/** The one time there is; it may be another than was ever wished for. */
function agreed(wished: readonly Window[], moment: Moment): Window {
  const at = moment.startsAt.getTime();
  const window = wished.find(({ moments }) => moments.some(({ startsAt }) => startsAt.getTime() === at));
  return { rank: window?.rank ?? 0, offClock: false, moments: [moment] };
}

export function momentsIn(window: WindowFacts, order: OrderToMatch, timeZone: string): Moment[] {
  const around = daysAround(window.day, timeZone);
  return startsIn(window, order, timeZone).map((startsAt) => ({
    startsAt,
    minutes: localTime(startsAt, timeZone).minutes,
    ...around,
  }));
}

export function momentAt(startsAt: Date, timeZone: string): Moment {
  const { day, minutes } = localTime(startsAt, timeZone);
  return { startsAt, minutes, ...daysAround(day, timeZone) };
}

function daysAround(day: LocalDay, timeZone: string): Pick<Moment, 'day' | 'today' | 'week'> {
  const monday = mondayOf(day);
  const between = (from: LocalDay, days: number): Interval => ({
    from: instantAt(from, 0, timeZone),
    until: instantAt(addDays(from, days), 0, timeZone),
  });
  return { day, today: between(day, 1), week: between(monday, 7) };
}
