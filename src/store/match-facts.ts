// Loads orders, the team and its kits as the facts that matching judges: a fixed number of queries, however many there
// are. Run inside the transaction that locked the rows, it sees what that transaction may rely on.

import { instantAt, localTime, mondayOf } from '../domain/calendar.ts';
import type { KitToMatch, OrderToMatch, SpeakerToMatch } from '../matching/facts.ts';
import type { Hold } from '../matching/holds.ts';
import { loadCaseIndex } from './case-index.ts';
import { loadCoverage } from './coverage.ts';
import type { Tx } from './database.ts';
import { type District, loadDistrict } from './district.ts';
import {
  loadOrders,
  loadTeam,
  type OrderRow,
  standingOf,
  toFormat,
  toOrder,
  toPlace,
  toSpeaker,
} from './match-rows.ts';
import { loadRatings } from './speaker-ratings.ts';
import { loadDiaries } from './workload.ts';

export interface TeamToMatch {
  readonly speakers: readonly SpeakerToMatch[];
  readonly kits: readonly KitToMatch[];
}

export interface OrderFacts extends TeamToMatch {
  readonly order: OrderToMatch;
  /** The order's version that the facts belong to. */
  readonly version: number;
}

export interface OrderFactsBesidePlan extends OrderFacts {
  /** What the standing plan proposes for the others that wait. */
  readonly holds: readonly Hold[];
}

export interface OpenFacts extends TeamToMatch {
  readonly orders: readonly { readonly order: OrderToMatch; readonly version: number }[];
}

interface At {
  readonly now: Date;
  readonly timeZone: string;
}

/** For a last look at the rules: what is merely proposed to others breaks none. Undefined where there is no such order. */
export async function loadOrderFacts(tx: Tx, orderId: number, at: At): Promise<OrderFacts | undefined> {
  const [row] = await loadOrders(tx, { id: orderId });
  if (!row) return undefined;
  const world = await loadWorld(tx, [orderId], at);
  return { version: row.version, order: world.order(row), ...world.team };
}

/** The same with the standing plan, which takes as long again to read as all the rest. */
export async function loadMatchFacts(tx: Tx, orderId: number, at: At): Promise<OrderFactsBesidePlan | undefined> {
  const rows = await loadOrders(tx, { OR: [{ id: orderId }, { state: 'proposed' }] });
  const row = rows.find(({ id }) => id === orderId);
  if (!row) return undefined;
  const world = await loadWorld(tx, [orderId], at);
  const order = world.order(row);
  const others = rows.filter(({ id }) => id !== orderId);
  return { version: row.version, order, holds: holdsOf(others, world.district), ...world.team };
}

const holdsOf = (rows: readonly OrderRow[], district: District): Hold[] =>
  rows.flatMap((row) => {
    const candidate = standingOf(row);
    return candidate ? [{ order: { format: toFormat(row), place: toPlace(row, district) }, candidate }] : [];
  });

export interface AgreedFacts extends OpenFacts {
  readonly holds: readonly Hold[];
}

/** Talks that somebody else is to give: as if they were not booked, beside what the standing plan proposes for others. */
export async function loadAgreedFacts(tx: Tx, orderIds: readonly number[], at: At): Promise<AgreedFacts> {
  const rows = await loadOrders(tx, { OR: [{ id: { in: [...orderIds] } }, { state: 'proposed' }] });
  const wanted = rows.filter(({ id }) => orderIds.includes(id));
  const world = await loadWorld(tx, orderIds, at);
  return {
    orders: wanted.map((row) => ({ order: world.order(row), version: row.version })),
    holds: holdsOf(
      rows.filter((row) => !wanted.includes(row)),
      world.district,
    ),
    ...world.team,
  };
}

/** Everything that a plan may still move: nobody has been asked yet. */
export async function loadOpenFacts(tx: Tx, at: At): Promise<OpenFacts> {
  const rows = await loadOrders(tx, { state: { in: ['submitted', 'proposed'] }, topicId: { not: null } });
  const world = await loadWorld(tx, [], at);
  return { orders: rows.map((row) => ({ order: world.order(row), version: row.version })), ...world.team };
}

async function loadWorld(tx: Tx, exceptOrderIds: readonly number[], at: At) {
  const { now, timeZone } = at;
  const district = await loadDistrict(tx);
  const thisMonday = instantAt(mondayOf(localTime(now, timeZone).day), 0, timeZone);
  const diaries = await loadDiaries(tx, { district, exceptOrderIds, thisMonday, now });
  const ratings = await loadRatings(tx);
  const covered = await loadCoverage(tx, at);
  const caseIndex = await loadCaseIndex(tx, now);
  const team = await loadTeam(tx, now);
  const kits = await tx.kit.findMany({ where: { active: true }, orderBy: { id: 'asc' } });
  return {
    district,
    order: (row: OrderRow): OrderToMatch => ({
      ...toOrder(row, district, team),
      covered: row.topicId !== null && covered(row, row.topicId, row.id),
      caseIndex: row.topicId === null ? 0 : caseIndex(district.chain(row.areaId), row.topicId),
    }),
    team: {
      speakers: team.map((one) => toSpeaker(one, district, diaries.ofSpeaker(one.id), ratings.get(one.id), now)),
      kits: kits.map(({ id, kind, name }) => ({ id, kind, name, bookings: diaries.ofKit(id) })),
    },
  };
}
