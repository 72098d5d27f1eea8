// The questions that make a course: topic, title in both languages, outline, audience, minutes.

import { fewestMinutes, maxTitle, mostMinutes, talkMinuteChoices } from '../../../domain/commands-courses.ts';
import { maxText } from '../../../domain/draft.ts';
import type { CourseId, TopicId } from '../../../domain/ids.ts';
import { type Audience, audiences, type Topic } from '../../../domain/menu.ts';
import { type Text, text } from '../../../domain/message.ts';
import { choice, type Facts, type Input, type Reply } from '../../dialogue.ts';
import { rows } from '../../nav.ts';

/** As far as it is written. */
export interface Course {
  readonly id?: CourseId;
  readonly topicId?: TopicId;
  readonly zh?: string;
  readonly en?: string;
  readonly outline?: string;
  readonly audience?: Audience;
  readonly minutes?: number;
}

export const fields = ['topic', 'zh', 'en', 'outline', 'audience', 'minutes'] as const;
export type Field = (typeof fields)[number];

interface Question {
  ask(facts: Facts, course: Course): Reply;
  take(input: Input, facts: Facts, course: Course): Partial<Course> | { readonly problem: Text };
}

/** What the speaker may talk on: a course is on one of these. */
export function heldTopics({ catalogue, person }: Facts): readonly Topic[] {
  const held = catalogue.speakers.find(({ id }) => id === person.speakerId)?.topicIds ?? [];
  return catalogue.topics.filter(({ id }) => held.includes(id));
}

const topic: Question = {
  ask: (facts) => ({
    text: text('course.ask_topic'),
    choices: rows(
      heldTopics(facts).map(({ id, names }) => choice(`t:${id}`, { names })),
      2,
    ),
  }),
  take(input, facts) {
    const said = input.kind === 'text' ? input.understood.topicId : undefined;
    const found = heldTopics(facts).find(({ id }) => (input.kind === 'choice' ? input.id === `t:${id}` : id === said));
    return found ? { topicId: found.id } : { problem: text('course.tap_topic') };
  },
};

const zh: Question = {
  ask: () => ({ text: text('course.ask_zh', { most: maxTitle }) }),
  take(input, _, { zh: before, en }) {
    const title = titleFrom(input, maxTitle);
    if (title === undefined) return { problem: text('course.wrong_title', { most: maxTitle }) };
    // Where there is no English title of its own, it follows the Chinese one.
    return { zh: title, ...(en !== undefined && en === before && { en: title }) };
  },
};

const en: Question = {
  ask: (_, { zh: title = '' }) => ({
    text: text('course.ask_en', { most: maxTitle * 2 }),
    choices: [[choice('same', text('course.same_title', { title }))]],
  }),
  take(input, _, { zh: same = '' }) {
    if (input.kind === 'choice' && input.id === 'same') return { en: same };
    const title = titleFrom(input, maxTitle * 2);
    return title === undefined ? { problem: text('course.wrong_title', { most: maxTitle * 2 }) } : { en: title };
  },
};

/** The title's marks belong to the sentence around it. */
function titleFrom(input: Input, most: number): string | undefined {
  if (input.kind !== 'text') return undefined;
  const title = input.text
    .replace(/\s+/g, ' ')
    .replace(/^[《「“"]+|[》」”"]+$/g, '')
    .trim();
  const size = [...title].length;
  return size >= 2 && size <= most && /\p{L}/u.test(title) ? title : undefined;
}

const outline: Question = {
  ask: () => ({ text: text('course.ask_outline', { most: maxText }) }),
  take(input) {
    if (input.kind !== 'text') return { problem: text('free_text.type') };
    const size = [...input.text].length;
    if (size < 2) return { problem: text('text.too_short') };
    return size > maxText ? { problem: text('text.too_long', { most: maxText }) } : { outline: input.text };
  },
};

const audience: Question = {
  ask: () => ({
    text: text('more.ask_audience'),
    choices: rows(
      audiences.map((known) => choice(known, text(`audience.${known}`))),
      2,
    ),
  }),
  take(input) {
    const found = input.kind === 'choice' ? audiences.find((known) => known === input.id) : undefined;
    return found ? { audience: found } : { problem: text('more.tap') };
  },
};

const minutes: Question = {
  ask: () => ({
    text: text('course.ask_minutes'),
    choices: [talkMinuteChoices.map((count) => choice(`m:${count}`, text('course.minutes', { minutes: count })))],
  }),
  take(input) {
    const said =
      input.kind === 'choice'
        ? /^m:(\d{1,3})$/.exec(input.id)?.[1]
        : input.kind === 'text'
          ? /^(\d{1,3})\s*(?:分钟?|min(?:ute)?s?)?$/i.exec(input.text.normalize('NFKC').trim())?.[1]
          : undefined;
    const count = Number(said);
    return count >= fewestMinutes && count <= mostMinutes
      ? { minutes: count }
      : { problem: text('course.wrong_minutes', { fewest: fewestMinutes, most: mostMinutes }) };
  },
};

export const questions: Readonly<Record<Field, Question>> = { topic, zh, en, outline, audience, minutes };
