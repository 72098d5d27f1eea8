// Requesters whom no chat reaches: everything is said to them on the phone, and their answers are entered by a coordinator.

import type { Work } from '../work.ts';

interface Asked {
  readonly requesterId: number;
  /** Those without an answer. */
  readonly counterOffers: readonly unknown[];
  /** The newest first. */
  readonly inquiries: readonly { readonly answeredAt: Date | null }[];
}

/** Whether the requester takes no messages. */
export const isRung = async ({ tx }: Work, { requesterId }: Pick<Asked, 'requesterId'>): Promise<boolean> =>
  (await tx.chat.count({ where: { personId: requesterId, bot: 'public', closedAt: null } })) === 0;

/** Whether such a requester was asked something, and has not answered. */
export async function askedByPhone(work: Work, asked: Asked): Promise<{ readonly askedByPhone?: true }> {
  const { counterOffers, inquiries } = asked;
  const open = counterOffers.length > 0 || inquiries[0]?.answeredAt === null;
  return open && (await isRung(work, asked)) ? { askedByPhone: true } : {};
}
