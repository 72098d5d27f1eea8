// 课程 in an order: chosen from the list, it brings its topic and its speaker along; another topic or speaker lets it go.

import type { Draft } from '../../domain/draft.ts';
import type { Course } from '../../domain/menu.ts';
import { type Text, text } from '../../domain/message.ts';
import { choice } from '../dialogue.ts';
import { paged, pageOf } from '../nav.ts';
import { question } from './question.ts';
import { filled, type OrderStep, problem } from './talk.ts';

export const courseStep: OrderStep = {
  ask(talk, { catalogue: { courses } }) {
    const choices = courses.map((course) => choice(`c:${course.id}`, courseTitle(course)));
    return question(talk, text('course.ask'), paged(choices, talk.page ?? 0, 1, 8));
  },
  take(talk, input, { catalogue: { courses } }) {
    const page = input.kind === 'choice' ? pageOf(input.id) : undefined;
    if (page !== undefined) return { kind: 'stay', talk: { ...talk, page } };
    const said = input.kind === 'text' ? input.understood.courseId : undefined;
    const course = courses.find(({ id }) => (input.kind === 'choice' ? input.id === `c:${id}` : id === said));
    return course ? filled(talk, withCourse(talk.draft, course)) : problem(text('course.tap'));
  },
};

export const courseTitle = ({ names, speaker, talkMinutes }: Course): Text =>
  text('course.choice', { title: { names }, speaker, minutes: talkMinutes });

export function withCourse(draft: Draft, { id, topicId, speakerId }: Course): Draft {
  const { wish: _w, wantsDeputy: _d, ...rest } = draft;
  return { ...rest, courseId: id, topicId, preferredSpeakerId: speakerId };
}

/** The speaker was only there for the course. */
export function withoutCourse(draft: Draft): Draft {
  if (draft.courseId === undefined) return draft;
  const { courseId: _c, preferredSpeakerId: _s, ...rest } = draft;
  return rest;
}
