// 诉求, from the person who makes one to the coordinator who takes, answers and closes it. A resident sees their own,
// a coordinator those of the own area; the first to take one has it.

import { ownRequestCard, requestCard, settledRequestCard } from '../domain/cards/request-card.ts';
import type { CommandTable } from '../domain/commands.ts';
import type { RequestActed, RequestCommands, RequestView } from '../domain/commands-request.ts';
import { maxText } from '../domain/draft.ts';
import { type TextKey, text } from '../domain/message.ts';
import { parsePhone } from '../domain/phone.ts';
import type { Handlers } from './commands.ts';
import { notify, retireCard } from './notify.ts';
import {
  loadRequest,
  type RequestRow,
  requestCardName,
  requestsWithin,
  requestView,
  shownRequests,
} from './request-view.ts';
import { coordinatorsOf } from './scope.ts';
import type { Who, Work } from './work.ts';

type Args<K extends keyof CommandTable> = CommandTable[K]['args'];
type Result<K extends keyof CommandTable> = CommandTable[K]['result'];

export const requestHandlers: Handlers<keyof RequestCommands> = {
  'submit-request': submitRequest,
  'list-my-requests': listMyRequests,
  'add-to-request': addToRequest,
  'list-requests': listRequests,
  'show-request': showRequest,
  'take-request': takeRequest,
  'answer-request': answerRequest,
  'close-request': closeRequest,
};

async function submitRequest(work: Work, who: Who, args: Args<'submit-request'>): Promise<Result<'submit-request'>> {
  const { kind, place } = args;
  // Somebody who waits for a call and asks once more waits for the same call.
  const waiting =
    kind !== 'callback'
      ? null
      : await work.tx.residentRequest.findFirst({
          where: { personId: who.personId, kind, state: 'open' },
          select: { number: true },
        });
  if (waiting) return waiting;
  const phone = parsePhone(args.phone);
  const person = await work.tx.person.findUniqueOrThrow({
    where: { id: who.personId },
    select: { phone: true, areaId: true, school: { select: { areaId: true } } },
  });
  // What was once said is not asked again.
  if (phone !== undefined && phone !== person.phone)
    await work.tx.person.update({ where: { id: who.personId }, data: { phone } });
  const where = await knownPlace(work, place);
  const [next] = await work.tx.$queryRaw<{ number: bigint }[]>`SELECT nextval('request_number') AS number`;
  const { id } = await work.tx.residentRequest.create({
    data: {
      number: String(next?.number),
      kind,
      personId: who.personId,
      areaId: where.areaId ?? person.areaId ?? person.school?.areaId ?? null,
      // A request has an area only: its school is kept in its words.
      text: shortened([where.schoolName, args.text].filter((words) => words).join('\n')) || null,
      phone: phone ?? null,
      createdAt: work.now,
    },
    select: { id: true },
  });
  const row = await reload(work, id);
  await tellCoordinators(work, row, 'request_card.new');
  return { number: row.number };
}

async function listMyRequests(work: Work, who: Who): Promise<Result<'list-my-requests'>> {
  const rows = await shownRequests(work, { personId: who.personId }, 'desc');
  return { requests: rows.map((row) => requestView(row)) };
}

async function addToRequest(
  work: Work,
  who: Who,
  { requestId, text: words }: Args<'add-to-request'>,
): Promise<RequestActed> {
  const row = await locked(work, requestId);
  if (!row || row.personId !== who.personId) return { ok: false, reason: 'not_found' };
  if (row.state === 'closed' || row.messages.length >= mostMessages)
    return { ok: false, reason: 'already', request: requestView(row) };
  await say(work, requestId, false, words);
  const after = await reload(work, requestId);
  await tellCoordinators(work, after, 'request_card.more');
  return { ok: true, request: requestView(after) };
}

async function listRequests(work: Work, who: Who): Promise<Result<'list-requests'>> {
  if (!who.coordinator) return { requests: [] };
  const rows = await shownRequests(
    work,
    { ...(await requestsWithin(work, who.coordinator.areaId)), state: { not: 'closed' } },
    'asc',
  );
  return { requests: rows.map((row) => requestView(row, who)) };
}

async function showRequest(work: Work, who: Who, { requestId }: Args<'show-request'>): Promise<Result<'show-request'>> {
  const row = await coordinated(work, who, requestId);
  return row ? { request: requestView(row, who) } : {};
}

function takeRequest(work: Work, who: Who, { requestId }: Args<'take-request'>): Promise<RequestActed> {
  return act(work, who, requestId, { to: 'taken', again: false, news: 'my_request.news_taken' });
}

function answerRequest(
  work: Work,
  who: Who,
  { requestId, text: words }: Args<'answer-request'>,
): Promise<RequestActed> {
  return act(work, who, requestId, { to: 'taken', again: true, words, news: 'my_request.news_answered' });
}

function closeRequest(work: Work, who: Who, { requestId }: Args<'close-request'>): Promise<RequestActed> {
  return act(work, who, requestId, { to: 'closed', again: true, news: 'my_request.news_closed' });
}

interface RequestStep {
  readonly to: 'taken' | 'closed';
  /** Also where this coordinator has taken it before. */
  readonly again: boolean;
  readonly words?: string;
  readonly news: TextKey;
}

/** Takes, answers or closes a request, tells its person, and puts out the buttons on everybody's card. */
async function act(
  work: Work,
  who: Who,
  requestId: number,
  { to, again, words, news }: RequestStep,
): Promise<RequestActed> {
  const before = await coordinated(work, who, requestId);
  if (!before || !who.coordinator) return { ok: false, reason: 'not_found' };
  if (!(await claim(work, requestId, who.coordinator.id, to, again))) {
    return { ok: false, reason: 'already', request: requestView(await reload(work, requestId), who) };
  }
  if (words !== undefined) await say(work, requestId, true, words);
  const after = await reload(work, requestId);
  await retireCard(work, requestCardName(requestId), settledRequestCard(requestView(after, who)));
  const own = requestView(after);
  await notify(
    work,
    { personId: after.personId, bot: 'public' },
    ownRequestCard(own, text(news, { number: own.number, words: words ?? '' })),
  );
  return { ok: true, request: requestView(after, who) };
}

/** One row or none: of several coordinators at once, one has it. Those who left the team no longer hold theirs. */
async function claim(
  work: Work,
  requestId: number,
  coordinatorId: number,
  to: 'taken' | 'closed',
  again: boolean,
): Promise<boolean> {
  const closedAt = to === 'closed' ? work.now : null;
  const changed = await work.tx.$executeRaw`
    UPDATE resident_request r SET state = ${to}::request_state, taken_by_id = ${coordinatorId}, closed_at = ${closedAt}
    WHERE r.id = ${requestId} AND (r.state = 'open' OR (r.state = 'taken' AND (
      (${again} AND r.taken_by_id = ${coordinatorId}) OR NOT EXISTS (SELECT FROM coordinator k WHERE k.id = r.taken_by_id AND k.active))))`;
  return changed === 1;
}

/** Whoever has it; everybody in charge of the area while nobody does. */
async function tellCoordinators(work: Work, row: RequestRow, news: TextKey): Promise<void> {
  const holder = row.state === 'taken' && row.takenBy?.active ? row.takenBy : undefined;
  const told = holder ? [holder] : await coordinatorsOf(work, row.areaId);
  for (const coordinator of told) {
    const message = requestCard(viewFor(row, coordinator), text(news));
    await notify(work, { personId: coordinator.personId, bot: 'staff' }, message, {
      card: requestCardName(row.id),
      chatOnly: true,
    });
  }
}

const viewFor = (row: RequestRow, coordinator: { readonly id: number; readonly areaId: number }): RequestView =>
  requestView(row, { coordinator });

/** A request of the coordinator's area. */
async function coordinated(work: Work, who: Who, requestId: number): Promise<RequestRow | undefined> {
  if (!who.coordinator) return undefined;
  const row = await loadRequest(work, requestId);
  if (!row) return undefined;
  const [seen] = await work.tx.residentRequest.findMany({
    where: { id: requestId, ...(await requestsWithin(work, who.coordinator.areaId)) },
    select: { id: true },
  });
  return seen && row;
}

async function locked(work: Work, requestId: number): Promise<RequestRow | undefined> {
  await work.tx.$queryRaw`SELECT 1 FROM resident_request WHERE id = ${requestId} FOR NO KEY UPDATE`;
  return (await loadRequest(work, requestId)) ?? undefined;
}

async function reload(work: Work, requestId: number): Promise<RequestRow> {
  const row = await loadRequest(work, requestId);
  if (!row) throw new Error('a request vanished inside one transaction');
  return row;
}

async function knownPlace(
  work: Work,
  place: Args<'submit-request'>['place'],
): Promise<{ areaId?: number; schoolName?: string }> {
  if (!place) return {};
  if (place.schoolId !== undefined) {
    const school = await work.tx.school.findUnique({
      where: { id: place.schoolId },
      select: { areaId: true, name: true },
    });
    return school ? { areaId: school.areaId, schoolName: school.name } : {};
  }
  return (await work.tx.area.count({ where: { id: place.areaId, retiredAt: null } })) > 0
    ? { areaId: place.areaId }
    : {};
}

async function say(work: Work, requestId: number, fromStaff: boolean, words: string): Promise<void> {
  await work.tx.requestMessage.create({ data: { requestId, fromStaff, text: shortened(words), createdAt: work.now } });
}

const shortened = (words: string): string => [...words].slice(0, maxText).join('');
const mostMessages = 50;
