// The coordinators' part of 法治副校长's people: who is eligible and why, and their training.

import { isDay } from '../../domain/calendar.ts';
import type { Args, Result } from '../../domain/commands.ts';
import { deputyKinds } from '../../domain/deputy/eligible.ts';
import { agencies } from '../../domain/deputy/rules.ts';
import { lockProfile } from '../roster/profile.ts';
import type { Who, Work } from '../work.ts';
import { clipped } from './clipped.ts';
import { poolCandidates } from './pool.ts';
import { dateOf, today } from './rows.ts';

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
