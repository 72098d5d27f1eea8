// Who could be a school's legal deputy principal: people with their profiles, training and terms, as the rule looks at
// them, and as a list of candidates for one school or for none in particular.

import { overlap, type Span, termFrom } from '../../domain/deputy/counting-year.ts';
import { ageOn, barOf, type PersonFacts, trainingMissing } from '../../domain/deputy/eligible.ts';
import { holding, pending } from '../../domain/deputy/lifecycle.ts';
import { byRank, reasonsOf } from '../../domain/deputy/rank.ts';
import type { DeputyCandidate } from '../../domain/deputy/views.ts';
import { nameKey } from '../../domain/name-key.ts';
import { matchRules } from '../../matching/facts.ts';
import { roadKm } from '../../matching/travel.ts';
import { loadDistrict } from '../../store/district.ts';
import type { Prisma } from '../../store/generated/client.ts';
import type { Work } from '../work.ts';
import { dayOf, type RequestRow, servedSpan, today, withTraining } from './rows.ts';

const parts = {
  deputyProfile: withTraining,
  appointments: { where: { state: { in: [...holding, 'ended'] } } },
} satisfies Prisma.SpeakerInclude;

export type PoolRow = Prisma.SpeakerGetPayload<{ include: typeof parts }>;

export const loadPool = ({ tx }: Work, where: Prisma.SpeakerWhereInput): Promise<PoolRow[]> =>
  tx.speaker.findMany({ where, include: parts, orderBy: { id: 'asc' } });

/** Everybody with a profile. A guest of one talk is none of the team. */
export const inPool = { guestOrderId: null, deputyProfile: { isNot: null } } satisfies Prisma.SpeakerWhereInput;

export const trainedTenths = ({ deputyProfile }: Pick<PoolRow, 'deputyProfile'>): number =>
  deputyProfile?.training.reduce((sum, { tenths }) => sum + tenths, 0) ?? 0;

/** `except`: an appointment that is looked at as if it were not there. */
export function factsOf(row: PoolRow, except?: number): PersonFacts {
  const { deputyProfile: profile } = row;
  return {
    ...{ kind: row.kind, active: row.active, trainingTenths: trainedTenths(row) },
    ...(profile && {
      profile: {
        ...{ agency: profile.agency, bornOn: dayOf(profile.bornOn), retired: profile.retired },
        ...(profile.retiredOn && { retiredOn: dayOf(profile.retiredOn) }),
      },
    }),
    terms: row.appointments
      .filter(({ id }) => id !== except)
      .map((held) => ({ schoolId: held.schoolId, ...servedSpan(held) })),
  };
}

/** For a term that would begin today. */
export async function poolCandidates(work: Work): Promise<DeputyCandidate[]> {
  const term = termFrom(today(work), work.deputyRules);
  const rows = await loadPool(work, inPool);
  return rows
    .flatMap((row) => candidate(work, row, barOf(factsOf(row), { schoolId: 0, term }, work.deputyRules)))
    .sort(byRank);
}

/** For one request, best first; who is barred comes last, with what bars them. */
export async function candidatesFor(work: Work, request: RequestRow, term: Span): Promise<DeputyCandidate[]> {
  const rows = await loadPool(work, inPool);
  const district = await loadDistrict(work.tx);
  const rules = matchRules({ ...work });
  const { school } = request;
  const there = district.point({ areaId: school.areaId, schoolId: school.id });
  const talks = await talksAhead(work);
  const known = await knownAt(work, school.id);
  const asked = await askedFor(work, request.id);
  return rows
    .flatMap((row) => {
      const km = roadKm(district.point({ areaId: row.homeAreaId }), there, rules);
      const field = request.wishField === null ? '' : nameKey(request.wishField);
      const { score, reasons } = reasonsOf({
        ...(km !== undefined && { km }),
        schools: servedNow(work, row),
        talks: talks.get(row.id) ?? 0,
        knows: known.has(row.id) || hasServed(work, row, school.id),
        wished: request.wishSpeakerId === row.id,
        wishedField: field !== '' && (row.deputyProfile?.fields ?? []).some((one) => nameKey(one).includes(field)),
        trainingMissing: trainingMissing(trainedTenths(row), work.deputyRules),
        askedBefore: asked.has(row.id),
      });
      const bar = barOf(factsOf(row), { schoolId: school.id, term }, work.deputyRules);
      return candidate(work, row, bar, { score, reasons });
    })
    .sort(byRank);
}

/** A letter that was called off before its first day has no days. */
const hasServed = (work: Work, { appointments }: PoolRow, schoolId: number): boolean =>
  appointments.some((held) => {
    const { from, until } = servedSpan(held);
    return held.schoolId === schoolId && from < until && from <= today(work) && !pending.includes(held.state);
  });

const servedNow = (work: Work, { appointments }: PoolRow): number => {
  const day = today(work);
  return appointments.filter((held) => holding.includes(held.state) && day < servedSpan(held).until).length;
};

function candidate(
  work: Work,
  row: PoolRow,
  bar: DeputyCandidate['bar'],
  ranked: Pick<DeputyCandidate, 'score' | 'reasons'> = { score: 0, reasons: [] },
): DeputyCandidate[] {
  const { deputyProfile: profile } = row;
  if (!profile) return [];
  return [
    {
      ...{ speakerId: row.id, name: row.name, agency: profile.agency, schools: servedNow(work, row), ...ranked },
      ...{ trainingTenths: trainedTenths(row), fields: profile.fields, retired: profile.retired },
      age: ageOn(dayOf(profile.bornOn), today(work)),
      ...(profile.qualification !== null && { qualification: profile.qualification }),
      ...(bar && { bar }),
    },
  ];
}

/** Agreed for the next four weeks. */
async function talksAhead({ tx, now }: Work): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.booking.groupBy({
    by: ['speakerId'],
    where: {
      active: true,
      speakerId: { not: null },
      from: { gte: now, lt: new Date(now.getTime() + 28 * 86_400_000) },
    },
    _count: true,
  });
  return new Map(rows.flatMap(({ speakerId, _count }) => (speakerId === null ? [] : [[speakerId, _count] as const])));
}

/** Who has been asked for it already, in vain: it is open again. */
async function askedFor({ tx }: Work, requestId: number): Promise<ReadonlySet<number>> {
  const rows = await tx.deputyPrincipalAppointment.findMany({ where: { requestId }, select: { speakerId: true } });
  return new Set(rows.map(({ speakerId }) => speakerId));
}

/** Who has given a talk there. */
async function knownAt({ tx }: Work, schoolId: number): Promise<ReadonlySet<number>> {
  const rows = await tx.talkRecord.findMany({ where: { order: { schoolId } }, select: { speakerId: true } });
  return new Set(rows.map(({ speakerId }) => speakerId));
}

/** The person's schools, and the school's people, as far as they overlap with a term. */
export const overlapping = <
  Row extends { from: Date; until: Date; endedOn: Date | null; state: PoolRow['appointments'][number]['state'] },
>(
  rows: readonly Row[],
  term: Span,
): Row[] => rows.filter((row) => holding.includes(row.state) && overlap(servedSpan(row), term) !== undefined);
