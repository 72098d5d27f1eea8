// Everything a plan chooses from: a seat is one speaker (or kit) at one of an order's times. Which seats there are is
// what the hard rules say of the facts as they stand; what seats do to each other is plan-conflicts.ts.

import type { AreaId, SchoolId, TopicId } from '../domain/ids.ts';
import type { Term } from '../domain/proposal.ts';
import { isEligible, mayAssist, standingRules } from './eligible.ts';
import type { BookingFacts, KitToMatch, MatchFacts, OrderToMatch, SpeakerToMatch, Targets } from './facts.ts';
import { type Moment, windowsOf } from './moments.ts';
import { createPauses } from './plan-pauses.ts';
import { createRuleContext } from './rule-context.ts';
import { collides, talkOf } from './schedule.ts';
import { assistantTerms, choiceTerms, type Option, orderTerms } from './score.ts';

export type Role = 'lead' | 'assistant' | 'kit';

/** Who or what can be in one place only. */
export type Resource = { readonly index: number; readonly bookings: readonly BookingFacts[] } & (
  | { readonly kind: 'speaker'; readonly speaker: SpeakerToMatch }
  | { readonly kind: 'kit'; readonly kit: KitToMatch }
);

/** One of an order's possible beginnings, and the time it would block. Seats of one window share theirs. */
export interface Start {
  readonly moment: Moment;
  readonly talk: BookingFacts;
}
export type Starts = readonly [Start, ...Start[]];

export interface Seat {
  /** Its place among all seats: the programme's column. */
  readonly column: number;
  readonly order: OrderToMatch;
  readonly role: Role;
  readonly resource: Resource;
  /** Of the order's windows, best first. */
  readonly window: number;
  readonly rank: number;
  /** An hour was named, and this is not it. */
  readonly offClock: boolean;
  /** When it can be had, earliest first; never empty. All are worth the same. */
  readonly starts: Starts;
  /** Tenths of a point, without load (it depends on how many talks there are) and without a shared village's coverage. */
  readonly tenths: number;
  /** In milliseconds: from the earliest setting up to the latest end. */
  readonly from: number;
  readonly until: number;
  /** Seats of the same shape meet other talks in the same way, whoever sits there. */
  readonly shape: number;
}

/** Orders that cover the same village and topic: only one of them counts. */
export type CoverageGroup = readonly { readonly order: OrderToMatch; readonly tenths: number }[];

export interface Seats {
  readonly all: readonly Seat[];
  readonly byOrder: ReadonlyMap<OrderToMatch, readonly Seat[]>;
  readonly resources: readonly Resource[];
  readonly coverage: readonly CoverageGroup[];
}

/** `facts` sorted: the seats' order is the programme's. */
export async function createSeats(facts: MatchFacts, targets: Targets): Promise<Seats> {
  const pause = createPauses();
  const resources = resourcesOf(facts);
  const coverage = coverageGroups(facts);
  const shared = new Set(coverage.flatMap((group) => group.map(({ order }) => order)));
  const all: Seat[] = [];
  const byOrder = new Map<OrderToMatch, Seat[]>();
  const shapes = new Map<string, number>();
  for (const order of facts.orders) {
    await pause();
    const base = tenthsOf(
      orderTerms(order, facts.rules).filter(({ code }) => code !== 'coverage' || !shared.has(order)),
    );
    const seats = seatsOf(order, facts, targets, resources).map((draft, index) => {
      const { role, resource, window, rank, offClock, starts } = draft;
      const [{ talk: first }] = starts;
      const { talk: last } = starts.at(-1) ?? starts[0];
      return {
        order,
        role,
        resource,
        window,
        rank,
        offClock,
        starts,
        tenths: role === 'lead' ? base + draft.tenths : draft.tenths,
        column: all.length + index,
        from: first.from.getTime(),
        until: last.until.getTime(),
        shape: shapeOf(order, first, last),
      };
    });
    all.push(...seats);
    byOrder.set(order, seats);
  }
  return { all, byOrder, resources, coverage };

  function shapeOf({ id }: OrderToMatch, first: BookingFacts, last: BookingFacts): number {
    const key = `${id} ${first.from.getTime()} ${last.from.getTime()}`;
    const shape = shapes.get(key) ?? shapes.size;
    shapes.set(key, shape);
    return shape;
  }
}

export const tenthsOf = (terms: readonly Term[]): number =>
  terms.reduce((total, { points }) => total + Math.round(points * 10), 0);

type Draft = Omit<Seat, 'column' | 'order' | 'shape' | 'from' | 'until'>;
type DraftHere = Omit<Draft, 'window' | 'rank' | 'offClock'>;

function seatsOf(order: OrderToMatch, facts: MatchFacts, targets: Targets, resources: readonly Resource[]): Draft[] {
  const { rules } = facts;
  const context = createRuleContext(order, facts);
  const able = resources.filter(
    (resource) => resource.kind === 'speaker' && standingRules(order, resource.speaker).length === 0,
  );
  return windowsOf(order, rules.timeZone).flatMap(({ rank, offClock, moments }, window) => {
    const starts = moments.map((moment) => ({ moment, talk: talkOf(order, moment.startsAt) }));
    const leads = able.flatMap((resource) => leadSeats(resource, starts, { windowRank: rank, offClock }));
    if (leads.length === 0) return [];
    const usable = starts.filter((start) => leads.some((seat) => seat.starts.includes(start)));
    const helpers = resources.flatMap((resource) => helperSeat(resource, usable));
    return [...leads, ...helpers].map((seat) => ({ window, rank, offClock, ...seat }));
  });

  function leadSeats(
    resource: Resource,
    starts: readonly Start[],
    when: Pick<Option, 'windowRank' | 'offClock'>,
  ): DraftHere[] {
    if (resource.kind !== 'speaker') return [];
    const { speaker } = resource;
    const open = starts.filter(({ moment }) => isEligible(order, speaker, moment, context));
    return ofOneWorth(open, speaker).flatMap(([first, ...others]) => {
      if (!first) return [];
      const option = { speaker, startsAt: first.moment.startsAt, ...when };
      const tenths = tenthsOf(choiceTerms(order, option, targets, rules).filter(isNotLoad));
      return [{ role: 'lead', resource, starts: [first, ...others], tenths }];
    });
  }

  function helperSeat(resource: Resource, usable: readonly Start[]): DraftHere[] {
    const isKit = resource.kind === 'kit';
    if (isKit ? !order.format.kits.includes(resource.kit.kind) : order.format.people < 2) return [];
    const [first, ...others] = usable.filter(({ moment, talk }) =>
      isKit ? !collides(talk, resource.bookings, rules) : mayAssist(order, resource.speaker, moment, rules),
    );
    if (!first) return [];
    const terms = isKit ? [] : assistantTerms(order, resource.speaker, targets, rules).filter(isNotLoad);
    return [{ role: isKit ? 'kit' : 'assistant', resource, starts: [first, ...others], tenths: tenthsOf(terms) }];
  }

  /** Only what the standing plan says is worth more than other starts of its window: it becomes a seat of its own. */
  function ofOneWorth(open: readonly Start[], { id }: SpeakerToMatch): (readonly Start[])[] {
    const { standing } = order;
    if (standing?.speakerId !== id) return [open];
    const isKept = ({ moment }: Start): boolean => moment.startsAt.getTime() === standing.startsAt.getTime();
    return [open.filter(isKept), open.filter((start) => !isKept(start))];
  }
}

const isNotLoad = ({ code }: Term): boolean => code !== 'load' && code !== 'assistant_load';

const resourcesOf = ({ speakers, kits }: MatchFacts): Resource[] =>
  [
    ...speakers.map((speaker) => ({ kind: 'speaker' as const, speaker, bookings: speaker.bookings })),
    ...kits.map((kit) => ({ kind: 'kit' as const, kit, bookings: kit.bookings })),
  ].map((resource, index) => ({ ...resource, index }));

/** What a talk covers. */
export const coverageKey = ({ topicId, place }: OrderToMatch): string =>
  coverageOf(topicId, place.areaId, place.schoolId);

const coverageOf = (topicId: TopicId | undefined, areaId: AreaId, schoolId: SchoolId | undefined): string =>
  `${topicId} ${schoolId === undefined ? `village ${areaId}` : `school ${schoolId}`}`;

function coverageGroups({ orders, rules }: MatchFacts): CoverageGroup[] {
  const groups = new Map<string, { order: OrderToMatch; tenths: number }[]>();
  for (const order of orders) {
    const tenths = tenthsOf(orderTerms(order, rules).filter(({ code }) => code === 'coverage'));
    if (tenths === 0) continue;
    const key = coverageKey(order);
    groups.set(key, [...(groups.get(key) ?? []), { order, tenths }]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
