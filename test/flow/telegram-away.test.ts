// The product while Telegram cannot be reached: the web chats serve, whoever else is away.

import { createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type Flow, openFlow } from './harness.ts';

let flow: Flow | undefined;
const closing: (() => void)[] = [];
afterEach(async () => {
  await flow?.close();
  flow = undefined;
  for (const close of closing.splice(0)) close();
});

/** An address of this machine where `answer` decides what becomes of a connection. */
async function address(answer: (close: () => void) => void): Promise<string> {
  const server = createServer((socket) => {
    closing.push(() => socket.destroy());
    socket.on('error', () => undefined);
    answer(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const found = server.address();
  return `http://127.0.0.1:${typeof found === 'object' ? found?.port : ''}`;
}

it.each([
  ['hangs up', (close: () => void) => close()],
  ['never answers', () => undefined],
])('starts, and serves the pages, where Telegram %s', async (_, answer) => {
  flow = await openFlow({ telegram: 'polling', env: { TELEGRAM_API_ROOT: await address(answer) } });
  expect((await flow.visitor().get('/')).status).toBe(200);
});
