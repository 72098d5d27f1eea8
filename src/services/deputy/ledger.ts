// 课时台账: what somebody owes a school in a counting year, and has done. Totals are sums of the entries, made here and
// nowhere else.

import { instantAt, type LocalDay, localTime } from '../../domain/calendar.ts';
import { attribute, type Serving, talkTenths } from '../../domain/deputy/attribution.ts';
import {
  type CountingYear,
  countingYearOf,
  overlap,
  owedTenths,
  type Span,
} from '../../domain/deputy/counting-year.ts';
import { paceOf } from '../../domain/deputy/pace.ts';
import type { LedgerView } from '../../domain/deputy/views.ts';
import type { OrderSource } from '../../store/generated/enums.ts';
import type { Work } from '../work.ts';
import { dateOf, servedSpan, today } from './rows.ts';

export interface Pair {
  readonly speakerId: number;
  readonly schoolId: number;
}

export type Ledgers = (pair: Pair) => LedgerView | undefined;

/** For all of these people and schools at once; a pair without a term and without hours in the year has none. */
export async function loadLedgers(
  work: Work,
  pairs: readonly Pair[],
  year: CountingYear = countingYearOf(today(work), work.deputyRules),
): Promise<Ledgers> {
  const schoolIds = [...new Set(pairs.map(({ schoolId }) => schoolId))];
  if (schoolIds.length === 0) return () => undefined;
  const terms = await work.tx.deputyPrincipalAppointment.findMany({
    where: { schoolId: { in: schoolIds }, state: { in: ['active', 'ended'] }, from: { lt: dateOf(year.until) } },
    orderBy: [{ post: 'asc' }, { id: 'asc' }],
  });
  const done = await sums(work, schoolIds, year);
  const planned = await plannedTenths(
    work,
    schoolIds,
    year,
    terms.filter(({ state }) => state === 'active'),
  );
  const now = today(work);
  return (pair) => {
    const served = terms
      .filter((one) => one.speakerId === pair.speakerId && one.schoolId === pair.schoolId)
      .flatMap((one) => overlap(servedSpan(one), year) ?? []);
    const hours = done(pair);
    // An end set for a day gone by can leave hours of a year in which nothing is owed any more: they were done.
    const first = served[0] ?? (hours && { from: year.from, until: year.from });
    if (!first) return undefined;
    const span = served.reduce((all, one): Span => {
      const from = one.from < all.from ? one.from : all.from;
      return { from, until: one.until > all.until ? one.until : all.until };
    }, first);
    const owed = owedTenths(served, year, work.deputyRules);
    const { taught, organised } = hours ?? { taught: 0, organised: 0 };
    const agreed = planned.get(keyOf(pair)) ?? 0;
    const pace = paceOf({ owed, done: taught + organised, planned: agreed }, span, now);
    return { year: year.year, from: year.from, until: year.until, owed, taught, organised, planned: agreed, ...pace };
  };
}

const keyOf = ({ speakerId, schoolId }: Pair): string => `${speakerId} ${schoolId}`;

async function sums({ tx }: Work, schoolIds: readonly number[], { from, until }: Span) {
  const rows = await tx.$queryRaw<{ speakerId: number; schoolId: number; taught: number; organised: number }[]>`
    SELECT speaker_id AS "speakerId", school_id AS "schoolId",
      coalesce(sum(tenths) FILTER (WHERE kind = 'taught'), 0)::int AS taught,
      coalesce(sum(tenths) FILTER (WHERE kind = 'organised'), 0)::int AS organised
    FROM hour_entry WHERE school_id = ANY(${[...schoolIds]}) AND day >= ${from}::date AND day < ${until}::date
    GROUP BY speaker_id, school_id`;
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return (pair: Pair) => found.get(keyOf(pair));
}

interface Term extends Serving {
  readonly schoolId: number;
  readonly span: Span;
}

/** What talks that are agreed will add, for as long as they are not reported. */
async function plannedTenths(
  work: Work,
  schoolIds: readonly number[],
  { from, until }: Span,
  rows: readonly { id: number; speakerId: number; schoolId: number; from: Date; until: Date; endedOn: Date | null }[],
): Promise<ReadonlyMap<string, number>> {
  const terms = rows.map(
    (row): Term => ({
      ...{ appointmentId: row.id, speakerId: row.speakerId, schoolId: row.schoolId, span: servedSpan(row) },
    }),
  );
  const orders = await work.tx.order.findMany({
    where: {
      ...{ schoolId: { in: [...schoolIds] }, state: 'confirmed' },
      startsAt: { gte: instantAt(from, 0, work.timeZone), lt: instantAt(until, 0, work.timeZone) },
    },
    include: talkParts,
  });
  const planned = new Map<string, number>();
  for (const order of orders) {
    const { startsAt, schoolId } = order;
    if (!startsAt || schoolId === null) continue;
    const serving = servingOn(terms, schoolId, localTime(startsAt, work.timeZone).day);
    const counts = attributeOrder(work, order, serving);
    if (!counts) continue;
    const key = keyOf({ speakerId: counts.speakerId, schoolId });
    planned.set(key, (planned.get(key) ?? 0) + talkTenths(undefined, minutesOf(order)));
  }
  return planned;
}

const servingOn = (terms: readonly Term[], schoolId: number, day: LocalDay): Serving[] =>
  terms.filter((one) => one.schoolId === schoolId && one.span.from <= day && day < one.span.until);

/** What has to be known of an order to say whose hours it is. */
export const talkParts = {
  offers: { where: { part: 'lead', state: 'accepted' }, select: { speakerId: true } },
  handOvers: { where: { granted: true }, select: { fromId: true, toId: true } },
  enteredBy: { select: { speaker: { select: { id: true } } } },
  record: true,
} as const;

interface TalkOrder {
  readonly offers: readonly { readonly speakerId: number }[];
  readonly source: OrderSource;
  readonly handOvers: readonly { readonly fromId: number; readonly toId: number }[];
  readonly enteredBy: { readonly speaker: { readonly id: number } | null } | null;
  readonly record: { readonly speakerId: number } | null;
}

export function attributeOrder({ deputyRules }: Work, order: TalkOrder, serving: readonly Serving[]) {
  const speakerId = order.record?.speakerId ?? order.offers[0]?.speakerId;
  if (speakerId === undefined) return undefined;
  const { handOvers } = order;
  // Entered at the coordinators' desk it is the caller's own order.
  const orderedBy = order.source === 'walk_in' ? order.enteredBy?.speaker?.id : undefined;
  return attribute({ speakerId, handOvers, ...(orderedBy !== undefined && { orderedBy }) }, serving, deputyRules);
}

export const minutesOf = ({ startsAt, endsAt }: { startsAt: Date | null; endsAt: Date | null }): number =>
  startsAt && endsAt ? (endsAt.getTime() - startsAt.getTime()) / 60_000 : 40;
