// What both Telegram adapters share: starting, stopping, webhook calls, sending. Which library talks to Telegram is
// behind `TelegramLibrary`.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { Locale } from '../domain/locale.ts';
import type { BotName, Channel, InboundHandler } from './channel.ts';
import { type Patience, retryUntilStopped } from './retry-until-stopped.ts';
import { TelegramFault } from './telegram-fault.ts';
import { fetchTelegramFile } from './telegram-file.ts';
import { createIntake, type Intake } from './telegram-intake.ts';
import { createPolling, type Polling } from './telegram-polling.ts';
import { createTelegramSender, type TelegramApi } from './telegram-sender.ts';

export type TelegramOptions = {
  readonly bot: BotName;
  readonly token: string;
  /** Without a slash at the end. */
  readonly apiRoot?: string;
  readonly log: ChannelLog;
  /** How long to wait between two tries of anything that failed. */
  readonly patience?: Patience;
} & (
  | { readonly mode: 'polling' }
  /** `publicUrl` without a path: calls come to `/telegram/<bot>` below it. */
  | { readonly mode: 'webhook'; readonly publicUrl: string; readonly secret: string }
);

/** `err` in the fields is an error as it came: the log must not write its message. */
export interface ChannelLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Everything rejects with a TelegramFault where Telegram refuses or cannot be reached. */
export interface TelegramLibrary {
  readonly api: TelegramApi;
  /** Called once, before all else: what the library's update handler waits for. */
  onUpdate(handle: (update: object) => Promise<void>): void;
  /** Learns who the bot is: proves the token. */
  identify(stop: AbortSignal): Promise<void>;
  setWebhook(url: string, secret: string, stop: AbortSignal): Promise<void>;
  /** One webhook call's update through the library. Rejects when the handler did. */
  handleUpdate(update: object): Promise<void>;
  /** Polls until stopped; `ready` is called once Telegram has been told to give updates this way. */
  poll(polling: Polling, ready: () => void, stop: AbortSignal): Promise<void>;
}

/** The rest of the product does not wait longer for Telegram to begin. */
const answerMs = 5_000;

export const telegramApiRoot = 'https://api.telegram.org';

/** Starts once: after `stop` a new channel is made. */
export function createTelegramChannel(options: TelegramOptions, library: TelegramLibrary): Channel {
  const { bot, token, log, apiRoot = telegramApiRoot, patience = { firstMs: 500, maxMs: 30_000 } } = options;
  const { api } = library;
  const sender = createTelegramSender(api);
  const stopping = new AbortController();
  const stop = stopping.signal;
  const retry = {
    stop,
    patience,
    onFault: (error: unknown) => log.warn({ bot, fault: faultName(error), err: error }, 'telegram: trying again'),
  };
  let intake: Intake | undefined;
  let ready = false;
  let running: Promise<void> = Promise.resolve();

  return {
    bot,
    name: 'telegram',

    /**
     * Rejects when Telegram refuses the token or the webhook; where it cannot be reached, or is slow to answer, tries on
     * behind the scenes.
     */
    start: (handler) =>
      new Promise((settle, reject) => {
        const slow = setTimeout(settle, answerMs);
        const resolve = () => {
          clearTimeout(slow);
          settle();
        };
        const isReady = () => {
          ready = true;
          log.info({ bot, mode: options.mode }, 'telegram: receiving');
          resolve();
        };
        const isFinal = (error: unknown) => !ready && isRefusal(error);
        const onFault = (error: unknown) => {
          retry.onFault(error);
          resolve();
        };
        const session = open(handler);
        running = retryUntilStopped(() => session(isReady), { ...retry, onFault, isFinal }).then(
          resolve,
          (error: unknown) => {
            if (stop.aborted) return resolve();
            log.warn({ bot, fault: faultName(error), err: error }, 'telegram: refused');
            clearTimeout(slow);
            reject(error);
          },
        );
      }),

    async stop() {
      stopping.abort();
      await running;
      await intake?.idle();
    },

    send: (address, message) => sender.send(address, message),
    edit: (address, messageId, message) => sender.edit(address, messageId, message),
    fetchFile: (fileId) => fetchTelegramFile(api, `${apiRoot}/file/bot${token}`, fileId),
    describe: (commands) =>
      retryUntilStopped(() => describe(api, commands), { ...retry, isFinal: isRefusal }).catch((error: unknown) => {
        if (!stop.aborted) throw error;
      }),
    ...(options.mode === 'webhook' ? { webhook: (secret, body) => webhook(options.secret, secret, body) } : {}),
  };

  /** One intake and one offset, however often receiving has to begin anew. */
  function open(handler: InboundHandler): (isReady: () => void) => Promise<void> {
    const answerTap = (id: string) => api.answerCallbackQuery({ callback_query_id: id });
    if (options.mode === 'webhook') {
      const { publicUrl, secret } = options;
      const calls = createIntake({ handler, answerTap });
      intake = calls;
      library.onUpdate((update) => calls.take(update));
      return async (isReady) => {
        await library.identify(stop);
        await library.setWebhook(`${publicUrl.replace(/\/$/, '')}/telegram/${bot}`, secret, stop);
        isReady();
      };
    }
    // Telegram would not send a polled update again: it is tried here until it is kept.
    intake = createIntake({ handler: (inbound) => retryUntilStopped(() => handler(inbound), retry), answerTap });
    const polling = createPolling(intake, retry);
    library.onUpdate((update) => polling.kept(update));
    return async (isReady) => {
      await library.identify(stop);
      await library.poll(polling, isReady, stop);
    };
  }

  async function webhook(expected: string, secret: string | undefined, body: unknown): Promise<200 | 401 | 503> {
    if (secret === undefined || !sameSecret(secret, expected)) return 401;
    if (typeof body !== 'object' || body === null) return 200;
    if (!ready || stop.aborted) return 503;
    try {
      await library.handleUpdate(body);
      return 200;
    } catch (error) {
      log.warn({ bot, fault: faultName(error), err: error }, 'telegram: update not kept');
      return 503;
    }
  }
}

/** Telegram shows a list without a language to everybody whose language has none of its own. */
async function describe(
  api: TelegramApi,
  commands: Record<Locale, readonly { command: string; description: string }[]>,
): Promise<void> {
  const chinese = commands['zh-CN'].map((command) => ({ ...command }));
  await api.setMyCommands({ commands: chinese });
  await api.setMyCommands({ commands: chinese, language_code: 'zh' });
  await api.setMyCommands({ commands: commands.en.map((command) => ({ ...command })), language_code: 'en' });
}

/** In constant time, whatever the lengths. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (secret: string) => createHash('sha256').update(secret).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

const isRefusal = (error: unknown) => error instanceof TelegramFault && [400, 401, 404].includes(error.status ?? 0);

/** A name: an error's message may quote what a person wrote. */
const faultName = (error: unknown) =>
  error instanceof TelegramFault ? error.message : error instanceof Error ? error.name : 'unknown';
