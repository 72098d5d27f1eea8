// Names as people spell them: with any dot or none, full-width or half-width, with or without a suffix. Also the search
// for a place by what somebody typed.

import type { Catalogue, Place } from './menu.ts';
import { nameKey } from './name-key.ts';
import { type Spelled, type Spellings, spellingsOf } from './place-spellings.ts';

export { nameKey } from './name-key.ts';

/** Whether two spellings name the same person or place: 马·阿卜杜拉, 马•阿卜杜拉, 马 阿卜杜拉 and 马阿卜杜拉 do. */
export function sameName(a: string, b: string): boolean {
  const key = nameKey(a);
  return key !== '' && key === nameKey(b);
}

/**
 * Places that fit what was typed: those of that very name, else, best first, those whose name begins with it or has it
 * in it. A township's name before it narrows the search, and alone gives all places of the township.
 */
export function searchPlaces(query: string, catalogue: Catalogue): Place[] {
  const key = nameKey(query.slice(0, longestQuery));
  if (key === '') return [];
  const { places, townships } = spellingsOf(catalogue);
  const townshipOf = new Map(townships.map((township) => [township.areaId, township]));
  const found = places.flatMap((spelled, position) => {
    const rank = rankOf(
      key,
      spelled,
      spelled.townshipId === undefined ? undefined : townshipOf.get(spelled.townshipId),
    );
    return rank === undefined ? [] : [{ place: spelled.place, rank, position }];
  });
  // Whoever typed a whole name means no longer one that has it in it.
  const exact = found.filter(({ rank }) => rank <= wholeName);
  return (exact.length > 0 ? exact : found)
    .sort((a, b) => a.rank - b.rank || a.position - b.position)
    .map(({ place }) => place);
}

const longestQuery = 60;
const wholeName = 1;

function rankOf(key: string, spelled: Spelled, township: Spellings | undefined): number | undefined {
  const own = [...spelled.full, ...spelled.stems, ...spelled.loose];
  const before = township ? [...township.full, ...township.stems] : [];
  const joined = before.flatMap((name) => own.flatMap((form) => [name + form, `${form}${name}`]));
  if (own.includes(key)) return 0;
  if (joined.includes(key)) return 1;
  if (own.some((form) => form.startsWith(key))) return 2;
  if (joined.some((form) => form.startsWith(key))) return 3;
  if (own.some((form) => form.includes(key))) return 4;
  return joined.some((form) => form.includes(key)) ? 5 : undefined;
}
