// 派单, the system's part: finds who could give the talk, keeps why, and lays the card before the coordinators.
// Runs from a job that may come twice: the proposal belongs to one version of the order.

import { coordinatorCard, digestCard, isClean } from '../../domain/cards/coordinator-card.ts';
import type { WaitingOrder } from '../../domain/order-view.ts';
import type { Match } from '../../domain/proposal.ts';
import { withHolds } from '../../matching/holds.ts';
import { place } from '../../matching/place.ts';
import { groupBy } from '../../matching/plan-groups.ts';
import type { Tx } from '../../store/database.ts';
import { loadMatchFacts } from '../../store/match-facts.ts';
import { toStoredMatch } from '../../store/stored-match.ts';
import { notify, retireCard, reviseCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { loadOrder, viewOf } from '../order/order-view.ts';
import { lockOrder, transition } from '../order/transition.ts';
import { viewWaiting, waitingFor, waitingOfBatch, whereWaiting } from '../order/waiting-orders.ts';
import { type Coordinating, coordinatorsOf } from '../scope.ts';
import type { Work } from '../work.ts';
import { rulesFor } from './match-rules.ts';

export async function proposeOrder(work: Work, orderId: number): Promise<void> {
  await lockPlan(work);
  if (!(await lockOrder(work, orderId))) return;
  const order = await work.tx.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { proposals: { orderBy: { id: 'desc' }, take: 1 } },
  });
  if (order.state !== 'submitted' || order.proposals[0]?.orderVersion === order.version) return;
  const facts = await loadMatchFacts(work.tx, orderId, work);
  if (!facts) return;
  const team = { ...facts, rules: await rulesFor(work) };
  const match = place(facts.order, withHolds(team, facts.holds));
  const found = match.candidates.length > 0;
  // Only what is proposed to others stands in the way: all of them together may find a place.
  if (!found && facts.holds.length > 0 && place(facts.order, team).candidates.length > 0) work.plan();
  if (found) await transition(work, { order, action: 'propose', actor: 'system' });
  // A proposal that moves the order on belongs to the version it leads to.
  await storeMatch(work, { orderId, version: found ? order.version + 1 : order.version, match });
  await tellCoordinators(work, [orderId]);
}

/** One at a time, so that each sees what the one before was given. Taken before any row. */
export async function lockPlan(work: Work): Promise<void> {
  await work.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('plan'))`;
}

interface ToStore {
  readonly orderId: number;
  readonly version: number;
  readonly match: Match;
  readonly planRunId?: number;
}

/** One for each version of an order; where nobody was found, a later look takes the place of an earlier one. */
export async function storeMatch(work: Work, { orderId, version, match, planRunId }: ToStore): Promise<void> {
  const data = { ...toStoredMatch(match), planRunId: planRunId ?? null, createdAt: work.now };
  await work.tx.proposal.upsert({
    where: { orderId_orderVersion: { orderId, orderVersion: version } },
    create: { orderId, orderVersion: version, ...data },
    update: data,
  });
}

/** Cards that are out are brought up to date where they stand; who has none is told, of all the others together. */
export async function tellOfProposals(work: Work, orderIds: readonly number[]): Promise<void> {
  const out = await work.tx.outbox.findMany({
    where: { card: { in: orderIds.map(cardNames.order) }, droppedAt: null },
    distinct: ['card'],
    select: { card: true },
  });
  const cards = new Set(out.map(({ card }) => card));
  const untold: number[] = [];
  for (const orderId of orderIds)
    if (!cards.has(cardNames.order(orderId)) || !(await revise(work, orderId))) untold.push(orderId);
  await tellCoordinators(work, untold);
}

async function revise(work: Work, orderId: number): Promise<boolean> {
  const row = await loadOrder(work, orderId);
  if (!row) return true;
  const card = coordinatorCard(await viewOf(work, row, 'coordinator'));
  return reviseCard(work, cardNames.order(orderId), card, longAgo);
}

const longAgo = new Date(0);

/** From so many waiting orders on, a coordinator gets one digest in place of a card for each. */
export const digestFrom = 4;

/** However many orders there are, a batch and a digest are said once. */
async function tellCoordinators(work: Work, orderIds: readonly number[]): Promise<void> {
  const rows = await work.tx.order.findMany({
    where: { id: { in: [...orderIds] } },
    orderBy: { id: 'asc' },
    select: { id: true, areaId: true, batchNumber: true },
  });
  for (const batchNumber of new Set(rows.flatMap((row) => row.batchNumber ?? []))) await tellOfBatch(work, batchNumber);
  const alone = rows.filter(({ batchNumber }) => batchNumber === null);
  // All of them are in charge of the same area, and so have the same waiting.
  for (const { nearest, coordinators, rows } of await byCoordinators(work, alone)) {
    const many = (await work.tx.order.count({ where: await whereWaiting(work, nearest.areaId) })) >= digestFrom;
    if (!many) for (const { id } of rows) await sendCards(work, coordinators, id);
    const waiting = many ? await waitingFor(work, nearest.areaId) : [];
    if (many) for (const coordinator of coordinators) await sendDigest(work, coordinator, waiting);
  }
}

async function sendCards(work: Work, coordinators: readonly Coordinating[], orderId: number): Promise<void> {
  const row = await loadOrder(work, orderId);
  if (!row) return;
  const message = coordinatorCard(await viewOf(work, row, 'coordinator'));
  const card = cardNames.order(orderId);
  for (const coordinator of coordinators) await notify(work, staff(coordinator), message, { card, chatOnly: true });
}

interface InCharge<Row> {
  readonly nearest: Coordinating;
  readonly coordinators: readonly Coordinating[];
  readonly rows: readonly Row[];
}

/** Orders whose coordinators are the same people. */
async function byCoordinators<Row extends { readonly areaId: number }>(
  work: Work,
  rows: readonly Row[],
): Promise<InCharge<Row>[]> {
  const found: (Omit<InCharge<Row>, 'rows'> & { rows: Row[] })[] = [];
  for (const [areaId, here] of groupBy(rows, (row) => row.areaId)) {
    const coordinators = await coordinatorsOf(work, areaId);
    const [nearest] = coordinators;
    const known = found.find((group) => group.nearest.areaId === nearest?.areaId);
    if (known) known.rows.push(...here);
    else if (nearest) found.push({ nearest, coordinators, rows: [...here] });
  }
  return found;
}

/** One message for all villages of a batch that are the same people's, once the last of them has been matched. */
async function tellOfBatch(work: Work, batchNumber: string): Promise<void> {
  // One after the other: the last one to be matched must see that it is the last.
  await work.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`batch:${batchNumber}`}))`;
  const rows = await waitingOfBatch(work, batchNumber);
  if (rows.some((row) => row.proposals[0]?.orderVersion !== row.version)) return;
  for (const { nearest, coordinators, rows: own } of await byCoordinators(work, rows)) {
    const waiting = await viewWaiting(work, own);
    const card = cardNames.batch(batchNumber, nearest.areaId);
    const digest = digestCard(waiting, waiting.filter(isClean).length, batchNumber);
    await retireCard(work, card, { text: digest.text });
    for (const coordinator of coordinators) await notify(work, staff(coordinator), digest, { card, chatOnly: true });
  }
}

/** A list that nobody has seen yet, or that is not older than `since`, is brought up to date in place of a new one. */
export async function sendDigest(
  work: Work,
  coordinator: Coordinating,
  waiting: readonly WaitingOrder[],
  since?: Date,
): Promise<void> {
  const card = cardNames.digest(coordinator.id);
  const digest = digestCard(waiting, waiting.filter(isClean).length);
  if (await reviseCard(work, card, digest, since)) return;
  await retireCard(work, card, { text: digest.text });
  await notify(work, staff(coordinator), digest, { card, chatOnly: true });
}

const staff = ({ personId }: Coordinating) => ({ personId, bot: 'staff' }) as const;

/** Orders whose job was never queued, or was lost: submitted, and not yet matched at their version. */
export async function unproposedOrders(tx: Tx): Promise<{ orderId: number; version: number }[]> {
  return tx.$queryRaw`
    SELECT o.id AS "orderId", o.version FROM orders o
    WHERE o.state = 'submitted' AND NOT EXISTS (SELECT FROM proposal p WHERE p.order_id = o.id AND p.order_version = o.version)
    ORDER BY o.id LIMIT 100`;
}
