// The parts of a profile of which several are ticked: formats, languages, areas, and for a coordinator the topics.

import { languageText } from '../../../domain/cards/profile-card.ts';
import type { ProfileEdit, ProfileView } from '../../../domain/commands-roster.ts';
import { languages } from '../../../domain/menu.ts';
import { type TextKey, text } from '../../../domain/message.ts';
import { choice, type Facts } from '../../dialogue.ts';
import { type TickOption, type TickPicker, takeTick, tickChoices } from '../../pickers/tick-picker.ts';
import { edited, problem, type Section } from './profile-section.ts';

interface TickSection {
  readonly question: TextKey;
  readonly least: number;
  options(facts: Facts): readonly TickOption[];
  /** The ids that are ticked now. */
  now(profile: ProfileView): readonly string[];
  edit(ticked: readonly string[]): ProfileEdit;
  /** A button for none at all, where that means something of its own. */
  readonly none?: TextKey;
}

export const grantedTopics = createTickSection({
  question: 'roster.ask_grant',
  least: 0,
  options: ({ catalogue }) => catalogue.topics.map(({ id, names }) => ({ id: String(id), label: { names } })),
  now: ({ topics }) => topics.map(({ id }) => String(id)),
  edit: (ticked) => ({ what: 'topics', topicIds: ticked.map(Number) }),
});

export const formats = createTickSection({
  question: 'roster.ask_formats',
  least: 1,
  options: ({ catalogue }) => catalogue.formats.map(({ id, names }) => ({ id: String(id), label: { names } })),
  now: (profile) => profile.formats.map(({ id }) => String(id)),
  edit: (ticked) => ({ what: 'formats', formatIds: ticked.map(Number) }),
});

export const spokenLanguages = createTickSection({
  question: 'roster.ask_languages',
  least: 1,
  options: () => languageOptions,
  now: (profile) => profile.languages,
  edit: (ticked) => ({ what: 'languages', languages: languages.filter((code) => ticked.includes(code)) }),
});

export const areas = createTickSection({
  question: 'roster.ask_areas',
  least: 1,
  options: ({ catalogue }) =>
    catalogue.areas
      .filter(({ kind }) => kind === 'township')
      .map(({ id, names }) => ({ id: String(id), label: { names } })),
  now: (profile) => profile.areas.map(({ id }) => String(id)),
  edit: (ticked) => ({ what: 'areas', areaIds: ticked.map(Number) }),
  none: 'roster.everywhere',
});

export const languageOptions: readonly TickOption[] = languages.map((code) => ({
  id: code,
  label: languageText(code),
}));

function createTickSection({ question, least, options, now, edit, none }: TickSection): Section {
  const pickerOf = (profile: ProfileView, picker: TickPicker | undefined) => picker ?? { ticked: now(profile) };
  return {
    ask: ({ profile, picker }, facts) => ({
      text: text(question, { name: profile.name }),
      choices: [
        ...(none === undefined ? [] : [[choice('none', text(none))]]),
        ...tickChoices(options(facts), pickerOf(profile, picker), least),
      ],
    }),
    take(showing, input, facts) {
      if (none !== undefined && input.kind === 'choice' && input.id === 'none') return edited(edit([]));
      const taken = takeTick(options(facts), pickerOf(showing.profile, showing.picker), input, least);
      switch (taken.kind) {
        case 'done':
          return edited(edit(taken.ticked));
        case 'stay':
          return { kind: 'stay', showing: { ...showing, picker: taken.picker } };
        case 'other':
          return problem(text('roster.tap_tick'));
      }
    },
  };
}
