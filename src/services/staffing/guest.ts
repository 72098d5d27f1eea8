// 请外部讲师: a lecturer from outside becomes a speaker of one order, by the same approval as anybody else.

import type { CommandTable } from '../../domain/commands.ts';
import { isForMinors } from '../../domain/menu.ts';
import { already, lockCoordinated } from '../order/order-access.ts';
import type { OrderRow } from '../order/order-view.ts';
import type { Who, Work } from '../work.ts';
import { byHandFor, notFree, settleOn } from './approve-order.ts';

type Args = CommandTable['invite-guest']['args'];
type Result = CommandTable['invite-guest']['result'];

export async function inviteGuest(work: Work, who: Who, args: Args): Promise<Result> {
  const { orderId, version } = args;
  const row = await lockCoordinated(work, who, orderId);
  if (!row) return { ok: false, reason: 'not_found' };
  if (row.version !== version || (row.state !== 'submitted' && row.state !== 'proposed'))
    return already(work, row, 'coordinator');
  const speakerId = await createGuest(work, row, args);
  // Whom the coordinator invites by name needs no reason beside whom the requester would have liked.
  const wanted = await byHandFor(work, row, speakerId);
  const result =
    'candidate' in wanted ? await settleOn(work, who, row, wanted.candidate) : await notFree(work, row, wanted);
  // Who can't come after all is nobody's speaker.
  if (!result.ok) await removeGuest(work, speakerId);
  return result;
}

/** Can do what this order asks for, and nothing else. That pupils may be spoken to is the coordinator's word. */
async function createGuest({ tx, now }: Work, row: OrderRow, { name, organisation, phone }: Args): Promise<number> {
  const { id } = await tx.speaker.create({
    data: {
      name: `${name}（${organisation}）`,
      phone: phone ?? null,
      kind: 'guest',
      homeAreaId: row.areaId,
      languages: [row.language],
      clearedForMinors: isForMinors(row.audience),
      canAssist: false,
      guestOrderId: row.id,
      createdAt: now,
      formats: { create: { formatId: row.formatId } },
      ...(row.topicId !== null && { topics: { create: { topicId: row.topicId } } }),
    },
    select: { id: true },
  });
  return id;
}

async function removeGuest({ tx }: Work, speakerId: number): Promise<void> {
  await tx.speakerTopic.deleteMany({ where: { speakerId } });
  await tx.speakerFormat.deleteMany({ where: { speakerId } });
  await tx.speaker.delete({ where: { id: speakerId } });
}
