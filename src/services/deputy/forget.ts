// What a school's contact wrote about 法治副校长, for /forget: the request and the score stay, the words and the name go.

import type { Work } from '../work.ts';

interface Written {
  /** Of all requests of their schools, beside which what they wrote may stand on a card or a list. */
  readonly numbers: readonly string[];
  readonly words: readonly (string | null)[];
  /** Their schools' other contacts, who are told the same. */
  readonly readers: readonly number[];
}

export async function contactWords({ tx }: Work, personId: number): Promise<Written> {
  const contacts = await tx.schoolContact.findMany({ where: { personId }, select: { name: true, schoolId: true } });
  const atSchools = { schoolId: { in: contacts.map(({ schoolId }) => schoolId) } };
  const requests = await tx.deputyRequest.findMany({ where: { OR: [{ personId }, atSchools] } });
  const own = requests.filter((request) => request.personId === personId);
  const evaluations = await tx.deputyEvaluation.findMany({ where: { personId }, select: { comment: true } });
  const refusals = await tx.deputyPrincipalAppointment.findMany({ where: refusedBy(personId) });
  return {
    numbers: requests.map(({ number }) => number),
    words: [
      ...contacts.map(({ name }) => name),
      // What they were answered may name them.
      ...own.flatMap(({ need, wishField, reason }) => [need, wishField, reason]),
      ...evaluations.map(({ comment }) => comment),
      ...refusals.map(({ endReason }) => endReason),
    ],
    readers: (await tx.schoolContact.findMany({ where: { ...atSchools, personId: { not: personId } } })).map(
      (other) => other.personId,
    ),
  };
}

/** Why a school's contact would not have somebody stands in words of their own. */
export const refusedBy = (personId: number) =>
  ({ state: 'refused', events: { some: { action: 'refuse', actor: 'school', actorId: personId } } }) as const;

/** Nobody speaks for the school through them any more. */
export async function forgetContact({ tx }: Work, personId: number): Promise<void> {
  for (const { schoolId, name } of await tx.schoolContact.findMany({ where: { personId, name: { not: null } } }))
    await tx.invite.updateMany({
      where: { schoolId, name: name ?? '', role: 'school_contact', usedAt: { not: null } },
      data: { name: '—' },
    });
  await tx.schoolContact.updateMany({ where: { personId }, data: { name: null, active: false } });
  await tx.deputyRequest.updateMany({ where: { personId }, data: { need: null, wishField: null, reason: null } });
  await tx.deputyEvaluation.updateMany({ where: { personId }, data: { comment: null } });
  await tx.deputyPrincipalAppointment.updateMany({ where: refusedBy(personId), data: { endReason: null } });
}
