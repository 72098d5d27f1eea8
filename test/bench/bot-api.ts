// The smallest Bot API that the product and a bare bot can work with: says yes to everything at once and tells who asked
// what. The tests' one (test/fakes) keeps Telegram's rules, and so has limits of its own.

import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

export interface BenchBotApi {
  readonly root: string;
  /** Called for every message and edit, as it comes. */
  onMessage(listener: (chatId: string) => void): void;
  close(): Promise<void>;
}

export async function startBotApi(): Promise<BenchBotApi> {
  const listeners: ((chatId: string) => void)[] = [];
  let messages = 0;
  const server = createServer(async (request, response) => {
    const method = request.url?.slice(request.url.lastIndexOf('/') + 1) ?? '';
    const body = await text(request).catch(() => '');
    const id = /"chat_id":"?(-?\d+)/.exec(body)?.[1];
    if (id !== undefined) for (const listener of listeners) listener(id);
    messages += 1;
    const result =
      method === 'getMe'
        ? { id: 1, is_bot: true, first_name: 'Bot', username: 'bench_bot' }
        : id === undefined
          ? true
          : { message_id: messages, date: 0, chat: { id: Number(id), type: 'private' } };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the Bot API has no port');
  return {
    root: `http://127.0.0.1:${address.port}`,
    onMessage: (listener) => void listeners.push(listener),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
