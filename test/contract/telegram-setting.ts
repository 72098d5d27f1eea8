// A Telegram channel against the fake Bot API, with the webhook's route where the mode needs one.

import { createServer } from 'node:http';
import type { Channel } from '../../src/channels/channel.ts';
import type { TelegramOptions } from '../../src/channels/telegram-channel.ts';
import { createGrammyChannel } from '../../src/channels/telegram-grammy.ts';
import { createTelegrafChannel } from '../../src/channels/telegram-telegraf.ts';
import { type BotApi, type FakeBot, startBotApi } from '../fakes/bot-api.ts';

export type Create = (options: TelegramOptions) => Channel;
export type Mode = TelegramOptions['mode'];
export const token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
export const secret = 'a-secret_of-the-webhook';
/** Larger than 32 bits, as new accounts have. */
export const chat = 4_200_000_001;
const libraries: readonly (readonly [string, Create])[] = [
  ['grammY', createGrammyChannel],
  ['Telegraf', createTelegrafChannel],
];
const modes: readonly Mode[] = ['polling', 'webhook'];

export interface Setting {
  readonly api: BotApi;
  readonly bot: FakeBot;
  readonly warnings: string[];
  /** A channel of its own on the same bot, as another process has it. */
  another(token?: string): Channel;
  close(): Promise<void>;
}

export async function openSetting(create: Create, mode: Mode): Promise<Setting> {
  const api = await startBotApi();
  const bot = api.bot(token);
  bot.open(chat, { languageCode: 'en' });
  const warnings: string[] = [];
  let newest: Channel | undefined;
  const web = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const given = request.headers['x-telegram-bot-api-secret-token'];
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    const answer =
      request.url === '/telegram/public'
        ? newest?.webhook?.(typeof given === 'string' ? given : undefined, body)
        : undefined;
    response.writeHead((await answer) ?? 404).end();
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const address = web.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const log = {
    info: () => undefined,
    warn: (fields: object, message: string) => warnings.push(`${message} ${JSON.stringify(fields)}`),
  };

  return {
    api,
    bot,
    warnings,
    another(ownToken = token) {
      const base = {
        bot: 'public',
        token: ownToken,
        apiRoot: api.root,
        log,
        patience: { firstMs: 5, maxMs: 40 },
      } as const;
      newest = create(
        mode === 'polling' ? { ...base, mode } : { ...base, mode, publicUrl: `http://127.0.0.1:${port}/`, secret },
      );
      return newest;
    },
    async close() {
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
      await api.close();
    },
  };
}

/** Runs `suite` on both libraries in both modes. */
export function onEveryTelegram(suite: (name: string, create: Create, mode: Mode) => void): void {
  for (const [library, create] of libraries) for (const mode of modes) suite(`${library}, ${mode}`, create, mode);
}
