// /addspeaker: somebody whom the organisation or a branch sends. Ends with the way in, shown once, to be handed on.

import { applicationLines } from '../../../domain/cards/application-card.ts';
import { invitationCard } from '../../../domain/cards/invitation-card.ts';
import { teamKinds } from '../../../domain/commands-roster.ts';
import { text } from '../../../domain/message.ts';
import { asked, askedAgain, ended, lost, menuButton } from '../../answers.ts';
import type { Dialogue } from '../../dialogue.ts';
import { staffNav } from '../../nav.ts';
import { askForm, emptyForm, type FormSpec, goTo, isComplete, type SpeakerForm, stepForm } from '../../speaker-form.ts';
import { shownForm } from '../../speaker-questions.ts';
import { memberButton } from './team.ts';

const spec: FormSpec = {
  steps: ['name', 'phone', 'kind', 'joined', 'area', 'topics'],
  kinds: teamKinds,
  own: false,
  nav: staffNav,
  home: '/team',
  submit: 'roster.add_submit',
  summary: (form, facts) => ({
    lines: [
      text('roster.add_summary'),
      ...applicationLines(shownForm(form, facts)),
      form.joinedBy === undefined ? '' : text('roster.line_joined', { value: text(`roster.joined_${form.joinedBy}`) }),
    ],
  }),
  send(form) {
    const { kind, joinedBy, areaId, topicIds, name, phone } = form;
    if (!isComplete(form) || kind === undefined || areaId === undefined || name === undefined) return undefined;
    return {
      state: form,
      replies: [],
      command: {
        type: 'add-speaker',
        ...{ name, kind, areaId, topicIds },
        joinedBy: joinedBy ?? 'organisation',
        ...(phone !== undefined && { phone }),
      },
    };
  },
};

export const addSpeaker: Dialogue<SpeakerForm> = {
  name: 'add_speaker',
  start: (_, facts) => asked(emptyForm(spec), askForm(spec, emptyForm(spec), facts)),
  step: (form, input, facts) => stepForm(spec, form, input, facts),
  ask: (form, facts) => askForm(spec, form, facts),
  conclude(form, outcome, facts) {
    if (outcome.type !== 'add-speaker' || !form) return lost;
    const { result } = outcome;
    if (result.ok) {
      const card = invitationCard(result.invitation, text('roster.added', { name: result.invitation.name }));
      return ended({ ...card, choices: [[memberButton(result.speakerId), menuButton]] });
    }
    const at = ({ not_found: 'area', namesake: 'name', incomplete: 'summary' } as const)[result.reason];
    const again = goTo(form, at);
    return askedAgain(again, text(`roster.add_${result.reason}`), askForm(spec, again, facts));
  },
};
