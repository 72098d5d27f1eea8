// As what somebody may look at, or change, appointments, requests and schools of 法治副校长. What has to be known of the
// person is read once, for as many rows as are asked about.

import type { AppointmentActor } from '../../domain/deputy/lifecycle.ts';
import { areasBelow } from '../scope.ts';
import type { Who, Work } from '../work.ts';

export interface Acting {
  readonly actor: AppointmentActor;
  readonly actorId: number;
}

interface Subject {
  readonly schoolId: number;
  readonly school: { readonly areaId: number };
  readonly speakerId?: number;
  readonly speaker?: { readonly personId: number | null };
}

/** `as`: the role that the question is about, where somebody has several. Undefined: for them it does not exist. */
export type Rights = (subject: Subject, as?: AppointmentActor) => Acting | undefined;

export async function rightsOf(work: Work, who: Who): Promise<Rights> {
  const coordinated = who.coordinator && new Set(await areasBelow(work, who.coordinator.areaId));
  const overseen = who.bureau && new Set(await areasBelow(work, who.bureau.areaId));
  const own = new Set(await ownSchools(work, who));
  return ({ schoolId, school: { areaId }, speakerId, speaker }, as) => {
    // Whoever it is about is that and nothing else: nobody decides about themselves, nor while they rest from talks.
    if (who.speakerId !== undefined && who.speakerId === speakerId) return { actor: 'speaker', actorId: who.speakerId };
    if (speaker?.personId === who.personId) return undefined;
    const roles: Acting[] = [];
    if (who.coordinator && coordinated?.has(areaId)) roles.push({ actor: 'coordinator', actorId: who.coordinator.id });
    if (who.bureau && overseen?.has(areaId)) roles.push({ actor: 'bureau', actorId: who.bureau.id });
    if (own.has(schoolId)) roles.push({ actor: 'school', actorId: who.personId });
    return roles.find(({ actor }) => actor === as) ?? roles[0];
  };
}

export const actingFor = async (
  work: Work,
  who: Who,
  subject: Subject,
  as?: AppointmentActor,
): Promise<Acting | undefined> => (await rightsOf(work, who))(subject, as);

/** The schools that the person speaks for: only in the public chat, where they have joined. */
export async function ownSchools({ tx }: Work, who: Who): Promise<number[]> {
  if (who.bot !== 'public') return [];
  const rows = await tx.schoolContact.findMany({
    where: { personId: who.personId, active: true, school: { retiredAt: null } },
    select: { schoolId: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ schoolId }) => schoolId);
}

/**
 * Areas whose education bureau has somebody in chat. There it decides itself; elsewhere a coordinator enters what it has
 * decided: who recommends does not approve.
 */
export async function bureauInChat(work: Work): Promise<ReadonlySet<number>> {
  const members = await work.tx.bureauMember.findMany({
    where: { active: true, person: { chats: { some: { bot: 'staff', closedAt: null } } } },
    select: { areaId: true },
  });
  const areas = new Set<number>();
  for (const top of new Set(members.map(({ areaId }) => areaId)))
    for (const id of await areasBelow(work, top)) areas.add(id);
  return areas;
}

/** All that a coordinator, or the education bureau, sees: for who is both, the areas of both. */
export async function areasSeen(work: Work, { coordinator, bureau }: Who): Promise<number[]> {
  const tops = new Set([coordinator, bureau].flatMap((role) => role?.areaId ?? []));
  const areas: number[] = [];
  for (const top of tops) areas.push(...(await areasBelow(work, top)));
  return [...new Set(areas)];
}
