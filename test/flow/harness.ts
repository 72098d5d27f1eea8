// The whole product as it is started, on a database of its own, with a fake Telegram in front of it. Tests come in
// through the public doors only: the two bots and the web's addresses. It is Monday, 9 o'clock, until a test says otherwise.

import { randomBytes } from 'node:crypto';
import { createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { createInvite } from '../../src/services/invites.ts';
import { createTestDatabase } from '../database.ts';
import { startBotApi } from '../fakes/bot-api.ts';
import { createPlaces, type Places } from '../fakes/places.ts';
import { createVisitor } from '../fakes/visitor.ts';
import { type Actor, createActor } from './actor.ts';

export interface Setting {
  /** Absent: no bots, the web chats alone. */
  readonly telegram?: 'polling' | 'webhook';
  /** Absent: the queue in PostgreSQL. */
  readonly redisUrl?: string;
  /** More variables, or others. */
  readonly env?: Readonly<Record<string, string>>;
  /** What `faults` shows: warnings and worse, unless it is asked for more. */
  readonly logLevel?: string;
}

export type Flow = Awaited<ReturnType<typeof openFlow>>;

const monday = '2026-11-23T09:00:00+08:00';
const publicUrl = 'https://talks.example';
const tokens = {
  public: '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
  staff: '110201544:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
};
export const webhookSecret = 'a-secret_of-the-webhook';

export async function openFlow({ telegram, redisUrl, env = {}, logLevel = 'warn' }: Setting = {}) {
  const test = await createTestDatabase();
  const { prisma, pool } = test.database;
  const places: Places = await createPlaces(prisma);
  let local = '';
  const api = await startBotApi({ reach: (url) => url.replace(publicUrl, local) });
  const bots = { public: api.bot(tokens.public), staff: api.bot(tokens.staff) };
  const clock = createClock();
  const faults: string[] = [];
  const redisPrefix = `flow-${randomBytes(6).toString('hex')}`;
  const parsed = parseConfig({
    DATABASE_URL: test.url,
    REDIS_URL: redisUrl,
    PORT: '0',
    SEND_PER_SECOND: '1000',
    SEND_PER_CHAT_SECONDS: '0',
    ...(telegram && {
      PUBLIC_URL: publicUrl,
      RESIDENT_BOT_TOKEN: tokens.public,
      STAFF_BOT_TOKEN: tokens.staff,
      TELEGRAM_API_ROOT: api.root,
      TELEGRAM_MODE: telegram,
      WEBHOOK_SECRET: webhookSecret,
    }),
    ...env,
  });
  if (!parsed.ok) throw new Error(parsed.faults.join(', '));
  const log = createLogger({ level: logLevel, destination: { write: (line) => void faults.push(line) } });
  // A machine that stands still for a while is no fault of a job's, which no other worker is to take over here.
  const timing = { clock: clock.now, sweepEveryMs: 500, stalledAfterMs: 120_000 };
  const app = createApp(parsed.config, { ...timing, log, redisPrefix });
  const { port } = await app.start();
  local = `http://127.0.0.1:${port}`;
  let people = 4_200_000_000;

  async function invite(role: 'coordinator' | 'speaker', name: string, areaId?: number): Promise<string> {
    const scope = areaId === undefined ? {} : { areaId };
    return (await createInvite(prisma, { role, name, now: clock.now(), ...scope })).code;
  }

  /** Opens the staff bot and types the code that was handed out. */
  async function join(code: string, welcome: string): Promise<Actor> {
    const actor = createActor(bots.staff, ++people);
    actor.say(code);
    await actor.sees(welcome);
    return actor;
  }

  return {
    ...{ prisma, pool, places, bots, clock, invite, redisPrefix, publicUrl, database: test.database },
    /** Where the pages really stand. */
    url: local,
    /** What the log would show an operator: warnings and errors, as JSON lines. */
    faults: faults as readonly string[],

    resident: (): Actor => createActor(bots.public, ++people),
    /** Somebody who has found the staff bot. */
    outsider: (): Actor => createActor(bots.staff, ++people),
    coordinator: async (name: string, areaId?: number): Promise<Actor> =>
      join(await invite('coordinator', name, areaId), `${name}，欢迎加入，您是派单员`),
    async speaker(name: string, more: Parameters<Places['speaker']>[1] = {}): Promise<Actor> {
      await places.speaker(name, more);
      return join(await invite('speaker', name), `${name}，欢迎加入，您是宣讲员`);
    },
    /** Somebody with a browser. */
    visitor: () => createVisitor({ fetch: (request) => fetch(request, { redirect: 'manual' }) }, local),

    async close() {
      await app.stop();
      await api.close();
      await test.drop();
    },
  };
}

/** Goes on from where it is set, as fast as time does: what waits for a moment gets there. */
function createClock() {
  let ahead = Date.parse(monday) - Date.now();
  return {
    now: () => new Date(Date.now() + ahead),
    /** An ISO instant. */
    set(instant: string): void {
      ahead = Date.parse(instant) - Date.now();
    },
  };
}
