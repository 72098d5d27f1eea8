// 我的资料: what a speaker can give, when and where, seen and changed by themselves (/me), or by a coordinator of the area
// (/member 7), who also decides what nobody decides for themselves.

import { profileText } from '../../../domain/cards/profile-card.ts';
import type { Command } from '../../../domain/commands.ts';
import type { ProfileEdit, ProfileEdited, ProfileView } from '../../../domain/commands-roster.ts';
import { type Choice, type Text, type TextKey, text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Dialogue, type Facts, type Input, type Reply, type Step } from '../../dialogue.ts';
import { rows, staffNav } from '../../nav.ts';
import { hours } from './profile-hours.ts';
import { daily, share, weekly } from './profile-numbers.ts';
import { type Section, type SectionName, type Showing, sectionNames } from './profile-section.ts';
import { areas, formats, grantedTopics, spokenLanguages } from './profile-ticks.ts';
import { ownTopics } from './profile-topics.ts';

/** Nothing is shown yet while the profile is fetched, in the same turn. */
type State = Showing | { readonly at: 'fetching' };

export const profile = createProfileDialogue('profile', () => ({ type: 'show-profile' }));

export const member = createProfileDialogue('member', ([id]) => {
  const speakerId = idFrom(id);
  return speakerId === undefined ? undefined : { type: 'show-profile', speakerId };
});

function createProfileDialogue(name: string, fetch: (args: readonly string[]) => Command | undefined): Dialogue<State> {
  return {
    name,
    start({ args }) {
      const command = fetch(args);
      return command ? { state: { at: 'fetching' }, replies: [], command } : lost;
    },
    step(state, input, facts) {
      if (state.at === 'fetching') return lost;
      if (input.kind === 'choice' && input.id === 'back') return goBack(state, facts);
      return state.at === 'home' ? takeHome(state, input, facts) : takeSection(state, state.at, input, facts);
    },
    ask: (state, facts) => (state.at === 'fetching' ? told(text('chat.lost')) : ask(state, facts)),
    conclude(state, outcome, facts) {
      if (outcome.type === 'show-profile') {
        const { profile: found } = outcome.result;
        return found ? open({ profile: found, at: 'home' }, facts) : ended(told(text('roster.not_found')));
      }
      if (!state || state.at === 'fetching') return lost;
      if (outcome.type === 'edit-profile')
        return changed(state, outcome.result, doneText(state, outcome.result), facts);
      if (outcome.type === 'request-topic') return changed(state, outcome.result, text('roster.requested'), facts);
      return lost;
    },
  };
}

function doneText({ pausing }: Showing, result: ProfileEdited): Text {
  const many = pausing && result.ok ? result.profile.schools : 0;
  return many > 0 ? text('roster.paused_schools', { many }) : text('roster.saved');
}

/** The profile as it is now, or why it is not changed above the same question. */
function changed({ at }: Showing, result: ProfileEdited, done: Text, facts: Facts): Step<State> {
  if (result.ok) {
    const home: Showing = { profile: result.profile, at: 'home' };
    return askedAgain(home, done, ask(home, facts));
  }
  if (result.reason === 'not_found') return ended(told(text('roster.not_found')));
  const same: Showing = { profile: result.profile, at };
  return askedAgain(same, text(`roster.why_${result.reason}`), ask(same, facts));
}

function sectionOf(at: SectionName, { own }: ProfileView): Section {
  const sections: Readonly<Record<SectionName, Section>> = {
    topics: own ? ownTopics : grantedTopics,
    formats,
    languages: spokenLanguages,
    hours,
    areas,
    weekly,
    daily,
    share,
  };
  return sections[at];
}

function takeSection(showing: Showing, at: SectionName, input: Input, facts: Facts): Step<State> {
  const taken = sectionOf(at, showing.profile).take(showing, input, facts);
  switch (taken.kind) {
    case 'edit':
      return edit(showing, taken.edit);
    case 'command':
      return { state: showing, replies: [], command: taken.command };
    case 'stay':
      return open(taken.showing, facts);
    case 'problem':
      return askedAgain(showing, taken.text, ask(showing, facts));
  }
}

function takeHome(showing: Showing, input: Input, facts: Facts): Step<State> {
  const tap = input.kind === 'choice' ? input.id : undefined;
  const { profile: shown } = showing;
  if (showing.pausing) {
    if (tap === 'pause') return edit(showing, { what: 'active', yes: false });
    return askedAgain(showing, text('roster.tap'), ask(showing, facts));
  }
  const at = sectionsFor(shown).find((name) => name === tap);
  if (at) return open({ profile: shown, at }, facts);
  if (tap === 'assist') return edit(showing, { what: 'assist', yes: !shown.canAssist });
  if (tap === 'minors' && !shown.own) return edit(showing, { what: 'minors', yes: !shown.clearedForMinors });
  if (tap === 'active' && !shown.own && shown.active && shown.schools > 0)
    return open({ ...showing, pausing: true }, facts);
  if (tap === 'active' && !shown.own) return edit(showing, { what: 'active', yes: !shown.active });
  return askedAgain(showing, text('roster.tap'), ask(showing, facts));
}

const edit = (showing: Showing, wanted: ProfileEdit): Step<State> => ({
  state: showing,
  replies: [],
  command: {
    type: 'edit-profile',
    edit: wanted,
    ...(showing.profile.own ? {} : { speakerId: showing.profile.id }),
  },
});

/** Out of a half-answered question to the question, from there to the profile, and from the profile to where it stands. */
function goBack({ at, days, topicId, pausing, profile: shown }: Showing, facts: Facts): Step<State> {
  if (at === 'home' && !pausing) return handOver(shown.own ? '/menu' : '/team');
  return open({ profile: shown, at: days || topicId !== undefined ? at : 'home' }, facts);
}

const open = (showing: Showing, facts: Facts): Step<State> => asked(showing, ask(showing, facts));

function ask(showing: Showing, facts: Facts): Reply {
  const { at, pausing, profile: shown } = showing;
  if (pausing)
    return {
      text: text('roster.pause_schools', { name: shown.name, many: shown.schools }),
      choices: [[choice('pause', text('roster.active_off'))], staffNav],
    };
  if (at === 'home') return { text: profileText(shown), choices: homeChoices(shown) };
  const question = sectionOf(at, shown).ask(showing, facts);
  return { ...question, choices: [...(question.choices ?? []), staffNav] };
}

const sectionsFor = ({ own }: ProfileView): readonly SectionName[] =>
  own ? sectionNames.filter((name) => name !== 'share') : sectionNames;

function homeChoices(shown: ProfileView): Choice[][] {
  const { own, canAssist, clearedForMinors, active, requested, joined, id } = shown;
  const button = (tap: string, key: TextKey) => choice(tap, text(key));
  const decide = requested.flatMap(({ requestId, names }) => [
    [choice(`/grant ${requestId}`, text('roster.grant_topic', { topic: { names } }))],
    [choice(`/deny ${requestId}`, text('roster.deny_topic', { topic: { names } }))],
  ]);
  return [
    ...(own ? [] : decide),
    ...rows(
      [
        ...sectionsFor(shown).map((name) => choice(name, text(`roster.section_${name}`))),
        button('assist', canAssist ? 'roster.assist_off' : 'roster.assist_on'),
        ...(own
          ? [button('/away', 'staff_menu.away')]
          : [
              button('minors', clearedForMinors ? 'roster.minors_off' : 'roster.minors_on'),
              button('active', active ? 'roster.active_off' : 'roster.active_on'),
            ]),
      ],
      2,
    ),
    ...(own || joined ? [] : [[button(`/new_invite ${id}`, 'roster.new_invite')]]),
    own ? [menuButton] : [button('/team', 'roster.team'), menuButton],
  ];
}
