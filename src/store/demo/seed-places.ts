// The demo district's areas and schools. Villages lie around the middle of their township, where nothing real is.

import { schoolFacts } from '../../../prisma/demo/deputies.ts';
import { district, schools, townships } from '../../../prisma/demo/places.ts';
import type { Tx } from '../database.ts';
import { insertWithIds } from './insert-rows.ts';

export interface DemoPlaces {
  areaId(name: string): number;
  /** The area above: a village's township. */
  parentId(areaId: number): number | null;
  readonly villageIds: readonly number[];
  readonly schools: readonly { readonly id: number; readonly name: string; readonly areaId: number }[];
}

export async function seedPlaces(tx: Tx): Promise<DemoPlaces> {
  const [root] = await insertWithIds(tx, 'area', [{ kind: 'district', ...district, aliases: [] }]);
  if (!root) throw new Error('the demo district was not kept');
  const towns = await insertWithIds(
    tx,
    'area',
    townships.map(({ name, nameEn, short }) => ({
      ...{ kind: 'township' as const, parentId: root.id, name, nameEn },
      // 沙沟回族乡 is 沙沟 and 沙沟乡 to those who live there.
      aliases: name.endsWith('回族乡') ? [short, `${short}乡`] : [short],
    })),
  );
  const townId = new Map(towns.map(({ name, id }) => [name, id]));
  const villages = await insertWithIds(
    tx,
    'area',
    townships.flatMap((township) => {
      const numbered = Array.from({ length: township.villages }, (_, index) => ({
        name: `${township.name}第${index + 1}村`,
        nameEn: `${township.nameEn}, Village ${index + 1}`,
        aliases: [`${township.short}第${index + 1}村`],
      }));
      const communities = township.communities.map(([name, nameEn]) => ({ name, nameEn, aliases: [] }));
      const all = [...communities, ...numbered];
      return all.map((place, index) => ({
        ...place,
        ...around(township, index, all.length),
        ...{ kind: 'village' as const, parentId: townId.get(township.name) ?? root.id, madeUp: true },
      }));
    }),
  );
  const nowhere = { parentId: null, latitude: null, longitude: null };
  const areas = [root, ...towns, ...villages].map((area) => ({ ...nowhere, ...area }));
  const byName = new Map(areas.map((area) => [area.name, area]));
  const byId = new Map(areas.map((area) => [area.id, area]));
  const areaOf = (name: string) => {
    const area = byName.get(name);
    if (!area) throw new Error(`the demo district has no ${name}`);
    return area;
  };
  const seeded = await insertWithIds(
    tx,
    'school',
    schools.map(({ name, nameEn, aliases, area }) => {
      const { id: areaId, latitude, longitude } = areaOf(area);
      const facts = { rural: false, remote: false, weak: false, ...schoolFacts[name] };
      return { ...facts, name, nameEn, aliases: [...aliases], areaId, latitude, longitude, madeUp: true };
    }),
  );
  return {
    areaId: (name) => areaOf(name).id,
    parentId: (areaId) => byId.get(areaId)?.parentId ?? null,
    villageIds: villages.map(({ id }) => id),
    schools: seeded,
  };
}

/** Spread evenly over a disc of some 2.4 km, as seeds in a sunflower. */
function around(middle: { latitude: number; longitude: number }, index: number, count: number) {
  const radius = 0.022 * Math.sqrt((index + 0.5) / count);
  const angle = index * Math.PI * (3 - Math.sqrt(5));
  const widening = 1 / Math.cos((middle.latitude * Math.PI) / 180);
  const place = (value: number): number => Math.round(value * 1e5) / 1e5;
  return {
    latitude: place(middle.latitude + radius * Math.sin(angle)),
    longitude: place(middle.longitude + radius * widening * Math.cos(angle)),
  };
}
