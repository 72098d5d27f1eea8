// /request: what it is about, where, in the person's own words, and where to ring. Nothing here is sent before the
// person has seen it once more.

import { type RequestKind, requestKinds } from '../../domain/commands-request.ts';
import { maxText } from '../../domain/draft.ts';
import { type Place, placeNames } from '../../domain/menu.ts';
import { type Text, text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../answers.ts';
import { choice, type Dialogue, type Facts, type Input, type Reply, type Step } from '../dialogue.ts';
import { residentNav, rows } from '../nav.ts';
import { phoneFrom } from '../order/step-contact.ts';
import { type PlacePicker, pickPlace, placeChoices, placeQuestion } from '../pickers/place-picker.ts';

interface Making {
  readonly at: 'kind' | 'place' | 'text' | 'phone' | 'summary';
  readonly kind: RequestKind;
  readonly picker: PlacePicker;
  readonly place?: Place;
  readonly text?: string;
  readonly phone?: string;
}

export const makeRequest: Dialogue<Making> = {
  name: 'request',
  start({ args }, facts) {
    const kind = requestKinds.find((known) => known === args[0]);
    const { phone } = facts.person;
    const making: Making = {
      at: kind ? 'place' : 'kind',
      kind: kind ?? 'advice',
      picker: {},
      ...(phone !== undefined && { phone }),
    };
    return asked(making, ask(making, facts));
  },
  step(making, input, facts) {
    if (input.kind === 'choice' && input.id === 'back') return goBack(making, facts);
    switch (making.at) {
      case 'kind':
        return takeKind(making, input, facts);
      case 'place':
        return takePlace(making, input, facts);
      case 'text':
        return takeText(making, input, facts);
      case 'phone':
        return takePhone(making, input, facts);
      case 'summary':
        return submit(making, input, facts);
    }
  },
  ask,
  conclude(_, outcome) {
    if (outcome.type !== 'submit-request') return lost;
    return ended(told(text('request.received', { number: outcome.result.number }), allButton));
  },
};

export const allButton = choice('/requests', text('my_request.all'));

function ask(making: Making, facts: Facts): Reply {
  switch (making.at) {
    case 'kind':
      return {
        text: text('request.ask_kind'),
        choices: [
          ...rows(
            requestKinds.map((kind) => choice(kind, text(`request_kind.${kind}`))),
            2,
          ),
          residentNav,
        ],
      };
    case 'place':
      return {
        text:
          making.picker.found || making.picker.townshipId !== undefined
            ? placeQuestion(making.picker, facts)
            : text('request.ask_place'),
        choices: [...placeChoices(making.picker, facts), [choice('skip', text('request.skip'))], residentNav],
      };
    case 'text':
      return { text: text('request.ask_text', { most: maxText }), choices: [residentNav] };
    case 'phone':
      return { text: text('phone.ask'), choices: [residentNav], contact: 'ask' };
    case 'summary':
      return {
        text: { lines: [text('request.summary'), ...summaryLines(making, facts)] },
        choices: [[choice('submit', text('request.submit'))], residentNav],
      };
  }
}

function summaryLines({ kind, place, text: words, phone }: Making, { catalogue }: Facts): Text[] {
  return [
    text('request.kind', { value: text(`request_kind.${kind}`) }),
    place ? text('line.place', { value: { names: placeNames(catalogue, place) } }) : '',
    words === undefined ? '' : text('request_card.words', { value: words }),
    phone === undefined ? '' : text('line.phone', { value: phone }),
  ];
}

function takeKind(making: Making, input: Input, facts: Facts): Step<Making> {
  const kind = input.kind === 'choice' ? requestKinds.find((known) => known === input.id) : undefined;
  return kind ? goOn({ ...making, kind, at: 'place' }, facts) : again(making, text('request.tap_kind'), facts);
}

function takePlace(making: Making, input: Input, facts: Facts): Step<Making> {
  if (input.kind === 'choice' && input.id === 'skip') {
    const { place: _, ...rest } = making;
    return goOn({ ...rest, picker: {}, at: 'text' }, facts);
  }
  const picked = pickPlace(making.picker, input, facts);
  switch (picked.kind) {
    case 'place':
      return goOn({ ...making, picker: {}, place: picked.place, at: 'text' }, facts);
    case 'stay':
      return goOn({ ...making, picker: picked.picker }, facts);
    case 'problem':
      return again(making, picked.text, facts);
  }
}

function takeText(making: Making, input: Input, facts: Facts): Step<Making> {
  if (input.kind !== 'text') return again(making, text('request.type'), facts);
  if ([...input.text].length > maxText) return again(making, text('text.too_long', { most: maxText }), facts);
  return goOn({ ...making, text: input.text, at: making.phone === undefined ? 'phone' : 'summary' }, facts);
}

function takePhone(making: Making, input: Input, facts: Facts): Step<Making> {
  const phone = phoneFrom(input);
  if (phone === undefined) return again(making, text('phone.wrong'), facts);
  const next: Making = { ...making, phone, at: 'summary' };
  return { state: next, replies: [{ text: text('phone.noted'), contact: 'remove' }, ask(next, facts)] };
}

function submit(making: Making, input: Input, facts: Facts): Step<Making> {
  const { kind, place, text: words, phone } = making;
  if (phone === undefined) return goOn({ ...making, at: 'phone' }, facts);
  if (input.kind !== 'choice' || input.id !== 'submit') return again(making, text('request.tap_submit'), facts);
  const command = {
    type: 'submit-request',
    kind,
    phone,
    ...(place && { place }),
    ...(words !== undefined && { text: words }),
  } as const;
  return { state: making, replies: [], command };
}

function goBack(making: Making, facts: Facts): Step<Making> {
  if (making.at === 'place' && (making.picker.townshipId !== undefined || making.picker.found))
    return goOn({ ...making, picker: {} }, facts);
  if (making.at === 'kind') return handOver('/menu');
  // The phone that was known before is not asked for on the way back either.
  const before = { place: 'kind', text: 'place', phone: 'text', summary: 'text' } as const;
  return goOn({ ...making, at: before[making.at] }, facts);
}

const goOn = (making: Making, facts: Facts): Step<Making> => asked(making, ask(making, facts));
const again = (making: Making, why: Text, facts: Facts): Step<Making> => askedAgain(making, why, ask(making, facts));
