// What the education bureau, the person and the school say to a proposal, in this order; a coordinator enters what was said
// on the phone. With the school's yes the term counts, and the letter of appointment (聘书) has its number.

import type { LocalDay } from '../../domain/calendar.ts';
import type { Args } from '../../domain/commands.ts';
import type { Appointed } from '../../domain/commands-deputy.ts';
import { termFrom } from '../../domain/deputy/counting-year.ts';
import { barOf, roomFor, trainingMissing } from '../../domain/deputy/eligible.ts';
import { byPhone, holding } from '../../domain/deputy/lifecycle.ts';
import { maxText } from '../../domain/draft.ts';
import type { Who, Work } from '../work.ts';
import { clipped } from './clipped.ts';
import { endRenewals } from './end.ts';
import { factsOf, loadPool, trainedTenths } from './pool.ts';
import { reopen } from './reopen.ts';
import { type Acting, actingFor, bureauInChat } from './rights.ts';
import {
  type AppointmentRow,
  dateOf,
  loadAppointments,
  lockAppointment,
  movePlaces,
  reloadAppointment,
  servedSpan,
  today,
} from './rows.ts';
import { moveRequest, type Step, step } from './step.ts';
import { askNext, settleAsked, tellIssued, tellNoted } from './tell.ts';
import { replacedBy } from './told-term.ts';
import { appointmentView } from './views.ts';

type Side = 'bureau' | 'speaker' | 'school';

export const bureauApprove = (work: Work, who: Who, args: Args<'bureau-approve'>): Promise<Appointed> =>
  answer(work, who, args, { side: 'bureau', action: 'approve' });

export const bureauRefuse = (work: Work, who: Who, args: Args<'bureau-refuse'>): Promise<Appointed> =>
  answer(work, who, args, { side: 'bureau', action: 'refuse', reason: args.reason });

export const acceptAppointment = (work: Work, who: Who, args: Args<'accept-appointment'>): Promise<Appointed> =>
  answer(work, who, args, { side: 'speaker', action: 'accept' });

export const declineAppointment = (work: Work, who: Who, args: Args<'decline-appointment'>): Promise<Appointed> =>
  answer(work, who, args, { side: 'speaker', action: 'decline', reason: args.reason });

export const refuseDeputy = (work: Work, who: Who, args: Args<'refuse-deputy'>): Promise<Appointed> =>
  answer(work, who, args, { side: 'school', action: 'refuse', reason: args.reason });

interface Answer extends Pick<Step, 'action' | 'reason'> {
  readonly side: Side;
}

async function answer(work: Work, who: Who, asked: Args<'confirm-deputy'>, given: Answer): Promise<Appointed> {
  const { side, action, reason } = given;
  const found = await open(work, who, asked, side);
  if (!found.ok) return found.why;
  const { row, acting } = found;
  const said = reason === undefined ? {} : { reason: clipped(reason, maxText) || 'other' };
  // The same word in another state would be somebody else's to say.
  const turn = { bureau: 'recommended', speaker: 'approved', school: 'accepted' } as const;
  if (row.state !== turn[side] || !(await step(work, row, { ...acting, ...heard(acting), action, ...said })))
    return already(work, who, row);
  const after = await reloadAppointment(work, row.id);
  if (acting.actor !== side) await tellNoted(work, after, side);
  if (action === 'decline' || action === 'refuse')
    await reopen(work, row.id, acting.actor === 'coordinator' ? who.personId : undefined);
  else {
    await settleAsked(work, after);
    await askNext(work, after);
  }
  return { ok: true, appointment: await appointmentView(work, who, after) };
}

/** A coordinator never answers for themselves here. */
const heard = ({ actor }: Acting): Pick<Step, 'code'> => (actor === 'coordinator' ? { code: byPhone } : {});

export async function confirmDeputy(work: Work, who: Who, asked: Args<'confirm-deputy'>): Promise<Appointed> {
  const found = await open(work, who, asked, 'school');
  if (!found.ok) return found.why;
  const { row, acting } = found;
  if (row.state !== 'accepted') return already(work, who, row);
  const placed = await termToday(work, row);
  if ('reason' in placed) return { ok: false, reason: placed.reason };
  const { term, room, replaced } = placed;
  // First, or the two would overlap at the school's post.
  if (
    replaced &&
    !(await step(work, replaced, {
      ...acting,
      action: 'end',
      reason: 'school_asked',
      data: { endedOn: dateOf(term.from) },
    }))
  )
    return already(work, who, row);
  if (replaced) await endRenewals(work, replaced, { ...acting, reason: 'school_asked' });
  await movePlaces(work, room.moved, [row.id]);
  const [{ number } = { number: 0n }] = await work.tx.$queryRaw<{ number: bigint }[]>`
    SELECT nextval('letter_number') AS number`;
  const done = await step(work, row, {
    ...{ ...acting, ...heard(acting) },
    action: 'confirm',
    data: {
      ...{ from: dateOf(term.from), until: dateOf(term.until), slot: room.number, issuedAt: work.now },
      letterNumber: `${today(work).slice(0, 4)}-${String(number).padStart(4, '0')}`,
    },
  });
  if (!done) return already(work, who, row);
  if (row.requestId !== null) {
    const request = await work.tx.deputyRequest.findUniqueOrThrow({ where: { id: row.requestId } });
    await moveRequest(work, request, 'fulfilled');
  }
  const after = await reloadAppointment(work, row.id);
  await settleAsked(work, after);
  await tellIssued(work, after, {
    replaced: replaced && (await reloadAppointment(work, replaced.id)),
    by: who.personId,
  });
  return { ok: true, appointment: await appointmentView(work, who, after) };
}

/** The term as it begins today, or when the one before it ends; looked at once more by every rule. */
async function termToday(work: Work, row: AppointmentRow) {
  const rules = work.deputyRules;
  const replaced = await replacedBy(work, row);
  const from = replaced ? today(work) : await freeFrom(work, row);
  const term = termFrom(from, rules);
  const [person] = await loadPool(work, { id: row.speakerId });
  if (!person) return { reason: 'not_found' } as const;
  const bar = barOf(factsOf(person, row.id), { schoolId: row.schoolId, term }, rules);
  if (bar === 'too_old' || bar === 'retiree_term' || bar === 'too_many_schools') return { reason: bar };
  if (bar) return { reason: 'past' } as const;
  if (trainingMissing(trainedTenths(person), rules) > 0) return { reason: 'untrained' } as const;
  const others = person.appointments.filter(({ id, state }) => id !== row.id && holding.includes(state));
  const taken = others.map((held) => ({ id: held.id, number: held.slot, ...servedSpan(held) }));
  const room = roomFor(taken, term, rules.schoolsPerPerson);
  return room ? { term, room, replaced } : ({ reason: 'too_many_schools' } as const);
}

/** Whoever had the post when this was proposed may have left since: it is free sooner then. */
async function freeFrom(work: Work, { schoolId, post }: AppointmentRow): Promise<LocalDay> {
  const standing = await loadAppointments(work, { schoolId, post, state: 'active' });
  return standing.reduce((day, held) => {
    const { until } = servedSpan(held);
    return until > day ? until : day;
  }, today(work));
}

type Opened =
  | { readonly ok: true; readonly row: AppointmentRow; readonly acting: Acting }
  | { readonly ok: false; readonly why: Appointed };

/** Under its locks, for whoever may answer. */
async function open(
  work: Work,
  who: Who,
  { appointmentId, version }: Args<'confirm-deputy'>,
  side: Side,
): Promise<Opened> {
  const row = await lockAppointment(work, appointmentId);
  const acting = row && (await actingFor(work, who, row, side));
  if (!row || !acting || !(acting.actor === side || (await answersFor(work, row, acting, side))))
    return { ok: false, why: { ok: false, reason: 'not_found' } };
  return row.version === version ? { ok: true, row, acting } : { ok: false, why: await already(work, who, row) };
}

/** As they were told: a coordinator. */
const answersFor = async (work: Work, row: AppointmentRow, { actor }: Acting, side: Side): Promise<boolean> =>
  actor === 'coordinator' && (side !== 'bureau' || !(await bureauInChat(work)).has(row.school.areaId));

async function already(work: Work, who: Who, row: AppointmentRow): Promise<Appointed> {
  return { ok: false, reason: 'already', appointment: await appointmentView(work, who, row) };
}
