// Who replaces somebody begins on the day of the school's yes, which ends the other. Until then their row stands behind the
// other's term, so that two never hold one post; people are told the term that they will have.

import { type Span, termFrom } from '../../domain/deputy/counting-year.ts';
import { pending } from '../../domain/deputy/lifecycle.ts';
import type { Work } from '../work.ts';
import { type AppointmentRow, dateOf, dayOf, loadAppointments, servedSpan, today } from './rows.ts';

/** As it would begin today, where it waits for a school's yes alone. */
export async function toldTerm(work: Work, row: AppointmentRow): Promise<Span> {
  const replaced = pending.includes(row.state) && (await replacedBy(work, row));
  return replaced ? termFrom(today(work), work.deputyRules) : { from: dayOf(row.from), until: dayOf(row.until) };
}

/** Who makes room today: the one who serves, where the school asked for somebody else and no day is set. */
export async function replacedBy(work: Work, row: AppointmentRow): Promise<AppointmentRow | undefined> {
  if (row.request?.kind !== 'replacement') return undefined;
  const standing = { schoolId: row.schoolId, post: row.post, state: 'active', endedOn: null } as const;
  const rows = await loadAppointments(work, { ...standing, from: { lte: dateOf(today(work)) } });
  return rows.find((one) => servedSpan(one).until > today(work) && one.speakerId !== row.speakerId);
}
