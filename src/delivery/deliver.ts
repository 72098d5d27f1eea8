// The one way out: takes the next message of a chat from the outbox, puts it into its reader's language, hands it to the
// chat's channel and records what came of it. At least once: a crash between sending and recording repeats one message.

import type { Pool } from 'pg';
import type { BotName, Channel, Rendered, SendResult } from '../channels/channel.ts';
import { within } from '../deadline.ts';
import type { ChatId } from '../domain/ids.ts';
import { isLocale, type Locale } from '../domain/locale.ts';
import type { Translator } from '../i18n/translator.ts';
import { type Claimed, createOutbox } from './outbox.ts';
import { createPace, type Slot } from './pace.ts';
import { loadPicture } from './picture.ts';
import { renderMessage } from './render.ts';

export interface DeliveryOptions {
  readonly database: { readonly pool: Pool };
  readonly channels: readonly Channel[];
  readonly translator: Translator;
  /** Telegram's limits; web chats have none. */
  readonly pace: PaceLimits;
  /** Where the product's pages are; asked for when needed, since the port may be known only after the start. */
  readonly baseUrl: () => string;
  readonly log: DeliveryLog;
  readonly defaultLocale?: Locale;
  /** For tests; default: the database's clock. */
  readonly clock?: () => Date;
}

export interface PaceLimits {
  /** Messages of one bot in any second, over all processes. */
  readonly perSecond: number;
  /** Seconds between two messages of a private chat. */
  readonly chatSeconds: number;
  /** Messages of a group in any minute. */
  readonly groupPerMinute: number;
}

export interface DeliveryLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Delivery {
  /** Sends at most one message. `againInMs`: when something of the chat can go next; 0 is now. */
  deliver(chatId: ChatId): Promise<{ againInMs?: number }>;
  /** Chats that have something to send now, for the sweeper. */
  dueChats(limit?: number): Promise<{ chatId: ChatId; bot: BotName }[]>;
}

/** A channel that takes longer is taken for broken; less than the lease of the outbox. */
const sendDeadlineMs = 20_000;
/** A message that could not be handed over for so long is told by phone. */
const giveUpAfterSeconds = 24 * 3600;
const longestBackoffSeconds = 60;

export function createDelivery(options: DeliveryOptions): Delivery {
  const { database, translator, log, defaultLocale = 'zh-CN' } = options;
  const outbox = createOutbox(database.pool, options.clock);
  const pace = createPace(database.pool, options.pace.perSecond);
  const channels = new Map(options.channels.map((channel) => [`${channel.bot}/${channel.name}`, channel]));

  return {
    async deliver(chatId) {
      const row = await outbox.claim(chatId);
      if (row) await attempt(row);
      const waiting = await outbox.waiting(chatId);
      if (!waiting) return {};
      if (!waiting.closed) return { againInMs: Math.max(0, Math.ceil(waiting.inMs)) };
      await outbox.close(chatId);
      return {};
    },
    dueChats: (limit = 500) => outbox.dueChats(limit),
  };

  async function attempt(row: Claimed): Promise<void> {
    if (row.kind === 'edit' && row.targetMessageId === null) {
      // What it was to change never went out, so there is nothing on the screen to put right.
      return outbox.drop(row, 'no_target', { tell: false, pauseSeconds: 0 });
    }
    let result: SendResult;
    try {
      const rendered = await render(row);
      if (!rendered) return await outbox.drop(row, 'unrenderable', { tell: false, pauseSeconds: 0 });
      result = await send(row, rendered);
    } catch (error) {
      return await onFault(row, error);
    }
    await onResult(row, result);
  }

  async function render(row: Claimed): Promise<Rendered | undefined> {
    const baseUrl = options.baseUrl();
    const picture = await loadPicture(row.message.picture, { pool: database.pool, baseUrl });
    const locale = isLocale(row.locale) ? row.locale : defaultLocale;
    try {
      return renderMessage(row.message, locale, { translator, baseUrl }, picture);
    } catch (error) {
      // Trying again would end the same way, and hold up the messages behind it.
      log.error({ outboxId: row.id, err: error }, 'message cannot be rendered');
      return undefined;
    }
  }

  async function send(row: Claimed, rendered: Rendered): Promise<SendResult> {
    const channel = channels.get(`${row.bot}/${row.channel}`);
    if (!channel) throw new Error(`no channel ${row.bot}/${row.channel}`);
    const slot: Slot | undefined = row.channel === 'telegram' ? await pace.take(row.bot) : undefined;
    try {
      return await within(
        sendDeadlineMs,
        row.kind === 'edit' && row.targetMessageId !== null
          ? channel.edit(row.address, row.targetMessageId, rendered, row.id)
          : channel.send(row.address, rendered, row.id),
        'the channel',
      );
    } finally {
      // Should this fail, the slot is free when its lease ends.
      await slot?.release().catch((error) => log.warn({ err: error }, 'send slot not released'));
    }
  }

  async function onResult(row: Claimed, result: SendResult): Promise<void> {
    const pauseSeconds = pauseAfter(row, options.pace);
    if (result.ok) return outbox.markSent(row, result.messageId, pauseSeconds);
    switch (result.reason) {
      case 'later':
        return outbox.markLater(row, Math.max(result.retryAfterSeconds, pauseSeconds));
      case 'closed':
        log.warn({ chatId: row.chatId }, 'chat takes no messages any more');
        return outbox.close(row.chatId);
      case 'refused':
        log.error({ outboxId: row.id, code: result.code }, 'message refused');
        return outbox.drop(row, result.code, { tell: false, pauseSeconds });
    }
  }

  async function onFault(row: Claimed, error: unknown): Promise<void> {
    const { id: outboxId, attempts } = row;
    log.warn({ outboxId, attempts, err: error }, 'message not handed over');
    if (row.overdueSeconds > giveUpAfterSeconds) return outbox.drop(row, 'gave_up', { tell: true, pauseSeconds: 0 });
    // The chat waits as a whole: a message behind this one must not overtake it.
    const backoff = Math.min(2 ** (attempts - 1), longestBackoffSeconds);
    return outbox.markLater(row, Math.max(backoff, pauseAfter(row, options.pace)));
  }
}

function pauseAfter(row: Claimed, pace: PaceLimits): number {
  if (row.channel !== 'telegram') return 0;
  // Telegram's group ids are negative.
  return row.address.startsWith('-') ? 60 / pace.groupPerMinute : pace.chatSeconds;
}
