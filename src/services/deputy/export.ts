// What is kept of a person about 法治副校长, for /export.

import { isClassGroup } from '../../domain/deputy/class-group.ts';
import type { OwnDeputy } from '../../domain/deputy/own.ts';
import type { Names } from '../../domain/message.ts';
import type { Work } from '../work.ts';
import { refusedBy } from './forget.ts';
import { dayOf } from './rows.ts';

export async function exportDeputy(work: Work, personId: number): Promise<OwnDeputy> {
  const { tx } = work;
  const contacts = await tx.schoolContact.findMany({
    where: { personId },
    include: { school: true },
    orderBy: { id: 'asc' },
  });
  const bureau = await tx.bureauMember.findUnique({ where: { personId }, include: { area: true } });
  const requests = await tx.deputyRequest.findMany({
    where: { personId },
    include: { school: true },
    orderBy: { id: 'asc' },
  });
  const evaluations = await tx.deputyEvaluation.findMany({
    where: { personId },
    include: { appointment: { include: { school: true } } },
    orderBy: { id: 'asc' },
  });
  const refusals = await tx.deputyPrincipalAppointment.findMany({
    where: { ...refusedBy(personId), endReason: { not: null } },
    include: { school: true },
    orderBy: { id: 'asc' },
  });
  return {
    contactOf: contacts.map(({ school, name, active }) => ({
      ...{ school: namesOf(school), active },
      ...(name !== null && { name }),
    })),
    ...(bureau && { bureau: { area: namesOf(bureau.area), name: bureau.name, active: bureau.active } }),
    requests: requests.map(({ number, kind, state, school, need, wishField, reason }) => ({
      ...{ number, kind, state, school: namesOf(school) },
      ...(need !== null && { need }),
      ...(wishField !== null && { wishField }),
      ...(reason !== null && { reason }),
    })),
    refusals: refusals.map(({ school, endReason }) => ({ school: namesOf(school), reason: endReason ?? '' })),
    evaluations: evaluations.map(({ appointment, year, source, score, comment, counts, raterKey }) => {
      const group = source === 'class' ? raterKey.replace('class:', '') : '';
      return {
        ...{ school: namesOf(appointment.school), year },
        ...(score !== null && { score }),
        ...(comment !== null && { comment }),
        ...(counts.length > 0 && { hands: counts.reduce((sum, hands) => sum + hands, 0) }),
        ...(isClassGroup(group) && { group }),
      };
    }),
    ...(await asDeputy(work, personId)),
  };
}

async function asDeputy(
  { tx }: Work,
  personId: number,
): Promise<Pick<OwnDeputy, 'profile' | 'training' | 'appointments' | 'hours'>> {
  const own = { speaker: { personId } };
  const profile = await tx.deputyProfile.findFirst({
    where: own,
    include: { training: { orderBy: [{ day: 'asc' }, { id: 'asc' }] } },
  });
  const appointments = await tx.deputyPrincipalAppointment.findMany({
    where: own,
    include: { school: true },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
  });
  const hours = await tx.hourEntry.findMany({
    where: own,
    include: { school: true },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
  });
  return {
    ...(profile && {
      profile: {
        ...{ agency: profile.agency, fields: profile.fields, bornOn: dayOf(profile.bornOn), retired: profile.retired },
        ...(profile.retiredOn && { retiredOn: dayOf(profile.retiredOn) }),
        ...(profile.qualification !== null && { qualification: profile.qualification }),
      },
    }),
    training: (profile?.training ?? []).map(({ day, tenths, title, takenBackAt }) => ({
      ...{ day: dayOf(day), tenths },
      ...(takenBackAt && { takenBack: true as const }),
      ...(title !== null && { title }),
    })),
    appointments: appointments.map(({ school, state, from, until, letterNumber, endedOn }) => ({
      ...{ school: namesOf(school), state, from: dayOf(from), until: dayOf(until) },
      ...(letterNumber !== null && { letterNumber }),
      ...(endedOn && { endedOn: dayOf(endedOn) }),
    })),
    hours: hours.map(({ school, kind, duty, day, tenths, classGroup, heads }) => ({
      ...{ school: namesOf(school), kind, duty, day: dayOf(day), tenths },
      ...(classGroup !== null && isClassGroup(classGroup) && { group: classGroup }),
      ...(heads !== null && { heads }),
    })),
  };
}

const namesOf = ({ name, nameEn }: { readonly name: string; readonly nameEn: string | null }): Names => ({
  zh: name,
  en: nameEn,
});
