// 重新排班, for a coordinator: how the last plan went, and to ask for a new one.

import type { CommandTable } from '../../domain/commands.ts';
import type { Who, Work } from '../work.ts';

export async function showPlan(work: Work, who: Who): Promise<CommandTable['show-plan']['result']> {
  if (!who.coordinator) return {};
  const run = await work.tx.planRun.findFirst({ orderBy: { id: 'desc' } });
  return run ? { last: { ...run, at: run.createdAt.toISOString() } } : {};
}

export async function runPlan(work: Work, who: Who): Promise<CommandTable['run-plan']['result']> {
  if (!who.coordinator) return { ok: false };
  work.plan({ coordinatorId: who.coordinator.id });
  return { ok: true };
}
