// 临时任务 that is called off, or over before its time: the speaker can be asked again. Talks that have gone to others stay
// with them; whoever wants to give one back proposes it (hand-over.ts).

import { spanText } from '../../domain/cards/recall-card.ts';
import type { Args, Result } from '../../domain/commands.ts';
import { text } from '../../domain/message.ts';
import { json, notify } from '../notify.ts';
import type { Who, Work } from '../work.ts';
import { ownSpeaker } from './duty-recall.ts';
import { asDays } from './speaker-talks.ts';

export async function endDuty(work: Work, who: Who, { awayId }: Args<'end-duty'>): Promise<Result<'end-duty'>> {
  const { tx, now } = work;
  const known = await tx.away.findFirst({ where: { id: awayId, recallId: { not: null } } });
  const speaker = known && (await ownSpeaker(work, who, known.speakerId));
  if (!speaker) return { ok: false };
  // In turn with approvals, which look at this speaker's time under the same lock.
  await tx.$queryRaw`SELECT 1 FROM speaker WHERE id = ${speaker.id} FOR NO KEY UPDATE`;
  const duty = await tx.away.findFirst({ where: { id: awayId, until: { gt: now } } });
  if (!duty) return { ok: false };
  // What they were away for until now is not missed (matching's fair shares).
  if (duty.from < now) await tx.away.update({ where: { id: awayId }, data: { until: now } });
  else await tx.away.delete({ where: { id: awayId } });
  const span = asDays(duty.from, duty.until, work.timeZone);
  const message = { text: text('duty.ended_news', { span: spanText(span) }) };
  if (speaker.personId !== null) await notify(work, { personId: speaker.personId, bot: 'staff' }, message);
  else await tx.phoneTask.create({ data: { speakerId: speaker.id, message: json(message) } });
  return { ok: true, speaker: speaker.name, span };
}
