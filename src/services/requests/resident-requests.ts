// 诉求 as the person who makes one has it: making it, looking at it, adding a word. Only their own.

import { requestCard } from '../../domain/cards/request-card.ts';
import type { Args, Result } from '../../domain/commands.ts';
import type { RequestActed, RequestView } from '../../domain/commands-request.ts';
import { type TextKey, text } from '../../domain/message.ts';
import { parsePhone } from '../../domain/phone.ts';
import { notify } from '../notify.ts';
import { coordinatorsOf } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import {
  addMessage,
  loadRequest,
  type RequestRow,
  reloadRequest,
  requestCardName,
  requestView,
  shortened,
  shownRequests,
} from './request-view.ts';

export async function submitRequest(
  work: Work,
  who: Who,
  args: Args<'submit-request'>,
): Promise<Result<'submit-request'>> {
  const { kind, place } = args;
  // Somebody who waits for a call and asks once more on the same number waits for the same call.
  const phone = parsePhone(args.phone);
  const waiting =
    kind !== 'callback' || phone === undefined
      ? null
      : await work.tx.residentRequest.findFirst({
          where: { personId: who.personId, kind, phone, state: 'open' },
          select: { number: true },
        });
  if (waiting) return waiting;
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
  const row = await reloadRequest(work, id);
  await tellCoordinators(work, row, 'request_card.new');
  return { number: row.number };
}

export async function listMyRequests(work: Work, who: Who): Promise<Result<'list-my-requests'>> {
  const rows = await shownRequests(work, { personId: who.personId }, 'desc');
  return { requests: rows.map((row) => requestView(row)) };
}

export async function addToRequest(
  work: Work,
  who: Who,
  { requestId, text: words }: Args<'add-to-request'>,
): Promise<RequestActed> {
  const row = await locked(work, requestId);
  if (!row || row.personId !== who.personId) return { ok: false, reason: 'not_found' };
  if (row.state === 'closed' || row.messages.length >= mostMessages)
    return { ok: false, reason: 'already', request: requestView(row) };
  await addMessage(work, requestId, false, words);
  const after = await reloadRequest(work, requestId);
  await tellCoordinators(work, after, 'request_card.more');
  return { ok: true, request: requestView(after) };
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

async function locked(work: Work, requestId: number): Promise<RequestRow | undefined> {
  await work.tx.$queryRaw`SELECT 1 FROM resident_request WHERE id = ${requestId} FOR NO KEY UPDATE`;
  return (await loadRequest(work, requestId)) ?? undefined;
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

const mostMessages = 50;
