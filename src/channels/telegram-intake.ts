// Updates on their way to the handler: one chat's in order, different chats side by side, spinners stopped, and a
// count of what is under way. Free of any Telegram library.

import type { Inbound, InboundHandler } from './channel.ts';
import { readUpdate } from './telegram-update.ts';

export interface Intake {
  /** Resolves once the update is kept, or is not for us; rejects where it must come again. */
  take(update: unknown): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export interface IntakeOptions {
  readonly handler: InboundHandler;
  /** Stops the spinner of a tapped button. */
  readonly answerTap: (callbackQueryId: string) => Promise<unknown>;
}

export function createIntake({ handler, answerTap }: IntakeOptions): Intake {
  const lastOfChat = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();

  return {
    async take(update) {
      const { inbound, callbackQueryId } = readUpdate(update);
      if (inbound) await inOrder(inbound);
      if (callbackQueryId === undefined) return;
      // A spinner that cannot be stopped ends by itself; the next update does not wait for it.
      void track(answerTap(callbackQueryId).then(noop, noop));
    },

    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };

  function inOrder(inbound: Inbound): Promise<void> {
    const { address } = inbound;
    // Where the earlier one was not kept, this one must not overtake it: it rejects, and comes again as well.
    const work = (lastOfChat.get(address) ?? Promise.resolve()).then(() => handler(inbound));
    lastOfChat.set(address, work);
    const forget = () => {
      if (lastOfChat.get(address) === work) lastOfChat.delete(address);
    };
    work.then(forget, forget);
    return track(work);
  }

  function track(work: Promise<void>): Promise<void> {
    underWay.add(work);
    const done = () => void underWay.delete(work);
    work.then(done, done);
    return work;
  }
}

const noop = () => undefined;
