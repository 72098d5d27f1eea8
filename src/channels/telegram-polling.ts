// The offset of long polling: it never passes an update that is not kept, whatever the library around it does, so
// a crash or a stop loses nothing. Also outlives the faults (409, network) at which the libraries stop for good.

import { type RetryOptions, retryUntilStopped } from './retry-until-stopped.ts';
import type { Intake } from './telegram-intake.ts';
import { updateId } from './telegram-update.ts';

export interface Polling {
  /** One getUpdates, tried until it works. All its updates are begun at once, each chat's in order. */
  next<Answer>(
    fetch: (offset: number) => Promise<Answer>,
    updatesOf: (answer: Answer) => readonly object[],
  ): Promise<Answer>;
  /** Resolves when an update that `next` brought is kept. Rejects where it was stopped before. */
  kept(update: object): Promise<void>;
  /** The last getUpdates: waits for what is under way and tells the service what it may forget. */
  confirm<Answer>(fetch: (offset: number) => Promise<Answer>): Promise<Answer>;
}

export function createPolling(intake: Intake, retry: RetryOptions): Polling {
  const begun = new WeakMap<object, Promise<void>>();
  const open = new Set<number>();
  let newest = -1;
  const offset = () => (open.size > 0 ? Math.min(...open) : newest + 1);

  return {
    async next(fetch, updatesOf) {
      const answer = await retryUntilStopped(() => fetch(offset()), retry);
      // What comes while stopping is not begun, so not confirmed, so it comes again.
      if (!retry.stop.aborted) updatesOf(answer).forEach(begin);
      return answer;
    },

    async kept(update) {
      await begun.get(update);
    },

    async confirm(fetch) {
      await intake.idle();
      return fetch(offset());
    },
  };

  function begin(update: object): void {
    const id = updateId(update);
    if (id === undefined) return;
    newest = id;
    open.add(id);
    const work = intake.take(update).then(() => void open.delete(id));
    work.catch(() => undefined); // `kept` tells; nobody may have asked yet.
    begun.set(update, work);
  }
}
