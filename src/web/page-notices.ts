// Hears PostgreSQL say that a web chat has something new, on one connection per process, and passes it on to the pages
// open here. After a lost connection everybody is told, since something may have been missed.

import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { WebLog } from './options.ts';

export interface PageNotices {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Calls `wake` whenever the chat may have something new, until the returned function is called. */
  subscribe(chatId: number, wake: () => void): () => void;
}

export function createPageNotices(connection: pg.ClientConfig, log: Pick<WebLog, 'warn'>): PageNotices {
  const pages = new Map<number, Set<() => void>>();
  const stopping = new AbortController();
  let client: pg.Client | undefined;

  return {
    start: () => listen(),

    async stop() {
      stopping.abort();
      await client?.end().catch(() => undefined);
    },

    subscribe(chatId, wake) {
      const open = pages.get(chatId) ?? new Set();
      pages.set(chatId, open.add(wake));
      return () => {
        open.delete(wake);
        if (open.size === 0 && pages.get(chatId) === open) pages.delete(chatId);
      };
    },
  };

  async function listen(): Promise<void> {
    const next = new pg.Client({ ...connection, keepAlive: true, application_name: 'fengdian-pages' });
    next.on('notification', ({ payload }) => {
      for (const wake of pages.get(Number(payload)) ?? []) wake();
    });
    next.on('error', (error) =>
      log.warn({ code: 'web.listen_lost', err: error }, 'lost the connection that listens for new messages'),
    );
    client = next;
    await next.connect();
    await next.query('LISTEN web_chat');
    // Not before: one that never listened says 'end' too, and each would begin a round of its own.
    next.once('end', () => void listenAgain());
  }

  async function listenAgain(): Promise<void> {
    for (let wait = 200; !stopping.signal.aborted; wait = Math.min(wait * 2, 5_000)) {
      await delay(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        await listen();
        for (const open of pages.values()) for (const wake of open) wake();
        return;
      } catch {
        await client?.end().catch(() => undefined);
      }
    }
  }
}
