// What the tests of delivery share: a database with chats in it, fake channels, and a delivery between them.

import { createDelivery, type Delivery, type PaceLimits } from '../../src/delivery/deliver.ts';
import type { Message } from '../../src/domain/message.ts';
import { createTranslator } from '../../src/i18n/translator.ts';
import type { Bot, ChannelKind, Prisma } from '../../src/store/generated/client.ts';
import { createTestDatabase } from '../database.ts';
import { createFakeChannel, type FakeChannel } from '../fakes/channel.ts';

export type Row = Omit<Partial<Prisma.OutboxUncheckedCreateInput>, 'message' | 'chatId'>;

export async function createDesk({ pace, latencyMs = 0 }: { pace?: Partial<PaceLimits>; latencyMs?: number } = {}) {
  const { database, drop } = await createTestDatabase();
  const { prisma } = database;
  const telegram = createFakeChannel({ bot: 'public', name: 'telegram', latencyMs });
  const web = createFakeChannel({ bot: 'public', name: 'web' });
  const logged: { fields: object; message: string }[] = [];
  const note = (fields: object, message: string): void => {
    logged.push({ fields, message });
  };

  /** Another process on the same database. */
  const newDelivery = (channels: readonly FakeChannel[] = [telegram, web]): Delivery =>
    createDelivery({
      database,
      channels,
      translator: createTranslator({ timeZone: 'Asia/Shanghai', today: () => '2026-11-22' }),
      pace: { perSecond: 24, chatSeconds: 0, groupPerMinute: 1_000_000, ...pace },
      baseUrl: () => 'https://talks.example',
      log: { warn: note, error: note },
    });
  const delivery = newDelivery();
  let people = 0;

  return {
    database,
    prisma,
    drop,
    telegram,
    web,
    logged,
    delivery,
    newDelivery,
    async chat(fields: { bot?: Bot; channel?: ChannelKind; address?: string; locale?: string } = {}) {
      people += 1;
      const address = `${1000 + people}`;
      const person = await prisma.person.create({ data: { name: '住户' } });
      return prisma.chat.create({
        data: { bot: 'public', channel: 'telegram', address, locale: 'zh-CN', ...fields, personId: person.id },
      });
    },
    async put(chatId: number, message: Message | string, row: Row = {}) {
      const content: Message = typeof message === 'string' ? { text: message } : message;
      const created = await prisma.outbox.create({
        data: { ...row, chatId, message: JSON.parse(JSON.stringify(content)) },
      });
      return created.id;
    },
    row: (id: bigint) => prisma.outbox.findUniqueOrThrow({ where: { id } }),
    /** Makes the time come that the chat waits for. */
    async skipPause(chatId: number) {
      await prisma.chat.update({ where: { id: chatId }, data: { nextSendAt: null } });
      await prisma.outbox.updateMany({ where: { chatId }, data: { leaseUntil: null } });
    },
    /** Delivers until nothing of the chat can go at once; the rounds it took. */
    async deliverAll(chatId: number, by: Delivery = delivery): Promise<number> {
      for (let rounds = 1; ; rounds += 1) {
        const { againInMs } = await by.deliver(chatId);
        if (againInMs !== 0) return rounds;
      }
    },
  };
}

export type Desk = Awaited<ReturnType<typeof createDesk>>;
