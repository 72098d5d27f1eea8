// Queues a job at regular times, from however many processes: the job's id names the moment, so each comes once.

import type { QueueLog } from './fault-log.ts';
import type { JobMap, WorkName } from './jobs.ts';
import type { Queues } from './queues.ts';

/** Jobs that carry nothing: they look for themselves what there is to do. */
export type BeatName = { [Name in WorkName]: JobMap[Name] extends Record<string, never> ? Name : never }[WorkName];

export interface BeatOptions {
  readonly queues: Pick<Queues, 'enqueue'>;
  readonly name: BeatName;
  readonly everyMs: number;
  /** Whether there is anything to do. Default: always. */
  readonly due?: () => Promise<boolean>;
  readonly log: QueueLog;
}

export interface Beat {
  start(): void;
  stop(): Promise<void>;
}

export function createBeat({ queues, name, everyMs, due = async () => true, log }: BeatOptions): Beat {
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  let stopped = false;

  async function beat(): Promise<void> {
    try {
      if (!(await due())) return;
      const id = `${name}-${Math.floor(Date.now() / everyMs)}`;
      // A beat that fails is not worth keeping: the next one follows.
      await queues.enqueue(name, {}, { id, attempts: 1, keepFailed: false });
    } catch (error) {
      log.warn({ job: name, err: error }, 'beat missed');
    }
  }

  function start(): void {
    round = beat().then(() => {
      if (!stopped) timer = setTimeout(start, everyMs);
    });
  }

  return {
    start,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
