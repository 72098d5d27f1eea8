// The tree of areas as matching needs it: which township a place belongs to, and where it lies on the map.

import type { AreaKind, Place } from '../domain/menu.ts';
import type { Point } from '../matching/facts.ts';
import type { Tx } from './database.ts';

export interface District {
  /** The nearest area of that kind, from `areaId` itself upwards. */
  above(areaId: number, kind: AreaKind): number | undefined;
  /** `areaId` and everything above it, lowest first. */
  chain(areaId: number): readonly number[];
  /** The school's coordinates; else the area's, the middle of what lies below it, or those of the area above. */
  point(place: { readonly areaId: Place['areaId']; readonly schoolId?: number | null }): Point | undefined;
}

export async function loadDistrict(tx: Tx): Promise<District> {
  const coordinates = { id: true, latitude: true, longitude: true } as const;
  const areas = await tx.area.findMany({ select: { ...coordinates, parentId: true, kind: true } });
  const schools = await tx.school.findMany({ select: coordinates });
  const areaOf = new Map(areas.map((area) => [area.id, area]));
  const schoolPoint = new Map(schools.map((school) => [school.id, pointOf(school)]));

  function middle(areaId: number): Point | undefined {
    const own = pointOf(areaOf.get(areaId));
    if (own) return own;
    const below = areas.filter(({ parentId }) => parentId === areaId).flatMap(({ id }) => middle(id) ?? []);
    return below.length === 0
      ? undefined
      : { latitude: mean(below.map((at) => at.latitude)), longitude: mean(below.map((at) => at.longitude)) };
  }

  return {
    above(areaId, kind) {
      for (let area = areaOf.get(areaId); area; area = areaOf.get(area.parentId ?? 0)) {
        if (area.kind === kind) return area.id;
      }
      return undefined;
    },
    chain(areaId) {
      const ids: number[] = [];
      for (let area = areaOf.get(areaId); area; area = areaOf.get(area.parentId ?? 0)) ids.push(area.id);
      return ids;
    },
    point({ areaId, schoolId }) {
      const atSchool = schoolPoint.get(schoolId ?? 0);
      if (atSchool) return atSchool;
      for (let area = areaOf.get(areaId); area; area = areaOf.get(area.parentId ?? 0)) {
        const found = middle(area.id);
        if (found) return found;
      }
      return undefined;
    },
  };
}

function pointOf(row: { latitude: number | null; longitude: number | null } | undefined): Point | undefined {
  if (!row || row.latitude === null || row.longitude === null) return undefined;
  return { latitude: row.latitude, longitude: row.longitude };
}

const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;
