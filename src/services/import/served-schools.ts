// 法治副校长学校 in a speakers' file: who serves a school already, on paper. What the file itself contradicts is refused:
// who is no staff of the four agencies, a third school, one post too many. What only a profile can say, and the file has
// none, is kept and told: the letter exists, and the overview would be wrong without it.

import type { LocalDay } from '../../domain/calendar.ts';
import { termFrom } from '../../domain/deputy/counting-year.ts';
import { barOf, deputyKinds, freeNumber, trainingMissing } from '../../domain/deputy/eligible.ts';
import { holding } from '../../domain/deputy/lifecycle.ts';
import type { DeputyRules } from '../../domain/deputy/rules.ts';
import type { Tx } from '../../store/database.ts';
import type { Prisma } from '../../store/generated/client.ts';
import { dayOf, servedSpan, withTraining } from '../deputy/rows.ts';
import type { Row } from './rows.ts';
import type { SpeakerColumn, SpeakerLine } from './speaker-line.ts';

/** What has to be known of a speaker. */
export const deputyParts = {
  deputyProfile: withTraining,
  appointments: { where: { state: { in: [...holding, 'ended'] } } },
} satisfies Prisma.SpeakerInclude;

export type KnownDeputy = Prisma.SpeakerGetPayload<{ include: typeof deputyParts }>;

export interface ByTheRules {
  readonly today: LocalDay;
  readonly rules: DeputyRules;
}

interface Line {
  readonly row: Row<SpeakerColumn>;
  readonly speaker: SpeakerLine | undefined;
  readonly known: readonly KnownDeputy[];
}

/** Notes on the rows what is refused, and what is taken in spite of a rule. */
export async function noteSchools(tx: Tx, lines: readonly Line[], by: ByTheRules): Promise<void> {
  const { today, rules } = by;
  const held = await tx.deputyPrincipalAppointment.findMany({ where: { state: { in: [...holding] } } });
  const posts = new Map<number, number>();
  for (const row of held)
    if (servedSpan(row).until > today) posts.set(row.schoolId, (posts.get(row.schoolId) ?? 0) + 1);
  for (const { row, speaker, known } of lines) {
    if (!speaker || speaker.schoolIds.length === 0 || speaker.schoolIds.length > rules.schoolsPerPerson) continue;
    const [person] = known;
    const fresh = newSchools(speaker.schoolIds, person, today);
    noteSkipped(row, speaker.schoolIds, person, today);
    if (fresh.length === 0) continue;
    if (!deputyKinds.includes(speaker.kind)) row.fault('schools', 'no_deputy_kind');
    const kept = servedBy(person, today);
    if (new Set([...kept, ...fresh]).size > rules.schoolsPerPerson)
      row.fault('schools', 'too_many_schools', String(rules.schoolsPerPerson));
    for (const id of fresh) posts.set(id, (posts.get(id) ?? 0) + 1);
    if (fresh.some((id) => (posts.get(id) ?? 0) > rules.postsMax))
      row.fault('schools', 'no_post', String(rules.postsMax));
    noteProfile(row, fresh, person && { ...person, kind: speaker.kind }, by);
  }
}

/** What the rule asks beyond what the file says. */
function noteProfile(
  row: Row<SpeakerColumn>,
  [schoolId = 0]: readonly number[],
  person: KnownDeputy | undefined,
  { today, rules }: ByTheRules,
): void {
  const profile = person?.deputyProfile;
  if (!person || !profile) {
    row.warn('schools', 'no_profile');
    return;
  }
  const trainingTenths = profile.training.reduce((sum, { tenths }) => sum + tenths, 0);
  const { agency, retired, retiredOn, bornOn } = profile;
  const facts = {
    ...{ kind: person.kind, active: true, trainingTenths },
    profile: { agency, retired, bornOn: dayOf(bornOn), ...(retiredOn && { retiredOn: dayOf(retiredOn) }) },
    terms: person.appointments.map((held) => ({ schoolId: held.schoolId, ...servedSpan(held) })),
  };
  const bar = barOf(facts, { schoolId, term: termFrom(today, rules) }, rules);
  if (bar === 'too_old') row.warn('schools', 'too_old', String(rules.retireeAge));
  if (bar === 'retiree_term') row.warn('schools', 'retiree_term', String(rules.retireeTerms));
  const missing = trainingMissing(trainingTenths, rules);
  if (missing > 0) row.warn('schools', 'untrained', String(missing / 10));
}

/** Who has left the team, or the school before the term was over, is appointed by no file. */
function noteSkipped(
  row: Row<SpeakerColumn>,
  schoolIds: readonly number[],
  person: KnownDeputy | undefined,
  today: LocalDay,
): void {
  if (!person) return;
  const served = servedBy(person, today);
  if (schoolIds.every((id) => served.has(id))) return;
  if (!person.active) row.warn('schools', 'left_team');
  else if (schoolIds.some((id) => !served.has(id) && hasTerm(person, id, today))) row.warn('schools', 'left_school');
}

export const newSchools = (
  schoolIds: readonly number[],
  person: KnownDeputy | undefined,
  today: LocalDay,
): readonly number[] => (person ? schoolIds.filter((id) => person.active && !hasTerm(person, id, today)) : schoolIds);

/** Ended before its time or not: a new letter is the school's to ask. */
const hasTerm = ({ appointments }: KnownDeputy, id: number, today: LocalDay): boolean =>
  appointments.some(({ schoolId, until }) => schoolId === id && dayOf(until) > today);

const servedBy = (person: KnownDeputy | undefined, today: LocalDay): ReadonlySet<number> =>
  new Set(
    (person?.appointments ?? [])
      .filter((held) => holding.includes(held.state) && servedSpan(held).until > today)
      .map(({ schoolId }) => schoolId),
  );

/** As it is said to be: each takes the next of the person's places, and of the school's posts, that nobody has. */
export async function appoint(
  tx: Tx,
  speakerId: number,
  schoolIds: readonly number[],
  { today, rules }: ByTheRules,
): Promise<void> {
  const term = termFrom(today, rules);
  for (const schoolId of schoolIds) {
    const held = await tx.deputyPrincipalAppointment.findMany({
      where: { OR: [{ speakerId }, { schoolId }], state: { in: [...holding] } },
    });
    const taken = held.map((row) => ({ ...row, ...servedSpan(row) }));
    const slots = taken.filter((row) => row.speakerId === speakerId).map((row) => ({ ...row, number: row.slot }));
    const posts = taken.filter((row) => row.schoolId === schoolId).map((row) => ({ ...row, number: row.post }));
    await tx.deputyPrincipalAppointment.create({
      data: {
        ...{ speakerId, schoolId, from: new Date(term.from), until: new Date(term.until) },
        slot: freeNumber(slots, term, slots.length + 1) ?? slots.length + 1,
        post: freeNumber(posts, term, posts.length + 1) ?? posts.length + 1,
      },
    });
  }
}
