// Everything a plan chooses from: a seat is one speaker (or kit) at one of an order's times. Which seats there are is
// what the hard rules say of the facts as they stand; what seats do to each other is plan-conflicts.ts.

import type { AreaId, SchoolId, TopicId } from '../domain/ids.ts';
import type { Term } from '../domain/proposal.ts';
import { isEligible, mayAssist, standingRules } from './eligible.ts';
import type { BookingFacts, KitToMatch, MatchFacts, OrderToMatch, SpeakerToMatch, Targets } from './facts.ts';
import { type Moment, type Window, windowsOf } from './moments.ts';
import { createRuleContext } from './rule-context.ts';
import { collides, talkOf } from './schedule.ts';
import { assistantTerms, choiceTerms, orderTerms } from './score.ts';

export type Role = 'lead' | 'assistant' | 'kit';

/** Who or what can be in one place only. */
export type Resource = { readonly index: number; readonly bookings: readonly BookingFacts[] } & (
  | { readonly kind: 'speaker'; readonly speaker: SpeakerToMatch }
  | { readonly kind: 'kit'; readonly kit: KitToMatch }
);

export interface Seat {
  /** Its place among all seats: the programme's column. */
  readonly column: number;
  readonly order: OrderToMatch;
  readonly role: Role;
  readonly resource: Resource;
  /** Of the order's windows, best first. */
  readonly window: number;
  readonly rank: number;
  /** The starts it can be had at, earliest first; never empty. All are worth the same. */
  readonly moments: readonly Moment[];
  /** Tenths of a point, without load (it depends on how many talks there are) and without a shared village's coverage. */
  readonly tenths: number;
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
export function createSeats(facts: MatchFacts, targets: Targets): Seats {
  const resources = resourcesOf(facts);
  const coverage = coverageGroups(facts);
  const shared = new Set(coverage.flatMap((group) => group.map(({ order }) => order)));
  const all: Seat[] = [];
  const byOrder = new Map<OrderToMatch, Seat[]>();
  const shapes = new Map<string, number>();
  for (const order of facts.orders) {
    const base = tenthsOf(
      orderTerms(order, facts.rules).filter(({ code }) => code !== 'coverage' || !shared.has(order)),
    );
    const seats = seatsOf(order, facts, targets, resources).map((draft, index) => {
      const { tenths, ...seat } = draft;
      return {
        ...seat,
        order,
        tenths: seat.role === 'lead' ? base + tenths : tenths,
        column: all.length + index,
        shape: shapeOf(order, seat.moments),
      };
    });
    all.push(...seats);
    byOrder.set(order, seats);
  }
  return { all, byOrder, resources, coverage };

  function shapeOf(order: OrderToMatch, moments: readonly Moment[]): number {
    const key = `${order.id} ${moments.map(({ startsAt }) => startsAt.getTime()).join()}`;
    const shape = shapes.get(key) ?? shapes.size;
    shapes.set(key, shape);
    return shape;
  }
}

export const tenthsOf = (terms: readonly Term[]): number =>
  terms.reduce((total, { points }) => total + Math.round(points * 10), 0);

type Draft = Omit<Seat, 'column' | 'order' | 'shape'>;

function seatsOf(order: OrderToMatch, facts: MatchFacts, targets: Targets, resources: readonly Resource[]): Draft[] {
  const { rules } = facts;
  const context = createRuleContext(order, facts);
  return windowsOf(order, rules.timeZone).flatMap(({ rank, moments }, window) => {
    const at = { window, rank };
    const leads = resources.flatMap((resource) =>
      leadSeats(resource, { rank, moments }).map((seat) => ({ ...at, ...seat })),
    );
    if (leads.length === 0) return [];
    const usable = moments.filter((moment) => leads.some((seat) => seat.moments.includes(moment)));
    const helpers = resources.flatMap((resource) => helperSeats(resource, usable).map((seat) => ({ ...at, ...seat })));
    return [...leads, ...helpers];
  });

  function leadSeats(resource: Resource, { rank, moments }: Window): Omit<Draft, 'window' | 'rank'>[] {
    if (resource.kind !== 'speaker') return [];
    const { speaker } = resource;
    if (standingRules(order, speaker).length > 0) return [];
    const open = moments.filter((moment) => isEligible(order, speaker, moment, context));
    return byWorth(open, (startsAt) =>
      tenthsOf(choiceTerms(order, { speaker, startsAt, windowRank: rank }, targets, rules).filter(isNotLoad)),
    ).map((group) => ({ role: 'lead', resource, ...group }));
  }

  function helperSeats(resource: Resource, usable: readonly Moment[]): Omit<Draft, 'window' | 'rank'>[] {
    if (resource.kind === 'speaker') {
      if (order.format.people < 2 || !resource.speaker.canAssist) return [];
      const moments = usable.filter((moment) => mayAssist(order, resource.speaker, moment, rules));
      const terms = assistantTerms(order, resource.speaker, targets, rules).filter(isNotLoad);
      return moments.length === 0 ? [] : [{ role: 'assistant', resource, moments, tenths: tenthsOf(terms) }];
    }
    if (!order.format.kits.includes(resource.kit.kind)) return [];
    const moments = usable.filter(({ startsAt }) => !collides(talkOf(order, startsAt), resource.bookings, rules));
    return moments.length === 0 ? [] : [{ role: 'kit', resource, moments, tenths: 0 }];
  }

  /** Only the standing plan's own start is worth more than others of its window: it becomes a seat of its own. */
  function byWorth(
    open: readonly Moment[],
    worth: (startsAt: Date) => number,
  ): { moments: Moment[]; tenths: number }[] {
    const kept = order.standing?.startsAt.getTime();
    const isKept = ({ startsAt }: Moment): boolean => startsAt.getTime() === kept;
    return [open.filter(isKept), open.filter((moment) => !isKept(moment))].flatMap((moments) => {
      const [first] = moments;
      return first ? [{ moments, tenths: worth(first.startsAt) }] : [];
    });
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
