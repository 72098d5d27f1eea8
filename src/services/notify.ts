// Messages that a change causes: rows of the outbox in the transaction of the change. Who can't be reached in chat
// goes on the coordinators' list of people to ring.

import type { Message } from '../domain/message.ts';
import type { Prisma } from '../store/generated/client.ts';
import type { Bot } from '../store/generated/enums.ts';
import type { Work } from './work.ts';

export interface Recipient {
  readonly personId: number;
  readonly bot: Bot;
}

export interface NotifyOptions {
  /** Copies of one card share this name, so that all of them can be changed: 'order:42'. */
  readonly card?: string;
  /** For the list of people to ring. */
  readonly orderId?: number;
  /** Leaves no call behind where the person has no chat (news that a call is not worth). */
  readonly chatOnly?: boolean;
}

export async function notify(
  work: Work,
  { personId, bot }: Recipient,
  message: Message,
  options: NotifyOptions = {},
): Promise<void> {
  const chats = await work.tx.chat.findMany({ where: { personId, bot, closedAt: null }, select: { id: true } });
  if (chats.length === 0) {
    if (options.chatOnly) return;
    await work.tx.phoneTask.create({ data: { personId, orderId: options.orderId ?? null, message: json(message) } });
    return;
  }
  await work.tx.outbox.createMany({
    data: chats.map(({ id }) => ({ chatId: id, message: json(message), card: options.card ?? null, dueAt: work.now })),
  });
  for (const { id } of chats) work.wake(id, bot);
}

/** Puts `message` in the place of every copy of a card, in whosever chat, and ends the card: its buttons are gone. */
export async function retireCard(work: Work, card: string, message: Message): Promise<void> {
  const copies = await work.tx.$queryRaw<{ id: bigint; chat_id: number; bot: Bot }[]>`
    UPDATE outbox o SET card = NULL FROM chat c WHERE c.id = o.chat_id AND o.card = ${card} RETURNING o.id, o.chat_id, c.bot`;
  if (copies.length === 0) return;
  await work.tx.outbox.createMany({
    data: copies.map(({ id, chat_id }) => ({
      chatId: chat_id,
      kind: 'edit',
      editsOutboxId: id,
      message: json(message),
      dueAt: work.now,
    })),
  });
  for (const { chat_id, bot } of copies) work.wake(chat_id, bot);
}

/** A message as the JSON column takes it: undefined members fall away. */
export function json(value: unknown): Prisma.InputJsonValue {
  const plain: Prisma.InputJsonValue = JSON.parse(JSON.stringify(value));
  return plain;
}
