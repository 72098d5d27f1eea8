// A fake Telegram Bot API server on loopback that keeps Telegram's rules: limits, refusals, conflicts, offsets,
// webhooks. Several bots, one per token; an unknown token is unauthorised. Tests play the users through FakeBot.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { FakeBot } from './bot-api-bot.ts';
import { Refusal } from './bot-api-chat.ts';
import { readParams } from './bot-api-request.ts';

export type { Call, Failure, FakeBot, Person, TapTarget } from './bot-api-bot.ts';
export type { KeyboardButton, SeenButton, SeenMessage } from './bot-api-chat.ts';
export type { Update } from './bot-api-updates.ts';

export interface BotApi {
  /** For TELEGRAM_API_ROOT. */
  readonly root: string;
  /** The bot of this token; made when asked for the first time. */
  bot(token: string): FakeBot;
  close(): Promise<void>;
}

/** `reach` leads a webhook's public address to where it really stands, as the internet does for Telegram. */
export async function startBotApi({ reach = (url) => url }: { reach?: (url: string) => string } = {}): Promise<BotApi> {
  const bots = new Map<string, FakeBot>();
  const server = createServer((request, response) => void serve(bots, request, response));
  // As long as a test: a caller that sends on a connection just closed for being idle would see a fault.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake Bot API has no port');

  return {
    root: `http://127.0.0.1:${address.port}`,
    bot(token) {
      const bot = bots.get(token) ?? new FakeBot(token, `bot_${bots.size + 1}`, reach);
      bots.set(token, bot);
      return bot;
    },
    async close() {
      for (const bot of bots.values()) bot.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(
  bots: ReadonlyMap<string, FakeBot>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, folder, token = '', rest = ''] = /^(\/file)?\/bot([^/]+)\/(.+)$/.exec(request.url ?? '') ?? [];
  const bot = bots.get(token);
  if (!bot) return reply(response, 401, { ok: false, error_code: 401, description: 'Unauthorized' });
  if (folder) return download(bot, rest, response);
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    const result = await bot.answer(rest, await readParams(request), gone.signal);
    reply(response, 200, { ok: true, result });
  } catch (error) {
    if (!(error instanceof Refusal)) return void request.socket.destroy();
    const parameters = error.retryAfter === undefined ? {} : { parameters: { retry_after: error.retryAfter } };
    reply(response, error.status, { ok: false, error_code: error.status, description: error.message, ...parameters });
  }
}

function download(bot: FakeBot, path: string, response: ServerResponse): void {
  const bytes = bot.file(/^photos\/(.+)\.jpg$/.exec(path)?.[1] ?? '');
  response.writeHead(bytes ? 200 : 404, { 'content-type': 'application/octet-stream' }).end(bytes);
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
