// What a school's contact sees of the school's 法治副校长, and what a coordinator sees who asks for the school.

import { addDays } from '../../domain/calendar.ts';
import type { Args, Result } from '../../domain/commands.ts';
import { termFrom } from '../../domain/deputy/counting-year.ts';
import { barOf } from '../../domain/deputy/eligible.ts';
import { holding } from '../../domain/deputy/lifecycle.ts';
import type { Who, Work } from '../work.ts';
import { factsOf, inPool, loadPool } from './pool.ts';
import { type Acting, actingFor, ownSchools } from './rights.ts';
import { type AppointmentRow, dateOf, loadAppointments, servedSpan, today } from './rows.ts';
import { appointmentViews, requestViews, schoolView } from './views.ts';

/** As what the person may ask for this school: as its contact, or as a coordinator in charge; undefined: not at all. */
export async function askingFor(work: Work, who: Who, schoolId: number): Promise<Acting | undefined> {
  const school = await work.tx.school.findUnique({ where: { id: schoolId, retiredAt: null } });
  const acting = school && (await actingFor(work, who, { schoolId, school }));
  return acting?.actor === 'school' || acting?.actor === 'coordinator' ? acting : undefined;
}

/** With those who have left within a year: there is still an evaluation to be given. */
export async function mySchools(work: Work, who: Who, { schoolId }: Args<'my-schools'>): Promise<Result<'my-schools'>> {
  const ids =
    schoolId === undefined ? await ownSchools(work, who) : (await askingFor(work, who, schoolId)) ? [schoolId] : [];
  const schools = await work.tx.school.findMany({ where: { id: { in: ids } }, include: { area: true } });
  const since = dateOf(addDays(today(work), -365));
  const found = await loadAppointments(work, {
    schoolId: { in: ids },
    OR: [
      { state: { in: [...holding] } },
      { state: 'ended', until: { gt: since }, OR: [{ endedOn: null }, { endedOn: { gt: since } }] },
    ],
  });
  // A letter that was called off before its first day is nothing to judge.
  const rows = found.filter((row) => row.state !== 'ended' || servedSpan(row).from < servedSpan(row).until);
  const appointments = await appointmentViews(work, who, rows);
  const requests = await requestViews(work, who, { schoolId: { in: ids }, state: { in: ['open', 'placed'] } });
  const mine: Result<'my-schools'>['schools'][number][] = [];
  for (const id of ids) {
    const school = schools.find((one) => one.id === id);
    if (!school) continue;
    const own = { school: schoolView(school), appointments: at(appointments, id), requests: at(requests, id) };
    const last = await work.tx.deputyRequest.findFirst({
      where: { schoolId: id, need: { not: null } },
      orderBy: { id: 'desc' },
      select: { need: true },
    });
    const lastNeed = last?.need ?? undefined;
    mine.push({ ...own, postsFree: (await freePosts(work, id)).length, ...(lastNeed !== undefined && { lastNeed }) });
  }
  return { schools: mine };
}

const at = <View extends { readonly school: { readonly id: number } }>(views: readonly View[], schoolId: number) =>
  views.filter(({ school }) => school.id === schoolId);

export async function listDeputiesFor(
  work: Work,
  who: Who,
  { schoolId }: Args<'list-deputies-for'>,
): Promise<Result<'list-deputies-for'>> {
  if (!(await askingFor(work, who, schoolId))) return { people: [] };
  const term = termFrom(today(work), work.deputyRules);
  const people = (await loadPool(work, inPool)).filter(
    (row) => barOf(factsOf(row), { schoolId, term }, work.deputyRules) === undefined,
  );
  return { people: people.map(({ id, name }) => ({ id, name })) };
}

/** Posts that nobody holds, now or later, and nobody is asked for. */
export async function freePosts(work: Work, schoolId: number): Promise<number[]> {
  const held = await loadAppointments(work, { schoolId, state: { in: [...holding] } });
  const asked = await work.tx.deputyRequest.findMany({ where: { schoolId, state: { in: ['open', 'placed'] } } });
  return postsLeft(work, held, asked);
}

/** The same of rows that are there already. */
export function postsLeft(
  work: Work,
  held: readonly Pick<AppointmentRow, 'post' | 'from' | 'until' | 'endedOn'>[],
  asked: readonly { readonly post: number }[],
): number[] {
  const taken = new Set([
    ...held.filter((row) => servedSpan(row).until > today(work)).map(({ post }) => post),
    ...asked.map(({ post }) => post),
  ]);
  const { postsMax } = work.deputyRules;
  const free = Array.from({ length: postsMax }, (_, index) => index + 1).filter((post) => !taken.has(post));
  // Where the most was higher before, posts beyond it are taken as well.
  return free.slice(0, Math.max(0, postsMax - taken.size));
}
