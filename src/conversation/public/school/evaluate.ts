// 年度评价: the school gives its 法治副校长 up to 100 points and a word. Given again, it takes the place of the first.

import { text } from '../../../domain/message.ts';
import { choice, type Input, type Reply } from '../../dialogue.ts';
import { residentNav } from '../../nav.ts';
import { tellAppointed } from './answers.ts';
import { type About, createJudging, type Taken } from './judging.ts';
import { labelOf } from './year.ts';

interface Given {
  readonly score?: number;
  /** What was given before, for which year. */
  readonly before?: { readonly year: number; readonly score: number };
}

export const evaluateDeputy = createJudging<Given>({
  name: 'evaluate_deputy',
  begin({ evaluation }) {
    return evaluation?.school ? { before: { year: evaluation.year, score: evaluation.school.score } } : {};
  },
  ask,
  take: ({ judging, given }, input, year) =>
    given.score === undefined
      ? takeScore(given, input)
      : takeComment(input, { appointmentId: judging.appointmentId, year, score: given.score }),
  before: ({ score, ...rest }) => (score === undefined ? undefined : rest),
  tell: (outcome, _, { today }) =>
    outcome.type === 'evaluate-deputy'
      ? tellAppointed(outcome.result, text('school.evaluation_kept'), today)
      : undefined,
});

const scores = [100, 95, 90, 85, 80];
const mostComment = 300;

function takeScore(given: Given, input: Input): Taken<Given> {
  const word = input.kind === 'choice' ? input.id.slice(2) : input.kind === 'text' ? input.text : '';
  const [digits] = /^\d{1,3}(?=\s*(?:分|points?)?$)/i.exec(word.normalize('NFKC').trim()) ?? [];
  const score = digits === undefined ? Number.NaN : Number(digits);
  return score <= 100 ? { given: { ...given, score } } : { problem: text('school.wrong_score') };
}

function takeComment(
  input: Input,
  scored: { readonly appointmentId: number; readonly year: number; readonly score: number },
): Taken<Given> {
  const command = { type: 'evaluate-deputy', ...scored } as const;
  if (input.kind === 'choice' && input.id === 'none') return { command };
  if (input.kind !== 'text') return { problem: text('more.type') };
  return [...input.text].length > mostComment
    ? { problem: text('text.too_long', { most: mostComment }) }
    : { command: { ...command, comment: input.text } };
}

function ask({ judging, given: { score, before } }: About<Given>): Reply {
  if (score !== undefined)
    return {
      text: text('school.ask_comment', { score, most: mostComment }),
      choices: [[choice('none', text('rate.skip'))], residentNav],
    };
  return {
    text: {
      lines: [
        text('school.ask_score', { name: judging.name, year: labelOf(judging) }),
        before?.year === judging.year && before ? text('school.score_before', { score: before.score }) : '',
      ],
    },
    choices: [scores.map((one) => choice(`p:${one}`, `${one}`)), residentNav],
  };
}
