// 申请法治副校长: what a school asks for, and takes back. For each post at most one request is open; PostgreSQL holds to it.

import { addDays } from '../../domain/calendar.ts';
import type { CommandTable } from '../../domain/commands.ts';
import type { RequestPlaced } from '../../domain/commands-deputy.ts';
import { termFrom } from '../../domain/deputy/counting-year.ts';
import { barOf } from '../../domain/deputy/eligible.ts';
import { holding, pending } from '../../domain/deputy/lifecycle.ts';
import type { DeputyRequestView } from '../../domain/deputy/views.ts';
import type { Prisma } from '../../store/generated/client.ts';
import { inArea } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import { endNow } from './end.ts';
import { factsOf, inPool, loadPool } from './pool.ts';
import { ownSchools } from './rights.ts';
import {
  type AppointmentRow,
  dateOf,
  loadAppointments,
  loadRequest,
  lockFor,
  type RequestRow,
  reloadAppointment,
  reloadRequest,
  servedSpan,
  today,
} from './rows.ts';
import { moveRequest, step } from './step.ts';
import { announceRequest, settleAsked, settleRequest, tellRequestRefused, tellWithdrawn } from './tell.ts';
import { appointmentViews, requestView, requestViews, schoolView } from './views.ts';

type Args<K extends keyof CommandTable> = CommandTable[K]['args'];
type Result<K extends keyof CommandTable> = CommandTable[K]['result'];

/** With those who have left within a year: there is still an evaluation to be given. */
export async function mySchools(work: Work, who: Who): Promise<Result<'my-schools'>> {
  const ids = await ownSchools(work, who);
  const schools = await work.tx.school.findMany({ where: { id: { in: ids } }, include: { area: true } });
  const since = dateOf(addDays(today(work), -365));
  const rows = await loadAppointments(work, {
    schoolId: { in: ids },
    OR: [
      { state: { in: [...holding] } },
      { state: 'ended', until: { gt: since }, OR: [{ endedOn: null }, { endedOn: { gt: since } }] },
    ],
  });
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
  if (!(await ownSchools(work, who)).includes(schoolId)) return { people: [] };
  const term = termFrom(today(work), work.deputyRules);
  const people = (await loadPool(work, inPool)).filter(
    (row) => barOf(factsOf(row), { schoolId, term }, work.deputyRules) === undefined,
  );
  return { people: people.map(({ id, name }) => ({ id, name })) };
}

export async function requestDeputy(
  work: Work,
  who: Who,
  args: Args<'request-deputy'>,
): Promise<Result<'request-deputy'>> {
  const { schoolId, kind, appointmentId } = args;
  if (!(await ownSchools(work, who)).includes(schoolId)) return { ok: false, reason: 'not_yours' };
  await lockFor(work, { schoolId });
  if (kind === 'first') {
    const free = await freePosts(work, schoolId);
    const posts = Math.trunc(args.posts);
    if (!(posts >= 1) || posts > free.length) {
      const open = await work.tx.deputyRequest.count({ where: { schoolId, state: { in: ['open', 'placed'] } } });
      return { ok: false, reason: free.length === 0 && open > 0 ? 'already_open' : 'too_many_posts' };
    }
    return { ok: true, requests: await open(work, who, args, free.slice(0, posts)) };
  }
  const row = (await loadAppointments(work, { id: appointmentId ?? 0, schoolId, state: 'active' }))[0];
  if (!row) return { ok: false, reason: 'not_yours' };
  const others = {
    schoolId,
    post: row.post,
    state: { in: ['open', 'placed'] },
  } satisfies Prisma.DeputyRequestWhereInput;
  if ((await work.tx.deputyRequest.count({ where: others })) > 0) return { ok: false, reason: 'already_open' };
  if (kind === 'left') await endNow(work, row, { actor: 'school', actorId: who.personId, reason: 'left', quiet: true });
  const wish = kind === 'renewal' ? { wishSpeakerId: row.speakerId } : {};
  return { ok: true, requests: await open(work, who, { ...args, ...wish }, [row.post]) };
}

async function open(
  work: Work,
  who: Who,
  { schoolId, kind, need, wishSpeakerId, wishField }: Args<'request-deputy'>,
  posts: readonly number[],
): Promise<DeputyRequestView[]> {
  const wished = wishSpeakerId === undefined ? [] : await loadPool(work, { id: wishSpeakerId, ...inPool });
  const views: DeputyRequestView[] = [];
  for (const post of posts) {
    const row = await openRequest(work, {
      ...{ schoolId, post, kind, need: clipped(need, 300), personId: who.personId },
      wishSpeakerId: wished[0]?.id ?? null,
      wishField: clipped(wishField ?? '', 40),
    });
    views.push(await requestView(work, who, row));
  }
  return views;
}

export interface NewRequest {
  readonly schoolId: number;
  readonly post: number;
  readonly kind: DeputyRequestView['kind'];
  readonly personId: number;
  readonly need?: string | null;
  readonly wishSpeakerId?: number | null;
  readonly wishField?: string | null;
}

/** Under the school's lock. The coordinators in charge are told. */
export async function openRequest(work: Work, request: NewRequest): Promise<RequestRow> {
  const [{ number } = { number: '' }] = await work.tx.$queryRaw<{ number: string }[]>`
    SELECT nextval('deputy_request_number')::text AS number`;
  const { id } = await work.tx.deputyRequest.create({
    data: { ...request, number: `F${number}`, createdAt: work.now },
  });
  const row = await reloadRequest(work, id);
  await announceRequest(work, row);
  return row;
}

const clipped = (words: string, most: number): string | null => [...words.trim()].slice(0, most).join('') || null;

/** Posts that nobody holds, now or later, and nobody is asked for. */
async function freePosts(work: Work, schoolId: number): Promise<number[]> {
  const held = await loadAppointments(work, { schoolId, state: { in: [...holding] } });
  const asked = await work.tx.deputyRequest.findMany({ where: { schoolId, state: { in: ['open', 'placed'] } } });
  const taken = new Set([
    ...held.filter((row) => servedSpan(row).until > today(work)).map(({ post }) => post),
    ...asked.map(({ post }) => post),
  ]);
  return Array.from({ length: work.deputyRules.postsMax }, (_, index) => index + 1).filter((post) => !taken.has(post));
}

export async function withdrawRequest(
  work: Work,
  who: Who,
  { requestId, version }: Args<'withdraw-deputy-request'>,
): Promise<RequestPlaced> {
  const known = await loadRequest(work, requestId);
  if (!known || !(await ownSchools(work, who)).includes(known.schoolId)) return { ok: false, reason: 'not_found' };
  return close(work, who, known, version, { to: 'withdrawn' });
}

export async function refuseRequest(
  work: Work,
  who: Who,
  { requestId, version, reason }: Args<'refuse-deputy-request'>,
): Promise<RequestPlaced> {
  const known = await loadRequest(work, requestId);
  if (!known || !who.coordinator || !(await inArea(work, known.school.areaId, who.coordinator.areaId)))
    return { ok: false, reason: 'not_found' };
  return close(work, who, known, version, { to: 'refused', reason: clipped(reason, 300) ?? '—' });
}

/** Whoever is being asked for it is told that it is off. */
async function close(
  work: Work,
  who: Who,
  known: RequestRow,
  version: number,
  { to, reason }: { readonly to: 'withdrawn' | 'refused'; readonly reason?: string },
): Promise<RequestPlaced> {
  const asked = known.appointments.find(({ state }) => pending.includes(state));
  await lockFor(work, { ...known, requestId: known.id, speakerId: asked?.speakerId, appointmentId: asked?.id });
  const before = await reloadRequest(work, known.id);
  const isOpen = before.state === 'open' || before.state === 'placed';
  if (before.version !== version || !isOpen || !(await moveRequest(work, before, to, reason)))
    return { ok: false, reason: 'already', request: await requestView(work, who, before) };
  const row: AppointmentRow | undefined = before.appointments.find(({ state }) => pending.includes(state));
  if (row) {
    const acting =
      to === 'withdrawn'
        ? ({ actor: 'school', actorId: who.personId } as const)
        : ({ actor: 'coordinator', ...(who.coordinator && { actorId: who.coordinator.id }) } as const);
    await step(work, row, { ...acting, action: 'withdraw' });
    const off = await reloadAppointment(work, row.id);
    await settleAsked(work, off);
    await tellWithdrawn(work, off);
  }
  const after = await reloadRequest(work, known.id);
  await settleRequest(work, after);
  if (to === 'refused') await tellRequestRefused(work, after);
  return { ok: true, request: await requestView(work, who, after) };
}
