// Recommendations and requests that nobody answers: after so many days whoever has to is asked again, and all coordinators
// in charge of the school are told. Nothing is decided for anybody.

import { pending } from '../../domain/deputy/lifecycle.ts';
import type { Work } from '../work.ts';
import { type AppointmentRow, loadRequest, loadRequests, lockAppointment, lockFor, type RequestRow } from './rows.ts';
import { askNext, tellWaiting } from './tell.ts';

const dayMs = 86_400_000;

export async function unanswered(work: Work): Promise<number[]> {
  if (work.deputyRules.answerDays === 0) return [];
  const rows = await work.tx.deputyPrincipalAppointment.findMany({
    where: { state: { in: [...pending] } },
    select: { id: true, createdAt: true, remindedAt: true, events: { orderBy: { id: 'desc' }, take: 1 } },
    orderBy: { id: 'asc' },
  });
  return rows.filter((row) => isDue(work, row, waitingSince(row))).map(({ id }) => id);
}

export async function remindOfAnswer(work: Work, id: number): Promise<void> {
  const row = await lockAppointment(work, id);
  if (!row || !pending.includes(row.state) || !isDue(work, row, waitingSince(row))) return;
  await work.tx.deputyPrincipalAppointment.update({ where: { id }, data: { remindedAt: work.now } });
  const days = daysSince(work, waitingSince(row));
  await askNext(work, row, days);
  await tellWaiting(work, row, days);
}

/** Nobody has been proposed for them. */
export async function unplaced(work: Work): Promise<number[]> {
  if (work.deputyRules.answerDays === 0) return [];
  const rows = await loadRequests(work, { state: 'open' });
  return rows.filter((row) => isDue(work, row, openSince(row))).map(({ id }) => id);
}

export async function remindOfRequest(work: Work, requestId: number): Promise<void> {
  const known = await loadRequest(work, requestId);
  if (!known) return;
  await lockFor(work, { schoolId: known.schoolId, requestId });
  const row = await loadRequest(work, requestId);
  if (row?.state !== 'open' || !isDue(work, row, openSince(row))) return;
  await work.tx.deputyRequest.update({ where: { id: requestId }, data: { remindedAt: work.now } });
  await tellWaiting(work, row, daysSince(work, openSince(row)));
}

/** The last step of an appointment, with which somebody else's turn began. */
export const waitingSince = ({
  events: [last],
  createdAt,
}: Pick<AppointmentRow, 'createdAt'> & { events: { at: Date }[] }) => last?.at ?? createdAt;

/** It was opened, or the last one who was proposed has fallen through. */
function openSince({ createdAt, appointments: [last] }: RequestRow): Date {
  const fell = last && waitingSince(last);
  return fell && fell > createdAt ? fell : createdAt;
}

/** Once for every so many days. */
function isDue({ now, deputyRules }: Work, { remindedAt }: { readonly remindedAt: Date | null }, since: Date): boolean {
  const from = remindedAt && remindedAt > since ? remindedAt : since;
  return now.getTime() - from.getTime() >= deputyRules.answerDays * dayMs;
}

const daysSince = ({ now }: Work, since: Date): number => Math.floor((now.getTime() - since.getTime()) / dayMs);
