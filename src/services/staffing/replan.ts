// 重新排班: a plan over everything that nobody has been asked for yet, made outside of any transaction, then entered
// order by order, where the order is still as it was. What has been offered or accepted stays as it is.

import { planCard } from '../../domain/cards/plan-card.ts';
import type { Match } from '../../domain/proposal.ts';
import type { TeamFacts } from '../../matching/facts.ts';
import { type Hold, withHolds } from '../../matching/holds.ts';
import { place, placed } from '../../matching/place.ts';
import { type Placement, type Plan, plan } from '../../matching/plan.ts';
import { createPauses } from '../../matching/plan-pauses.ts';
import type { Solve } from '../../matching/program.ts';
import { loadOpenFacts, type OpenFacts } from '../../store/match-facts.ts';
import { notify } from '../notify.ts';
import { lockOrder, transition } from '../order/transition.ts';
import type { RunWork, Work } from '../work.ts';
import { rulesFor } from './match-rules.ts';
import { lockPlan, storeMatch, tellOfProposals } from './propose-order.ts';

export interface PlanAsked {
  /** Who is to be told how it went; nobody where the system asked itself. */
  readonly coordinatorId?: number;
  readonly nightly?: true;
}

/** A transaction has twenty seconds, and a city's plan two thousand orders. Ordinarily one is enough. */
const atOnce = 200;

/** May run twice: a second plan over the same facts changes nothing, and whoever asked is told once. */
export async function replan(
  runWork: RunWork,
  solve: Solve,
  { coordinatorId, nightly }: PlanAsked = {},
): Promise<void> {
  const askedAt = coordinatorId === undefined ? undefined : await runWork((work) => openAsk(work, coordinatorId));
  if (askedAt === null) return;
  const { open, rules } = await runWork(async (work) => ({
    open: await loadOpenFacts(work.tx, work),
    rules: await rulesFor(work),
  }));
  const team = { speakers: open.speakers, kits: open.kits, rules };
  const made = await plan({ orders: open.orders.map(({ order }) => order), ...team }, solve);
  const changes = await changesOf(open, made, team);
  const cause = nightly ? 'nightly' : coordinatorId === undefined ? 'needed' : 'asked';
  const run = await runWork((work) => keepRun(work, made, cause));
  let changed = 0;
  for (let from = 0; from < changes.length; from += atOnce)
    changed += await runWork((work) => enter(work, changes.slice(from, from + atOnce), run.id));
  if (coordinatorId !== undefined && askedAt !== undefined)
    await runWork((work) => tellWhoAsked(work, { ...run, changed }, coordinatorId, askedAt));
}

interface Change {
  readonly orderId: number;
  /** The order's version that the plan was made from. */
  readonly version: number;
  readonly match: Match;
}

/** Where the plan says something else than what stands, with the reasons as seen from beside all the others' places. */
async function changesOf(open: OpenFacts, { placements }: Plan, team: TeamFacts): Promise<Change[]> {
  const pause = createPauses();
  const placeOf = new Map(placements.map((placement) => [placement.orderId, placement]));
  const holds = open.orders.flatMap(({ order }): (Hold & { orderId: number })[] => {
    const candidate = placeOf.get(order.id)?.candidate;
    return candidate ? [{ orderId: order.id, order, candidate }] : [];
  });
  const changes: Change[] = [];
  for (const { order, version } of open.orders) {
    const placement = placeOf.get(order.id);
    if (placement && stands(placement, order.standing)) continue;
    // Each looks at the whole team once more: hundreds of them in one go would hold up everybody else for seconds.
    await pause();
    const others = withHolds(
      team,
      holds.filter(({ orderId }) => orderId !== order.id),
    );
    const match = placement ? placed(order, placement.candidate, others) : place(order, others);
    changes.push({ orderId: order.id, version, match });
  }
  return changes;
}

function stands({ candidate }: Placement, standing: OpenFacts['orders'][number]['order']['standing']): boolean {
  return (
    standing !== undefined &&
    standing.speakerId === candidate.speakerId &&
    standing.assistantId === candidate.assistantId &&
    standing.startsAt.getTime() === Date.parse(candidate.startsAt)
  );
}

const keepRun = ({ tx, now }: Work, { proof, placements, unplaced }: Plan, cause: string) => {
  const { status, objective, bound, gap, seconds } = proof;
  return tx.planRun.create({
    data: {
      ...{ status, objective, bound, gap, seconds, cause, changed: 0, createdAt: now },
      orders: placements.length + unplaced.length,
      placed: placements.length,
    },
  });
};

/** How many of them it was still time for. */
async function enter(work: Work, changes: readonly Change[], planRunId: number): Promise<number> {
  await lockPlan(work);
  const entered: number[] = [];
  for (const change of changes) if (await enterChange(work, change, planRunId)) entered.push(change.orderId);
  await tellOfProposals(work, entered);
  await work.tx.planRun.update({ where: { id: planRunId }, data: { changed: { increment: entered.length } } });
  return entered.length;
}

/** When they asked; null where they have been told. */
async function openAsk({ tx }: Work, coordinatorId: number): Promise<Date | null> {
  const who = await tx.coordinator.findUnique({ where: { id: coordinatorId }, select: { planAskedAt: true } });
  return who?.planAskedAt ?? null;
}

/** Who asked once more meanwhile is told of this plan as well as of the next. */
async function tellWhoAsked(
  work: Work,
  run: Parameters<typeof planCard>[0],
  coordinatorId: number,
  askedAt: Date,
): Promise<void> {
  const [who] = await work.tx.$queryRaw<{ personId: number }[]>`
    UPDATE coordinator SET plan_asked_at = NULLIF(plan_asked_at, ${askedAt})
     WHERE id = ${coordinatorId} AND plan_asked_at IS NOT NULL RETURNING person_id AS "personId"`;
  if (who)
    await notify(work, { personId: who.personId, bot: 'staff' }, planCard(run), { chatOnly: true, urgent: true });
}

/** Another proposal, or none any more, does not make the coordinators' time begin anew. */
async function keepWaiting(work: Work, orderId: number, before: number): Promise<void> {
  await work.tx.$executeRaw`
    UPDATE timer t SET due_at = LEAST(t.due_at, old.due_at), done_at = old.done_at FROM timer old
    WHERE old.order_id = ${orderId} AND old.order_version = ${before} AND old.kind = 'escalate'
      AND t.order_id = ${orderId} AND t.order_version = ${before + 1} AND t.kind = 'escalate'`;
}

/** False where somebody has done something with the order meanwhile, or nothing is new about it. */
async function enterChange(work: Work, { orderId, version, match }: Change, planRunId: number): Promise<boolean> {
  await lockOrder(work, orderId);
  const order = await work.tx.order.findUnique({
    where: { id: orderId },
    select: { id: true, state: true, version: true },
  });
  if (!order || order.version !== version) return false;
  const found = match.candidates.length > 0;
  const action = order.state === 'proposed' ? (found ? 'replan' : 'unplan') : found ? 'propose' : undefined;
  if (action !== undefined && !(await transition(work, { order, action, actor: 'system' }))) return false;
  if (order.state === 'proposed') await keepWaiting(work, orderId, version);
  await storeMatch(work, { orderId, version: action === undefined ? version : version + 1, match, planRunId });
  return action !== undefined;
}
