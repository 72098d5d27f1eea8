// The HTTP server: which address leads where. Each page has a file of its own; none knows a channel's library.

import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { mostFileBytes } from '../domain/files.ts';
import { assets } from './assets.ts';
import { attachment } from './attachments.ts';
import { fileAction, sayAction, tapAction } from './chat-actions.ts';
import { chatPage } from './chat-page.ts';
import { cookieDoor, type DoorEnv, demoDoor } from './chat-room.ts';
import { chatStream } from './chat-stream.ts';
import type { WebContext } from './context.ts';
import { deputyPage } from './deputy-pages.ts';
import { reportBook, reportPage } from './deputy-report.ts';
import { casesExample } from './examples.ts';
import { notFound, onFault } from './fault-pages.ts';
import { findPages } from './find-page.ts';
import { homePage } from './home-page.ts';
import { type JoinDoor, joinAction, joinPage, schoolDoor, staffDoor } from './join-page.ts';
import { operatorPages } from './operator-pages.ts';
import type { WebOptions } from './options.ts';
import { createPageNotices } from './page-notices.ts';
import { rateAction, ratePage } from './rate-page.ts';
import { bodyUpTo, headers, localHostOnly, sameOrigin } from './security.ts';
import { slide } from './slides.ts';
import { slowDown } from './slow-down.ts';
import { telegramWebhook } from './webhooks.ts';

export interface Web {
  readonly app: Hono;
  /** Resolves with the port once the server listens; rejects when it cannot (EADDRINUSE). */
  start(port: number, host: string): Promise<{ port: number }>;
  /** Ends open streams and waits for the requests under way, at most three seconds. */
  stop(): Promise<void>;
}

export function createWeb(options: WebOptions): Web {
  const closing = new AbortController();
  const notices = createPageNotices(options.database.pool.options, options.log);
  const context: WebContext = { ...options, clock: options.clock ?? (() => new Date()), notices };
  const app = createRoutes(context, closing.signal);
  const server = createAdaptorServer({ fetch: app.fetch });

  return {
    app,

    async start(port, host) {
      await notices.start();
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return { port: (server.address() as AddressInfo).port };
    },

    async stop() {
      closing.abort();
      await new Promise<void>((resolve) => {
        if (!server.listening) return resolve();
        const impatient = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3_000);
        server.close(() => {
          clearTimeout(impatient);
          resolve();
        });
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      });
      await notices.stop();
    },
  };
}

const formBytes = 64 * 1024;
const webhookBytes = 1024 * 1024;

function createRoutes(context: WebContext, closing: AbortSignal): Hono {
  const { demo, publicUrl } = context.config;
  const app = new Hono();
  app.onError(onFault(context));
  app.notFound(notFound(context));
  // Who keeps a connection alive (a proxy does) would go on sending requests on it while the server waits for an end.
  app.use(async (c, next) => {
    await next();
    if (closing.aborted) c.header('Connection', 'close');
  });
  app.use(headers());
  if (demo) app.use(localHostOnly());
  if (context.operator) app.route('/', operatorPages(context.operator));
  else app.get('/healthz', (c) => c.text('ok'));
  app.get('/assets/:file', assets());
  // Pages show what is so now, and belong to one person.
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  });
  app.post('/telegram/:bot', bodyUpTo(webhookBytes), telegramWebhook(context));

  // Telegram calls as often as it must; everybody else can wait.
  app.use(slowDown(context));
  app.use(sameOrigin(publicUrl));
  const chat = chatRoutes(context, closing);
  app.use('/chat/*', cookieDoor('public')).route('/chat', chat);
  app.use('/staff/*', cookieDoor('staff')).route('/staff', chat);
  if (demo) app.use('/demo/:persona/*', demoDoor).route('/demo/:persona', chat);
  app.get('/attachments/:id', cookieDoor('staff'), attachment(context));

  app.use(bodyUpTo(formBytes));
  const find = findPages(context);
  app.get('/examples/cases.csv', casesExample);
  app.get('/slides/:id', slide(context));
  app.get('/deputy/letter/:id', deputyPage(context, 'letter'));
  app.get('/deputy/receipt/:id', deputyPage(context, 'receipt'));
  app.get('/deputy/report', reportPage(context));
  app.get('/deputy/report.xlsx', reportBook(context));
  app.get('/', homePage(context));
  const join = (door: JoinDoor) =>
    app.get(`${door.path}/:code`, joinPage(context, door)).post(joinAction(context, door));
  join(schoolDoor);
  join(staffDoor);
  app.get('/r/:token', ratePage(context)).post(rateAction(context));
  app.get('/find', find.show).post(find.search);
  return app;
}

function chatRoutes(context: WebContext, closing: AbortSignal): Hono<DoorEnv> {
  const chat = new Hono<DoorEnv>();
  chat.get('/', chatPage(context));
  chat.get('/stream', chatStream(context, closing));
  chat.get('/attachments/:id', attachment(context));
  chat.post('/say', bodyUpTo(formBytes), sayAction(context));
  chat.post('/tap', bodyUpTo(formBytes), tapAction(context));
  chat.post('/file', bodyUpTo(mostFileBytes + formBytes), fileAction(context));
  return chat;
}
