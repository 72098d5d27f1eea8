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
  const part = parts(instant, timeZone);
  return { day: `${part.year}-${part.month}-${part.day}`, minutes: Number(part.hour) * 60 + Number(part.minute) };
}

/** The instant at which clocks in `timeZone` show `minutes` after midnight of `day`. */
export function instantAt(day: LocalDay, minutes: number, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  // The offset is asked for twice: the first guess may lie on the other side of a clock change.
  const first = wanted - offset(new Date(wanted), timeZone);
  return new Date(wanted - offset(new Date(first), timeZone));
}

function offset(instant: Date, timeZone: string): number {
  const part = parts(instant, timeZone);
  const shown = Date.UTC(
    Number(part.year),
    Number(part.month) - 1,
    Number(part.day),
    Number(part.hour),
    Number(part.minute),
    Number(part.second),
  );
  return shown - Math.floor(instant.getTime() / 1000) * 1000;
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';
const formats = new Map<string, Intl.DateTimeFormat>();

function parts(instant: Date, timeZone: string): Record<Part, string> {
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
  const found: Record<Part, string> = { year: '', month: '', day: '', hour: '', minute: '', second: '' };
  for (const { type, value } of format.formatToParts(instant)) if (type in found) found[type as Part] = value;
  return found;
}
