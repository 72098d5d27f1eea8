// 推荐: a coordinator's yes to one of the candidates. Two at once may want the same person for two schools: the second is
// told, under the person's lock, and PostgreSQL forbids what no lock has seen.

import type { Args, Result } from '../../domain/commands.ts';
import type { RequestPlaced } from '../../domain/commands-deputy.ts';
import { type Span, termFrom } from '../../domain/deputy/counting-year.ts';
import { barOf, roomFor, trainingMissing } from '../../domain/deputy/eligible.ts';
import { holding } from '../../domain/deputy/lifecycle.ts';
import type { DeputyBar } from '../../domain/deputy/views.ts';
import type { Who, Work } from '../work.ts';
import { lockRequest } from './lock-request.ts';
import { candidatesFor, factsOf, inPool, loadPool, overlapping, trainedTenths } from './pool.ts';
import { actingFor } from './rights.ts';
import {
  type AppointmentRow,
  dateOf,
  loadAppointments,
  loadRequest,
  movePlaces,
  type RequestRow,
  reloadAppointment,
  reloadRequest,
  servedSpan,
  today,
} from './rows.ts';
import { moveRequest } from './step.ts';
import { askNext, settleRequest } from './tell.ts';
import { requestView } from './views.ts';

export async function showDeputyRequest(
  work: Work,
  who: Who,
  { requestId }: Args<'show-deputy-request'>,
): Promise<Result<'show-deputy-request'>> {
  const row = await loadRequest(work, requestId);
  const acting = row && (await actingFor(work, who, row, 'coordinator'));
  if (!row || (acting?.actor !== 'coordinator' && acting?.actor !== 'bureau')) return { candidates: [] };
  const candidates =
    acting.actor === 'coordinator' && row.state === 'open'
      ? await candidatesFor(work, row, (await placeFor(work, row)).judged)
      : [];
  return { request: await requestView(work, who, row), candidates };
}

export async function recommendDeputy(
  work: Work,
  who: Who,
  { requestId, version, speakerId }: Args<'recommend-deputy'>,
): Promise<RequestPlaced> {
  const locked = await lockRequest(
    work,
    who,
    { requestId, version },
    { side: 'coordinator', states: ['open'], speakerId },
  );
  if (!locked.ok) return locked.why;
  const { request, acting } = locked;
  const [person] = await loadPool(work, { id: speakerId, ...inPool });
  if (!person) return { ok: false, reason: 'not_eligible' };

  const { term, judged, current } = await placeFor(work, request);
  const bar = barOf(factsOf(person), { schoolId: request.schoolId, term: judged }, work.deputyRules);
  if (bar) return { ok: false, reason: whyNot[bar] };
  const taken = person.appointments
    .filter(({ state }) => holding.includes(state))
    .map((held) => ({ id: held.id, number: held.slot, ...servedSpan(held) }));
  const room = roomFor(taken, { from: judged.from, until: term.until }, work.deputyRules.schoolsPerPerson);
  if (!room) return { ok: false, reason: 'too_many_schools' };
  const people = await loadAppointments(work, { schoolId: request.schoolId, post: request.post });
  if (overlapping(people, term).length > 0) return { ok: false, reason: 'post_taken' };

  await movePlaces(work, room.moved);
  const slot = room.number;
  const state = work.deputyRules.appointedBy === 'bureau' ? 'recommended' : 'approved';
  const { id } = await work.tx.deputyPrincipalAppointment.create({
    data: {
      ...{ speakerId, schoolId: request.schoolId, post: request.post, slot, state, requestId, createdAt: work.now },
      ...{ from: dateOf(term.from), until: dateOf(term.until) },
      afterTraining: trainingMissing(trainedTenths(person), work.deputyRules) > 0,
      renewsId: current?.speakerId === speakerId ? current.id : null,
      events: {
        create: {
          ...{ at: work.now, action: 'recommend', toState: state, version: 1 },
          ...acting,
        },
      },
    },
  });
  await moveRequest(work, request, 'placed');
  const placed = await reloadRequest(work, requestId);
  await settleRequest(work, placed);
  await askNext(work, await reloadAppointment(work, id));
  return { ok: true, request: await requestView(work, who, placed) };
}

const whyNot: Readonly<Record<DeputyBar, Exclude<RequestPlaced, { ok: true }>['reason'] & NotAlready>> = {
  not_eligible: 'not_eligible',
  inactive: 'not_eligible',
  too_many_schools: 'too_many_schools',
  too_old: 'too_old',
  retiree_term: 'retiree_term',
  here_already: 'post_taken',
};
type NotAlready = 'not_eligible' | 'too_many_schools' | 'too_old' | 'retiree_term' | 'post_taken';

interface PlaceInTime {
  /** From today, or from the end of the one that stands. */
  readonly term: Span;
  /** The term as it will be: who replaces somebody begins on the day the school confirms. */
  readonly judged: Span;
  /** Who has the post now. */
  readonly current?: AppointmentRow;
}

async function placeFor(work: Work, { schoolId, post, kind }: RequestRow): Promise<PlaceInTime> {
  const day = today(work);
  const standing = (await loadAppointments(work, { schoolId, post, state: 'active' })).filter(
    (row) => servedSpan(row).until > day,
  );
  const current = standing.at(-1);
  const term = termFrom(current ? servedSpan(current).until : day, work.deputyRules);
  const atOnce = kind === 'replacement' && current?.endedOn === null;
  return { term, judged: atOnce ? termFrom(day, work.deputyRules) : term, ...(current && { current }) };
}
