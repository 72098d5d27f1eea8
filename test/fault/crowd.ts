// Residents who order by webhook, as Telegram sends their updates: again and again until the product answers 200. And
// what must be true of their orders in the end.

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import type { Product } from './product.ts';

export interface Answer {
  readonly updateId: number;
  /** 0: no connection. */
  readonly status: number;
  readonly at: number;
}

export type Crowd = Awaited<ReturnType<typeof createCrowd>>;

const repeatAfterMs = 300;

/** `url` is asked for each time: a process that was started again may stand elsewhere. */
export async function createCrowd(product: Product, url: () => string) {
  const { prisma, bots, town } = product;
  const answers: Answer[] = [];
  const people: number[] = [];
  let updateId = 9_000_000;
  let address = 4_400_000_000;
  const day = new Date(Date.now() + 6 * 24 * 3_600_000);
  const sentence = (village: string) =>
    `${day.getMonth() + 1}月${day.getDate()}日下午想在${village}约一场防诈骗讲座，电话13812345678`;

  async function post(update: object, secret = product.webhookSecret, bot = 'public'): Promise<number> {
    const response = await fetch(`${url()}/telegram/${bot}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
      body: JSON.stringify(update),
    }).catch(() => undefined);
    await response?.arrayBuffer().catch(() => undefined);
    return response?.status ?? 0;
  }

  /** As Telegram does. */
  async function send(content: object, bot: 'public' | 'staff' = 'public'): Promise<void> {
    updateId += 1;
    const update = { update_id: updateId, ...content };
    for (;;) {
      const status = await post(update, undefined, bot);
      answers.push({ updateId: update.update_id, status, at: performance.now() });
      if (status === 200) return;
      await sleep(repeatAfterMs);
    }
  }

  const chat = (id: number) => ({ id, type: 'private', first_name: 'Person' });
  const from = (id: number) => ({ id, is_bot: false, first_name: 'Person', language_code: 'zh-hans' });
  const date = 1_700_000_000;
  const says = (id: number, text: string) => ({
    message: { message_id: 1, date, chat: chat(id), from: from(id), text },
  });
  const taps = (id: number, data: string) => ({
    callback_query: {
      id: 'query',
      from: from(id),
      chat_instance: '1',
      data,
      message: { message_id: 1, date, chat: chat(id) },
    },
  });

  function somebody(): number {
    address += 1;
    bots.public.open(address);
    return address;
  }

  /** New chats are all alike, so the button of one is that of all. */
  async function learnButton(): Promise<string> {
    const id = somebody();
    await send(says(id, sentence(town.villages[0] ?? '')));
    const { message } = await prisma.outbox.findFirstOrThrow({
      where: { chat: { address: `${id}` } },
      orderBy: { id: 'desc' },
    });
    const button = /"id":"([^"]+)","label":\{"key":"summary\.submit"/.exec(JSON.stringify(message))?.[1];
    if (button === undefined) throw new Error(`no button in ${JSON.stringify(message)}`);
    return button;
  }
  const confirm = await learnButton();

  return {
    ...{ confirm, answers, says, taps, send, post, somebody, sentence, people: people as readonly number[] },

    /** Orders with one sentence and one tap. */
    async order(): Promise<void> {
      const id = somebody();
      people.push(id);
      await send(says(id, sentence(town.villages[people.length % town.villages.length] ?? '')));
      await send(taps(id, confirm));
    },

    /** Somebody of the staff taps the newest button with these words. */
    async staffTaps(id: number, label: string): Promise<void> {
      const buttons = bots.staff.chat(id).flatMap((message) => message.buttons.flat());
      const data = buttons.findLast((button) => button.label.includes(label))?.data;
      if (data === undefined) throw new Error(`no button 「${label}」 in ${JSON.stringify(buttons)}`);
      await send(taps(id, data), 'staff');
    },
    staffSays: (id: number, text: string): Promise<void> => send(says(id, text), 'staff'),

    /** So many orders, so many people at a time. */
    async orders(count: number, atATime = 10): Promise<void> {
      let left = count;
      await Promise.all(
        Array.from({ length: atATime }, async () => {
          while (left > 0) {
            left -= 1;
            await this.order();
          }
        }),
      );
    },

    /** Waits until nothing is left to do; then everybody has one order, with one proposal and one receipt. */
    async expectAllWell({ withinMs = 240_000 } = {}): Promise<void> {
      await vi.waitFor(async () => expect(await leftToDo(product)).toEqual({ unproposed: 0, unsent: 0 }), {
        timeout: withinMs,
        interval: 250,
      });
      const orders = await prisma.$queryRaw<{ address: string; orders: number }[]>`
        SELECT c.address, count(o.id)::int AS orders FROM chat c LEFT JOIN orders o ON o.requester_id = c.person_id
         WHERE c.address = ANY(${people.map(String)}) GROUP BY c.address`;
      expect(orders).toHaveLength(people.length);
      expect(orders.filter((one) => one.orders !== 1)).toEqual([]);
      const steps = await prisma.$queryRaw`
        SELECT order_id, action FROM order_event GROUP BY order_id, action HAVING count(*) > 1`;
      expect(steps).toEqual([]);
      const own = { chat: { address: { in: people.map(String) } } };
      expect(await prisma.outbox.count({ where: { ...own, kind: 'send', droppedAt: { not: null } } })).toBe(0);
      for (const id of people) {
        const receipts = bots.public.chat(id).filter(({ text }) => text.includes('已收到'));
        expect(receipts.length, `chat ${id}`).toBeGreaterThan(0);
      }
      // A 200 means kept.
      const taken = answers.filter(({ status }) => status === 200).map((answer) => `${answer.updateId}`);
      expect(await prisma.inboundUpdate.count({ where: { updateId: { in: taken } } })).toBe(taken.length);
    },

    /** How many messages people got more than once. */
    async repeats(): Promise<number> {
      const sent = await prisma.outbox.count({
        where: { kind: 'send', sentAt: { not: null }, chat: { channel: 'telegram' } },
      });
      const seen = [...bots.public.calls, ...bots.staff.calls].filter(
        ({ method, status }) => (method === 'sendMessage' || method === 'sendPhoto') && status === 200,
      );
      return seen.length - sent;
    },
  };
}

async function leftToDo({ pool }: Product): Promise<{ unproposed: number; unsent: number }> {
  const { rows } = await pool.query<{ unproposed: number; unsent: number }>(`
    SELECT (SELECT count(*)::int FROM orders o WHERE NOT EXISTS (SELECT FROM proposal p WHERE p.order_id = o.id)) AS unproposed,
           (SELECT count(*)::int FROM outbox WHERE sent_at IS NULL AND dropped_at IS NULL) AS unsent`);
  return rows[0] ?? { unproposed: -1, unsent: -1 };
}
