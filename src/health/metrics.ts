// Figures for Prometheus: of this process, of its answers, and of the queues and tables all processes share. Labels are
// bots, queues and states, never people. Knows neither SQL nor BullMQ.

import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Figures } from './figures.ts';

export interface MetricsOptions {
  readonly figures: () => Promise<Figures>;
  readonly depths: () => Promise<readonly { readonly queue: string; readonly state: string; readonly count: number }[]>;
}

export interface Metrics {
  /** Never rejects: where the database or the queue does not answer, their figures are left out. */
  render(): Promise<{ readonly type: string; readonly text: string }>;
  /** Measures how long a handler takes. */
  timed<Input>(
    channel: { readonly bot: string; readonly name: string },
    handler: (input: Input) => Promise<void>,
  ): (input: Input) => Promise<void>;
}

export function createMetrics({ figures, depths }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `fengdian_${name}`, help, labelNames, registers });

  const up = gauge('up', 'Whether the part answers.', 'part');
  const jobs = gauge('queue_jobs', 'Jobs by queue and state.', 'queue', 'state');
  const orders = gauge('open_orders', 'Open orders by state.', 'state');
  const offers = gauge('offers_expiring', 'Open offers whose deadline is within the hour.');
  const unsent = gauge('unsent_messages', 'Messages that are due and not sent.', 'bot');
  const oldest = gauge('oldest_unsent_message_seconds', 'Age of the oldest due message that is not sent.', 'bot');
  const heartbeat = gauge('heartbeat_age_seconds', 'Since a job last went through the queue and a worker.');
  const answers = new Histogram({
    name: 'fengdian_inbound_seconds',
    help: 'From an update to its committed answer.',
    labelNames: ['bot', 'channel', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });

  async function collectFigures(): Promise<boolean> {
    const found = await figures().catch(() => undefined);
    for (const one of [orders, offers, unsent, oldest, heartbeat]) one.reset();
    for (const { state, count } of found?.orders ?? []) orders.set({ state }, count);
    for (const { bot, count, oldestSeconds } of found?.unsent ?? []) {
      unsent.set({ bot }, count);
      oldest.set({ bot }, oldestSeconds);
    }
    // A gauge without labels stands at 0 when nothing is known: worse than saying so.
    offers.set(found?.offersExpiring ?? Number.NaN);
    heartbeat.set(found?.heartbeatAgeSeconds ?? Number.NaN);
    return found !== undefined;
  }

  async function collectDepths(): Promise<boolean> {
    const found = await depths().catch(() => undefined);
    jobs.reset();
    for (const { queue, state, count } of found ?? []) jobs.set({ queue, state }, count);
    return found !== undefined;
  }

  return {
    async render() {
      const [database, queue] = await Promise.all([collectFigures(), collectDepths()]);
      up.set({ part: 'database' }, Number(database));
      up.set({ part: 'queue' }, Number(queue));
      return { type: registry.contentType, text: await registry.metrics() };
    },
    timed:
      ({ bot, name }, handler) =>
      async (input) => {
        const done = answers.startTimer({ bot, channel: name });
        try {
          await handler(input);
          done({ outcome: 'kept' });
        } catch (error) {
          done({ outcome: 'failed' });
          throw error;
        }
      },
  };
}
