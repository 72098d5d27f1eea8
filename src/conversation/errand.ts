// An errand: a command that needs no question. A button or a typed line starts it, its outcome ends it, and nothing
// is left waiting: what is typed next goes where it would go anyway.

import type { Command, Outcome } from '../domain/commands.ts';
import { text } from '../domain/message.ts';
import { ended, lost, told } from './answers.ts';
import type { Dialogue, Facts, Reply } from './dialogue.ts';

export interface Errand<Target> {
  readonly name: string;
  /** What it is about; undefined: the arguments make no sense. */
  target(args: readonly string[], facts: Facts): Target | undefined;
  command(target: Target): Command;
  /** What to say of it; undefined: not the outcome of this errand. */
  tell(outcome: Outcome, target: Target, facts: Facts): Reply | undefined;
}

export function createErrand<Target>({ name, target, command, tell }: Errand<Target>): Dialogue<Target> {
  return {
    name,
    start({ args }, facts) {
      const wanted = target(args, facts);
      // The state lasts until the outcome is there, in the same turn.
      return wanted === undefined ? lost : { state: wanted, replies: [], command: command(wanted) };
    },
    step: () => lost,
    ask: () => told(text('chat.lost')),
    conclude(wanted, outcome, facts) {
      const reply = wanted === undefined ? undefined : tell(outcome, wanted, facts);
      return reply ? ended(reply) : lost;
    },
  };
}
