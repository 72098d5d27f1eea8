// Requests as they are stored, and as one viewer may see them: its person without the phone, a coordinator with it.

import type { RequestView } from '../../domain/commands-request.ts';
import { maxText } from '../../domain/draft.ts';
import type { Prisma } from '../../store/generated/client.ts';
import { areasBelow } from '../scope.ts';
import type { Who, Work } from '../work.ts';

const included = {
  area: true,
  person: { select: { name: true } },
  takenBy: true,
  messages: { orderBy: { id: 'asc' } },
} satisfies Prisma.ResidentRequestInclude;

export type RequestRow = Prisma.ResidentRequestGetPayload<{ include: typeof included }>;

/** Copies of a request's card for coordinators share this name. */
export const requestCardName = (requestId: number): string => `request:${requestId}`;

export const loadRequest = (work: Work, id: number): Promise<RequestRow | null> =>
  work.tx.residentRequest.findUnique({ where: { id }, include: included });

export async function reloadRequest(work: Work, requestId: number): Promise<RequestRow> {
  const row = await loadRequest(work, requestId);
  if (!row) throw new Error('a request vanished inside one transaction');
  return row;
}

export const shownRequests = (
  work: Work,
  where: Prisma.ResidentRequestWhereInput,
  order: 'asc' | 'desc',
  take: number = mostShown,
): Promise<RequestRow[]> =>
  work.tx.residentRequest.findMany({ where, orderBy: { id: order }, take, include: included });

/** What a coordinator of `areaId` sees: the requests of the area; where nobody knows the area, the district's. */
export async function requestsWithin(work: Work, areaId: number): Promise<Prisma.ResidentRequestWhereInput> {
  const within = { areaId: { in: await areasBelow(work, areaId) } };
  const { kind } = await work.tx.area.findUniqueOrThrow({ where: { id: areaId }, select: { kind: true } });
  return kind === 'district' ? { OR: [within, { areaId: null }] } : within;
}

/** `viewer`: the coordinator who looks; without one, the person whose request it is. */
export function requestView(row: RequestRow, viewer?: Pick<Who, 'coordinator'>): RequestView {
  const staff = viewer?.coordinator;
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    // A text that was erased leaves no line behind.
    messages: row.messages.map(({ fromStaff, text }) => ({ fromStaff, text: text ?? '' })),
    ...(row.area && { placeName: { zh: row.area.name, en: row.area.nameEn } }),
    ...(row.text !== null && { text: row.text }),
    ...(staff && row.person?.name && { name: row.person.name }),
    ...(staff && row.phone !== null && { phone: row.phone }),
    ...(staff && row.takenBy && { takenBy: row.takenBy.name }),
    ...(staff && { mine: row.takenById === staff.id }),
  };
}

export async function addMessage(work: Work, requestId: number, fromStaff: boolean, words: string): Promise<void> {
  await work.tx.requestMessage.create({ data: { requestId, fromStaff, text: shortened(words), createdAt: work.now } });
}

export const shortened = (words: string): string => [...words].slice(0, maxText).join('');

const mostShown = 20;
