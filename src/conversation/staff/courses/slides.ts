// 课件: a course's files, one after the other until the speaker is done; one that is wrong goes with a tap.

import { type CourseView, maxSlides } from '../../../domain/commands-courses.ts';
import type { CourseId } from '../../../domain/ids.ts';
import { type Text, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Reply, type Step } from '../../dialogue.ts';
import { tooLarge } from '../../files.ts';
import { staffNav } from '../../nav.ts';

interface Slides {
  readonly courseId: CourseId;
  readonly names: readonly { readonly id: number; readonly name: string }[];
}

export const slides: Dialogue<Slides> = {
  name: 'slides',
  takesFiles: () => true,
  start({ args: [id] }) {
    const courseId = idFrom(id);
    if (courseId === undefined) return lost;
    return { state: { courseId, names: [] }, replies: [], command: { type: 'show-course', courseId } };
  },
  step(state, input) {
    const { courseId } = state;
    if (input.kind === 'photo' || input.kind === 'file') {
      const problem = tooLarge(input);
      if (problem) return askedAgain(state, problem, ask(state));
      const name = input.kind === 'file' ? input.name : '';
      return { state, replies: [], command: { type: 'add-slide', courseId, fileId: input.fileId, name } };
    }
    if (input.kind === 'choice' && (input.id === 'done' || input.id === 'back')) return handOver(`/course ${courseId}`);
    const slideId = input.kind === 'choice' ? idFrom(/^rm:(\d+)$/.exec(input.id)?.[1]) : undefined;
    if (slideId === undefined) return askedAgain(state, text('course.send_slide'), ask(state));
    return { state, replies: [], command: { type: 'remove-slide', courseId, slideId } };
  },
  ask,
  conclude(state, outcome) {
    if (!state) return lost;
    switch (outcome.type) {
      case 'show-course': {
        const { course } = outcome.result;
        return course?.mine ? open(course) : ended(told(text('course.not_found')));
      }
      case 'add-slide': {
        const { result } = outcome;
        if (result.ok) return open(result.course, text('course.slide_added'));
        if (result.reason === 'not_found') return ended(told(text('course.not_found')));
        return askedAgain(state, text(`course.slide_${result.reason}`, { most: maxSlides }), ask(state));
      }
      case 'remove-slide': {
        const { result } = outcome;
        return result.ok ? open(result.course, text('course.slide_removed')) : ended(told(text('course.not_found')));
      }
      default:
        return lost;
    }
  },
};

function open({ id, slides: files }: CourseView, news?: Text): Step<Slides> {
  const state = { courseId: id, names: files.map(({ id: slideId, name }) => ({ id: slideId, name })) };
  return news === undefined ? asked(state, ask(state)) : askedAgain(state, news, ask(state));
}

function ask({ names }: Slides): Reply {
  return {
    text: {
      lines: [
        text('course.ask_slides', { most: maxSlides }),
        ...names.map(({ name }) => text('course.slide', { name })),
      ],
    },
    choices: [
      ...names.map(({ id, name }) => [choice(`rm:${id}`, text('course.remove_slide', { name }))]),
      ...(names.length > 0 ? [[choice('done', text('course.slides_done'))]] : []),
      staffNav,
    ],
  };
}
