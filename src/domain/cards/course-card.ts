// A course as its speaker sees it, and as a coordinator does who is to publish it.

import type { CourseView } from '../commands-courses.ts';
import { blankLine, type Choice, type Message, type Text, text } from '../message.ts';

/** With what this member of staff can do. `news` is the line on top that says what has just happened. */
export function courseCard(course: CourseView, news?: Text): Message {
  return {
    text: { lines: [...(news === undefined ? [] : [news, blankLine]), ...courseLines(course)] },
    choices: [...(course.reviewer ? reviewButtons(course) : []), ...(course.mine ? ownButtons(course) : [])],
    links: course.slides.map(({ name, url }) => ({ label: text('course.slide', { name }), url })),
  };
}

/** Once somebody decided, or it changed: what it was, without a live button. */
export const settledCourseCard = (course: CourseView, news: Text): Message => ({
  text: { lines: [news, blankLine, ...courseLines(course)] },
});

function courseLines(course: CourseView): Text[] {
  const { titles, topic, speaker, talkMinutes, audience, outline, state, slides } = course;
  return [
    text('course.title', { title: { names: titles }, state: text(`course.state_${state}`) }),
    // Whoever publishes it looks at both.
    titles.en === titles.zh ? '' : text('course.titles', { zh: titles.zh, en: titles.en }),
    text('line.topic', { value: { names: topic } }),
    text('course.line_speaker', { value: speaker }),
    text('course.line_minutes', { minutes: talkMinutes }),
    text('line.audience', { value: text(`audience.${audience}`) }),
    text('course.line_outline', { value: outline }),
    slides.length === 0 ? text('course.no_slides') : '',
  ];
}

function reviewButtons({ id, revision, state }: CourseView): Choice[][] {
  const on = (command: string, label: Text): Choice => ({ id: `/${command} ${id} ${revision}`, label });
  if (state === 'submitted')
    return [[on('course_publish', text('course.publish')), on('course_return', text('course.return'))]];
  return state === 'published' ? [[on('course_return', text('course.take_down'))]] : [];
}

function ownButtons({ id, state }: CourseView): Choice[][] {
  const on = (command: string, label: Text): Choice => ({ id: `/${command} ${id}`, label });
  const submit = state === 'draft' || state === 'withdrawn' ? [[on('course_submit', text('course.submit'))]] : [];
  const withdraw = state === 'withdrawn' ? [] : [on('course_withdraw', text('course.withdraw'))];
  return [
    ...submit,
    [on('edit_course', text('course.edit')), on('slides', text('course.slides')), ...withdraw],
    [{ id: '/courses', label: text('course.all') }],
  ];
}
