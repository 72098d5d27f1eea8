// A chat's messages as server-sent events, in the order in which they became visible. An event's id is its outbox row,
// so a page that lost the connection goes on where it was, with any process.

import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { readMessages, readVisibleSince } from '../store/web-transcript.ts';
import { type ChatRoom, type Door, type DoorEnv, findRoom } from './chat-room.ts';
import { sayIn, type WebContext } from './context.ts';
import { draw, messageHtml, type Reader } from './message-html.ts';

const heartbeatMs = 20_000;
/** A page that missed more is quicker loaded anew. */
const maxMissed = 200;

export const chatStream = (context: WebContext, closing: AbortSignal) => async (c: Context<DoorEnv>) => {
  const door = c.get('door');
  const room = await findRoom(context, door);
  // 204 tells an EventSource to stay away.
  if (!room || closing.aborted) return c.body(null, 204);
  const after = /^\d{1,18}$/.exec(c.req.header('last-event-id') ?? c.req.query('after') ?? '')?.[0] ?? '0';
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, async (stream) => {
    try {
      const reader = { base: door.base, locale: room.locale, say: sayIn(context, room.locale) };
      await follow(stream, context, { door, room, reader }, BigInt(after), closing);
    } catch (error) {
      // The page connects again by itself and resumes.
      if (!stream.closed && !stream.aborted)
        context.log.warn({ code: 'web.stream', err: error }, 'a chat page lost its stream');
    }
  });
};

async function follow(
  stream: SSEStreamingApi,
  context: WebContext,
  { door, room, reader }: Follower,
  after: bigint,
  closing: AbortSignal,
): Promise<void> {
  const bell = createBell();
  const unsubscribe = context.notices.subscribe(room.id, bell.ring);
  const heartbeat = setInterval(() => void stream.write(': still here\n\n').catch(() => undefined), heartbeatMs);
  stream.onAbort(bell.ring);
  closing.addEventListener('abort', bell.ring);
  const ended = (): boolean => stream.aborted || stream.closed || closing.aborted;
  try {
    await stream.write('retry: 1500\n\n');
    let cursor = after;
    let known = new Set<bigint>();
    while (!ended()) {
      const heard = bell.next();
      const rows = await readVisibleSince(context.database, room.id, cursor, maxMissed);
      if (rows.length === maxMissed) {
        await stream.writeSSE({ event: 'reload', data: '' });
        return;
      }
      // In another language every message reads differently.
      if ((await findRoom(context, door))?.locale !== reader.locale) {
        await stream.writeSSE({ event: 'reload', data: '' });
        return;
      }
      const fresh = rows.filter(({ id }) => !known.has(id) && id !== after);
      await send(stream, context, room, reader, fresh);
      known = new Set(rows.map(({ id }) => id));
      cursor = rows.at(-1)?.id ?? cursor;
      await heard;
    }
  } finally {
    clearInterval(heartbeat);
    unsubscribe();
    closing.removeEventListener('abort', bell.ring);
  }
}

interface Follower {
  readonly door: Door;
  readonly room: ChatRoom;
  readonly reader: Reader;
}
type Rows = Awaited<ReturnType<typeof readVisibleSince>>;

async function send(
  stream: SSEStreamingApi,
  context: WebContext,
  room: ChatRoom,
  reader: Reader,
  rows: Rows,
): Promise<void> {
  if (rows.length === 0) return;
  const messages = await readMessages(context.database, room.id, [...new Set(rows.map(({ target }) => target))]);
  for (const row of rows) {
    const message = messages.get(row.target);
    if (!message) continue;
    const drawn = await draw(message, context, reader);
    const live = drawn.buttons !== 'none';
    await stream.writeSSE({
      event: row.edit ? 'edit' : 'message',
      id: String(row.id),
      data: String(await messageHtml(drawn, live, reader)),
    });
  }
}

/** Rings are never lost: one that comes before anybody listens is kept. */
function createBell() {
  let resolve = (): void => undefined;
  return {
    ring: (): void => resolve(),
    /** Take before looking; resolves at the first ring after that. */
    next: (): Promise<void> =>
      new Promise((done) => {
        resolve = done;
      }),
  };
}
