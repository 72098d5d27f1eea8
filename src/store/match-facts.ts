// Loads one order and all speakers as the facts that matching judges: a fixed number of queries, however many
// speakers there are. Run inside the transaction that locked the rows, it sees what that transaction may rely on.

import { instantAt, type LocalDay, localTime, mondayOf } from '../domain/calendar.ts';
import type { KitToMatch, OrderToMatch, PlaceFacts, SpeakerToMatch, Tenure } from '../matching/facts.ts';
import type { Tx } from './database.ts';
import { type District, loadDistrict } from './district.ts';
import { loadRatings, type SpeakerRating } from './speaker-ratings.ts';
import { loadWorkload, type Workload } from './workload.ts';

export interface OrderFacts {
  readonly order: OrderToMatch;
  readonly speakers: readonly SpeakerToMatch[];
  readonly kits: readonly KitToMatch[];
  /** The order's version that the facts belong to. */
  readonly version: number;
}

/** Undefined where there is no such order. */
export async function loadMatchFacts(
  tx: Tx,
  orderId: number,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Promise<OrderFacts | undefined> {
  const row = await loadOrder(tx, orderId);
  if (!row) return undefined;
  const district = await loadDistrict(tx);
  const thisMonday = instantAt(mondayOf(localTime(now, timeZone).day), 0, timeZone);
  const workload = await loadWorkload(tx, { district, exceptOrderId: orderId, thisMonday, now });
  const ratings = await loadRatings(tx);
  const team = await loadTeam(tx, now);
  return {
    version: row.version,
    order: toOrder(row, district, team),
    speakers: team.map((member) => toSpeaker(member, district, workload(member.id), ratings.get(member.id))),
    kits: [],
  };
}

const loadOrder = (tx: Tx, orderId: number) =>
  tx.order.findUnique({
    where: { id: orderId },
    include: {
      format: true,
      windows: { orderBy: { rank: 'asc' } },
      offers: { select: { speakerId: true, state: true, reason: true, createdAt: true } },
      events: {
        where: { action: { in: ['move', 'amend'] }, actor: { not: 'system' } },
        orderBy: { id: 'desc' },
        take: 1,
        select: { at: true },
      },
    },
  });

const loadTeam = (tx: Tx, now: Date) =>
  tx.speaker.findMany({
    orderBy: { id: 'asc' },
    include: {
      topics: { select: { topicId: true } },
      formats: { select: { formatId: true } },
      appointments: { select: { schoolId: true, from: true, until: true } },
      away: { where: { until: { gt: now } }, select: { from: true, until: true } },
    },
  });

type OrderRow = NonNullable<Awaited<ReturnType<typeof loadOrder>>>;
type TeamRow = Awaited<ReturnType<typeof loadTeam>>[number];

function toOrder(row: OrderRow, district: District, team: readonly TeamRow[]): OrderToMatch {
  const schoolTerms = team
    .filter(({ active }) => active)
    .flatMap(({ appointments }) => appointments.filter((held) => held.schoolId === row.schoolId).map(tenure));
  return {
    id: row.id,
    ...(row.topicId !== null && { topicId: row.topicId }),
    formatId: row.formatId,
    createdAt: row.createdAt,
    format: { ...row.format, people: 1, kits: [] },
    place: toPlace(row, district),
    windows: row.windows.map(({ rank, day, half, period }) => ({
      rank,
      day: localDay(day),
      half,
      ...(period !== null && { period }),
    })),
    audience: row.audience,
    ...(row.size !== null && { size: row.size }),
    language: row.language,
    ...(row.preferredSpeakerId !== null && { preferredSpeakerId: row.preferredSpeakerId }),
    wantsDeputy: row.wantsDeputy,
    schoolTerms,
    excludedSpeakerIds: declinedBy(row),
    covered: true,
    caseIndex: 0,
  };
}

/**
 * Who declined, did not answer, or stepped back (an offer withdrawn with a reason): as long as the order is the same.
 * Once it was moved or amended everybody may be asked again. An offer recalled by a coordinator has no reason.
 */
function declinedBy({ offers, events }: OrderRow): number[] {
  const changedAt = events[0]?.at ?? new Date(0);
  return offers
    .filter(({ createdAt }) => createdAt >= changedAt)
    .filter(
      ({ state, reason }) => state === 'declined' || state === 'expired' || (state === 'withdrawn' && reason !== null),
    )
    .map(({ speakerId }) => speakerId);
}

function toPlace({ areaId, schoolId }: OrderRow, district: District): PlaceFacts {
  const townshipId = district.above(areaId, 'township');
  const stationId = district.above(areaId, 'station');
  const point = district.point({ areaId, schoolId });
  return {
    areaId,
    areaIds: district.chain(areaId),
    ...(townshipId !== undefined && { townshipId }),
    ...(stationId !== undefined && { stationId }),
    ...(schoolId !== null && { schoolId }),
    ...(point && { point }),
  };
}

function toSpeaker(
  row: TeamRow,
  district: District,
  workload: Workload,
  rating: SpeakerRating | undefined,
): SpeakerToMatch {
  const homeTownshipId = district.above(row.homeAreaId, 'township');
  const homePoint = district.point({ areaId: row.homeAreaId });
  return {
    id: row.id,
    name: row.name,
    active: row.active,
    homeAreaId: row.homeAreaId,
    ...(homeTownshipId !== undefined && { homeTownshipId }),
    ...(homePoint && { homePoint }),
    languages: row.languages,
    clearedForMinors: row.clearedForMinors,
    dailyLimit: 2,
    weeklyLimit: row.weeklyLimit,
    workingHours: [],
    serviceAreaIds: [],
    targetShare: 1,
    presentShare: 1,
    served: [],
    canAssist: false,
    topicIds: row.topics.map(({ topicId }) => topicId),
    formatIds: row.formats.map(({ formatId }) => formatId),
    appointments: row.appointments.map((held) => ({ schoolId: held.schoolId, ...tenure(held) })),
    away: row.away,
    ...workload,
    ...(rating && { rating }),
  };
}

const tenure = ({ from, until }: { from: Date; until: Date }): Tenure => ({
  from: localDay(from),
  until: localDay(until),
});

/** A DATE column comes as midnight in UTC. */
const localDay = (date: Date): LocalDay => date.toISOString().slice(0, 10);
