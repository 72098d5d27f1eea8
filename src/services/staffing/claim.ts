// 抢单: a coordinator opens an order to all who could give it. Nobody's time is blocked until one of them accepts; whoever
// goes along, and the kits, are those of the proposal, and are booked and asked at once.

import { settledCard } from '../../domain/cards/coordinator-card.ts';
import type { Args, Result } from '../../domain/commands.ts';
import type { ClaimOpened } from '../../domain/commands-staffing.ts';
import { checkSpeaker, listEligible } from '../../matching/place.ts';
import { loadOrderFacts, type OrderFacts } from '../../store/match-facts.ts';
import { fromStoredMatch } from '../../store/stored-match.ts';
import { retireCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { already, lockCoordinated, reload } from '../order/order-access.ts';
import { type OrderRow, viewOf } from '../order/order-view.ts';
import { closeCounterOffers } from '../order/release-order.ts';
import { transition } from '../order/transition.ts';
import type { Who, Work } from '../work.ts';
import { askPeople, block, lockTeam, offer, peopleOf, type Team } from './book.ts';
import { claimsOf } from './claim-close.ts';
import { rulesFor } from './match-rules.ts';

export async function openClaim(
  work: Work,
  who: Who,
  { orderId, version }: Args<'open-claim'>,
): Promise<Result<'open-claim'>> {
  const row = await lockCoordinated(work, who, orderId);
  if (!row || !who.coordinator) return { ok: false, reason: 'not_found' };
  if (row.version !== version || !waits(row)) return already(work, row, 'coordinator');
  const found = await whomToAsk(work, row);
  if ('none' in found) return { ok: false, reason: found.none, order: await viewOf(work, row, 'coordinator') };
  const { team, facts, asked } = found;
  const company = peopleOf(team).filter(({ part }) => part === 'assistant');

  const startsAt = new Date(team.startsAt);
  const done = await transition(work, {
    order: row,
    action: 'open_claim',
    actor: 'coordinator',
    actorId: who.coordinator.id,
    data: { startsAt, endsAt: new Date(startsAt.getTime() + facts.order.format.talkMinutes * 60_000) },
  });
  if (!done) return already(work, row, 'coordinator');
  await block(work, facts.order, team, company);
  await offer(work, orderId, startsAt, company);
  const leads = asked.map((speakerId) => ({ speakerId, part: 'lead' as const }));
  await offer(work, orderId, startsAt, leads, { claim: true });
  await closeCounterOffers(work, row);

  const after = await reload(work, orderId);
  const order = await viewOf(work, after, 'coordinator');
  await retireCard(work, cardNames.order(orderId), settledCard(order));
  await askPeople(work, after, [...after.offers, ...(await claimsOf(work, orderId))]);
  return { ok: true, order, asked: asked.length };
}

/** The same, as it is now, before anybody is told. */
export async function previewClaim(
  work: Work,
  who: Who,
  { orderId, version }: Args<'preview-claim'>,
): Promise<ClaimOpened> {
  const row = await lockCoordinated(work, who, orderId);
  if (!row) return { ok: false, reason: 'not_found' };
  if (row.version !== version || !waits(row)) return already(work, row, 'coordinator');
  const found = await whomToAsk(work, row);
  const order = await viewOf(work, row, 'coordinator');
  return 'none' in found ? { ok: false, reason: found.none, order } : { ok: true, order, asked: found.asked.length };
}

const waits = ({ state }: OrderRow): boolean => state === 'submitted' || state === 'proposed';

interface Audience {
  readonly team: Team;
  readonly facts: OrderFacts;
  readonly asked: readonly number[];
}

async function whomToAsk(work: Work, row: OrderRow): Promise<Audience | { readonly none: 'nobody' | 'no_company' }> {
  const none = row.format.people === 2 || row.format.kits.length > 0 ? 'no_company' : 'nobody';
  const team = await teamFor(work, row);
  if (!team) return { none };
  await lockTeam(work, [team]);
  const facts = await loadOrderFacts(work.tx, row.id, work);
  if (!facts) return { none: 'nobody' };
  const able = await whoCould(work, facts, team);
  if (able.length === 0) return { none };
  const asked = await reachable(work, able);
  return asked.length === 0 ? { none: 'nobody' } : { team, facts, asked };
}

/** As proposed; where nothing is, the best that can be had now. */
async function teamFor(work: Work, row: OrderRow): Promise<Team | undefined> {
  const [stored] = row.proposals;
  const proposed = stored?.orderVersion === row.version ? fromStoredMatch(stored)?.candidates[0] : undefined;
  if (proposed) return proposed;
  const facts = await loadOrderFacts(work.tx, row.id, work);
  return facts && listEligible(facts.order, { ...facts, rules: await rulesFor(work) }).candidates[0];
}

/** All who could lead this team at its time. */
async function whoCould(work: Work, facts: OrderFacts, team: Team): Promise<number[]> {
  const order = { ...facts.order, agreedAt: new Date(team.startsAt) };
  const rules = await rulesFor(work);
  return facts.speakers
    .map(({ id }) => id)
    .filter((id) => id !== team.assistantId)
    .filter((speakerId) => checkSpeaker(order, { ...team, speakerId }, { ...facts, rules }).length === 0);
}

/** Only those in chat: nobody is rung up for what somebody else may have taken by then. */
async function reachable({ tx }: Work, speakerIds: readonly number[]): Promise<number[]> {
  const found = await tx.speaker.findMany({
    where: { id: { in: [...speakerIds] }, person: { chats: { some: { bot: 'staff', closedAt: null } } } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return found.map(({ id }) => id);
}
