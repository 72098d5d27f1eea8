// 临时任务, and leaving: the one approval. In one transaction the absence is entered, every talk goes to whoever was
// proposed or back to waiting, proposals are made anew, and everybody concerned is told once (duty-recall-tell.ts).

import type { CommandTable } from '../../domain/commands.ts';
import type { Candidate } from '../../domain/proposal.ts';
import { checkSpeaker } from '../../matching/place.ts';
import { loadOrderFacts } from '../../store/match-facts.ts';
import { fromStoredCandidate } from '../../store/stored-match.ts';
import { lockSchoolsOf } from '../deputy/rows.ts';
import { reload } from '../order/order-access.ts';
import { loadOrder, type OrderRow, viewsOf } from '../order/order-view.ts';
import { closeCounterOffers } from '../order/release-order.ts';
import { transition } from '../order/transition.ts';
import { endMembership } from '../roster/leave-team.ts';
import type { Who, Work } from '../work.ts';
import { lockTeam } from './book.ts';
import { closeClaims } from './claim-close.ts';
import { ownSpeaker } from './duty-recall.ts';
import { type Absence, claimsWithin, talksWithin, waitingFor } from './duty-recall-talks.ts';
import { type Settled, tellRecalled } from './duty-recall-tell.ts';
import { closeHandOvers } from './hand-over-close.ts';
import { rulesFor } from './match-rules.ts';
import { moveTalk } from './move-talk.ts';
import { closeOffers, offerOf, withdrawOffers } from './offers.ts';
import { isPromised } from './promised.ts';
import { releaseClaim, rematch } from './rematch.ts';
import { asDays } from './speaker-talks.ts';

type Approved = CommandTable['approve-recall']['result'];

export async function approveRecall(
  work: Work,
  who: Who,
  { recallId }: CommandTable['approve-recall']['args'],
): Promise<Approved> {
  await work.tx.$queryRaw`SELECT 1 FROM duty_recall WHERE id = ${recallId} FOR UPDATE`;
  const recall = await work.tx.dutyRecall.findUnique({
    where: { id: recallId },
    include: { items: { orderBy: { orderId: 'asc' } }, speaker: true },
  });
  if (!recall || !who.coordinator || recall.coordinatorId !== who.coordinator.id)
    return { ok: false, reason: 'not_found' };
  if (recall.doneAt) return { ok: false, reason: 'done' };
  const { speaker, speakerId, from, until } = recall;
  if (!speaker.active) return { ok: false, reason: 'left' };
  if (!(await ownSpeaker(work, who, speakerId))) return { ok: false, reason: 'not_found' };
  const gone: Absence = { from, ...(until && { until }) };
  const items = recall.items.map(({ orderId, orderVersion, candidate }) => ({
    orderId,
    version: orderVersion,
    candidate: candidate === null ? undefined : fromStoredCandidate(candidate),
  }));
  await lockAll(work, speakerId, gone, items);
  if (!until && (await isOutdated(work, speakerId, gone, items))) return { ok: false, reason: 'changed' };
  if (until) await enterAway(work, { speakerId, from, until }, recallId);
  else await endMembership(work, speakerId);

  const by = { speakerId, coordinatorId: who.coordinator.id, reason: until ? 'duty' : 'left' } as const;
  const settled: Settled[] = [];
  for (const { orderId, version, candidate } of items) {
    const before = await loadOrder(work, orderId);
    if (before?.version !== version || !offerOf(before, speakerId)) continue;
    settled.push((candidate && (await replace(work, before, candidate, by))) ?? (await release(work, before, by)));
  }
  await rematchOthers(work, speakerId, gone);
  await work.tx.dutyRecall.update({ where: { id: recallId }, data: { doneAt: work.now } });

  const skipped = await stillTheirs(work, { speakerId, gone, items, settled });
  const span = until ? asDays(from, until, work.timeZone) : undefined;
  const talks = await tellRecalled(work, { speaker, coordinatorId: by.coordinatorId, settled, ...(span && { span }) });
  const recalled = {
    ...{ speaker: speaker.name, talks, skipped: await viewsOf(work, skipped, 'speaker') },
    ...(span && { span }),
  };
  return { ok: true, recalled };
}

interface Item {
  readonly orderId: number;
  readonly version: number;
  readonly candidate: Candidate | undefined;
}

interface By {
  readonly speakerId: number;
  readonly coordinatorId: number;
  readonly reason: 'duty' | 'left';
}

/** Orders first, then schools of who leaves, then people and kits, each in the order of ids, as everywhere. */
async function lockAll(work: Work, speakerId: number, gone: Absence, items: readonly Item[]): Promise<void> {
  const concerned = [...(await waitingFor(work, speakerId, gone)), ...(await claimsWithin(work, speakerId, gone))];
  const ids = [...items.map(({ orderId }) => orderId), ...concerned.map(({ id }) => id)];
  await work.tx.$queryRaw`SELECT 1 FROM orders WHERE id = ANY(${ids}) ORDER BY id FOR NO KEY UPDATE`;
  if (!gone.until) await lockSchoolsOf(work, speakerId);
  await lockTeam(
    work,
    items.flatMap(({ candidate }) => candidate ?? []),
    [speakerId],
  );
}

/** Talks that came, went or moved since the preview. */
async function isOutdated(work: Work, speakerId: number, gone: Absence, items: readonly Item[]): Promise<boolean> {
  const theirs = await talksWithin(work, speakerId, gone);
  const shown = new Map(items.map(({ orderId, version }) => [orderId, version]));
  return theirs.length !== shown.size || theirs.some(({ id, version }) => shown.get(id) !== version);
}

/** What they had entered for the same time themselves is theirs to take away no more. */
async function enterAway(
  { tx }: Work,
  away: { speakerId: number; from: Date; until: Date },
  recallId: number,
): Promise<void> {
  const { count } = await tx.away.updateMany({ where: away, data: { recallId } });
  if (count === 0) await tx.away.create({ data: { ...away, recallId } });
}

/** Undefined where a hard rule has come to stand against it since. */
async function replace(work: Work, before: OrderRow, to: Candidate, by: By): Promise<Settled | undefined> {
  const facts = await loadOrderFacts(work.tx, before.id, work);
  if (!facts) return undefined;
  const order = { ...facts.order, agreedAt: new Date(to.startsAt) };
  if (checkSpeaker(order, to, { ...facts, rules: await rulesFor(work) }).length > 0) return undefined;
  const { coordinatorId, reason, speakerId } = by;
  const moved = await moveTalk(work, { before, order, to, coordinatorId, reason, toldTogether: { speakerId } });
  if (!moved) return undefined;
  // Who went along and is to lead now is as new to it as anybody.
  const newcomers = moved.after.offers.filter((one) => offerOf(before, one.speakerId)?.part !== one.part);
  return { ...moved, instead: newcomers.map(({ speaker }) => speaker.name) };
}

/** Nobody comes instead: the order waits, and is matched anew. */
async function release(work: Work, before: OrderRow, { speakerId, coordinatorId, reason }: By): Promise<Settled> {
  const news = await isPromised(work, before.id);
  const done = await transition(work, {
    ...{ order: before, action: 'recall', actor: 'coordinator', actorId: coordinatorId, reason },
    data: { startsAt: null, endsAt: null },
  });
  if (!done) throw new Error('an order changed under its own lock');
  await closeCounterOffers(work, before);
  const after = await reload(work, before.id);
  await closeHandOvers(work, after);
  await closeClaims(work, after);
  const isGone = ({ speakerId: id }: { readonly speakerId: number }): boolean => id === speakerId;
  await closeOffers(work, before.offers.filter(isGone));
  await withdrawOffers(
    work,
    after,
    before.offers.filter((one) => !isGone(one)),
    { urgent: true },
  );
  work.match(before.id, after.version);
  return { after, news, instead: [] };
}

/** What names them before anybody was asked. */
async function rematchOthers(work: Work, speakerId: number, gone: Absence): Promise<void> {
  for (const { id } of await waitingFor(work, speakerId, gone)) await rematch(work, id);
  for (const row of await claimsWithin(work, speakerId, gone)) await releaseClaim(work, row, speakerId);
}

interface Left {
  readonly speakerId: number;
  readonly gone: Absence;
  readonly items: readonly Item[];
  readonly settled: readonly Settled[];
}

/** What the preview showed and was changed since, and what has come since and is not settled. */
async function stillTheirs(work: Work, { speakerId, gone, items, settled }: Left): Promise<OrderRow[]> {
  const done = new Set(settled.map(({ after }) => after.id));
  const changed = items.filter(({ orderId }) => !done.has(orderId)).map(({ orderId }) => orderId);
  const theirs = (await talksWithin(work, speakerId, gone)).filter(({ id }) => !done.has(id) && !changed.includes(id));
  const rows: OrderRow[] = [];
  for (const id of changed) rows.push(await reload(work, id));
  return [...rows, ...theirs];
}
