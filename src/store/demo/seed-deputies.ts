// The demo's legal deputy principals: profiles, terms with their history and letters, the year's hours so far, and last
// year's evaluation, as the services would have left them.

import { behind, bureauMember, endsSoon, notEvaluated, profiles } from '../../../prisma/demo/deputies.ts';
import { speakers } from '../../../prisma/demo/people.ts';
import { addDays, type LocalDay, localTime } from '../../domain/calendar.ts';
import { addYears, countingYear, countingYearOf, termFrom } from '../../domain/deputy/counting-year.ts';
import { evaluationYear } from '../../domain/deputy/evaluation.ts';
import { expected } from '../../domain/deputy/pace.ts';
import { duties, defaultDeputyRules as rules } from '../../domain/deputy/rules.ts';
import { isSchoolDay } from '../../domain/deputy/school-weeks.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Tx } from '../database.ts';
import { insertRows, insertWithIds } from './insert-rows.ts';
import type { DemoPeople } from './seed-people.ts';
import type { DemoPlaces } from './seed-places.ts';

interface Options {
  readonly now: Date;
  readonly timeZone: string;
  readonly locale: Locale;
  addressOf(persona: string): string;
}

/** After the talks: those that a deputy gave at their own school count. */
export async function seedDeputies(tx: Tx, places: DemoPlaces, people: DemoPeople, options: Options): Promise<void> {
  const day = localTime(options.now, options.timeZone).day;
  await seedProfiles(tx, people, day);
  await seedContacts(tx, people);
  await seedBureau(tx, places, options);
  const terms = await seedTerms(tx, places, people, day);
  await countTalks(tx, options.timeZone);
  await seedHours(tx, terms, day);
  await seedEvaluations(tx, terms, day);
}

const speakerId = (people: DemoPeople, name: string): number => {
  const found = people.speakers[speakers.findIndex((speaker) => speaker.name === name)];
  if (!found) throw new Error(`the demo team has no ${name}`);
  return found.id;
};

async function seedProfiles(tx: Tx, people: DemoPeople, day: LocalDay): Promise<void> {
  await insertRows(
    tx,
    'deputy_profile',
    profiles.map(({ name, agency, qualification, fields, bornOn, retired = false }) => ({
      ...{ speakerId: speakerId(people, name), agency, qualification, fields: [...fields], bornOn, retired },
      createdAt: addDays(day, -430),
    })),
  );
  await insertRows(
    tx,
    'deputy_training',
    profiles.map(({ name, training }) => ({
      ...{ speakerId: speakerId(people, name), day: addDays(day, -430), tenths: training * 10, title: '任前培训' },
      createdAt: addDays(day, -430),
    })),
  );
}

/** Schools' contacts among those who order. */
const seedContacts = (tx: Tx, { requesters }: DemoPeople): Promise<void> =>
  insertRows(
    tx,
    'school_contact',
    requesters.flatMap(({ id, name, schoolId }) =>
      schoolId === undefined ? [] : [{ schoolId, personId: id, name, active: true, createdAt: new Date(0) }],
    ),
  );

async function seedBureau(tx: Tx, places: DemoPlaces, { locale, addressOf }: Options): Promise<void> {
  const { name, area } = bureauMember;
  const person = await tx.person.create({ data: { name, madeUp: true } });
  await tx.bureauMember.create({ data: { personId: person.id, name, areaId: places.areaId(area) } });
  const address = addressOf('bureau');
  await tx.chat.create({ data: { bot: 'staff', channel: 'web', address, personId: person.id, locale } });
}

interface Term {
  readonly id: number;
  readonly speakerId: number;
  readonly schoolId: number;
  readonly school: string;
  readonly fromDate: LocalDay;
  readonly untilDate: LocalDay;
}

async function seedTerms(tx: Tx, places: DemoPlaces, people: DemoPeople, day: LocalDay): Promise<Term[]> {
  const planned = speakers.flatMap(({ name, schools = [] }) =>
    schools.map((school, index) => ({ name, school, slot: index + 1 })),
  );
  const numbers = await tx.$queryRaw<{ number: number }[]>`
    SELECT nextval('letter_number')::int AS number FROM generate_series(1, ${planned.length}::int)`;
  const rows = await insertWithIds(
    tx,
    'deputy_principal_appointment',
    planned.map(({ name, school, slot }, index) => {
      const from = school === endsSoon ? addYears(addDays(day, 60), -rules.termYears) : addDays(day, -400);
      return {
        ...{ speakerId: speakerId(people, name), schoolId: schoolId(places, school), slot, post: 1, version: 3 },
        ...{ state: 'active', afterTraining: false, fromDate: from, untilDate: termFrom(from, rules).until },
        letterNumber: `${from.slice(0, 4)}-${String(numbers[index]?.number ?? index).padStart(4, '0')}`,
        ...{ issuedAt: from, createdAt: addDays(from, -7), remindedDays: school === endsSoon ? [90] : [] },
      };
    }),
  );
  await insertRows(
    tx,
    'appointment_event',
    rows.flatMap((row) => steps(row, people.coordinatorIds[0] ?? null)),
  );
  return rows.map((row, index) => ({ ...row, school: planned[index]?.school ?? '' }));
}

function steps({ id, speakerId, fromDate }: Pick<Term, 'id' | 'speakerId' | 'fromDate'>, coordinatorId: number | null) {
  const event = { appointmentId: id, reason: null };
  return [
    {
      ...event,
      ...step('recommend', null, 'approved', 1, addDays(fromDate, -7)),
      actor: 'coordinator',
      actorId: coordinatorId,
    },
    {
      ...event,
      ...step('accept', 'approved', 'accepted', 2, addDays(fromDate, -5)),
      actor: 'speaker',
      actorId: speakerId,
    },
    { ...event, ...step('confirm', 'accepted', 'active', 3, fromDate), actor: 'school', actorId: null },
  ];
}

const step = (action: string, fromState: string | null, toState: string, version: number, at: LocalDay) => ({
  ...{ action, fromState, toState, version, at },
});

/** A deputy's own talk at their own school, once it is given. */
async function countTalks(tx: Tx, timeZone: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO hour_entry (appointment_id, speaker_id, school_id, kind, duty, day, tenths, heads, order_id, created_at)
    SELECT a.id, a.speaker_id, a.school_id, 'taught', 'legal_education', (o.starts_at AT TIME ZONE ${timeZone})::date,
      coalesce(r.class_hours, 1) * 10, (r.head_min + r.head_max) / 2, o.id, o.delivered_at
    FROM orders o JOIN talk_record r ON r.order_id = o.id
      JOIN deputy_principal_appointment a ON a.school_id = o.school_id AND a.speaker_id = r.speaker_id
    WHERE o.state IN ('delivered', 'closed') AND (o.starts_at AT TIME ZONE ${timeZone})::date >= a.from_date`;
}

/** What was logged by hand, so that all but one keep pace. */
async function seedHours(tx: Tx, terms: readonly Term[], day: LocalDay): Promise<void> {
  const year = countingYearOf(day, rules);
  const counted = await tx.hourEntry.groupBy({
    by: ['appointmentId'],
    where: { day: { gte: new Date(`${year.from}T00:00:00Z`) } },
    _sum: { tenths: true },
  });
  const days = schoolDays(year.from, day);
  const rows = terms.flatMap(({ id, speakerId, schoolId, school }, index) => {
    const done = counted.find(({ appointmentId }) => appointmentId === id)?._sum.tenths ?? 0;
    const wanted =
      school === behind ? 0 : Math.max(0, Math.ceil((expected(rules.tenthsPerYear, year, day) - done) / 10));
    return Array.from({ length: Math.min(wanted, days.length) }, (_, turn) => {
      const on = days[Math.floor(((turn + 0.5) / wanted) * days.length)] ?? day;
      return {
        ...{ appointmentId: id, speakerId, schoolId, day: on, tenths: 10, createdAt: on },
        kind: turn % 3 === 2 ? 'organised' : 'taught',
        duty: duties[(index + turn) % duties.length],
        ...{ classGroup: `${3 + (turn % 4)}-${1 + (index % 3)}`, heads: 42 - index },
      };
    });
  });
  await insertRows(tx, 'hour_entry', rows);
}

function schoolDays(from: LocalDay, until: LocalDay): LocalDay[] {
  const days: LocalDay[] = [];
  for (let day = from; day < until; day = addDays(day, 1)) if (isSchoolDay(day)) days.push(day);
  return days;
}

async function seedEvaluations(tx: Tx, terms: readonly Term[], day: LocalDay): Promise<void> {
  const rows = terms.flatMap(({ id, school, fromDate, untilDate }, index) => {
    const year = evaluationYear({ from: fromDate, until: untilDate }, day, rules);
    if (school === notEvaluated || countingYear(year, rules).from > day) return [];
    const at = { createdAt: addDays(day, -10), updatedAt: addDays(day, -10), personId: null, appointmentId: id, year };
    return [
      { ...at, source: 'school', raterKey: 'school', score: 90 + (index % 3) * 4, counts: [], comment: null },
      { ...at, source: 'class', raterKey: 'class:5-1', score: null, counts: [0, 0, 2, 9, 31 - index], comment: null },
      { ...at, source: 'class', raterKey: 'class:6-2', score: null, counts: [0, 0, 0, 2, 5], comment: null },
    ];
  });
  await insertRows(tx, 'deputy_evaluation', rows);
}

function schoolId(places: DemoPlaces, name: string): number {
  const school = places.schools.find((known) => known.name === name);
  if (!school) throw new Error(`the demo district has no ${name}`);
  return school.id;
}
