// Class hours fall out of a delivered talk by themselves, in its own transaction, and are taken back with it. The
// ledger is append-only: what comes back, or comes again, is an entry of its own.

import { localTime } from '../../domain/calendar.ts';
import { mostTenths, talkTenths } from '../../domain/deputy/attribution.ts';
import type { Work } from '../work.ts';
import { attributeOrder, minutesOf, talkParts } from './ledger.ts';
import { dateOf } from './rows.ts';

/** Under the order's lock, once its record stands. */
export async function enterTalk(work: Work, orderId: number): Promise<void> {
  const order = await work.tx.order.findUniqueOrThrow({ where: { id: orderId }, include: talkParts });
  if (order.schoolId === null || !order.startsAt) return;
  const day = localTime(order.startsAt, work.timeZone).day;
  const serving = await servingOn(work, order.schoolId, day);
  const counts = attributeOrder(work, order, serving);
  const tenths = Math.min(mostTenths, talkTenths(order.record?.classHours, minutesOf(order)));
  if (!counts || tenths === 0) return;
  const { headMin, headMax } = order.record ?? {};
  // Reported, taken back and reported again: a talk has one entry, and corrections of it.
  const first = await work.tx.hourEntry.findFirst({ where: { orderId, correctsId: null }, select: { id: true } });
  await work.tx.hourEntry.create({
    data: {
      ...{ orderId, tenths, kind: counts.kind, duty: 'legal_education', day: dateOf(day), createdAt: work.now },
      ...{ appointmentId: counts.appointmentId, speakerId: counts.speakerId, schoolId: order.schoolId },
      heads: headMin == null || headMax == null ? null : Math.round((headMin + headMax) / 2),
      correctsId: first?.id ?? null,
    },
  });
}

/** What the talk has added, corrections of it among them, is taken off again. */
export async function takeBackTalk(work: Work, orderId: number): Promise<void> {
  const first = await work.tx.hourEntry.findFirst({ where: { orderId, correctsId: null } });
  if (!first) return;
  await work.tx.$queryRaw`
    SELECT 1 FROM deputy_principal_appointment WHERE id IN (SELECT appointment_id FROM hour_entry WHERE order_id = ${orderId})
    ORDER BY id FOR NO KEY UPDATE`;
  const sums = await work.tx.hourEntry.groupBy({
    by: ['appointmentId', 'speakerId', 'schoolId', 'kind', 'duty', 'day'],
    where: { orderId },
    _sum: { tenths: true },
  });
  for (const { _sum, ...where } of sums) {
    if (!_sum.tenths) continue;
    await work.tx.hourEntry.create({
      data: { ...where, orderId, tenths: -_sum.tenths, correctsId: first.id, createdAt: work.now },
    });
  }
}

/** Who serves the school on that day, by their posts. Who has left since served it all the same. */
async function servingOn({ tx }: Work, schoolId: number, day: string) {
  return tx.$queryRaw<{ appointmentId: number; speakerId: number }[]>`
    SELECT id AS "appointmentId", speaker_id AS "speakerId" FROM deputy_principal_appointment
    WHERE school_id = ${schoolId} AND state IN ('active', 'ended')
      AND from_date <= ${day}::date AND ${day}::date < coalesce(ended_on, until_date)
    ORDER BY post, id`;
}
