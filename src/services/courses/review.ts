// A course on its way to the menu: laid before the coordinators where its speaker is at home, published, or sent back.

import { courseCard, settledCourseCard } from '../../domain/cards/course-card.ts';
import type { Args } from '../../domain/commands.ts';
import type { CourseActed, CourseState } from '../../domain/commands-courses.ts';
import { maxText } from '../../domain/draft.ts';
import { type Text, text } from '../../domain/message.ts';
import { notify, retireCard, reviseCard } from '../notify.ts';
import { coordinatorsOf } from '../scope.ts';
import { staffName } from '../staffing/staff-names.ts';
import type { Who, Work } from '../work.ts';
import { type CourseRow, courseCardName, courseView, lockReviewedCourse, reloadCourse, revisionOf } from './view.ts';

/** A card that stands already is brought up to date, so that five slides are not five cards. */
export async function askForReview(work: Work, courseId: number): Promise<void> {
  const row = await reloadCourse(work, courseId);
  const coordinators = await coordinatorsOf(work, row.speaker.homeAreaId);
  const [first] = coordinators;
  if (!first) return;
  const card = courseCardName(courseId);
  const message = courseCard(await courseView(work, row, { coordinator: first }), text('course.asked'));
  if (await reviseCard(work, card, message, new Date(0))) return;
  for (const { personId } of coordinators)
    await notify(work, { personId, bot: 'staff' }, message, { card, chatOnly: true });
}

export async function publishCourse(work: Work, who: Who, args: Args<'publish-course'>): Promise<CourseActed> {
  const row = await decidable(work, who, args, ['submitted']);
  if (!('state' in row)) return row;
  await work.tx.course.update({ where: { id: row.id }, data: { state: 'published', publishedAt: work.now } });
  return settle(work, who, row, 'course.published_by', text('course.news_published'));
}

/** Also off the menu: what was published by mistake, or is no longer true. Orders for it stand. */
export async function returnCourse(work: Work, who: Who, args: Args<'return-course'>): Promise<CourseActed> {
  const row = await decidable(work, who, args, ['submitted', 'published']);
  if (!('state' in row)) return row;
  await work.tx.course.update({ where: { id: row.id }, data: { state: 'draft' } });
  const reason = [...args.text].slice(0, maxText).join('');
  return settle(work, who, row, 'course.returned_by', text('course.news_returned', { reason }));
}

/** The row, where it is still in one of `states` and says what the coordinator has seen. */
async function decidable(
  work: Work,
  who: Who,
  { courseId, revision }: Args<'publish-course'>,
  states: readonly CourseState[],
): Promise<CourseRow | CourseActed> {
  const row = await lockReviewedCourse(work, who, courseId);
  if (!row) return { ok: false, reason: 'not_found' };
  if (states.includes(row.state) && revisionOf(row) === revision) return row;
  return { ok: false, reason: 'already', course: await courseView(work, row, who) };
}

/** The card ends everywhere, and the speaker hears of it. */
async function settle(
  work: Work,
  who: Who,
  { id, speaker, speakerId }: CourseRow,
  done: 'course.published_by' | 'course.returned_by',
  news: Text,
): Promise<CourseActed> {
  const row = await reloadCourse(work, id);
  const course = await courseView(work, row, who);
  const name = (await staffName(work, 'coordinator', who.coordinator?.id ?? null)) ?? '';
  await retireCard(work, courseCardName(id), settledCourseCard(course, text(done, { name })));
  if (speaker.personId !== null) {
    const own = courseCard(await courseView(work, row, { speakerId }), news);
    await notify(work, { personId: speaker.personId, bot: 'staff' }, own, { chatOnly: true });
  }
  return { ok: true, course };
}
