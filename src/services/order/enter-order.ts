// Orders for somebody else: who called (点单人来电), or stands in front of the speaker (现场接单).

import type { Args, Result } from '../../domain/commands.ts';
import type { Who, Work } from '../work.ts';
import { submit } from './submit-order.ts';

export async function enterOrder(work: Work, who: Who, { draft }: Args<'enter-order'>): Promise<Result<'enter-order'>> {
  if (!who.coordinator) return { ok: false, reason: 'incomplete' };
  return submit(work, {
    draft,
    requester: () => newPerson(work, draft),
    enteredById: who.personId,
    source: 'phone',
    actor: 'coordinator',
    actorId: who.coordinator.id,
  });
}

/** The speaker who was asked is the one preferred. */
export async function walkInOrder(
  work: Work,
  who: Who,
  { draft }: Args<'walk-in-order'>,
): Promise<Result<'walk-in-order'>> {
  if (who.speakerId === undefined) return { ok: false, reason: 'incomplete' };
  const preferred = { preferredSpeakerId: who.speakerId, ...draft };
  return submit(work, {
    draft: preferred,
    requester: () => newPerson(work, draft),
    enteredById: who.personId,
    source: 'walk_in',
    actor: 'speaker',
    actorId: who.speakerId,
  });
}

/**
 * A person of their own, even where the number is known: a number that was only told proves nothing, and whoever has
 * that number in a chat must not see somebody else's orders.
 */
async function newPerson(work: Work, { contactName, phone }: Args<'enter-order'>['draft']): Promise<number> {
  const { id } = await work.tx.person.create({
    data: { name: contactName || null, phone: phone ?? null, createdAt: work.now },
  });
  return id;
}
