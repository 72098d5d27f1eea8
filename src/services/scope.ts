// Who is in charge of what: a coordinator's area and everything below it.

import type { Prisma } from '../store/generated/client.ts';
import type { Work } from './work.ts';

/** Whether `areaId` is `within` or lies below it. */
export async function inArea(work: Work, areaId: number, within: number): Promise<boolean> {
  return (await pathOf(work, areaId)).includes(within);
}

/** The area and everything above it, upwards. */
export async function pathOf(work: Work, areaId: number): Promise<number[]> {
  const rows = await work.tx.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id, 0 AS height FROM area WHERE id = ${areaId}
      UNION ALL
      SELECT a.id, a.parent_id, up.height + 1 FROM area a JOIN up ON a.id = up.parent_id
    ) SELECT id FROM up ORDER BY height`;
  return rows.map(({ id }) => id);
}

/** The area and everything below it. */
export async function areasBelow(work: Work, areaId: number): Promise<number[]> {
  const rows = await work.tx.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE down AS (
      SELECT id FROM area WHERE id = ${areaId}
      UNION ALL
      SELECT a.id FROM area a JOIN down ON a.parent_id = down.id
    ) SELECT id FROM down`;
  return rows.map(({ id }) => id);
}

export interface Coordinating {
  readonly id: number;
  readonly personId: number;
  readonly areaId: number;
}

/**
 * The coordinators who are told of what happens in an area: of those who can be reached in chat, the nearest above
 * it, so that a township's own come first.
 */
export async function coordinatorsOf(work: Work, areaId: number | null): Promise<Coordinating[]> {
  if (areaId === null) return reachable(work, { area: { kind: 'district' } });
  const path = await pathOf(work, areaId);
  const found = await reachable(work, { areaId: { in: path } });
  const nearest = path.find((id) => found.some((one) => one.areaId === id));
  return found.filter((one) => one.areaId === nearest);
}

/** All who are in charge of an area, from its own to the district's. */
export const coordinatorsAbove = async (work: Work, areaId: number): Promise<Coordinating[]> =>
  reachable(work, { areaId: { in: await pathOf(work, areaId) } });

const reachable = (work: Work, where: Prisma.CoordinatorWhereInput): Promise<Coordinating[]> =>
  work.tx.coordinator.findMany({
    where: { active: true, person: { chats: { some: { bot: 'staff', closedAt: null } } }, ...where },
    select: { id: true, personId: true, areaId: true },
    orderBy: { id: 'asc' },
  });
