// The answers to 抢单. The first to accept has the talk, if the hard rules still allow it: nobody's time was kept free.
// Letting it pass is no refusal, and the last who does sends the order back.

import type { NotFree } from '../../domain/acted.ts';
import { passedCard } from '../../domain/cards/speaker-card.ts';
import { checkSpeaker } from '../../matching/place.ts';
import { loadOrderFacts } from '../../store/match-facts.ts';
import { retireCard } from '../notify.ts';
import { cardNames } from '../order/card-names.ts';
import { type OrderRow, viewOf } from '../order/order-view.ts';
import { strikeCalls } from '../order/phone-tasks.ts';
import type { Work } from '../work.ts';
import { blockAnew, lockTeam } from './book.ts';
import { claimsOf } from './claim-close.ts';
import { rulesFor } from './match-rules.ts';
import type { OfferRow } from './offers.ts';
import { teamNow } from './team-now.ts';

export async function ownClaim(work: Work, orderId: number, speakerId: number): Promise<OfferRow | undefined> {
  return (await claimsOf(work, orderId)).find((claim) => claim.speakerId === speakerId);
}

/** The claim as an offer like any other, with the time blocked; or why it can't be theirs. */
export async function takeClaim(work: Work, row: OrderRow, claim: OfferRow): Promise<OfferRow | NotFree> {
  const { assistantId, kitIds, startsAt } = await teamNow(work, row);
  const team = {
    speakerId: claim.speakerId,
    ...(assistantId !== undefined && { assistantId }),
    kitIds,
    startsAt: startsAt.toISOString(),
  };
  await lockTeam(work, [team]);
  const facts = await loadOrderFacts(work.tx, row.id, work);
  const order = facts && { ...facts.order, agreedAt: startsAt };
  const rules = order ? checkSpeaker(order, team, { ...facts, rules: await rulesFor(work) }) : [];
  if (!order || rules.length > 0)
    return { ok: false, reason: 'not_free', rules, order: await viewOf(work, row, 'speaker', claim.speakerId) };
  await blockAnew(work, order, team);
  await work.tx.offer.update({ where: { id: claim.id }, data: { claim: false } });
  return { ...claim, claim: false };
}

/** True where nobody is left who was asked. */
export async function passClaim(work: Work, row: OrderRow, claim: OfferRow, reason: string): Promise<boolean> {
  await work.tx.offer.update({
    where: { id: claim.id },
    data: { state: 'declined', reason, answeredAt: work.now },
  });
  await strikeCalls(work, row.id, claim);
  const card = passedCard(await viewOf(work, row, 'speaker'));
  await retireCard(work, cardNames.offer(row.id, claim.speakerId), card);
  return (await claimsOf(work, row.id)).length === 0;
}
