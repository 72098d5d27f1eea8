// Days, half-days and instants in the team's time zone. Days are 'YYYY-MM-DD' strings: they compare and travel
// as they are. Intervals are half open, weeks begin on Monday.

/** 'YYYY-MM-DD' */
export type LocalDay = string;
export type Half = 'morning' | 'afternoon' | 'evening';
export const halves: readonly Half[] = ['morning', 'afternoon', 'evening'];

/** Minutes after midnight between which a talk of that half-day starts and ends. */
export const halfHours: Record<Half, { from: number; until: number }> = {
  morning: { from: 8 * 60 + 30, until: 12 * 60 },
  afternoon: { from: 14 * 60, until: 18 * 60 },
  evening: { from: 18 * 60 + 30, until: 21 * 60 + 30 },
};

/** 班会 */
export const classMeeting = 9;
/** When a lesson begins, in minutes after midnight: 第1节 to 第8节, and 班会 (9). The county's usual timetable. */
export const periodStart: Record<number, number> = {
  1: 510,
  2: 565,
  3: 625,
  4: 680,
  5: 870,
  6: 925,
  7: 980,
  8: 1030,
  [classMeeting]: 980,
};
export const halfOfPeriod = (period: number): Half =>
  (periodStart[period] ?? 510) < 12 * 60 ? 'morning' : 'afternoon';

/** 8:30 */
export const clockText = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

/** Orders reach at most this many days ahead. */
export const daysAhead = 90;

const dayMs = 86_400_000;

export function addDays(day: LocalDay, days: number): LocalDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Monday is 1, Sunday 7. */
export function weekday(day: LocalDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

export const mondayOf = (day: LocalDay): LocalDay => addDays(day, 1 - weekday(day));

/** True for a real day written 'YYYY-MM-DD'. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** The day, and the minutes after midnight, that clocks in `timeZone` show at `instant`. */
export function localTime(instant: Date, timeZone: string): { day: LocalDay; minutes: number } {
  const shown = instant.getTime() + offset(instant.getTime(), timeZone);
  const sinceMidnight = ((shown % dayMs) + dayMs) % dayMs;
  return { day: new Date(shown).toISOString().slice(0, 10), minutes: Math.floor(sinceMidnight / 60_000) };
}

/** The instant at which clocks in `timeZone` show `minutes` after midnight of `day`. */
export function instantAt(day: LocalDay, minutes: number, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  // The offset is asked for twice: the first guess may lie on the other side of a clock change.
  const first = wanted - offset(wanted, timeZone);
  return new Date(wanted - offset(first, timeZone));
}

/** Clocks are changed when a quarter of an hour begins, so one look serves all of it; a look is slow. */
const quarterMs = 900_000;
const mostOffsets = 10_000;
const offsets = new Map<string, number>();

/** Milliseconds by which clocks in `timeZone` are ahead of UTC. */
function offset(instant: number, timeZone: string): number {
  const quarter = Math.floor(instant / quarterMs);
  const key = `${timeZone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= mostOffsets) offsets.clear();
  const begin = quarter * quarterMs;
  const found = shownAt(new Date(begin), timeZone) - begin;
  offsets.set(key, found);
  return found;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in `timeZone` show at `instant`, as milliseconds since 1970 began there. */
function shownAt(instant: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of format.formatToParts(instant))
    if (type in part) part[type as keyof typeof part] = Number(value);
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}
