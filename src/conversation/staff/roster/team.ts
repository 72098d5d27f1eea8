// 宣讲队: a coordinator's list of the area's speakers, what waits beside it, decisions on topics, and new ways in.

import { invitationCard } from '../../../domain/cards/invitation-card.ts';
import { kindText, namesText } from '../../../domain/cards/profile-card.ts';
import { topicRequestCard } from '../../../domain/cards/topic-request-card.ts';
import type { CommandTable } from '../../../domain/commands.ts';
import type { TeamMember } from '../../../domain/commands-roster.ts';
import { type Text, text } from '../../../domain/message.ts';
import { menuButton, told } from '../../answers.ts';
import { idFrom } from '../../arguments.ts';
import { choice, type Reply } from '../../dialogue.ts';
import { createErrand } from '../../errand.ts';
import { rows } from '../../nav.ts';
import { pageFrom, pageOf } from '../../pages.ts';

export const team = createErrand({
  name: 'team',
  target: ([page]) => ({ page: pageFrom(page) }),
  command: () => ({ type: 'list-team' }),
  tell: (outcome, { page }) => (outcome.type === 'list-team' ? list(outcome.result, page) : undefined),
});

export const grantTopic = decideTopic('grant_topic', true);
export const denyTopic = decideTopic('deny_topic', false);

function decideTopic(name: string, grant: boolean) {
  return createErrand({
    name,
    target: ([id]) => idFrom(id),
    command: (requestId) => ({ type: 'decide-topic', requestId, grant }),
    tell(outcome) {
      if (outcome.type !== 'decide-topic') return undefined;
      const { result } = outcome;
      if (!result.ok && result.reason === 'not_found') return told(text('roster.not_found'), teamButton);
      const why = result.ok ? '' : text(result.reason === 'own' ? 'roster.why_own' : 'roster.already');
      // Where it still waits, the buttons are for somebody else.
      const { text: card } = topicRequestCard(result.request);
      return told({ lines: [why, card] }, memberButton(result.request.speakerId), teamButton);
    },
  });
}

export const newInvite = createErrand({
  name: 'new_invite',
  target: ([id]) => idFrom(id),
  command: (speakerId) => ({ type: 'invite-speaker', speakerId }),
  tell(outcome, speakerId) {
    if (outcome.type !== 'invite-speaker') return undefined;
    const { result } = outcome;
    if (result.ok) {
      const card = invitationCard(result.invitation, text('roster.invite_made'));
      return { ...card, choices: [[memberButton(speakerId), menuButton]] };
    }
    return told(text(result.reason === 'joined' ? 'roster.has_joined' : 'roster.not_found'), teamButton);
  },
});

const teamButton = choice('/team', text('roster.team'));
export const memberButton = (speakerId: number) => choice(`/member ${speakerId}`, text('roster.look'));

function list({ members, applications, topicRequests }: CommandTable['list-team']['result'], page: number): Reply {
  const { shown, turn } = pageOf(members, page, pageSize, (at) => `/team ${at}`);
  const waiting = topicRequests.map(({ speakerId, speaker, topic }) =>
    choice(`/member ${speakerId}`, text('roster.waiting_topic', { name: speaker, topic: { names: topic } })),
  );
  return {
    text: {
      lines: [
        members.length > 0 ? text('roster.team_title', { many: members.length }) : text('roster.team_empty'),
        ...shown.map(line),
      ],
    },
    choices: [
      ...(applications > 0
        ? [[choice('/applications', text('roster.waiting_applications', { many: applications }))]]
        : []),
      ...rows(waiting.slice(0, mostWaiting), 1),
      ...rows(
        shown.map(({ id, name }) => choice(`/member ${id}`, name)),
        2,
      ),
      ...turn,
      [choice('/addspeaker', text('roster.add')), choice('/leave', text('leave.button'))],
      [menuButton],
    ],
  };
}

const line = ({ name, kind, active, topics }: TeamMember): Text => {
  const said = { name, kind: kindText(kind), topics: namesText(topics) };
  return text(active ? 'roster.team_line' : 'roster.team_line_inactive', said);
};

const pageSize = 8;
const mostWaiting = 5;
