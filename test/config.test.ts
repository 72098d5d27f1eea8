import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { configKeys, parseConfig } from '../src/config.ts';

const residentToken = '111:AAresident-secret';
const staffToken = '222:AAstaff-secret';
const webhook = {
  TELEGRAM_MODE: 'webhook',
  PUBLIC_URL: 'https://talks.example.cn/',
  WEBHOOK_SECRET: 'knock-knock_1',
  RESIDENT_BOT_TOKEN: residentToken,
};

describe('parseConfig', () => {
  test('runs the demo when nothing is set', () => {
    expect(configOf({})).toMatchObject({
      demo: true,
      host: '127.0.0.1',
      port: 3000,
      role: 'all',
      dataDir: '.data',
      timeZone: 'Asia/Shanghai',
      defaultLocale: 'zh-CN',
      telegram: { mode: 'polling', apiRoot: 'https://api.telegram.org' },
      pace: { perSecond: 24, perChatSeconds: 1, perGroupMinute: 20 },
      travelKmh: 40,
      roadFactor: 1.3,
      planHour: 4,
      timing: { offerHours: 12, escalateHours: 4, remindHours: [24, 2], ratingAfterHours: 1 },
    });
  });

  test('keeps the night quiet, but not in the demo, which is tried at any hour', () => {
    const live = { PUBLIC_URL: 'http://talks.example.cn' };
    expect(configOf({}).timing).not.toHaveProperty('quietHours');
    expect(configOf({ QUIET_HOURS: '22:00-06:30' }).timing.quietHours).toEqual({ from: 1320, until: 390 });
    expect(configOf(live).timing.quietHours).toEqual({ from: 1290, until: 450 });
    expect(configOf({ ...live, QUIET_HOURS: 'none' }).timing).not.toHaveProperty('quietHours');
  });

  test('takes as many reminders as are wanted, or none', () => {
    expect(configOf({ REMIND_HOURS: '48, 24,0.5' }).timing.remindHours).toEqual([48, 24, 0.5]);
    expect(configOf({ REMIND_HOURS: 'none' }).timing.remindHours).toEqual([]);
  });

  test.each([
    { QUIET_HOURS: '21:30' },
    { QUIET_HOURS: '24:00-07:30' },
    { QUIET_HOURS: '9:30-10:30' },
    { QUIET_HOURS: '21:30-21:30' },
    { QUIET_HOURS: '21:30-07:30-08:30' },
    { REMIND_HOURS: '24,' },
    { REMIND_HOURS: '24,soon' },
    { OFFER_HOURS: '0' },
    { ESCALATE_HOURS: 'never' },
    { RATING_AFTER_HOURS: '-1' },
  ])('refuses hours that are none: %o', (env) => {
    const [key = ''] = Object.keys(env);
    expect(faultsOf(env)).toEqual([expect.stringMatching(new RegExp(`^${key} must be `))]);
  });

  test('takes an empty string for absent', () => {
    const empty = Object.fromEntries(configKeys.map((key) => [key, ' ']));
    expect(parseConfig(empty)).toEqual(parseConfig({}));
  });

  test.each([
    { DATABASE_URL: 'postgresql://db.example/fengdian' },
    { REDIS_URL: 'redis://queue.example' },
    { RESIDENT_BOT_TOKEN: residentToken },
    { STAFF_BOT_TOKEN: staffToken },
    { PUBLIC_URL: 'http://talks.example.cn' },
  ])('is no demo once something outside is configured: %o', (env) => {
    expect(configOf(env).demo).toBe(false);
  });

  test('stays a demo on another port, folder or language', () => {
    expect(
      configOf({
        PORT: '0',
        DATA_DIR: '/tmp/elsewhere',
        DEFAULT_LOCALE: 'en',
        ROLE: 'web',
      }),
    ).toMatchObject({
      demo: true,
      port: 0,
    });
  });

  test('gives webhook mode its address and secret', () => {
    expect(configOf(webhook).telegram).toEqual({
      mode: 'webhook',
      apiRoot: 'https://api.telegram.org',
      residentToken,
      publicUrl: 'https://talks.example.cn',
      webhookSecret: 'knock-knock_1',
    });
  });

  test('refuses webhook mode without address, secret and bot, naming all three', () => {
    const faults = faultsOf({ TELEGRAM_MODE: 'webhook' });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['PUBLIC_URL', 'WEBHOOK_SECRET', 'RESIDENT_BOT_TOKEN']);
  });

  test('refuses an address without https in webhook mode', () => {
    expect(faultsOf({ ...webhook, PUBLIC_URL: 'http://talks.example.cn' })).toEqual([
      expect.stringContaining('PUBLIC_URL must begin with https:'),
    ]);
  });

  test('refuses a secret outside of the alphabet of Telegram', () => {
    expect(faultsOf({ ...webhook, WEBHOOK_SECRET: 'knock knock!' })).toHaveLength(1);
    expect(faultsOf({ ...webhook, WEBHOOK_SECRET: 'x'.repeat(257) })).toHaveLength(1);
  });

  test('refuses one token for both bots', () => {
    expect(
      faultsOf({
        RESIDENT_BOT_TOKEN: residentToken,
        STAFF_BOT_TOKEN: residentToken,
      }),
    ).toHaveLength(1);
  });

  test('names every bad key at once and echoes no value', () => {
    const bad: Record<string, string> = {
      DATABASE_URL: 'mysql://root:hunter2@db',
      REDIS_URL: 'hunter2',
      RESIDENT_BOT_TOKEN: 'hunter2',
      STAFF_BOT_TOKEN: 'hunter2 too',
      TELEGRAM_API_ROOT: 'hunter2',
      TELEGRAM_MODE: 'hunter2',
      PUBLIC_URL: 'hunter2',
      WEBHOOK_SECRET: 'hunter2!',
      HOST: 'hunter2 x',
      PORT: '65536',
      ROLE: 'hunter2',
      TIME_ZONE: 'hunter2',
      DEFAULT_LOCALE: 'hunter2',
      SEND_PER_SECOND: '0',
      SEND_PER_CHAT_SECONDS: '-1',
      SEND_PER_GROUP_MINUTE: 'hunter2',
      TRAVEL_KMH: 'hunter2',
      QUIET_HOURS: 'hunter2',
      OFFER_HOURS: 'hunter2',
      ESCALATE_HOURS: 'hunter2',
      REMIND_HOURS: 'hunter2',
      RATING_AFTER_HOURS: 'hunter2',
      LOG_LEVEL: 'hunter2',
    };
    const faults = faultsOf(bad);
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual(Object.keys(bad).sort());
    expect(faults.join()).not.toContain('hunter2');
  });

  test.each([
    ['SEND_PER_SECOND', '0.5'],
    ['PORT', '80.5'],
    ['KEEP_MESSAGES_DAYS', '1.5'],
  ])('refuses half of what comes in wholes: %s=%s', (key, value) =>
    expect(faultsOf({ [key]: value })).toEqual([expect.stringContaining('whole number')]),
  );

  test('reports what is wrong between keys beside a key that is wrong by itself', () => {
    const faults = faultsOf({ TELEGRAM_MODE: 'webhook', PORT: 'x' });
    expect(faults).toHaveLength(4);
  });
});

test('.env.example lists exactly the keys of the configuration, each under a comment, and parses', async () => {
  const lines = (await readFile(new URL('../.env.example', import.meta.url), 'utf8')).split('\n');
  const settings = lines.flatMap((line, index) => (/^[A-Z_]+=/.test(line) ? [{ line, above: lines[index - 1] }] : []));
  const pairs = settings.map(({ line }) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  expect(pairs.map(([key]) => key)).toEqual(configKeys);
  for (const { above } of settings) expect(above).toMatch(/^# \S/);
  expect(parseConfig(Object.fromEntries(pairs))).toEqual(parseConfig({}));
});

function configOf(env: Record<string, string>) {
  const parsed = parseConfig(env);
  if (!parsed.ok) throw new Error(`refused: ${parsed.faults.join('; ')}`);
  return parsed.config;
}

function faultsOf(env: Record<string, string>): readonly string[] {
  const parsed = parseConfig(env);
  return parsed.ok ? [] : parsed.faults;
}
