// Names as people spell them: with any dot or none, full-width or half-width, with or without a suffix. Also the search
// for a place by what somebody typed.

import type { Catalogue, Place } from './menu.ts';
import { nameKey } from './name-key.ts';
import { spellingsOf } from './place-spellings.ts';

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
  const found = searchablesOf(catalogue).flatMap((searchable, position) => {
    const rank = rankOf(key, searchable);
    return rank === undefined ? [] : [{ place: searchable.place, rank, position }];
  });
  // Whoever typed a whole name means no longer one that has it in it.
  const exact = found.filter(({ rank }) => rank <= wholeName);
  return (exact.length > 0 ? exact : found)
    .sort((a, b) => a.rank - b.rank || a.position - b.position)
    .map(({ place }) => place);
}

const longestQuery = 60;
const wholeName = 1;

/** A place's spellings, each between two ends of line: one look through a text is many times as quick as one at each. */
interface Searchable {
  readonly place: Place;
  readonly own: string;
  /** With the township's name before or behind. */
  readonly joined: string;
}

const known = new WeakMap<Catalogue, readonly Searchable[]>();

function searchablesOf(catalogue: Catalogue): readonly Searchable[] {
  let searchables = known.get(catalogue);
  if (!searchables) {
    const { places, townships } = spellingsOf(catalogue);
    const townshipOf = new Map(townships.map((township) => [township.areaId, township]));
    searchables = places.map(({ place, townshipId, full, stems, loose }) => {
      const own = [...full, ...stems, ...loose];
      const township = townshipId === undefined ? undefined : townshipOf.get(townshipId);
      const names = township ? [...township.full, ...township.stems] : [];
      const joined = names.flatMap((name) => own.flatMap((form) => [name + form, form + name]));
      return { place, own: asLines(own), joined: asLines(joined) };
    });
    known.set(catalogue, searchables);
  }
  return searchables;
}

const asLines = (forms: readonly string[]): string => `\n${forms.join('\n')}\n`;

function rankOf(key: string, { own, joined }: Searchable): number | undefined {
  if (!own.includes(key) && !joined.includes(key)) return undefined;
  if (own.includes(`\n${key}\n`)) return 0;
  if (joined.includes(`\n${key}\n`)) return 1;
  if (own.includes(`\n${key}`)) return 2;
  if (joined.includes(`\n${key}`)) return 3;
  return own.includes(key) ? 4 : 5;
}
