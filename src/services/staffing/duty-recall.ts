// 临时任务 and leaving, up to the preview: which talks are concerned, and who would come instead to all of them together.
// Nothing is changed but the preview's own rows; duty-recall-approve.ts carries it out.

import { localTime } from '../../domain/calendar.ts';
import type { Args, Result } from '../../domain/commands.ts';
import type { RecallTalk, RecallView, Span } from '../../domain/commands-staffing.ts';
import type { Candidate } from '../../domain/proposal.ts';
import type { TeamFacts } from '../../matching/facts.ts';
import { withHolds } from '../../matching/holds.ts';
import { place } from '../../matching/place.ts';
import { restaff, type TalkToRestaff } from '../../matching/restaff.ts';
import type { Prisma } from '../../store/generated/client.ts';
import { loadAgreedFacts } from '../../store/match-facts.ts';
import { json } from '../notify.ts';
import { type OrderRow, viewOf, withNames } from '../order/order-view.ts';
import { areasBelow } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import { talksWithin, waitingFor } from './duty-recall-talks.ts';
import { rulesFor } from './match-rules.ts';
import { asDays, intervalOf } from './speaker-talks.ts';
import { staffNames } from './staff-names.ts';
import { teamNow } from './team-now.ts';

const mostDuties = 5;

/** Those of the coordinator's area who are in the team. */
export async function listRecallable(
  work: Work,
  who: Who,
  { search }: Args<'list-recallable'>,
): Promise<Result<'list-recallable'>> {
  if (!who.coordinator) return { speakers: [] };
  const named: Prisma.SpeakerWhereInput =
    search === undefined
      ? {}
      : { OR: [{ name: { contains: search, mode: 'insensitive' } }, { aliases: { has: search } }] };
  const rows = await work.tx.speaker.findMany({
    where: { active: true, homeAreaId: { in: await areasBelow(work, who.coordinator.areaId) }, ...named },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      name: true,
      _count: { select: { bookings: { where: { active: true, from: { gt: work.now } } } } },
      away: { where: { recallId: { not: null }, until: { gt: work.now } }, orderBy: { from: 'asc' }, take: mostDuties },
    },
  });
  return {
    speakers: rows.map(({ id, name, _count, away }) => ({
      ...{ id, name, talks: _count.bookings },
      ...(away.length > 0 && {
        duties: away.map((one) => ({ id: one.id, ...asDays(one.from, one.until, work.timeZone) })),
      }),
    })),
  };
}

export async function previewRecall(
  work: Work,
  who: Who,
  { speakerId, span }: Args<'preview-recall'>,
): Promise<Result<'preview-recall'>> {
  const speaker = await ownSpeaker(work, who, speakerId);
  if (!speaker || !who.coordinator) return { ok: false, reason: 'not_found' };
  if (span && span.until < span.from) return { ok: false, reason: 'reversed' };
  if (span && span.until < localTime(work.now, work.timeZone).day) return { ok: false, reason: 'past' };
  const { from, until } = span ? intervalOf(span, work.timeZone) : { from: work.now, until: undefined };
  const gone = { from, ...(until && { until }) };
  const rows = await talksWithin(work, speakerId, gone);
  const talks = await previewOf(work, rows, speakerId);
  const id = await keep(work, { speakerId, coordinatorId: who.coordinator.id, ...gone }, talks);
  const recall: RecallView = {
    ...{ id, speaker: speaker.name },
    ...(span && { span: plain(span) }),
    ...{ talks, proposals: (await waitingFor(work, speakerId, gone)).length },
    // A duty passes, and the schools stay theirs.
    schools: span ? 0 : await schoolsOf(work, speakerId),
  };
  return { ok: true, recall };
}

async function schoolsOf({ tx }: Work, speakerId: number): Promise<number> {
  const where = { speakerId, state: 'active' } as const;
  return (await tx.deputyPrincipalAppointment.groupBy({ by: ['schoolId'], where })).length;
}

/** A speaker at home in the coordinator's area, and in the team. */
export async function ownSpeaker(work: Work, { coordinator }: Who, speakerId: number) {
  if (!coordinator) return undefined;
  const areaIds = await areasBelow(work, coordinator.areaId);
  const where = { id: speakerId, active: true, homeAreaId: { in: areaIds } };
  return (await work.tx.speaker.findFirst({ where })) ?? undefined;
}

const plain = ({ from, until, half }: Span): Span => ({ from, until, ...(half && { half }) });

async function previewOf(work: Work, rows: readonly OrderRow[], out: number): Promise<RecallTalk[]> {
  const loaded = await loadAgreedFacts(
    work.tx,
    rows.map(({ id }) => id),
    work,
  );
  const facts = { ...loaded, rules: await rulesFor(work) };
  const toRestaff: TalkToRestaff[] = [];
  for (const row of rows) {
    const order = loaded.orders.find((one) => one.order.id === row.id)?.order;
    if (order) toRestaff.push({ order, team: await teamNow(work, row) });
  }
  const found = await restaff(toRestaff, out, facts, work.solve);
  const names = await staffNames(work);
  const talks: RecallTalk[] = [];
  for (const row of rows) {
    const talk = toRestaff.find(({ order }) => order.id === row.id);
    const candidate = found.get(row.id);
    const part = row.offers.find(({ speakerId }) => speakerId === out)?.part ?? 'lead';
    // The place may lie in somebody else's area: whom to ring there is not for this list.
    const { contact: _, access: __, ...order } = await viewOf(work, row, 'speaker');
    talks.push({
      order,
      part,
      ...(candidate
        ? { instead: withNames(candidate, names) }
        : talk && { nobody: whyNobody(talk, out, toRestaff, found, facts) }),
    });
  }
  return talks;
}

/** As seen beside what the other talks were given. */
function whyNobody(
  { order, team }: TalkToRestaff,
  out: number,
  all: readonly TalkToRestaff[],
  found: ReadonlyMap<number, Candidate>,
  facts: TeamFacts,
) {
  const holds = all.flatMap((other) => {
    const candidate = found.get(other.order.id);
    return candidate ? [{ order: other.order, candidate }] : [];
  });
  const others = { ...facts, speakers: facts.speakers.filter(({ id }) => id !== out) };
  const { refusals, relaxations } = place({ ...order, agreedAt: team.startsAt }, withHolds(others, holds));
  return { refusals: refusals.first, ...(relaxations && { relaxations }) };
}

interface ToKeep {
  readonly speakerId: number;
  readonly coordinatorId: number;
  readonly from: Date;
  readonly until?: Date;
}

/** One preview of a coordinator and a speaker at a time: the one before can no longer be approved. */
async function keep(work: Work, { until, ...recall }: ToKeep, talks: readonly RecallTalk[]): Promise<number> {
  const { speakerId, coordinatorId } = recall;
  const before = { speakerId, coordinatorId, doneAt: null };
  await work.tx.recallItem.deleteMany({ where: { recall: before } });
  await work.tx.dutyRecall.deleteMany({ where: before });
  const { id } = await work.tx.dutyRecall.create({
    data: { ...recall, until: until ?? null, createdAt: work.now },
    select: { id: true },
  });
  await work.tx.recallItem.createMany({
    data: talks.map(({ order, part, instead }) => ({
      recallId: id,
      orderId: order.id,
      orderVersion: order.version,
      ...(instead && {
        speakerId: part === 'assistant' ? (instead.assistantId ?? null) : instead.speakerId,
        candidate: json(unnamed(instead)),
      }),
    })),
  });
  return id;
}

const unnamed = ({
  name: _,
  assistant: __,
  ...candidate
}: Candidate & { name: string; assistant?: string }): Candidate => candidate;
