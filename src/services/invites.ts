// Ways in for staff: a code is made once, used once, forgotten after a week, and kept only as its SHA-256.
// Knows nothing of chats: who redeems is a person.

import { createHash, randomInt } from 'node:crypto';
import { sameName } from '../domain/place-names.ts';
import type { Tx } from '../store/database.ts';
import type { Bot, StaffRole } from '../store/generated/enums.ts';

export interface NewInvite {
  readonly role: StaffRole;
  readonly name: string;
  /** A coordinator's scope, a speaker's home; the whole district where left out. */
  readonly areaId?: number;
  /** The imported speaker this invite is for; found by name at its use where left out. */
  readonly speakerId?: number;
  /** Whose contact it makes. */
  readonly schoolId?: number;
  readonly now: Date;
}

/** The code is told once, here; nobody can read it again. Rejects where the district has no area yet. */
export async function createInvite(
  tx: Tx,
  { role, name, areaId, speakerId, schoolId, now }: NewInvite,
): Promise<{ code: string }> {
  const code = newCode();
  const scope =
    areaId ??
    (await tx.area.findFirstOrThrow({ where: { kind: 'district', retiredAt: null }, orderBy: { id: 'asc' } })).id;
  const expiresAt = new Date(now.getTime() + inviteDays * 86_400_000);
  await tx.invite.create({
    data: {
      ...{ codeHash: hashOf(code), role, name, areaId: scope, expiresAt },
      ...{ speakerId: speakerId ?? null, schoolId: schoolId ?? null },
    },
  });
  return { code };
}

export type Redeemed =
  | { readonly ok: true; readonly role: StaffRole; readonly name: string; readonly schoolId?: number }
  | { readonly ok: false; readonly reason: 'unknown' | 'used' | 'expired' | 'already_member' };

interface Redeeming {
  readonly code: string;
  readonly personId: number;
  /** Schools' contacts join in the public chat, all others in the staff's. */
  readonly bot?: Bot;
  readonly now: Date;
}

export async function redeemInvite(tx: Tx, { code, personId, bot = 'staff', now }: Redeeming): Promise<Redeemed> {
  const codeHash = hashOf(code);
  const invite = await tx.invite.findUnique({ where: { codeHash } });
  if (!invite || (invite.role === 'school_contact') !== (bot === 'public')) return { ok: false, reason: 'unknown' };
  // One person at a time, or two codes used at once would make one person two members.
  await tx.$queryRaw`SELECT id FROM person WHERE id = ${personId} FOR UPDATE`;
  if (await isMember(tx, invite, personId)) return { ok: false, reason: 'already_member' };
  const imported = invite.role === 'speaker' ? await lockImported(tx, invite) : undefined;
  if (imported === 'taken') return { ok: false, reason: (await whyNot(tx, codeHash)) ?? 'already_member' };

  const [used] = await tx.$queryRaw<{ id: number }[]>`
    UPDATE invite SET used_at = ${now} WHERE code_hash = ${codeHash} AND used_at IS NULL AND expires_at > ${now} RETURNING id`;
  if (!used) return { ok: false, reason: (await whyNot(tx, codeHash)) ?? 'expired' };
  await join(tx, invite, personId, imported);
  return {
    ok: true,
    role: invite.role,
    name: invite.name,
    ...(invite.schoolId !== null && { schoolId: invite.schoolId }),
  };
}

export const inviteDays = 7;

async function isMember(tx: Tx, { role, schoolId }: Invite, personId: number): Promise<boolean> {
  switch (role) {
    case 'coordinator':
      return (await tx.coordinator.count({ where: { personId, active: true } })) > 0;
    case 'speaker':
      return (await tx.speaker.count({ where: { personId, active: true } })) > 0;
    case 'bureau':
      return (await tx.bureauMember.count({ where: { personId, active: true } })) > 0;
    case 'school_contact':
      return (await tx.schoolContact.count({ where: { personId, schoolId: schoolId ?? 0, active: true } })) > 0;
  }
}

/** Read again: somebody else may have been quicker. */
async function whyNot(tx: Tx, codeHash: string): Promise<'used' | undefined> {
  return (await tx.invite.findUnique({ where: { codeHash } }))?.usedAt ? 'used' : undefined;
}

interface Invite {
  readonly role: StaffRole;
  readonly name: string;
  readonly areaId: number;
  readonly speakerId: number | null;
  readonly schoolId: number | null;
}

async function join(
  tx: Tx,
  { role, name, areaId, schoolId }: Invite,
  personId: number,
  imported: { id: number } | undefined,
): Promise<void> {
  await tx.person.updateMany({ where: { id: personId, name: null }, data: { name } });
  // Somebody who was removed may come back.
  const again = { where: { personId }, create: { personId, name, areaId }, update: { name, areaId, active: true } };
  if (role === 'coordinator') await tx.coordinator.upsert(again);
  else if (role === 'bureau') await tx.bureauMember.upsert(again);
  else if (role === 'school_contact') await joinSchool(tx, personId, schoolId, name);
  else await joinTeam(tx, { name, areaId }, personId, imported);
}

/** Who has left and comes back by a new way in begins anew: what they gave before stays on record, with nobody in chat. */
async function joinTeam(
  tx: Tx,
  { name, areaId }: Pick<Invite, 'name' | 'areaId'>,
  personId: number,
  imported: { id: number } | undefined,
): Promise<void> {
  await tx.speaker.updateMany({ where: { personId, active: false }, data: { personId: null } });
  if (imported) await tx.speaker.update({ where: { id: imported.id }, data: { personId } });
  // Nobody imported them: they hold no topic, so no talk is proposed to them until somebody enters what they can do.
  else await tx.speaker.create({ data: { personId, name, homeAreaId: areaId, kind: 'volunteer' } });
}

/** Their orders are for this school from now on, unless they have one of their own already. */
async function joinSchool(tx: Tx, personId: number, schoolId: number | null, name: string): Promise<void> {
  if (schoolId === null) throw new Error('an invite for a contact of a school names none');
  await tx.schoolContact.upsert({
    where: { schoolId_personId: { schoolId, personId } },
    create: { schoolId, personId, name },
    update: { name, active: true },
  });
  await tx.person.updateMany({
    where: { id: personId, requesterKind: 'resident', schoolId: null },
    data: { requesterKind: 'school_contact', schoolId },
  });
}

/** The speaker the invite is for, locked until the end of the transaction; 'taken' where somebody has joined as them. */
async function lockImported(tx: Tx, invite: Invite): Promise<{ id: number } | 'taken' | undefined> {
  const id = invite.speakerId ?? (await findWaiting(tx, invite.name, invite.areaId))?.id;
  if (id === undefined) return undefined;
  const [free] = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM speaker WHERE id = ${id} AND person_id IS NULL FOR UPDATE`;
  return free ?? 'taken';
}

/** Of this name and not joined yet. Of several namesakes, the one at home in `areaId`; undefined where that is not one. */
async function findWaiting(tx: Tx, name: string, areaId: number): Promise<{ id: number } | undefined> {
  const waiting = (await findImportedSpeakers(tx, name)).filter(({ personId }) => personId === null);
  if (waiting.length <= 1) return waiting[0];
  const near = waiting.filter((speaker) => speaker.homeAreaId === areaId);
  return near.length === 1 ? near[0] : undefined;
}

/** The role ends, and every way in of that name that nobody has used. */
export async function removeStaff(
  tx: Tx,
  { role, id, name, now }: { readonly role: 'coordinator' | 'bureau'; id: number; name: string; now: Date },
): Promise<void> {
  if (role === 'coordinator') await tx.coordinator.update({ where: { id }, data: { active: false } });
  else await tx.bureauMember.update({ where: { id }, data: { active: false } });
  await tx.invite.updateMany({ where: { role, name, usedAt: null, expiresAt: { gt: now } }, data: { expiresAt: now } });
}

/** Speakers of that name or alias, however it is spelt, whether they have joined or not. */
export async function findImportedSpeakers(
  tx: Tx,
  name: string,
): Promise<{ id: number; personId: number | null; homeAreaId: number }[]> {
  const speakers = await tx.speaker.findMany({ where: { active: true }, orderBy: { id: 'asc' } });
  const named = speakers.filter((speaker) => sameName(speaker.name, name));
  if (named.length > 0) return named;
  return speakers.filter(({ aliases }) => aliases.some((alias) => sameName(alias, name)));
}

// Crockford's base 32: no I, L, O or U to mistake for something else. Fifteen characters carry 75 bits.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const newCode = (): string =>
  [0, 1, 2].map(() => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')).join('-');

/** Of the code as it was meant: any case and width, with or without hyphens and spaces, O for 0, I and L for 1. */
function hashOf(code: string): string {
  const meant = code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return createHash('sha256').update(meant).digest('hex');
}
