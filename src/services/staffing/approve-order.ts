// 同意派单: the slot is looked at once more under the speaker's lock, booked, and offered.

import type { NotFree } from '../../domain/acted.ts';
import { digestCard, isClean } from '../../domain/cards/coordinator-card.ts';
import type { Args, CommandTable } from '../../domain/commands.ts';
import type { NoteNeeded } from '../../domain/commands-staffing.ts';
import { text } from '../../domain/message.ts';
import type { WaitingOrder } from '../../domain/order-view.ts';
import type { Candidate, RuleCode } from '../../domain/proposal.ts';
import { withHeldLoad } from '../../matching/holds.ts';
import { checkSpeaker, listEligible as rank } from '../../matching/place.ts';
import { talkEnd } from '../../matching/schedule.ts';
import { askableAgain, type ByHand, listByHand } from '../../matching/soft.ts';
import { loadMatchFacts, loadOrderFacts } from '../../store/match-facts.ts';
import { fromStoredMatch } from '../../store/stored-match.ts';
import { retireCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { already, lockCoordinated } from '../order/order-access.ts';
import { type OrderRow, viewOf } from '../order/order-view.ts';
import { closeCounterOffers } from '../order/release-order.ts';
import { transition } from '../order/transition.ts';
import { waitingFor } from '../order/waiting-orders.ts';
import type { Who, Work } from '../work.ts';
import { book, lockTeam, tellOfApproval } from './book.ts';
import { rulesFor } from './match-rules.ts';
import { staffName } from './staff-names.ts';

type Approved = CommandTable['approve']['result'];

export async function approve(
  work: Work,
  who: Who,
  { orderId, version, speakerId }: Args<'approve'>,
): Promise<Approved> {
  const row = await lockCoordinated(work, who, orderId);
  if (!row) return { ok: false, reason: 'not_found' };
  if (row.version !== version || (row.state !== 'submitted' && row.state !== 'proposed')) {
    return already(work, row, 'coordinator');
  }
  const wanted = await candidateFor(work, row, speakerId);
  if ('soft' in wanted)
    return { ok: false, reason: 'note_needed', soft: wanted.soft, order: await viewOf(work, row, 'coordinator') };
  if (!('speakerId' in wanted)) return notFree(work, row, wanted);
  return settleOn(work, who, row, wanted);
}

/** Books and offers what was chosen, where no hard rule stands against it now. `note`: why this speaker, who may have declined before. */
export async function settleOn(
  work: Work,
  who: Who,
  row: OrderRow,
  wanted: Candidate,
  note?: string,
): Promise<Exclude<Approved, NoteNeeded>> {
  const orderId = row.id;
  await lockTeam(work, [wanted]);
  const facts = await loadOrderFacts(work.tx, orderId, work);
  if (!facts) return notFree(work, row, []);
  const startsAt = new Date(wanted.startsAt);
  const order = note === undefined ? facts.order : askableAgain(facts.order, wanted.speakerId);
  const broken = checkSpeaker(order, wanted, { ...facts, rules: await rulesFor(work) });
  if (broken.length > 0) return notFree(work, row, broken);
  const done = await transition(work, {
    order: row,
    action: 'approve',
    actor: 'coordinator',
    ...(who.coordinator && { actorId: who.coordinator.id }),
    // A format or a course may last longer now than when it was proposed.
    data: { startsAt, endsAt: talkEnd(order, startsAt) },
  });
  if (!done) return already(work, row, 'coordinator');
  await book(work, order, wanted, note);
  await closeCounterOffers(work, row);
  return { ok: true, order: await tellOfApproval(work, orderId) };
}

/** What was proposed, or the best that this speaker can do; else what speaks against them, or the rules in the way. */
async function candidateFor(
  work: Work,
  row: OrderRow,
  speakerId: number | undefined,
): Promise<Candidate | readonly RuleCode[] | Pick<NoteNeeded, 'soft'>> {
  const [stored] = row.proposals;
  const match = stored?.orderVersion === row.version ? fromStoredMatch(stored) : undefined;
  const [first] = match?.candidates ?? [];
  if (speakerId === undefined || first?.speakerId === speakerId) return first ?? [];
  const found = await byHandFor(work, row, speakerId);
  if (!('candidate' in found)) return found;
  // Whom something speaks against takes a reason in words (move-talk-by-hand.ts).
  if (found.soft.length > 0) return found;
  return match?.candidates.find((candidate) => candidate.speakerId === speakerId) ?? found.candidate;
}

/** The best that this speaker can do now, or the rules in the way. */
export async function byHandFor(work: Work, row: OrderRow, speakerId: number): Promise<ByHand | readonly RuleCode[]> {
  const facts = await loadMatchFacts(work.tx, row.id, work);
  if (!facts) return [];
  const team = withHeldLoad({ ...facts, rules: await rulesFor(work) }, facts.holds);
  const rules = rank(facts.order, team).verdicts.find((one) => one.speakerId === speakerId)?.rules ?? [];
  const found = listByHand(facts.order, team).find(({ candidate }) => candidate.speakerId === speakerId);
  return rules.length > 0 || !found ? rules : found;
}

export async function notFree(work: Work, row: OrderRow, rules: readonly RuleCode[]): Promise<NotFree> {
  return { ok: false, reason: 'not_free', rules, order: await viewOf(work, row, 'coordinator') };
}

/** 全部同意: each in its turn; those that turn out not to be free stay. */
export async function approveAll(
  work: Work,
  who: Who,
  { batchNumber }: Args<'approve-all'>,
): Promise<CommandTable['approve-all']['result']> {
  if (!who.coordinator) return { approved: [], left: [] };
  const waiting = await waitingFor(work, who.coordinator.areaId, batchNumber);
  const clean = waiting.filter(isClean).sort((a, b) => a.id - b.id);
  await lockAll(work, clean);
  const approved: string[] = [];
  const left: { number: string; rules: readonly RuleCode[] }[] = [];
  for (const order of clean) {
    const result = await approve(work, who, { orderId: order.id, version: order.version });
    if (result.ok) approved.push(order.number);
    else left.push({ number: order.number, rules: result.reason === 'not_free' ? result.rules : [] });
  }
  if (approved.length > 0) await retireDigest(work, who.coordinator, waiting, batchNumber);
  return { approved, left };
}

/** All orders, then all speakers, each in the order of ids: one by one, a speaker would be held while an order is waited for. */
async function lockAll(work: Work, orders: readonly WaitingOrder[]): Promise<void> {
  const orderIds = orders.map(({ id }) => id);
  await work.tx.$queryRaw`SELECT 1 FROM orders WHERE id = ANY(${orderIds}) ORDER BY id FOR NO KEY UPDATE`;
  await lockTeam(
    work,
    orders.flatMap(({ proposal }) => proposal?.candidates[0] ?? []),
  );
}

/** The list of a batch is that of all coordinators of the area, the one of all that waits the own: it says who, and ends. */
async function retireDigest(
  work: Work,
  { id, areaId }: NonNullable<Who['coordinator']>,
  waiting: readonly WaitingOrder[],
  batchNumber: string | undefined,
): Promise<void> {
  const who = (await staffName(work, 'coordinator', id)) ?? text('actor.coordinator');
  const card = batchNumber === undefined ? cardNames.digest(id) : cardNames.batch(batchNumber, areaId);
  await retireCard(work, card, {
    text: {
      lines: [digestCard(waiting, 0, batchNumber).text, text('card.done_by', { who, what: text('action.approve') })],
    },
  });
}
