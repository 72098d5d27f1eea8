// Days that lie behind: today and yesterday by a tap, others in words. Pure.

import { addDays, isDay, type LocalDay } from '../../../domain/calendar.ts';
import { text } from '../../../domain/message.ts';
import { choice, type Facts, type Input } from '../../dialogue.ts';

export const lateDays = () => [choice('d:0', text('deputy.today')), choice('d:1', text('deputy.yesterday'))];

/** 今天, 昨天, 11月20日, 2026-11-20. A date without a year is the last one, not the next to come. */
export function dayBehind(input: Input, { today }: Facts): LocalDay | undefined {
  if (input.kind === 'choice') {
    const ago = /^d:([01])$/.exec(input.id)?.[1];
    return ago === undefined ? undefined : addDays(today, -Number(ago));
  }
  if (input.kind !== 'text') return undefined;
  const exact = dateFrom(input.text);
  if (exact !== undefined) return exact;
  const { pastDay, day } = input.understood;
  const said = pastDay ?? day;
  // 明天 and 下周三 are still to come, whatever year it is.
  if (said === undefined || said <= addDays(today, soon)) return said;
  const yearBefore = `${Number(said.slice(0, 4)) - 1}${said.slice(4)}`;
  return isDay(yearBefore) ? yearBefore : said;
}

const soon = 14;

/** A date with its year: 1970-05-01, 1970.5.1, 1970年5月1日, 19700501. */
export function dateFrom(said: string): LocalDay | undefined {
  const words = said.normalize('NFKC').trim();
  const [, year, month = '', day = ''] =
    /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(words) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(words) ??
    [];
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(found) ? found : undefined;
}
