// 年度考核: the school's, the deputy's and the coordinator's word on a counting year, and shows of hands in classes. No
// pupil is named, and no vote of one kept.

import type { Args } from '../../domain/commands.ts';
import type { Appointed } from '../../domain/commands-deputy.ts';
import { isClassGroup } from '../../domain/deputy/class-group.ts';
import { countingYear, isYear, overlap } from '../../domain/deputy/counting-year.ts';
import type { AppointmentActor } from '../../domain/deputy/lifecycle.ts';
import { maxText } from '../../domain/draft.ts';
import { mostHands } from '../../domain/menu.ts';
import type { EvaluationSource } from '../../store/generated/enums.ts';
import type { Who, Work } from '../work.ts';
import { clipped } from './clipped.ts';
import { loadLetters } from './letters.ts';
import { actingFor } from './rights.ts';
import { type AppointmentRow, isUpTo, lockAppointment, reloadAppointment, servedSpan, today } from './rows.ts';
import { appointmentView } from './views.ts';

export const evaluateDeputy = (work: Work, who: Who, args: Args<'evaluate-deputy'>): Promise<Appointed> =>
  score(work, who, args, ['school']);

export const evaluateAsStaff = (work: Work, who: Who, args: Args<'evaluate-as-staff'>): Promise<Appointed> =>
  score(work, who, args, ['coordinator', 'speaker']);

async function score(
  work: Work,
  who: Who,
  { appointmentId, year, score: given, comment }: Args<'evaluate-deputy'>,
  sides: readonly AppointmentActor[],
): Promise<Appointed> {
  const row = await lockAppointment(work, appointmentId);
  const acting = row && (await actingFor(work, who, row, sides[0]));
  if (!row || !acting || !sides.includes(acting.actor) || !isUpTo(100, given))
    return { ok: false, reason: 'not_found' };
  if (!(await canBeJudged(work, row, year))) return { ok: false, reason: 'past' };
  // Who is both judges themselves as the deputy, never as the coordinator (actingFor).
  const source = acting.actor === 'school' ? 'school' : acting.actor === 'speaker' ? 'deputy' : 'coordinator';
  await keep(
    work,
    who,
    row,
    { year, source, raterKey: source },
    {
      score: given,
      comment: clipped(comment ?? '', maxText) || null,
    },
  );
  return { ok: true, appointment: await appointmentView(work, who, await reloadAppointment(work, row.id)) };
}

export async function tallyDeputy(
  work: Work,
  who: Who,
  { appointmentId, year, group, counts }: Args<'tally-deputy'>,
): Promise<Appointed> {
  const row = await lockAppointment(work, appointmentId);
  const acting = row && (await actingFor(work, who, row, 'school'));
  if (!row || acting?.actor !== 'school' || !isClassGroup(group)) return { ok: false, reason: 'not_found' };
  if (!(await canBeJudged(work, row, year))) return { ok: false, reason: 'past' };
  if (counts.length !== 5 || !counts.every((hands) => isUpTo(mostHands, hands)))
    return { ok: false, reason: 'not_found' };
  await keep(work, who, row, { year, source: 'class', raterKey: `class:${group}` }, { counts: [...counts] });
  return { ok: true, appointment: await appointmentView(work, who, await reloadAppointment(work, row.id)) };
}

/** A year that has begun, and in which the school was served, by this letter or those before it. */
async function canBeJudged(work: Work, row: AppointmentRow, year: number): Promise<boolean> {
  if ((row.state !== 'active' && row.state !== 'ended') || !isYear(year)) return false;
  const span = countingYear(year, work.deputyRules);
  const from = (await loadLetters(work, [row])).since(row);
  return span.from <= today(work) && overlap({ ...servedSpan(row), from }, span) !== undefined;
}

interface Rater {
  readonly year: number;
  readonly source: EvaluationSource;
  readonly raterKey: string;
}

async function keep(
  { tx, now }: Work,
  who: Who,
  { id: appointmentId }: AppointmentRow,
  { year, source, raterKey }: Rater,
  given: { readonly score?: number; readonly comment?: string | null; readonly counts?: number[] },
): Promise<void> {
  const data = { ...given, personId: who.personId, updatedAt: now };
  await tx.deputyEvaluation.upsert({
    where: { appointmentId_year_raterKey: { appointmentId, year, raterKey } },
    create: { ...data, appointmentId, year, source, raterKey, createdAt: now },
    update: data,
  });
}
