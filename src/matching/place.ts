// 派单 for one order: who should give this talk, when, and why not the others. Pure: the same facts give the same
// answer, whatever their order. What other orders are to get counts as booked (holds.ts).

import { type Candidate, choicePoints, type Match, type RuleCode, type Verdict } from '../domain/proposal.ts';
import { othersGuest, standingRules, violatedRules } from './eligible.ts';
import type { OrderToMatch, SpeakerToMatch, TeamFacts } from './facts.ts';
import { momentAt, windowsOf } from './moments.ts';
import { rank, type Search } from './options.ts';
import { countRefusals, nearest } from './refusals.ts';
import { relaxations } from './relax.ts';
import { contextOfChoice, createRuleContext } from './rule-context.ts';
import { targetsOf } from './targets.ts';
import { warnings } from './warnings.ts';

const mostCandidates = 3;

/** The best three, and of everybody else why not they. */
export function place(order: OrderToMatch, facts: TeamFacts): Match {
  const search = searchFor(order, facts);
  return matchOf(search, rank(search, facts.speakers), facts);
}

/** The same where a plan over all orders has chosen: its choice comes first, though another may be better by itself. */
export function placed(order: OrderToMatch, chosen: Candidate, facts: TeamFacts): Match {
  const search = searchFor(order, facts);
  const others = rank(search, facts.speakers).filter(({ speakerId }) => speakerId !== chosen.speakerId);
  return matchOf(search, [chosen, ...others], facts);
}

function matchOf(search: Search, ranked: readonly Candidate[], facts: TeamFacts): Match {
  const { order } = search;
  const refused = refusedBy(search, ranked, facts.speakers);
  const candidates = ranked.slice(0, mostCandidates);
  const tried = search.windows.some(({ moments }) => moments.length > 0);
  return {
    candidates,
    refusals: countRefusals(refused.map(({ attempts }) => attempts)),
    warnings: warnings(order, candidates, tried, facts.rules),
    verdicts: verdictsOn(ranked, refused),
    ...(candidates.length === 0 && { relaxations: relaxations(search, facts.speakers) }),
  };
}

/** Everybody who may give the talk, each at the best time they can, best first; and why the others may not. For 换人. */
export function listEligible(
  order: OrderToMatch,
  facts: TeamFacts,
): { readonly candidates: readonly Candidate[]; readonly verdicts: readonly Verdict[] } {
  // Who wants to change what stands does not count it in its own favour.
  const { standing: _standing, ...anew } = order;
  const search = searchFor(anew, facts);
  const candidates = rank(search, facts.speakers);
  return { candidates, verdicts: verdictsOn(candidates, refusedBy(search, candidates, facts.speakers)) };
}

/** Every hard rule again, for one choice: the approval's last look. Empty means that it may be booked. */
export function checkSpeaker(
  order: OrderToMatch,
  choice: Pick<Candidate, 'speakerId' | 'assistantId' | 'kitIds' | 'startsAt'>,
  facts: TeamFacts,
): readonly RuleCode[] {
  const speaker = facts.speakers.find(({ id }) => id === choice.speakerId);
  if (!speaker) return ['inactive'];
  const moment = momentAt(new Date(choice.startsAt), facts.rules.timeZone);
  return violatedRules(order, speaker, moment, contextOfChoice(order, facts, choice));
}

const searchFor = (order: OrderToMatch, facts: TeamFacts): Search => ({
  order,
  windows: windowsOf(order, facts.rules.timeZone),
  context: createRuleContext(order, facts),
  targets: targetsOf(facts, order.format.people),
});

interface Refused {
  readonly speaker: SpeakerToMatch;
  /** The rules broken at each time that was tried. */
  readonly attempts: readonly (readonly RuleCode[])[];
}

function refusedBy(
  { order, windows, context }: Search,
  eligible: readonly Candidate[],
  speakers: readonly SpeakerToMatch[],
): Refused[] {
  const able = new Set(eligible.map(({ speakerId }) => speakerId));
  const moments = windows.flatMap((window) => window.moments);
  return (
    speakers
      // Nobody wonders about those who were asked for another order only.
      .filter((speaker) => !able.has(speaker.id) && !othersGuest(order, speaker))
      .map((speaker) => ({
        speaker,
        attempts:
          moments.length === 0
            ? [standingRules(order, speaker)]
            : moments.map((moment) => violatedRules(order, speaker, moment, context)),
      }))
  );
}

/** Those who lack points first, then those whom a rule keeps away, each in the order of ids. */
function verdictsOn([first, ...others]: readonly Candidate[], refused: readonly Refused[]): Verdict[] {
  const lacking = others.map((other) => ({
    speakerId: other.speakerId,
    lacks: first ? tenth(choicePoints(first) - choicePoints(other)) : 0,
  }));
  const kept = refused
    .map(({ speaker, attempts }) => {
      const rules = nearest(attempts);
      return { speakerId: speaker.id, ...(rules[0] && { rule: rules[0] }), rules };
    })
    .sort((a, b) => a.speakerId - b.speakerId);
  return [...lacking, ...kept];
}

const tenth = (points: number): number => Math.round(points * 10) / 10;
