// Everything that is kept of a person, for that person alone.

import type { RequestView } from './commands-request.ts';
import type { ApplicationView } from './commands-roster.ts';
import type { OwnDeputy } from './deputy/own.ts';
import type { Names } from './message.ts';
import type { OrderView } from './order-view.ts';

export interface OwnData {
  readonly person: {
    readonly name?: string;
    readonly phone?: string;
    readonly places: readonly Names[];
    /** ISO instant of the first message. */
    readonly since: string;
  };
  /** The newest first. */
  readonly orders: readonly OwnOrder[];
  /** Older orders that are not among them. */
  readonly moreOrders: number;
  readonly requests: readonly OwnRequest[];
  /** 自荐 */
  readonly applications: readonly ApplicationView[];
  readonly deputy: OwnDeputy;
}

export interface OwnOrder {
  readonly view: OrderView;
  /** What the coordinators asked, and the answers. */
  readonly inquiries: readonly { readonly text: string; readonly answer?: string }[];
  readonly comment?: string;
}

export interface OwnRequest {
  readonly view: RequestView;
  readonly phone?: string;
}
