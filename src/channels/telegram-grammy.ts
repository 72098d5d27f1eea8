// The Telegram channel on grammY. Polls through bot.start(), whose getUpdates is led by telegram-polling.ts: grammY
// alone confirms updates it only tried, and stops for good on 409.

import { type Api, Bot, BotError, GrammyError, InputFile } from 'grammy';
import type { Channel } from './channel.ts';
import {
  createTelegramChannel,
  type TelegramLibrary,
  type TelegramOptions,
  telegramApiRoot,
} from './telegram-channel.ts';
import { TelegramFault } from './telegram-fault.ts';
import type { Polling } from './telegram-polling.ts';
import type { TelegramApi } from './telegram-sender.ts';
import { allowedUpdates, updateId } from './telegram-update.ts';

export const createGrammyChannel = (options: TelegramOptions): Channel =>
  createTelegramChannel(options, createGrammyLibrary(options.token, options.apiRoot ?? telegramApiRoot));

function createGrammyLibrary(token: string, apiRoot: string): TelegramLibrary {
  // Longer than a long poll lasts.
  const bot = new Bot(token, { client: { apiRoot, timeoutSeconds: 60 } });
  // The channel has logged it; without this grammY prints the update and stops.
  bot.catch(() => undefined);

  return {
    api: apiOf(bot),
    onUpdate: (handle) => void bot.use((context) => handle(context.update)),
    async identify(stop) {
      bot.botInfo = await asking('getMe', () => bot.api.getMe(accepted(stop)));
    },
    async setWebhook(url, secret, stop) {
      const extra = { secret_token: secret, allowed_updates: allowedUpdates() };
      await asking('setWebhook', () => bot.api.setWebhook(url, extra, accepted(stop)));
    },
    async handleUpdate(update) {
      if (!isUpdate(update)) return;
      await bot.handleUpdate(update).catch((error: unknown) => {
        // A BotError holds the whole update and the token; only what the handler said goes further.
        throw error instanceof BotError ? error.error : error;
      });
    },

    async poll(polling, ready, stop) {
      leadPolling(bot, polling, stop);
      let confirmed: Promise<void> | undefined;
      const halt = () => {
        // Where the last call fails, what was kept comes again, and is known then.
        confirmed = bot.stop().catch(() => undefined);
      };
      stop.addEventListener('abort', halt, { once: true });
      try {
        await asking('getUpdates', () => bot.start({ timeout: 30, allowed_updates: allowedUpdates(), onStart: ready }));
      } finally {
        stop.removeEventListener('abort', halt);
        await confirmed;
      }
    },
  };
}

/** Puts our offset and our patience into every getUpdates that grammY makes. */
function leadPolling(bot: Bot, polling: Polling, stop: AbortSignal): void {
  bot.api.config.use(async (call, method, payload, signal) => {
    if (method !== 'getUpdates') return call(method, payload, signal);
    const fetch = async (offset: number) => {
      const answer = await asking(method, () => call(method, { ...payload, offset }, signal));
      if (!answer.ok) throw new TelegramFault(method, { status: answer.error_code, description: answer.description });
      return answer;
    };
    if (stop.aborted) return polling.confirm(fetch);
    return polling.next(fetch, ({ result }) => (Array.isArray(result) ? result : []));
  });
}

function apiOf({ api: { raw } }: Bot): TelegramApi {
  return {
    sendMessage: (payload) => asking('sendMessage', () => raw.sendMessage(payload)),
    sendPhoto: (payload, bytes, name) =>
      asking('sendPhoto', () => raw.sendPhoto({ ...payload, photo: new InputFile(bytes, name) })),
    editMessageText: (payload) => asking('editMessageText', () => raw.editMessageText(payload)),
    editMessageCaption: (payload) => asking('editMessageCaption', () => raw.editMessageCaption(payload)),
    editMessageReplyMarkup: (payload) => asking('editMessageReplyMarkup', () => raw.editMessageReplyMarkup(payload)),
    deleteMessage: (payload) => asking('deleteMessage', () => raw.deleteMessage(payload)),
    answerCallbackQuery: (payload) => asking('answerCallbackQuery', () => raw.answerCallbackQuery(payload)),
    setMyCommands: (payload) => asking('setMyCommands', () => raw.setMyCommands(payload)),
    getFile: (payload) => asking('getFile', () => raw.getFile(payload)),
  };
}

const isUpdate = (update: object): update is Parameters<Bot['handleUpdate']>[0] => updateId(update) !== undefined;

type Signal = Parameters<Api['getMe']>[0];
/** Typed after a package that is older than Node's own signals, which do as well. */
const isAccepted = (signal: unknown): signal is Signal => signal instanceof AbortSignal;
const accepted = (signal: AbortSignal): Signal => (isAccepted(signal) ? signal : undefined);

/** grammY's errors hold the payload, and the network's hold the address with the token: neither goes further. */
async function asking<T>(method: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof TelegramFault) throw error;
    if (!(error instanceof GrammyError)) throw new TelegramFault(method);
    throw new TelegramFault(method, {
      status: error.error_code,
      description: error.description,
      retryAfterSeconds: error.parameters.retry_after,
    });
  }
}
