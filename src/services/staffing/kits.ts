// 器材: listed, added and switched off by coordinators. What is booked stays booked.

import type { Args, Result } from '../../domain/commands.ts';
import { type KitView, maxKitName } from '../../domain/commands-kits.ts';
import type { Who, Work } from '../work.ts';

export async function listKits(work: Work, who: Who): Promise<Result<'list-kits'>> {
  return { kits: who.coordinator ? await allKits(work) : [] };
}

export async function addKit(work: Work, who: Who, { kind, name }: Args<'add-kit'>): Promise<Result<'add-kit'>> {
  if (!who.coordinator) return { ok: false, reason: 'not_allowed' };
  const called = [...name.trim()].slice(0, maxKitName).join('');
  // The name is unique in the table; a second one of it is told so, and leaves the transaction whole.
  const { count } = await work.tx.kit.createMany({ data: { kind, name: called }, skipDuplicates: true });
  return count === 1 ? { ok: true } : { ok: false, reason: 'name_taken' };
}

export async function switchKit(
  work: Work,
  who: Who,
  { kitId, active }: Args<'switch-kit'>,
): Promise<Result<'switch-kit'>> {
  if (!who.coordinator) return { kits: [] };
  await work.tx.kit.updateMany({ where: { id: kitId }, data: { active } });
  return { kits: await allKits(work) };
}

async function allKits({ tx, now }: Work): Promise<KitView[]> {
  const rows = await tx.kit.findMany({
    orderBy: [{ kind: 'asc' }, { id: 'asc' }],
    take: 60,
    include: { _count: { select: { bookings: { where: { active: true, until: { gt: now } } } } } },
  });
  return rows.map(({ id, kind, name, active, _count }) => ({ id, kind, name, active, booked: _count.bookings }));
}
