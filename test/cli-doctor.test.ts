// doctor, failed-jobs and retry-jobs, as an operator runs them.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { runCli } from '../src/cli/run.ts';
import { recordHeartbeat } from '../src/health/progress.ts';
import { createQueues } from '../src/queue/queues.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { type BotApi, startBotApi } from './fakes/bot-api.ts';
import { createPlaces } from './fakes/places.ts';

async function run(args: string[], env: Record<string, string>) {
  const out: string[] = [];
  const err: string[] = [];
  const world = { env, now: new Date(), out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const code = await runCli([...args, '--locale', 'en'], world);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const undo of opened.splice(0).reverse()) await undo();
});

let home: TestDatabase;
let env: Record<string, string>;
beforeAll(async () => {
  home = await createTestDatabase();
  env = { DATABASE_URL: home.url };
});
afterAll(() => home?.drop());

describe('doctor', () => {
  test('names what is missing before anybody has been invited, and ends with 1', async () => {
    const { code, out } = await run(['doctor'], env);
    expect(code).toBe(1);
    expect(out).toMatch(/^✓ Time zone Asia\/Shanghai/m);
    expect(out).toMatch(/^✓ The locale files are complete$/m);
    expect(out).toMatch(/^✓ The tables are up to date$/m);
    expect(out).toMatch(/^✓ The disk of .* MB left$/m);
    expect(out).toMatch(/^! There are no queues yet/m);
    expect(out).toMatch(/^! No job has ever been done/m);
    expect(out).toMatch(/^✗ There are no areas yet: import them/m);
    expect(out).toMatch(/^✗ There is no coordinator/m);
    expect(out).toMatch(/^✗ There are no speakers yet/m);
    expect(out).toMatch(/Wrong: 3/);
  });

  test('is content with a team that works', async () => {
    const places = await createPlaces(home.database.prisma);
    const person = await home.database.prisma.person.create({ data: {} });
    await places.speaker('李警官', { personId: person.id });
    await home.database.prisma.coordinator.create({
      data: { personId: person.id, name: '张主任', areaId: places.district.id },
    });
    const queues = await createQueues({ backend: { kind: 'postgres', pool: home.database.pool }, log: quiet });
    await queues.stop();
    await recordHeartbeat(home.database.pool);
    const { code, out } = await run(['doctor'], env);
    expect(out).not.toContain('✗');
    expect(out).toMatch(/^✓ Jobs get done$/m);
    expect(out).toMatch(/^✓ Areas: 5, coordinators: 1, speakers: 1 \(1 have joined\)$/m);
    expect(out).toMatch(/All is well\.$/);
    expect(out).not.toMatch(/李警官|张主任/);
    expect(code).toBe(0);
  });

  test('tells of messages that do not go out and of jobs that are no longer done', async () => {
    const person = await home.database.prisma.person.create({ data: {} });
    const chat = await home.database.prisma.chat.create({
      data: { bot: 'staff', channel: 'telegram', address: '42', personId: person.id, locale: 'zh-CN' },
    });
    const row = await home.database.prisma.outbox.create({
      data: { chatId: chat.id, message: { text: '您好' }, dueAt: new Date(Date.now() - 300_000) },
    });
    await home.database.pool.query(`UPDATE heartbeat SET at = at - interval '10 minutes'`);
    const { code, out } = await run(['doctor'], env);
    await home.database.prisma.outbox.delete({ where: { id: row.id } });
    expect(code).toBe(1);
    expect(out).toMatch(/^! No job has been done for 1[01] minutes/m);
    expect(out).toMatch(/^✗ The staff bot has a message that has not gone out for [56] minutes/m);
  });

  test('says that tables are to be brought up to date, and leaves them as they are', async () => {
    const old = await createTestDatabase();
    opened.push(old.drop);
    await old.database.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    const { out } = await run(['doctor'], { DATABASE_URL: old.url });
    expect(out).toMatch(/^! Migrations to come: \d+/m);
    const { rows } = await old.database.pool.query(`SELECT FROM pg_tables WHERE schemaname = 'public'`);
    expect(rows).toEqual([]);
  });

  test('makes no embedded database where there is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fengdian-doctor-'));
    opened.push(() => rm(folder, { recursive: true }));
    const { code, out } = await run(['doctor'], { DATA_DIR: join(folder, 'data') });
    expect(out).toMatch(/^! There is no embedded database in .* yet/m);
    expect(out).toMatch(/^✓ Demo/m);
    expect(code).toBe(0);
  });

  test('goes on without the database and Redis, and shows no password', async () => {
    const { code, out } = await run(['doctor'], {
      DATABASE_URL: 'postgresql://me:hush@127.0.0.1:1/live',
      REDIS_URL: 'redis://:hush@127.0.0.1:1',
    });
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ The database at 127\.0\.0\.1:1\/live cannot be used/m);
    expect(out).toMatch(/^✗ Redis does not answer/m);
    expect(out).not.toContain('hush');
  });

  test('counts the faults of the configuration', async () => {
    const { code, err } = await run(['doctor'], { PORT: 'many', TIME_ZONE: 'Mars/North' });
    expect(code).toBe(1);
    expect(err).toMatch(/PORT[\s\S]*TIME_ZONE[\s\S]*Faults in the configuration: 2/);
  });
});

describe('doctor on Telegram', () => {
  const tokens = { public: '111:AAdoctor-secret', staff: '222:AAdoctor-secret' };
  async function telegram(): Promise<BotApi> {
    // Nothing listens where the webhook leads.
    const api = await startBotApi({ reach: () => 'http://127.0.0.1:1' });
    opened.push(api.close);
    api.bot(tokens.public);
    return api;
  }
  const webhook = {
    TELEGRAM_MODE: 'webhook',
    PUBLIC_URL: 'https://talks.example',
    WEBHOOK_SECRET: 'knock',
    METRICS_TOKEN: 'a-long-enough-token',
  };
  const doctor = ({ root }: BotApi, more: Record<string, string>) =>
    run(['doctor'], { ...env, RESIDENT_BOT_TOKEN: tokens.public, TELEGRAM_API_ROOT: root, ...more });
  const hook = (api: BotApi, url: string) =>
    fetch(`${api.root}/bot${tokens.public}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url }),
    });

  test('knows the bots, a token that Telegram does not, and never shows one', async () => {
    const { out } = await doctor(await telegram(), { STAFF_BOT_TOKEN: tokens.staff });
    expect(out).toMatch(/^✓ The public bot is @bot_1$/m);
    expect(out).toMatch(/^✗ Telegram does not know the staff bot's token: compare STAFF_BOT_TOKEN/m);
    expect(out).not.toContain('doctor-secret');
  });

  test('says that Telegram cannot be reached', async () => {
    const { out } = await run(['doctor'], {
      ...env,
      RESIDENT_BOT_TOKEN: tokens.public,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
    });
    expect(out).toMatch(/^✗ Telegram does not answer \(public bot\)/m);
  });

  test('sees whether the webhook is set, set elsewhere, in trouble, or well', async () => {
    const api = await telegram();
    expect((await doctor(api, webhook)).out).toMatch(/^! The public bot has no webhook yet/m);
    await hook(api, 'https://other.example/telegram/public');
    expect((await doctor(api, webhook)).out).toMatch(
      /^✗ .* leads to https:\/\/other\.example\/telegram\/public instead/m,
    );
    expect((await doctor(api, {})).out).toMatch(/^! The public bot still has a webhook/m);
    await hook(api, 'https://talks.example/telegram/public');
    expect((await doctor(api, webhook)).out).toMatch(/^✓ The public bot's webhook works$/m);
    api.bot(tokens.public).userSays(7, '您好');
    await expect
      .poll(async () => (await doctor(api, webhook)).out, { timeout: 10_000 })
      .toMatch(/^✗ Telegram does not get through .*: Connection refused/m);
  });
});

const redisUrl = inject('redisUrl');

describe.skipIf(redisUrl === undefined)('doctor on Redis', () => {
  test('refuses a Redis that throws jobs away, and warns of one that forgets them', async () => {
    const port = 20_000 + (process.pid % 20_000);
    const server = spawn('redis-server', ['--port', `${port}`, '--save', '', '--maxmemory-policy', 'allkeys-lru']);
    const ended = new Promise((resolve) => server.once('exit', resolve));
    opened.push(async () => {
      server.kill();
      await ended;
    });
    const redis = new Redis(`redis://127.0.0.1:${port}`, { maxRetriesPerRequest: null });
    redis.on('error', () => {});
    await redis.ping();
    redis.disconnect();
    const { code, out } = await run(['doctor'], { ...env, REDIS_URL: `redis://127.0.0.1:${port}` });
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ Redis has maxmemory-policy allkeys-lru/m);
    expect(out).toMatch(/^! Redis keeps no AOF/m);
  });
});

describe('dead letters', () => {
  test('are listed, told by doctor, and put back', async () => {
    const queues = await createQueues({ backend: { kind: 'postgres', pool: home.database.pool }, log: quiet });
    opened.push(queues.stop);
    let broken = true;
    const propose = async () => {
      if (broken) throw Object.assign(new Error('Key (phone)=(13812345678)'), { code: '23505' });
    };
    const nothing = async () => {};
    await queues.startWorkers({
      ...{
        wake: async () => ({}),
        propose,
        heartbeat: nothing,
        plan: nothing,
        robot: nothing,
        timer: nothing,
        schedule: nothing,
        nightly: nothing,
      },
    });
    expect(await run(['failed-jobs'], env)).toMatchObject({ code: 0, out: 'No job has failed.' });
    await queues.enqueue('propose', { orderId: 7 }, { id: 'propose-7-1', attempts: 1 });
    const line = 'work  propose  propose-7-1  tried 1 times  23505';
    await vi.waitFor(async () => expect((await run(['failed-jobs'], env)).out).toBe(line), { timeout: 15_000 });
    expect((await run(['doctor'], env)).out).toMatch(/^✗ Jobs that failed again and again: 1/m);
    expect(await run(['retry-jobs', 'propose-8-1'], env)).toMatchObject({ code: 1, out: '' });
    broken = false;
    expect(await run(['retry-jobs'], env)).toMatchObject({ code: 0, out: 'Queued again: 1.' });
    await vi.waitFor(async () => expect((await run(['failed-jobs'], env)).out).toBe('No job has failed.'));
  });

  test('cannot be had from a queue that does not answer: one sentence says so', async () => {
    const { code, err } = await run(['failed-jobs'], { ...env, REDIS_URL: 'redis://127.0.0.1:1' });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('The queue does not answer') });
  });

  test.each([
    ['doctor', 'now'],
    ['failed-jobs', 'all'],
    ['retry-jobs', 'one', 'two'],
    ['doctor', '--role', 'speaker'],
  ])('%s %s is no command', async (...args) => {
    expect((await run(args, env)).code).toBe(2);
  });
});

const quiet = { warn: () => {}, error: () => {} };
