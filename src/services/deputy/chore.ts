// What the calendar does to appointments, once a night: all three are reminded of a term that ends, what is over is
// ended, and who has not answered is reminded. Each in a transaction of its own; done twice, it changes nothing.

import { addDays } from '../../domain/calendar.ts';
import { daysIn } from '../../domain/deputy/counting-year.ts';
import { reminderDays, reminderDue } from '../../domain/deputy/pace.ts';
import type { RunWork, Work } from '../work.ts';
import { dateOf, lockAppointment, servedSpan, today } from './rows.ts';
import { step } from './step.ts';
import { tellEnded, tellReminder } from './tell.ts';
import { remindOfAnswer, remindOfRequest, unanswered, unplaced } from './unanswered.ts';

/** What the log is told: ids and codes, never words. */
interface ChoreLog {
  error(context: object, words: string): void;
}

/** One that fails keeps none of the others from being done; in the end the chore has failed, and is due again. */
export async function tendAppointments(runWork: RunWork, log: ChoreLog): Promise<void> {
  let failed = 0;
  for (const { what, find, act } of chores) {
    for (const id of await runWork(find)) {
      try {
        await runWork((work) => act(work, id));
      } catch (error) {
        failed += 1;
        log.error({ code: 'deputy.chore', what, id, err: error }, 'this one is tried again');
      }
    }
  }
  if (failed > 0) throw new Error(`${failed} appointments or requests could not be tended`);
}

interface Chore {
  readonly what: 'term' | 'answer' | 'request';
  find(work: Work): Promise<number[]>;
  act(work: Work, id: number): Promise<void>;
}

const chores: readonly Chore[] = [
  { what: 'term', find: nearlyOver, act: tend },
  { what: 'answer', find: unanswered, act: remindOfAnswer },
  { what: 'request', find: unplaced, act: remindOfRequest },
];

async function nearlyOver(work: Work): Promise<number[]> {
  const soon = dateOf(addDays(today(work), Math.max(...reminderDays)));
  const rows = await work.tx.deputyPrincipalAppointment.findMany({
    where: { state: 'active', OR: [{ until: { lte: soon } }, { endedOn: { lte: soon } }] },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}

async function tend(work: Work, id: number): Promise<void> {
  const row = await lockAppointment(work, id);
  if (row?.state !== 'active') return;
  const { until } = servedSpan(row);
  if (until <= today(work)) {
    if (!(await step(work, row, { action: 'end', actor: 'system' }))) return;
    // An end that was set beforehand was told beforehand; who goes on with a new letter has not ended.
    const goesOn = await work.tx.deputyPrincipalAppointment.count({ where: { renewsId: id, state: 'active' } });
    if (row.endedOn === null && goesOn === 0) await tellEnded(work, row);
    return;
  }
  if (row.endedOn !== null) return;
  const days = reminderDue(until, today(work), row.remindedDays);
  if (days === undefined) return;
  const renewed = await work.tx.deputyPrincipalAppointment.count({
    where: { schoolId: row.schoolId, post: row.post, from: { gte: row.until }, state: 'active' },
  });
  await work.tx.deputyPrincipalAppointment.update({ where: { id }, data: { remindedDays: { push: days } } });
  // A night that was missed is made up for later: what is said is what is left.
  if (renewed === 0) await tellReminder(work, row, daysIn({ from: today(work), until }));
}
