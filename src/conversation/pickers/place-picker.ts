// Choosing a place: the person's recent ones, township → village or school, or part of a name typed.

import type { AreaId } from '../../domain/ids.ts';
import { type Catalogue, type Place, placeNames } from '../../domain/menu.ts';
import { type Choice, type Text, text } from '../../domain/message.ts';
import { searchPlaces } from '../../domain/place-names.ts';
import { choice, type Facts, type Input } from '../dialogue.ts';
import { paged, pageOf, rows } from '../nav.ts';

export interface PlacePicker {
  readonly townshipId?: AreaId;
  readonly page?: number;
  /** What a typed name was taken for, where it fits several places. */
  readonly found?: readonly Place[];
}

export type Picked =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'stay'; readonly picker: PlacePicker }
  | { readonly kind: 'problem'; readonly text: Text };

const pageSize = 12;
const mostFound = 8;

/** The question's buttons, without navigation. */
export function placeChoices(picker: PlacePicker, facts: Facts): Choice[][] {
  const { catalogue } = facts;
  if (picker.found)
    return rows(
      picker.found.map((place) => placeChoice(catalogue, place, true)),
      1,
    );
  if (picker.townshipId !== undefined)
    return paged(inTownship(catalogue, picker.townshipId), picker.page ?? 0, 2, pageSize);
  const recent = facts.person.recentPlaces.slice(0, 3).map((place) => placeChoice(catalogue, place, false, '★ '));
  const townships = catalogue.areas
    .filter((area) => area.kind === 'township')
    .map((area) => choice(`t:${area.id}`, { names: area.names }));
  return [...rows(recent, 1), ...rows(townships, 2)];
}

export const placeQuestion = (picker: PlacePicker, facts: Facts): Text =>
  picker.found
    ? text('place.which')
    : picker.townshipId !== undefined
      ? text('place.ask_village', { township: { names: areaNames(facts.catalogue, picker.townshipId) } })
      : text('place.ask');

export function pickPlace(picker: PlacePicker, input: Input, facts: Facts): Picked {
  if (input.kind === 'choice') return tapped(picker, input.id, facts.catalogue);
  if (input.kind !== 'text') return { kind: 'problem', text: text('place.type_or_tap') };
  const found = searchPlaces(input.text, facts.catalogue);
  const [only] = found;
  if (only && found.length === 1) return { kind: 'place', place: only };
  if (only) return { kind: 'stay', picker: { found: found.slice(0, mostFound) } };
  const { places, ambiguousPlace } = input.understood;
  if (places[0] && ambiguousPlace) return { kind: 'stay', picker: { found: places.slice(0, mostFound) } };
  if (places[0]) return { kind: 'place', place: places[0] };
  return { kind: 'problem', text: text('place.not_found') };
}

function tapped(picker: PlacePicker, id: string, catalogue: Catalogue): Picked {
  const page = pageOf(id);
  if (page !== undefined) return { kind: 'stay', picker: { ...picker, page } };
  const [, kind, digits] = /^([tas]):(\d{1,9})$/.exec(id) ?? [];
  const number = Number(digits);
  const area = catalogue.areas.find((known) => known.id === number);
  if (kind === 't' && area) return { kind: 'stay', picker: { townshipId: area.id } };
  if (kind === 'a' && area) return { kind: 'place', place: { areaId: area.id } };
  const school = kind === 's' ? catalogue.schools.find((known) => known.id === number) : undefined;
  if (school) return { kind: 'place', place: { areaId: school.areaId, schoolId: school.id } };
  return { kind: 'problem', text: text('place.type_or_tap') };
}

/** Villages and schools of a township, as buttons. */
function inTownship(catalogue: Catalogue, townshipId: AreaId): Choice[] {
  const villages = villagesOf(catalogue, townshipId);
  const ids = new Set<AreaId>([townshipId, ...villages.map((area) => area.id)]);
  const schools = catalogue.schools.filter((school) => ids.has(school.areaId));
  return [
    ...villages.map((area) => placeChoice(catalogue, { areaId: area.id }, false, '', townshipId)),
    ...schools.map((school) =>
      placeChoice(catalogue, { areaId: school.areaId, schoolId: school.id }, false, '🏫 ', townshipId),
    ),
  ];
}

export const villagesOf = (catalogue: Catalogue, townshipId: AreaId) =>
  catalogue.areas.filter((area) => area.kind === 'village' && area.parentId === townshipId);

function placeChoice(catalogue: Catalogue, place: Place, withTownship: boolean, mark = '', inside?: AreaId): Choice {
  const id = place.schoolId !== undefined ? `s:${place.schoolId}` : `a:${place.areaId}`;
  const names = placeNames(catalogue, place);
  const township = withTownship ? townshipOf(catalogue, place.areaId) : undefined;
  const zh = inside === undefined ? names.zh : shortened(names.zh, areaNames(catalogue, inside).zh);
  const en = names.en ?? zh;
  return choice(id, {
    names: {
      zh: `${mark}${zh}${township && !zh.startsWith(township.zh) ? `（${township.zh}）` : ''}`,
      en: `${mark}${en}${township ? ` (${township.en ?? township.zh})` : ''}`,
    },
  });
}

/** 小峡街道第3村 under 小峡街道 is 第3村: buttons are small. */
const shortened = (name: string, township: string): string =>
  name.startsWith(township) && name.length > township.length ? name.slice(township.length) : name;

export function townshipOf(catalogue: Catalogue, areaId: AreaId) {
  let area = catalogue.areas.find((known) => known.id === areaId);
  while (area && area.kind !== 'township') {
    const { parentId } = area;
    area = catalogue.areas.find((known) => known.id === parentId);
  }
  return area?.names;
}

const areaNames = (catalogue: Catalogue, id: AreaId) => placeNames(catalogue, { areaId: id });
