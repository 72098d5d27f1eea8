// 派单: who should give this talk, and when. Pure: the same facts give the same answer, whatever their order.

import { localTime } from '../domain/calendar.ts';
import type { Candidate, Match, RuleCode } from '../domain/proposal.ts';
import { type Moment, standingRules, violatedRules, weekOf } from './eligible.ts';
import type { MatchRules, OrderToMatch, SpeakerToMatch } from './facts.ts';
import { countRefusals } from './refusals.ts';
import { talkEnd } from './schedule.ts';
import { scoreTerms, sum, teamShare } from './score.ts';
import { startsIn } from './starts.ts';
import { warnings } from './warnings.ts';

const mostCandidates = 3;

/** The best three at the best time at which anybody is free; a later choice only where nobody is free in a better one. */
export function propose(order: OrderToMatch, speakers: readonly SpeakerToMatch[], rules: MatchRules): Match {
  const windows = windowsOf(order, rules);
  const eligible = ranked(order, speakers, windows, rules);
  const used = eligible[0]?.windowRank;
  const free = eligible.filter(({ windowRank }) => windowRank === used);
  const candidates = free.slice(0, mostCandidates);
  const tried = windows.filter(({ rank }) => used === undefined || rank <= used).flatMap(({ starts }) => starts);
  const refused = speakers
    .filter(({ id }) => !free.some(({ speakerId }) => speakerId === id))
    .map((speaker) =>
      tried.length === 0
        ? [standingRules(order, speaker)]
        : tried.map((start) => violatedRules(order, speaker, start, rules)),
    );
  return {
    candidates,
    refusals: countRefusals(refused),
    warnings: warnings(order, candidates, tried.length, rules),
  };
}

/** Everybody who may give the talk, each at the best time they can, ranked. For 换人. */
export function listEligible(order: OrderToMatch, speakers: readonly SpeakerToMatch[], rules: MatchRules): Candidate[] {
  return ranked(order, speakers, windowsOf(order, rules), rules);
}

/** Every hard rule again, for one speaker and one time: the approval's last look. Empty means that it may be booked. */
export const checkSpeaker = (
  order: OrderToMatch,
  speaker: SpeakerToMatch,
  startsAt: Date,
  rules: MatchRules,
): readonly RuleCode[] => {
  const { day } = localTime(startsAt, rules.timeZone);
  return violatedRules(order, speaker, { startsAt, day, week: weekOf(day, rules.timeZone) }, rules);
};

interface Window {
  readonly rank: number;
  readonly starts: readonly Moment[];
}

const windowsOf = (order: OrderToMatch, { timeZone }: MatchRules): Window[] =>
  [...order.windows]
    .sort((a, b) => a.rank - b.rank)
    .map((window) => {
      const { rank, day } = window;
      const week = weekOf(day, timeZone);
      return { rank, starts: startsIn(window, order, timeZone).map((startsAt) => ({ startsAt, day, week })) };
    });

function ranked(
  order: OrderToMatch,
  speakers: readonly SpeakerToMatch[],
  windows: readonly Window[],
  rules: MatchRules,
): Candidate[] {
  const share = teamShare(speakers);
  return speakers
    .flatMap((speaker) => bestTime(order, speaker, windows, rules).map((time) => candidate(speaker, time)))
    .sort((a, b) => a.windowRank - b.windowRank || b.score - a.score || a.speakerId - b.speakerId);

  function candidate(speaker: SpeakerToMatch, { rank, start }: { rank: number; start: Date }): Candidate {
    const terms = scoreTerms(order, speaker, share, rules);
    return {
      speakerId: speaker.id,
      startsAt: start.toISOString(),
      endsAt: talkEnd(order, start).toISOString(),
      windowRank: rank,
      score: sum(terms),
      terms,
    };
  }
}

/** The earliest start in the best window; none or one. */
function bestTime(
  order: OrderToMatch,
  speaker: SpeakerToMatch,
  windows: readonly Window[],
  rules: MatchRules,
): { rank: number; start: Date }[] {
  if (standingRules(order, speaker).length > 0) return [];
  for (const { rank, starts } of windows) {
    const start = starts.find((at) => violatedRules(order, speaker, at, rules).length === 0);
    if (start) return [{ rank, start: start.startsAt }];
  }
  return [];
}
