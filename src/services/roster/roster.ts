// Every command of the roster and of 自荐, and the service that carries it out.

import type { RosterCommands } from '../../domain/commands-roster.ts';
import type { Handlers } from '../handlers.ts';
import { apply, myApplication, withdrawApplication } from './applications.ts';
import { acceptApplication, declineApplication, listApplications, showApplication } from './applications-decide.ts';
import { editProfile, showProfile } from './edit.ts';
import { addSpeaker, inviteSpeaker, listTeam } from './team.ts';
import { decideTopic, requestTopic } from './topics.ts';

export const rosterHandlers: Handlers<keyof RosterCommands> = {
  'show-profile': showProfile,
  'edit-profile': editProfile,
  'request-topic': requestTopic,
  'decide-topic': decideTopic,
  'list-team': listTeam,
  'add-speaker': addSpeaker,
  'invite-speaker': inviteSpeaker,
  apply,
  'my-application': myApplication,
  'withdraw-application': withdrawApplication,
  'list-applications': listApplications,
  'show-application': showApplication,
  'accept-application': acceptApplication,
  'decline-application': declineApplication,
};
