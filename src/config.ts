// What the process needs to know, read once from the environment. Pure: reads nothing but its argument, reports every
// bad key at once, and never repeats a value, since some are secrets.

import { z } from 'zod';
import { type Locale, locales } from './domain/locale.ts';
import type { QuietHours } from './domain/quiet-hours.ts';
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
  readonly timing: Timing;
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

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

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
/** Switches something off that an empty value leaves at its default. */
const off = 'none';
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
  PORT: number('a whole number from 0 to 65535', 0, 65_535).int('must be a whole number from 0 to 65535').default(3000),
  ROLE: oneOf(['all', 'web', 'worker']).default('all'),
  DATA_DIR: z.string().default('.data'),
  TIME_ZONE: z.string().refine(isTimeZone, 'must be an IANA time zone such as Asia/Shanghai').default('Asia/Shanghai'),
  DEFAULT_LOCALE: oneOf(locales).default('zh-CN'),
  SEND_PER_SECOND: number('a number from 0.1 to 1000', 0.1, 1000).default(24),
  SEND_PER_CHAT_SECONDS: number('a number from 0 to 60', 0, 60).default(1),
  SEND_PER_GROUP_MINUTE: number('a number from 1 to 1000', 1, 1000).default(20),
  TRAVEL_KMH: number('a number from 1 to 200', 1, 200).default(40),
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
  LOG_LEVEL: oneOf(logLevels).default('info'),
  WORKER_PORT: number('a whole number from 0 to 65535', 0, 65_535)
    .int('must be a whole number from 0 to 65535')
    .optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9._~+/-]{16,}=*$/, 'must be at least 16 of A-Z, a-z, 0-9 and . _ ~ + / -')
    .optional(),
  WECOM_ROBOT_URL: address(['https:']).optional(),
};

const variables = z.object(shape);
type Variables = z.infer<typeof variables>;
type Key = keyof typeof shape;

/** Every variable there is, in the order of .env.example. */
export const configKeys: readonly Key[] = variables.keyof().options;

function faultsBetween(given: Readonly<Partial<Record<Key, string>>>): readonly string[] {
  const faults: string[] = [];
  const { RESIDENT_BOT_TOKEN: resident, STAFF_BOT_TOKEN: staff } = given;
  if (resident && resident === staff) faults.push('STAFF_BOT_TOKEN must be another bot than RESIDENT_BOT_TOKEN');
  if (given.TELEGRAM_MODE !== 'webhook') return faults;
  if (!given.PUBLIC_URL) faults.push('PUBLIC_URL is missing: webhook mode needs the https address Telegram calls');
  else if (protocolOf(given.PUBLIC_URL) !== 'https:') faults.push('PUBLIC_URL must begin with https: in webhook mode');
  if (!given.WEBHOOK_SECRET) faults.push('WEBHOOK_SECRET is missing: webhook mode needs it to know Telegram');
  if (!resident && !staff) faults.push('RESIDENT_BOT_TOKEN or STAFF_BOT_TOKEN is missing: webhook mode needs a bot');
  return faults;
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
    timing: toTiming(values, demo),
    logLevel: values.LOG_LEVEL,
    ...(values.WORKER_PORT !== undefined ? { workerPort: values.WORKER_PORT } : {}),
    ...(values.METRICS_TOKEN ? { metricsToken: values.METRICS_TOKEN } : {}),
    ...(values.WECOM_ROBOT_URL ? { wecomRobotUrl: values.WECOM_ROBOT_URL } : {}),
  };
}

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

function toQuietHours(value: string): QuietHours | undefined {
  const [from, until, ...rest] = value.split('-').map((time) => {
    const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time.trim()) ?? [];
    return Number(hour) * 60 + Number(minute);
  });
  if (from === undefined || until === undefined || rest.length > 0) return undefined;
  return from >= 0 && until >= 0 && from !== until ? { from, until } : undefined;
}

function protocolOf(value: string): string {
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
