// The coordinators' part of 法治副校长's people: who is eligible and why, and their training.

import { isDay } from '../../domain/calendar.ts';
import type { Args, Result } from '../../domain/commands.ts';
import type { TrainingOf } from '../../domain/commands-deputy.ts';
import { deputyKinds } from '../../domain/deputy/eligible.ts';
import { agencies } from '../../domain/deputy/rules.ts';
import { findProfile, isOwn, lockProfile } from '../roster/profile.ts';
import type { Who, Work } from '../work.ts';
import { clipped } from './clipped.ts';
import { poolCandidates } from './pool.ts';
import { dateOf, dayOf, today } from './rows.ts';

export async function deputyPool(work: Work, who: Who): Promise<Result<'deputy-pool'>> {
  return { people: who.coordinator ? await poolCandidates(work) : [] };
}

export async function setProfile(
  work: Work,
  who: Who,
  args: Args<'set-deputy-profile'>,
): Promise<Result<'set-deputy-profile'>> {
  const { speakerId, agency, bornOn, retired, retiredOn } = args;
  const row = who.coordinator && (await lockProfile(work, who, speakerId));
  // Nobody vouches for themselves.
  if (!row || row.personId === who.personId) return { ok: false };
  if (!deputyKinds.includes(row.kind)) return { ok: false };
  if (!agencies.includes(agency) || !isDay(bornOn) || bornOn < '1900-01-01' || bornOn >= today(work))
    return { ok: false };
  if (retiredOn !== undefined && (!isDay(retiredOn) || retiredOn <= bornOn || retiredOn > today(work)))
    return { ok: false };
  const fields = args.fields.map((field) => clipped(field, 20)).filter((field) => field !== '');
  const data = {
    ...{ agency, retired, bornOn: dateOf(bornOn), qualification: clipped(args.qualification, 100) || null },
    fields: [...new Set(fields)].slice(0, 10),
    retiredOn: retired && retiredOn !== undefined ? dateOf(retiredOn) : null,
  };
  await work.tx.deputyProfile.upsert({ where: { speakerId }, create: { speakerId, ...data }, update: data });
  return { ok: true };
}

export async function addTraining(work: Work, who: Who, args: Args<'add-training'>): Promise<Result<'add-training'>> {
  const { speakerId, day, tenths, title } = args;
  const row = who.coordinator && (await lockProfile(work, who, speakerId));
  if (!row || row.personId === who.personId) return { ok: false };
  if (!isDay(day) || day > today(work) || !Number.isInteger(tenths) || tenths < 1 || tenths > 2400)
    return { ok: false };
  if ((await work.tx.deputyProfile.count({ where: { speakerId } })) === 0) return { ok: false };
  await work.tx.deputyTraining.create({
    data: { speakerId, day: dateOf(day), tenths, title: clipped(title, 60) || null, createdAt: work.now },
  });
  return { ok: true };
}

/** What counts, latest first. */
export async function listTraining(
  work: Work,
  who: Who,
  { speakerId }: Pick<Args<'list-training'>, 'speakerId'>,
): Promise<TrainingOf> {
  const row = who.coordinator && (await findProfile(work, who, speakerId));
  if (!row) return { entries: [] };
  const entries = await work.tx.deputyTraining.findMany({
    where: { speakerId, takenBackAt: null },
    orderBy: [{ day: 'desc' }, { id: 'desc' }],
  });
  return {
    person: { id: row.id, name: row.name, own: isOwn(row, who) },
    entries: entries.map(({ id, day, tenths, title }) => ({
      ...{ id, day: dayOf(day), tenths },
      ...(title !== null && { title }),
    })),
  };
}

/** What is taken back already stays so. Under the person's lock: a letter that is being issued waits, or is waited for. */
export async function takeBackTraining(
  work: Work,
  who: Who,
  { trainingId }: Args<'take-back-training'>,
): Promise<TrainingOf> {
  const training = await work.tx.deputyTraining.findUnique({ where: { id: trainingId } });
  const row = training && who.coordinator && (await lockProfile(work, who, training.speakerId));
  if (!row || row.personId === who.personId) return { entries: [] };
  await work.tx.deputyTraining.updateMany({
    where: { id: trainingId, takenBackAt: null },
    data: { takenBackAt: work.now },
  });
  return listTraining(work, who, training);
}
