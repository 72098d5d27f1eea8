// The web chat as a channel. Sending is nothing but saying yes: a message is visible to the open pages as soon as
// delivery marks its outbox row as sent. Knows no HTML; the pages in web/ call `receive`.

import type { Locale } from '../domain/locale.ts';
import type { Database } from '../store/database.ts';
import type { BotName, Channel, Content, InboundHandler } from './channel.ts';

export interface WebChat extends Channel {
  /** Takes what a person did on the page. Resolves once it is kept; rejects when nothing was. */
  receive(address: string, content: Content, updateId: string, chosenLocale?: Locale): Promise<void>;
  /** Keeps a photo or file until the dialogue asks for it; returns its file id. */
  keepFile(address: string, file: { bytes: Uint8Array; mime: string }): Promise<string>;
}

export function createWebChat({ bot, database }: { bot: BotName; database: Pick<Database, 'prisma'> }): WebChat {
  const { prisma } = database;
  // Per address the last update taken: one person's updates are handled in the order in which they came.
  const underWay = new Map<string, Promise<void>>();
  let handler: InboundHandler | undefined;

  return {
    bot,
    name: 'web',

    async start(given) {
      handler = given;
    },

    async stop() {
      handler = undefined;
      await Promise.allSettled(underWay.values());
    },

    async receive(address, content, updateId, chosenLocale) {
      const handle = handler;
      if (!handle) throw new Error('the web chat has not started');
      const before = underWay.get(address)?.catch(() => undefined);
      const inbound = { updateId, address, content, ...(chosenLocale && { chosenLocale }) };
      const handled = before ? before.then(() => handle(inbound)) : handle(inbound);
      underWay.set(address, handled);
      try {
        await handled;
      } finally {
        if (underWay.get(address) === handled) underWay.delete(address);
      }
    },

    send: async (_address, _message, outboxId) => ({ ok: true, messageId: outboxId }),
    edit: async (_address, _messageId, _message, outboxId) => ({ ok: true, messageId: outboxId }),

    async keepFile(address, { bytes, mime }) {
      await prisma.upload.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - uploadsLiveMs) } } });
      const { id } = await prisma.upload.create({ data: { address, mime, bytes: new Uint8Array(bytes) } });
      return id;
    },

    async fetchFile(fileId) {
      if (!uuid.test(fileId)) return undefined;
      const upload = await prisma.upload.findUnique({ where: { id: fileId }, select: { bytes: true } });
      return upload?.bytes;
    },
  };
}

const uploadsLiveMs = 24 * 60 * 60 * 1000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
