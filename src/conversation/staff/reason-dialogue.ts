// A question whose answer is one of a few reasons, each a button, and then one command.

import type { Command, Outcome } from '../../domain/commands.ts';
import { type TextKey, text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost } from '../answers.ts';
import { choice, type Dialogue, type Reply } from '../dialogue.ts';
import { rows, staffNav } from '../nav.ts';

export interface ReasonQuestion<Target, Reason extends string> {
  readonly name: string;
  readonly question: TextKey;
  readonly reasons: readonly Reason[];
  label(reason: Reason): TextKey;
  command(target: Target, reason: Reason): Command;
}

interface Surroundings<Target> {
  targetFrom(args: readonly string[]): Target | undefined;
  /** The line that 返回 stands for. */
  back(target: Target): string;
  /** Undefined: the outcome of something else. */
  tell(outcome: Outcome): Reply | undefined;
}

export function createReasonDialogue<Target, Reason extends string>(
  is: ReasonQuestion<Target, Reason> & Surroundings<Target>,
): Dialogue<Target> {
  const ask = (): Reply => ({
    text: text(is.question),
    choices: [
      ...rows(
        is.reasons.map((reason) => choice(reason, text(is.label(reason)))),
        2,
      ),
      staffNav,
    ],
  });
  return {
    name: is.name,
    start({ args }) {
      const target = is.targetFrom(args);
      return target ? asked(target, ask()) : lost;
    },
    step(target, input) {
      if (input.kind === 'choice' && input.id === 'back') return handOver(is.back(target));
      const reason = input.kind === 'choice' ? is.reasons.find((known) => known === input.id) : undefined;
      if (!reason) return askedAgain(target, text('reason.tap'), ask());
      return { state: target, replies: [], command: is.command(target, reason) };
    },
    ask,
    conclude(_, outcome) {
      const reply = is.tell(outcome);
      return reply ? ended(reply) : lost;
    },
  };
}
