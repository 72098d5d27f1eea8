// An order found by its number and the phone number left with it, for people without the account. A wrong pair and an
// unknown number look the same from outside.

import type { TalkWindow } from '../../domain/draft.ts';
import type { Names } from '../../domain/message.ts';
import type { OrderState } from '../../domain/order-lifecycle.ts';
import { parsePhone } from '../../domain/phone.ts';
import type { Tx } from '../../store/database.ts';
import { toWindow } from '../../store/window-rows.ts';

export interface FoundOrder {
  readonly id: number;
  readonly number: string;
  readonly state: OrderState;
  readonly topic: Names | undefined;
  readonly place: Names;
  /** Agreed, or else what was wished for, the first choice first. */
  readonly startsAt: Date | undefined;
  readonly windows: readonly TalkWindow[];
  /** Once a speaker has accepted. */
  readonly speaker: string | undefined;
}

/** The order of that number, or all orders of a batch, whose contact has that phone; none where the pair is wrong. */
export async function findOrderByPhone(tx: Tx, number: string, phone: string): Promise<FoundOrder[]> {
  const wanted = parseOrderNumber(number);
  const contactPhone = parsePhone(phone);
  if (!wanted || !contactPhone) return [];
  const orders = await tx.order.findMany({
    where: { OR: [{ number: wanted }, { batchNumber: wanted }], details: { contactPhone } },
    orderBy: { id: 'asc' },
    take: 60,
    include: {
      topic: true,
      area: true,
      school: true,
      windows: { orderBy: { rank: 'asc' } },
      offers: { where: { state: 'accepted' }, include: { speaker: true }, take: 1 },
    },
  });
  return orders.map((order) => {
    const place = order.school ?? order.area;
    return {
      id: order.id,
      number: order.number,
      state: order.state,
      topic: order.topic ? { zh: order.topic.nameZh, en: order.topic.nameEn } : undefined,
      place: { zh: place.name, en: place.nameEn },
      startsAt: order.startsAt ?? undefined,
      windows: order.windows.map(toWindow),
      speaker: order.offers[0]?.speaker.name,
    };
  });
}

/** Whose tries are counted: one guesser's, those at one number with many phones, those with one phone at many numbers. */
export function triesOf(from: string, number: string, phone: string): readonly string[] {
  const [wanted, contactPhone] = [parseOrderNumber(number), parsePhone(phone)];
  return [from, ...(wanted ? [`number ${wanted}`] : []), ...(contactPhone ? [`phone ${contactPhone}`] : [])];
}

/** What people type for a number (「＃1042」, "No. 1042-1", "1042 − 1") as it is stored. */
export function parseOrderNumber(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .replace(/[\s#]|^\D*(?=\d)/g, '');
  return /^\d{1,9}(-\d{1,3})?$/.test(plain) ? plain : undefined;
}
