// When a talk could begin inside a window the requester gave. Knows hours, lessons and dusk; knows no speaker.

import { halfHours, instantAt, localTime, periodStart } from '../domain/calendar.ts';
import { sunset } from './dusk.ts';
import type { FormatFacts, OrderToMatch, PlaceFacts, WindowFacts } from './facts.ts';

const stepMinutes = 30;
/** A film after dusk may run longer than other evening talks. */
const filmEnds = 22 * 60 + 30;
const duskAfterSunset = 20;

/** The instants at which the talk could begin, earliest first. A lesson has one: when the school's bell rings. */
export function startsIn(
  window: WindowFacts,
  { format, place }: Pick<OrderToMatch, 'format' | 'place'>,
  timeZone: string,
): readonly Date[] {
  const dusk = format.afterDusk ? duskAt(window, place, timeZone) : 0;
  const lesson = window.period === undefined ? undefined : periodStart[window.period];
  const minutes =
    lesson === undefined ? everyHalfHour(window, format, dusk) : [lesson].filter((start) => start >= dusk);
  return minutes.map((start) => instantAt(window.day, start, timeZone));
}

function everyHalfHour({ half }: WindowFacts, format: FormatFacts, dusk: number): number[] {
  const { from, until } = halfHours[half];
  const lastEnd = half === 'evening' && format.afterDusk ? filmEnds : until;
  const starts: number[] = [];
  for (let start = from; start + format.talkMinutes <= lastEnd; start += stepMinutes) {
    if (start >= dusk) starts.push(start);
  }
  // In high summer a whole film no longer fits between dusk and the usual end: it then begins as soon as it is dark.
  if (starts.length === 0 && half === 'evening' && dusk > from) return [Math.ceil(dusk / 5) * 5];
  return starts;
}

/** Minutes after midnight; 0 where the place or its latitude knows no sunset, and the evening's hours must do. */
function duskAt({ day }: WindowFacts, { point }: PlaceFacts, timeZone: string): number {
  const set = point && sunset(day, point);
  if (!set) return 0;
  const { minutes } = localTime(set, timeZone);
  return minutes + duskAfterSunset;
}
