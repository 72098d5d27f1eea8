// The web server on a database of its own, with a small echo bot behind both chats in place of the dialogues.

import type { Channel, InboundHandler } from '../../src/channels/channel.ts';
import { createWebChat, type WebChat } from '../../src/channels/web-chat.ts';
import { renderMessage } from '../../src/delivery/render.ts';
import type { Limits } from '../../src/domain/limits.ts';
import type { Message } from '../../src/domain/message.ts';
import { createTranslator } from '../../src/i18n/translator.ts';
import type { Database } from '../../src/store/database.ts';
import type { WebOptions } from '../../src/web/options.ts';
import { createWeb, type Web } from '../../src/web/server.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';

export interface TestWeb extends Web {
  readonly test: TestDatabase;
  readonly database: Database;
  readonly chats: Record<'public' | 'staff', WebChat>;
  readonly log: { readonly lines: string[] };
  /** Puts a message into the chat, visible at once. */
  tell(address: string, message: Message, more?: { edits?: bigint; card?: string; sentAt?: Date }): Promise<bigint>;
  close(): Promise<void>;
}

export interface TestWebOptions {
  readonly demo?: boolean;
  readonly publicUrl?: string;
  readonly channels?: readonly Channel[];
  readonly clock?: () => Date;
  readonly render?: WebOptions['render'];
  readonly limits?: Limits;
  readonly deputies?: NonNullable<WebOptions['deputies']>;
  /** Another process on the same database. */
  readonly beside?: TestWeb;
  readonly handler?: (echo: InboundHandler) => InboundHandler;
}

export async function createTestWeb(options: TestWebOptions = {}): Promise<TestWeb> {
  const { demo = false, publicUrl, channels = [], clock, limits, deputies, beside, handler = (echo) => echo } = options;
  const test = beside?.test ?? (await createTestDatabase());
  const { database } = test;
  const translator = createTranslator({ timeZone: 'Asia/Shanghai' });
  const chats = {
    public: createWebChat({ bot: 'public', database }),
    staff: createWebChat({ bot: 'staff', database }),
  };
  for (const chat of Object.values(chats)) await chat.start(handler(createEcho(database, chat.bot)));
  const lines: string[] = [];
  const write = (facts: object, message: string): void => {
    lines.push(
      `${message} ${JSON.stringify(facts, (_, value: unknown) => (value instanceof Error ? value.stack : value))}`,
    );
  };
  const web = createWeb({
    config: { demo, defaultLocale: 'zh-CN', ...(publicUrl && { publicUrl }) },
    database,
    chats,
    channels,
    translator,
    render:
      options.render ??
      ((message, locale) => renderMessage(message, locale, { translator, baseUrl: 'http://127.0.0.1:3000' })),
    log: { warn: write, error: write },
    ...(clock && { clock }),
    ...(limits && { limits }),
    ...(deputies && { deputies }),
  });
  const { port } = await web.start(0, '127.0.0.1');
  return {
    ...web,
    start: async () => ({ port }),
    test,
    database,
    chats,
    log: { lines },

    async tell(address, message, { edits, card, sentAt = new Date() } = {}) {
      const { id: chatId } = await database.prisma.chat.findFirstOrThrow({ where: { address } });
      const row = await database.prisma.outbox.create({
        data: {
          chatId,
          message: JSON.parse(JSON.stringify(message)),
          sentAt,
          ...(edits !== undefined && { kind: 'edit', editsOutboxId: edits }),
          ...(card && { card }),
        },
      });
      return row.id;
    },

    async close() {
      await web.stop();
      await Promise.all([chats.public.stop(), chats.staff.stop()]);
      if (!beside) await test.drop();
    },
  };
}

/** Says back what was said or tapped; each update once. */
function createEcho({ prisma }: Database, bot: 'public' | 'staff'): InboundHandler {
  return async ({ address, content, updateId }) => {
    await prisma.$transaction(async (tx) => {
      const source = `${bot}/web`;
      const { count } = await tx.inboundUpdate.createMany({ data: [{ source, updateId }], skipDuplicates: true });
      if (count === 0) return;
      const known = await tx.chat.findFirst({ where: { bot, address } });
      const chat =
        known ??
        (await tx.chat.create({
          data: { bot, channel: 'web', address, locale: 'zh-CN', person: { create: {} } },
        }));
      const said = content.kind === 'text' ? content.text : content.kind === 'tap' ? content.data : content.kind;
      const sentAt = new Date();
      if (said !== '/start')
        await tx.outbox.create({ data: { chatId: chat.id, kind: 'said', message: { text: said }, sentAt } });
      const choices = [
        [
          { id: 'q1:yes', label: '好的' },
          { id: 'q1:no', label: '不用' },
        ],
      ];
      await tx.outbox.create({
        data: {
          chatId: chat.id,
          message: { text: said === '/start' ? '您好' : `您说：${said}`, choices },
          sentAt: new Date(sentAt.getTime() + 1),
        },
      });
    });
  };
}
