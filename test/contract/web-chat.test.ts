// The channel contract on the web chat, with its page as the person's eyes and hands.

import type { Content, Rendered } from '../../src/channels/channel.ts';
import { createWebChat } from '../../src/channels/web-chat.ts';
import type { Message } from '../../src/domain/message.ts';
import { sha256 } from '../../src/web/cookies.ts';
import { asText, buttonsOf, createVisitor } from '../fakes/visitor.ts';
import { createTestWeb } from '../fakes/web.ts';
import { type ChannelDriver, describeChannel, type Seen } from './channel.ts';

describeChannel('the web chat', async (): Promise<ChannelDriver> => {
  const web = await createTestWeb({ render: (message) => unpack(message) });
  const { prisma } = web.database;
  const value = 'w'.repeat(43);
  const address = sha256(value);
  await prisma.chat.create({
    data: { bot: 'public', channel: 'web', address, locale: 'zh-CN', person: { create: {} } },
  });
  const chat = createWebChat({ bot: 'public', database: web.database });
  // The pages hand over what a person does to the channel that the contract started.
  await web.chats.public.stop();
  await web.chats.public.start(({ address: from, content, updateId }) => chat.receive(from, content, updateId));
  const visitor = createVisitor(web.app);
  visitor.cookies.set('fengdian_public', value);

  let nonces = 0;
  const nonce = (): string => `nonce-${String(++nonces).padStart(16, '0')}`;
  let lastPick = Promise.resolve();
  /** In the order in which they were picked; the page refuses what is over 10 MiB, the channel never sees it. */
  const pick = (bytes: Uint8Array, contentOf: (fileId: string) => Content): void => {
    lastPick = lastPick.then(async () => {
      const large = bytes.length > 10 * 1024 * 1024;
      const fileId = large ? 'refused' : await chat.keepFile(address, { bytes, mime: 'text/plain' });
      await chat.receive(address, contentOf(fileId), nonce());
    });
  };
  /** What delivery does once the channel has said yes: the row is marked sent, and so visible. */
  const keep = async (id: string, message: Rendered, edits?: string): Promise<void> => {
    const { id: chatId } = await prisma.chat.findFirstOrThrow({ where: { address } });
    await prisma.outbox.create({
      data: {
        id: BigInt(id),
        chatId,
        message: pack(message),
        sentAt: new Date(),
        ...(edits && { kind: 'edit', editsMessageId: edits }),
      },
    });
  };

  return {
    address,
    channel: {
      ...chat,
      async send(to, message, outboxId) {
        const result = await chat.send(to, message, outboxId);
        if (result.ok) await keep(outboxId, message);
        return result;
      },
      async edit(to, messageId, message, outboxId) {
        const result = await chat.edit(to, messageId, message, outboxId);
        if (result.ok) await keep(outboxId, message, messageId);
        return result.ok ? { ...result, messageId } : result;
      },
    },
    say: (text) => chat.receive(address, { kind: 'text', text }, nonce()),

    async tap(label) {
      const { body } = await visitor.get('/chat');
      const button = buttonsOf(body).findLast((one) => one.label === label);
      if (!button) throw new Error(`no button ${label}`);
      await visitor.post('/chat/tap', { nonce: button.nonce, message: button.message, data: button.data });
    },

    async seen() {
      const { body } = await visitor.get('/chat');
      return [...body.matchAll(/<li id="m\d+"[^>]*class="message bot[\s\S]*?<\/li>/g)].map(([item]) => look(item));
    },

    sendPhoto: (bytes) => pick(bytes, (fileId) => ({ kind: 'photo', fileId })),
    sendFile: (name, bytes) => pick(bytes, (fileId) => ({ kind: 'file', fileId, name, size: bytes.length })),
    repeatLast: () =>
      void chat.receive(address, { kind: 'text', text: '一次' }, `nonce-${String(nonces).padStart(16, '0')}`),
    close: () => web.close(),
  };
});

/** The contract speaks of rendered messages, the outbox keeps unrendered ones: the words travel as they are. */
const pack = ({ text, buttons, links, contact, picture }: Rendered) => ({
  text,
  choices: buttons.map((row) => row.map(({ label, data }) => ({ id: data, label }))),
  links: links.map(({ label, url }) => ({ label, url })),
  ...(contact && { contact: contact === 'remove' ? 'remove' : 'ask' }),
  ...(picture && { picture: { qr: Buffer.from(picture.bytes).toString('base64') } }),
});

const unpack = ({ text, choices = [], links = [], contact, picture }: Message): Rendered => ({
  text: String(text),
  buttons: choices.map((row) => row.map(({ id, label }) => ({ data: id, label: String(label) }))),
  links: links.map(({ label, url }) => ({ label: String(label), url })),
  ...(contact === 'ask' && { contact: { label: '发送我的号码', back: '返回' } }),
  ...(picture && 'qr' in picture && { picture: { bytes: Buffer.from(picture.qr, 'base64'), mime: 'image/png' } }),
});

function look(item: string): Seen {
  const words = /<p class="words">([\s\S]*?)<\/p>/.exec(item)?.[1] ?? '';
  const links = [...item.matchAll(/<a href="[^"]+"[^>]*>([^<]*)<\/a>/g)].map(([, label = '']) => label);
  const picture = /src="data:[^;]+;base64,([^"]+)"/.exec(item)?.[1];
  return {
    text: asText(words),
    buttons: [...buttonsOf(item).map(({ label }) => label), ...links],
    ...(picture && { picture: Buffer.from(picture, 'base64') }),
  };
}
