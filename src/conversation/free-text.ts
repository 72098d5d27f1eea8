// A question answered by typing: asks, checks the length, hands the words to a command.

import type { Command, Outcome } from '../domain/commands.ts';
import { maxText } from '../domain/draft.ts';
import { type Choice, type Text, text } from '../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost } from './answers.ts';
import type { Dialogue, Facts, Reply } from './dialogue.ts';
import { staffNav } from './nav.ts';

export interface TextQuestion<Target> {
  readonly name: string;
  readonly question: Text;
  /** Under the question. Default: what staff have. */
  readonly nav?: readonly Choice[];
  /** What it is about, out of the button's numbers. */
  target(args: readonly string[]): Target | undefined;
  /** Where 返回 leads. */
  home(target: Target): string;
  /** A text in place of the command: why these words will not do. */
  command(target: Target, words: string): Command | Text;
  /** A `problem` asks again. */
  tell(outcome: Outcome, facts: Facts): Reply | { readonly problem: Text } | undefined;
}

export function createTextDialogue<Target>(is: TextQuestion<Target>): Dialogue<Target> {
  const ask = (): Reply => ({ text: is.question, choices: [is.nav ?? staffNav] });
  return {
    name: is.name,
    start({ args }) {
      const target = is.target(args);
      return target === undefined ? lost : asked(target, ask());
    },
    step(target, input) {
      if (input.kind === 'choice' && input.id === 'back') return handOver(is.home(target));
      if (input.kind !== 'text') return askedAgain(target, text('free_text.type'), ask());
      const words = input.text.trim();
      if (words === '') return askedAgain(target, text('free_text.type'), ask());
      if ([...words].length > maxText) return askedAgain(target, text('text.too_long', { most: maxText }), ask());
      const wanted = is.command(target, words);
      return isCommand(wanted) ? { state: target, replies: [], command: wanted } : askedAgain(target, wanted, ask());
    },
    ask,
    conclude(target, outcome, facts) {
      const answer = is.tell(outcome, facts);
      if (!answer) return lost;
      if (!('problem' in answer)) return ended(answer);
      return target === undefined ? lost : askedAgain(target, answer.problem, ask());
    },
  };
}

const isCommand = (wanted: Command | Text): wanted is Command => typeof wanted !== 'string' && 'type' in wanted;
