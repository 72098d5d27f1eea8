// Many people with Telegram in front of the product: each update goes to its webhook as Telegram would post it, and
// counts as answered when a message or an edit for that chat has come to the Bot API.

import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Content } from '../../src/channels/channel.ts';
import { within } from '../../src/deadline.ts';
import { type BenchBotApi, startBotApi } from './bot-api.ts';
import { secret } from './product.ts';
import { type WalkStep, walkLength } from './walk.ts';

export interface People {
  readonly api: BenchBotApi;
  /** The ids of chats that nobody has used yet. */
  newChats(count: number): number[];
  /** One update of one chat, repeated as Telegram does while it is not kept. Resolves with the time until it was kept. */
  post(url: string, bot: 'public' | 'staff', chat: number, content: Content): Promise<{ keptMs: number }>;
  /** Resolves when this chat gets its next message; rejects after a minute. */
  answer(chat: number): Promise<void>;
  close(): Promise<void>;
}

export async function openPeople(): Promise<People> {
  const api = await startBotApi();
  const agent = new Agent({ keepAlive: true });
  // First come, first answered: a chat may have tapped again meanwhile.
  const waiting = new Map<string, (() => void)[]>();
  let updates = 1_000_000;
  let chats = 40_000_000;
  api.onMessage((chat) => {
    const [first, ...others] = waiting.get(chat) ?? [];
    if (others.length > 0) waiting.set(chat, others);
    else waiting.delete(chat);
    first?.();
  });
  return {
    api,
    newChats(count) {
      chats += count;
      return Array.from({ length: count }, (_, index) => chats - count + index);
    },
    async post(url, bot, chat, content) {
      updates += 1;
      const update = JSON.stringify({ update_id: updates, ...asTelegram(chat, content) });
      const begin = performance.now();
      while ((await send(agent, `${url}/telegram/${bot}`, update)) !== 200) {
        if (performance.now() - begin > 60_000) throw new Error('an update was not kept');
        await sleep(10);
      }
      return { keptMs: performance.now() - begin };
    },
    answer(chat) {
      const answered = new Promise<void>((resolve) => {
        const line = waiting.get(String(chat)) ?? [];
        waiting.set(String(chat), [...line, resolve]);
      });
      return within(60_000, answered, 'an answer');
    },
    async close() {
      agent.destroy();
      await api.close();
    },
  };
}

/** Step after step of the walk, for ever; from the beginning again at its end. */
export function createWalker(walk: readonly WalkStep[]): () => Content {
  let asked = 0;
  return () => {
    const { content } = walk[asked % walkLength] ?? { content: { kind: 'text', text: '/order' } };
    asked += 1;
    if (content.kind !== 'tap') return { kind: 'text', text: '/order new' };
    // A button names the question it stands under: the number of those that were asked.
    return { ...content, data: content.data.replace(/^q[0-9a-z]+:/, `q${(asked - 1).toString(36)}:`) };
  };
}

function asTelegram(id: number, content: Content): object {
  const chat = { id, type: 'private', first_name: 'Person' };
  const from = { id, is_bot: false, first_name: 'Person' };
  if (content.kind === 'text') return { message: { message_id: 1, date: 0, chat, from, text: content.text } };
  if (content.kind !== 'tap') throw new Error(`nobody sends ${content.kind}`);
  const message = { message_id: Number(content.messageId ?? 1), date: 0, chat };
  return { callback_query: { id: String(id), from, chat_instance: '1', data: content.data, message } };
}

const send = (agent: Agent, url: string, body: string): Promise<number> =>
  new Promise((resolve) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-telegram-bot-api-secret-token': secret,
    };
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    // An idle connection may end just when it is to be used.
    call.once('error', () => resolve(0)).end(body);
  });
