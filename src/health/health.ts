// The product's view of itself: what its operator pages answer with. Puts together readiness and metrics.

import type { Pool } from 'pg';
import type { Config } from '../config.ts';
import type { Operator } from '../web/operator-pages.ts';
import { readFigures } from './figures.ts';
import { createMetrics, type Metrics, type MetricsOptions } from './metrics.ts';
import { recordHeartbeat } from './progress.ts';
import { createReadiness } from './readiness.ts';

export interface HealthOptions {
  readonly pool: Pool;
  readonly queues: { depths: MetricsOptions['depths'] };
  readonly config: Pick<Config, 'publicUrl' | 'metricsToken'>;
  readonly clock?: () => Date;
}

export interface Health {
  readonly operator: Operator;
  /** A job's part: shows that it got done. */
  heartbeat(): Promise<void>;
  timed: Metrics['timed'];
}

export function createHealth({ pool, queues, config, clock }: HealthOptions): Health {
  const { timed, render } = createMetrics({ figures: () => readFigures(pool, clock), depths: queues.depths });
  return {
    operator: {
      ready: createReadiness({ pool, queues, ...(clock && { clock }) }),
      metrics: render,
      // Behind a public address stands a proxy, and through it everybody looks like this machine.
      openToThisMachine: config.publicUrl === undefined,
      ...(config.metricsToken !== undefined && { token: config.metricsToken }),
    },
    heartbeat: () => recordHeartbeat(pool),
    timed,
  };
}
