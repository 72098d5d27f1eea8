// 总览: every school of the area with its deputies, what is amiss, and what waits. For coordinators and the education bureau;
// the report is made of the same rows.

import { addDays, type LocalDay } from '../../domain/calendar.ts';
import type { CommandTable } from '../../domain/commands.ts';
import { evaluationIsDue } from '../../domain/deputy/evaluation.ts';
import { holding } from '../../domain/deputy/lifecycle.ts';
import { reminderDays, worst } from '../../domain/deputy/pace.ts';
import { byUrgency } from '../../domain/deputy/rank.ts';
import type { DeputyRules } from '../../domain/deputy/rules.ts';
import type { AppointmentView, OverviewRow } from '../../domain/deputy/views.ts';
import { areasBelow } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import { createPageLinks } from './page-links.ts';
import { actingFor, loadAppointment, loadAppointments, today } from './rows.ts';
import { appointmentView, appointmentViews, requestViews, schoolView } from './views.ts';

type Args<K extends keyof CommandTable> = CommandTable[K]['args'];
type Result<K extends keyof CommandTable> = CommandTable[K]['result'];

export async function deputyOverview(work: Work, who: Who): Promise<Result<'deputy-overview'>> {
  const within = who.coordinator?.areaId ?? who.bureau?.areaId;
  if (within === undefined) return { rows: [], requests: [], toDecide: [] };
  const schools = await schoolsBelow(work, within);
  const schoolId = { in: schools.map(({ id }) => id) };
  const appointments = await appointmentViews(
    work,
    who,
    await loadAppointments(work, { schoolId, state: { in: [...holding] } }),
  );
  const requests = await requestViews(work, who, { schoolId, state: { in: ['open', 'placed'] } });
  const rows = schools.map((school): OverviewRow => {
    const own = appointments.filter((one) => one.school.id === school.id);
    const asked = requests.some((one) => one.school.id === school.id);
    return { school: schoolView(school), appointments: own, ...judged(own, asked, today(work), work.deputyRules) };
  });
  const without = new Set(rows.filter(({ flags }) => flags.includes('no_deputy')).map(({ school }) => school.id));
  const link = await createPageLinks(work.tx, who.personId, work.now);
  return {
    rows: rows.sort(byNeed),
    requests: requests
      .map((request) => ({ ...request, without: without.has(request.school.id) }))
      .sort(byUrgency)
      .map(({ without: _, ...request }) => request),
    toDecide: appointments.filter(({ state }) => state === 'recommended'),
    reportUrl: work.baseUrl + link('report'),
  };
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
  if (serving.length < rules.postsMin || serving.length === 0) flags.push('no_deputy');
  const ends = (one: AppointmentView) =>
    (one.endedOn ?? one.until) <= soon && !next.some(({ post }) => post === one.post);
  if (serving.some(ends)) flags.push('ends_soon');
  if (serving.some(({ ledger }) => ledger !== undefined && ledger.light !== 'green')) flags.push('behind');
  const due = (one: AppointmentView) =>
    one.evaluation?.school === undefined &&
    evaluationIsDue({ from: one.from, until: one.endedOn ?? one.until }, day, rules);
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

const schoolsBelow = async (work: Work, areaId: number) =>
  work.tx.school.findMany({
    where: { retiredAt: null, areaId: { in: await areasBelow(work, areaId) } },
    include: { area: true },
    orderBy: { id: 'asc' },
  });

export async function listSchools(work: Work, who: Who): Promise<Result<'list-schools'>> {
  const within = who.coordinator?.areaId ?? who.bureau?.areaId;
  return { schools: within === undefined ? [] : (await schoolsBelow(work, within)).map(schoolView) };
}

export async function showAppointment(
  work: Work,
  who: Who,
  { appointmentId }: Args<'show-appointment'>,
): Promise<Result<'show-appointment'>> {
  const row = await loadAppointment(work, appointmentId);
  return row && (await actingFor(work, who, row)) ? { appointment: await appointmentView(work, who, row) } : {};
}

/** What the speaker is asked, serves, or has served until lately. */
export async function myAppointments(work: Work, who: Who): Promise<Result<'my-appointments'>> {
  if (who.speakerId === undefined) return { appointments: [] };
  const rows = await loadAppointments(work, {
    speakerId: who.speakerId,
    state: { in: ['approved', 'accepted', 'active'] },
  });
  return { appointments: await appointmentViews(work, who, rows) };
}
