// 警情数: a coordinator sends the month's table, sees what it would bring, and takes it over with one tap.

import type { Outcome } from '../../domain/commands.ts';
import type { CaseFault, CaseMonth, CaseSummary } from '../../domain/commands-cases.ts';
import { type Text, text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../answers.ts';
import { choice, type Dialogue, type Input, type Reply, type Step } from '../dialogue.ts';
import { tooLarge } from '../files.ts';
import { staffNav } from '../nav.ts';

type Cases =
  | { readonly at: 'file' }
  | { readonly at: 'check'; readonly uploadId: string; readonly summary: CaseSummary };

export const cases: Dialogue<Cases> = {
  name: 'cases',
  takesFiles: () => true,
  start: () => ({ state: waiting, replies: [], command: { type: 'case-months' } }),
  step(state, input) {
    if (input.kind === 'file') return take(state, input);
    if (input.kind === 'choice' && input.id === 'back') return state.at === 'file' ? handOver('/menu') : open(waiting);
    if (state.at === 'file') return askedAgain(state, text('cases.send_file'), ask(state));
    if (input.kind !== 'choice' || input.id !== 'take') return askedAgain(state, text('cases.tap_take'), ask(state));
    return { state, replies: [], command: { type: 'import-cases', uploadId: state.uploadId } };
  },
  ask,
  conclude(_, outcome) {
    switch (outcome.type) {
      case 'case-months':
        return askedAgain(waiting, knownLines(outcome.result.months), ask(waiting));
      case 'read-cases':
        return outcome.result.ok
          ? open({ at: 'check', uploadId: outcome.result.uploadId, summary: outcome.result.summary })
          : askedAgain(waiting, failure(outcome.result), ask(waiting));
      case 'import-cases': {
        const { result } = outcome;
        if (!result.ok) return askedAgain(waiting, text('cases.gone'), ask(waiting));
        const { rows, cases: count } = result.summary;
        return ended(told(text('cases.done', { rows, cases: count }), choice('/cases', text('cases.more'))));
      }
      default:
        return lost;
    }
  },
};

const waiting: Cases = { at: 'file' };
const open = (state: Cases): Step<Cases> => asked(state, ask(state));

function take(state: Cases, input: Input & { kind: 'file' }): Step<Cases> {
  const problem = tooLarge(input);
  if (problem) return askedAgain(state, problem, ask(state));
  return { state: waiting, replies: [], command: { type: 'read-cases', fileId: input.fileId } };
}

function ask(state: Cases): Reply {
  if (state.at === 'file')
    return {
      text: text('cases.ask_file'),
      choices: [staffNav],
      links: [{ label: text('cases.example'), url: '/examples/cases.csv' }],
    };
  const { rows, cases: count, months, topics } = state.summary;
  const replaced = months.filter(({ replaces }) => replaces).map(({ month }) => monthText(month));
  return {
    text: {
      lines: [
        text('cases.summary', { rows, cases: count }),
        ...months.map(monthLine),
        { list: topics.map(({ names, cases: its }) => text('cases.topic', { topic: { names }, cases: its })) },
        replaced.length > 0 ? text('cases.replaces', { months: { list: replaced } }) : '',
      ],
    },
    choices: [[choice('take', text('cases.take'))], staffNav],
  };
}

const monthText = (month: string): Text =>
  text('when.month', { year: month.slice(0, 4), month: String(Number(month.slice(5))) });

const monthLine = ({ month, areas, cases: count }: CaseMonth): Text =>
  text('cases.month', { month: monthText(month), areas, cases: count });

const knownLines = (months: readonly CaseMonth[]): Text =>
  months.length === 0 ? '' : { lines: [text('cases.known'), ...months.map(monthLine)] };

type Failure = Extract<Extract<Outcome, { type: 'read-cases' }>['result'], { ok: false }>;

/** More would not be read; the next try shows the rest. */
const mostFaults = 15;

function failure(failed: Failure): Text {
  switch (failed.reason) {
    case 'file':
      return text(`cases.file_${failed.fault}`);
    case 'columns':
      return {
        lines: [
          failed.missing.length > 0 ? text('cases.columns_missing', { columns: { list: failed.missing } }) : '',
          failed.doubled.length > 0 ? text('cases.columns_doubled', { columns: { list: failed.doubled } }) : '',
        ],
      };
    case 'rows': {
      const more = failed.faults.length - mostFaults;
      return {
        lines: [
          text('cases.faulty', { many: failed.faults.length }),
          ...failed.faults.slice(0, mostFaults).map(faultLine),
          more > 0 ? text('cases.faults_more', { many: more }) : '',
        ],
      };
    }
  }
}

function faultLine({ line, column, value, reason, allowed = '' }: CaseFault): Text {
  const why = text(`cases.fault_${reason}`, { allowed });
  return text(value === '' ? 'cases.fault' : 'cases.fault_value', { line, column, value, why });
}
