// Looks after a server that runs: where something ended it (a machine short of memory does), it is started again, since
// nobody else would. Knows nothing of how that is done.

export interface Guard {
  /** Waits for the look under way. */
  stop(): Promise<void>;
}

const everyMs = 3_000;

/** `look` never rejects. */
export function createGuard(look: () => Promise<void>): Guard {
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  let stopped = false;

  function schedule(): void {
    timer = setTimeout(() => {
      round = look().then(() => {
        if (!stopped) schedule();
      });
    }, everyMs);
  }

  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
