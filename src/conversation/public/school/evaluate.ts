// 年度评价: the school gives its 法治副校长 up to 100 points and a word. Given again, it takes the place of the first.

import type { AppointmentId } from '../../../domain/ids.ts';
import { text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Input, type Reply, type Step } from '../../dialogue.ts';
import { residentNav } from '../../nav.ts';
import { tellAppointed } from './answers.ts';
import { askYear, type Judging, judgingOf, labelOf, takeYear } from './year.ts';

interface Evaluating extends Judging {
  readonly score?: number;
  /** What was given before, for which year. */
  readonly before?: { readonly year: number; readonly score: number };
}

/** Until the appointment is known, in the same turn. */
type State = Evaluating | { readonly opening: AppointmentId };

export const evaluateDeputy: Dialogue<State> = {
  name: 'evaluate_deputy',
  start({ args: [id] }) {
    const opening = idFrom(id);
    return opening === undefined ? lost : { state: { opening }, replies: [], command: { type: 'my-schools' } };
  },
  step(state, input) {
    if ('opening' in state) return lost;
    if (input.kind === 'choice' && input.id === 'back') return goBack(state);
    if (state.year === undefined) {
      const year = takeYear(state, input);
      return year === undefined ? askedAgain(state, text('more.tap'), ask(state)) : go({ ...state, year });
    }
    return state.score === undefined ? takeScore(state, input) : takeComment(state, input, state.year, state.score);
  },
  ask,
  conclude(state, outcome, facts) {
    if (!state) return lost;
    if (outcome.type === 'evaluate-deputy')
      return ended(tellAppointed(outcome.result, text('school.evaluation_kept'), facts.today));
    if (outcome.type !== 'my-schools' || !('opening' in state)) return lost;
    const found = judgingOf(state.opening, outcome.result, facts);
    if ('refused' in found) return ended(found.refused);
    const { evaluation } = found.appointment;
    const before = evaluation?.school && { year: evaluation.year, score: evaluation.school.score };
    return go({ ...found.judging, ...(before && { before }) });
  },
};

const scores = [100, 95, 90, 85, 80];
const mostComment = 300;

function takeScore(state: Evaluating, input: Input): Step<State> {
  const word = input.kind === 'choice' ? input.id.slice(2) : input.kind === 'text' ? input.text : '';
  const [digits] = /^\d{1,3}(?=\s*分?$)/.exec(word.normalize('NFKC').trim()) ?? [];
  const score = digits === undefined ? Number.NaN : Number(digits);
  return score <= 100 ? go({ ...state, score }) : askedAgain(state, text('school.wrong_score'), ask(state));
}

function takeComment(state: Evaluating, input: Input, year: number, score: number): Step<State> {
  const { appointmentId } = state;
  const given = { type: 'evaluate-deputy', appointmentId, year, score } as const;
  if (input.kind === 'choice' && input.id === 'none') return { state, replies: [], command: given };
  if (input.kind !== 'text') return askedAgain(state, text('more.type'), ask(state));
  if ([...input.text].length > mostComment)
    return askedAgain(state, text('text.too_long', { most: mostComment }), ask(state));
  return { state, replies: [], command: { ...given, comment: input.text } };
}

function goBack(state: Evaluating): Step<State> {
  const { score, year, ...rest } = state;
  if (score !== undefined && year !== undefined) return go({ ...rest, year });
  return year !== undefined && state.years.length > 1 ? go(rest) : handOver(`/deputy ${state.schoolId}`);
}

function ask(state: State): Reply {
  if ('opening' in state) return told(text('chat.lost'));
  const { name, year, score, before } = state;
  if (year === undefined) return askYear(state);
  if (score !== undefined)
    return {
      text: text('school.ask_comment', { score, most: mostComment }),
      choices: [[choice('none', text('rate.skip'))], residentNav],
    };
  return {
    text: {
      lines: [
        text('school.ask_score', { name, year: labelOf(state) }),
        before?.year === year ? text('school.score_before', { score: before.score }) : '',
      ],
    },
    choices: [scores.map((one) => choice(`p:${one}`, `${one}`)), residentNav],
  };
}

const go = (state: Evaluating): Step<State> => asked(state, ask(state));
