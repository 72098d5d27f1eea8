// Tries until it works or the owner stops: waits a little longer after each fault, up to a cap. Knows nothing of
// what it tries.

import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  readonly firstMs: number;
  readonly maxMs: number;
}

export interface RetryOptions {
  readonly stop: AbortSignal;
  readonly patience: Patience;
  readonly onFault: (error: unknown) => void;
  /** Faults that another try cannot mend. */
  readonly isFinal?: (error: unknown) => boolean;
}

/** Rejects with a final fault, or once stopped. A try that is under way when `stop` fires is waited for. */
export async function retryUntilStopped<T>(task: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { stop, patience, onFault, isFinal } = options;
  for (let waitMs = patience.firstMs; ; waitMs = Math.min(waitMs * 2, patience.maxMs)) {
    stop.throwIfAborted();
    try {
      return await task();
    } catch (error) {
      if (stop.aborted || isFinal?.(error)) throw error;
      onFault(error);
    }
    await pause(waitMs, undefined, { signal: stop });
  }
}
