// 申请法治副校长: what a school asks for, or a coordinator for it, and takes back. For each post at most one request is open;
// PostgreSQL holds to it.

import type { Args, Result } from '../../domain/commands.ts';
import type { RequestPlaced } from '../../domain/commands-deputy.ts';
import type { DeputyRequestView } from '../../domain/deputy/views.ts';
import type { Prisma } from '../../store/generated/client.ts';
import type { Who, Work } from '../work.ts';
import { clipped } from './clipped.ts';
import { endNow } from './end.ts';
import { lockRequest } from './lock-request.ts';
import { openRequest } from './open-request.ts';
import { inPool, loadPool } from './pool.ts';
import type { Acting } from './rights.ts';
import {
  type AppointmentRow,
  dateOf,
  loadAppointments,
  lockFor,
  reloadAppointment,
  reloadRequest,
  servedSpan,
} from './rows.ts';
import { askingFor, freePosts } from './school-desk.ts';
import { moveRequest, step } from './step.ts';
import { settleAsked, settleRequest, tellAskedFor, tellOff, tellRequestRefused, tellTakenBack } from './tell.ts';
import { requestView } from './views.ts';

export async function requestDeputy(
  work: Work,
  who: Who,
  args: Args<'request-deputy'>,
): Promise<Result<'request-deputy'>> {
  const { schoolId, kind, appointmentId } = args;
  const acting = await askingFor(work, who, schoolId);
  if (!acting) return { ok: false, reason: 'not_yours' };
  await lockFor(work, { schoolId });
  if (kind === 'first') {
    const free = await freePosts(work, schoolId);
    const posts = Math.trunc(args.posts);
    if (!(posts >= 1) || posts > free.length) {
      const open = await work.tx.deputyRequest.count({ where: { schoolId, state: { in: ['open', 'placed'] } } });
      return { ok: false, reason: free.length === 0 && open > 0 ? 'already_open' : 'too_many_posts' };
    }
    return { ok: true, requests: await open(work, who, acting, args, free.slice(0, posts)) };
  }
  const row = (await loadAppointments(work, { id: appointmentId ?? 0, schoolId, state: 'active' }))[0];
  if (!row) return { ok: false, reason: 'not_yours' };
  const others = {
    schoolId,
    post: row.post,
    state: { in: ['open', 'placed'] },
  } satisfies Prisma.DeputyRequestWhereInput;
  if ((await work.tx.deputyRequest.count({ where: others })) > 0) return { ok: false, reason: 'already_open' };
  if (await isFollowed(work, row, kind)) return { ok: false, reason: 'too_many_posts' };
  if (kind === 'left') await endNow(work, row, { ...acting, reason: 'left', quiet: true, by: who.personId });
  const wish = kind === 'renewal' ? { wishSpeakerId: row.speakerId } : {};
  return { ok: true, requests: await open(work, who, acting, { ...args, ...wish }, [row.post]) };
}

/** Somebody has a letter for the time after: a button that was tapped late asks for nobody to come after them. */
async function isFollowed(
  work: Work,
  { schoolId, post, speakerId, ...held }: AppointmentRow,
  kind: Args<'request-deputy'>['kind'],
): Promise<boolean> {
  const from = { gte: dateOf(servedSpan(held).until) };
  const next = await loadAppointments(work, { schoolId, post, state: 'active', from });
  // Their own letter ends with them, where somebody else is to come.
  return next.some((one) => kind === 'renewal' || one.speakerId !== speakerId);
}

async function open(
  work: Work,
  who: Who,
  { actor, actorId }: Acting,
  { schoolId, kind, need, wishSpeakerId, wishField }: Args<'request-deputy'>,
  posts: readonly number[],
): Promise<DeputyRequestView[]> {
  const wished = wishSpeakerId === undefined ? [] : await loadPool(work, { id: wishSpeakerId, ...inPool });
  const views: DeputyRequestView[] = [];
  for (const post of posts) {
    const request = {
      ...{ schoolId, post, kind, need: clipped(need, 300) || null, personId: who.personId },
      coordinatorId: actor === 'coordinator' ? actorId : null,
      wishSpeakerId: wished[0]?.id ?? null,
      wishField: clipped(wishField ?? '', 40) || null,
    };
    const row = await openRequest(work, request, who.personId);
    if (actor === 'coordinator') await tellAskedFor(work, row);
    views.push(await requestView(work, who, row));
  }
  return views;
}

export const withdrawRequest = (
  work: Work,
  who: Who,
  target: Args<'withdraw-deputy-request'>,
): Promise<RequestPlaced> => close(work, who, target, 'school');

export const refuseRequest = (
  work: Work,
  who: Who,
  { reason, ...target }: Args<'refuse-deputy-request'>,
): Promise<RequestPlaced> => close(work, who, target, 'coordinator', clipped(reason, 300) || '—');

/** Whoever is being asked for it is told that it is off, and whoever asked them. */
async function close(
  work: Work,
  who: Who,
  target: Args<'withdraw-deputy-request'>,
  side: 'school' | 'coordinator',
  reason?: string,
): Promise<RequestPlaced> {
  const locked = await lockRequest(work, who, target, { side, states: ['open', 'placed'] });
  if (!locked.ok) return locked.why;
  const { request, acting, asked } = locked;
  await moveRequest(work, request, side === 'school' ? 'withdrawn' : 'refused', reason);
  const after = await reloadRequest(work, request.id);
  if (asked) {
    if (!(await step(work, asked, { ...acting, action: 'withdraw' })))
      throw new Error('an appointment moved on under its request’s locks');
    const off = await reloadAppointment(work, asked.id);
    await settleAsked(work, off);
    await tellOff(work, off);
    if (side === 'school') await tellTakenBack(work, after, off);
  }
  await settleRequest(work, after);
  if (side === 'coordinator') await tellRequestRefused(work, after);
  return { ok: true, request: await requestView(work, who, await reloadRequest(work, request.id)) };
}
