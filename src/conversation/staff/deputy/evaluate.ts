// 年度考核: the deputy's own part and the coordinator's: a score of 100 by a tap or typed, and a word on it for who likes.

import { maxText } from '../../../domain/draft.ts';
import type { AppointmentId } from '../../../domain/ids.ts';
import { text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Input, type Reply, type Step } from '../../dialogue.ts';
import { staffNav } from '../../nav.ts';
import { tellAppointed } from './acted.ts';
import { yearFrom } from './arguments.ts';

interface Evaluating {
  readonly appointmentId: AppointmentId;
  readonly year: number;
  /** In which the year ends, where it begins in autumn. */
  readonly next?: number;
  readonly score?: number;
}

export const evaluateDeputy: Dialogue<Evaluating> = {
  name: 'evaluate_deputy',
  start({ args: [id, word, end] }) {
    const appointmentId = idFrom(id);
    if (appointmentId === undefined) return lost;
    const [year, next] = [yearFrom(word), yearFrom(end)];
    // Which year it is, the card knows.
    return year === undefined
      ? handOver(`/appointment ${appointmentId}`)
      : open({ appointmentId, year, ...(next !== undefined && { next }) });
  },
  step(state, input) {
    const { score, ...before } = state;
    if (input.kind === 'choice' && input.id === 'back')
      return score === undefined ? handOver(`/appointment ${before.appointmentId}`) : open(before);
    return score === undefined ? takeScore(state, input) : takeComment(state, score, input);
  },
  ask,
  conclude(_, outcome) {
    if (outcome.type !== 'evaluate-as-staff') return lost;
    return ended(
      tellAppointed(outcome.result, ({ school }) => text('deputy.evaluated', { school: { names: school.names } })),
    );
  },
};

const open = (state: Evaluating): Step<Evaluating> => asked(state, ask(state));

function takeScore(state: Evaluating, input: Input): Step<Evaluating> {
  const said =
    input.kind === 'choice'
      ? /^s:(\d{1,3})$/.exec(input.id)?.[1]
      : input.kind === 'text'
        ? /^(\d{1,3})\s*(?:分|points?)?$/i.exec(input.text.normalize('NFKC').trim())?.[1]
        : undefined;
  const score = Number(said);
  return said === undefined || score > 100
    ? askedAgain(state, text('deputy.wrong_score'), ask(state))
    : open({ ...state, score });
}

function takeComment(state: Evaluating, score: number, input: Input): Step<Evaluating> {
  const { appointmentId, year } = state;
  const send = (comment?: string): Step<Evaluating> => ({
    state,
    replies: [],
    command: { type: 'evaluate-as-staff', appointmentId, year, score, ...(comment !== undefined && { comment }) },
  });
  if (input.kind === 'choice' && input.id === 'none') return send();
  if (input.kind !== 'text' || input.text.trim() === '') return askedAgain(state, text('free_text.type'), ask(state));
  const comment = input.text.trim();
  return [...comment].length > maxText
    ? askedAgain(state, text('text.too_long', { most: maxText }), ask(state))
    : send(comment);
}

function ask({ year, next, score }: Evaluating): Reply {
  if (score !== undefined)
    return {
      text: text('deputy.ask_comment', { score }),
      choices: [[choice('none', text('deputy.no_comment'))], staffNav],
    };
  return {
    text: text('deputy.ask_score', { year: next === undefined ? year : `${year}–${next}` }),
    choices: [[100, 95, 90, 85, 80].map((of) => choice(`s:${of}`, String(of))), staffNav],
  };
}
