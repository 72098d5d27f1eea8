// The composition root's other half: what works when nobody is looking. Jobs, beats and the sweeper of a worker.

import { createWecomRobot } from './channels/wecom-robot.ts';
import type { Config } from './config.ts';
import type { Delivery } from './delivery/deliver.ts';
import { createRobotDelivery } from './delivery/robot.ts';
import { isQuiet } from './domain/quiet-hours.ts';
import { wakingOf } from './domain/timers.ts';
import type { Health } from './health/health.ts';
import type { Translator } from './i18n/translator.ts';
import type { Logger } from './logger.ts';
import { createBeat } from './queue/beat.ts';
import type { Queues } from './queue/queues.ts';
import { createSweeper } from './queue/sweeper.ts';
import { tendAppointments } from './services/deputy/chore.ts';
import { createNightly, type Nightly } from './services/nightly.ts';
import { fireTimer } from './services/order/fire-timer.ts';
import { dueTimers, scheduleAgain, unscheduledOrders } from './services/order/schedule.ts';
import { proposeOrder, unproposedOrders } from './services/staffing/propose-order.ts';
import { replan } from './services/staffing/replan.ts';
import { unansweredPlans } from './services/staffing/show-plan.ts';
import type { RunWork } from './services/work.ts';
import { createSolver, type Solver } from './solver/solver.ts';
import { cleanUp } from './store/clean-up.ts';
import type { Database } from './store/database.ts';
import { clearTries } from './store/tries.ts';

export interface Background {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: () => Date;
  /** A test's, in the place of the database's. */
  readonly fixedClock?: { readonly clock: () => Date } | undefined;
  readonly database: Database;
  readonly translator: Translator;
  readonly queues: Queues;
  readonly delivery: Delivery;
  readonly runWork: RunWork;
  readonly health: Pick<Health, 'heartbeat'>;
  readonly sweepEveryMs?: number;
  readonly beatEveryMs?: number;
}

export async function startBackground(
  background: Background,
  onStop: (dispose: () => Promise<void>) => void,
): Promise<void> {
  const { database, queues, delivery, runWork, health, clock, log, sweepEveryMs, beatEveryMs } = background;
  const solver = createSolver();
  onStop(() => solver.stop());
  const nightly = [
    createNightlyCleanUp(background),
    createNightlyPlan(background, solver),
    createNightlyDeputies(background),
  ];
  const robot = createRobot(background);

  await queues.startWorkers({
    wake: (chatId) => delivery.deliver(chatId),
    propose: ({ orderId }) => runWork((work) => proposeOrder(work, orderId)),
    timer: ({ timerId }) => runWork((work) => fireTimer(work, timerId)),
    schedule: ({ orderId }) => runWork((work) => scheduleAgain(work, orderId)),
    heartbeat: health.heartbeat,
    plan: (asked) => replan(runWork, solver.solve, asked),
    robot: async () => robot?.post(),
    nightly: async () => {
      const done = await Promise.allSettled(nightly.map((chore) => chore.run()));
      // One that failed keeps none of the others from being done, and is due again.
      for (const one of done) if (one.status === 'rejected') throw one.reason;
    },
  });
  const beats = [
    createBeat({ queues, log, name: 'heartbeat', everyMs: beatEveryMs ?? 15_000 }),
    createBeat({ queues, log, name: 'nightly', everyMs: beatEveryMs ?? 60_000, due: () => anyDue(nightly) }),
    ...(robot ? [createBeat({ queues, log, name: 'robot', everyMs: beatEveryMs ?? 3_000, due: robot.due })] : []),
  ];
  for (const beat of beats) {
    beat.start();
    onStop(() => beat.stop());
  }
  const sweeper = createSweeper({
    queues,
    dueChats: () => delivery.dueChats(),
    unproposed: () => unproposedOrders(database.prisma),
    dueTimers: () => dueTimers(database.prisma, clock()),
    unscheduled: () => unscheduledOrders(database.prisma),
    unansweredPlans: () => unansweredPlans(database.prisma, clock()),
    log,
    ...(sweepEveryMs !== undefined && { everyMs: sweepEveryMs }),
  });
  sweeper.start();
  onStop(() => sweeper.stop());
}

async function anyDue(nightly: readonly Nightly[]): Promise<boolean> {
  for (const chore of nightly) if (await chore.due()) return true;
  return false;
}

const createNightlyPlan = ({ config, database, clock, runWork }: Background, { solve }: Solver) =>
  createNightly({
    ...{ database, name: 'plan', hour: config.planHour, timeZone: config.timeZone, clock },
    act: () => replan(runWork, solve, { nightly: true }),
  });

/** Before people wake: what is told then waits for the end of the quiet hours. */
const deputiesHour = 5;

const createNightlyDeputies = ({ config, database, clock, runWork, log }: Background) =>
  createNightly({
    ...{ database, name: 'deputies', hour: deputiesHour, timeZone: config.timeZone, clock },
    act: () => tendAppointments(runWork, log),
  });

const createNightlyCleanUp = ({ config, database, clock, log }: Background) =>
  createNightly({
    ...{ database, name: 'clean-up', hour: config.keeping.hour, timeZone: config.timeZone, clock },
    act: async (now) => {
      log.info({ gone: await cleanUp(database.pool, config.keeping, now) }, 'what was too old is gone');
      await clearTries(database.pool, new Date());
    },
  });

const createRobot = ({ config, database, translator, clock, fixedClock, log }: Background) =>
  config.wecomRobotUrl === undefined
    ? undefined
    : createRobotDelivery({
        ...{ pool: database.pool, robot: createWecomRobot(config.wecomRobotUrl), translator, log, ...fixedClock },
        locale: config.defaultLocale,
        isQuiet: () => isQuiet(clock(), wakingOf(config)),
      });
