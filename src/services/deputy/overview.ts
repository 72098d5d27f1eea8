// 总览: every school of the area with its deputies, what is amiss, and what waits. For coordinators and the education bureau;
// the report is made of the same rows.

import { addDays, type LocalDay } from '../../domain/calendar.ts';
import type { Args, Result } from '../../domain/commands.ts';
import { type CountingYear, countingYearOf, overlap } from '../../domain/deputy/counting-year.ts';
import { evaluationIsDue } from '../../domain/deputy/evaluation.ts';
import { holding } from '../../domain/deputy/lifecycle.ts';
import { reminderDays, worst } from '../../domain/deputy/pace.ts';
import { byUrgency } from '../../domain/deputy/rank.ts';
import type { DeputyRules } from '../../domain/deputy/rules.ts';
import type { AppointmentView, DeputyRequestView, OverviewRow } from '../../domain/deputy/views.ts';
import type { Prisma } from '../../store/generated/client.ts';
import type { Who, Work } from '../work.ts';
import { createPageLinks } from './page-links.ts';
import { actingFor, areasSeen, rightsOf } from './rights.ts';
import {
  type AppointmentRow,
  dateOf,
  dayOf,
  loadAppointment,
  loadAppointments,
  type SchoolRow,
  servedSpan,
  today,
} from './rows.ts';
import { postsLeft } from './school-desk.ts';
import { appointmentView, appointmentViews, requestViews, schoolView } from './views.ts';

export async function deputyOverview(work: Work, who: Who): Promise<Result<'deputy-overview'>> {
  if (!who.coordinator && !who.bureau) return { rows: [], requests: [], toDecide: [] };
  const schools = await schoolsSeen(work, who);
  const [year, day] = [yearOf(work), today(work)];
  const found = await heldIn(work, year, schools);
  const requests = await openRequests(work, who, schools);
  const { served, views, rows } = await overviewRows(work, who, { schools, found, requests, year, day });
  const without = new Set(rows.filter(({ flags }) => flags.includes('no_deputy')).map(({ school }) => school.id));
  const link = await createPageLinks(work.tx, who.personId, work.now, who.locale);
  return {
    rows,
    requests: requests
      .map((request) => ({ ...request, without: without.has(request.school.id) }))
      .sort(byUrgency)
      .map(({ without: _, ...request }) => request),
    toDecide: await toDecide(work, who, served, views),
    reportUrl: work.baseUrl + link('report'),
  };
}

export const openRequests = (work: Work, who: Who, schools: readonly SchoolRow[]): Promise<DeputyRequestView[]> =>
  requestViews(work, who, { schoolId: idsOf(schools), state: { in: ['open', 'placed'] } });

interface OnDay {
  readonly schools: readonly SchoolRow[];
  /** All that are part of the counting year, as they were on that day of it. */
  readonly found: readonly AppointmentRow[];
  readonly requests: readonly DeputyRequestView[];
  readonly year: CountingYear;
  readonly day: LocalDay;
}

/** Every school with who serves it. */
export async function overviewRows(work: Work, who: Who, { schools, found, requests, year, day }: OnDay) {
  const served = found.filter((row) => row.state !== 'ended' || isLast(row, found, { year, day }));
  const views = (await appointmentViews(work, who, served, year)).filter(counts);
  const rows = schools.map((school): OverviewRow => {
    const own = views.filter((one) => one.school.id === school.id);
    const asked = requests.filter((one) => one.school.id === school.id);
    const held = found.filter((row) => row.schoolId === school.id && holding.includes(row.state));
    return {
      ...{ school: schoolView(school), appointments: own, postsFree: postsLeft(work, held, asked).length },
      ...judged(own, asked.length > 0, day, work.deputyRules),
    };
  });
  return { served, views, rows: rows.sort(byNeed) };
}

/** What waits for the education bureau: for its member where they are one, beside what else they are. */
async function toDecide(work: Work, who: Who, rows: readonly AppointmentRow[], views: readonly AppointmentView[]) {
  const rights = await rightsOf(work, who);
  const theirs = rows.filter(
    (row) => row.state === 'recommended' && (!who.bureau || rights(row, 'bureau')?.actor === 'bureau'),
  );
  return views.filter(({ id }) => theirs.some((row) => row.id === id));
}

/** What is amiss at a school, and its light: red without anybody. */
function judged(
  appointments: readonly AppointmentView[],
  asked: boolean,
  day: LocalDay,
  rules: DeputyRules,
): Pick<OverviewRow, 'flags' | 'light'> {
  const serving = appointments.filter(({ state, from }) => state === 'active' && from <= day);
  const next = appointments.filter(({ from, state }) => state === 'active' && from > day);
  const soon = addDays(day, Math.max(...reminderDays));
  const flags: OverviewRow['flags'][number][] = [];
  if (serving.length === 0) flags.push('no_deputy');
  else if (serving.length < rules.postsMin) flags.push('too_few');
  const ends = (one: AppointmentView) =>
    (one.endedOn ?? one.until) <= soon && !next.some(({ post }) => post === one.post);
  if (serving.some(ends)) flags.push('ends_soon');
  if (serving.some(({ ledger }) => ledger !== undefined && ledger.light !== 'green')) flags.push('behind');
  const due = (one: AppointmentView) =>
    one.evaluation?.school === undefined &&
    evaluationIsDue({ from: one.since ?? one.from, until: one.endedOn ?? one.until }, day, rules);
  if (serving.some(due)) flags.push('not_evaluated');
  if (asked) flags.push('request_open');
  const light = serving.length === 0 ? 'red' : worst(serving.flatMap(({ ledger }) => ledger?.light ?? []));
  return { flags, light };
}

/** Schools with nobody, then red, amber, green. */
const byNeed = (a: OverviewRow, b: OverviewRow): number =>
  Number(b.flags.includes('no_deputy')) - Number(a.flags.includes('no_deputy')) ||
  lights.indexOf(a.light) - lights.indexOf(b.light) ||
  a.school.id - b.school.id;
const lights = ['red', 'amber', 'green'] as const;

export const schoolsSeen = async (work: Work, who: Who): Promise<SchoolRow[]> =>
  work.tx.school.findMany({
    where: { retiredAt: null, areaId: { in: await areasSeen(work, who) } },
    include: { area: true },
    orderBy: { id: 'asc' },
  });

export async function listSchools(work: Work, who: Who): Promise<Result<'list-schools'>> {
  return { schools: (await schoolsSeen(work, who)).map(schoolView) };
}

export async function showAppointment(
  work: Work,
  who: Who,
  { appointmentId }: Args<'show-appointment'>,
): Promise<Result<'show-appointment'>> {
  const row = await loadAppointment(work, appointmentId);
  return row && (await actingFor(work, who, row)) ? { appointment: await appointmentView(work, who, row) } : {};
}

/** What the speaker is asked, serves, or has served this counting year. */
export async function myAppointments(work: Work, who: Who): Promise<Result<'my-appointments'>> {
  if (who.speakerId === undefined) return { appointments: [] };
  const { speakerId } = who;
  const rows = await loadAppointments(work, { speakerId, ...partOf(yearOf(work)) });
  const now = { year: yearOf(work), day: today(work) };
  const own = rows.filter((row) => row.state !== 'recommended' && (row.state !== 'ended' || isLast(row, rows, now)));
  return { appointments: (await appointmentViews(work, who, own)).filter(counts) };
}

/** Who has ended counts with days served in the year, or hours done in it: an end can be set for a day before them. */
const counts = ({ state, ledger }: AppointmentView): boolean => state !== 'ended' || ledger !== undefined;

/** No later letter of the same person there counts yet: both have the same hours. */
function isLast(
  row: AppointmentRow,
  rows: readonly AppointmentRow[],
  { year, day }: Pick<OnDay, 'year' | 'day'>,
): boolean {
  const same = rows.filter((one) => one.schoolId === row.schoolId && one.speakerId === row.speakerId);
  const ended = same.filter((one) => one.state === 'ended');
  // A letter that was called off before its first day has no days.
  const served = ended.filter((one) => overlap(servedSpan(one), year) !== undefined);
  const serves = same.some(({ state, from }) => state === 'active' && dayOf(from) <= day);
  return !serves && (served.at(-1) ?? ended.at(-1))?.id === row.id;
}

const yearOf = (work: Work): CountingYear => countingYearOf(today(work), work.deputyRules);

export const heldIn = (work: Work, year: CountingYear, schools: readonly SchoolRow[]): Promise<AppointmentRow[]> =>
  loadAppointments(work, { schoolId: idsOf(schools), ...partOf(year) });

const idsOf = (schools: readonly SchoolRow[]) => ({ in: schools.map(({ id }) => id) });

/** Those that hold a post, and those that ended since the counting year began, or have hours in it. */
function partOf({ from, until }: CountingYear): Prisma.DeputyPrincipalAppointmentWhereInput {
  const since = { gt: dateOf(from) };
  const endedSince = [{ endedOn: since }, { endedOn: null, until: since }];
  const hours = { some: { day: { gte: dateOf(from), lt: dateOf(until) } } };
  return { OR: [{ state: { in: [...holding] } }, { state: 'ended', OR: [...endedSince, { hours }] }] };
}
