// 重新排班, for a coordinator: how the last plan went, and to ask for a new one.

import type { CommandTable } from '../../domain/commands.ts';
import type { Tx } from '../../store/database.ts';
import type { Who, Work } from '../work.ts';

export async function showPlan(work: Work, who: Who): Promise<CommandTable['show-plan']['result']> {
  if (!who.coordinator) return {};
  const run = await work.tx.planRun.findFirst({ orderBy: { id: 'desc' } });
  return run ? { last: { ...run, at: run.createdAt.toISOString() } } : {};
}

export async function runPlan(work: Work, who: Who): Promise<CommandTable['run-plan']['result']> {
  if (!who.coordinator) return { ok: false };
  const { id } = who.coordinator;
  // Asked again while a plan is made: a later time, so that the plan under way does not pass for the answer.
  await work.tx.$executeRaw`
    UPDATE coordinator SET plan_asked_at = GREATEST(${work.now}, plan_asked_at + interval '1 millisecond') WHERE id = ${id}`;
  work.plan({ coordinatorId: id });
  return { ok: true };
}

/** Coordinators who asked so long ago that the job must be lost: the queue was away, or the process ended. */
export async function unansweredPlans(tx: Tx, now: Date): Promise<{ coordinatorId: number; key: string }[]> {
  const rows = await tx.coordinator.findMany({
    where: { planAskedAt: { lte: new Date(now.getTime() - answerMs) } },
    select: { id: true, planAskedAt: true },
  });
  return rows.map(({ id, planAskedAt }) => ({ coordinatorId: id, key: `${id}-${planAskedAt?.getTime()}` }));
}

const answerMs = 60_000;
