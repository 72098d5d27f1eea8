// 自荐 as the person who makes one has it: making it, seeing what became of it, taking it back. One at a time.

import { applicationCard } from '../../domain/cards/application-card.ts';
import type { Args, Result } from '../../domain/commands.ts';
import { type ApplicationActed, applicantKinds, isName } from '../../domain/commands-roster.ts';
import { languages } from '../../domain/menu.ts';
import { parsePhone } from '../../domain/phone.ts';
import { endAllOf } from '../deputy/end.ts';
import { lockSchoolsOf } from '../deputy/rows.ts';
import { notify } from '../notify.ts';
import { shortened } from '../requests/request-view.ts';
import { coordinatorsOf } from '../scope.ts';
import type { Who, Work } from '../work.ts';
import {
  applicationCardName,
  applicationsOf,
  applicationViews,
  loadApplication,
  settleApplication,
  viewOfApplication,
} from './applications-view.ts';

export async function apply(work: Work, who: Who, args: Args<'apply'>): Promise<Result<'apply'>> {
  const { personId } = who;
  // One person at a time, so that of two at once the second finds the first.
  await work.tx.$queryRaw`SELECT id FROM person WHERE id = ${personId} FOR UPDATE`;
  const { application: last, again } = await myApplication(work, who);
  if (last && !again) return { ok: false, reason: 'already', application: last };
  if (await tooMany(work, personId)) return { ok: false, reason: 'too_many' };
  const said = await checked(work, args);
  if (!said) return { ok: false, reason: 'incomplete' };
  const { id } = await work.tx.speakerApplication.create({
    data: { personId, ...said, createdAt: work.now },
    select: { id: true },
  });
  // What was once said is not asked again.
  await work.tx.person.updateMany({ where: { id: personId, phone: null }, data: { phone: said.phone } });
  const application = await viewOfApplication(work, id);
  for (const coordinator of await coordinatorsOf(work, said.areaId))
    await notify(work, { personId: coordinator.personId, bot: 'staff' }, applicationCard(application), {
      card: applicationCardName(id),
      chatOnly: true,
    });
  return { ok: true, application };
}

async function tooMany({ tx, limits, now }: Work, personId: number): Promise<boolean> {
  const { most, seconds } = limits.applications;
  const since = new Date(now.getTime() - seconds * 1000);
  return (await tx.speakerApplication.count({ where: { personId, createdAt: { gt: since } } })) >= most;
}

/** Who has one open waits for it; who is in the team has no need of another. */
export async function myApplication(work: Work, { personId }: Who): Promise<Result<'my-application'>> {
  const [last] = await applicationsOf(work, personId);
  if (!last) return { again: true };
  const stands = last.state === 'open' || (last.state === 'accepted' && last.speaker?.active === true);
  return { application: await viewOfApplication(work, last.id), again: !stands };
}

export async function withdrawApplication(
  work: Work,
  { personId }: Who,
  { applicationId }: Args<'withdraw-application'>,
): Promise<ApplicationActed> {
  const row = await loadApplication(work, applicationId);
  if (row?.personId !== personId) return { ok: false, reason: 'not_found' };
  const done = await settleApplication(work, applicationId, 'withdrawn');
  const application = await viewOfApplication(work, applicationId);
  return done ? { ok: true, application } : { ok: false, reason: 'already', application };
}

/**
 * For /forget: open ones are withdrawn, and what was written is erased. Who was accepted and has neither joined nor been
 * asked for a talk is no speaker yet; whoever is, is staff and stays who they are.
 */
export async function forgetApplications(work: Work, personId: number): Promise<void> {
  const { tx } = work;
  const rows = await applicationsOf(work, personId);
  await tx.speakerApplication.updateMany({ where: { personId }, data: { name: null, phone: null, about: null } });
  for (const { id, state, speaker } of rows) {
    if (state === 'open') await settleApplication(work, id, 'withdrawn');
    if (!speaker || speaker.personId !== null) continue;
    await tx.invite.deleteMany({ where: { speakerId: speaker.id, usedAt: null } });
    if ((await tx.offer.count({ where: { speakerId: speaker.id } })) > 0) continue;
    await lockSchoolsOf(work, speaker.id);
    await tx.speaker.update({
      where: { id: speaker.id },
      data: { name: '—', aliases: [], phone: null, active: false, leftAt: work.now },
    });
    await endAllOf(work, speaker.id);
  }
}

/** For /export. */
export const exportApplications = async (work: Work, personId: number) =>
  applicationViews(work, await applicationsOf(work, personId));

/** As it is stored; undefined where something is missing or makes no sense. */
async function checked({ tx }: Work, args: Args<'apply'>) {
  const name = args.name.trim();
  const phone = parsePhone(args.phone);
  const topicIds = [...new Set(args.topicIds)];
  const spoken = languages.filter((code) => args.languages.includes(code));
  const topics = await tx.topic.count({ where: { id: { in: topicIds }, active: true } });
  const areas = await tx.area.count({ where: { id: args.areaId, retiredAt: null } });
  const fits =
    isName(name) &&
    applicantKinds.includes(args.kind) &&
    topicIds.length > 0 &&
    topics === topicIds.length &&
    spoken.length > 0 &&
    areas === 1;
  if (!fits || phone === undefined) return undefined;
  const about = args.about === undefined ? null : shortened(args.about) || null;
  return { kind: args.kind, areaId: args.areaId, topicIds, languages: spoken, name, phone, about };
}
