// The environment variables, each with what it may be and its default. Pure; knows nothing of how they hang together.

import { z } from 'zod';
import { defaultDeputyRules } from './domain/deputy/rules.ts';
import { defaultKeeping } from './domain/keeping.ts';
import { defaultLimits } from './domain/limits.ts';
import { locales } from './domain/locale.ts';
import type { QuietHours } from './domain/quiet-hours.ts';
import { defaultTiming } from './domain/timers.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const address = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (value) => protocols.includes(protocolOf(value)),
      `must be an address that begins with ${protocols.join(' or ')}`,
    );
const token = z.string().regex(/^\d+:[\w-]+$/, 'must be a bot token as BotFather gives it: digits, a colon, letters');
const number = (what: string, low: number, high: number) =>
  z.coerce.number(`must be ${what}`).min(low, `must be ${what}`).max(high, `must be ${what}`);
const hours = number('a number of hours from 0.1 to 336', 0.1, 336);
const whole = (range: string, low: number, high: number) =>
  number(`a whole number ${range}`, low, high).int(`must be a whole number ${range}`);
const perMinute = whole('from 1 to 1000000', 1, 1_000_000);
const tenths = (range: string, low: number, high: number) =>
  number(range, low, high).refine(
    (value) => Number.isInteger(Math.round(value * 1e6) / 1e5),
    'must have at most one decimal',
  );
const yesNo = z.enum(['yes', 'no'], 'must be yes or no');
const yesOrNo = (yes: boolean) => (yes ? 'yes' : 'no');
const days = whole('of days from 0 (for ever) to 36500', 0, 36_500);
/** Switches something off that an empty value leaves at its default. */
export const off = 'none';
const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, `must be one of ${words.join(', ')}`);

const shape = {
  DATABASE_URL: address(['postgresql:', 'postgres:']).optional(),
  REDIS_URL: address(['redis:', 'rediss:']).optional(),
  RESIDENT_BOT_TOKEN: token.optional(),
  STAFF_BOT_TOKEN: token.optional(),
  TELEGRAM_API_ROOT: address(['https:', 'http:']).default('https://api.telegram.org'),
  TELEGRAM_MODE: oneOf(['polling', 'webhook']).default('polling'),
  PUBLIC_URL: address(['https:', 'http:']).optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,256}$/, 'must be 1 to 256 of A-Z, a-z, 0-9, _ and -, as Telegram demands')
    .optional(),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an IP address')
    .default('127.0.0.1'),
  PORT: whole('from 0 to 65535', 0, 65_535).default(3000),
  ROLE: oneOf(['all', 'web', 'worker']).default('all'),
  DATA_DIR: z.string().default('.data'),
  TIME_ZONE: z.string().refine(isTimeZone, 'must be an IANA time zone such as Asia/Shanghai').default('Asia/Shanghai'),
  DEFAULT_LOCALE: oneOf(locales).default('zh-CN'),
  // Whole: so many slots there are (delivery/pace.ts).
  SEND_PER_SECOND: whole('from 1 to 1000', 1, 1000).default(24),
  SEND_PER_CHAT_SECONDS: number('a number from 0 to 60', 0, 60).default(1),
  SEND_PER_GROUP_MINUTE: number('a number from 1 to 1000', 1, 1000).default(20),
  TRAVEL_KMH: number('a number from 1 to 200', 1, 200).default(40),
  ROAD_FACTOR: number('a number from 1 to 5', 1, 5).default(1.3),
  PLAN_HOUR: whole('from 0 to 23', 0, 23).default(4),
  QUIET_HOURS: z
    .string()
    .refine((value) => value === off || toQuietHours(value), 'must be two times of day such as 21:30-07:30, or none')
    .optional(),
  OFFER_HOURS: hours.default(defaultTiming.offerHours),
  ESCALATE_HOURS: hours.default(defaultTiming.escalateHours),
  REMIND_HOURS: z
    .string()
    .refine(
      (value) => value === off || value.split(',').every((one) => hours.safeParse(one.trim() || undefined).success),
      'must be hours from 0.1 to 336 such as 24,2, or none',
    )
    .default(defaultTiming.remindHours.join(',')),
  RATING_AFTER_HOURS: number('a number of hours from 0 to 72', 0, 72).default(defaultTiming.ratingAfterHours),
  CHAT_UPDATES_PER_MINUTE: perMinute.default(defaultLimits.updates.most),
  ORDERS_PER_MINUTE: perMinute.default(defaultLimits.orders.most),
  PAGES_PER_MINUTE: perMinute.default(defaultLimits.requests.most),
  KEEP_MESSAGES_DAYS: days.default(defaultKeeping.messages),
  KEEP_UPDATES_DAYS: days.default(defaultKeeping.updates),
  KEEP_DETAILS_DAYS: days.default(defaultKeeping.details),
  KEEP_PHOTOS_DAYS: days.default(defaultKeeping.photos),
  KEEP_REQUESTS_DAYS: days.default(defaultKeeping.requests),
  CLEAN_UP_HOUR: whole('from 0 to 23', 0, 23).default(defaultKeeping.hour),
  DEPUTY_POSTS_MIN: whole('from 0 to 20', 0, 20).default(defaultDeputyRules.postsMin),
  DEPUTY_POSTS_MAX: whole('from 1 to 20', 1, 20).default(defaultDeputyRules.postsMax),
  DEPUTY_SCHOOLS_PER_PERSON: whole('from 1 to 20', 1, 20).default(defaultDeputyRules.schoolsPerPerson),
  DEPUTY_HOURS_PER_YEAR: tenths('a number from 0 to 200', 0, 200).default(defaultDeputyRules.tenthsPerYear / 10),
  DEPUTY_RETIREE_AGE: whole('from 50 to 100', 50, 100).default(defaultDeputyRules.retireeAge),
  DEPUTY_RETIREE_TERMS: whole('from 0 to 10', 0, 10).default(defaultDeputyRules.retireeTerms),
  DEPUTY_TERM_YEARS: whole('from 1 to 10', 1, 10).default(defaultDeputyRules.termYears),
  DEPUTY_TRAINING_HOURS: tenths('a number from 0 to 200', 0, 200).default(defaultDeputyRules.trainingTenths / 10),
  DEPUTY_COUNTING_YEAR: oneOf(['calendar', 'school']).default(defaultDeputyRules.countingYear),
  DEPUTY_PRO_RATA: yesNo.default(yesOrNo(defaultDeputyRules.proRata)),
  DEPUTY_ORGANISED_COUNTS: yesNo.default(yesOrNo(defaultDeputyRules.organisedCounts)),
  DEPUTY_ANSWER_DAYS: whole('from 0 to 365', 0, 365).default(defaultDeputyRules.answerDays),
  DEPUTY_APPOINTED_BY: oneOf(['bureau', 'school']).default(defaultDeputyRules.appointedBy),
  LOG_LEVEL: oneOf(logLevels).default('info'),
  WORKER_PORT: whole('from 0 to 65535', 0, 65_535).optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9._~+/-]{16,}=*$/, 'must be at least 16 of A-Z, a-z, 0-9 and . _ ~ + / -')
    .optional(),
  WECOM_ROBOT_URL: address(['https:']).optional(),
};

export const variables = z.object(shape);
export type Variables = z.infer<typeof variables>;
export type Key = keyof typeof shape;

export function toQuietHours(value: string): QuietHours | undefined {
  const [from, until, ...rest] = value.split('-').map((time) => {
    const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time.trim()) ?? [];
    return Number(hour) * 60 + Number(minute);
  });
  if (from === undefined || until === undefined || rest.length > 0) return undefined;
  return from >= 0 && until >= 0 && from !== until ? { from, until } : undefined;
}

export function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : '';
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
