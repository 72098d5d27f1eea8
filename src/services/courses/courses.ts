// 我的课程: what a speaker does with courses of their own.

import { settledCourseCard } from '../../domain/cards/course-card.ts';
import type { Args, Result } from '../../domain/commands.ts';
import {
  type CourseActed,
  type CourseContent,
  type CourseLine,
  fewestMinutes,
  maxSlides,
  maxTitle,
  mostMinutes,
} from '../../domain/commands-courses.ts';
import { maxText } from '../../domain/draft.ts';
import { type FileType, fileName, fileType, mimeOf, mostFileBytes } from '../../domain/files.ts';
import { text } from '../../domain/message.ts';
import type { CourseState } from '../../store/generated/enums.ts';
import { retireCard } from '../notify.ts';
import { areasBelow } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import { askForReview } from './review.ts';
import {
  type CourseRow,
  courseCardName,
  courseLine,
  courseView,
  loadCourses,
  lockOwnCourse,
  reloadCourse,
  seenCourse,
} from './view.ts';

const mostCourses = 20;
const slideTypes: readonly FileType[] = ['pdf', 'pptx', 'ppt', 'docx', 'jpg', 'png', 'webp'];

export async function listCourses(work: Work, { speakerId, coordinator }: Who): Promise<Result<'list-courses'>> {
  const own = speakerId === undefined ? [] : await loadCourses(work, { speakerId });
  const reviewed = coordinator && { homeAreaId: { in: await areasBelow(work, coordinator.areaId) } };
  const inState = async (state: CourseState): Promise<CourseLine[]> =>
    reviewed ? (await loadCourses(work, { state, speaker: reviewed })).map(courseLine) : [];
  const isOwn = ({ id }: CourseLine): boolean => own.some((one) => one.id === id);
  return {
    own: own.map(courseLine),
    waiting: await inState('submitted'),
    published: (await inState('published')).filter((line) => !isOwn(line)),
  };
}

export async function showCourse(
  work: Work,
  who: Who,
  { courseId }: Args<'show-course'>,
): Promise<Result<'show-course'>> {
  const row = await seenCourse(work, who, courseId);
  return row ? { course: await courseView(work, row, who) } : {};
}

export async function saveCourse(
  work: Work,
  who: Who,
  { courseId, content }: Args<'save-course'>,
): Promise<Result<'save-course'>> {
  const { speakerId } = who;
  if (speakerId === undefined) return { ok: false, reason: 'not_found' };
  const before = courseId === undefined ? undefined : await lockOwnCourse(work, who, courseId);
  if (courseId !== undefined && !before) return { ok: false, reason: 'not_found' };
  const held = await work.tx.speakerTopic.count({ where: { speakerId, topicId: content.topicId } });
  if (held === 0) return { ok: false, reason: 'not_your_topic' };
  const data = columnsOf(content);
  if (before) {
    const state = stateAfter(before, data);
    await work.tx.course.update({ where: { id: before.id }, data: { ...data, state } });
    if (state === 'submitted') await askForReview(work, before.id);
    return { ok: true, course: await courseView(work, await reloadCourse(work, before.id), who) };
  }
  if ((await work.tx.course.count({ where: { speakerId } })) >= mostCourses) return { ok: false, reason: 'too_many' };
  const { id } = await work.tx.course.create({ data: { ...data, speakerId, createdAt: work.now } });
  return { ok: true, course: await courseView(work, await reloadCourse(work, id), who) };
}

/** The bounds are the dialogue's as well; what comes here may be from an older one. */
const columnsOf = ({ topicId, titles, outline, audience, talkMinutes }: CourseContent) => ({
  topicId,
  titleZh: cut(titles.zh, maxTitle),
  titleEn: cut(titles.en, maxTitle * 2),
  outline: cut(outline, maxText),
  audience,
  talkMinutes: Math.min(mostMinutes, Math.max(fewestMinutes, Math.trunc(talkMinutes))),
});

const cut = (words: string, most: number): string => [...words].slice(0, most).join('');

/** What was published are these words: others have to be published anew. */
function stateAfter(before: CourseRow, after: ReturnType<typeof columnsOf>): CourseState {
  const same = (['topicId', 'titleZh', 'titleEn', 'outline'] as const).every(
    (column) => before[column] === after[column],
  );
  if (before.state === 'published') return same ? 'published' : 'submitted';
  return before.state;
}

export async function addSlide(
  work: Work,
  who: Who,
  { courseId, name }: Args<'add-slide'>,
): Promise<Result<'add-slide'>> {
  const row = await lockOwnCourse(work, who, courseId);
  if (!row) return { ok: false, reason: 'not_found' };
  if (!work.file || work.file.length > mostFileBytes) return { ok: false, reason: 'unreadable' };
  const type = fileType(work.file);
  if (!type || !slideTypes.includes(type)) return { ok: false, reason: 'wrong_type' };
  if (row.slides.length >= maxSlides) return { ok: false, reason: 'too_many' };
  await work.tx.courseFile.create({
    data: {
      courseId,
      name: fileName(name, type),
      mime: mimeOf[type],
      bytes: new Uint8Array(work.file),
      createdAt: work.now,
    },
  });
  return { ok: true, course: await afterSlides(work, who, row) };
}

export async function removeSlide(
  work: Work,
  who: Who,
  { courseId, slideId }: Args<'remove-slide'>,
): Promise<CourseActed> {
  const row = await lockOwnCourse(work, who, courseId);
  if (!row) return { ok: false, reason: 'not_found' };
  await work.tx.courseFile.deleteMany({ where: { id: slideId, courseId } });
  return { ok: true, course: await afterSlides(work, who, row) };
}

/** Whoever is to publish it looks at the files as they are now. */
async function afterSlides(work: Work, who: Who, row: CourseRow) {
  if (row.state === 'submitted') await askForReview(work, row.id);
  return courseView(work, await reloadCourse(work, row.id), who);
}

export async function submitCourse(work: Work, who: Who, { courseId }: Args<'submit-course'>): Promise<CourseActed> {
  const row = await lockOwnCourse(work, who, courseId);
  if (!row) return { ok: false, reason: 'not_found' };
  if (row.state !== 'draft' && row.state !== 'withdrawn') return already(work, who, row);
  await work.tx.course.update({ where: { id: courseId }, data: { state: 'submitted' } });
  await askForReview(work, courseId);
  return { ok: true, course: await courseView(work, await reloadCourse(work, courseId), who) };
}

/** Off the menu. Orders for it stand. */
export async function withdrawCourse(
  work: Work,
  who: Who,
  { courseId }: Args<'withdraw-course'>,
): Promise<CourseActed> {
  const row = await lockOwnCourse(work, who, courseId);
  if (!row) return { ok: false, reason: 'not_found' };
  if (row.state === 'withdrawn') return already(work, who, row);
  await work.tx.course.update({ where: { id: courseId }, data: { state: 'withdrawn' } });
  const course = await courseView(work, await reloadCourse(work, courseId), who);
  await retireCard(work, courseCardName(courseId), settledCourseCard(course, text('course.was_withdrawn')));
  return { ok: true, course };
}

const already = async (work: Work, who: Who, row: CourseRow): Promise<CourseActed> => ({
  ok: false,
  reason: 'already',
  course: await courseView(work, row, who),
});
