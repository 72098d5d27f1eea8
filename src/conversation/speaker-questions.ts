// The questions of the speaker form, one by one.

import { kindText, languageText } from '../domain/cards/profile-card.ts';
import { isName, type JoinedBy, maxName } from '../domain/commands-roster.ts';
import { maxText } from '../domain/draft.ts';
import type { AreaId } from '../domain/ids.ts';
import { languages, placeNames } from '../domain/menu.ts';
import { type TextKey, text } from '../domain/message.ts';
import { sameName, searchPlaces } from '../domain/place-names.ts';
import { choice, type Facts, type Input } from './dialogue.ts';
import { rows } from './nav.ts';
import { phoneFrom } from './order/step-contact.ts';
import { type TickOption, takeTick, tickChoices } from './pickers/tick-picker.ts';
import type { Answer, FormStep, Question, SpeakerForm } from './speaker-form.ts';

const kind: Question = {
  ask: (_, __, { kinds, own }) => ({
    text: text(own ? 'apply.ask_kind' : 'roster.ask_kind'),
    choices: rows(
      kinds.map((one) => choice(one, kindText(one))),
      2,
    ),
  }),
  take(form, input, _, { kinds }) {
    const found = kinds.find((one) => input.kind === 'choice' && input.id === one);
    return found ? filled({ ...form, kind: found }) : problem('more.tap');
  },
};

const ways: readonly JoinedBy[] = ['organisation', 'branch'];

const joined: Question = {
  ask: () => ({
    text: text('roster.ask_joined'),
    choices: [ways.map((way) => choice(way, text(`roster.joined_${way}`)))],
  }),
  take(form, input) {
    const found = ways.find((way) => input.kind === 'choice' && input.id === way);
    return found ? filled({ ...form, joinedBy: found }) : problem('more.tap');
  },
};

/** A township is enough; who types the village is found the nearer. */
const area: Question = {
  ask: (_, { catalogue }, { own }) => ({
    text: text(own ? 'apply.ask_area' : 'roster.ask_area'),
    choices: rows(
      catalogue.areas.filter((one) => one.kind === 'township').map(({ id, names }) => choice(`t:${id}`, { names })),
      2,
    ),
  }),
  take(form, input, facts) {
    const areaId = areaFrom(input, facts);
    return areaId === undefined ? problem('apply.wrong_area') : filled({ ...form, areaId });
  },
};

function areaFrom(input: Input, { catalogue }: Facts): AreaId | undefined {
  if (input.kind === 'choice') return catalogue.areas.find(({ id }) => input.id === `t:${id}`)?.id;
  if (input.kind !== 'text') return undefined;
  const township = catalogue.areas.find(
    ({ kind: level, names, aliases }) =>
      level === 'township' && [names.zh, names.en ?? '', ...aliases].some((name) => sameName(name, input.text)),
  );
  if (township) return township.id;
  const found = searchPlaces(input.text, catalogue);
  return found.length === 1 ? found[0]?.areaId : undefined;
}

const topicOptions = ({ catalogue }: Facts): readonly TickOption[] =>
  catalogue.topics.map(({ id, names }) => ({ id: String(id), label: { names } }));

const topics: Question = {
  ask: (form, facts, { own }) => ({
    text: text(own ? 'apply.ask_topics' : 'roster.ask_new_topics'),
    choices: tickChoices(topicOptions(facts), pickerOf(form, form.topicIds.map(String))),
  }),
  take: (form, input, facts) =>
    ticked(form, takeTick(topicOptions(facts), pickerOf(form, form.topicIds.map(String)), input), (ids) => ({
      topicIds: ids.map(Number),
    })),
};

const languageOptions: readonly TickOption[] = languages.map((code) => ({ id: code, label: languageText(code) }));

const spoken: Question = {
  ask: (form) => ({
    text: text('apply.ask_languages'),
    choices: tickChoices(languageOptions, pickerOf(form, form.languages)),
  }),
  take: (form, input) =>
    ticked(form, takeTick(languageOptions, pickerOf(form, form.languages), input), (ids) => ({
      languages: languages.filter((code) => ids.includes(code)),
    })),
};

const pickerOf = ({ page }: SpeakerForm, chosen: readonly string[]) => ({
  ticked: chosen,
  ...(page !== undefined && { page }),
});

function ticked(
  form: SpeakerForm,
  taken: ReturnType<typeof takeTick>,
  kept: (ids: readonly string[]) => Partial<SpeakerForm>,
): Answer {
  switch (taken.kind) {
    case 'done':
      return filled({ ...form, ...kept(taken.ticked) });
    case 'stay':
      return stays({
        ...form,
        ...kept(taken.picker.ticked),
        ...(taken.picker.page !== undefined && { page: taken.picker.page }),
      });
    case 'other':
      return problem('roster.tap_tick');
  }
}

const name: Question = {
  ask: (_, { person }, { own }) => ({
    text: text(own ? 'apply.ask_name' : 'roster.ask_name', { most: maxName }),
    choices: own && person.name !== undefined ? [[choice('known', person.name)]] : [],
  }),
  take(form, input, { person }, { own }) {
    const known = own && input.kind === 'choice' && input.id === 'known' ? person.name : undefined;
    const typed = known ?? (input.kind === 'text' ? input.text.trim() : '');
    return isName(typed) ? filled({ ...form, name: typed }) : problem('roster.wrong_name');
  },
};

/** Telegram's own button for the number and buttons under the message exclude each other. */
const phone: Question = {
  ask(_, { person }, { own }) {
    if (!own) return { text: text('roster.ask_phone'), choices: [[choice('skip', text('more.none'))]] };
    return person.phone === undefined
      ? { text: text('phone.ask'), contact: 'ask' }
      : { text: text('apply.ask_phone'), choices: [[choice('known', person.phone)]] };
  },
  take(form, input, { person }, { own }) {
    const tap = input.kind === 'choice' ? input.id : undefined;
    if (!own && tap === 'skip') {
      const { phone: _, ...without } = form;
      return filled(without);
    }
    const number = own && tap === 'known' ? person.phone : phoneFrom(input);
    return number === undefined ? problem('phone.wrong') : filled({ ...form, phone: number });
  },
};

const about: Question = {
  ask: () => ({
    text: text('apply.ask_about', { most: maxText }),
    choices: [[choice('skip', text('more.none'))]],
  }),
  take(form, input) {
    const { about: _, ...without } = form;
    if (input.kind === 'choice' && input.id === 'skip') return filled(without);
    const words = input.kind === 'text' ? input.text.trim() : '';
    if (words === '') return problem('more.type');
    return [...words].length > maxText
      ? { kind: 'problem', text: text('text.too_long', { most: maxText }) }
      : filled({ ...without, about: words });
  },
};

export const questions: Readonly<Record<FormStep, Question>> = {
  ...{ kind, joined, area, topics },
  ...{ languages: spoken, name, phone, about },
};

/** What a form says, as a view of it, for the summary. */
export const shownForm = (form: SpeakerForm, { catalogue }: Facts) => ({
  kind: form.kind ?? 'volunteer',
  area: form.areaId === undefined ? { zh: '—' } : placeNames(catalogue, { areaId: form.areaId }),
  topics: catalogue.topics.filter(({ id }) => form.topicIds.includes(id)).map(({ id, names }) => ({ id, names })),
  languages: form.languages,
  ...(form.name !== undefined && { name: form.name }),
  ...(form.phone !== undefined && { phone: form.phone }),
  ...(form.about !== undefined && { about: form.about }),
});

const filled = (form: SpeakerForm): Answer => ({ kind: 'filled', form });
const stays = (form: SpeakerForm): Answer => ({ kind: 'stay', form });
const problem = (key: TextKey): Answer => ({ kind: 'problem', text: text(key) });
