// 主题申请: a speaker asks for a topic, a coordinator of the area grants it or not. The first to decide has decided.

import { settledTopicRequest, topicRequestCard } from '../../domain/cards/topic-request-card.ts';
import type { Args, Result } from '../../domain/commands.ts';
import type { ProfileEdited, TopicRequestView } from '../../domain/commands-roster.ts';
import { text } from '../../domain/message.ts';
import type { Prisma } from '../../store/generated/client.ts';
import { notify, retireCard } from '../notify.ts';
import { type Coordinating, coordinatorsAbove, coordinatorsOf } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import { isOwn, lockProfile, menuNames, profileView, reloadProfile, teamWithin } from './profile.ts';

export async function requestTopic(work: Work, who: Who, { topicId }: Args<'request-topic'>): Promise<ProfileEdited> {
  const row = await lockProfile(work, who);
  if (!row) return { ok: false, reason: 'not_found' };
  const refused = (reason: 'held' | 'waiting' | 'unknown'): ProfileEdited => ({
    ok: false,
    reason,
    profile: profileView(row, who),
  });
  if (row.topics.some((held) => held.topicId === topicId)) return refused('held');
  if (row.topicRequests.some((asked) => asked.topicId === topicId)) return refused('waiting');
  if ((await work.tx.topic.count({ where: { id: topicId, active: true } })) === 0) return refused('unknown');
  const { id } = await work.tx.topicRequest.create({ data: { speakerId: row.id, topicId, createdAt: work.now } });
  const message = topicRequestCard(requestView(await load(work, id)));
  for (const { personId } of await decidersOn(work, who, row.homeAreaId))
    await notify(work, { personId, bot: 'staff' }, message, { card: cardName(id), chatOnly: true });
  return { ok: true, profile: await reloadProfile(work, who, row.id) };
}

export async function decideTopic(
  work: Work,
  who: Who,
  { requestId, grant }: Args<'decide-topic'>,
): Promise<Result<'decide-topic'>> {
  const found = await work.tx.topicRequest.findUnique({ where: { id: requestId }, select: { speakerId: true } });
  if (!found || !who.coordinator) return { ok: false, reason: 'not_found' };
  const speaker = await lockProfile(work, who, found.speakerId);
  if (!speaker) return { ok: false, reason: 'not_found' };
  const before = await load(work, requestId);
  if (isOwn(speaker, who)) return { ok: false, reason: 'own', request: requestView(before) };
  if (before.decidedAt !== null) return { ok: false, reason: 'already', request: requestView(before) };
  if (grant) {
    const { speakerId, topicId } = before;
    await work.tx.speakerTopic.createMany({ data: [{ speakerId, topicId }], skipDuplicates: true });
  }
  return { ok: true, request: await settle(work, requestId, grant) };
}

/** The nearest coordinators, and nobody for themselves: whose area has no other goes one up. */
async function decidersOn(work: Work, who: Who, areaId: number): Promise<Coordinating[]> {
  const others = (all: readonly Coordinating[]) => all.filter(({ personId }) => personId !== who.personId);
  const nearest = others(await coordinatorsOf(work, areaId));
  return nearest.length > 0 ? nearest : others(await coordinatorsAbove(work, areaId));
}

/** What a coordinator has granted by hand is no longer asked for. */
export async function settleGranted(work: Work, speakerId: number, topicIds: readonly number[]): Promise<void> {
  const asked = await work.tx.topicRequest.findMany({
    where: { speakerId, topicId: { in: [...topicIds] }, decidedAt: null },
    select: { id: true },
  });
  for (const { id } of asked) await settle(work, id, true);
}

/** What waits for a coordinator of this area. */
export async function openTopicRequests(work: Work, who: Who, areaId: number): Promise<TopicRequestView[]> {
  const rows = await work.tx.topicRequest.findMany({
    where: { decidedAt: null, speaker: { ...(await teamWithin(work, areaId)), id: { not: who.speakerId ?? 0 } } },
    include: included,
    orderBy: { id: 'asc' },
    take: 20,
  });
  return rows.map(requestView);
}

/** Keeps the decision, puts out the buttons on every card, and tells the speaker. */
async function settle(work: Work, id: number, granted: boolean): Promise<TopicRequestView> {
  await work.tx.topicRequest.update({ where: { id }, data: { decidedAt: work.now, granted } });
  const row = await load(work, id);
  const view = requestView(row);
  await retireCard(work, cardName(id), settledTopicRequest(view));
  const { personId } = row.speaker;
  if (personId !== null)
    await notify(
      work,
      { personId, bot: 'staff' },
      { text: text(granted ? 'roster.news_granted' : 'roster.news_denied', { topic: { names: view.topic } }) },
      { chatOnly: true },
    );
  return view;
}

const included = {
  topic: true,
  speaker: { include: { topics: { include: { topic: true }, orderBy: { topic: { sort: 'asc' } } } } },
} satisfies Prisma.TopicRequestInclude;

const load = (work: Work, id: number) => work.tx.topicRequest.findUniqueOrThrow({ where: { id }, include: included });

function requestView(row: Prisma.TopicRequestGetPayload<{ include: typeof included }>): TopicRequestView {
  return {
    id: row.id,
    speakerId: row.speakerId,
    speaker: row.speaker.name,
    topic: menuNames(row.topic),
    holds: row.speaker.topics
      .filter(({ topicId, topic }) => topic.active && (topicId !== row.topicId || row.granted === null))
      .map(({ topic }) => menuNames(topic)),
    ...(row.granted !== null && { granted: row.granted }),
  };
}

/** Copies of a request's card for coordinators share this name. */
const cardName = (requestId: number): string => `topic_request:${requestId}`;
