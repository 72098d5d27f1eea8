// Saying no, with one of a few reasons as a button: 不予受理, cancelling, 接不了 before and after having accepted.

import type { Command } from '../../domain/commands.ts';
import { type TextKey, text } from '../../domain/message.ts';
import { cancelReasons, declineReasons, refuseReasons } from '../../domain/order-lifecycle.ts';
import { asked, askedAgain, ended, handOver, lost } from '../answers.ts';
import { type OrderTarget, targetFrom } from '../arguments.ts';
import { choice, type Dialogue, type Reply } from '../dialogue.ts';
import { rows, staffNav } from '../nav.ts';
import { type Look, tellActed } from './acted.ts';

interface ReasonQuestion<Reason extends string> {
  readonly name: string;
  readonly question: TextKey;
  readonly reasons: readonly Reason[];
  label(reason: Reason): TextKey;
  command(target: OrderTarget, reason: Reason): Command;
  readonly done: TextKey;
  readonly look: Look;
}

export const refuse = createReasonDialogue({
  name: 'refuse',
  question: 'refuse.ask',
  reasons: refuseReasons,
  label: (reason) => `reason.refuse.${reason}`,
  command: (target, reason) => ({ type: 'refuse', ...target, reason }),
  done: 'refuse.done',
  look: 'card',
});

export const staffCancel = createReasonDialogue({
  name: 'staff_cancel',
  question: 'staff_cancel.ask',
  reasons: cancelReasons,
  label: (reason) => `reason.cancel.${reason}`,
  command: (target, reason) => ({ type: 'coordinator-cancel', ...target, reason }),
  done: 'staff_cancel.done',
  look: 'card',
});

export const decline = createReasonDialogue({
  name: 'decline',
  question: 'decline.ask',
  reasons: declineReasons,
  label: (reason) => `reason.decline.${reason}`,
  command: (target, reason) => ({ type: 'decline-offer', ...target, reason }),
  done: 'decline.done',
  look: 'talk',
});

export const withdraw = createReasonDialogue({
  name: 'withdraw',
  question: 'withdraw.ask',
  reasons: declineReasons,
  label: (reason) => `reason.decline.${reason}`,
  command: (target, reason) => ({ type: 'withdraw', ...target, reason }),
  done: 'withdraw.done',
  look: 'talk',
});

function createReasonDialogue<Reason extends string>(is: ReasonQuestion<Reason>): Dialogue<OrderTarget> {
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
      const target = targetFrom(args);
      return target ? asked(target, ask()) : lost;
    },
    step(target, input) {
      if (input.kind === 'choice' && input.id === 'back') return handOver(`/${is.look} ${target.orderId}`);
      const reason = input.kind === 'choice' ? is.reasons.find((known) => known === input.id) : undefined;
      if (!reason) return askedAgain(target, text('reason.tap'), ask());
      return { state: target, replies: [], command: is.command(target, reason) };
    },
    ask,
    conclude(_, outcome) {
      const reply = tellActed(outcome, is.done, is.look);
      return reply ? ended(reply) : lost;
    },
  };
}
