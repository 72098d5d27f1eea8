// 在哪里: one village, community or school, or several villages at once.

import { maxPlaces } from '../../domain/draft.ts';
import type { AreaId } from '../../domain/ids.ts';
import type { Place } from '../../domain/menu.ts';
import { placeNames } from '../../domain/menu.ts';
import { text } from '../../domain/message.ts';
import { searchPlaces } from '../../domain/place-names.ts';
import { choice, type Facts, type Input } from '../dialogue.ts';
import { paged, pageOf, rows } from '../nav.ts';
import { pickPlace, placeChoices, placeQuestion, villagesOf } from '../pickers/place-picker.ts';
import { fillIn } from './fill-in.ts';
import { question } from './question.ts';
import { filled, type OrderStep, problem, type Taken, type Talk } from './talk.ts';

export const placeStep: OrderStep = {
  ask(talk, facts) {
    const picker = talk.place ?? {};
    const top = picker.townshipId === undefined && !picker.found;
    return question(talk, placeQuestion(picker, facts), [
      ...placeChoices(picker, facts),
      ...(top && talk.mode !== 'log' ? [[choice('many', text('place.many'))]] : []),
    ]);
  },
  take(talk, input, facts) {
    if (input.kind === 'choice' && input.id === 'many')
      return { kind: 'goto', at: 'many', talk: { ...talk, draft: { ...talk.draft, places: [] } } };
    const picked = pickPlace(talk.place ?? {}, input, facts);
    switch (picked.kind) {
      case 'place': {
        const chosen = { ...talk, draft: { ...talk.draft, places: placesIn(input, talk) ?? [picked.place] } };
        // What else the sentence says is not asked again.
        const said = input.kind === 'text' && { ...input.understood, text: input.text };
        return { kind: 'filled', talk: said ? fillIn(chosen, said, facts) : chosen };
      }
      case 'stay':
        return { kind: 'stay', talk: { ...talk, place: picked.picker } };
      case 'problem':
        return { kind: 'problem', text: picked.text };
    }
  },
};

/** All the places that a sentence names; a 补录 has one. */
function placesIn(input: Input, { mode }: Talk): readonly Place[] | undefined {
  if (input.kind !== 'text' || mode === 'log') return undefined;
  const { places, ambiguousPlace } = input.understood;
  return places.length > 1 && places.length <= maxPlaces && !ambiguousPlace ? places : undefined;
}

/** Ticks, or names pasted one below the other. */
export const manyStep: OrderStep = {
  ask(talk, facts) {
    const { catalogue } = facts;
    const ticked = new Set(talk.draft.places.map((place) => place.areaId));
    const townshipId = talk.place?.townshipId;
    const count = talk.draft.places.length;
    const list = talk.draft.places.map((place) => ({ names: placeNames(catalogue, place) }));
    const unclear = talk.unclear ? text('place.unclear', { names: { list: talk.unclear } }) : '';
    const done = count > 0 ? [[choice('done', text('place.many_done', { count }))]] : [];
    if (townshipId === undefined) {
      const townships = catalogue.areas
        .filter((area) => area.kind === 'township')
        .map((area) => choice(`t:${area.id}`, { names: area.names }));
      return question(talk, { lines: [unclear, text('place.ask_many'), count > 0 ? { list } : ''] }, [
        ...rows(townships, 2),
        ...done,
      ]);
    }
    const villages = villagesOf(catalogue, townshipId).map((area) =>
      choice(
        `v:${area.id}`,
        text(ticked.has(area.id) ? 'place.ticked' : 'place.unticked', { name: { names: area.names } }),
      ),
    );
    return question(talk, { lines: [unclear, text('place.tick'), count > 0 ? { list } : ''] }, [
      [choice('all', text('place.tick_all'))],
      ...paged(villages, talk.page ?? 0, 2, 20),
      ...done,
    ]);
  },
  take({ unclear: _, ...talk }, input, facts) {
    if (input.kind === 'text') return pasted(talk, input, facts);
    if (input.kind !== 'choice') return problem(text('place.type_or_tap'));
    if (input.id === 'done' && talk.draft.places.length > 0) return filled(talk, talk.draft);
    const page = pageOf(input.id);
    if (page !== undefined) return { kind: 'stay', talk: { ...talk, page } };
    const [, kind, digits] = /^([tv]):(\d{1,9})$/.exec(input.id) ?? [];
    const areaId: AreaId = Number(digits);
    const townshipId = talk.place?.townshipId;
    if (kind === 't') return { kind: 'stay', talk: { ...talk, place: { townshipId: areaId }, page: 0 } };
    if (input.id === 'all' && townshipId !== undefined) {
      return withPlaces(talk, [
        ...talk.draft.places,
        ...villagesOf(facts.catalogue, townshipId).map(({ id }) => ({ areaId: id })),
      ]);
    }
    if (kind !== 'v' || !facts.catalogue.areas.some(({ id }) => id === areaId))
      return problem(text('place.type_or_tap'));
    const without = talk.draft.places.filter((place) => place.areaId !== areaId);
    return withPlaces(talk, without.length < talk.draft.places.length ? without : [...talk.draft.places, { areaId }]);
  },
};

function pasted(talk: Talk, input: Input & { kind: 'text' }, facts: Facts): Taken {
  const names = input.text
    .split(/[\n、,，;；。\t]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .flatMap((name) => (searchPlaces(name, facts.catalogue).length === 1 ? [name] : name.split(betweenHan)));
  const searched = names.map((name) => ({ name, found: searchPlaces(name, facts.catalogue) }));
  const clear = searched.flatMap(({ found }) => (found.length === 1 ? found : []));
  const unclear = searched.filter(({ found }) => found.length !== 1).map(({ name }) => name.slice(0, 30));
  const next = withPlaces(talk, [...talk.draft.places, ...clear]);
  if (next.kind !== 'stay' || unclear.length === 0) return next;
  // The clear ones are kept; the names that need another word are quoted back.
  return { kind: 'stay', talk: { ...next.talk, unclear: unclear.slice(0, 10) } };
}

/** 「第1村 第2村」: no Chinese name has a space in it, English ones have. */
const betweenHan = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u;

function withPlaces(talk: Talk, places: readonly Place[]): Taken {
  const once = [...new Map(places.map((place) => [`${place.areaId}/${place.schoolId ?? ''}`, place])).values()];
  if (once.length > maxPlaces) return problem(text('place.too_many', { most: maxPlaces }));
  return { kind: 'stay', talk: { ...talk, draft: { ...talk.draft, places: once } } };
}
