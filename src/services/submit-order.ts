// 点单: a finished draft becomes one order, or one for each of its villages under a parent number.

import { randomBytes } from 'node:crypto';
import { localTime } from '../domain/calendar.ts';
import type { CommandTable } from '../domain/commands.ts';
import { checkWindow, type Draft, maxPlaces, maxQuestions, maxWindows } from '../domain/draft.ts';
import { defaultAudience, defaultFormat, fits, type Place } from '../domain/menu.ts';
import type { Actor } from '../domain/order-lifecycle.ts';
import { loadFormats } from '../store/catalogue.ts';
import type { OrderSource } from '../store/generated/enums.ts';
import { json } from './notify.ts';
import { readPlaces } from './stored.ts';
import { recordEvent } from './transition.ts';
import type { Who, Work } from './work.ts';

export interface Submission {
  readonly draft: Draft;
  readonly requesterId: number;
  readonly enteredById?: number;
  readonly source: OrderSource;
  readonly actor: Actor;
  readonly actorId: number;
}

type Submitted = CommandTable['submit-order']['result'];
type Checked =
  | Extract<Submitted, { ok: true }>
  | { readonly ok: false; readonly reason: Exclude<Extract<Submitted, { ok: false }>['reason'], 'too_many'> };

/** For oneself: keeps the draft for 和上次一样, the phone, and the places. */
export async function submitOrder(work: Work, who: Who, { draft }: { readonly draft: Draft }): Promise<Submitted> {
  if (await hasOrderedEnough(work, who.personId)) return { ok: false, reason: 'too_many' };
  const result = await submit(work, {
    draft,
    requesterId: who.personId,
    source: 'chat',
    actor: 'requester',
    actorId: who.personId,
  });
  if (result.ok) await remember(work, who.personId, draft);
  return result;
}

/** The orders themselves are counted: nothing else has to be kept, and what was not taken is no order. */
async function hasOrderedEnough({ tx, limits, now }: Work, requesterId: number): Promise<boolean> {
  const since = new Date(now.getTime() - limits.orders.seconds * 1000);
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT coalesce(batch_number, number))::int AS count FROM orders
    WHERE requester_id = ${requesterId} AND created_at > ${since}`;
  return (row?.count ?? 0) >= limits.orders.most;
}

export async function submit(work: Work, submission: Submission): Promise<Checked> {
  const { draft } = submission;
  const faulty = check(work, draft);
  if (faulty) return { ok: false, reason: faulty };
  const places = await knownPlaces(work, draft.places);
  if (places.length !== draft.places.length) return { ok: false, reason: 'unknown_place' };
  const formats = await loadFormats(work.tx);
  const many = places.length > 1;
  const base = await nextNumber(work);
  const numbers: string[] = [];
  for (const [index, place] of places.entries()) {
    const half = draft.windows[0]?.half;
    const chosen = formats.find(({ id }) => id === draft.formatId);
    const format = chosen && fits(chosen, place, half) ? chosen : defaultFormat(formats, place, half);
    if (!format) return { ok: false, reason: 'incomplete' };
    const number = many ? `${base}-${index + 1}` : base;
    await create(work, submission, { number, place, formatId: format.id, ...(many && { batchNumber: base }) });
    numbers.push(number);
  }
  return { ok: true, numbers, ...(many && { batchNumber: base }) };
}

function check(work: Work, draft: Draft): 'past' | 'too_far' | 'incomplete' | undefined {
  const { day, minutes } = localTime(work.now, work.timeZone);
  const [first] = draft.windows;
  if (!first || draft.places.length === 0 || draft.places.length > maxPlaces || !draft.phone) return 'incomplete';
  if (draft.topicId === undefined && !draft.wish) return 'incomplete';
  const found = checkWindow(first, day, minutes);
  return found === 'ok' ? undefined : found;
}

/** As the database has them: a school brings its own area. */
async function knownPlaces(work: Work, places: readonly Place[]): Promise<Place[]> {
  const schoolIds = places.flatMap(({ schoolId }) => schoolId ?? []);
  const schools =
    schoolIds.length === 0
      ? []
      : await work.tx.school.findMany({ where: { id: { in: schoolIds } }, select: { id: true, areaId: true } });
  const areas = await work.tx.area.findMany({
    where: { id: { in: places.map(({ areaId }) => areaId) }, retiredAt: null },
    select: { id: true },
  });
  return places.flatMap(({ areaId, schoolId }): Place[] => {
    const school = schools.find(({ id }) => id === schoolId);
    if (schoolId !== undefined) return school ? [{ areaId: school.areaId, schoolId: school.id }] : [];
    return areas.some(({ id }) => id === areaId) ? [{ areaId }] : [];
  });
}

export async function nextNumber(work: Work): Promise<string> {
  const [row] = await work.tx.$queryRaw<{ number: bigint }[]>`SELECT nextval('order_number') AS number`;
  return String(row?.number);
}

interface NewOrder {
  readonly number: string;
  readonly batchNumber?: string;
  readonly place: Place;
  readonly formatId: number;
}

async function create(
  work: Work,
  submission: Submission,
  { number, batchNumber, place, formatId }: NewOrder,
): Promise<void> {
  const { draft, actor, actorId } = submission;
  const order = await work.tx.order.create({
    data: {
      number,
      batchNumber: batchNumber ?? null,
      state: 'submitted',
      source: submission.source,
      requesterId: submission.requesterId,
      enteredById: submission.enteredById ?? null,
      topicId: draft.topicId ?? null,
      formatId,
      areaId: place.areaId,
      schoolId: place.schoolId ?? null,
      audience: draft.audience ?? defaultAudience(place),
      size: draft.size ?? null,
      language: draft.language ?? 'putonghua',
      preferredSpeakerId: draft.preferredSpeakerId ?? null,
      wantsDeputy: draft.wantsDeputy === true && place.schoolId !== undefined,
      ratingToken: newRatingToken(),
      createdAt: work.now,
      details: {
        create: {
          wish: draft.topicId === undefined ? (draft.wish ?? null) : null,
          contactName: draft.contactName || null,
          contactPhone: draft.phone ?? null,
          spot: draft.spot ?? null,
          access: draft.access ?? null,
        },
      },
      windows: {
        create: draft.windows.slice(0, maxWindows).map(({ day, half, period }, rank) => ({
          rank,
          day: new Date(`${day}T00:00:00Z`),
          half,
          period: period ?? null,
        })),
      },
      questions: {
        create: draft.questions
          .slice(0, maxQuestions)
          .map((text) => ({ text, askerId: submission.requesterId, createdAt: work.now })),
      },
    },
    select: { id: true },
  });
  await recordEvent(work, { order, action: 'submit', actor, actorId, to: 'submitted', version: 1 });
  work.match(order.id, 1);
}

/** 72 bits: listeners type or scan it, nobody guesses it. */
export const newRatingToken = (): string => randomBytes(9).toString('base64url');

/** What was once said is not asked again. */
async function remember(work: Work, personId: number, draft: Draft): Promise<void> {
  const person = await work.tx.person.findUniqueOrThrow({ where: { id: personId }, select: { recentPlaces: true } });
  const { windows: _w, questions: _q, ...kept } = draft;
  const same = (a: Place, b: Place) => a.areaId === b.areaId && a.schoolId === b.schoolId;
  const recent = draft.places.length === 1 ? draft.places : [];
  const earlier = readPlaces(person.recentPlaces).filter((place) => !recent.some((one) => same(one, place)));
  await work.tx.person.update({
    where: { id: personId },
    data: {
      phone: draft.phone ?? null,
      lastDraft: json(kept),
      recentPlaces: json([...recent, ...earlier].slice(0, 5)),
    },
  });
}
