// A school's people, for the coordinators in charge of it: let in by a one-time link, and put out when they have left the
// school. What they asked for and said stays.

import type { Args, Result } from '../../domain/commands.ts';
import type { SchoolContacts } from '../../domain/commands-deputy.ts';
import { isName } from '../../domain/commands-roster.ts';
import { createInvite } from '../invites.ts';
import { inArea } from '../scope.ts';
import type { Who, Work } from '../work.ts';

export async function inviteContact(
  work: Work,
  who: Who,
  { schoolId, name }: Args<'invite-school-contact'>,
): Promise<Result<'invite-school-contact'>> {
  const school = await schoolFor(work, who, schoolId);
  if (!school || !isName(name.trim())) return { ok: false };
  const { code } = await createInvite(work.tx, {
    ...{ role: 'school_contact', name: name.trim(), areaId: school.areaId, schoolId, now: work.now },
  });
  return { ok: true, code, url: `${work.baseUrl}/join/school/${code}` };
}

export async function listContacts(
  work: Work,
  who: Who,
  { schoolId }: Args<'school-contacts'>,
): Promise<SchoolContacts> {
  const school = await schoolFor(work, who, schoolId);
  if (!school) return { contacts: [] };
  const rows = await work.tx.schoolContact.findMany({ where: { schoolId, active: true }, orderBy: { id: 'asc' } });
  return {
    school: { id: school.id, names: { zh: school.name, en: school.nameEn } },
    contacts: rows.map(({ id, name }) => ({ id, ...(name !== null && { name }) })),
  };
}

/** Whoever is out already stays out. */
export async function removeContact(
  work: Work,
  who: Who,
  { contactId }: Args<'remove-school-contact'>,
): Promise<SchoolContacts> {
  const contact = await work.tx.schoolContact.findUnique({ where: { id: contactId } });
  if (!contact || !(await schoolFor(work, who, contact.schoolId))) return { contacts: [] };
  await work.tx.schoolContact.update({ where: { id: contactId }, data: { active: false } });
  return listContacts(work, who, contact);
}

async function schoolFor(work: Work, { coordinator }: Who, schoolId: number) {
  const school = coordinator && (await work.tx.school.findUnique({ where: { id: schoolId, retiredAt: null } }));
  return school && (await inArea(work, school.areaId, coordinator.areaId)) ? school : undefined;
}
