// Changing a profile: one transaction each, in turn with approvals, and true for the next match. What a speaker may not
// decide for themselves is for a coordinator of the area, and never for the coordinator's own person.

import type { Args, Result } from '../../domain/commands.ts';
import {
  leastShare,
  mostPerDay,
  mostPerWeek,
  mostShare,
  type ProfileEdit,
  type ProfileEdited,
} from '../../domain/commands-roster.ts';
import { languages } from '../../domain/menu.ts';
import { text } from '../../domain/message.ts';
import { isWeek, merged } from '../../domain/working-hours.ts';
import { pauseSchoolsOf } from '../deputy/end.ts';
import { lockSchoolsOf } from '../deputy/rows.ts';
import { notify } from '../notify.ts';
import { staffNames } from '../staffing/staff-names.ts';
import type { Who, Work } from '../work.ts';
import { findProfile, isOwn, lockProfile, type ProfileRow, profileView, reloadProfile } from './profile.ts';
import { settleGranted } from './topics.ts';

export async function showProfile(
  work: Work,
  who: Who,
  { speakerId }: Args<'show-profile'>,
): Promise<Result<'show-profile'>> {
  const row = await findProfile(work, who, speakerId);
  return row ? { profile: profileView(row, who) } : {};
}

export async function editProfile(
  work: Work,
  who: Who,
  { speakerId, edit }: Args<'edit-profile'>,
): Promise<ProfileEdited> {
  // Only whoever may: others would hold up a school that they have nothing to do with.
  if (edit.what === 'active' && !edit.yes && speakerId !== undefined && (await findProfile(work, who, speakerId)))
    await lockSchoolsOf(work, speakerId);
  const row = await lockProfile(work, who, speakerId);
  if (!row) return { ok: false, reason: 'not_found' };
  const own = isOwn(row, who);
  const why = own && !isForOwner(edit, row) ? 'own' : await apply(work, row, edit);
  if (why) return { ok: false, reason: why, profile: profileView(row, who) };
  if (!own) await tellSpeaker(work, who, row, edit);
  return { ok: true, profile: await reloadProfile(work, who, row.id) };
}

function isForOwner(edit: ProfileEdit, { topics }: ProfileRow): boolean {
  if (edit.what === 'minors' || edit.what === 'active' || edit.what === 'share') return false;
  return edit.what !== 'topics' || edit.topicIds.every((id) => topics.some(({ topicId }) => topicId === id));
}

type Why = 'range' | 'nothing' | 'unknown' | 'has_talks';

/** Undefined: done. */
async function apply(work: Work, { id: speakerId, ...row }: ProfileRow, edit: ProfileEdit): Promise<Why | undefined> {
  const { tx } = work;
  const where = { id: speakerId };
  switch (edit.what) {
    case 'topics':
      return setTopics(work, speakerId, edit.topicIds);
    case 'formats':
      return setFormats(work, speakerId, edit.formatIds);
    case 'languages': {
      const chosen = languages.filter((code) => edit.languages.includes(code));
      if (chosen.length === 0) return 'nothing';
      await tx.speaker.update({ where, data: { languages: chosen } });
      return undefined;
    }
    case 'hours':
      return setHours(work, speakerId, edit.hours);
    case 'areas':
      return setAreas(work, speakerId, edit.areaIds);
    case 'weekly':
      if (!isCount(edit.most, mostPerWeek)) return 'range';
      await tx.speaker.update({ where, data: { weeklyLimit: edit.most } });
      return undefined;
    case 'daily':
      if (!isCount(edit.most, mostPerDay)) return 'range';
      await tx.speaker.update({ where, data: { dailyLimit: edit.most } });
      return undefined;
    case 'share':
      if (!(edit.share >= leastShare && edit.share <= mostShare)) return 'range';
      await tx.speaker.update({ where, data: { targetShare: edit.share } });
      return undefined;
    case 'assist':
      await tx.speaker.update({ where, data: { canAssist: edit.yes } });
      return undefined;
    case 'minors':
      await tx.speaker.update({ where, data: { clearedForMinors: edit.yes } });
      return undefined;
    case 'active':
      if (!edit.yes && row.active && (await hasTalks(work, speakerId))) return 'has_talks';
      if (edit.yes !== row.active) await (edit.yes ? comeBack(work, speakerId, row.leftAt) : rest(work, speakerId));
      return undefined;
  }
}

async function rest(work: Work, speakerId: number): Promise<void> {
  await work.tx.speaker.update({ where: { id: speakerId }, data: { active: false, leftAt: work.now } });
  await pauseSchoolsOf(work, speakerId);
}

/** They were away until now: what they could not give meanwhile is not missed (matching's fair shares). */
async function comeBack({ tx, now }: Work, speakerId: number, leftAt: Date | null): Promise<void> {
  await tx.speaker.update({ where: { id: speakerId }, data: { active: true, leftAt: null } });
  if (leftAt && leftAt < now) await tx.away.create({ data: { speakerId, from: leftAt, until: now } });
}

const isCount = (count: number, most: number): boolean => Number.isInteger(count) && count >= 1 && count <= most;

/** Nobody is left with a talk that they can no longer see. */
async function hasTalks({ tx, now }: Work, speakerId: number): Promise<boolean> {
  const booked = await tx.booking.count({ where: { speakerId, active: true, until: { gt: now } } });
  return booked > 0 || (await tx.offer.count({ where: { speakerId, state: 'open' } })) > 0;
}

/** What is no longer on the menu stays as it is: nobody has seen it. */
async function setTopics(work: Work, speakerId: number, topicIds: readonly number[]): Promise<Why | undefined> {
  const { tx } = work;
  const ids = [...new Set(topicIds)];
  if ((await tx.topic.count({ where: { id: { in: ids }, active: true } })) !== ids.length) return 'unknown';
  await tx.speakerTopic.deleteMany({ where: { speakerId, topicId: { notIn: ids }, topic: { active: true } } });
  await tx.speakerTopic.createMany({ data: ids.map((topicId) => ({ speakerId, topicId })), skipDuplicates: true });
  await settleGranted(work, speakerId, ids);
  return undefined;
}

async function setFormats({ tx }: Work, speakerId: number, formatIds: readonly number[]): Promise<Why | undefined> {
  const ids = [...new Set(formatIds)];
  if (ids.length === 0) return 'nothing';
  if ((await tx.format.count({ where: { id: { in: ids }, active: true } })) !== ids.length) return 'unknown';
  await tx.speakerFormat.deleteMany({ where: { speakerId, formatId: { notIn: ids }, format: { active: true } } });
  await tx.speakerFormat.createMany({ data: ids.map((formatId) => ({ speakerId, formatId })), skipDuplicates: true });
  return undefined;
}

async function setHours(
  { tx }: Work,
  speakerId: number,
  hours: (ProfileEdit & { what: 'hours' })['hours'],
): Promise<Why | undefined> {
  if (!isWeek(hours)) return 'range';
  await tx.speakerHours.deleteMany({ where: { speakerId } });
  await tx.speakerHours.createMany({
    data: merged(hours).map(({ weekday, from, until }) => ({
      speakerId,
      weekday,
      fromMinutes: from,
      untilMinutes: until,
    })),
  });
  return undefined;
}

async function setAreas({ tx }: Work, speakerId: number, areaIds: readonly number[]): Promise<Why | undefined> {
  const ids = [...new Set(areaIds)];
  if ((await tx.area.count({ where: { id: { in: ids }, retiredAt: null } })) !== ids.length) return 'unknown';
  await tx.speakerArea.deleteMany({ where: { speakerId } });
  await tx.speakerArea.createMany({ data: ids.map((areaId) => ({ speakerId, areaId })) });
  return undefined;
}

async function tellSpeaker(work: Work, who: Who, row: ProfileRow, edit: ProfileEdit): Promise<void> {
  if (row.personId === null || !who.coordinator) return;
  const name = (await staffNames(work)).coordinators.get(who.coordinator.id) ?? '';
  const active = edit.what === 'active' ? edit.yes : row.active;
  await notify(
    work,
    { personId: row.personId, bot: 'staff' },
    {
      text: text('roster.news_changed', { name, what: text(`roster.section_${edit.what}`) }),
      ...(active && { choices: [[{ id: '/me', label: text('roster.me') }]] }),
    },
    { chatOnly: true },
  );
}
