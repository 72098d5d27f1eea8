// The best plan there is, by trying all of them: slow, and simple enough to be believed. What the programme's optimum is
// held against.

import { mayAssist } from '../../src/matching/eligible.ts';
import type {
  BookingFacts,
  KitToMatch,
  MatchFacts,
  OrderToMatch,
  SpeakerToMatch,
  Targets,
} from '../../src/matching/facts.ts';
import { windowsOf } from '../../src/matching/moments.ts';
import { checkSpeaker } from '../../src/matching/place.ts';
import { collides, talkOf } from '../../src/matching/schedule.ts';
import { choiceTerms, loadTerm, orderTerms } from '../../src/matching/score.ts';

interface Way {
  readonly order: OrderToMatch;
  readonly people: readonly SpeakerToMatch[];
  readonly kits: readonly KitToMatch[];
  readonly talk: BookingFacts;
  readonly week: number;
  readonly day: string;
  /** Without load and coverage. */
  readonly points: number;
}

/** Every way to serve an order, the rules asked as if nothing else were planned. */
export function waysOf(order: OrderToMatch, facts: MatchFacts, targets: Targets): Way[] {
  const { speakers, rules } = facts;
  const ways: Way[] = [];
  for (const { rank, offClock, moments } of windowsOf(order, rules.timeZone))
    for (const moment of moments)
      for (const speaker of speakers)
        for (const assistant of order.format.people === 2 ? speakers : [undefined])
          for (const kits of kitSets(order.format.kits, facts.kits)) {
            const { startsAt } = moment;
            if (assistant === speaker || (assistant && !mayAssist(order, assistant, moment, rules))) continue;
            const choice = {
              speakerId: speaker.id,
              ...(assistant && { assistantId: assistant.id }),
              kitIds: kits.map(({ id }) => id),
              startsAt: startsAt.toISOString(),
            };
            if (checkSpeaker(order, choice, facts).length > 0) continue;
            const option = { speaker, ...(assistant && { assistant }), startsAt, windowRank: rank, offClock };
            const terms = [...orderTerms(order, rules), ...choiceTerms(order, option, targets, rules)];
            ways.push({
              order,
              people: assistant ? [speaker, assistant] : [speaker],
              kits,
              talk: talkOf(order, startsAt),
              week: moment.week.from.getTime(),
              day: moment.day,
              points: terms
                .filter(({ code }) => !['load', 'assistant_load', 'coverage'].includes(code))
                .reduce((sum, { points }) => sum + points, 0),
            });
          }
  return ways;
}

/** The points of the best of all plans. */
export function bestPlan(choices: readonly (readonly Way[])[], facts: MatchFacts, targets: Targets): number {
  let best = 0;
  const chosen: Way[] = [];
  const choose = (index: number): void => {
    const ways = choices[index];
    if (!ways) {
      best = Math.max(best, worth(chosen));
      return;
    }
    choose(index + 1);
    for (const way of ways) {
      if (!fits(way)) continue;
      chosen.push(way);
      choose(index + 1);
      chosen.pop();
    }
  };
  choose(0);
  return best;

  function fits(way: Way): boolean {
    return (
      way.people.every((person) => {
        const others = chosen.filter(({ people }) => people.includes(person));
        const booked = (since: (booking: BookingFacts) => boolean) => person.bookings.filter(since).length;
        const ofDay =
          others.filter(({ day }) => day === way.day).length + booked(({ startsAt }) => sameDay(startsAt, way));
        const ofWeek =
          others.filter(({ week }) => week === way.week).length + booked(({ startsAt }) => sameWeek(startsAt, way));
        return ofDay < person.dailyLimit && ofWeek < person.weeklyLimit && isFree(person.bookings, others, way);
      }) &&
      way.kits.every((kit) =>
        isFree(
          kit.bookings,
          chosen.filter(({ kits }) => kits.includes(kit)),
          way,
        ),
      )
    );
  }

  function isFree(bookings: readonly BookingFacts[], others: readonly Way[], { talk }: Way): boolean {
    return !collides(talk, [...bookings, ...others.map((other) => other.talk)], facts.rules);
  }

  function worth(plan: readonly Way[]): number {
    const loads = facts.speakers.map((speaker) => {
      const talks = plan.filter(({ people }) => people.includes(speaker)).length;
      return total(
        Array.from({ length: talks }, (_, k) => loadTerm('load', speaker, targets, facts.rules.weights, k + 1).points),
      );
    });
    const covers = new Map<string, number>();
    for (const { order } of plan) {
      const key = `${order.topicId} ${order.place.areaId} ${order.place.schoolId}`;
      const points = orderTerms(order, facts.rules).find(({ code }) => code === 'coverage')?.points ?? 0;
      covers.set(key, Math.max(points, covers.get(key) ?? 0));
    }
    return total([...plan.map(({ points }) => points), ...loads, ...covers.values()]);
  }
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const china = 8 * 3_600_000;
const dayIn = (instant: Date): string => new Date(instant.getTime() + china).toISOString().slice(0, 10);
const sameDay = (instant: Date, way: Way): boolean => dayIn(instant) === way.day;
const sameWeek = (instant: Date, way: Way): boolean =>
  way.week <= instant.getTime() && instant.getTime() < way.week + 7 * 24 * 3_600_000;

/** Every way to take one kit of each kind that is needed. */
function kitSets([kind, ...others]: readonly string[], kits: readonly KitToMatch[]): KitToMatch[][] {
  if (kind === undefined) return [[]];
  return kits
    .filter((kit) => kit.kind === kind)
    .flatMap((kit) =>
      kitSets(
        others,
        kits.filter((one) => one !== kit),
      ).map((rest) => [kit, ...rest]),
    );
}
