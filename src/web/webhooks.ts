// Where Telegram delivers updates. The channel checks the secret and says what became of the update.

import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { WebContext } from './context.ts';

export const telegramWebhook =
  ({ channels }: WebContext) =>
  async (c: Context) => {
    const channel = channels.find(({ bot, name }) => name === 'telegram' && bot === c.req.param('bot'));
    if (!channel?.webhook) throw new HTTPException(404);
    let body: unknown;
    try {
      body = await c.req.json();
    } catch {
      return c.body(null, 400);
    }
    return c.body(null, await channel.webhook(c.req.header('x-telegram-bot-api-secret-token'), body));
  };
