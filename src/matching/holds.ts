// The standing plan: what is proposed for other orders counts as booked, before anybody was asked.

import type { Candidate } from '../domain/proposal.ts';
import type { BookingFacts, OrderToMatch, TeamFacts } from './facts.ts';
import { talkOf } from './schedule.ts';

export interface Hold {
  readonly order: Pick<OrderToMatch, 'format' | 'place'>;
  readonly candidate: Pick<Candidate, 'speakerId' | 'assistantId' | 'kitIds' | 'startsAt'>;
}

/** The same facts, with every hold in the diaries of its speakers and kits, and counted as a talk of theirs. */
export function withHolds<Facts extends TeamFacts>(facts: Facts, holds: readonly Hold[]): Facts {
  const ofSpeaker = new Map<number, BookingFacts[]>();
  const ofKit = new Map<number, BookingFacts[]>();
  for (const { order, candidate } of holds) {
    const talk = { ...talkOf(order, new Date(candidate.startsAt)), held: true } as const;
    enter(ofSpeaker, candidate.speakerId, talk);
    if (candidate.assistantId !== undefined) enter(ofSpeaker, candidate.assistantId, talk);
    for (const id of candidate.kitIds) enter(ofKit, id, talk);
  }
  return {
    ...facts,
    speakers: facts.speakers.map((speaker) => {
      const held = ofSpeaker.get(speaker.id);
      if (!held) return speaker;
      const talksLast90Days = speaker.talksLast90Days + held.length;
      return { ...speaker, bookings: [...speaker.bookings, ...held], talksLast90Days };
    }),
    kits: facts.kits.map((kit) => {
      const held = ofKit.get(kit.id);
      return held ? { ...kit, bookings: [...kit.bookings, ...held] } : kit;
    }),
  };
}

/** Counted as talks of theirs, but nobody is kept from anything: whom nobody was asked for yet can still be chosen by hand. */
export function withHeldLoad<Facts extends TeamFacts>(facts: Facts, holds: readonly Hold[]): Facts {
  const { speakers } = withHolds(facts, holds);
  const loads = new Map(speakers.map(({ id, talksLast90Days }) => [id, talksLast90Days]));
  return {
    ...facts,
    speakers: facts.speakers.map((speaker) => ({
      ...speaker,
      talksLast90Days: loads.get(speaker.id) ?? speaker.talksLast90Days,
    })),
  };
}

function enter(diaries: Map<number, BookingFacts[]>, id: number, talk: BookingFacts): void {
  const diary = diaries.get(id);
  if (diary) diary.push(talk);
  else diaries.set(id, [talk]);
}
