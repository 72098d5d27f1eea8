// Saying no, with one of a few reasons as a button: 不予受理, cancelling, 接不了 before and after having accepted.

import type { TextKey } from '../../domain/message.ts';
import { cancelReasons, declineReasons, refuseReasons } from '../../domain/order-lifecycle.ts';
import { type OrderTarget, targetFrom } from '../arguments.ts';
import type { Dialogue } from '../dialogue.ts';
import { type Look, tellActed } from './acted.ts';
import { createReasonDialogue, type ReasonQuestion } from './reason-dialogue.ts';

export const refuse = ofOrder({
  name: 'refuse',
  question: 'refuse.ask',
  reasons: refuseReasons,
  label: (reason) => `reason.refuse.${reason}`,
  command: (target, reason) => ({ type: 'refuse', ...target, reason }),
  done: 'refuse.done',
  look: 'card',
});

export const staffCancel = ofOrder({
  name: 'staff_cancel',
  question: 'staff_cancel.ask',
  reasons: cancelReasons,
  label: (reason) => `reason.cancel.${reason}`,
  command: (target, reason) => ({ type: 'coordinator-cancel', ...target, reason }),
  done: 'staff_cancel.done',
  look: 'card',
});

export const decline = ofOrder({
  name: 'decline',
  question: 'decline.ask',
  reasons: declineReasons,
  label: (reason) => `reason.decline.${reason}`,
  command: (target, reason) => ({ type: 'decline-offer', ...target, reason }),
  done: 'decline.done',
  look: 'talk',
});

export const withdraw = ofOrder({
  name: 'withdraw',
  question: 'withdraw.ask',
  reasons: declineReasons,
  label: (reason) => `reason.decline.${reason}`,
  command: (target, reason) => ({ type: 'withdraw', ...target, reason }),
  done: 'withdraw.done',
  look: 'talk',
});

interface OfOrder<Reason extends string> extends ReasonQuestion<OrderTarget, Reason> {
  readonly done: TextKey;
  readonly look: Look;
}

function ofOrder<Reason extends string>({ done, look, ...is }: OfOrder<Reason>): Dialogue<OrderTarget> {
  return createReasonDialogue({
    ...is,
    targetFrom,
    back: ({ orderId }) => `/${look} ${orderId}`,
    tell: (outcome) => tellActed(outcome, done, look),
  });
}
