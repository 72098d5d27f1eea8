// What the tests of who-gives-a-talk share: talks that were offered or accepted, and what people were told of them.

import type { Who } from '../../src/services/work.ts';
import type { Station } from './station.ts';

export type Speaker = Awaited<ReturnType<Station['speaker']>>;
export type Coordinator = Awaited<ReturnType<Station['coordinator']>>;

export function staffingOf(station: Station, coordinator: Coordinator) {
  type Draft = Parameters<Station['draft']>[0];

  /** Proposed, for a requester of its own unless one is given. */
  async function proposed(more: Draft = {}, requester?: Who) {
    const who = requester ?? (await station.person('public', '点单人'));
    return { requester: who, ...(await station.order(who, more)) };
  }

  /** Offered to this speaker. */
  async function offered(speaker: { readonly speakerId: number }, more: Draft = {}, requester?: Who) {
    const order = await proposed(more, requester);
    const target = { orderId: order.id, version: order.version, speakerId: speaker.speakerId };
    const result = await station.act(coordinator, 'assign', { ...target, note: '熟悉这里' });
    if (!result.ok) throw new Error(`not offered: ${JSON.stringify(result)}`);
    return { requester: order.requester, ...(await station.reload(order.number)) };
  }

  /** Accepted by this speaker. */
  async function confirmed(speaker: Speaker, more: Draft = {}, requester?: Who) {
    const order = await offered(speaker, more, requester);
    const result = await station.act(speaker, 'accept-offer', { orderId: order.id, version: order.version });
    if (!result.ok) throw new Error(`not accepted: ${result.reason}`);
    return { requester: order.requester, ...(await station.reload(order.number)) };
  }

  async function cancel(number: string): Promise<void> {
    const { id: orderId, version } = await station.reload(number);
    await station.act(coordinator, 'coordinator-cancel', { orderId, version, reason: 'other' });
  }

  /** Everything sent to a person since, as JSON. */
  async function told(who: Who, since = 0n): Promise<string[]> {
    const rows = await station.messages(who);
    return rows.filter(({ id, kind }) => id > since && kind === 'send').map(({ message }) => JSON.stringify(message));
  }

  /** Marks this moment for `told`. */
  async function mark(): Promise<bigint> {
    const last = await station.prisma.outbox.findFirst({ orderBy: { id: 'desc' }, select: { id: true } });
    return last?.id ?? 0n;
  }

  /** Who is booked for it now. */
  async function booked(number: string): Promise<number[]> {
    const { bookings } = await station.reload(number);
    return bookings.filter(({ active }) => active).flatMap(({ speakerId }) => speakerId ?? []);
  }

  return { proposed, offered, confirmed, cancel, told, mark, booked };
}

/** Buttons in a stored message, by the command they begin with. */
export const buttonsIn = (message: string): string[] =>
  [...message.matchAll(/"id":\s*"(\/[^"]+)"/g)].map(([, id]) => id ?? '');
