// One order's and one speaker's rows as the facts that matching judges.

import type { LocalDay } from '../domain/calendar.ts';
import type { FormatFacts, OrderToMatch, PlaceFacts, SpeakerToMatch, Tenure } from '../matching/facts.ts';
import type { Tx } from './database.ts';
import type { District } from './district.ts';
import type { Prisma } from './generated/client.ts';
import { presentShare } from './present-share.ts';
import type { SpeakerRating } from './speaker-ratings.ts';
import { fromStoredMatch } from './stored-match.ts';
import { toWindow } from './window-rows.ts';
import type { Workload } from './workload.ts';

export const loadOrders = (tx: Tx, where: Prisma.OrderWhereInput) =>
  tx.order.findMany({
    where,
    orderBy: { id: 'asc' },
    include: {
      format: true,
      course: { select: { speakerId: true, talkMinutes: true } },
      windows: { orderBy: { rank: 'asc' } },
      offers: { select: { speakerId: true, state: true, reason: true, claim: true, createdAt: true } },
      proposals: { orderBy: { id: 'desc' }, take: 1 },
      events: {
        where: { action: { in: ['move', 'amend'] }, actor: { not: 'system' } },
        orderBy: { id: 'desc' },
        take: 1,
        select: { at: true },
      },
    },
  });

const presentDays = 90;

export const loadTeam = (tx: Tx, now: Date) =>
  tx.speaker.findMany({
    // A guest is of no use once the talk is over.
    where: {
      OR: [
        { guestOrderId: null },
        { guestOrder: { state: { in: ['submitted', 'proposed', 'offered', 'confirmed'] } } },
      ],
    },
    orderBy: { id: 'asc' },
    include: {
      topics: { select: { topicId: true } },
      formats: { select: { formatId: true } },
      appointments: { where: { state: 'active' }, select: { schoolId: true, from: true, until: true, endedOn: true } },
      hours: true,
      serves: { select: { areaId: true } },
      away: {
        where: { until: { gt: new Date(now.getTime() - presentDays * 86_400_000) } },
        select: { from: true, until: true },
      },
    },
  });

export type OrderRow = Awaited<ReturnType<typeof loadOrders>>[number];
type TeamRow = Awaited<ReturnType<typeof loadTeam>>[number];

/** What is proposed for it now; one of an earlier version says nothing any more. */
export function standingOf({ state, version, proposals: [stored] }: OrderRow) {
  if (state !== 'proposed' || stored?.orderVersion !== version) return undefined;
  return fromStoredMatch(stored)?.candidates[0];
}

export function toOrder(
  row: OrderRow,
  district: District,
  team: readonly TeamRow[],
): Omit<OrderToMatch, 'covered' | 'caseIndex'> {
  const standing = standingOf(row);
  const schoolTerms = team
    .filter(({ active }) => active)
    .flatMap(({ appointments }) => appointments.filter((held) => held.schoolId === row.schoolId).map(tenure));
  return {
    id: row.id,
    ...(row.topicId !== null && { topicId: row.topicId }),
    formatId: row.formatId,
    createdAt: row.createdAt,
    format: toFormat(row),
    place: toPlace(row, district),
    windows: row.windows.map((window) => ({ rank: window.rank, ...toWindow(window) })),
    audience: row.audience,
    ...(row.size !== null && { size: row.size }),
    language: row.language,
    ...(row.preferredSpeakerId !== null && { preferredSpeakerId: row.preferredSpeakerId }),
    wantsDeputy: row.wantsDeputy,
    schoolTerms,
    excludedSpeakerIds: declinedBy(row),
    ...(row.course && { courseSpeakerId: row.course.speakerId }),
    ...(standing && {
      standing: {
        speakerId: standing.speakerId,
        ...(standing.assistantId !== undefined && { assistantId: standing.assistantId }),
        startsAt: new Date(standing.startsAt),
      },
    }),
  };
}

/**
 * Who declined, did not answer, or stepped back (an offer withdrawn with a reason): as long as the order is the same.
 * Once it was moved or amended everybody may be asked again. An offer recalled by a coordinator has no reason.
 */
function declinedBy({ offers, events }: OrderRow): number[] {
  const changedAt = events[0]?.at ?? new Date(0);
  return (
    offers
      // Who lets an order pass that was open to all has declined nothing.
      .filter(({ createdAt, claim }) => createdAt >= changedAt && !claim)
      .filter(
        ({ state, reason }) =>
          state === 'declined' || state === 'expired' || (state === 'withdrawn' && reason !== null),
      )
      .map(({ speakerId }) => speakerId)
  );
}

/** A course lasts as long as its speaker says. */
export const toFormat = ({ format, course }: OrderRow): FormatFacts => ({
  ...format,
  people: format.people === 2 ? 2 : 1,
  ...(course && { talkMinutes: course.talkMinutes }),
});

export function toPlace({ areaId, schoolId }: OrderRow, district: District): PlaceFacts {
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

export function toSpeaker(
  row: TeamRow,
  district: District,
  workload: Workload,
  rating: SpeakerRating | undefined,
  now: Date,
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
    dailyLimit: row.dailyLimit,
    weeklyLimit: row.weeklyLimit,
    workingHours: row.hours.map(({ weekday, fromMinutes, untilMinutes }) => ({
      weekday,
      from: fromMinutes,
      until: untilMinutes,
    })),
    serviceAreaIds: row.serves.map(({ areaId }) => areaId),
    targetShare: row.targetShare,
    presentShare: presentShare(row, { now, days: presentDays }),
    canAssist: row.canAssist,
    ...(row.guestOrderId !== null && { onlyOrderId: row.guestOrderId }),
    topicIds: row.topics.map(({ topicId }) => topicId),
    formatIds: row.formats.map(({ formatId }) => formatId),
    appointments: row.appointments.map((held) => ({ schoolId: held.schoolId, ...tenure(held) })),
    away: row.away.filter(({ until }) => until > now),
    ...workload,
    ...(rating && { rating }),
  };
}

/** An appointment may end before its term. */
const tenure = ({ from, until, endedOn }: { from: Date; until: Date; endedOn: Date | null }): Tenure => ({
  from: localDay(from),
  until: localDay(endedOn ?? until),
});

/** A DATE column comes as midnight in UTC. */
const localDay = (date: Date): LocalDay => date.toISOString().slice(0, 10);
