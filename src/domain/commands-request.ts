// 诉求: anything that is not a talk. A resident makes it, a coordinator of the area takes, answers and closes it.

import type { RequestId } from './ids.ts';
import type { Place } from './menu.ts';
import type { Names } from './message.ts';

export type RequestKind = 'mediation' | 'hazard' | 'visit' | 'advice' | 'callback';
export const requestKinds: readonly RequestKind[] = ['mediation', 'hazard', 'visit', 'advice'];
export type RequestState = 'open' | 'taken' | 'closed';

export interface RequestView {
  readonly id: RequestId;
  readonly number: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly placeName?: Names;
  readonly text?: string;
  /** Who to ring, and where: for coordinators only. */
  readonly name?: string;
  readonly phone?: string;
  /** The coordinator's name. */
  readonly takenBy?: string;
  /** Taken by the coordinator who looks. */
  readonly mine?: boolean;
  readonly createdAt: string;
  readonly messages: readonly { readonly fromStaff: boolean; readonly text: string }[];
}

export type RequestActed =
  | { readonly ok: true; readonly request: RequestView }
  | { readonly ok: false; readonly reason: 'not_found' }
  | { readonly ok: false; readonly reason: 'already'; readonly request: RequestView };

export interface RequestCommands {
  'submit-request': {
    args: { readonly kind: RequestKind; readonly place?: Place; readonly text?: string; readonly phone: string };
    result: { readonly number: string };
  };
  'list-my-requests': { args: object; result: { readonly requests: readonly RequestView[] } };
  /** The resident adds something to a request of theirs. */
  'add-to-request': { args: { readonly requestId: RequestId; readonly text: string }; result: RequestActed };
  'list-requests': { args: object; result: { readonly requests: readonly RequestView[] } };
  'show-request': { args: { readonly requestId: RequestId }; result: { readonly request?: RequestView } };
  'take-request': { args: { readonly requestId: RequestId }; result: RequestActed };
  'answer-request': { args: { readonly requestId: RequestId; readonly text: string }; result: RequestActed };
  'close-request': { args: { readonly requestId: RequestId }; result: RequestActed };
}
