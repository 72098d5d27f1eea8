// Messages that a change causes: rows of the outbox in the transaction of the change. In quiet hours they wait for the
// morning. Who can't be reached in chat goes on the coordinators' list of people to ring.

import type { Message } from '../domain/message.ts';
import { nextAwake } from '../domain/quiet-hours.ts';
import { wakingOf } from '../domain/timers.ts';
import type { Prisma } from '../store/generated/client.ts';
import type { Bot } from '../store/generated/enums.ts';
import type { Work } from './work.ts';

export interface Recipient {
  readonly personId: number;
  readonly bot: Bot;
}

/** A reminder of the talk; how things stand with the order; a question of the coordinator's, open as long as it waits. */
export type CallKind = 'remind' | 'news' | 'counter' | 'inquiry';

export interface NotifyOptions {
  /** Copies of one card share this name, so that all of them can be changed: 'order:42'. */
  readonly card?: string;
  /** For the list of people to ring. */
  readonly orderId?: number;
  /** Leaves no call behind where the person has no chat (news that a call is not worth). */
  readonly chatOnly?: boolean;
  /** Of one kind and order, a person is to be rung up once: the newer call takes the place of one not yet made. */
  readonly callKind?: CallKind;
  /** Goes out in quiet hours as well: an answer to the person's own tap, or a call to duty. */
  readonly urgent?: boolean;
}

export async function notify(
  work: Work,
  { personId, bot }: Recipient,
  message: Message,
  options: NotifyOptions = {},
): Promise<void> {
  const chats = await work.tx.chat.findMany({ where: { personId, bot, closedAt: null }, select: { id: true } });
  if (chats.length === 0) {
    // Who has asked to be forgotten is not rung up, and there is nothing left to ring.
    const gone =
      options.chatOnly || (await work.tx.person.count({ where: { id: personId, forgottenAt: { not: null } } }));
    return gone ? undefined : leaveCall(work, { personId }, message, options);
  }
  const dueAt = options.urgent ? work.now : nextAwake(work.now, wakingOf(work));
  await work.tx.outbox.createMany({
    data: chats.map(({ id }) => ({
      ...{ chatId: id, message: json(message), card: options.card ?? null, dueAt },
      ...{ orderId: options.orderId ?? null, callKind: options.callKind ?? null },
    })),
  });
  for (const { id } of chats) work.wake(id, bot);
}

/** For the coordinators' list. A speaker who has never joined is no person yet. */
export async function leaveCall(
  work: Work,
  whose: { readonly personId: number } | { readonly speakerId: number },
  message: Message,
  { orderId, callKind }: Pick<NotifyOptions, 'orderId' | 'callKind'>,
): Promise<void> {
  const call = { ...whose, orderId: orderId ?? null, kind: callKind ?? null };
  if (callKind !== undefined) {
    const { count } = await work.tx.phoneTask.updateMany({
      where: { ...call, doneAt: null },
      data: { message: json(message) },
    });
    if (count > 0) return;
  }
  await work.tx.phoneTask.create({ data: { ...call, message: json(message) } });
}

/** Puts `message` in the place of every copy of a card, in whosever chat, and ends the card: its buttons are gone. */
export async function retireCard(work: Work, card: string, message: Message): Promise<void> {
  await changeInPlace(work, card, message, { ends: true });
  const copies = await work.tx.$queryRaw<Copy[]>`
    UPDATE outbox o SET card = NULL FROM chat c WHERE c.id = o.chat_id AND o.card = ${card} RETURNING o.id, o.chat_id, c.bot`;
  await editCopies(work, copies, message);
}

/**
 * Puts `message` in the place of those copies of a card that still wait for the morning, and with `since` of those that
 * are not older; the card lives on. False where there is none.
 */
export async function reviseCard(work: Work, card: string, message: Message, since?: Date): Promise<boolean> {
  const changed = await changeInPlace(work, card, message, { ends: false });
  const copies = await work.tx.$queryRaw<Copy[]>`
    SELECT o.id, o.chat_id, c.bot FROM outbox o JOIN chat c ON c.id = o.chat_id
    WHERE o.card = ${card} AND o.kind = 'send' AND o.dropped_at IS NULL AND o.due_at BETWEEN ${since ?? null}::timestamptz AND ${work.now}`;
  await editCopies(work, copies, message);
  return changed + copies.length > 0;
}

interface Copy {
  readonly id: bigint;
  readonly chat_id: number;
  readonly bot: Bot;
}

/** Copies that wait for the morning have not been seen: they need no edit, which would come before them. */
async function changeInPlace(work: Work, card: string, message: Message, { ends }: { ends: boolean }): Promise<number> {
  return work.tx.$executeRaw`
    UPDATE outbox SET message = ${JSON.stringify(message)}::jsonb, card = CASE WHEN ${ends} THEN NULL ELSE card END
    WHERE card = ${card} AND sent_at IS NULL AND dropped_at IS NULL AND lease_until IS NULL AND due_at > ${work.now}`;
}

async function editCopies(work: Work, copies: readonly Copy[], message: Message): Promise<void> {
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
