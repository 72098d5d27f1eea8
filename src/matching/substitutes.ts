// Who could take over a part of a talk whose time is agreed. The others who go stay, and so do the kits, wherever the
// rules let them. Pure.

import type { SpeakerId } from '../domain/ids.ts';
import type { Candidate } from '../domain/proposal.ts';
import type { OrderToMatch, SpeakerToMatch, TeamFacts } from './facts.ts';
import { checkSpeaker, listEligible } from './place.ts';
import { talkEnd } from './schedule.ts';
import { assistantTerms, sum } from './score.ts';
import { targetsOf } from './targets.ts';

/** Who goes to a talk now. */
export interface AgreedTeam extends Pick<Candidate, 'assistantId' | 'kitIds'> {
  /** Absent while nobody has taken what was open to all. */
  readonly speakerId?: SpeakerId;
  readonly startsAt: Date;
}

/** Best first. `out` gives the talk, or goes along, and is to do so no longer. */
export function substitutes(order: OrderToMatch, facts: TeamFacts, team: AgreedTeam, out: SpeakerId): Candidate[] {
  const agreed = { ...order, agreedAt: team.startsAt };
  const others = { ...facts, speakers: facts.speakers.filter(({ id }) => id !== out) };
  return team.assistantId === out && team.speakerId !== undefined
    ? assistants(agreed, others, { ...team, speakerId: team.speakerId })
    : leads(agreed, others, team);
}

/**
 * Whoever leads instead goes with the assistant and the kits that are booked, or else with those that suit best. Who would
 * leave no place for the assistant, being the assistant for one, comes after all who don't.
 */
export function leads(order: OrderToMatch, facts: TeamFacts, team: AgreedTeam): Candidate[] {
  const found = listEligible(order, facts).candidates.map((candidate) => keepCompany(order, facts, team, candidate));
  const leaves = ({ assistantId }: Candidate): number => (assistantId === team.assistantId ? 0 : 1);
  return found.sort((a, b) => leaves(a) - leaves(b));
}

/** The same candidate, with the company that is there already wherever it may stay. */
export function keepCompany(
  order: OrderToMatch,
  facts: TeamFacts,
  { assistantId, kitIds, startsAt }: AgreedTeam,
  candidate: Candidate,
): Candidate {
  if (new Date(candidate.startsAt).getTime() !== startsAt.getTime()) return candidate;
  const kept = { ...candidate, kitIds, ...(assistantId !== undefined && { assistantId }) };
  const may = assistantId !== candidate.speakerId && checkSpeaker(order, kept, facts).length === 0;
  return may ? kept : candidate;
}

interface Led extends AgreedTeam {
  readonly speakerId: SpeakerId;
}

function assistants(order: OrderToMatch, facts: TeamFacts, { speakerId, kitIds, startsAt }: Led): Candidate[] {
  const targets = targetsOf(facts, 1);
  const candidateWith = (assistant: SpeakerToMatch): Candidate => {
    const terms = assistantTerms(order, assistant, targets, facts.rules);
    return {
      ...{ speakerId, assistantId: assistant.id, kitIds, terms },
      startsAt: startsAt.toISOString(),
      endsAt: talkEnd(order, startsAt).toISOString(),
      windowRank: 0,
      score: sum(terms),
    };
  };
  return facts.speakers
    .filter(({ id }) => id !== speakerId)
    .map(candidateWith)
    .filter((candidate) => checkSpeaker(order, candidate, facts).length === 0)
    .sort((a, b) => b.score - a.score || (a.assistantId ?? 0) - (b.assistantId ?? 0));
}
