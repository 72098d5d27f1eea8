// An order as one viewer may see it. Who may see it at all is order-access.ts.

import { isAction } from '../../domain/order-lifecycle.ts';
import type { NamedCandidate, OrderView, ProposalView, SpeakerView } from '../../domain/order-view.ts';
import type { Candidate } from '../../domain/proposal.ts';
import type { Prisma } from '../../store/generated/client.ts';
import { fromStoredMatch } from '../../store/stored-match.ts';
import { toWindow } from '../../store/window-rows.ts';
import { type StaffNames, staffName, staffNames } from '../staffing/staff-names.ts';
import type { Work } from '../work.ts';
import { askedByPhone } from './rung.ts';

/** Whether a member of staff can be reached in chat. */
const inChat = {
  select: { chats: { where: { bot: 'staff', closedAt: null }, select: { id: true }, take: 1 } },
} satisfies Prisma.Speaker$personArgs;

export const withSpeaker = { speaker: { include: { person: inChat } } } satisfies Prisma.OfferInclude;

/** 抢单: asked of all who could, and not answered. */
export const openClaims = { claim: true, state: 'open' } as const;

const included = {
  topic: true,
  course: { select: { id: true, titleZh: true, titleEn: true } },
  format: true,
  area: { include: { parent: true } },
  school: true,
  details: true,
  preferredSpeaker: { select: { name: true } },
  windows: { orderBy: { rank: 'asc' } },
  questions: { orderBy: { id: 'asc' } },
  offers: {
    // One that is open to all is with nobody until somebody has taken it.
    where: { state: { in: ['open', 'accepted'] }, OR: [{ claim: false }, { state: 'accepted' }] },
    orderBy: { part: 'asc' },
    include: withSpeaker,
  },
  proposals: { orderBy: { id: 'desc' }, take: 1 },
  bookings: { where: { active: true, kitId: { not: null } }, select: { kit: { select: { name: true } } } },
  counterOffers: { where: { answeredAt: null }, take: 1 },
  inquiries: { orderBy: { id: 'desc' }, take: 1 },
  events: { orderBy: { id: 'desc' }, take: 1 },
  ratings: true,
  record: true,
  _count: { select: { attachments: true, offers: { where: openClaims } } },
} satisfies Prisma.OrderInclude;

export type OrderRow = Prisma.OrderGetPayload<{ include: typeof included }>;
export type Viewer = 'requester' | 'coordinator' | 'speaker';

export const loadOrder = (work: Work, orderId: number): Promise<OrderRow | null> =>
  work.tx.order.findUnique({ where: { id: orderId }, include: included });

export const loadOrders = (
  work: Work,
  where: Prisma.OrderWhereInput,
  orderBy: Prisma.OrderOrderByWithRelationInput,
  take: number,
): Promise<OrderRow[]> => work.tx.order.findMany({ where, orderBy, take, include: included });

/** One after the other: a transaction has one connection. */
export async function viewsOf(
  work: Work,
  rows: readonly OrderRow[],
  viewer: Viewer,
  speakerId?: number,
): Promise<OrderView[]> {
  const views: OrderView[] = [];
  for (const row of rows) views.push(await viewOf(work, row, viewer, speakerId));
  return views;
}

/** `speakerId`: who looks, where it is one of those it is with. */
export async function viewOf(work: Work, row: OrderRow, viewer: Viewer, speakerId?: number): Promise<OrderView> {
  const offer = row.offers.find(({ part }) => part === 'lead');
  const assistant = row.offers.find(({ part }) => part === 'assistant');
  const claim = row._count.offers > 0 ? await claimOf(work, row, speakerId) : undefined;
  const asked = row.offers.find((one) => one.speakerId === speakerId);
  const own = asked ?? claim?.own;
  const accepted = offer !== undefined && row.offers.every(({ state }) => state === 'accepted');
  const staff = viewer !== 'requester';
  // The speaker gets the contact's name and number from the acceptance on, not before.
  const contact = viewer === 'coordinator' || viewer === 'requester' || accepted;
  const place = row.school ?? row.area;
  const township = row.area.kind === 'township' ? row.area : row.area.parent;
  const [counter] = row.counterOffers;
  const [inquiry] = row.inquiries;
  const rated = ratingOf(row);
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    state: row.state,
    ...(row.batchNumber !== null && { batchNumber: row.batchNumber }),
    ...(row.topic && { topicId: row.topic.id, topic: namesOf(row.topic) }),
    ...(row.course && { course: { id: row.course.id, titles: { zh: row.course.titleZh, en: row.course.titleEn } } }),
    ...(row.details?.wish && { wish: row.details.wish }),
    formatId: row.formatId,
    format: namesOf(row.format),
    place: { areaId: row.areaId, ...(row.schoolId !== null && { schoolId: row.schoolId }) },
    placeName: { zh: place.name, en: place.nameEn },
    ...(township && { township: { zh: township.name, en: township.nameEn } }),
    ...pointOf(row.school ?? row.area, row.area),
    windows: row.windows.map(toWindow),
    ...(row.startsAt && { startsAt: row.startsAt.toISOString() }),
    ...(row.endsAt && { endsAt: row.endsAt.toISOString() }),
    audience: row.audience,
    ...(row.size !== null && { size: row.size }),
    language: row.language,
    wantsDeputy: row.wantsDeputy,
    ...(row.preferredSpeaker && { preferredSpeaker: row.preferredSpeaker.name }),
    ...(row.details?.spot && { spot: row.details.spot }),
    ...(row.details?.access && contact && { access: row.details.access }),
    ...(contact && row.details && { contact: contactOf(row.details) }),
    questions: row.questions.flatMap(({ id, text, state, answer }) =>
      text === null ? [] : [{ id, text, state, ...(answer !== null && { answer }) }],
    ),
    ...(offer && (staff || accepted) && { speaker: personOf(offer, staff) }),
    ...(staff && row.bookings.length > 0 && { kits: row.bookings.flatMap(({ kit }) => kit?.name ?? []) }),
    ...(assistant && staff && { assistant: personOf(assistant, staff) }),
    ...(own && {
      own: { part: own.part, accepted: own.state === 'accepted', ...(own === claim?.own && { claim: true }) },
    }),
    ...(staff && answerByOf(asked ?? offer)),
    ...(claim && staff && { claim: { asked: row._count.offers, answerBy: claim.deadlineAt.toISOString() } }),
    ...(viewer === 'coordinator' && offer?.note && { note: offer.note }),
    ...(counter && {
      counterOffer: { id: counter.id, window: toWindow(counter) },
    }),
    ...(inquiry?.text &&
      (staff || inquiry.answeredAt === null) && {
        inquiry: { id: inquiry.id, text: inquiry.text, ...(inquiry.answer !== null && { answer: inquiry.answer }) },
      }),
    ...(viewer === 'coordinator' && { ...(await askedByPhone(work, row)), ...(await proposalOf(work, row)) }),
    ...(row.deliveredAt && { deliveredAt: row.deliveredAt.toISOString() }),
    ...(rated && { rating: rated }),
    ...(row.record && {
      record: {
        ...(row.record.headMin !== null && { headMin: row.record.headMin }),
        ...(row.record.headMax !== null && { headMax: row.record.headMax }),
        ...(row.record.classHours !== null && { classHours: row.record.classHours }),
        photos: row._count.attachments,
      },
    }),
    ...(staff && { ratingUrl: `${work.baseUrl}/r/${row.ratingToken}` }),
    ...(await lastEvent(work, row)),
  };
}

/** The own deadline, or else that of whoever leads: of two, one may be asked later. */
const answerByOf = (offer: OrderRow['offers'][number] | undefined): Pick<OrderView, 'answerBy'> =>
  offer?.state === 'open' ? { answerBy: offer.deadlineAt.toISOString() } : {};

/** An order that is open to all: until when, and what the one who looks was asked, if they were. */
async function claimOf({ tx }: Work, { id: orderId }: OrderRow, speakerId: number | undefined) {
  const open = await tx.offer.findMany({
    where: { orderId, ...openClaims },
    select: { speakerId: true, part: true, state: true, deadlineAt: true },
  });
  const [any] = open;
  return any && { deadlineAt: any.deadlineAt, own: open.find((one) => one.speakerId === speakerId) };
}

const personOf = ({ speakerId, speaker, state }: OrderRow['offers'][number], staff: boolean): SpeakerView => ({
  id: speakerId,
  name: speaker.name,
  ...(staff && speaker.phone && { phone: speaker.phone }),
  ...(!speaker.person?.chats.length && { byPhone: true }),
  ...(state === 'accepted' && { accepted: true }),
});

export const namesOf = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }) => ({ zh: nameZh, en: nameEn });

const contactOf = ({ contactName, contactPhone }: { contactName: string | null; contactPhone: string | null }) => ({
  ...(contactName && { name: contactName }),
  ...(contactPhone && { phone: contactPhone }),
});

interface Point {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

function pointOf(place: Point, area: Point): Pick<OrderView, 'point'> {
  const { latitude, longitude } = place.latitude !== null ? place : area;
  return latitude !== null && longitude !== null ? { point: { latitude, longitude } } : {};
}

function ratingOf({ ratings }: OrderRow): OrderView['rating'] {
  let count = 0;
  let sum = 0;
  for (const { score, counts } of ratings) {
    if (score !== null) {
      count += 1;
      sum += score;
    }
    counts.forEach((hands, index) => {
      count += hands;
      sum += hands * (index + 1);
    });
  }
  const own = ratings.find(({ source }) => source === 'requester')?.score;
  return count === 0 ? undefined : { mean: sum / count, count, ...(typeof own === 'number' && { own }) };
}

export async function proposalOf(
  work: Work,
  row: Pick<OrderRow, 'version' | 'proposals'>,
): Promise<Pick<OrderView, 'proposal'>> {
  const [stored] = row.proposals;
  // One of an earlier version may name a time that was given up, or a speaker who has declined.
  const match = stored && stored.orderVersion === row.version ? fromStoredMatch(stored) : undefined;
  if (!match) return {};
  const { candidates, refusals, warnings, relaxations } = match;
  const names = await staffNames(work);
  const proposal: ProposalView = {
    candidates: candidates.map((candidate) => withNames(candidate, names)),
    refusals: refusals.first,
    warnings,
    ...(relaxations && { relaxations }),
  };
  return { proposal };
}

export function withNames(candidate: Candidate, { speakers, kits }: StaffNames): NamedCandidate {
  const nameOf = (id: number): string => speakers.get(id) ?? '—';
  const { speakerId, assistantId, kitIds } = candidate;
  return {
    ...candidate,
    name: nameOf(speakerId),
    ...(assistantId !== undefined && { assistant: nameOf(assistantId) }),
    ...(kitIds.length > 0 && { kits: kitIds.map((id) => kits.get(id) ?? '—') }),
  };
}

async function lastEvent(work: Work, { events: [event] }: OrderRow): Promise<Pick<OrderView, 'last'>> {
  if (!event || !isAction(event.action)) return {};
  const name = await staffName(work, event.actor, event.actorId);
  return {
    last: {
      action: event.action,
      actor: event.actor,
      at: event.at.toISOString(),
      ...(name !== undefined && { name }),
      ...(event.reason !== null && { reason: event.reason }),
    },
  };
}
