// One chat as its pages see it: which bot, whose address, which row. Knows no HTML.

import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import type { BotName, Content } from '../channels/channel.ts';
import { isLocale, type Locale } from '../domain/locale.ts';
import type { WebContext } from './context.ts';
import { chosenLocale, ensureIdentity, readIdentity, sha256 } from './cookies.ts';

/** Where a chat's pages are, and how they know who is there. */
export interface Door {
  readonly bot: BotName;
  /** Prefix of all the chat's addresses: /chat, /staff, or /demo/speaker. */
  readonly base: string;
  /** Whoever has the cookie; undefined: nobody yet. */
  readonly identity: string | undefined;
}

export interface ChatRoom {
  readonly id: number;
  readonly personId: number;
  readonly locale: Locale;
}

export type DoorEnv = { Variables: { door: Door } };

export const cookieDoor = (bot: BotName) =>
  createMiddleware<DoorEnv>(async (c, next) => {
    const identity = readIdentity(c, `fengdian_${bot}`);
    c.set('door', { bot, base: bot === 'public' ? '/chat' : '/staff', identity });
    await next();
  });

/** The demo's made-up people, and the bot each of them writes to. */
export const personas = {
  resident: 'public',
  director: 'public',
  school: 'public',
  speaker: 'staff',
  coordinator: 'staff',
  bureau: 'staff',
} as const satisfies Record<string, BotName>;
export type Persona = keyof typeof personas;

/** Each persona has addresses of its own and needs no cookie, so that all of them can be open side by side. */
export const demoDoor = createMiddleware<DoorEnv>(async (c, next) => {
  const name = c.req.param('persona') ?? '';
  if (!isPersona(name)) throw new HTTPException(404);
  c.set('door', { bot: personas[name], base: `/demo/${name}`, identity: sha256(`demo-${name}`) });
  await next();
});

export const isPersona = (name: string): name is Persona => Object.hasOwn(personas, name);

export async function findRoom(context: WebContext, { bot, identity }: Door): Promise<ChatRoom | undefined> {
  if (!identity) return undefined;
  const chat = await context.database.prisma.chat.findUnique({
    where: { bot_channel_address: { bot, channel: 'web', address: identity } },
    select: { id: true, personId: true, locale: true },
  });
  if (!chat) return undefined;
  return { ...chat, locale: isLocale(chat.locale) ? chat.locale : context.config.defaultLocale };
}

/** The door with an identity, given now where there was none. */
export const enter = (c: Context, context: WebContext, door: Door): Door & { identity: string } => ({
  ...door,
  identity: door.identity ?? ensureIdentity(c, `fengdian_${door.bot}`, context),
});

/** Hands over what a person did. Nothing kept is 503: the same form can be sent again. */
export async function hear(
  c: Context,
  context: WebContext,
  { bot, identity }: { bot: BotName; identity: string },
  content: Content,
  nonce: string,
): Promise<void> {
  try {
    await context.chats[bot].receive(identity, content, updateId(identity, nonce), chosenLocale(c));
  } catch (error) {
    context.log.error({ code: 'web.not_kept', err: error }, 'nothing was kept of what a person did in the web chat');
    throw new HTTPException(503);
  }
}

/** The same form twice is the same update; two people's forms never are. */
const updateId = (identity: string, nonce: string): string => `${identity.slice(0, 16)}:${nonce}`;

/** Waits until the bot has answered, so that a page without JavaScript shows it; at most two seconds. */
export async function answered(context: WebContext, room: ChatRoom, before: bigint): Promise<void> {
  const deadline = new AbortController();
  let wake = (): void => undefined;
  const unsubscribe = context.notices.subscribe(room.id, () => wake());
  const timeOut = delay(2_000, undefined, { signal: deadline.signal, ref: false }).catch(() => undefined);
  try {
    for (let late = false; !late; ) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!(await isWaiting(context, room, before))) return;
      late = await Promise.race([woken.then(() => false), timeOut.then(() => true)]);
    }
  } finally {
    deadline.abort();
    unsubscribe();
  }
}

/** Any row of the chat that `answered` need not wait for has this id or a lower one. */
export async function lastRow({ database }: WebContext, room: ChatRoom | undefined): Promise<bigint> {
  if (!room) return 0n;
  const { _max } = await database.prisma.outbox.aggregate({ where: { chatId: room.id }, _max: { id: true } });
  return _max.id ?? 0n;
}

async function isWaiting({ database, clock }: WebContext, room: ChatRoom, before: bigint): Promise<boolean> {
  const unsent = await database.prisma.outbox.findFirst({
    where: { chatId: room.id, id: { gt: before }, sentAt: null, droppedAt: null, dueAt: { lte: clock() } },
    select: { id: true },
  });
  return unsent !== null;
}
