// The last look before 确认提交, 补充说明 with everything that has a default, and going on with a half-made order.

import { headsText, optional, windowText } from '../../domain/cards/order-lines.ts';
import { defaultAudience, placeNames } from '../../domain/menu.ts';
import { blankLine, type Text, text } from '../../domain/message.ts';
import { choice, type Facts } from '../dialogue.ts';
import { rows } from '../nav.ts';
import { settled } from '../pickers/when-picker.ts';
import { hasContent, ownTalk, stillPossible } from './begin.ts';
import { fillIn } from './fill-in.ts';
import { putRight } from './put-right.ts';
import { question } from './question.ts';
import { formatOf, type OrderStep, problem, type Talk } from './talk.ts';

export const summaryStep: OrderStep = {
  ask(talk, facts) {
    return question(
      talk,
      {
        lines: [
          text('summary.title'),
          ...summaryLines(talk, facts),
          blankLine,
          text(talk.mode === 'log' ? 'log.correct' : 'summary.correct'),
        ],
      },
      [
        [choice('submit', text(talk.mode === 'log' ? 'log.submit' : 'summary.submit'))],
        // What a school nearly always wants to say.
        ...(talk.mode !== 'log' && talk.draft.places[0]?.schoolId !== undefined
          ? [[choice('period', text('more.period')), choice('speaker', text('more.speaker'))]]
          : []),
        [choice('more', text('summary.more')), choice('topic', text('summary.topic'))],
        [choice('place', text('summary.place')), choice('when', text('summary.when'))],
      ],
    );
  },
  take(talk, input, facts) {
    const isLog = talk.mode === 'log';
    if (input.kind === 'text') {
      // A sentence here puts right what it names: 「改成下周四上午」.
      const { draft } = talk;
      const first = draft.windows[0];
      const understood = settled(input.understood, (half) => half === first?.half);
      const { topicId, half, places, size, pastDay } = understood;
      const day = understood.day ?? (isLog ? pastDay : undefined);
      if (topicId === undefined && places.length === 0 && size === undefined) {
        if (day === undefined && pastDay !== undefined) return problem(text('when.past'));
        if (day === undefined && half === undefined) return problem(text(isLog ? 'log.tap' : 'summary.tap'));
      }
      return { kind: 'filled', talk: putRight(talk, { ...understood, text: input.text }, facts) };
    }
    if (input.kind !== 'choice') return problem(text(isLog ? 'log.tap' : 'summary.tap'));
    switch (input.id) {
      case 'submit':
        return { kind: 'submit' };
      case 'more':
        return { kind: 'goto', at: 'more' };
      case 'topic':
      case 'place':
      case 'when':
      case 'period':
      case 'speaker':
        return { kind: 'goto', at: input.id, home: 'summary' };
      default:
        return problem(text(isLog ? 'log.tap' : 'summary.tap'));
    }
  },
};

/** What is ordered, and where. */
export function firstLines({ draft }: Talk, { catalogue }: Facts): Text[] {
  const topic = catalogue.topics.find(({ id }) => id === draft.topicId);
  const course = catalogue.courses.find(({ id }) => id === draft.courseId);
  const what: Text = topic
    ? { names: topic.names }
    : draft.wish === undefined
      ? ''
      : text('order.wish', { wish: draft.wish });
  return [
    optional('line.topic', what),
    optional('line.course', course && { names: course.names }),
    draft.places.length > 0
      ? text('line.place', { value: { list: draft.places.map((place) => ({ names: placeNames(catalogue, place) })) } })
      : '',
  ];
}

export function summaryLines(talk: Talk, facts: Facts): Text[] {
  const { draft, mode, heads, classHours } = talk;
  const { catalogue } = facts;
  const format = formatOf(draft, facts);
  const speaker = catalogue.speakers.find(({ id }) => id === draft.preferredSpeakerId);
  const line = (
    key:
      | 'when'
      | 'phone'
      | 'format'
      | 'audience'
      | 'size'
      | 'speaker'
      | 'language'
      | 'spot'
      | 'access'
      | 'questions'
      | 'who'
      | 'heads',
    value: Text,
  ): Text => (value === '' ? '' : text(`line.${key}`, { value }));
  return [
    ...firstLines(talk, facts),
    draft.windows.length > 0 ? line('when', { list: draft.windows.map(windowText) }) : '',
    line('format', format ? { names: format.names } : ''),
    mode === 'log' ? '' : line('audience', text(`audience.${draft.audience ?? defaultAudience(draft.places[0])}`)),
    draft.size === undefined ? '' : line('size', text('size.people', { count: draft.size })),
    draft.wantsDeputy && draft.places[0]?.schoolId !== undefined
      ? line('speaker', text('more.deputy'))
      : speaker
        ? line('speaker', speaker.name)
        : '',
    draft.language === undefined || draft.language === 'putonghua'
      ? ''
      : line('language', text(`language.${draft.language}`)),
    line('spot', draft.spot ?? ''),
    line('access', draft.access ?? ''),
    draft.questions.length > 0 ? line('questions', { list: draft.questions }) : '',
    line('who', draft.contactName ?? ''),
    line('phone', draft.phone ?? ''),
    heads ? line('heads', headsText(heads.min, heads.max)) : '',
    classHours === undefined ? '' : text('deliver.line_hours', { hours: classHours }),
  ];
}

/** 补充说明 */
export const moreStep: OrderStep = {
  ask(talk, facts) {
    const choices = extras(talk, facts).map((name) => choice(name, text(`more.${name}`)));
    return question(talk, { lines: [text('more.title'), ...summaryLines(talk, facts)] }, [
      ...rows(choices, 2),
      [choice('done', text('more.done'))],
    ]);
  },
  take(talk, input, facts) {
    if (input.kind !== 'choice') return problem(text('more.tap'));
    if (input.id === 'done') return { kind: 'filled', talk };
    const at = extras(talk, facts).find((name) => name === input.id);
    return at ? { kind: 'goto', at, home: 'more' } : problem(text('more.tap'));
  },
};

/** What can be added: a lesson only at a school. */
function extras({ draft, mode }: Talk, _facts: Facts) {
  const school = draft.places[0]?.schoolId !== undefined;
  const all = [
    'format',
    'audience',
    'size',
    'other_times',
    'period',
    'speaker',
    'language',
    'question',
    'spot',
    'access',
    'phone',
  ] as const;
  if (mode === 'log') return all.filter((name) => name === 'format' || name === 'audience');
  return all.filter((name) => name !== 'period' || school);
}

/** Goes on with what was left half made, or begins anew. */
export const resumeStep: OrderStep = {
  ask(talk, facts) {
    const lines = talk.parked ? summaryLines(talk.parked, facts) : [];
    return question(talk, { lines: [text('resume.title'), ...lines] }, [
      [choice('go_on', text('resume.go_on')), choice('anew', text('resume.anew'))],
    ]);
  },
  take(talk, input, facts) {
    const { parked } = talk;
    if (input.kind === 'choice' && input.id === 'go_on' && parked)
      return { kind: 'filled', talk: stillPossible(parked, facts) };
    const anew = ownTalk(talk.mode, facts);
    if (input.kind === 'choice' && input.id === 'anew') return { kind: 'filled', talk: anew };
    if (input.kind === 'text') {
      const said = { ...input.understood, text: input.text };
      const filledIn = fillIn(anew, said, facts);
      // Only a sentence that says something of a talk gives up what is kept.
      if (said.wantsTalk || hasContent(filledIn)) return { kind: 'filled', talk: filledIn };
    }
    return problem(text('resume.tap'));
  },
};
