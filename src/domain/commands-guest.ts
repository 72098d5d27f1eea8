// 请外部讲师: somebody from outside, for one order alone.

import type { Acted, NotFree } from './acted.ts';
import type { OrderId } from './ids.ts';

export interface GuestCommands {
  /** Approved at once; the lecturer has no chat here and is asked by phone. */
  'invite-guest': {
    args: {
      readonly orderId: OrderId;
      readonly version: number;
      readonly name: string;
      readonly organisation: string;
      readonly phone?: string;
    };
    result: Acted | NotFree;
  };
}
