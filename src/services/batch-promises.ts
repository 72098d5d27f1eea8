// Villages of one batch want the same half-day, and are matched one after the other: what is proposed for one counts as
// booked for the others, or the same speaker would be everywhere at once, and only the first could be approved.

import type { BookingFacts, SpeakerToMatch } from '../matching/facts.ts';
import { blockedTime } from '../matching/schedule.ts';
import { fromStoredMatch } from '../store/stored-match.ts';
import type { Work } from './work.ts';

export async function withBatchPromises(
  work: Work,
  { id, batchNumber }: { readonly id: number; readonly batchNumber: string | null },
  speakers: readonly SpeakerToMatch[],
): Promise<readonly SpeakerToMatch[]> {
  if (batchNumber === null) return speakers;
  // One at a time, so that each sees what the one before was given.
  await work.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`propose:${batchNumber}`}))`;
  const promises = await promisesOf(work, batchNumber, id);
  return speakers.map((speaker) => {
    const own = promises.filter(({ speakerId }) => speakerId === speaker.id);
    return own.length === 0
      ? speaker
      : {
          ...speaker,
          bookings: [...speaker.bookings, ...own.map(({ booking }) => booking)],
          talksLast90Days: speaker.talksLast90Days + own.length,
        };
  });
}

async function promisesOf(work: Work, batchNumber: string, exceptOrderId: number) {
  const others = await work.tx.order.findMany({
    where: { batchNumber, state: 'proposed', id: { not: exceptOrderId } },
    include: { format: true, area: true, proposals: { orderBy: { id: 'desc' }, take: 1 } },
  });
  return others.flatMap(({ format, area, proposals: [proposal], version }) => {
    const first = proposal?.orderVersion === version ? fromStoredMatch(proposal)?.candidates[0] : undefined;
    if (!first) return [];
    const startsAt = new Date(first.startsAt);
    const { latitude, longitude } = area;
    const booking: BookingFacts = {
      ...blockedTime({ format }, startsAt),
      startsAt,
      online: format.online,
      ...(latitude !== null && longitude !== null && { point: { latitude, longitude } }),
    };
    return [{ speakerId: first.speakerId, booking }];
  });
}
