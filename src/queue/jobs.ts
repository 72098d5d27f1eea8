// Every job there is, and what it carries: ids and nothing else, since jobs lie in Redis and in logs.

import type { BotName } from '../channels/channel.ts';
import type { ChatId, OrderId } from '../domain/ids.ts';

export interface JobMap {
  /** Something of the chat may be due. Goes through the queue of its bot. */
  wake: { readonly chatId: ChatId };
  /** The order needs a proposal. */
  propose: { readonly orderId: OrderId };
  /** Something is due for an order. */
  timer: { readonly timerId: number };
  /** The order has no timers. */
  schedule: { readonly orderId: OrderId };
  /** Shows that jobs get done. */
  heartbeat: Record<string, never>;
  /** Everything that nobody was asked for yet is planned anew; this coordinator is told how it went. */
  plan: { readonly coordinatorId?: number };
  /** What is done once a night. */
  nightly: Record<string, never>;
  /** The group robot may have something to say. */
  robot: Record<string, never>;
}

/** Jobs of the work queue; wakes have queues of their own. */
export type WorkName = Exclude<keyof JobMap, 'wake'>;
export type Work<Name extends WorkName = WorkName> = {
  [One in Name]: { readonly name: One; readonly job: JobMap[One] };
}[Name];

export interface WorkOptions {
  /**
   * A job whose id is known is left out: while it waits and runs, and ten minutes after. So the id names the occasion,
   * "propose-42-3" for an order's third version. No ':', and not only digits.
   */
  readonly id: string;
  /**
   * The job looks at all there is: asked for while it runs, it runs once more, since it may have looked already; done, it
   * may come again at once. Default: false.
   */
  readonly looksAnew?: boolean;
  readonly delayMs?: number;
  /** How often it is tried in all. Default: 8, over four minutes. */
  readonly attempts?: number;
  /** Whether it stays as a dead letter when it has failed for good. Default: true. */
  readonly keepFailed?: boolean;
}

export interface Handlers {
  /** Sends at most one message. `againInMs`: when the chat is to be woken again; 0 is now. */
  wake(chatId: ChatId, bot: BotName): Promise<{ againInMs?: number }>;
  propose(job: JobMap['propose']): Promise<void>;
  timer(job: JobMap['timer']): Promise<void>;
  schedule(job: JobMap['schedule']): Promise<void>;
  heartbeat(): Promise<void>;
  plan(job: JobMap['plan']): Promise<void>;
  robot(): Promise<void>;
  nightly(): Promise<void>;
}
