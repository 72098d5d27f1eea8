// The places a text names. A township said before a village tells which of several villages of that name is meant.

import type { AreaId } from '../domain/ids.ts';
import type { Catalogue, Place } from '../domain/menu.ts';
import { nameKey } from '../domain/name-key.ts';
import { spellingsOf } from '../domain/place-spellings.ts';
import type { Span } from './text.ts';

interface Hit extends Span {
  readonly place: Place;
  readonly townshipId: AreaId | undefined;
  readonly weight: 'full' | 'stem' | 'loose';
}

interface TownshipHit extends Span {
  readonly areaId: AreaId;
  readonly weight: 'full' | 'stem';
}

/**
 * All places named, in the order of the text. Where one name fits several places, all of them are there and
 * `ambiguous` is true.
 */
export function findPlaces(text: string, catalogue: Catalogue): { places: readonly Place[]; ambiguous: boolean } {
  // Without its spaces "Village 3 80 people" would be of village 380.
  const key = nameKey(text.replace(/(?<=\d)\s+(?=\d)/g, ','));
  const { places: spelled, townships: spelledTownships } = spellingsOf(catalogue);
  const townships = spelledTownships.flatMap(({ areaId, full, stems }): TownshipHit[] => [
    ...spansOfAll(key, full).map((span) => ({ ...span, areaId, weight: 'full' as const })),
    ...spansOfAll(key, stems).map((span) => ({ ...span, areaId, weight: 'stem' as const })),
  ]);
  const hits = spelled.flatMap(({ place, townshipId, full, stems, loose }): Hit[] => {
    const found = (forms: readonly string[], weight: Hit['weight']) =>
      spansOfAll(key, forms).map((span) => ({ ...span, place, townshipId, weight }));
    const near = found(loose, 'loose').filter((hit) =>
      townships.some((named) => named.areaId === townshipId && isRightBefore(key, named, hit)),
    );
    return [...found(full, 'full'), ...found(stems, 'stem'), ...near];
  });
  const groups = groupBySpan(hits.filter((hit) => !isPartOfLonger(hit, hits) && !isTownship(hit, townships)));
  const chosen = groups.map((group) => narrow(key, group, townships));
  return {
    places: distinct(chosen.flat().map(({ place }) => place)),
    ambiguous: chosen.some((group) => group.length > 1),
  };
}

/** Of places with one name those of the township said last before it, else of one said after it. */
function narrow(key: string, group: readonly Hit[], townships: readonly TownshipHit[]): readonly Hit[] {
  const [first] = group;
  if (!first || group.length === 1) return group;
  const reach = townships
    // A township without its suffix may be a common word (平安): it counts right before the name only.
    .filter((named) => named.weight === 'full' || isRightBefore(key, named, first))
    .filter((named) => named.end <= first.start || named.start >= first.end)
    .sort((a, b) => distance(a, first) - distance(b, first));
  for (const named of reach) {
    const inside = group.filter(({ townshipId }) => townshipId === named.areaId);
    if (inside.length > 0) return inside;
    // 古城乡第9村, where there is none: those of other townships are not meant.
    if (named.weight === 'full' && isRightBefore(key, named, first)) return [];
  }
  return group;
}

/** What stands before the name is nearer than anything behind it. */
const distance = (named: Span, hit: Span): number =>
  named.end <= hit.start ? hit.start - named.end : 100_000 + named.start - hit.end;

const isRightBefore = (key: string, named: Span, hit: Span): boolean =>
  named.end <= hit.start && /^(?:的|乡|镇|街道|回族乡|in|,|,)?$/.test(key.slice(named.end, hit.start));

const isPartOfLonger = (hit: Hit, hits: readonly Hit[]): boolean =>
  hits.some(
    (other) => other.start <= hit.start && other.end >= hit.end && other.end - other.start > hit.end - hit.start,
  );

/** 三合 is the township, unless 三合村 was said. */
const isTownship = (hit: Hit, townships: readonly TownshipHit[]): boolean =>
  hit.weight === 'stem' && townships.some(({ start, end }) => start <= hit.start && end >= hit.end);

function groupBySpan(hits: readonly Hit[]): Hit[][] {
  const groups = new Map<string, Hit[]>();
  for (const hit of [...hits].sort((a, b) => a.start - b.start)) {
    const group = groups.get(`${hit.start}-${hit.end}`) ?? [];
    if (!group.some(({ place }) => isSame(place, hit.place))) group.push(hit);
    groups.set(`${hit.start}-${hit.end}`, group);
  }
  return [...groups.values()];
}

const distinct = (places: readonly Place[]): Place[] =>
  places.filter((place, index) => places.findIndex((other) => isSame(other, place)) === index);

const isSame = (a: Place, b: Place): boolean => a.areaId === b.areaId && a.schoolId === b.schoolId;

const spansOfAll = (key: string, forms: readonly string[]): Span[] => forms.flatMap((form) => occurrences(key, form));

function occurrences(key: string, form: string): Span[] {
  const found: Span[] = [];
  for (let start = key.indexOf(form); start >= 0; start = key.indexOf(form, start + 1)) {
    const end = start + form.length;
    if (!continuesNumber(key[start - 1], form[0]) && !continuesNumber(form.at(-1), key[end]))
      found.push({ start, end });
  }
  return found;
}

/** Village 3 is not in "Village 30", nor 三村 in 十三村. */
const continuesNumber = (before: string | undefined, after: string | undefined): boolean =>
  before !== undefined &&
  after !== undefined &&
  ((/\d/.test(before) && /\d/.test(after)) ||
    (/[一二三四五六七八九十]/.test(before) && /[一二三四五六七八九十]/.test(after)));
