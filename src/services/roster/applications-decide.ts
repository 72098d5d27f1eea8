// 自荐 as a coordinator of the area decides on it: the first to decide has decided, and the applicant hears at once.

import { ownApplicationCard } from '../../domain/cards/application-card.ts';
import { invitationCard } from '../../domain/cards/invitation-card.ts';
import type { Args, Result } from '../../domain/commands.ts';
import type { ApplicationActed } from '../../domain/commands-roster.ts';
import { text } from '../../domain/message.ts';
import { notify } from '../notify.ts';
import { inArea } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import {
  type ApplicationRow,
  applicationViews,
  loadApplication,
  openApplications,
  settleApplication,
  viewOfApplication,
} from './applications-view.ts';
import { createSpeaker, inviteTo, nameInTeam, topicsOnMenu } from './team.ts';

export async function listApplications(work: Work, who: Who): Promise<Result<'list-applications'>> {
  if (!who.coordinator) return { applications: [] };
  return { applications: await applicationViews(work, await openApplications(work, who.coordinator.areaId)) };
}

export async function showApplication(
  work: Work,
  who: Who,
  { applicationId }: Args<'show-application'>,
): Promise<Result<'show-application'>> {
  const row = await coordinated(work, who, applicationId);
  return row ? { application: await viewOfApplication(work, row.id) } : {};
}

/** In one transaction a speaker with the topics that are granted, a code for them, and its way to the applicant. */
export async function acceptApplication(
  work: Work,
  who: Who,
  { applicationId, topicIds }: Args<'accept-application'>,
): Promise<Result<'accept-application'>> {
  const row = await coordinated(work, who, applicationId);
  if (!row) return { ok: false, reason: 'not_found' };
  const granted = await topicsOnMenu(work, topicIds);
  if (granted.length === 0)
    return { ok: false, reason: 'no_topic', application: await viewOfApplication(work, applicationId) };
  // Before the speaker is made: of two coordinators one gets past this.
  if (!(await settleApplication(work, applicationId, 'accepted'))) return already(work, applicationId);
  const name = await nameInTeam(work, row.name ?? '—', row.area);
  const speakerId = await createSpeaker(work, {
    ...{ name, kind: row.kind, joinedBy: 'self', areaId: row.areaId, languages: row.languages },
    ...(row.phone !== null && { phone: row.phone }),
    topicIds: granted,
  });
  await work.tx.speakerApplication.update({ where: { id: applicationId }, data: { speakerId } });
  const invitation = await inviteTo(work, { id: speakerId, name, homeAreaId: row.areaId });
  await notify(
    work,
    { personId: row.personId, bot: 'public' },
    invitationCard(invitation, text('apply.news_accepted', { name })),
  );
  return { ok: true, application: await viewOfApplication(work, applicationId) };
}

export async function declineApplication(
  work: Work,
  who: Who,
  { applicationId }: Args<'decline-application'>,
): Promise<ApplicationActed> {
  const row = await coordinated(work, who, applicationId);
  if (!row) return { ok: false, reason: 'not_found' };
  if (!(await settleApplication(work, applicationId, 'declined'))) return already(work, applicationId);
  const application = await viewOfApplication(work, applicationId);
  await notify(
    work,
    { personId: row.personId, bot: 'public' },
    ownApplicationCard(application, text('apply.news_declined')),
  );
  return { ok: true, application };
}

const already = async (work: Work, id: number) =>
  ({ ok: false, reason: 'already', application: await viewOfApplication(work, id) }) as const;

/** An application in the coordinator's area. */
async function coordinated(work: Work, who: Who, id: number): Promise<ApplicationRow | undefined> {
  const row = who.coordinator && (await loadApplication(work, id));
  // Nobody decides for themselves.
  if (!row || !who.coordinator || row.personId === who.personId) return undefined;
  return (await inArea(work, row.areaId, who.coordinator.areaId)) ? row : undefined;
}
