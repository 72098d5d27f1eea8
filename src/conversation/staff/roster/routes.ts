// The commands of the roster in the staff bot: a speaker's own profile, and what coordinators have.

import type { Script } from '../../converse.ts';
import { addSpeaker } from './add-speaker.ts';
import { admit, application, applications, turnDown } from './applications.ts';
import { member, profile } from './profile.ts';
import { denyTopic, grantTopic, newInvite, team } from './team.ts';

export const profileRoutes: Script['routes'] = { me: profile };

export const teamRoutes: Script['routes'] = {
  team,
  member,
  grant: grantTopic,
  deny: denyTopic,
  new_invite: newInvite,
  addspeaker: addSpeaker,
  applications,
  application,
  admit,
  turn_down: turnDown,
};
