// 夜间免打扰: when nobody is to be disturbed. Messages wait for the end of it and deadlines stand still: only the time
// in which people are awake counts. Half open, in the team's time zone; clock changes move nothing by an hour.

import { addDays, instantAt, localTime } from './calendar.ts';

/** Minutes after midnight. `from` after `until`: over midnight. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** The hours of a team in its time zone; without `quiet` nobody ever sleeps. */
export interface Waking {
  readonly quiet?: QuietHours;
  readonly timeZone: string;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** A reminder that is moved to the evening before comes so long before the quiet hours begin. */
const eveningMs = 30 * minuteMs;

export function isQuiet(instant: Date, { quiet, timeZone }: Waking): boolean {
  if (!quiet) return false;
  const { minutes } = localTime(instant, timeZone);
  return quiet.from < quiet.until
    ? quiet.from <= minutes && minutes < quiet.until
    : quiet.from <= minutes || minutes < quiet.until;
}

/** The instant itself, or the end of the quiet hours it falls into. */
export function nextAwake(instant: Date, waking: Waking): Date {
  const { quiet, timeZone } = waking;
  if (!quiet || !isQuiet(instant, waking)) return instant;
  const { day, minutes } = localTime(instant, timeZone);
  const endDay = quiet.from > quiet.until && minutes >= quiet.from ? addDays(day, 1) : day;
  let end = instantAt(endDay, quiet.until, timeZone);
  // Where clocks are put back, the end comes twice a night, and the first may lie behind.
  while (end <= instant || isQuiet(end, waking)) end = new Date(end.getTime() + 30 * minuteMs);
  return end;
}

/** When the next quiet hours begin, after an instant outside of them. */
function nextQuiet(instant: Date, { from }: QuietHours, timeZone: string): Date {
  const { day } = localTime(instant, timeZone);
  const today = instantAt(day, from, timeZone);
  return today > instant ? today : instantAt(addDays(day, 1), from, timeZone);
}

/** `ms` of waking time after `from`; never within quiet hours. */
export function addAwake(from: Date, ms: number, waking: Waking): Date {
  const { quiet, timeZone } = waking;
  let at = nextAwake(from, waking);
  let left = ms;
  while (quiet) {
    const night = nextQuiet(at, quiet, timeZone);
    const span = night.getTime() - at.getTime();
    if (left < span) break;
    left -= span;
    at = nextAwake(night, waking);
  }
  return new Date(at.getTime() + left);
}

/** How much of the time between the two is waking time; 0 where they are reversed. */
export function awakeBetween(from: Date, until: Date, waking: Waking): number {
  const { quiet, timeZone } = waking;
  let at = nextAwake(from, waking);
  let sum = 0;
  while (quiet && at < until) {
    const night = nextQuiet(at, quiet, timeZone);
    if (night >= until) break;
    sum += night.getTime() - at.getTime();
    at = nextAwake(night, waking);
  }
  return sum + Math.max(0, until.getTime() - at.getTime());
}

/**
 * When to remind of something, `hoursBefore` it. In quiet hours: at their end, as long as that leaves at least half of
 * the lead; else the evening before, half an hour before they begin; else, that being past, at their end after all.
 * Nothing where the moment has passed, or where the thing itself is over by then.
 */
export function remindAt(startsAt: Date, hoursBefore: number, now: Date, waking: Waking): Date | undefined {
  const lead = hoursBefore * hourMs;
  const wanted = new Date(startsAt.getTime() - lead);
  if (wanted <= now) return undefined;
  const morning = nextAwake(wanted, waking);
  if (startsAt.getTime() - morning.getTime() >= lead / 2) return morning;
  const evening = new Date(nightBegan(wanted, waking).getTime() - eveningMs);
  if (evening > now && !isQuiet(evening, waking)) return evening;
  return morning < startsAt ? morning : undefined;
}

/** When the quiet hours that hold `instant` began. */
function nightBegan(instant: Date, { quiet, timeZone }: Waking): Date {
  if (!quiet) return instant;
  const { day } = localTime(instant, timeZone);
  const began = instantAt(day, quiet.from, timeZone);
  return began <= instant ? began : instantAt(addDays(day, -1), quiet.from, timeZone);
}
