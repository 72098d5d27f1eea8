// An InboundHandler that writes down what it is told, and can be made to wait or to fail.

import type { Inbound, InboundHandler } from '../../src/channels/channel.ts';
import { createWatch } from '../fakes/watch.ts';

export interface Recorder {
  readonly handler: InboundHandler;
  /** Every call, the failed ones as well. */
  readonly tried: readonly Inbound[];
  /** What was kept, in the order in which it was finished. */
  readonly kept: readonly Inbound[];
  /** The texts of what was kept. */
  texts(): string[];
  until(what: (recorder: Recorder) => boolean): Promise<void>;
  /** The next calls fail. */
  fail(times: number): void;
  /** Calls wait from now on, until the returned function is called. */
  hold(): () => void;
}

export function createRecorder(): Recorder {
  const tried: Inbound[] = [];
  const kept: Inbound[] = [];
  const watch = createWatch();
  let failures = 0;
  let gate: Promise<void> = Promise.resolve();

  const recorder: Recorder = {
    tried,
    kept,
    texts: () => kept.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : [])),
    async handler(inbound) {
      tried.push(inbound);
      watch.changed();
      await gate;
      if (failures > 0) {
        failures -= 1;
        throw new Error('the database is away');
      }
      kept.push(inbound);
      watch.changed();
    },
    async until(what) {
      const found = () => (what(recorder) ? true : undefined);
      await watch.until(found, () => JSON.stringify(kept.map(({ content }) => content)));
    },
    fail(times) {
      failures = times;
    },
    hold() {
      let open: () => void = () => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => open();
    },
  };
  return recorder;
}
