// 点单: a finished draft becomes one order, or one for each of its villages under a parent number.

import { localTime } from '../../domain/calendar.ts';
import type { CommandTable } from '../../domain/commands.ts';
import { checkWindow, type Draft, maxPlaces, maxQuestions, maxWindows } from '../../domain/draft.ts';
import {
  type Catalogue,
  type Course,
  defaultAudience,
  defaultFormat,
  type Format,
  fits,
  type Place,
} from '../../domain/menu.ts';
import type { Actor } from '../../domain/order-lifecycle.ts';
import { readCatalogue } from '../../store/catalogue.ts';
import type { OrderSource } from '../../store/generated/enums.ts';
import { insertOrder, type NewOrder } from '../../store/insert-order.ts';
import type { Who, Work } from '../work.ts';
import { recordEvent } from './transition.ts';

export interface Submission {
  readonly draft: Draft;
  /** Asked for once nothing stands in the way: nobody is kept for an order that is not taken. */
  readonly requester: () => Promise<number>;
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
    requester: async () => who.personId,
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
  const catalogue = work.catalogue ?? (await readCatalogue(work.tx));
  const places = knownPlaces(catalogue, draft.places);
  if (places.length !== draft.places.length) return { ok: false, reason: 'unknown_place' };
  const course = catalogue.courses.find(({ id }) => id === draft.courseId);
  if (draft.courseId !== undefined && !course) return { ok: false, reason: 'course_gone' };
  const { formats } = catalogue;
  // All of them before the first is kept: a batch is taken as a whole, or not at all.
  const talks = places.flatMap((place) => {
    const format = formatFor(place, draft, formats);
    return format ? [{ place, formatId: format.id }] : [];
  });
  if (talks.length !== places.length) return { ok: false, reason: 'incomplete' };
  const requesterId = await submission.requester();
  const batchNumber = talks.length > 1 ? await nextNumber(work) : undefined;
  const numbers: string[] = [];
  for (const [index, talk] of talks.entries()) {
    const number = batchNumber && `${batchNumber}-${index + 1}`;
    numbers.push(await create(work, submission, { ...talk, course, requesterId, number, batchNumber }));
  }
  return { ok: true, numbers, ...(batchNumber && { batchNumber }) };
}

/** The one that was chosen, where it fits this place. */
function formatFor(
  place: Place,
  { formatId, windows: [first] }: Draft,
  formats: readonly Format[],
): Format | undefined {
  const chosen = formats.find(({ id }) => id === formatId);
  return chosen && fits(chosen, place, first?.half) ? chosen : defaultFormat(formats, place, first?.half);
}

function check(work: Work, draft: Draft): 'past' | 'too_far' | 'incomplete' | undefined {
  const { day, minutes } = localTime(work.now, work.timeZone);
  const [first] = draft.windows;
  if (!first || draft.places.length === 0 || draft.places.length > maxPlaces || !draft.phone) return 'incomplete';
  if (draft.topicId === undefined && !draft.wish) return 'incomplete';
  const found = checkWindow(first, day, minutes);
  return found === 'ok' ? undefined : found;
}

/** A school brings its own area. */
function knownPlaces({ areas, schools }: Catalogue, places: readonly Place[]): Place[] {
  return places.flatMap(({ areaId, schoolId }): Place[] => {
    const school = schools.find(({ id }) => id === schoolId);
    if (schoolId !== undefined) return school ? [{ areaId: school.areaId, schoolId: school.id }] : [];
    return areas.some(({ id }) => id === areaId) ? [{ areaId }] : [];
  });
}

async function nextNumber(work: Work): Promise<string> {
  const [row] = await work.tx.$queryRaw<{ number: bigint }[]>`SELECT nextval('order_number') AS number`;
  return String(row?.number);
}

type Chosen = Pick<NewOrder, 'number' | 'batchNumber' | 'formatId' | 'requesterId'> & {
  readonly place: Place;
  readonly course: Course | undefined;
};

async function create(
  work: Work,
  submission: Submission,
  { number, batchNumber, place, course, formatId, requesterId }: Chosen,
): Promise<string> {
  const { draft, actor, actorId } = submission;
  const order = await insertOrder(work.tx, {
    number,
    batchNumber,
    state: 'submitted',
    source: submission.source,
    requesterId,
    enteredById: submission.enteredById,
    topicId: course?.topicId ?? draft.topicId,
    courseId: course?.id,
    formatId,
    areaId: place.areaId,
    schoolId: place.schoolId,
    audience: draft.audience ?? defaultAudience(place),
    size: draft.size,
    language: draft.language,
    preferredSpeakerId: course?.speakerId ?? draft.preferredSpeakerId,
    wantsDeputy: draft.wantsDeputy === true && place.schoolId !== undefined,
    createdAt: work.now,
    details: {
      wish: draft.topicId === undefined ? draft.wish : undefined,
      contactName: draft.contactName || undefined,
      contactPhone: draft.phone,
      spot: draft.spot,
      access: draft.access,
    },
    windows: draft.windows.slice(0, maxWindows),
    questions: draft.questions.slice(0, maxQuestions),
  });
  await recordEvent(work, { order, action: 'submit', actor, actorId, to: 'submitted', version: 1 });
  work.match(order.id, 1);
  return order.number;
}

/** What was once said is not asked again. */
async function remember(work: Work, personId: number, draft: Draft): Promise<void> {
  const { windows: _w, questions: _q, ...kept } = draft;
  const recent = draft.places.length === 1 ? draft.places : [];
  // The newest first, each once.
  await work.tx.$executeRaw`
    UPDATE person SET phone = ${draft.phone ?? null}, last_draft = ${JSON.stringify(kept)}::jsonb, recent_places = (
      SELECT coalesce(jsonb_agg(place ORDER BY rank), '[]') FROM (
        SELECT place, min(rank) AS rank
        FROM jsonb_array_elements(${JSON.stringify(recent)}::jsonb || recent_places) WITH ORDINALITY AS places(place, rank)
        GROUP BY place ORDER BY rank LIMIT 5
      ) AS newest)
    WHERE id = ${personId}`;
}
