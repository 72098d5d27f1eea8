// 课时: what the deputy does beside talks is logged by hand; what was logged wrongly is corrected by an entry with the
// difference. No entry is ever changed.

import { addDays, isDay } from '../../domain/calendar.ts';
import type { Args, Result } from '../../domain/commands.ts';
import { mostTenths } from '../../domain/deputy/attribution.ts';
import { isClassGroup } from '../../domain/deputy/class-group.ts';
import { countingYear, countingYearOf, isYear } from '../../domain/deputy/counting-year.ts';
import { duties } from '../../domain/deputy/rules.ts';
import type { HourEntryView, LedgerView } from '../../domain/deputy/views.ts';
import { mostHeads } from '../../domain/menu.ts';
import type { Prisma } from '../../store/generated/client.ts';
import type { Who, Work } from '../work.ts';
import { loadLedgers } from './ledger.ts';
import { loadLetters } from './letters.ts';
import { actingFor } from './rights.ts';
import {
  type AppointmentRow,
  dateOf,
  dayOf,
  isUpTo,
  loadAppointment,
  lockAppointment,
  servedSpan,
  today,
} from './rows.ts';
import { appointmentView } from './views.ts';

/** So many days after a counting year's end its hours can still be logged; after that by a coordinator, who is asked. */
const lateDays = 60;

export async function logHours(work: Work, who: Who, args: Args<'log-hours'>): Promise<Result<'log-hours'>> {
  const { row, actor } = (await lockKept(work, who, args.appointmentId)) ?? {};
  if (row?.state !== 'active' && row?.state !== 'ended') return { ok: false, reason: 'not_found' };
  const { kind, duty, day, tenths } = args;
  if (!isDay(day) || !duties.includes(duty) || !isKnownGroup(args)) return { ok: false, reason: 'not_found' };
  if (day > today(work)) return { ok: false, reason: 'future' };
  if (actor === 'speaker' && day < countingYearOf(addDays(today(work), -lateDays), work.deputyRules).from)
    return { ok: false, reason: 'too_old' };
  // A letter that goes before this one has its days here: it is shown no more.
  if (day < (await loadLetters(work, [row])).since(row) || day >= servedSpan(row).until)
    return { ok: false, reason: 'outside_term' };
  if (!isTenths(tenths) || tenths === 0) return { ok: false, reason: 'too_much' };
  const that = { speakerId: row.speakerId, schoolId: row.schoolId, day: dateOf(day) };
  if ((await sumOf(work, that)) + tenths > mostTenths) return { ok: false, reason: 'too_much' };
  const entry = await work.tx.hourEntry.create({
    data: {
      ...{ ...that, appointmentId: row.id, kind, duty, tenths, personId: who.personId, createdAt: work.now },
      classGroup: args.group ?? null,
      heads: args.heads ?? null,
    },
  });
  return { ok: true, ledger: await ledgerOn(work, row, day), entry: entryView({ ...entry, order: null }) };
}

/** A name, or a number that nobody counted, does not get in, whoever sends it. */
const isKnownGroup = ({ group = 'school', heads = 0 }: Args<'log-hours'>): boolean =>
  isClassGroup(group) && isUpTo(mostHeads, heads);

const isTenths = (tenths: number): boolean => isUpTo(mostTenths, tenths);

export async function correctHours(
  work: Work,
  who: Who,
  { entryId, tenths }: Args<'correct-hours'>,
): Promise<Result<'correct-hours'>> {
  const known = await work.tx.hourEntry.findUnique({ where: { id: entryId } });
  const row = known && (await lockKept(work, who, known.appointmentId))?.row;
  if (!row) return { ok: false, reason: 'not_found' };
  if (!isTenths(tenths)) return { ok: false, reason: 'too_much' };
  // A correction stands for the entry that it corrects.
  const entry = await work.tx.hourEntry.findUniqueOrThrow({ where: { id: known.correctsId ?? known.id } });
  const stands = await sumOf(work, { OR: [{ id: entry.id }, { correctsId: entry.id }] });
  if (stands === tenths) return { ok: false, reason: 'same' };
  // What a talk brought may have moved to another kind, day or person since: the newest entry says where it is.
  const latest = await work.tx.hourEntry.findFirstOrThrow({
    where: { OR: [{ id: entry.id }, { correctsId: entry.id }], tenths: { gt: 0 } },
    orderBy: { id: 'desc' },
  });
  const { appointmentId, speakerId, schoolId, day, kind, duty, classGroup, heads, orderId } = latest;
  const keeper = appointmentId === row.id ? row : (await lockKept(work, who, appointmentId))?.row;
  if (!keeper || (await isTakenBack(work, orderId))) return { ok: false, reason: 'not_found' };
  // Talks may have filled the day beyond what can be logged: less is always possible.
  if (tenths > stands && (await sumOf(work, { speakerId, schoolId, day })) - stands + tenths > mostTenths)
    return { ok: false, reason: 'too_much' };
  await work.tx.hourEntry.create({
    data: {
      ...{ appointmentId, speakerId, schoolId, kind, duty, day, classGroup, heads, orderId },
      ...{ tenths: tenths - stands, correctsId: entry.id, personId: who.personId, createdAt: work.now },
    },
  });
  return { ok: true, ledger: await ledgerOn(work, keeper, dayOf(day)) };
}

/** A talk that is not reported has no hours to correct: reporting it brings them all again. */
const isTakenBack = async ({ tx }: Work, orderId: number | null): Promise<boolean> =>
  orderId !== null && (await tx.talkRecord.count({ where: { orderId } })) === 0;

export async function hourEntries(
  work: Work,
  who: Who,
  { appointmentId, year }: Args<'hour-entries'>,
): Promise<Result<'hour-entries'>> {
  const row = await loadAppointment(work, appointmentId);
  if (!row || !(await actingFor(work, who, row))) return { entries: [] };
  if (year !== undefined && !isYear(year)) return { entries: [] };
  const span =
    year === undefined ? countingYearOf(today(work), work.deputyRules) : countingYear(year, work.deputyRules);
  const entries = await work.tx.hourEntry.findMany({
    where: {
      ...{ speakerId: row.speakerId, schoolId: row.schoolId },
      day: { gte: dateOf(span.from), lt: dateOf(span.until) },
    },
    include: { order: { select: { number: true } } },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
  });
  // Of the year that is shown, which need not be the one under way.
  const { ledger: _, ...appointment } = await appointmentView(work, who, row);
  const ledger = (await loadLedgers(work, [row], span))(row);
  return { appointment: { ...appointment, ...(ledger && { ledger }) }, entries: entries.map(entryView) };
}

type EntryRow = Prisma.HourEntryGetPayload<{ include: { order: { select: { number: true } } } }>;

const entryView = (row: EntryRow): HourEntryView => ({
  ...{ id: row.id, kind: row.kind, duty: row.duty, day: dayOf(row.day), tenths: row.tenths },
  ...(row.classGroup !== null && isClassGroup(row.classGroup) && { group: row.classGroup }),
  ...(row.heads !== null && { heads: row.heads }),
  ...(row.order && { number: row.order.number }),
  ...(row.correctsId !== null && { corrects: row.correctsId }),
});

/** The deputy's own, or a coordinator's of the area, locked: who logs at the same time waits. */
async function lockKept(work: Work, who: Who, appointmentId: number) {
  const row = await lockAppointment(work, appointmentId);
  const { actor } = (row && (await actingFor(work, who, row))) ?? {};
  return row && (actor === 'speaker' || actor === 'coordinator') ? { row, actor } : undefined;
}

async function sumOf({ tx }: Work, where: Prisma.HourEntryWhereInput): Promise<number> {
  return (await tx.hourEntry.aggregate({ where, _sum: { tenths: true } }))._sum.tenths ?? 0;
}

async function ledgerOn(work: Work, row: AppointmentRow, day: string): Promise<LedgerView> {
  const ledger = (await loadLedgers(work, [row], countingYearOf(day, work.deputyRules)))(row);
  if (!ledger) throw new Error('hours that were entered are in no ledger');
  return ledger;
}
