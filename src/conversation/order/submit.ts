// Hands the finished draft to the services, by the command that fits who orders for whom, and says what came of it.

import type { Command, Outcome } from '../../domain/commands.ts';
import { blankLine, type Text, type TextKey, text } from '../../domain/message.ts';
import { choice, type Facts, type Step } from '../dialogue.ts';
import { withoutCourse } from './step-course.ts';
import { summaryLines } from './step-summary.ts';
import { formatOf, type StepName, type Talk } from './talk.ts';

export function submission(talk: Talk, facts: Facts): Step<Talk> {
  const format = formatOf(talk.draft, facts);
  const draft = format ? { ...talk.draft, formatId: format.id } : talk.draft;
  return { state: talk, replies: [], command: commandFor({ ...talk, draft }) };
}

function commandFor({ mode, draft, heads, classHours }: Talk): Command {
  switch (mode) {
    case 'own':
      return { type: 'submit-order', draft };
    case 'phone':
      return { type: 'enter-order', draft };
    case 'walk_in':
      return { type: 'walk-in-order', draft };
    case 'log':
      return {
        type: 'log-talk',
        draft,
        report: {
          headMin: heads?.min ?? 0,
          headMax: heads?.max ?? 0,
          ...(classHours !== undefined && { classHours }),
          answered: [],
          owed: [],
        },
      };
  }
}

/** Not taken: the question that has to be answered anew, and why. */
export interface NotTaken {
  readonly talk: Talk;
  readonly why: Text;
}

export function submitted(talk: Talk | undefined, outcome: Outcome, facts: Facts): Step<Talk> | NotTaken {
  const { result } = outcome;
  if (talk && 'reason' in result) {
    // Too many at once: nothing has to be put right, only to wait.
    const at = askedFor[result.reason] ?? (result.reason === 'too_many' ? talk.at : 'when');
    const draft = result.reason === 'course_gone' ? withoutCourse(talk.draft) : talk.draft;
    return { talk: { ...talk, at, draft }, why: text(reasons[result.reason] ?? 'when.past') };
  }
  if ('numbers' in result) {
    const own = talk === undefined || talk.mode === 'own';
    const numbers = { list: result.numbers };
    const batch = 'batchNumber' in result ? result.batchNumber : undefined;
    const words =
      batch !== undefined
        ? text('order.received_many', { number: batch, count: result.numbers.length, numbers })
        : text(own ? 'order.received' : 'order.entered', { number: numbers });
    // The summary is gone now: what was ordered stays to be seen.
    const what = talk && batch === undefined ? [blankLine, ...summaryLines(talk, facts).slice(0, 4)] : [];
    return ended({ lines: [words, ...what] }, ...(own ? [choice('/orders', text('menu.orders'))] : []));
  }
  if (outcome.type === 'log-talk' && outcome.result.ok) {
    const { id, number } = outcome.result.order;
    return ended(text('log.done', { number }), choice(`/photo ${id}`, text('deliver.photo')));
  }
  return { state: undefined, replies: [], goOn: '/menu' };
}

const ended = (words: Text, ...choices: ReturnType<typeof choice>[]): Step<Talk> => ({
  state: undefined,
  replies: [{ text: words, choices: [[...choices, choice('/menu', text('menu.open'))]] }],
});

/** What is asked for once more. */
const askedFor: Readonly<Record<string, StepName>> = { unknown_place: 'place', course_gone: 'topic' };

/** Why the services did not take it, where that is not a time gone by. */
const reasons: Readonly<Record<string, TextKey>> = {
  unknown_place: 'place.not_found',
  course_gone: 'course.gone',
  too_far: 'when.too_far',
  too_many: 'order.too_many',
  future: 'when.not_yet',
  too_old: 'when.too_old',
};
