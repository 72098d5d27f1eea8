// The life of an order: states, legal transitions, and who may make them. Pure data, so that the database code,
// the buttons and the README's picture can all be held against one table.

export type OrderState =
  | 'submitted'
  | 'proposed'
  | 'offered'
  | 'confirmed'
  | 'delivered'
  | 'closed'
  | 'refused'
  | 'cancelled';

export type Actor = 'requester' | 'coordinator' | 'speaker' | 'system';

export interface Transition {
  readonly from: readonly OrderState[];
  readonly to: OrderState;
  readonly by: readonly Actor[];
}

const open = ['submitted', 'proposed', 'offered', 'confirmed'] as const;

/** `submit` and `log` create an order and so have no state to come from. */
export const transitions = {
  submit: { from: [], to: 'submitted', by: ['requester', 'coordinator', 'speaker'] },
  log: { from: [], to: 'delivered', by: ['speaker'] },
  propose: { from: ['submitted'], to: 'proposed', by: ['system'] },
  /** A plan over everything finds somebody else, or nobody any more, before anybody was asked. */
  replan: { from: ['proposed'], to: 'proposed', by: ['system'] },
  unplan: { from: ['proposed'], to: 'submitted', by: ['system'] },
  /** The facts changed before anybody was asked: match again. */
  amend: { from: ['submitted', 'proposed'], to: 'submitted', by: ['requester', 'coordinator', 'system'] },
  approve: { from: ['submitted', 'proposed'], to: 'offered', by: ['coordinator'] },
  /** 抢单: everybody who could is asked; whoever accepts first has it. */
  open_claim: { from: ['submitted', 'proposed'], to: 'offered', by: ['coordinator'] },
  accept: { from: ['offered'], to: 'confirmed', by: ['speaker', 'coordinator'] },
  decline: { from: ['offered'], to: 'submitted', by: ['speaker', 'coordinator'] },
  expire: { from: ['offered'], to: 'submitted', by: ['system'] },
  /** 换人 after the approval, 临时任务, or the speaker steps back after accepting. */
  recall: { from: ['offered', 'confirmed'], to: 'submitted', by: ['coordinator'] },
  /** Goes to somebody else without waiting in between: by hand, 请同事代讲, 临时任务. */
  reassign: { from: ['offered', 'confirmed'], to: 'offered', by: ['coordinator'] },
  withdraw: { from: ['confirmed'], to: 'submitted', by: ['speaker'] },
  /** 改时间 */
  move: { from: open, to: 'submitted', by: ['requester', 'coordinator'] },
  refuse: { from: ['submitted', 'proposed'], to: 'refused', by: ['coordinator'] },
  cancel: { from: open, to: 'cancelled', by: ['requester', 'coordinator'] },
  deliver: { from: ['confirmed'], to: 'delivered', by: ['speaker', 'coordinator'] },
  undo_deliver: { from: ['delivered'], to: 'confirmed', by: ['speaker'] },
  close: { from: ['delivered'], to: 'closed', by: ['system'] },
} as const satisfies Record<string, Transition>;

export type OrderAction = keyof typeof transitions;

/** Whether `actor` may take an order in `state` through `action`. */
export function mayTransition(action: OrderAction, state: OrderState, actor: Actor): boolean {
  const { from, by }: Transition = transitions[action];
  return from.includes(state) && by.includes(actor);
}

/** States in which a speaker's time is blocked for the order. */
export const holdsBooking = (state: OrderState): boolean => state === 'offered' || state === 'confirmed';

/** 已结束: nothing more will happen, except ratings. */
export const isOver = (state: OrderState): boolean =>
  state === 'closed' || state === 'refused' || state === 'cancelled';

export const refuseReasons = ['not_our_topic', 'not_our_area', 'no_capacity', 'not_serious', 'other'] as const;
export const cancelReasons = ['no_longer_needed', 'clashes', 'too_few_people', 'ordered_elsewhere', 'other'] as const;
export const declineReasons = ['on_duty', 'clashes', 'too_far', 'not_my_topic'] as const;
export type RefuseReason = (typeof refuseReasons)[number];
export type CancelReason = (typeof cancelReasons)[number];
export type DeclineReason = (typeof declineReasons)[number];

/** How long after 讲完了 the speaker may take it back, and how long ratings stay open. */
export const undoDeliveryMinutes = 10;
export const ratingDays = 7;

export type RatingPhase = 'before' | 'open' | 'over';

/** Whether a talk can be rated yet, or still. */
export function ratingPhase(
  { state, deliveredAt }: { readonly state: OrderState; readonly deliveredAt: Date | null },
  now: Date,
): RatingPhase {
  if (state === 'refused' || state === 'cancelled') return 'over';
  if (deliveredAt === null || (state !== 'delivered' && state !== 'closed')) return 'before';
  return now.getTime() < deliveredAt.getTime() + ratingDays * 86_400_000 ? 'open' : 'over';
}

export const isAction = (value: string): value is OrderAction => Object.hasOwn(transitions, value);
