// The composition root: it and background.ts are the only files that know both ports and adapters. Starts what the
// configuration asks for, bottom up, and stops it top down.

import { startBackground } from './background.ts';
import type { BotName, Channel } from './channels/channel.ts';
import type { TelegramOptions } from './channels/telegram-channel.ts';
import { createWebChat } from './channels/web-chat.ts';
import type { Config } from './config.ts';
import { publicScript } from './conversation/public-script.ts';
import { staffScript } from './conversation/staff-script.ts';
import { createDelivery } from './delivery/deliver.ts';
import { loadPicture } from './delivery/picture.ts';
import { renderMessage } from './delivery/render.ts';
import { localTime } from './domain/calendar.ts';
import type { Limits } from './domain/limits.ts';
import { createHealth } from './health/health.ts';
import { commandList } from './i18n/command-list.ts';
import { createTranslator } from './i18n/translator.ts';
import { createInbound } from './inbound/inbound.ts';
import { type Link, linksTo } from './links.ts';
import { createLogger, type Logger } from './logger.ts';
import { createQueues } from './queue/queues.ts';
import { planId, proposeId } from './queue/sweeper.ts';
import { createDeputyPages } from './services/deputy/pages.ts';
import { createRunWork } from './services/work.ts';
import { createSolver } from './solver/solver.ts';
import { createCatalogue } from './store/catalogue.ts';
import { createDatabase } from './store/database.ts';
import { seedDemo } from './store/demo.ts';
import { type EmbeddedPostgres, startServer } from './store/embedded-postgres.ts';
import { migrate } from './store/migrate.ts';
import { serveOperatorPages } from './web/operator-pages.ts';
import { createWeb } from './web/server.ts';

export interface App {
  /** Resolves when everything is ready: `url` is where the pages stand. */
  start(): Promise<Started>;
  /** Stops what was started, in reverse; safe to call at any time. */
  stop(): Promise<void>;
}

export interface Started {
  readonly url: string;
  /** Where the pages listen on this machine; a worker has only the operator's, and those where it is told to. */
  readonly port?: number;
  readonly links: readonly Link[];
}

/** What is there already, and what tests put in the place of the real thing. */
export interface Overrides {
  /** The embedded server, where it was started ahead. The app stops it. */
  readonly server?: Promise<EmbeddedPostgres | undefined>;
  readonly clock?: () => Date;
  readonly log?: Logger;
  /** How often the sweeper looks for what was left, in milliseconds. */
  readonly sweepEveryMs?: number;
  /** How often jobs show that they get done, and the group robot is looked after. */
  readonly beatEveryMs?: number;
  readonly limits?: Limits;
  /** How long a job may show no sign of life before another worker runs it. */
  readonly stalledAfterMs?: number;
  /** Begins every key in Redis. */
  readonly redisPrefix?: string;
}

const poolSize = 20;

export function createApp(config: Config, overrides: Overrides = {}): App {
  const log = overrides.log ?? createLogger({ level: config.logLevel });
  const clock = overrides.clock ?? (() => new Date());
  // What keeps time by the database's clock is given a test's.
  const fixedClock = overrides.clock && { clock: overrides.clock };
  const limits = { limits: overrides.limits ?? config.limits };
  const disposers: (() => Promise<void>)[] = [];
  const onStop = (dispose: () => Promise<void>) => disposers.push(dispose);

  async function start(): Promise<Started> {
    const server = await (overrides.server ?? startServer(config, log));
    if (server) onStop(() => server.stop());
    const database = await openDatabase(config, server, log, clock, onStop);
    const { timeZone, timing, travelKmh, roadFactor, deputyRules } = config;
    const translator = createTranslator({ timeZone, today: () => localTime(clock(), timeZone).day });
    let url = config.publicUrl ?? `http://${config.host}:${config.port}`;
    const baseUrl = () => url;

    const chats = {
      public: createWebChat({ bot: 'public', database }),
      staff: createWebChat({ bot: 'staff', database }),
    };
    const channels: Channel[] = [chats.public, chats.staff, ...(await telegramChannels(config, log))];

    const queues = await createQueues({
      backend:
        config.redisUrl === undefined
          ? { kind: 'postgres', pool: database.pool }
          : {
              kind: 'redis',
              url: config.redisUrl,
              ...(overrides.redisPrefix !== undefined && { prefix: overrides.redisPrefix }),
            },
      log,
      ...(overrides.stalledAfterMs !== undefined && { stalledAfterMs: overrides.stalledAfterMs }),
    });
    onStop(() => queues.stop());
    const wake = (chatId: number, bot: BotName) => void queues.wake(chatId, bot);
    const match = (orderId: number, version: number) =>
      void queues.enqueue('propose', { orderId }, { id: proposeId(orderId, version) });
    const plan = (asked?: { readonly coordinatorId: number }) =>
      void queues.enqueue('plan', { ...asked }, { id: planId(asked?.coordinatorId), looksAnew: true });

    // A thread of its own: who waits for an answer must not wait behind a plan over everything.
    const { solve, stop } = createSolver();
    onStop(stop);
    const runWork = createRunWork(
      database,
      { wake, match, plan },
      { timeZone, timing, travelKmh, roadFactor, deputyRules, baseUrl, clock, solve, ...limits },
    );
    const delivery = createDelivery({
      database,
      channels,
      translator,
      pace: {
        perSecond: config.pace.perSecond,
        chatSeconds: config.pace.perChatSeconds,
        groupPerMinute: config.pace.perGroupMinute,
      },
      baseUrl,
      log,
      defaultLocale: config.defaultLocale,
      ...fixedClock,
    });

    const health = createHealth({ pool: database.pool, queues, config, ...fixedClock });

    if (config.role !== 'web') {
      const parts = { database, translator, queues, delivery, runWork, health };
      await startBackground({ config, log, clock, fixedClock, ...parts, ...overrides }, onStop);
    }
    if (config.role === 'worker') {
      if (config.workerPort === undefined) return { url, links: [] };
      const served = await serveOperatorPages(health.operator, { port: config.workerPort, host: config.host });
      onStop(() => served.stop());
      return { url, port: served.port, links: [] };
    }

    const inbound = createInbound({
      database,
      runWork,
      catalogue: createCatalogue(database, clock),
      scripts: { public: publicScript, staff: staffScript },
      clock,
      timeZone: config.timeZone,
      defaultLocale: config.defaultLocale,
      wake,
      fetchFile: async (bot, name, fileId) =>
        channels.find((one) => one.bot === bot && one.name === name)?.fetchFile(fileId),
      ...limits,
      onReset: (error) => log.error({ err: error }, 'a dialogue could not go on from its state'),
    });
    for (const channel of channels) onStop(() => channel.stop());
    await Promise.all(
      channels.map((channel) => channel.start(health.timed(channel, inbound.handler(channel.bot, channel.name)))),
    );
    for (const channel of channels) {
      // Telegram may be out of reach for hours: nothing waits for its list of commands.
      channel.describe?.(commandList(channel.bot, translator)).catch((error: unknown) => {
        log.warn({ bot: channel.bot, err: error }, 'the list of commands is not set');
      });
    }
    const web = createWeb({
      config,
      database,
      chats,
      channels,
      translator,
      render: async (message, locale) =>
        renderMessage(
          message,
          locale,
          { translator, baseUrl: url },
          await loadPicture(message.picture, { pool: database.pool, baseUrl: url }),
        ),
      log,
      clock,
      operator: health.operator,
      deputies: createDeputyPages(runWork),
      ...limits,
    });
    // The server goes first when things end: what still comes in finds every part of the way standing.
    onStop(() => inbound.idle());
    onStop(() => web.stop());
    const { port } = await web.start(config.port, config.host);
    url = config.publicUrl ?? `http://${config.host}:${port}`;
    return { url, port, links: linksTo(url, config) };
  }

  let started: Promise<unknown> = Promise.resolve();
  return {
    start() {
      const starting = start();
      started = starting.catch(() => {});
      return starting;
    },
    async stop() {
      // What is half started is stopped once it stands, or workers would begin on a pool that has ended.
      await started;
      for (let dispose = disposers.pop(); dispose; dispose = disposers.pop()) {
        // One part that will not stop must not keep the others from stopping.
        await dispose().catch((error: unknown) => log.error({ err: error }, 'a part did not stop cleanly'));
      }
    },
  };
}

async function openDatabase(
  config: Config,
  server: EmbeddedPostgres | undefined,
  log: Logger,
  clock: () => Date,
  onStop: (dispose: () => Promise<void>) => void,
) {
  const database = await createDatabase({
    url: config.databaseUrl ?? server?.url(config.demo ? 'demo' : 'live') ?? '',
    poolSize,
    createMissing: server !== undefined,
    onConnectionLost: (error) => log.warn({ err: error }, 'a database connection was lost'),
  });
  onStop(() => database.close());
  await migrate({ pool: database.pool });
  if (config.demo) await seedDemo(database, { now: clock(), timeZone: config.timeZone, locale: config.defaultLocale });
  return database;
}

/** Residents talk to grammY, staff to Telegraf: trouble on the public side never reaches the staff. */
async function telegramChannels({ telegram }: Config, log: Logger): Promise<Channel[]> {
  const { residentToken, staffToken, apiRoot } = telegram;
  const options = (bot: BotName, token: string): TelegramOptions =>
    telegram.mode === 'webhook'
      ? { bot, token, apiRoot, log, mode: 'webhook', publicUrl: telegram.publicUrl, secret: telegram.webhookSecret }
      : { bot, token, apiRoot, log, mode: 'polling' };
  const channels: Channel[] = [];
  // Loaded where there is a token: a start without bots need not wait for their libraries.
  if (residentToken !== undefined) {
    const { createGrammyChannel } = await import('./channels/telegram-grammy.ts');
    channels.push(createGrammyChannel(options('public', residentToken)));
  }
  if (staffToken !== undefined) {
    const { createTelegrafChannel } = await import('./channels/telegram-telegraf.ts');
    channels.push(createTelegrafChannel(options('staff', staffToken)));
  }
  return channels;
}
