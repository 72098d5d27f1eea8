// Courses as they are stored, as one member of staff may see them, and who may.

import { createHash } from 'node:crypto';
import type { CourseLine, CourseView } from '../../domain/commands-courses.ts';
import { type Audience, audiences } from '../../domain/menu.ts';
import type { Prisma } from '../../store/generated/client.ts';
import { namesOf } from '../order/order-view.ts';
import { areasBelow, inArea } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import { slideLinks } from './slides.ts';

const included = {
  topic: true,
  speaker: { select: { id: true, name: true, homeAreaId: true, personId: true } },
  slides: { select: { id: true, name: true }, orderBy: { id: 'asc' } },
} satisfies Prisma.CourseInclude;

export type CourseRow = Prisma.CourseGetPayload<{ include: typeof included }>;

/** Copies of a course's card for coordinators share this name. */
export const courseCardName = (courseId: number): string => `course:${courseId}`;

export const loadCourses = (work: Work, where: Prisma.CourseWhereInput): Promise<CourseRow[]> =>
  work.tx.course.findMany({ where, include: included, orderBy: { id: 'desc' }, take: 50 });

/** The speaker's own, locked: whoever acts second sees what the first one did. */
export async function lockOwnCourse(work: Work, who: Who, courseId: number): Promise<CourseRow | undefined> {
  const row = await lockCourse(work, courseId);
  return row && row.speakerId === who.speakerId ? row : undefined;
}

/** One that this coordinator may publish, locked. */
export async function lockReviewedCourse(work: Work, who: Who, courseId: number): Promise<CourseRow | undefined> {
  const row = await lockCourse(work, courseId);
  return row && (await mayReview(work, who, row)) ? row : undefined;
}

async function lockCourse(work: Work, courseId: number): Promise<CourseRow | undefined> {
  await work.tx.$queryRaw`SELECT 1 FROM course WHERE id = ${courseId} FOR UPDATE`;
  return (await work.tx.course.findUnique({ where: { id: courseId }, include: included })) ?? undefined;
}

export async function reloadCourse(work: Work, courseId: number): Promise<CourseRow> {
  return work.tx.course.findUniqueOrThrow({ where: { id: courseId }, include: included });
}

/** Its speaker, whoever may publish it, and coordinators for whom it is on the menu or was ordered. */
export async function seenCourse(work: Work, who: Who, courseId: number): Promise<CourseRow | undefined> {
  const row = await work.tx.course.findUnique({ where: { id: courseId }, include: included });
  if (!row) return undefined;
  if (row.speakerId === who.speakerId) return row;
  if (!who.coordinator) return undefined;
  if (row.state === 'published' || (await mayReview(work, who, row))) return row;
  const areaId = { in: await areasBelow(work, who.coordinator.areaId) };
  return (await work.tx.order.count({ where: { courseId, areaId } })) > 0 ? row : undefined;
}

/** A coordinator of the area where its speaker is at home. */
const mayReview = async (work: Work, who: Pick<Who, 'coordinator'>, { speaker }: CourseRow): Promise<boolean> =>
  who.coordinator !== undefined && inArea(work, speaker.homeAreaId, who.coordinator.areaId);

export async function courseView(
  work: Work,
  row: CourseRow,
  who: Pick<Who, 'speakerId' | 'coordinator'>,
): Promise<CourseView> {
  return {
    ...courseLine(row),
    revision: revisionOf(row),
    topicId: row.topicId,
    topic: namesOf(row.topic),
    outline: row.outline ?? '',
    audience: audienceOf(row.audience),
    talkMinutes: row.talkMinutes,
    slides: await slideLinks(work.tx, row.id, work.now),
    ...(row.speakerId === who.speakerId && { mine: true }),
    ...((await mayReview(work, who, row)) && { reviewer: true }),
  };
}

export const courseLine = ({ id, state, titleZh, titleEn, speaker }: CourseRow): CourseLine => ({
  id,
  state,
  titles: { zh: titleZh, en: titleEn },
  speaker: speaker.name,
});

/** Changes with whatever a coordinator has looked at. */
export const revisionOf = ({ topicId, titleZh, titleEn, outline, audience, talkMinutes, slides }: CourseRow): string =>
  createHash('sha256')
    .update(JSON.stringify([topicId, titleZh, titleEn, outline, audience, talkMinutes, slides.map(({ id }) => id)]))
    .digest('hex')
    .slice(0, 8);

const audienceOf = (stored: string): Audience => audiences.find((known) => known === stored) ?? 'residents';
