// The district's places as an import sees them: areas and schools, found by name however it is spelt, or by a
// path where a name alone fits several (小峡街道/第3村).

import { nameKey } from '../../domain/name-key.ts';
import type { Tx } from '../../store/database.ts';
import type { AreaKind } from '../../store/generated/enums.ts';

export type SpotKind = AreaKind | 'school';

/** A place on a line of a file or in the database. `id` is set once it is in the database. */
export interface Spot {
  id?: number;
  readonly kind: SpotKind;
  readonly name: string;
  /** The keys of its name and aliases (domain/name-key.ts), the name's first. */
  readonly keys: readonly string[];
  parent?: Spot | undefined;
  /** No longer in use; its history stays. */
  readonly retired?: boolean;
}

export async function loadPlaces(tx: Tx): Promise<Spot[]> {
  const areas = await tx.area.findMany({ orderBy: { id: 'asc' } });
  const spots = new Map<number, Spot>(
    areas.map(({ id, kind, name, aliases, retiredAt }) => [
      id,
      { id, kind, name, keys: keysOf(name, aliases), retired: retiredAt !== null },
    ]),
  );
  for (const { id, parentId } of areas) {
    const spot = spots.get(id);
    if (spot && parentId !== null) spot.parent = spots.get(parentId);
  }
  const schools = await tx.school.findMany({ orderBy: { id: 'asc' } });
  return [
    ...spots.values(),
    ...schools.map(
      ({ id, name, aliases, areaId }): Spot => ({
        id,
        kind: 'school',
        name,
        keys: keysOf(name, aliases),
        parent: spots.get(areaId),
      }),
    ),
  ];
}

/** Places in use that the name or path means; the exact name goes before an alias. */
export function findPlaces(places: readonly Spot[], path: string): readonly Spot[] {
  const [own, ...above] = path
    .split(/[/／>]/)
    .map(nameKey)
    .filter((key) => key !== '')
    .reverse();
  return own === undefined ? [] : called(places, own, above);
}

/** Places in use of this name, in which a stroke is part of the name. */
export function findNamed(places: readonly Spot[], name: string): readonly Spot[] {
  const key = nameKey(name);
  return key === '' ? [] : called(places, key, []);
}

function called(places: readonly Spot[], own: string, above: readonly string[]): readonly Spot[] {
  const fits = places.filter((spot) => !spot.retired && spot.keys.includes(own) && liesIn(spot, above));
  const exact = fits.filter((spot) => spot.keys[0] === own);
  return exact.length > 0 ? exact : fits;
}

/** Whether each of the names, nearest first, is met on the way up. */
function liesIn(spot: Spot, above: readonly string[]): boolean {
  let here = spot.parent;
  for (const key of above) {
    while (here && !here.keys.includes(key)) here = here.parent;
    if (!here) return false;
    here = here.parent;
  }
  return true;
}

export const keysOf = (name: string, aliases: readonly string[]): string[] => [name, ...aliases].map(nameKey);
