// A speaker writes a course, question by question, and sees it whole before it is kept; later any of the answers can be
// given anew.

import type { CourseView } from '../../../domain/commands-courses.ts';
import { blankLine, type Text, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Facts, type Input, type Reply, type Step } from '../../dialogue.ts';
import { rows, staffNav } from '../../nav.ts';
import { tellCourse } from './courses.ts';
import { type Course, type Field, fields, heldTopics, questions } from './questions.ts';

interface Editing {
  readonly at: Field | 'summary';
  readonly course: Course;
  /** Answered before: back to the summary after this one. */
  readonly again?: boolean;
}

export const newCourse: Dialogue<Editing> = {
  name: 'new_course',
  keepsDays: 7,
  keeps: ({ course }) => course.zh !== undefined,
  start({ parked }, facts) {
    if (parked) {
      const { text: question, ...rest } = ask(parked, facts);
      return asked(parked, {
        ...rest,
        text: { lines: [text('course.resumed', { title: parked.course.zh ?? '' }), blankLine, question] },
      });
    }
    if (heldTopics(facts).length === 0) return ended(told(text('course.no_topics')));
    return open({ at: 'topic', course: {} }, facts);
  },
  ...editing(),
};

export const editCourse: Dialogue<Editing> = {
  name: 'edit_course',
  start({ args: [id] }) {
    const courseId = idFrom(id);
    if (courseId === undefined) return lost;
    return {
      state: { at: 'summary', course: { id: courseId } },
      replies: [],
      command: { type: 'show-course', courseId },
    };
  },
  ...editing(),
};

function editing(): Pick<Dialogue<Editing>, 'step' | 'ask' | 'conclude'> {
  return {
    step(state, input, facts) {
      if (input.kind === 'choice' && input.id === 'back') return goBack(state, facts);
      return state.at === 'summary' ? takeSummary(state, input, facts) : takeAnswer(state, state.at, input, facts);
    },
    ask,
    conclude(state, outcome, facts) {
      if (outcome.type === 'show-course') return opened(outcome.result.course, facts);
      if (outcome.type !== 'save-course' || !state) return lost;
      const { result } = outcome;
      if (result.ok) return ended(tellCourse(result, savedKeys[result.course.state]));
      if (result.reason !== 'not_your_topic') return ended(told(text(`course.${result.reason}`)));
      return askedAgain(state, text('course.not_your_topic'), ask(state, facts));
    },
  };
}

const savedKeys = {
  draft: 'course.saved',
  withdrawn: 'course.saved',
  submitted: 'course.saved_submitted',
  published: 'course.saved_published',
} as const;

function opened(view: CourseView | undefined, facts: Facts): Step<Editing> {
  if (!view?.mine) return ended(told(text('course.not_found')));
  const { id, topicId, titles, outline, audience, talkMinutes } = view;
  const course = { id, topicId, zh: titles.zh, en: titles.en, outline, audience, minutes: talkMinutes };
  return open({ at: 'summary', course }, facts);
}

function takeAnswer(state: Editing, at: Field, input: Input, facts: Facts): Step<Editing> {
  const taken = questions[at].take(input, facts, state.course);
  if ('problem' in taken) return askedAgain(state, taken.problem, ask(state, facts));
  const course = { ...state.course, ...taken };
  return open({ at: state.again ? 'summary' : (fields[fields.indexOf(at) + 1] ?? 'summary'), course }, facts);
}

function takeSummary(state: Editing, input: Input, facts: Facts): Step<Editing> {
  const id = input.kind === 'choice' ? input.id : '';
  const at = fields.find((field) => field === id);
  if (at) return open({ ...state, at, again: true }, facts);
  const missing = fields.find((field) => isMissing(field, state.course));
  if (id !== 'save') return askedAgain(state, text('course.tap_save'), ask(state, facts));
  const { id: courseId, topicId, zh, en, outline, audience, minutes } = state.course;
  if (topicId === undefined || !zh || !en || !outline || !audience || minutes === undefined)
    return open({ ...state, at: missing ?? 'topic', again: true }, facts);
  const content = { topicId, titles: { zh, en }, outline, audience, talkMinutes: minutes };
  return {
    state,
    replies: [],
    command: { type: 'save-course', content, ...(courseId !== undefined && { courseId }) },
  };
}

const isMissing = (field: Field, course: Course): boolean =>
  (field === 'topic' ? course.topicId : course[field]) === undefined;

function goBack({ at, course, again }: Editing, facts: Facts): Step<Editing> {
  if (at !== 'summary' && again) return open({ at: 'summary', course }, facts);
  if (at === 'summary' && course.id !== undefined) return handOver(`/course ${course.id}`);
  const before = at === 'summary' ? fields.at(-1) : fields[fields.indexOf(at) - 1];
  return before ? open({ at: before, course }, facts) : handOver('/courses');
}

const open = (state: Editing, facts: Facts): Step<Editing> => asked(state, ask(state, facts));

function ask({ at, course, again }: Editing, facts: Facts): Reply {
  if (at !== 'summary') {
    const { text: words, choices = [] } = questions[at].ask(facts, course);
    const step = text('order.progress', { step: fields.indexOf(at) + 1, steps: fields.length });
    return { text: again ? words : { lines: [step, words] }, choices: [...choices, staffNav] };
  }
  return {
    text: { lines: [text('course.summary'), ...summaryLines(course, facts)] },
    choices: [
      [choice('save', text('course.save'))],
      ...rows(
        fields.map((field) => choice(field, text(`course.change_${field}`))),
        3,
      ),
      staffNav,
    ],
  };
}

function summaryLines(
  { topicId, zh = '', en = '', outline = '', audience, minutes = 0 }: Course,
  facts: Facts,
): Text[] {
  const topic = facts.catalogue.topics.find(({ id }) => id === topicId);
  return [
    en === zh ? text('line.course', { value: zh }) : text('course.titles', { zh, en }),
    topic ? text('line.topic', { value: { names: topic.names } }) : '',
    text('course.line_minutes', { minutes }),
    audience ? text('line.audience', { value: text(`audience.${audience}`) }) : '',
    text('course.line_outline', { value: outline }),
  ];
}
