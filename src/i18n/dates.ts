// How days and instants are written in each language. Knows no locale file: words come from the runtime's own data.

import { type LocalDay, localTime } from '../domain/calendar.ts';
import type { Locale } from '../domain/locale.ts';

/** 「11月25日（周三）」, 「2027年1月5日（周二）」 when the year is not `today`'s; "Wed 25 Nov", "Tue 5 Jan 2027". */
export function writeDay(day: LocalDay, locale: Locale, today: LocalDay): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : day.slice(0, 4);
  const dayOfMonth = date.getUTCDate();
  if (locale === 'zh-CN') {
    return `${year ? `${year}年` : ''}${date.getUTCMonth() + 1}月${dayOfMonth}日（${weekdays[locale].format(date)}）`;
  }
  return `${weekdays[locale].format(date)} ${dayOfMonth} ${months.format(date)}${year ? ` ${year}` : ''}`;
}

/** In full, as papers have it: 「2026年11月25日」, "25 November 2026". */
export function writeDate(day: LocalDay, locale: Locale): string {
  if (locale === 'en') return wholeDates.format(new Date(`${day}T00:00:00Z`));
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

/** "14:30", or the day before it: 「11月25日（周三） 14:30」, "Wed 25 Nov, 14:30". */
export function writeInstant(
  instant: string,
  style: 'time' | 'day-time',
  locale: Locale,
  timeZone: string,
  today: LocalDay,
): string {
  const { day, minutes } = localTime(new Date(instant), timeZone);
  const time = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  if (style === 'time') return time;
  return `${writeDay(day, locale, today)}${locale === 'en' ? ',' : ''} ${time}`;
}

const pad = (number: number): string => String(number).padStart(2, '0');

const weekdays: Record<Locale, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', {
    weekday: 'short',
    timeZone: 'UTC',
  }),
  en: new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }),
};
// en-US: in en-GB the ninth month is "Sept", the only one of four letters.
const months = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  timeZone: 'UTC',
});
const wholeDates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
