// 课程: what speakers offer of their own, and one of them whole, with a button that orders it.

import type { Course } from '../../domain/menu.ts';
import { text } from '../../domain/message.ts';
import { ended, menuButton, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice, type Dialogue, type Facts, type Reply } from '../dialogue.ts';
import { courseTitle } from '../order/step-course.ts';
import { pageFrom, pageOf } from '../pages.ts';

export const courses: Dialogue<never> = {
  name: 'courses',
  start: ({ args: [page] }, facts) => ended(list(facts, pageFrom(page))),
  // Everything on it is a command: nothing is ever said to it.
  step: (_, __, facts) => ended(list(facts, 0)),
  ask: (_, facts) => list(facts, 0),
};

export const course: Dialogue<never> = {
  name: 'course',
  start: ({ args: [id] }, facts) => ended(whole(facts, idFrom(id))),
  step: (_, __, facts) => ended(list(facts, 0)),
  ask: (_, facts) => list(facts, 0),
};

const pageSize = 8;

function list({ catalogue: { courses: all } }: Facts, page: number): Reply {
  if (all.length === 0) return told(text('course.menu_empty'), choice('/order', text('menu.order')));
  const { shown, turn } = pageOf(all, page, pageSize, (at) => `/courses ${at}`);
  return {
    text: text('course.menu', { many: all.length }),
    choices: [...shown.map((one) => [choice(`/course ${one.id}`, courseTitle(one))]), ...turn, [menuButton]],
  };
}

function whole({ catalogue }: Facts, id: number | undefined): Reply {
  const found = catalogue.courses.find((one) => one.id === id);
  if (!found) return told(text('course.gone'), choice('/courses', text('course.all')));
  const topic = catalogue.topics.find((one) => one.id === found.topicId);
  const { names, speaker, talkMinutes, audience, outline }: Course = found;
  return told(
    {
      lines: [
        text('line.course', { value: { names } }),
        text('course.line_speaker', { value: speaker }),
        topic ? text('line.topic', { value: { names: topic.names } }) : '',
        text('course.line_minutes', { minutes: talkMinutes }),
        text('line.audience', { value: text(`audience.${audience}`) }),
        text('course.line_outline', { value: outline }),
      ],
    },
    choice(`/order course ${found.id}`, text('course.order')),
    choice('/courses', text('course.all')),
  );
}
