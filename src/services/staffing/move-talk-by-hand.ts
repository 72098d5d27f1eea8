// 换人: a coordinator gives the talk to anybody whom no hard rule keeps away, whether it waits, was offered or accepted.
// Where something else speaks against the choice, it needs a reason in words.

import type { Args, Result } from '../../domain/commands.ts';
import { maxNote } from '../../domain/commands-staffing.ts';
import { holdsBooking } from '../../domain/order-lifecycle.ts';
import type { OrderToMatch, TeamFacts } from '../../matching/facts.ts';
import { withHeldLoad } from '../../matching/holds.ts';
import { checkSpeaker, listEligible as rank } from '../../matching/place.ts';
import { askableAgain, type ByHand, listByHand } from '../../matching/soft.ts';
import { type AgreedTeam, keepCompany } from '../../matching/substitutes.ts';
import { loadMatchFacts, loadOrderFacts, type OrderFacts } from '../../store/match-facts.ts';
import { already, coordinatedOrder, lockCoordinated } from '../order/order-access.ts';
import { type OrderRow, viewOf, withNames } from '../order/order-view.ts';
import type { Who, Work } from '../work.ts';
import { notFree, settleOn } from './approve-order.ts';
import { lockTeam } from './book.ts';
import { rulesFor } from './match-rules.ts';
import { moveTalk } from './move-talk.ts';
import { staffNames } from './staff-names.ts';
import { teamNow } from './team-now.ts';

export async function listEligible(
  work: Work,
  who: Who,
  { orderId, anyTime = false }: Args<'list-eligible'>,
): Promise<Result<'list-eligible'>> {
  const row = await coordinatedOrder(work, who, orderId);
  const choice = row && (await choiceFor(work, row, anyTime));
  if (!choice) return { candidates: [], others: [] };
  const names = await staffNames(work);
  const listed = choice.byHand.filter(({ candidate }) => !choice.stands(candidate));
  const shown = new Set(choice.byHand.map(({ candidate }) => candidate.speakerId));
  const { verdicts } = rank(choice.order, choice.facts);
  return {
    order: await viewOf(work, row, 'coordinator'),
    candidates: listed.map(({ candidate, soft }) => ({ ...withNames(candidate, names), soft })),
    others: verdicts
      .filter(({ rule, speakerId }) => rule !== undefined && !shown.has(speakerId))
      .map((verdict) => ({ ...verdict, name: names.speakers.get(verdict.speakerId) ?? '—' })),
  };
}

export async function assign(
  work: Work,
  who: Who,
  { orderId, version, speakerId, anyTime = false, note: given = '' }: Args<'assign'>,
): Promise<Result<'assign'>> {
  const row = await lockCoordinated(work, who, orderId);
  if (!row || !who.coordinator) return { ok: false, reason: 'not_found' };
  const waits = row.state === 'submitted' || row.state === 'proposed';
  if (row.version !== version || !(waits || holdsBooking(row.state))) return already(work, row, 'coordinator');
  const choice = await choiceFor(work, row, anyTime);
  const found = choice?.byHand.find(({ candidate }) => candidate.speakerId === speakerId);
  if (!choice || !found) {
    const verdict = choice && rank(choice.order, choice.facts).verdicts.find((one) => one.speakerId === speakerId);
    return notFree(work, row, verdict?.rules ?? []);
  }
  const { candidate, soft } = found;
  if (choice.stands(candidate)) return already(work, row, 'coordinator');
  const note = [...given.trim()].slice(0, maxNote).join('');
  if (soft.length > 0 && note === '')
    return { ok: false, reason: 'note_needed', soft, order: await viewOf(work, row, 'coordinator') };
  const reason = soft.length > 0 ? note : undefined;
  if (waits) return settleOn(work, who, row, candidate, reason);

  await lockTeam(work, [candidate]);
  // Somebody may have been given another talk before the lock.
  const now = await loadOrderFacts(work.tx, orderId, work);
  const order = now && askableAgain(agreedOrder(now.order, row, anyTime), speakerId);
  const broken = order ? checkSpeaker(order, candidate, { ...now, rules: choice.facts.rules }) : [];
  if (!order || broken.length > 0) return notFree(work, row, broken);
  const moved = await moveTalk(work, {
    ...{ before: row, order, to: candidate, coordinatorId: who.coordinator.id, reason: 'by_hand' },
    ...(reason !== undefined && { note: reason }),
  });
  return moved
    ? { ok: true, order: await viewOf(work, moved.after, 'coordinator') }
    : already(work, row, 'coordinator');
}

interface ChoiceByHand {
  readonly order: OrderToMatch;
  readonly facts: TeamFacts;
  readonly byHand: readonly ByHand[];
  /** As it is already. */
  stands(candidate: ByHand['candidate']): boolean;
}

/** Where a time is agreed it stays, and so does whoever goes along, unless another time is asked for. */
async function choiceFor(work: Work, row: OrderRow, anyTime: boolean): Promise<ChoiceByHand | undefined> {
  const loaded = await loadMatchFacts(work.tx, row.id, work);
  if (!loaded) return undefined;
  // As the proposal counted them, or the same two speakers would lack other points on the list than on the card.
  const facts = withHeldLoad({ ...loaded, rules: await rulesFor(work) }, loaded.holds);
  const order = agreedOrder(loaded.order, row, anyTime);
  const team = holdsBooking(row.state) ? await teamNow(work, row) : undefined;
  const byHand = listByHand(order, facts).map((one) => (team ? inCompany(order, facts, team, one) : one));
  return {
    ...{ order, facts, byHand },
    stands: ({ speakerId, startsAt }) =>
      team?.speakerId === speakerId && team.startsAt.getTime() === Date.parse(startsAt),
  };
}

const inCompany = (
  order: OrderToMatch,
  facts: OrderFacts & TeamFacts,
  team: AgreedTeam,
  { candidate, soft }: ByHand,
): ByHand => ({ candidate: keepCompany(askableAgain(order, candidate.speakerId), facts, team, candidate), soft });

const agreedOrder = (order: OrderToMatch, { state, startsAt }: OrderRow, anyTime: boolean): OrderToMatch =>
  holdsBooking(state) && startsAt && !anyTime ? { ...order, agreedAt: startsAt } : order;
