// 重新排班: what a coordinator can have done with the plan over everything that waits.

/** How a plan went. */
export interface PlanView {
  /** How many it was made for, how many got a place, and how many proposals are others now. */
  readonly orders: number;
  readonly placed: number;
  readonly changed: number;
  readonly status: string;
  /** Points of all placements; unless it was made in parts, no plan has more than `objective` and its `gap` (a part of it). */
  readonly objective: number;
  readonly gap: number;
  readonly seconds: number;
  /** ISO instant. */
  readonly at?: string;
}

export interface PlanCommands {
  'show-plan': { args: object; result: { readonly last?: PlanView } };
  /** Begins; the coordinator is told when it is done. */
  'run-plan': { args: object; result: { readonly ok: boolean } };
}
