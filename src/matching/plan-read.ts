// From chosen seats and starts to placements that say why: the same candidates as for one order, their terms adding up
// to what the programme counted.

import type { OrderId } from '../domain/ids.ts';
import type { Candidate, Term } from '../domain/proposal.ts';
import type { MatchRules, OrderToMatch, SpeakerToMatch, Targets } from './facts.ts';
import { toCandidate } from './options.ts';
import type { Choice } from './plan-greedy.ts';
import { coverageKey } from './plan-seats.ts';
import { choiceTerms, loadTerm, type Option, orderTerms } from './score.ts';

export interface Placement {
  readonly orderId: OrderId;
  readonly candidate: Candidate;
}

/** In the order of their ids. */
export function readPlacements(
  choices: ReadonlyMap<OrderToMatch, Choice>,
  targets: Targets,
  rules: MatchRules,
): Placement[] {
  const inTime = [...choices].sort(
    ([a, one], [b, other]) => one.start.talk.startsAt.getTime() - other.start.talk.startsAt.getTime() || a.id - b.id,
  );
  const further = new Map<SpeakerToMatch, number>();
  const covering = coveringOrders(
    inTime.map(([order]) => order),
    rules,
  );
  return inTime.map(([order, choice]) => read(order, choice)).sort((a, b) => a.orderId - b.orderId);

  function read(order: OrderToMatch, { seats, start }: Choice): Placement {
    const { startsAt } = start.talk;
    const speaker = speakerIn(seats, 'lead');
    if (!speaker) throw new Error(`order ${order.id} was planned without a speaker`);
    const assistant = speakerIn(seats, 'assistant');
    const [{ rank: windowRank, offClock } = { rank: 0, offClock: false }] = seats;
    const option: Option = { speaker, ...(assistant && { assistant }), startsAt, windowRank, offClock };
    const all: Term[] = [
      ...orderTerms(order, rules).filter(({ code }) => code !== 'coverage' || covering.has(order)),
      ...choiceTerms(order, option, targets, rules),
    ];
    const terms = all.map((term) => {
      if (term.code === 'load') return nextTalk('load', speaker);
      return term.code === 'assistant_load' && assistant ? nextTalk('assistant_load', assistant) : term;
    });
    return {
      orderId: order.id,
      candidate: toCandidate(order, option, kitsIn(order, seats), terms),
    };
  }

  function nextTalk(code: 'load' | 'assistant_load', speaker: SpeakerToMatch): Term {
    const talk = (further.get(speaker) ?? 0) + 1;
    further.set(speaker, talk);
    return loadTerm(code, speaker, targets, rules.weights, talk);
  }
}

const speakerIn = (seats: Choice['seats'], role: 'lead' | 'assistant'): SpeakerToMatch | undefined => {
  const resource = seats.find((seat) => seat.role === role)?.resource;
  return resource?.kind === 'speaker' ? resource.speaker : undefined;
};

/** One for each kind, in the format's order; of a kind that is needed twice, lowest id first. */
function kitsIn({ format }: OrderToMatch, seats: Choice['seats']): number[] {
  const free = seats
    .flatMap(({ resource }) => (resource.kind === 'kit' ? [resource.kit] : []))
    .sort((a, b) => a.id - b.id);
  return format.kits.flatMap((kind) => {
    const at = free.findIndex((kit) => kit.kind === kind);
    return free.splice(at, at < 0 ? 0 : 1).map(({ id }) => id);
  });
}

/** Of the orders that cover the same, the one that counts most; the earliest of several. */
function coveringOrders(orders: readonly OrderToMatch[], rules: MatchRules): Set<OrderToMatch> {
  const best = new Map<string, { order: OrderToMatch; points: number }>();
  for (const order of orders) {
    const points = orderTerms(order, rules).find(({ code }) => code === 'coverage')?.points ?? 0;
    const key = coverageKey(order);
    if (points > (best.get(key)?.points ?? 0)) best.set(key, { order, points });
  }
  return new Set([...best.values()].map(({ order }) => order));
}
