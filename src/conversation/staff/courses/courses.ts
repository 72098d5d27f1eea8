// 课程: a speaker's own and those that wait for a coordinator; one of them with what can be done.

import { courseCard } from '../../../domain/cards/course-card.ts';
import type { Outcome } from '../../../domain/commands.ts';
import type { CourseActed, CourseLine } from '../../../domain/commands-courses.ts';
import { maxText } from '../../../domain/draft.ts';
import { type Choice, type Text, type TextKey, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { createTextDialogue } from '../../free-text.ts';
import { staffNav } from '../../nav.ts';
import { pageFrom, pageOf } from '../../pages.ts';

export const courses = createErrand({
  name: 'courses',
  target: ([page], { person }) => ({ page: pageFrom(page), speaks: person.speakerId !== undefined }),
  command: () => ({ type: 'list-courses' }),
  tell(outcome, { page, speaks }) {
    if (outcome.type !== 'list-courses') return undefined;
    const { own, waiting, published } = outcome.result;
    const { shown, turn } = pageOf([...waiting, ...own, ...published], page, pageSize, (at) => `/courses ${at}`);
    const titles: Text[] = [
      waiting.length > 0 ? text('course.waiting', { many: waiting.length }) : '',
      speaks ? text(own.length > 0 ? 'course.own' : 'course.none', { many: own.length }) : '',
      !speaks && waiting.length === 0 ? text('course.nothing_waits') : '',
      published.length > 0 ? text('course.on_menu', { many: published.length }) : '',
    ];
    return {
      text: { lines: titles },
      choices: [
        ...shown.map((course) => [courseButton(course)]),
        ...turn,
        ...(speaks ? [[choice('/new_course', text('course.new'))]] : []),
        [menuButton],
      ],
    };
  },
});

const pageSize = 8;

const courseButton = ({ id, titles, state, speaker }: CourseLine): Choice =>
  choice(
    `/course ${id}`,
    text('course.line', { title: { names: titles }, speaker, state: text(`course.state_${state}`) }),
  );

export const course = createErrand({
  name: 'course',
  target: ([id]) => idFrom(id),
  command: (courseId) => ({ type: 'show-course', courseId }),
  tell(outcome) {
    if (outcome.type !== 'show-course') return undefined;
    const { course: found } = outcome.result;
    return found ? withMenu(courseCard(found)) : told(text('course.not_found'));
  },
});

export const submitCourse = createErrand({
  name: 'course_submit',
  target: ([id]) => idFrom(id),
  command: (courseId) => ({ type: 'submit-course', courseId }),
  tell: (outcome) => (outcome.type === 'submit-course' ? tellCourse(outcome.result, 'course.submitted') : undefined),
});

interface Reviewed {
  readonly courseId: number;
  readonly revision: string;
}

export const publishCourse = createErrand<Reviewed>({
  name: 'course_publish',
  target: reviewedFrom,
  command: (reviewed) => ({ type: 'publish-course', ...reviewed }),
  tell: (outcome) => (outcome.type === 'publish-course' ? tellCourse(outcome.result, 'course.published') : undefined),
});

/** 退回: the speaker reads why. */
export const returnCourse = createTextDialogue<Reviewed>({
  name: 'course_return',
  question: text('course.ask_reason', { most: maxText }),
  target: reviewedFrom,
  home: ({ courseId }) => `/course ${courseId}`,
  command: (reviewed, words) => ({ type: 'return-course', ...reviewed, text: words }),
  tell: (outcome) => (outcome.type === 'return-course' ? tellCourse(outcome.result, 'course.returned') : undefined),
});

function reviewedFrom([id, revision]: readonly string[]): Reviewed | undefined {
  const courseId = idFrom(id);
  return courseId !== undefined && /^[0-9a-f]{8}$/.test(revision ?? '')
    ? { courseId, revision: revision ?? '' }
    : undefined;
}

/** 撤下: asked once more, since it goes from the menu. */
export const withdrawCourse: Dialogue<{ readonly courseId: number }> = {
  name: 'course_withdraw',
  start({ args: [id] }) {
    const courseId = idFrom(id);
    return courseId === undefined ? lost : asked({ courseId }, askWithdraw());
  },
  step(state, input) {
    if (input.kind === 'choice' && input.id === 'back') return handOver(`/course ${state.courseId}`);
    if (input.kind !== 'choice' || input.id !== 'yes')
      return askedAgain(state, text('course.tap_withdraw'), askWithdraw());
    return { state, replies: [], command: { type: 'withdraw-course', courseId: state.courseId } };
  },
  ask: askWithdraw,
  conclude(_, outcome) {
    return outcome.type === 'withdraw-course' ? ended(tellCourse(outcome.result, 'course.withdrawn')) : lost;
  },
};

function askWithdraw(): Reply {
  return { text: text('course.ask_withdraw'), choices: [[choice('yes', text('course.withdraw'))], staffNav] };
}

export function tellCourse(result: CourseActed, done: TextKey): Reply {
  if (result.ok) return withMenu(courseCard(result.course, text(done)));
  if (result.reason === 'not_found') return told(text('course.not_found'));
  return withMenu(courseCard(result.course, text('course.changed')));
}

export const withMenu = (reply: Reply): Reply => ({ ...reply, choices: [...(reply.choices ?? []), [menuButton]] });

export type ShownCourse = Extract<Outcome, { type: 'show-course' }>['result']['course'];
