// 临时任务: who comes instead to all the talks of one speaker, chosen together. Talks of two people keep whoever else
// goes, and are settled first, one by one; all the others are one plan, with each talk's time as agreed. Agreed talks go
// before what is merely proposed: only where that leaves nobody, a proposal has to give way.

import type { OrderId, SpeakerId } from '../domain/ids.ts';
import type { Candidate } from '../domain/proposal.ts';
import type { OrderToMatch, TeamFacts } from './facts.ts';
import { type Hold, withHolds } from './holds.ts';
import { plan } from './plan.ts';
import { type Solve, withoutSolver } from './program.ts';
import { type AgreedTeam, substitutes } from './substitutes.ts';

export interface TalkToRestaff {
  readonly order: OrderToMatch;
  readonly team: AgreedTeam;
}

export interface RestaffFacts extends TeamFacts {
  /** What is proposed for other orders. */
  readonly holds: readonly Hold[];
}

export type Restaffed = ReadonlyMap<OrderId, Candidate>;

/** Seconds for the solver; people wait for the answer. */
const planSeconds = 3;

/** Talks without an entry find nobody. `facts` hold no booking of the talks themselves. */
export async function restaff(
  talks: readonly TalkToRestaff[],
  out: SpeakerId,
  facts: RestaffFacts,
  solve: Solve,
): Promise<Restaffed> {
  const sorted = [...talks].sort((a, b) => a.order.id - b.order.id);
  const others = { ...facts, speakers: facts.speakers.filter(({ id }) => id !== out) };
  const found = new Map<OrderId, Candidate>();
  await settle(sorted, found, out, withHolds(others, facts.holds), solve);
  await settle(sorted, found, out, others, solve);
  return found;
}

/** Adds to `found` whatever these facts allow. */
async function settle(
  talks: readonly TalkToRestaff[],
  found: Map<OrderId, Candidate>,
  out: SpeakerId,
  facts: TeamFacts,
  solve: Solve,
): Promise<void> {
  const open = () => talks.filter(({ order }) => !found.has(order.id));
  const now = () => withHolds(facts, holdsOf(talks, found));
  for (const { order, team } of open().filter(inCompany)) {
    const [best] = substitutes(order, now(), team, out);
    if (best) found.set(order.id, best);
  }
  const alone = open().filter((talk) => !inCompany(talk));
  if (alone.length === 0) return;
  const orders = alone.map(({ order, team }) => ({ ...order, agreedAt: team.startsAt }));
  const world = { ...now(), orders };
  // A solver that fails must not keep anybody from their duty.
  const { placements } = await plan(world, solve, { seconds: planSeconds }).catch(() => plan(world, withoutSolver));
  for (const { orderId, candidate } of placements) found.set(orderId, candidate);
}

const inCompany = ({ order }: TalkToRestaff): boolean => order.format.people === 2 || order.format.kits.length > 0;

const holdsOf = (talks: readonly TalkToRestaff[], found: ReadonlyMap<OrderId, Candidate>): Hold[] =>
  talks.flatMap(({ order }) => {
    const candidate = found.get(order.id);
    return candidate ? [{ order, candidate }] : [];
  });
