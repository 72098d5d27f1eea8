// The Telegram channel on Telegraf. Telegraf's own polling moves its offset before an update is handled, gives up on
// 409 and cannot be stopped while it waits, so the loop is here, and Telegraf is handed each update.

import { Telegraf, type Telegram, TelegramError } from 'telegraf';
import type { Channel } from './channel.ts';
import {
  createTelegramChannel,
  type TelegramLibrary,
  type TelegramOptions,
  telegramApiRoot,
} from './telegram-channel.ts';
import { TelegramFault } from './telegram-fault.ts';
import type { TelegramApi } from './telegram-sender.ts';
import { allowedUpdates, updateId } from './telegram-update.ts';

export const createTelegrafChannel = (options: TelegramOptions): Channel =>
  createTelegramChannel(options, createTelegrafLibrary(options.token, options.apiRoot ?? telegramApiRoot));

function createTelegrafLibrary(token: string, apiRoot: string): TelegramLibrary {
  // An update is tried until it is kept: Telegraf's time limit would give it up after 90 s.
  const bot = new Telegraf(token, {
    handlerTimeout: Number.POSITIVE_INFINITY,
    telegram: { apiRoot, webhookReply: false },
  });
  // Without this Telegraf prints the update and spoils the exit code.
  bot.catch((error) => {
    throw error;
  });
  const { telegram } = bot;

  return {
    api: apiOf(bot),
    onUpdate: (handle) => void bot.use((context) => handle(context.update)),
    async identify(stop) {
      bot.botInfo = await call(telegram, 'getMe', {}, stop);
    },
    async setWebhook(url, secret, stop) {
      await call(telegram, 'setWebhook', { url, secret_token: secret, allowed_updates: allowedUpdates() }, stop);
    },
    async handleUpdate(update) {
      if (isUpdate(update)) await bot.handleUpdate(update);
    },

    async poll(polling, ready, stop) {
      await call(telegram, 'deleteWebhook', {}, stop);
      ready();
      const fetch = (offset: number) =>
        call(telegram, 'getUpdates', { offset, timeout: 30, allowed_updates: allowedUpdates() }, stop);
      while (!stop.aborted) {
        const updates = await polling.next(fetch, (answer) => answer).catch(() => []);
        await Promise.allSettled(updates.map((update) => bot.handleUpdate(update)));
      }
      // Where this fails, what was kept comes again, and is known then.
      await polling
        .confirm((offset) => call(telegram, 'getUpdates', { offset, limit: 1, timeout: 0 }))
        .catch(() => undefined);
    },
  };
}

function apiOf({ telegram }: Telegraf): TelegramApi {
  return {
    sendMessage: (payload) => call(telegram, 'sendMessage', payload),
    sendPhoto: (payload, bytes, filename) =>
      call(telegram, 'sendPhoto', { ...payload, photo: { source: Buffer.from(bytes), filename } }),
    editMessageText: (payload) => call(telegram, 'editMessageText', payload),
    editMessageCaption: (payload) => call(telegram, 'editMessageCaption', payload),
    editMessageReplyMarkup: (payload) => call(telegram, 'editMessageReplyMarkup', payload),
    deleteMessage: (payload) => call(telegram, 'deleteMessage', payload),
    answerCallbackQuery: (payload) => call(telegram, 'answerCallbackQuery', payload),
    setMyCommands: (payload) => call(telegram, 'setMyCommands', payload),
    getFile: (payload) => call(telegram, 'getFile', payload),
  };
}

const isUpdate = (update: object): update is Parameters<Telegraf['handleUpdate']>[0] => updateId(update) !== undefined;

/** Longer than a long poll lasts; Telegraf's own limit is 500 s. */
const mostMs = 60_000;

/** Telegraf's errors hold the payload, and the network's hold the address with the token: neither goes further. */
async function call<M extends Parameters<Telegram['callApi']>[0]>(
  telegram: Telegram,
  method: M,
  payload: Parameters<typeof telegram.callApi<M>>[1],
  stop?: AbortSignal,
) {
  const giveUp = new AbortController();
  const end = () => giveUp.abort();
  const timer = setTimeout(end, mostMs);
  // By hand: on Node 20 AbortSignal.any keeps something for every call as long as `stop` lives.
  stop?.addEventListener('abort', end);
  if (stop?.aborted) end();
  try {
    return await telegram.callApi(method, payload, isAccepted(giveUp.signal) ? { signal: giveUp.signal } : {});
  } catch (error) {
    if (!(error instanceof TelegramError)) throw new TelegramFault(method);
    const { code: status, description, parameters } = error;
    throw new TelegramFault(method, { status, description, retryAfterSeconds: parameters?.retry_after });
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', end);
  }
}

type CallOptions = NonNullable<Parameters<Telegram['callApi']>[2]>;
/** Typed after a package that is older than Node's own signals, which do as well. */
const isAccepted = (signal: unknown): signal is NonNullable<CallOptions['signal']> => signal instanceof AbortSignal;
