// Wakes what was left: messages and orders whose job was never queued, or was lost. The database knows them; the sweeper
// asks it every few seconds.

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
  readonly log: QueueLog;
  readonly everyMs?: number;
}

export interface Sweeper {
  start(): void;
  /** One round; also for tests. Never rejects. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

export function createSweeper({ queues, dueChats, unproposed, log, everyMs = 3_000 }: SweeperOptions): Sweeper {
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  let stopped = false;

  async function sweep(): Promise<void> {
    try {
      await Promise.all((await dueChats()).map(({ chatId, bot }) => queues.wake(chatId, bot)));
      const orders = await unproposed();
      await Promise.all(
        orders.map(({ orderId, version }) =>
          queues.enqueue('propose', { orderId }, { id: proposeId(orderId, version) }),
        ),
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
