// What the process needs to know, read once from the environment. Pure: reads nothing but its argument, reports every
// bad key at once, and never repeats a value, since some are secrets.

import {
  type Key,
  type LogLevel,
  off,
  protocolOf,
  toQuietHours,
  type Variables,
  variables,
} from './config-variables.ts';
import { type DeputyRules, defaultDeputyRules as usual } from './domain/deputy/rules.ts';
import { defaultKeeping, type Keeping } from './domain/keeping.ts';
import { defaultLimits, type Limits } from './domain/limits.ts';
import type { Locale } from './domain/locale.ts';
import { defaultTiming, type Timing } from './domain/timers.ts';

export interface Config {
  /** Nothing outside is configured: demo people, embedded PostgreSQL, web chats on this machine only. */
  readonly demo: boolean;
  readonly role: 'all' | 'web' | 'worker';
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end. */
  readonly publicUrl?: string;
  readonly telegram: TelegramConfig;
  readonly pace: {
    readonly perSecond: number;
    readonly perChatSeconds: number;
    readonly perGroupMinute: number;
  };
  readonly timeZone: string;
  readonly defaultLocale: Locale;
  readonly travelKmh: number;
  /** How much longer the road is than the straight line. */
  readonly roadFactor: number;
  /** From this local hour on everything open is planned anew, once a night. */
  readonly planHour: number;
  readonly timing: Timing;
  readonly limits: Limits;
  readonly keeping: Keeping;
  readonly deputyRules: DeputyRules;
  readonly logLevel: LogLevel;
  /** Where a worker answers for itself; without it, it does not listen. */
  readonly workerPort?: number;
  readonly metricsToken?: string;
  readonly wecomRobotUrl?: string;
}

export type TelegramConfig = TelegramBots &
  (
    | { readonly mode: 'polling' }
    | {
        readonly mode: 'webhook';
        readonly publicUrl: string;
        readonly webhookSecret: string;
      }
  );

interface TelegramBots {
  readonly apiRoot: string;
  readonly residentToken?: string;
  readonly staffToken?: string;
}

export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  /** One sentence per fault, each beginning with the variable's name. */
  | { readonly ok: false; readonly faults: readonly string[] };

export function parseConfig(env: Readonly<Record<string, string | undefined>>): ParsedConfig {
  const given = configKeys.map((key) => [key, env[key]?.trim() || undefined]);
  const parsed = variables.safeParse(Object.fromEntries(given.filter(([, value]) => value !== undefined)));
  const faults = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  // Checked on the raw values, so that one bad key does not hide what is wrong between others.
  faults.push(...faultsBetween(Object.fromEntries(given)));
  if (!parsed.success || faults.length > 0) return { ok: false, faults: [...new Set(faults)] };
  return { ok: true, config: toConfig(parsed.data) };
}

/** Every variable there is, in the order of .env.example. */
export const configKeys: readonly Key[] = variables.keyof().options;

function faultsBetween(given: Readonly<Partial<Record<Key, string>>>): readonly string[] {
  const faults: string[] = [];
  const { RESIDENT_BOT_TOKEN: resident, STAFF_BOT_TOKEN: staff } = given;
  if (resident && resident === staff) faults.push('STAFF_BOT_TOKEN must be another bot than RESIDENT_BOT_TOKEN');
  faults.push(...faultsOfKeeping(given));
  const [fewest, most] = [given.DEPUTY_POSTS_MIN ?? usual.postsMin, given.DEPUTY_POSTS_MAX ?? usual.postsMax];
  if (Number(fewest) > Number(most)) faults.push('DEPUTY_POSTS_MIN must not be more than DEPUTY_POSTS_MAX');
  if (given.TELEGRAM_MODE !== 'webhook') return faults;
  if (!given.PUBLIC_URL) faults.push('PUBLIC_URL is missing: webhook mode needs the https address Telegram calls');
  else if (protocolOf(given.PUBLIC_URL) !== 'https:') faults.push('PUBLIC_URL must begin with https: in webhook mode');
  if (!given.WEBHOOK_SECRET) faults.push('WEBHOOK_SECRET is missing: webhook mode needs it to know Telegram');
  if (!resident && !staff) faults.push('RESIDENT_BOT_TOKEN or STAFF_BOT_TOKEN is missing: webhook mode needs a bot');
  return faults;
}

/** Messages repeat what orders and requests say: kept longer, they would keep what was to go. */
function faultsOfKeeping(given: Readonly<Partial<Record<Key, string>>>): readonly string[] {
  const days = (value: string | undefined, usual: number): number => Number(value ?? usual) || Number.POSITIVE_INFINITY;
  const messages = days(given.KEEP_MESSAGES_DAYS, defaultKeeping.messages);
  const least = Math.min(
    days(given.KEEP_DETAILS_DAYS, defaultKeeping.details),
    days(given.KEEP_REQUESTS_DAYS, defaultKeeping.requests),
  );
  return messages > least
    ? ['KEEP_MESSAGES_DAYS must not be more than KEEP_DETAILS_DAYS and KEEP_REQUESTS_DAYS: messages repeat their words']
    : [];
}

function toConfig(values: Variables): Config {
  const publicUrl = values.PUBLIC_URL?.replace(/\/+$/, '');
  const { RESIDENT_BOT_TOKEN: residentToken, STAFF_BOT_TOKEN: staffToken, WEBHOOK_SECRET: webhookSecret } = values;
  const bots: TelegramBots = {
    apiRoot: values.TELEGRAM_API_ROOT.replace(/\/+$/, ''),
    ...(residentToken ? { residentToken } : {}),
    ...(staffToken ? { staffToken } : {}),
  };
  const webhook = values.TELEGRAM_MODE === 'webhook' && publicUrl && webhookSecret;
  const demo = ![
    values.DATABASE_URL,
    values.REDIS_URL,
    residentToken,
    staffToken,
    publicUrl,
    values.WECOM_ROBOT_URL,
  ].some(Boolean);
  return {
    demo,
    role: values.ROLE,
    ...(values.DATABASE_URL ? { databaseUrl: values.DATABASE_URL } : {}),
    ...(values.REDIS_URL ? { redisUrl: values.REDIS_URL } : {}),
    dataDir: values.DATA_DIR,
    host: values.HOST,
    port: values.PORT,
    ...(publicUrl ? { publicUrl } : {}),
    telegram: webhook ? { ...bots, mode: 'webhook', publicUrl, webhookSecret } : { ...bots, mode: 'polling' },
    pace: {
      perSecond: values.SEND_PER_SECOND,
      perChatSeconds: values.SEND_PER_CHAT_SECONDS,
      perGroupMinute: values.SEND_PER_GROUP_MINUTE,
    },
    timeZone: values.TIME_ZONE,
    defaultLocale: values.DEFAULT_LOCALE,
    travelKmh: values.TRAVEL_KMH,
    roadFactor: values.ROAD_FACTOR,
    planHour: values.PLAN_HOUR,
    timing: toTiming(values, demo),
    limits: toLimits(values),
    keeping: toKeeping(values),
    deputyRules: toDeputyRules(values),
    logLevel: values.LOG_LEVEL,
    ...(values.WORKER_PORT !== undefined ? { workerPort: values.WORKER_PORT } : {}),
    ...(values.METRICS_TOKEN ? { metricsToken: values.METRICS_TOKEN } : {}),
    ...(values.WECOM_ROBOT_URL ? { wecomRobotUrl: values.WECOM_ROBOT_URL } : {}),
  };
}

const toLimits = (values: Variables): Limits => ({
  ...defaultLimits,
  updates: { most: values.CHAT_UPDATES_PER_MINUTE, seconds: 60 },
  orders: { most: values.ORDERS_PER_MINUTE, seconds: 60 },
  requests: { most: values.PAGES_PER_MINUTE, seconds: 60 },
});

const toKeeping = (values: Variables): Keeping => ({
  messages: values.KEEP_MESSAGES_DAYS,
  updates: values.KEEP_UPDATES_DAYS,
  details: values.KEEP_DETAILS_DAYS,
  photos: values.KEEP_PHOTOS_DAYS,
  requests: values.KEEP_REQUESTS_DAYS,
  hour: values.CLEAN_UP_HOUR,
});

const toDeputyRules = (values: Variables): DeputyRules => ({
  postsMin: values.DEPUTY_POSTS_MIN,
  postsMax: values.DEPUTY_POSTS_MAX,
  schoolsPerPerson: values.DEPUTY_SCHOOLS_PER_PERSON,
  tenthsPerYear: Math.round(values.DEPUTY_HOURS_PER_YEAR * 10),
  retireeAge: values.DEPUTY_RETIREE_AGE,
  retireeTerms: values.DEPUTY_RETIREE_TERMS,
  termYears: values.DEPUTY_TERM_YEARS,
  trainingTenths: Math.round(values.DEPUTY_TRAINING_HOURS * 10),
  countingYear: values.DEPUTY_COUNTING_YEAR,
  proRata: values.DEPUTY_PRO_RATA === 'yes',
  organisedCounts: values.DEPUTY_ORGANISED_COUNTS === 'yes',
  answerDays: values.DEPUTY_ANSWER_DAYS,
  appointedBy: values.DEPUTY_APPOINTED_BY,
});

/** In the demo nobody sleeps, unless it is asked for: whoever tries it at night is to see it live. */
function toTiming(values: Variables, demo: boolean): Timing {
  const { quietHours: usual, ...timing } = defaultTiming;
  const asked = values.QUIET_HOURS;
  const quietHours = asked === undefined ? (demo ? undefined : usual) : toQuietHours(asked);
  return {
    ...timing,
    ...(quietHours && { quietHours }),
    offerHours: values.OFFER_HOURS,
    escalateHours: values.ESCALATE_HOURS,
    remindHours: values.REMIND_HOURS === off ? [] : values.REMIND_HOURS.split(',').map(Number),
    ratingAfterHours: values.RATING_AFTER_HOURS,
  };
}
