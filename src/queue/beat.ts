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
      if (await due())
        await queues.enqueue(name, {}, { id: `${name}-${Math.floor(Date.now() / everyMs)}`, once: true });
    } catch (error) {
      log.warn({ job: name, err: error }, 'beat missed');
    }
    if (!stopped) timer = setTimeout(() => void start(), everyMs);
  }

  function start(): void {
    round = beat();
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
