// Wakes what is due, and what was left: messages, timers and orders whose job was never queued, or was lost. The database
// knows them; the sweeper asks it every few seconds.

import type { BotName } from '../channels/channel.ts';
import type { ChatId, OrderId } from '../domain/ids.ts';
import type { QueueLog } from './fault-log.ts';
import type { Queues } from './queues.ts';

export interface SweeperOptions {
  readonly queues: Pick<Queues, 'wake' | 'enqueue'>;
  /** Chats with a message that is due and that nobody is sending. */
  readonly dueChats: () => Promise<readonly { chatId: ChatId; bot: BotName }[]>;
  /** Submitted orders that have no proposal for their version. */
  readonly unproposed: () => Promise<readonly { orderId: OrderId; version: number }[]>;
  /** Timers whose time has come. `key` names the occasion. */
  readonly dueTimers: () => Promise<readonly { timerId: number; key: string }[]>;
  /** Orders under way that have no timers for their version. */
  readonly unscheduled: () => Promise<readonly { orderId: OrderId; version: number }[]>;
  /** Coordinators who wait for a plan that they asked for a while ago. `key` names the asking. */
  readonly unansweredPlans: () => Promise<readonly { coordinatorId: number; key: string }[]>;
  readonly log: QueueLog;
  readonly everyMs?: number;
}

export interface Sweeper {
  start(): void;
  /** One round; also for tests. Never rejects. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

export function createSweeper(options: SweeperOptions): Sweeper {
  const { queues, log, everyMs = 3_000 } = options;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  let stopped = false;

  async function sweep(): Promise<void> {
    try {
      const chats = await options.dueChats();
      await Promise.all(chats.map(({ chatId, bot }) => queues.wake(chatId, bot)));
      const timers = await options.dueTimers();
      await Promise.all(
        timers.map(({ timerId, key }) => queues.enqueue('timer', { timerId }, { id: again(`timer-${key}`) })),
      );
      const orders = await options.unproposed();
      await Promise.all(
        orders.map(({ orderId, version }) =>
          queues.enqueue('propose', { orderId }, { id: again(proposeId(orderId, version)) }),
        ),
      );
      const timeless = await options.unscheduled();
      await Promise.all(
        timeless.map(({ orderId, version }) =>
          queues.enqueue('schedule', { orderId }, { id: again(`schedule-${orderId}-${version}`) }),
        ),
      );
      const plans = await options.unansweredPlans();
      await Promise.all(
        plans.map(({ coordinatorId, key }) => queues.enqueue('plan', { coordinatorId }, { id: again(`plan-${key}`) })),
      );
    } catch (error) {
      log.warn({ err: error }, 'sweep failed');
    }
  }

  // The next round begins after the last one has ended, so that a slow database is not asked ever more.
  function schedule(): void {
    timer = setTimeout(() => {
      round = sweep().then(() => {
        if (!stopped) schedule();
      });
    }, everyMs);
  }

  return {
    sweep,
    start() {
      round = sweep().then(() => {
        if (!stopped) schedule();
      });
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}

/** An order's version is proposed once. */
export const proposeId = (orderId: OrderId, version: number): string => `propose-${orderId}-${version}`;

/** Each coordinator's own, since whoever asked is told; and one that the system asks for itself. */
export const planId = (coordinatorId: number | undefined): string => `plan-${coordinatorId ?? 'all'}`;

/** A job that failed for good keeps its id for days, and so keeps another of that id out: the sweeper's changes. */
const again = (id: string): string => `${id}-${Math.floor(Date.now() / againMs)}`;
const againMs = 10 * 60_000;
