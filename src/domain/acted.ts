// What came of an act on an order, wherever it was done: by its requester, its speaker or a coordinator.

import type { OrderView } from './order-view.ts';
import type { RuleCode } from './proposal.ts';

/** The order is as wanted now, or why not: not there for this person, or somebody else was quicker. */
export type Acted =
  | { readonly ok: true; readonly order: OrderView }
  | { readonly ok: false; readonly reason: 'not_found' }
  | { readonly ok: false; readonly reason: 'already'; readonly order: OrderView };

/** The speaker can't after all: which rules broke since the proposal, or the slot was taken this moment. */
export type NotFree = {
  readonly ok: false;
  readonly reason: 'not_free';
  readonly rules: readonly RuleCode[];
  readonly order: OrderView;
};
