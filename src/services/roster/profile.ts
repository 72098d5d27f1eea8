// A speaker's profile as it is stored, and as its owner or a coordinator of the area may see it. Whom somebody may look
// at is decided here, for all of the roster.

import type { ProfileView } from '../../domain/commands-roster.ts';
import type { Prisma } from '../../store/generated/client.ts';
import { areasBelow, inArea } from '../scope.ts';
import type { Who, Work } from '../work.ts';

const included = {
  homeArea: true,
  topics: { where: { topic: { active: true } }, include: { topic: true }, orderBy: { topic: { sort: 'asc' } } },
  formats: { where: { format: { active: true } }, include: { format: true }, orderBy: { format: { sort: 'asc' } } },
  hours: { orderBy: [{ weekday: 'asc' }, { fromMinutes: 'asc' }] },
  serves: { include: { area: true }, orderBy: { areaId: 'asc' } },
  appointments: { where: { state: 'active' }, select: { schoolId: true } },
  topicRequests: { where: { decidedAt: null }, include: { topic: true }, orderBy: { id: 'asc' } },
} satisfies Prisma.SpeakerInclude;

export type ProfileRow = Prisma.SpeakerGetPayload<{ include: typeof included }>;

/** The speaker's row where this person may look at it: the own one, or as a coordinator one of the area. */
export async function findProfile(work: Work, who: Who, wanted?: number): Promise<ProfileRow | undefined> {
  const id = wanted ?? who.speakerId;
  if (id === undefined) return undefined;
  const row = await work.tx.speaker.findUnique({ where: { id }, include: included });
  // A guest is booked for one talk and has no part in the team.
  if (!row || row.guestOrderId !== null) return undefined;
  if (row.id === who.speakerId) return row;
  return who.coordinator && (await inArea(work, row.homeAreaId, who.coordinator.areaId)) ? row : undefined;
}

/** The same, in turn with approvals and with others who change it. */
export async function lockProfile(work: Work, who: Who, wanted?: number): Promise<ProfileRow | undefined> {
  const id = wanted ?? who.speakerId;
  if (id === undefined) return undefined;
  await work.tx.$queryRaw`SELECT 1 FROM speaker WHERE id = ${id} FOR NO KEY UPDATE`;
  return findProfile(work, who, wanted);
}

/** Whose area it is makes no difference here: nobody decides for themselves. */
export const isOwn = (row: { readonly id: number; readonly personId: number | null }, who: Who): boolean =>
  row.id === who.speakerId || row.personId === who.personId;

export function profileView(row: ProfileRow, who: Who): ProfileView {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    joinedBy: row.joinedBy,
    home: areaNames(row.homeArea),
    active: row.active,
    schools: new Set(row.appointments.map(({ schoolId }) => schoolId)).size,
    joined: row.personId !== null,
    own: isOwn(row, who),
    topics: row.topics.map(({ topic }) => ({ id: topic.id, names: menuNames(topic) })),
    requested: row.topicRequests.map(({ id, topic }) => ({ requestId: id, id: topic.id, names: menuNames(topic) })),
    formats: row.formats.map(({ format }) => ({ id: format.id, names: menuNames(format) })),
    languages: row.languages,
    hours: row.hours.map(({ weekday, fromMinutes, untilMinutes }) => ({
      weekday,
      from: fromMinutes,
      until: untilMinutes,
    })),
    areas: row.serves.map(({ area }) => ({ id: area.id, names: areaNames(area) })),
    weeklyLimit: row.weeklyLimit,
    dailyLimit: row.dailyLimit,
    canAssist: row.canAssist,
    clearedForMinors: row.clearedForMinors,
    targetShare: row.targetShare,
  };
}

export async function reloadProfile(work: Work, who: Who, speakerId: number): Promise<ProfileView> {
  const row = await work.tx.speaker.findUniqueOrThrow({ where: { id: speakerId }, include: included });
  return profileView(row, who);
}

/** The speakers a coordinator has in the area. */
export const teamWithin = async (work: Work, areaId: number): Promise<Prisma.SpeakerWhereInput> => ({
  homeAreaId: { in: await areasBelow(work, areaId) },
  guestOrderId: null,
});

export const menuNames = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }) => ({ zh: nameZh, en: nameEn });
export const areaNames = ({ name, nameEn }: { name: string; nameEn: string | null }) => ({ zh: name, en: nameEn });
