// Telegram's side of a webhook, by hand: updates as Telegram words them, posted as often as a test likes.

import { type Flow, webhookSecret } from './harness.ts';

let lastId = 9_000_000;

export function createTelegramDoor(flow: Flow, bot: 'public' | 'staff') {
  const update = (content: object) => {
    lastId += 1;
    return { update_id: lastId, ...content };
  };
  const chat = (id: number) => ({ id, type: 'private', first_name: 'Person' });
  const from = (id: number) => ({ id, is_bot: false, first_name: 'Person', language_code: 'zh-hans' });

  return {
    says: (id: number, text: string) =>
      update({ message: { message_id: 1, date: 1_700_000_000, chat: chat(id), from: from(id), text } }),
    tap: (id: number, data: string) =>
      update({
        callback_query: {
          id: 'query',
          from: from(id),
          chat_instance: '1',
          data,
          message: { message_id: 2, date: 1_700_000_000, chat: chat(id) },
        },
      }),

    /** What the door answers. */
    async post(body: object, secret: string | null = webhookSecret): Promise<number> {
      const response = await fetch(`${flow.url}/telegram/${bot}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret !== null && { 'x-telegram-bot-api-secret-token': secret }),
        },
        body: JSON.stringify(body),
      });
      await response.arrayBuffer();
      return response.status;
    },
  };
}
