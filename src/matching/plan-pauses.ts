// A plan is made in the thread that people are waiting on: long loops let it go every few milliseconds.

const atATime = 8;

/** To be awaited once a round. */
export function createPauses(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < atATime) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}
