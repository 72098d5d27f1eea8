// What an operator's machines ask: is it alive, does it do its work, how is it doing. Served beside the pages, and by
// workers on a port of their own.

import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';

export interface Operator {
  /** Codes of what is wrong; empty: ready. */
  readonly ready: () => Promise<readonly string[]>;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
  /** Whoever shows it may read the metrics. */
  readonly token?: string;
  /** Without a token: this machine may read them. Not where a reverse proxy makes everybody look like this machine. */
  readonly openToThisMachine: boolean;
}

/** A call by a test carries no connection. */
interface OperatorEnv {
  Bindings: Partial<HttpBindings>;
}

export function operatorPages({ ready, metrics, token, openToThisMachine }: Operator): Hono<OperatorEnv> {
  const app = new Hono<OperatorEnv>();
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    const codes = await ready();
    c.header('Cache-Control', 'no-store');
    return c.json({ ready: codes.length === 0, codes }, codes.length === 0 ? 200 : 503);
  });
  if (token !== undefined) app.use('/metrics', bearerAuth({ token }));
  app.get('/metrics', async (c) => {
    if (token === undefined && !(openToThisMachine && isFromThisMachine(c))) return c.text('forbidden', 403);
    const { type, text } = await metrics();
    return c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  });
  return app;
}

/** The same pages by themselves. Rejects when the port cannot be had. */
export async function serveOperatorPages(
  operator: Operator,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const server = createAdaptorServer({ fetch: operatorPages(operator).fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** By the connection, and by the name it was asked for (DNS rebinding); whatever was passed on came from elsewhere. */
function isFromThisMachine(c: Context<OperatorEnv>): boolean {
  const peer = c.env?.incoming?.socket.remoteAddress ?? '';
  const passedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => c.req.header(name));
  const host = c.req.header('host') ?? '';
  return /^(::ffff:)?127\.|^::1$/.test(peer) && !passedOn && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);
}
