// Where nobody is free: the fewest rules that would have to give way, and other days. Only what somebody can arrange
// counts; a rule about what a speaker is able or permitted to do stands.

import { addDays, localTime } from '../domain/calendar.ts';
import { type Relaxations, type RelaxedSet, type RuleCode, ruleCodes } from '../domain/proposal.ts';
import { isEligible, standingRules, violatedRules } from './eligible.ts';
import type { SpeakerToMatch } from './facts.ts';
import { momentsIn } from './moments.ts';
import type { Search } from './options.ts';

/** Leave is called off, hours stretched, a booking moved, somebody asked once more, a projector borrowed. */
const arrangeable: ReadonlySet<RuleCode> = new Set([
  'area',
  'declined_before',
  'daily_limit',
  'weekly_limit',
  'working_hours',
  'away',
  'overlap',
  'no_kit',
  'no_assistant',
]);

const mostSets = 3;
const daysToTry = 14;

export const relaxations = (search: Search, speakers: readonly SpeakerToMatch[]): Relaxations => ({
  sets: smallestSets(search, speakers),
  days: otherDays(search, speakers),
});

function smallestSets({ order, windows, context }: Search, speakers: readonly SpeakerToMatch[]): RelaxedSet[] {
  const moments = windows.flatMap((window) => window.moments);
  const ways = speakers
    .map((speaker) =>
      moments
        .map((moment) => violatedRules(order, speaker, moment, context))
        .filter((broken) => broken.every((code) => arrangeable.has(code))),
    )
    .filter((attempts) => attempts.length > 0);
  const fewest = Math.min(...ways.flat().map((broken) => broken.length));
  const distinct = new Map(
    ways
      .flat()
      .filter((broken) => broken.length === fewest)
      .map((broken) => [broken.join(), broken]),
  );
  return [...distinct.values()]
    .map((rules) => {
      const freed = ways.filter((attempts) => attempts.some((broken) => broken.every((code) => rules.includes(code))));
      return { rules, speakers: freed.length, all: freed.length === ways.length };
    })
    .sort((a, b) => b.speakers - a.speakers || hardness(b.rules) - hardness(a.rules))
    .slice(0, mostSets);
}

/** Easier ones first among equals, so that the answer does not hang on the order of the speakers. */
const hardness = (rules: readonly RuleCode[]): number =>
  rules.reduce((sum, code) => sum * ruleCodes.length + ruleCodes.indexOf(code), 0);

/** The same half-day on the days to come, without those that were tried. */
function otherDays({ order, windows, context }: Search, speakers: readonly SpeakerToMatch[]): Relaxations['days'] {
  const [wished] = [...order.windows].sort((a, b) => a.rank - b.rank);
  if (!wished || windows.length === 0) return [];
  const { half } = wished;
  const able = speakers.filter((speaker) => standingRules(order, speaker).length === 0);
  const { timeZone, now } = context.rules;
  const today = localTime(now, timeZone).day;
  return Array.from({ length: daysToTry }, (_, index) => addDays(today, index + 1))
    .filter((day) => !order.windows.some((tried) => tried.day === day && tried.half === half))
    .map((day) => {
      const moments = momentsIn({ rank: 0, day, half }, order, timeZone);
      const free = able.filter((speaker) => moments.some((moment) => isEligible(order, speaker, moment, context)));
      return { day, half, speakers: free.length };
    })
    .filter(({ speakers: free }) => free > 0);
}
