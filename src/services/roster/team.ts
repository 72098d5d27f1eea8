// 宣讲队 as a coordinator has it: the list of the area's speakers, adding one by hand, and a new way in for one who has
// not joined.

import type { Args, Result } from '../../domain/commands.ts';
import { type Invitation, isName, type NewSpeaker, teamKinds } from '../../domain/commands-roster.ts';
import { parsePhone } from '../../domain/phone.ts';
import { sameName } from '../../domain/place-names.ts';
import { createInvite, inviteDays } from '../invites.ts';
import { inArea } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import { openApplications } from './applications-view.ts';
import { lockProfile, menuNames, teamWithin } from './profile.ts';
import { openTopicRequests } from './topics.ts';

export async function listTeam(work: Work, who: Who): Promise<Result<'list-team'>> {
  if (!who.coordinator) return { members: [], applications: 0, topicRequests: [] };
  const { areaId } = who.coordinator;
  const rows = await work.tx.speaker.findMany({
    where: await teamWithin(work, areaId),
    include: {
      topics: { where: { topic: { active: true } }, include: { topic: true } },
      deputyProfile: { select: { speakerId: true } },
    },
    orderBy: [{ active: 'desc' }, { id: 'asc' }],
  });
  return {
    members: rows.map(({ id, name, kind, active, topics, deputyProfile }) => ({
      ...{ id, name, kind, active, ...(deputyProfile && { inPool: true }) },
      topics: topics.toSorted((a, b) => a.topic.sort - b.topic.sort).map(({ topic }) => menuNames(topic)),
    })),
    applications: (await openApplications(work, areaId)).length,
    topicRequests: await openTopicRequests(work, who, areaId),
  };
}

/** How much of it waits for a decision. */
export async function teamWaiting(work: Work, who: Who, areaId: number): Promise<number> {
  return (await openApplications(work, areaId)).length + (await openTopicRequests(work, who, areaId)).length;
}

export async function addSpeaker(work: Work, who: Who, args: Args<'add-speaker'>): Promise<Result<'add-speaker'>> {
  if (!who.coordinator || !(await inArea(work, args.areaId, who.coordinator.areaId)))
    return { ok: false, reason: 'not_found' };
  const name = args.name.trim();
  const topicIds = await topicsOnMenu(work, args.topicIds);
  const areas = await work.tx.area.count({ where: { id: args.areaId, retiredAt: null } });
  if (!isName(name) || !teamKinds.includes(args.kind) || topicIds.length === 0 || areas === 0)
    return { ok: false, reason: 'incomplete' };
  // One after the other, or two at once would add the same person twice. Imports, too, know people by their name.
  await work.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('import speakers'))`;
  const all = await work.tx.speaker.findMany({ where: { guestOrderId: null }, select: { name: true } });
  if (all.some((known) => sameName(known.name, name))) return { ok: false, reason: 'namesake' };
  const speakerId = await createSpeaker(work, { ...args, name, topicIds });
  return { ok: true, speakerId, invitation: await inviteTo(work, { id: speakerId, name, homeAreaId: args.areaId }) };
}

export async function inviteSpeaker(
  work: Work,
  who: Who,
  { speakerId }: Args<'invite-speaker'>,
): Promise<Result<'invite-speaker'>> {
  const row = who.coordinator && (await lockProfile(work, who, speakerId));
  if (!row) return { ok: false, reason: 'not_found' };
  if (row.personId !== null) return { ok: false, reason: 'joined' };
  await work.tx.invite.deleteMany({ where: { speakerId, usedAt: null } });
  return { ok: true, invitation: await inviteTo(work, row) };
}

/** The name, told apart by its area where the team has it already: imports, too, know people by their name. */
export async function nameInTeam({ tx }: Work, name: string, area: { readonly name: string }): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('import speakers'))`;
  const team = await tx.speaker.findMany({ where: { active: true, guestOrderId: null }, select: { name: true } });
  return team.some((known) => sameName(known.name, name)) ? `${name}（${area.name}）` : name;
}

/** Those of them that can be held. */
export async function topicsOnMenu({ tx }: Work, topicIds: readonly number[]): Promise<number[]> {
  const rows = await tx.topic.findMany({ where: { id: { in: [...topicIds] }, active: true }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** With every format on the menu: who can't do one takes it away. */
export async function createSpeaker(
  { tx, now }: Work,
  { name, phone, kind, joinedBy, areaId, topicIds, languages }: NewSpeaker & { readonly languages?: readonly string[] },
): Promise<number> {
  const formats = await tx.format.findMany({ where: { active: true }, select: { id: true } });
  const { id } = await tx.speaker.create({
    data: {
      ...{ name, kind, joinedBy, homeAreaId: areaId, createdAt: now },
      phone: (phone !== undefined && parsePhone(phone)) || null,
      ...(languages && { languages: [...languages] }),
      topics: { create: topicIds.map((topicId) => ({ topicId })) },
      formats: { create: formats.map((format) => ({ formatId: format.id })) },
    },
    select: { id: true },
  });
  return id;
}

/** A code of their own, and the page that takes it. */
export async function inviteTo(
  { tx, now, baseUrl }: Work,
  { id, name, homeAreaId }: { readonly id: number; readonly name: string; readonly homeAreaId: number },
): Promise<Invitation> {
  const { code } = await createInvite(tx, { role: 'speaker', name, areaId: homeAreaId, speakerId: id, now });
  return { name, code, url: `${baseUrl}/join/${code}`, days: inviteDays };
}
