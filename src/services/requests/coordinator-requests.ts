// 诉求 as coordinators deal with them, each within the own area: the first to take one has it, its person hears each step.

import { ownRequestCard, settledRequestCard } from '../../domain/cards/request-card.ts';
import type { Args, Result } from '../../domain/commands.ts';
import type { RequestActed } from '../../domain/commands-request.ts';
import { type TextKey, text } from '../../domain/message.ts';
import { notify, retireCard } from '../notify.ts';
import type { Who, Work } from '../work.ts';
import {
  addMessage,
  loadRequest,
  type RequestRow,
  reloadRequest,
  requestCardName,
  requestsWithin,
  requestView,
  shownRequests,
} from './request-view.ts';

export async function listRequests(work: Work, who: Who): Promise<Result<'list-requests'>> {
  if (!who.coordinator) return { requests: [] };
  const rows = await shownRequests(
    work,
    { ...(await requestsWithin(work, who.coordinator.areaId)), state: { not: 'closed' } },
    'asc',
  );
  return { requests: rows.map((row) => requestView(row, who)) };
}

export async function showRequest(
  work: Work,
  who: Who,
  { requestId }: Args<'show-request'>,
): Promise<Result<'show-request'>> {
  const row = await coordinated(work, who, requestId);
  return row ? { request: requestView(row, who) } : {};
}

export function takeRequest(work: Work, who: Who, { requestId }: Args<'take-request'>): Promise<RequestActed> {
  return act(work, who, requestId, { to: 'taken', again: false, news: 'my_request.news_taken' });
}

export function answerRequest(
  work: Work,
  who: Who,
  { requestId, text: words }: Args<'answer-request'>,
): Promise<RequestActed> {
  return act(work, who, requestId, { to: 'taken', again: true, words, news: 'my_request.news_answered' });
}

export function closeRequest(work: Work, who: Who, { requestId }: Args<'close-request'>): Promise<RequestActed> {
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
    return { ok: false, reason: 'already', request: requestView(await reloadRequest(work, requestId), who) };
  }
  if (words !== undefined) await addMessage(work, requestId, true, words);
  const after = await reloadRequest(work, requestId);
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
