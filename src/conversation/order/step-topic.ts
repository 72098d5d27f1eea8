// 想听什么: a topic from the menu, or a free wish.

import { maxText } from '../../domain/draft.ts';
import { text } from '../../domain/message.ts';
import { choice } from '../dialogue.ts';
import { rows } from '../nav.ts';
import { fillIn } from './fill-in.ts';
import { question } from './question.ts';
import { withoutCourse } from './step-course.ts';
import { filled, type OrderStep, problem } from './talk.ts';

export const topicStep: OrderStep = {
  ask(talk, { catalogue, person }) {
    const topics = catalogue.topics.map((topic) => choice(`t:${topic.id}`, { names: topic.names }));
    return question(talk, text(talk.mode === 'log' ? 'log.ask_topic' : 'order.ask_topic'), [
      ...(talk.mode === 'own' && person.lastDraft ? [[choice('again', text('order.again'))]] : []),
      ...rows(topics, 2),
      [
        ...(talk.mode !== 'log' && catalogue.courses.length > 0 ? [choice('course', text('course.list'))] : []),
        choice('wish', text('order.not_on_menu')),
      ],
    ]);
  },
  take(talk, input, facts) {
    if (input.kind === 'choice') {
      if (input.id === 'wish' || (input.id === 'course' && talk.mode !== 'log'))
        return { kind: 'goto', at: input.id, ...(talk.home && { home: talk.home }) };
      const topic = facts.catalogue.topics.find(({ id }) => input.id === `t:${id}`);
      const { wish: _, ...draft } = withoutCourse(talk.draft);
      return topic ? filled(talk, { ...draft, topicId: topic.id }) : problem(text('order.tap_topic'));
    }
    if (input.kind !== 'text') return problem(text('order.tap_topic'));
    const said = { ...input.understood, text: input.text };
    const { topicId: _t, wish: _w, ...bare } = withoutCourse(talk.draft);
    if (said.topicId !== undefined) return { kind: 'filled', talk: fillIn({ ...talk, draft: bare }, said, facts) };
    const { wantsTalk, places, day, half } = said;
    // A place or a time alone is no wish: it is kept, and the topic asked for again.
    if (!wantsTalk && (places.length > 0 || day !== undefined || half !== undefined)) {
      return { kind: 'filled', talk: fillIn(talk, said, facts) };
    }
    return wishStep.take({ ...talk, draft: bare }, input, facts);
  },
};

export const wishStep: OrderStep = {
  ask: (talk) => question(talk, text('order.ask_wish', { most: maxText })),
  take(talk, input, facts) {
    if (input.kind !== 'text') return problem(text('order.ask_wish', { most: maxText }));
    if ([...input.text].length > maxText) return problem(text('text.too_long', { most: maxText }));
    if ([...input.text].length < 2) return problem(text('text.too_short'));
    const { topicId: _, ...draft } = withoutCourse(talk.draft);
    const said = { ...input.understood, text: input.text };
    return { kind: 'filled', talk: fillIn({ ...talk, draft: { ...draft, wish: input.text } }, said, facts) };
  },
};
