// 补充说明, question by question. All of them are optional: each can be put back to its default.

import { maxQuestions, maxText } from '../../domain/draft.ts';
import { audiences, fits, languages, maxSize, sizes } from '../../domain/menu.ts';
import { type TextKey, text } from '../../domain/message.ts';
import { choice } from '../dialogue.ts';
import { paged, pageOf, rows } from '../nav.ts';
import { question } from './question.ts';
import { withoutCourse } from './step-course.ts';
import { filled, type OrderStep, problem } from './talk.ts';

const none = choice('none', text('more.none'));

/** 怎么讲: only what fits the place and the time. */
export const formatStep: OrderStep = {
  ask(talk, { catalogue }) {
    const fitting = catalogue.formats.filter((format) =>
      fits(format, talk.draft.places[0], talk.draft.windows[0]?.half),
    );
    return question(
      talk,
      text('more.ask_format'),
      rows(
        fitting.map((format) => choice(`f:${format.id}`, { names: format.names })),
        2,
      ),
    );
  },
  take(talk, input, { catalogue }) {
    const said = input.kind === 'text' ? input.understood.formatId : undefined;
    const format = catalogue.formats.find(({ id }) => (input.kind === 'choice' ? input.id === `f:${id}` : id === said));
    if (!format) return problem(text('more.tap'));
    if (!fits(format, talk.draft.places[0], talk.draft.windows[0]?.half)) return problem(text('more.format_misfit'));
    return filled(talk, { ...talk.draft, formatId: format.id });
  },
};

export const audienceStep: OrderStep = {
  ask: (talk) =>
    question(
      talk,
      text('more.ask_audience'),
      rows(
        audiences.map((audience) => choice(audience, text(`audience.${audience}`))),
        2,
      ),
    ),
  take(talk, input) {
    const audience = input.kind === 'choice' ? audiences.find((known) => known === input.id) : undefined;
    return audience ? filled(talk, { ...talk.draft, audience }) : problem(text('more.tap'));
  },
};

export const sizeStep: OrderStep = {
  ask: (talk) =>
    question(talk, text('more.ask_size'), [
      ...rows(
        sizes.map((size) => choice(`n:${size}`, text('size.about', { count: size }))),
        3,
      ),
      [none],
    ]),
  take(talk, input) {
    const { size: _, ...draft } = talk.draft;
    if (input.kind === 'choice' && input.id === 'none') return filled(talk, draft);
    const size =
      input.kind === 'choice'
        ? Number(input.id.slice(2))
        : input.kind === 'text'
          ? (input.understood.size ?? Number(input.text))
          : Number.NaN;
    return Number.isInteger(size) && size >= 1 && size <= maxSize
      ? filled(talk, { ...draft, size })
      : problem(text('more.size_wrong', { most: maxSize }));
  },
};

/** 想请谁: those who hold the topic, 听从安排, or for a school its 法治副校长. */
export const speakerStep: OrderStep = {
  ask(talk, { catalogue }) {
    const { topicId, places } = talk.draft;
    const holders = catalogue.speakers.filter((speaker) => topicId === undefined || speaker.topicIds.includes(topicId));
    return question(talk, text('more.ask_speaker'), [
      [choice('anyone', text('more.anyone'))],
      ...(places[0]?.schoolId !== undefined ? [[choice('deputy', text('more.deputy'))]] : []),
      ...paged(
        holders.map((speaker) => choice(`s:${speaker.id}`, speaker.name)),
        talk.page ?? 0,
        3,
        12,
      ),
    ]);
  },
  take(talk, input, { catalogue }) {
    const { preferredSpeakerId: _p, wantsDeputy: _d, ...draft } = withoutCourse(talk.draft);
    if (input.kind === 'text') {
      const named = catalogue.speakers.filter((speaker) => speaker.name === input.text);
      return named[0] && named.length === 1
        ? filled(talk, { ...draft, preferredSpeakerId: named[0].id })
        : problem(text('more.no_such_speaker'));
    }
    if (input.kind !== 'choice') return problem(text('more.tap'));
    const page = pageOf(input.id);
    if (page !== undefined) return { kind: 'stay', talk: { ...talk, page } };
    if (input.id === 'anyone') return filled(talk, draft);
    if (input.id === 'deputy' && draft.places[0]?.schoolId !== undefined)
      return filled(talk, { ...draft, wantsDeputy: true });
    const speaker = catalogue.speakers.find(({ id }) => input.id === `s:${id}`);
    return speaker ? filled(talk, { ...draft, preferredSpeakerId: speaker.id }) : problem(text('more.tap'));
  },
};

export const languageStep: OrderStep = {
  ask: (talk) =>
    question(talk, text('more.ask_language'), [
      languages.map((language) => choice(language, text(`language.${language}`))),
    ]),
  take(talk, input) {
    const language = input.kind === 'choice' ? languages.find((known) => known === input.id) : undefined;
    return language ? filled(talk, { ...talk.draft, language }) : problem(text('more.tap'));
  },
};

/** 群众点题 */
export const questionStep: OrderStep = {
  ask: (talk) =>
    question(
      talk,
      text('more.ask_question', { most: maxQuestions }),
      talk.draft.questions.length > 0 ? [[choice('none', text('more.no_questions'))]] : [],
    ),
  take(talk, input) {
    if (input.kind === 'choice' && input.id === 'none') return filled(talk, { ...talk.draft, questions: [] });
    if (input.kind !== 'text') return problem(text('more.type'));
    const lines = input.text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (lines.some((line) => [...line].length > maxText)) return problem(text('text.too_long', { most: maxText }));
    const questions = [...talk.draft.questions, ...lines];
    return questions.length > maxQuestions
      ? problem(text('more.too_many_questions', { most: maxQuestions }))
      : filled(talk, { ...talk.draft, questions });
  },
};

export const spotStep = wordsStep('spot', 'more.ask_spot');
export const accessStep = wordsStep('access', 'more.ask_access');

function wordsStep(name: 'spot' | 'access', key: TextKey): OrderStep {
  return {
    ask: (talk) => question(talk, text(key), [[none]]),
    take(talk, input) {
      const { [name]: _, ...draft } = talk.draft;
      if (input.kind === 'choice' && input.id === 'none') return filled(talk, draft);
      if (input.kind !== 'text') return problem(text('more.type'));
      if ([...input.text].length > 100) return problem(text('text.too_long', { most: 100 }));
      return filled(talk, { ...draft, [name]: input.text });
    },
  };
}
