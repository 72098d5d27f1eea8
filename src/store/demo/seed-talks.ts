// The demo talks' rows: order, history, booking, record and ratings, as the services would have left them.

import { randomBytes } from 'node:crypto';
import { type Draft, emptyDraft } from '../../domain/draft.ts';
import { defaultAudience } from '../../domain/menu.ts';
import { type OrderAction, type OrderState, ratingDays } from '../../domain/order-lifecycle.ts';
import type { Tx } from '../database.ts';
import type { Prisma } from '../generated/client.ts';
import { insertRows, insertWithIds } from './insert-rows.ts';
import { type DemoTalk, planTalks, type Time } from './plan-talks.ts';
import type { DemoPeople } from './seed-people.ts';
import type { DemoPlaces } from './seed-places.ts';

export async function seedTalks(tx: Tx, places: DemoPlaces, people: DemoPeople, time: Time): Promise<void> {
  const planned = planTalks(places, people, time);
  const numbers = await tx.$queryRaw<{ number: string }[]>`
    SELECT nextval('order_number')::text AS number FROM generate_series(1, ${planned.length}::int)`;
  const orders = await insertWithIds(
    tx,
    'orders',
    planned.map((talk, index) => orderRow(talk, numbers[index]?.number ?? '')),
  );
  const talks = planned.map((talk, index) => ({
    talk,
    index,
    orderId: orders[index]?.id ?? 0,
  }));
  const given = talks.filter(({ talk }) => talk.state !== 'confirmed');

  await insertRows(
    tx,
    'order_details',
    talks.map(({ talk, orderId }) => ({
      orderId,
      contactName: talk.requester.name,
      contactPhone: talk.requester.phone,
    })),
  );
  await insertRows(
    tx,
    'order_window',
    talks.map(({ talk, orderId }) => ({
      orderId,
      rank: 0,
      day: new Date(`${talk.day}T00:00:00Z`),
      half: talk.half,
    })),
  );
  await insertRows(
    tx,
    'order_event',
    talks.flatMap(({ talk, orderId }) =>
      steps(talk, people).map((step, index) => ({ ...step, orderId, version: index + 1 })),
    ),
  );
  await insertRows(
    tx,
    'offer',
    talks.map(({ talk, orderId }) => {
      const { approved, accepted } = moments(talk);
      const deadlineAt = new Date(approved.getTime() + 12 * hourMs);
      return {
        orderId,
        speakerId: talk.speaker.id,
        state: 'accepted',
        createdAt: approved,
        answeredAt: accepted,
        deadlineAt,
      };
    }),
  );
  await insertRows(
    tx,
    'booking',
    talks.map(({ talk, orderId }) => ({
      orderId,
      speakerId: talk.speaker.id,
      fromAt: new Date(talk.startsAt.getTime() - talk.format.setupMinutes * minuteMs),
      untilAt: new Date(talk.endsAt.getTime() + talk.format.clearMinutes * minuteMs),
      active: talk.state === 'confirmed',
      createdAt: moments(talk).approved,
    })),
  );
  await insertRows(
    tx,
    'talk_record',
    given.map(({ talk, orderId }) => ({
      ...{ orderId, speakerId: talk.speaker.id, headMin: talk.size - 10, headMax: talk.size + 10 },
      classHours: talk.schoolId === undefined ? null : 1,
      reportedAt: moments(talk).delivered,
    })),
  );
  await insertRows(
    tx,
    'rating',
    given.flatMap(({ talk, index, orderId }) => ratings(talk, index, orderId)),
  );
  await rememberLast(tx, planned);
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** When an order took its steps: ordered a week before, done a quarter of an hour after the talk. */
function moments({ startsAt, endsAt, state }: DemoTalk) {
  // What is still to come was ordered long enough ago to have been accepted by now.
  const submitted = new Date(startsAt.getTime() - (state === 'confirmed' ? 12 : 8) * dayMs);
  const delivered = new Date(endsAt.getTime() + 15 * minuteMs);
  return {
    submitted,
    proposed: new Date(submitted.getTime() + 2000),
    approved: new Date(submitted.getTime() + 3 * hourMs),
    accepted: new Date(submitted.getTime() + 8 * hourMs),
    delivered,
    closed: new Date(delivered.getTime() + ratingDays * dayMs),
  };
}

function orderRow(talk: DemoTalk, number: string) {
  const { submitted, accepted, delivered, closed } = moments(talk);
  const { state, requester, topicId, format, areaId, schoolId, size, startsAt, endsAt } = talk;
  return {
    ...{ number, state, topicId, areaId, size, startsAt, endsAt },
    version: { confirmed: 4, delivered: 5, closed: 6 }[state],
    requesterId: requester.id,
    formatId: format.id,
    schoolId: schoolId ?? null,
    audience: defaultAudience({ areaId, ...(schoolId === undefined ? {} : { schoolId }) }),
    deliveredAt: state === 'confirmed' ? null : delivered,
    ratingToken: randomBytes(12).toString('base64url'),
    createdAt: submitted,
    updatedAt: { confirmed: accepted, delivered, closed }[state],
  };
}

interface DemoStep {
  readonly action: OrderAction;
  readonly fromState: OrderState | null;
  readonly toState: OrderState;
  readonly at: Date;
  readonly actor: string;
  readonly actorId: number | null;
}

function steps(talk: DemoTalk, { coordinatorIds }: DemoPeople): DemoStep[] {
  const when = moments(talk);
  const coordinator = { actor: 'coordinator', actorId: coordinatorIds[0] ?? null };
  const speaker = { actor: 'speaker', actorId: talk.speaker.id };
  const system = { actor: 'system', actorId: null };
  const requester = { actor: 'requester', actorId: talk.requester.id };
  const all: DemoStep[] = [
    { action: 'submit', fromState: null, toState: 'submitted', at: when.submitted, ...requester },
    { action: 'propose', fromState: 'submitted', toState: 'proposed', at: when.proposed, ...system },
    { action: 'approve', fromState: 'proposed', toState: 'offered', at: when.approved, ...coordinator },
    { action: 'accept', fromState: 'offered', toState: 'confirmed', at: when.accepted, ...speaker },
    { action: 'deliver', fromState: 'confirmed', toState: 'delivered', at: when.delivered, ...speaker },
    { action: 'close', fromState: 'delivered', toState: 'closed', at: when.closed, ...system },
  ];
  return all.slice(0, all.findIndex(({ toState }) => toState === talk.state) + 1);
}

/** Most requesters rate, so do a few listeners; now and then the speaker counts hands. What was just given waits. */
function ratings(talk: DemoTalk, index: number, orderId: number): Prisma.RatingCreateManyInput[] {
  if (talk.state === 'delivered') return [];
  const createdAt = new Date(moments(talk).delivered.getTime() + 3 * hourMs);
  // Some speakers are liked better than others, steadily.
  const usual = 3 + (talk.speaker.id % 3);
  const score = (turn: number): number =>
    talk.speaker.persona
      ? turn % 10 === 0
        ? 4
        : 5
      : Math.max(2, Math.min(5, usual + (turn % 3 === 0 ? -1 : turn % 3 === 1 ? 0 : 1)));
  const given = { orderId, personId: null, score: null, counts: [], createdAt, updatedAt: createdAt };
  const listeners = Array.from({ length: talk.speaker.persona ? 25 : index % 4 }, (_, turn) => ({
    ...{ ...given, source: 'listener' as const, raterKey: `demo-${turn + 1}`, score: score(index + turn) },
  }));
  const own = {
    ...given,
    source: 'requester' as const,
    personId: talk.requester.id,
    raterKey: 'requester',
    score: score(index),
  };
  const tally = { ...given, source: 'tally' as const, raterKey: 'tally', counts: [0, 1, 3, 9, 14] };
  return [...(index % 5 === 4 ? [] : [own]), ...listeners, ...(index % 8 === 2 ? [tally] : [])];
}

/** For 和上次一样 and the recent places: everybody's last order but its time. */
async function rememberLast(tx: Tx, talks: readonly DemoTalk[]): Promise<void> {
  const last = new Map(talks.map((talk) => [talk.requester.id, talk]));
  for (const { requester, areaId, schoolId, topicId, format, size } of last.values()) {
    if (!requester.persona) continue;
    const place = { areaId, ...(schoolId === undefined ? {} : { schoolId }) };
    const lastDraft: Draft = {
      ...emptyDraft,
      ...{ topicId, formatId: format.id, size, places: [place], phone: requester.phone, contactName: requester.name },
    };
    await tx.person.update({
      where: { id: requester.id },
      data: { recentPlaces: [place], lastDraft: JSON.parse(JSON.stringify(lastDraft)) },
    });
  }
}
