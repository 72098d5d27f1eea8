// What makes a speaker eligible: sending agency, qualification, fields of law, birth date, retired or not. Entered by
// coordinators.

import type { LocalDay } from '../../../domain/calendar.ts';
import { type Agency, agencies } from '../../../domain/deputy/rules.ts';
import type { SpeakerId } from '../../../domain/ids.ts';
import { type Text, type TextKey, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Facts, type Input, type Reply, type Step } from '../../dialogue.ts';
import { rows, staffNav } from '../../nav.ts';
import { dateFrom } from './days.ts';

interface Profile {
  readonly speakerId: SpeakerId;
  readonly agency?: Agency;
  readonly qualification?: string;
  readonly fields?: readonly string[];
  readonly bornOn?: LocalDay;
  /** Then the day is asked as well: terms before it count as those of somebody in service. */
  readonly retired?: true;
}

const steps = ['agency', 'qualification', 'fields', 'bornOn'] as const;
type Field = (typeof steps)[number] | 'retired' | 'retiredOn';

const open = (profile: Profile): Step<Profile> => asked(profile, ask(profile));
const stepOf = (profile: Profile): Field =>
  steps.find((name) => profile[name] === undefined) ?? (profile.retired ? 'retiredOn' : 'retired');

export const deputyProfile: Dialogue<Profile> = {
  name: 'deputy_profile',
  start({ args: [id] }) {
    const speakerId = idFrom(id);
    return speakerId === undefined ? lost : open({ speakerId });
  },
  step(profile, input, facts) {
    if (input.kind === 'choice' && input.id === 'back') return goBack(profile);
    return take(profile, input, facts);
  },
  ask,
  conclude(profile, outcome) {
    if (outcome.type !== 'set-deputy-profile' || !profile) return lost;
    const { speakerId } = profile;
    if (!outcome.result.ok) return ended(told(text('deputy.profile_refused'), poolButton));
    return ended(
      told(text('deputy.profile_saved'), choice(`/add_training ${speakerId}`, text('deputy.add_training')), poolButton),
    );
  },
};

const poolButton = choice('/pool', text('deputy.pool'));

function goBack({ speakerId, agency, qualification, fields, bornOn, retired }: Profile): Step<Profile> {
  if (agency === undefined) return handOver('/pool');
  if (qualification === undefined) return open({ speakerId });
  if (fields === undefined) return open({ speakerId, agency });
  const until = { speakerId, agency, qualification };
  return open({
    ...until,
    ...(bornOn !== undefined && { fields }),
    ...(retired && bornOn !== undefined && { bornOn }),
  });
}

function take(profile: Profile, input: Input, facts: Facts): Step<Profile> {
  const again = (why: Text): Step<Profile> => askedAgain(profile, why, ask(profile));
  const said = input.kind === 'text' ? input.text.replace(/\s+/g, ' ').trim() : undefined;
  const none = input.kind === 'choice' && input.id === 'none';
  switch (stepOf(profile)) {
    case 'agency': {
      const agency = input.kind === 'choice' ? agencies.find((known) => known === input.id) : undefined;
      return agency ? open({ ...profile, agency }) : again(text('deputy.tap_choice'));
    }
    case 'qualification':
      if (none) return open({ ...profile, qualification: '' });
      if (!said) return again(text('free_text.type'));
      return [...said].length > longest
        ? again(text('text.too_long', { most: longest }))
        : open({ ...profile, qualification: said });
    case 'fields': {
      if (none) return open({ ...profile, fields: [] });
      if (!said) return again(text('free_text.type'));
      const fields = said.split(/[、，,；;]\s*/).filter((field) => field !== '');
      return fields.length > mostFields || fields.some((field) => [...field].length > longestField)
        ? again(text('deputy.wrong_fields', { many: mostFields, most: longestField }))
        : open({ ...profile, fields });
    }
    case 'bornOn': {
      const bornOn = said === undefined ? undefined : dateFrom(said);
      return bornOn === undefined || bornOn >= facts.today || bornOn < '1920'
        ? again(text('deputy.wrong_birth'))
        : open({ ...profile, bornOn });
    }
    case 'retired':
      if (input.kind !== 'choice') return again(text('deputy.tap_choice'));
      if (input.id === 'yes') return open({ ...profile, retired: true });
      return input.id === 'no' ? save(profile) : again(text('deputy.tap_choice'));
    case 'retiredOn': {
      if (none) return save(profile);
      const retiredOn = said === undefined ? undefined : dateFrom(said);
      return retiredOn === undefined || retiredOn > facts.today || retiredOn <= (profile.bornOn ?? '')
        ? again(text('deputy.wrong_retired_on'))
        : save(profile, retiredOn);
    }
  }
}

const longest = 100;
const longestField = 20;
const mostFields = 8;

function save(profile: Profile, retiredOn?: LocalDay): Step<Profile> {
  const { speakerId, agency, qualification, fields, bornOn, retired = false } = profile;
  if (agency === undefined || qualification === undefined || fields === undefined || bornOn === undefined)
    return open(profile);
  return {
    state: profile,
    replies: [],
    command: {
      ...{ type: 'set-deputy-profile', speakerId, agency, qualification, fields, bornOn, retired },
      ...(retiredOn !== undefined && { retiredOn }),
    },
  };
}

const questions = {
  agency: 'deputy.ask_agency',
  qualification: 'deputy.ask_qualification',
  fields: 'deputy.ask_fields',
  bornOn: 'deputy.ask_born',
  retired: 'deputy.ask_retired',
  retiredOn: 'deputy.ask_retired_on',
} as const satisfies Record<Field, TextKey>;

function ask(profile: Profile): Reply {
  const none = [choice('none', text('deputy.none'))];
  const at = stepOf(profile);
  const choices = {
    agency: rows(
      agencies.map((known) => choice(known, text(`deputy.agency_${known}`))),
      2,
    ),
    qualification: [none],
    fields: [none],
    bornOn: [],
    retired: [[choice('no', text('deputy.in_service')), choice('yes', text('deputy.is_retired'))]],
    retiredOn: [[choice('none', text('deputy.not_known'))]],
  };
  return { text: text(questions[at]), choices: [...choices[at], staffNav] };
}
