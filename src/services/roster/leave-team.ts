// 离队: a speaker is in the team no longer. What they have given stays on record; their way into the staff chat ends with
// `active`, which is read with every update, and unused invites end as well.

import { endAllOf } from '../deputy/end.ts';
import { lockSchoolsOf } from '../deputy/rows.ts';
import type { Work } from '../work.ts';

export async function endMembership(work: Work, speakerId: number): Promise<void> {
  const { tx, now } = work;
  await lockSchoolsOf(work, speakerId);
  await tx.speaker.update({ where: { id: speakerId }, data: { active: false, leftAt: now } });
  await tx.invite.updateMany({ where: { speakerId, usedAt: null, expiresAt: { gt: now } }, data: { expiresAt: now } });
  await tx.topicRequest.updateMany({ where: { speakerId, decidedAt: null }, data: { decidedAt: now, granted: false } });
  await endAllOf(work, speakerId);
}
